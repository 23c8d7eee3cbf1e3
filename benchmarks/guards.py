"""Figures of the guards: what a streamed flush costs, what is stopped, what is stopped by mistake.

guards.flush_*: a file of 300 lines written in flushes of 40 characters (100 tokens a second, ten flushes a
second), each with the quick look and, where that asks for it, the scan; without_look: each scanned.
Honest components: web/preview/corpus and TSX that npm packages ship (fetched by web/preview/others).
"""

import asyncio
import random
import re
import time
from pathlib import Path

from actors.scanner import Scanner
from benchmarks import p50, p95, report
from guards import scan_code, scan_prompt
from studio import quiet
from studio.ids import SessionId
from studio.prompt.leak import Leaks, leaks
from studio.prompt.system import system_prompt
from studio.protocol import Finding
from tests.guard_sets.evasions import EVASIONS
from tests.guard_sets.fresh_injections import FRESH_INJECTIONS
from tests.guard_sets.held_evasions import HELD_EVASIONS
from tests.guard_sets.held_injections import HELD_INJECTIONS, SECOND_HELD_INJECTIONS
from tests.guard_sets.injections import INJECTIONS
from tests.unit.test_leak import WAYS

CORPUS = Path("web/preview/corpus")
OTHERS = Path("build/others")  # web/preview/others fetches and pins them
HONEST_PROMPTS = ("honest_prompts", "held_honest_prompts", "fresh_honest_prompts")
_NO_COMPONENT = re.compile(r"test|stories", re.IGNORECASE)
OTHER_COMPONENTS = 600
FLUSH_CHARS, FLUSHES_PER_S = 40, 10
LINES = 300


async def flushes(text: str, *, look: bool) -> list[float]:
    """Milliseconds of CPU of each flush. `look`: as a session does it; else each flush is scanned."""
    scanner, took = Scanner(), list[float]()
    before, watch = "", quiet.Watch()
    for end in range(FLUSH_CHARS, len(text) + FLUSH_CHARS, FLUSH_CHARS):
        written = text[:end]
        begun = time.process_time()
        if not look or not quiet.is_quiet(before, written, watch):
            await scanner.code(SessionId("s"), "App.tsx", written)
            watch = quiet.watched(written, watch)
        before = written
        took.append(1000 * (time.process_time() - begun))
    return took


def long_file() -> str:
    texts = [
        (CORPUS / f"{name}.tsx").read_text(encoding="utf-8") for name in ("dashboard", "kanban", "invoice")
    ]
    return "\n".join("".join(texts).splitlines()[:LINES])


def honest_components() -> dict[str, str]:
    found = {path.name: path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.tsx"))}
    others = [path for path in sorted(OTHERS.glob("**/*.tsx")) if not _NO_COMPONENT.search(str(path))]
    for path in random.Random(1).sample(others, min(len(others), OTHER_COMPONENTS)):
        found[str(path)] = path.read_text(encoding="utf-8", errors="replace")
    return found


def honest_prompts() -> list[str]:
    return [
        line.replace("\\n", "\n")
        for name in HONEST_PROMPTS
        for line in Path(f"tests/guard_sets/{name}.txt").read_text(encoding="utf-8").splitlines()
    ]


def shown_of_leak(text: str) -> str:
    guard, shown = Leaks(), ""
    for at in range(0, len(text), 30):
        safe = guard.feed(text[at : at + 30])
        if safe is None:
            return shown
        shown += safe
    return shown + guard.rest()


async def measure() -> None:
    text = long_file()
    for look, name in ((True, "flush"), (False, "flush_without_look")):
        took = await flushes(text, look=look)
        report(f"guards.{name}_ms_p50", p50(took), "ms", len(took))
        report(f"guards.{name}_ms_p95", p95(took), "ms", len(took))
        report(f"guards.{name}_cpu_mcore", sum(took) / len(took) * FLUSHES_PER_S, "mcore", len(took))
    codes = [code for each in (EVASIONS, HELD_EVASIONS) for family in each.values() for code in family]
    stopped = [code for code in codes if any(f.severity != "note" for f in scan_code("App.tsx", code))]
    report("guards.evasions_stopped_share", len(stopped) / len(codes), "share", len(codes))
    for name, sets in (
        ("injections", (INJECTIONS, HELD_INJECTIONS, SECOND_HELD_INJECTIONS)),
        ("fresh_injections", (FRESH_INJECTIONS,)),
    ):
        scans = [scan_prompt(prompt) for each in sets for family in each.values() for prompt in family]
        caught = [scan for scan in scans if any(f.severity != "note" for f in scan.findings)]
        report(f"guards.{name}_caught_share", len(caught) / len(scans), "share", len(scans))
        seen = len(caught) + sum(scan.suspicious for scan in scans if scan not in caught)
        report(f"guards.{name}_caught_or_suspicious_share", seen / len(scans), "share", len(scans))
    said = [*WAYS.values(), system_prompt("react")]
    report("guards.prompt_leaks", sum(leaks(shown_of_leak(each)) for each in said), "leaks", len(said))
    components = honest_components()
    wrong = [
        name for name, code in components.items() if any(_is_block(f) for f in scan_code("App.tsx", code))
    ]
    for name in wrong:
        print(f"blocked by mistake: {name}")
    report("guards.false_block_share", len(wrong) / len(components), "share", len(components))
    honest = honest_prompts()
    halted = [prompt for prompt in honest if any(f.severity == "block" for f in scan_prompt(prompt).findings)]
    report("guards.false_prompt_stop_share", len(halted) / len(honest), "share", len(honest))


def _is_block(finding: Finding) -> bool:
    """A package that the previews lack is no alarm: those sources were written for other places."""
    return finding.severity == "block" and "There is no package" not in finding.message


if __name__ == "__main__":
    asyncio.run(measure())
