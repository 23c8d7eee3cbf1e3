"""sandbox.claim_ms_p50, sandbox.verdict_ms_p50, sandbox.escapes.<driver>.

The strongest driver of this machine judges a dashboard through the pool, as a turn does. `claim`: until
a warm box is the caller's. `verdict`: parse, transform, imports, render and mount, until the last result.
`escapes`: the attacks of tests/contract/test_sandbox_attacks.py that came out, for each driver.
"""

import asyncio
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from pathlib import Path

from actors.sandbox_pool import Lease, SandboxPool
from benchmarks import p50, report
from cluster.settings import ROOT
from sandbox.contract import Artifact
from sandbox.drivers import DRIVERS
from sandbox.shelf import Limits
from studio.ids import SessionId
from tests.contract.boxes import AGENT, installed

RUNS = 30
BETWEEN_S = 1.0  # the next warm box has started, as it has between two turns
ATTACKS = "tests/contract/test_sandbox_attacks.py"
FIXTURE = ROOT / "web" / "preview" / "corpus" / "dashboard.tsx"


async def claim_ms(pool: SandboxPool) -> float:
    began = time.perf_counter()
    number, _ = await pool.claim(Lease(pool, SessionId("bench")))
    took = (time.perf_counter() - began) * 1000
    pool.give_back(number)
    return took


async def verdict_ms(pool: SandboxPool, artifact: Artifact) -> float:
    began = time.perf_counter()
    async for said in pool.verify(SessionId("bench"), artifact):
        assert isinstance(said, str) or said.outcome == "passed", said
    return (time.perf_counter() - began) * 1000


async def measure(driver: str) -> None:
    artifact = Artifact({"App.tsx": FIXTURE.read_text()}, "App.tsx")
    pool = SandboxPool(DRIVERS[driver](AGENT), Limits(most=4, warm=2))
    running = asyncio.create_task(pool.run())
    claims: list[float] = []
    verdicts: list[float] = []
    try:
        print(f"tier: {await pool.tier()}", file=sys.stderr)
        for _ in range(RUNS):
            await asyncio.sleep(BETWEEN_S)
            claims.append(await claim_ms(pool))
            await asyncio.sleep(BETWEEN_S)
            verdicts.append(await verdict_ms(pool, artifact))
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    report("sandbox.claim_ms_p50", p50(claims), "ms", RUNS)
    report("sandbox.verdict_ms_p50", p50(verdicts), "ms", RUNS)


def escapes(driver: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.xml"
        command = [sys.executable, "-m", "pytest", "-q", ATTACKS, "-k", driver, f"--junitxml={results}"]
        subprocess.run(command, cwd=ROOT, check=False, stdout=sys.stderr)
        suite = next(ET.parse(results).iter("testsuite"))
    came_out = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    report(f"sandbox.escapes.{driver}", came_out, "attacks", int(suite.get("tests", 0)))


def main() -> None:
    asyncio.run(measure(installed()[0]))
    for driver in installed():
        escapes(driver)


if __name__ == "__main__":
    main()
