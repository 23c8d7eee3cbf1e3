"""sandbox.claim_ms_p50, sandbox.verdict_ms_p50, sandbox.verdict_types_ms_p50, sandbox.verdict_use_ms_p50,
sandbox.verdict_types_changed_ms_p50, sandbox.escapes.<driver>.

A driver judges a dashboard through the pool, as a turn does: the strongest of this machine, and then the
others, whose figures carry their names. `claim`: until a warm box is the caller's. `verdict`: parse,
transform, imports, lint and render, until the last of these results; with types; with mount and use; the p50
of each check goes to stderr. The compiler of types remembers what it was asked last, so a figure of its own
tells the same of a text that has changed each time. `escapes`: the attacks of
tests/contract/test_sandbox_attacks.py that came out. About nine minutes with three drivers on two cores.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from pathlib import Path

from actors.lease import Lease
from actors.sandbox_pool import SandboxPool
from benchmarks import p50, report
from cluster.settings import ROOT
from sandbox.contract import Artifact
from sandbox.drivers import DRIVERS
from sandbox.shelf import Limits
from studio.ids import SessionId
from tests.contract.boxes import AGENT, installed

CLAIMS = 10
CLAIMED_S = 1.0  # the next box is warm
RUNS = 20
CHANGED = 10  # runs of a text that differs from the last
BETWEEN_S = 2.0  # the next warm runner has started, as it has between two turns
VERDICTS = {
    "verdict": {"compile", "lint", "render"},
    "verdict_types": {"compile", "lint", "render", "types"},
    "verdict_use": {"compile", "lint", "render", "types", "mount", "use"},
}
ATTACKS = "tests/contract/test_sandbox_attacks.py"
FIXTURE = ROOT / "web" / "preview" / "corpus" / "dashboard.tsx"


async def claim_ms(pool: SandboxPool) -> float:
    began = time.perf_counter()
    number, _ = await pool.boxes.claim(Lease(pool.boxes, SessionId("bench")))
    took = (time.perf_counter() - began) * 1000
    pool.boxes.give_back(number)
    return took


async def verdict_ms(pool: SandboxPool, artifact: Artifact) -> dict[str, float]:
    """By check: ms from the beginning of the verdict to its result."""
    began = time.perf_counter()
    ended: dict[str, float] = {}
    async for said in pool.verify(SessionId("bench"), artifact):
        if not isinstance(said, str):
            assert said.outcome != "failed", said
            ended[said.check] = (time.perf_counter() - began) * 1000
    return ended


async def measure(driver: str, suffix: str) -> None:
    artifact = Artifact({"App.tsx": FIXTURE.read_text()}, "App.tsx")
    pool = SandboxPool(DRIVERS[driver](AGENT), Limits(most=4, warm=2))
    running = asyncio.create_task(pool.run())
    claims: list[float] = []
    runs: list[dict[str, float]] = []
    changed: list[dict[str, float]] = []
    try:
        await pool.known_within(None)
        print(f"tier: {await pool.tier()}", file=sys.stderr)
        for _ in range(CLAIMS):
            await asyncio.sleep(CLAIMED_S)
            claims.append(await claim_ms(pool))
        for _ in range(RUNS):
            await asyncio.sleep(BETWEEN_S)
            runs.append(await verdict_ms(pool, artifact))
        for number in range(CHANGED):
            await asyncio.sleep(BETWEEN_S)
            text = f"{FIXTURE.read_text()}\nexport const edition = {number};\n"
            changed.append(await verdict_ms(pool, Artifact({"App.tsx": text}, "App.tsx")))
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    runs = runs[1:]  # the first starts the boxes
    each = {check: round(p50([run[check] for run in runs])) for check in runs[-1]}
    print(json.dumps(each), file=sys.stderr)
    report(f"sandbox.claim_ms_p50{suffix}", p50(claims), "ms", CLAIMS)
    for figure, checks in VERDICTS.items():
        values = [max(run[check] for check in checks) for run in runs]
        report(f"sandbox.{figure}_ms_p50{suffix}", p50(values), "ms", len(values))
    values = [max(run[check] for check in VERDICTS["verdict_types"]) for run in changed]
    report(f"sandbox.verdict_types_changed_ms_p50{suffix}", p50(values), "ms", len(values))


def escapes(driver: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.xml"
        command = [sys.executable, "-m", "pytest", "-q", ATTACKS, "-k", driver, f"--junitxml={results}"]
        subprocess.run(command, cwd=ROOT, check=False, stdout=sys.stderr)
        suite = next(ET.parse(results).iter("testsuite"))
    came_out = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    report(f"sandbox.escapes.{driver}", came_out, "attacks", int(suite.get("tests", 0)))


def main() -> None:
    best, *others = installed()
    asyncio.run(measure(best, ""))
    for driver in others:
        asyncio.run(measure(driver, f".{driver}"))
    for driver in installed():
        escapes(driver)


if __name__ == "__main__":
    main()
