"""autofix.mended_share: faulty components that run after the fixes, asked of the real sandbox.

A fault counts only if the sandbox refuses it as it stands; what it accepts is left out and told by
autofix.faults. Mended as a turn does it: once when the reply ends, once more with what the check said.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import p50, report
from sandbox.contract import Box
from sandbox.drivers.wasm import WasmDriver
from studio.fixes.known import Mender
from tests.guard_sets.faults import FAULTS
from tests.guard_sets.later_faults import LATER_FAULTS

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
    for name, families in (("earlier_", FAULTS), ("later_", LATER_FAULTS)):
        refused, right = await measure_set(driver, mend, families, took_ms)
        report(f"autofix.{name}mended_share", right / refused, "share", refused)
        faulty, mended = faulty + refused, mended + right
    made = sum(len(texts) for families in (FAULTS, LATER_FAULTS) for texts in families.values())
    report("autofix.faults", faulty, "components", made)
    report("autofix.mended_share", mended / faulty, "share", faulty)
    report("autofix.mend_ms_p50", p50(took_ms), "ms", len(took_ms))


async def measure_set(
    driver: WasmDriver, mend: Mender, families: Mapping[str, Sequence[str]], took_ms: list[float]
) -> tuple[int, int]:
    """How many the sandbox refuses as they stand, and how many of these it takes once they are mended."""
    faulty = mended = 0
    for family, text in ((family, text) for family, texts in families.items() for text in texts):
        if not await problem_of(driver, text):
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
    return faulty, mended


if __name__ == "__main__":
    asyncio.run(measure())
