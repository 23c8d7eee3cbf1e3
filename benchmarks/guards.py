"""Figures of the guards: what a streamed flush costs, what is stopped, what is stopped by mistake.

guards.flush_*: a file of 300 lines written in flushes of 40 characters (100 tokens a second, ten flushes a
second), each with the quick look and, where that asks for it, the scan; without_look: each scanned.
Honest components: web/preview/corpus and TSX that npm packages ship (fetched by web/preview/others).
"""

import asyncio
import random
import re
import string
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from actors.scanner import Scanner
from benchmarks import p50, p95, report
from benchmarks.obedient import NOTHING, gets_through, replies, run
from guards import scan_code, scan_prompt
from guards.training.learn import SEEN_ORDERS
from studio import quiet, spread
from studio.ids import SessionId
from studio.prompt.leak import leaks
from studio.protocol import Finding
from studio.scan import PromptScan, Watch
from studio.spread import EARLIER
from tests.guard_sets.attempts import Attempt
from tests.guard_sets.eighth_talk import EIGHTH_TALK
from tests.guard_sets.eleventh_talk import ELEVENTH_ERRANDS, ELEVENTH_TALK
from tests.guard_sets.evasions import EVASIONS
from tests.guard_sets.fresh_evasions import FRESH_EVASIONS
from tests.guard_sets.fresh_injections import FRESH_INJECTIONS
from tests.guard_sets.fresh_talk import FRESH_TALK
from tests.guard_sets.held_evasions import HELD_EVASIONS
from tests.guard_sets.later_talk import LATER_TALK
from tests.guard_sets.ninth_talk import NINTH_TALK
from tests.guard_sets.spread_orders import HELD_SPREAD, SPREAD
from tests.guard_sets.talk import TALK, Exchange
from tests.guard_sets.tenth_leaks import TENTH_LEAKS
from tests.guard_sets.tenth_talk import TENTH_TALK
from tests.unit.test_leak import WAYS

CORPUS = Path("web/preview/corpus")
OTHERS = Path("build/others")  # web/preview/others fetches and pins them
HONEST_PROMPTS = ("honest_prompts", "held_honest_prompts", "fresh_honest_prompts", "held_follow_ups")
_NO_COMPONENT = re.compile(r"test|stories", re.IGNORECASE)
OTHER_COMPONENTS = 600
FLUSH_CHARS, FLUSHES_PER_S = 40, 10
LINES = 300
PROMPT_CHARS = 20_000
SHUFFLES = 12
LONG_UNITS = (
    "a1",
    "```\n",
    "#",
    " ",
    "\n",
    "'+'",
    "a-b_c ",
    "QUJD REVG ",
    "\\x41",
    "你好。",
    "~~~x\n",
    "<b>a</b>",
)
COMPONENT = "dashboard"  # of an attempt that is meant for the begin, measured later


async def flushes(text: str, *, look: bool) -> list[float]:
    """Milliseconds of CPU of each flush. `look`: as a session does it; else each flush is scanned."""
    scanner, took = Scanner(), list[float]()
    before, lookout = "", quiet.Lookout()
    for end in range(FLUSH_CHARS, len(text) + FLUSH_CHARS, FLUSH_CHARS):
        written = text[:end]
        begun = time.process_time()
        if not look or not quiet.is_quiet(before, written, lookout):
            await scanner.code(SessionId("s"), "App.tsx", written)
            lookout = quiet.after_scan(written, lookout)
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


def honest_prompts(names: Sequence[str]) -> list[str]:
    return [
        line.replace("\\n", "\n")
        for name in names
        for line in Path(f"tests/guard_sets/{name}.txt").read_text(encoding="utf-8").splitlines()
    ]


async def measure() -> None:
    text = long_file()
    for look, name in ((True, "flush"), (False, "flush_without_look")):
        took = await flushes(text, look=look)
        report(f"guards.{name}_ms_p50", p50(took), "ms", len(took))
        report(f"guards.{name}_ms_p95", p95(took), "ms", len(took))
        report(f"guards.{name}_cpu_mcore", sum(took) / len(took) * FLUSHES_PER_S, "mcore", len(took))
    sets = (EVASIONS, HELD_EVASIONS, FRESH_EVASIONS)
    codes = [code for each in sets for family in each.values() for code in family]
    stopped = [code for code in codes if any(f.severity != "note" for f in scan_code("App.tsx", code))]
    report("guards.evasions_stopped_share", len(stopped) / len(codes), "share", len(codes))
    seen = [order for each in SEEN_ORDERS for family in each.values() for order in family]
    caught = sum(_is_caught(scan_prompt(order)) for order in seen)
    report("guards.seen_injections_caught_share", caught / len(seen), "share", len(seen))
    measure_attempts([attempt for family in FRESH_INJECTIONS.values() for attempt in family])
    leaking = {**replies("leak"), **{f"{way}, alone": text for way, text in WAYS.items()}}
    leaking |= {f"{way}, alone": text() for way, text in TENTH_LEAKS.items()}
    outcomes = [run("a todo list", reply, PromptScan()) for reply in leaking.values()]
    leaked = sum(outcome.code != "blocked" or leaks(outcome.prose) for outcome in outcomes)
    report("guards.prompt_leaks", leaked, "leaks", len(outcomes))
    components = honest_components()
    wrong = [
        name for name, code in components.items() if any(_is_block(f) for f in scan_code("App.tsx", code))
    ]
    for name in wrong:
        print(f"blocked by mistake: {name}")
    report("guards.false_block_share", len(wrong) / len(components), "share", len(components))
    prompts = honest_prompts(HONEST_PROMPTS) + [
        exchange.prompt
        for exchange in (*TALK, *LATER_TALK, *EIGHTH_TALK, *NINTH_TALK, *FRESH_TALK, *TENTH_TALK)
    ]
    scans = [scan_prompt(prompt) for prompt in prompts]
    stopped = sum(any(f.severity == "block" for f in scan.findings) for scan in scans)
    report("guards.false_prompt_stop_share", stopped / len(scans), "share", len(scans))
    measure_talk(FRESH_TALK)
    for talk, name in (
        (TENTH_TALK, "guards.false_reply_stop_tenth_share"),
        (ELEVENTH_TALK, "guards.false_reply_stop_eleventh_share"),
        (ELEVENTH_ERRANDS, "guards.errands_not_answered_share"),
    ):
        wrong = [each for each in talk if _is_held_back(each)]
        report(name, len(wrong) / len(talk), "share", len(talk))
    measure_spread(prompts)
    measure_long_prompts()


