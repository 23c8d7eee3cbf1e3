"""autofix.mended_share: faulty artifacts that run after the fixes, asked of the real sandbox.

A fault counts only if the sandbox refuses it as it stands; what it accepts is left out and told by
autofix.faults. Mended as a turn does it: once when the reply ends, once more with what the check said.
"""

import asyncio
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import p50, report
from sandbox.contract import Box
from sandbox.drivers.wasm import WasmDriver
from studio.fixes.known import Mender
from studio.frameworks import entry_path
from tests.guard_sets.faults import FAULTS
from tests.guard_sets.fresh_faults import FRESH_FAULTS
from tests.guard_sets.later_faults import LATER_FAULTS

AGENT = Path("sandbox/agent")
DEADLINE_S = 20.0

Files = Mapping[str, str]
Fault = tuple[str, Files]


def of_one_file(families: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    return ((family, {"App.tsx": text}) for family, texts in families.items() for text in texts)


SETS: dict[str, list[Fault]] = {
    "earlier": list(of_one_file(FAULTS)),
    "later": list(of_one_file(LATER_FAULTS)),
    "fresh": [(family, files) for family, all_files in FRESH_FAULTS.items() for files in all_files],
}


async def problem_of(driver: WasmDriver, files: Files) -> str:
    """What the sandbox says of the artifact: empty if it compiles and mounts."""
    box: Box = await driver.start()
    try:
        payload = {"files": dict(files), "entry": entry_path(files)}
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
    for name, faults in SETS.items():
        refused, right = await measure_set(driver, mend, faults, took_ms)
        report(f"autofix.{name}_mended_share", right / refused, "share", refused)
        faulty, mended = faulty + refused, mended + right
    report("autofix.faults", faulty, "artifacts", sum(map(len, SETS.values())))
    report("autofix.mended_share", mended / faulty, "share", faulty)
    report("autofix.mend_ms_p50", p50(took_ms), "ms", len(took_ms))


async def measure_set(
    driver: WasmDriver, mend: Mender, faults: Sequence[Fault], took_ms: list[float]
) -> tuple[int, int]:
    """How many the sandbox refuses as they stand, and how many of these it takes once they are mended."""
    faulty = mended = 0
    for family, files in faults:
        entry = entry_path(files) or ""
        if not await problem_of(driver, files):
            continue
        faulty += 1
        begun = time.perf_counter()
        made = mend(files, entry, "").files
        took_ms.append(1000 * (time.perf_counter() - begun))
        left = await problem_of(driver, made)
        if left:
            left = await problem_of(driver, mend(made, entry, left).files)
        mended += not left
        if left:
            print(f"not mended: {family}: {left[:150]!r} in {files[entry][:120]!r}")
    return faulty, mended


if __name__ == "__main__":
    asyncio.run(measure())
