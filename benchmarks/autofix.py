"""autofix.mended_share: faulty components that run after the fixes, asked of the real sandbox.

A fault counts only if the sandbox refuses it as it stands; what it accepts is left out and told by
autofix.faults. Mended as a turn does it: once when the reply ends, once more with what the check said.
"""

import asyncio
import time
from pathlib import Path

from benchmarks import p50, report
from sandbox.contract import Box
from sandbox.drivers.wasm import WasmDriver
from studio.fixes.known import Mender
from tests.guard_sets.faults import FAULTS

AGENT = Path("sandbox/agent")
DEADLINE_S = 20.0


async def problem_of(driver: WasmDriver, text: str) -> str:
    """What the sandbox says of the component: empty if it compiles and mounts."""
    box: Box = await driver.start()
    try:
        payload = {"files": {"App.tsx": text}, "entry": "App.tsx"}
        compiled = await box.call("compile", payload, DEADLINE_S)
        if not compiled["ok"]:
            first = compiled["errors"][0]
            return f"compile: {first['path']}:{first['line']}: {first['message']}"
        mounted = await box.call("mount", payload, DEADLINE_S)
        return "" if mounted["ok"] else f"mount: {mounted['error']}"
    finally:
        await box.kill()


async def measure() -> None:
    driver, mend = WasmDriver(agent_dir=AGENT), Mender(AGENT / "dist" / "packages.json")
    faulty = mended = 0
    took_ms: list[float] = []
    for family, texts in FAULTS.items():
        for text in texts:
            problem = await problem_of(driver, text)
            if not problem:
                continue
            faulty += 1
            begun = time.perf_counter()
            files = mend({"App.tsx": text}, "App.tsx", "").files
            took_ms.append(1000 * (time.perf_counter() - begun))
            left = await problem_of(driver, files["App.tsx"])
            if left:
                left = await problem_of(driver, mend(files, "App.tsx", left).files["App.tsx"])
            mended += not left
            if left:
                print(f"not mended: {family}: {left[:150]!r} in {text[:120]!r}")
    report("autofix.faults", faulty, "components", sum(map(len, FAULTS.values())))
    report("autofix.mended_share", mended / faulty, "share", faulty)
    report("autofix.mend_ms_p50", p50(took_ms), "ms", len(took_ms))


if __name__ == "__main__":
    asyncio.run(measure())