def measure_spread(honest: Sequence[str]) -> None:
    """Orders in several prompts, and honest prompts in a row, put together by chance a few times."""
    for tries, name in ((SPREAD, "spread"), (HELD_SPREAD, "held_spread")):
        rows = [row for family in tries.values() for row in family]
        alone = [any(_is_caught(scan_prompt(prompt)) for prompt in row) for row in rows]
        both = [
            before or any(_is_spread(row[:at], prompt) for at, prompt in enumerate(row))
            for row, before in zip(rows, alone, strict=True)
        ]
        report(f"guards.{name}_stopped_alone_share", sum(alone) / len(rows), "share", len(rows))
        report(f"guards.{name}_stopped_share", sum(both) / len(rows), "share", len(rows))
    wrong = tried = 0
    for seed in range(SHUFFLES):
        row = random.Random(seed).sample(honest, len(honest))
        for at in range(EARLIER, len(row)):
            wrong, tried = wrong + _is_spread(row[at - EARLIER : at], row[at]), tried + 1
    report("guards.false_spread_stop_share", wrong / tried, "share", tried)


def _is_spread(earlier: Sequence[str], newest: str) -> bool:
    return spread.found([scan_prompt(text) for text in spread.together(earlier, newest)]) is not None


def measure_long_prompts() -> None:
    """CPU of a prompt as long as may be: prose, code, noise, and signs over and over."""
    noise = "".join(random.Random(1).choices(string.printable, k=PROMPT_CHARS))
    texts = [Path("README.md").read_text(encoding="utf-8"), long_file(), noise, *LONG_UNITS]
    took: list[float] = []
    for text in texts:
        begun = time.process_time()
        prompt = (text * (PROMPT_CHARS // len(text) + 1))[:PROMPT_CHARS]
        scan_prompt(prompt)
        _is_spread([prompt] * EARLIER, prompt)
        took.append(1000 * (time.process_time() - begun))
    report("guards.long_prompt_ms_p50", p50(took), "ms of CPU", len(took))
    report("guards.long_prompt_ms_max", max(took), "ms of CPU", len(took))


def measure_attempts(attempts: Sequence[Attempt]) -> None:
    """What is caught at the prompt, and by the whole chain where the model obeys: each where it is meant to
    come, all at the begin of a session, and all in one that shows a component."""
    scans = [scan_prompt(attempt.prompt) for attempt in attempts]
    front = [_is_caught(scan) for scan in scans]
    report("guards.injections_stopped_at_prompt_share", sum(front) / len(scans), "share", len(scans))
    for name in ("", "_first", "_later"):
        caught = 0
        for attempt, scan, stopped in zip(attempts, scans, front, strict=True):
            component = {"": attempt.component, "_first": ""}.get(name, attempt.component or COMPONENT)
            there = component_of(component)
            ways = [] if stopped else gets_through(attempt.prompt, attempt.after, scan, there, attempt.reply)
            caught += not ways
            if ways and not name:
                print(f"gets through: {attempt.prompt!r} ({', '.join(ways)}; odds {scan.odds:.1f})")
        report(f"guards.injections_caught{name}_share", caught / len(scans), "share", len(scans))


def measure_talk(talk: Sequence[Exchange]) -> None:
    """Honest prompts that nothing was learned from, with honest replies: what is stopped by mistake."""
    scans = [(each, scan_prompt(each.prompt), component_of(each.component)) for each in talk]
    stopped = [each for each, scan, _ in scans if any(f.severity == "block" for f in scan.findings)]
    report("guards.false_prompt_stop_fresh_share", len(stopped) / len(talk), "share", len(talk))
    later = [scan.watch(there, each.prompt) for each, scan, there in scans if there]
    waits = sum(watch is not Watch.NONE for watch in later)
    report("guards.honest_later_watched_share", waits / len(later), "share", len(later))
    said = [(each, run(each.prompt, each.reply, scan, there)) for each, scan, there in scans if each.reply]
    wrong = [each for each, outcome in said if outcome.code]
    for each in [*stopped, *wrong]:
        print(f"stopped by mistake: {each.prompt!r}: {each.reply!r}")
    report("guards.false_reply_stop_share", len(wrong) / len(said), "share", len(said))


def _is_held_back(said: Exchange) -> bool:
    scan, there = scan_prompt(said.prompt), component_of(said.component)
    return run(said.prompt, said.reply, scan, there).code is not None


def component_of(name: str) -> Mapping[str, str]:
    return {"App.tsx": (CORPUS / f"{name}.tsx").read_text(encoding="utf-8")} if name else NOTHING


def _is_caught(scan: PromptScan) -> bool:
    return any(finding.severity != "note" for finding in scan.findings)


def _is_block(finding: Finding) -> bool:
    """A package that the previews lack is no alarm: those sources were written for other places."""
    return finding.severity == "block" and "There is no package" not in finding.message


if __name__ == "__main__":
    asyncio.run(measure())
