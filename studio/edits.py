"""Where a SEARCH text stands in a file. Pure; called by studio/reply_files.py once a SEARCH/REPLACE block.

A ladder of readings, strictest first: the same lines; the same but for spacing; the same but for
indentation; nearly the same. The first rung with a match decides, and a match in two places is an error
on every rung: an edit in the wrong place is worse than none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Rung = Literal["exact", "whitespace", "indentation", "fuzzy"]

MIN_RATIO = 0.85
NEAR_LINES = 20
MIN_LEAD = 0.05
MAX_FUZZY_COMPARISONS = 100_000
MAX_FUZZY_CHARS = 8_000
FUZZY_CANDIDATES = 5

_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Match:
    """Whole lines, without the newline that ends the last: text[start:end], in code points."""

    start: int
    end: int
    rung: Rung


@dataclass(frozen=True, slots=True)
class FailedBlock:
    """A SEARCH/REPLACE block that found no place, to be asked for again. `near` is the text of the file
    around where it may have been meant; `search` is "" where the whole file is wanted."""

    path: str
    search: str
    reason: str
    near: str


class EditError(Exception):
    """The SEARCH text has no one place. `reason` says so, and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def locate(text: str, search: str) -> Match:
    """The one place in `text` that `search` means: lines, the last newline may lack. Raises EditError."""
    lines = text.split("\n")
    given = search.removesuffix("\n").split("\n")
    wanted = _trimmed(given)
    if not wanted:
        if not text.strip():
            return Match(0, len(text.rstrip("\n")), "exact")
        raise EditError("The SEARCH text is empty. Copy the lines to be replaced into it, as they are.")
    readings: tuple[tuple[Rung, Callable[[str], str]], ...] = (
        ("exact", str),
        ("whitespace", _spaced),
        ("indentation", _unindented),
    )
    for rung, reading in readings:
        found = _places([reading(line) for line in lines], [reading(line) for line in wanted])
        if len(found) > 1:
            raise EditError(_ambiguous(found))
        if found:
            above, below = _blank_around(lines, found[0], len(wanted), given)
            return _match(lines, found[0] - above, above + len(wanted) + below, rung)
    place = _nearest(lines, wanted)
    if place is None:
        first = _unindented(next(line for line in wanted if line.strip()))[:60]
        raise EditError(
            f"The SEARCH text, which begins with “{first}”, is not in the file. "
            "Copy the lines from the file as they are now."
        )
    return _match(lines, place, len(wanted), "fuzzy")


def near(text: str, search: str) -> str:
    """The lines of `text` around those most like `search`; all of a short text, or if `search` is ""."""
    lines, wanted = text.split("\n"), search.split("\n")
    if not search or len(lines) <= 2 * NEAR_LINES:
        return text
    want = [frozenset(_WORD.findall(line)) for line in wanted if line.strip()]
    have = [frozenset(_WORD.findall(line)) for line in lines]
    alike = [max((len(words & line) for words in want), default=0) for line in have]
    best = max(range(len(lines)), key=lambda at: sum(alike[at : at + max(1, len(want))]))
    return "\n".join(lines[max(0, best - NEAR_LINES) : best + len(want) + NEAR_LINES])


def _trimmed(lines: list[str]) -> list[str]:
    """Without blank lines at the ends: models add and drop those."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _blank_around(lines: list[str], place: int, size: int, given: list[str]) -> tuple[int, int]:
    """How many blank lines at the ends of the SEARCH text stand in the file, too: the replacement has its own
    of them, and they would be there twice."""
    filled = [number for number, line in enumerate(given) if line.strip()]
    above, below = filled[0], len(given) - 1 - filled[-1]
    behind = place + size
    over = next((n for n in range(above) if n >= place or lines[place - 1 - n].strip()), above)
    under = next((n for n in range(below) if behind + n >= len(lines) or lines[behind + n].strip()), below)
    return over, under


def _spaced(line: str) -> str:
    """Spaces at the end gone, runs inside the line one, indentation kept (a tab counts as two spaces)."""
    indent = line[: len(line) - len(line.lstrip())].expandtabs(2)
    return indent + " ".join(line.split()) if line.strip() else ""


def _unindented(line: str) -> str:
    return " ".join(line.split())


def _places(lines: list[str], wanted: list[str]) -> list[int]:
    size = len(wanted)
    found: list[int] = []
    for place in range(len(lines) - size + 1):
        if lines[place] == wanted[0] and lines[place : place + size] == wanted:
            found.append(place)
    return found


def _ambiguous(found: list[int]) -> str:
    at = ", ".join(str(place + 1) for place in found[:4])
    return (
        f"The SEARCH text is in {len(found)} places (lines {at}). "
        "Add lines before or after it until it names one."
    )


def _match(lines: list[str], place: int, size: int, rung: Rung) -> Match:
    start = sum(len(line) + 1 for line in lines[:place])
    return Match(start, start + len("\n".join(lines[place : place + size])), rung)


def _nearest(lines: list[str], wanted: list[str]) -> int | None:
    """The window of lines most like `wanted`, if it is much like it and no other is about as much."""
    size = len(wanted)
    windows = len(lines) - size + 1
    goal = "\n".join(_unindented(line) for line in wanted)
    if windows < 1 or windows * size > MAX_FUZZY_COMPARISONS or len(goal) > MAX_FUZZY_CHARS:
        return None
    have = [frozenset(_WORD.findall(line)) for line in lines]
    want = [frozenset(_WORD.findall(line)) for line in wanted]
    shared = [sum(len(have[at + row] & want[row]) for row in range(size)) for at in range(windows)]
    # Neighbouring windows of one place are one candidate: the best of them.
    best: list[int] = []
    for at in sorted(range(windows), key=lambda at: -shared[at]):
        if shared[at] and all(abs(at - other) >= size for other in best):
            best.append(at)
        if len(best) == FUZZY_CANDIDATES:
            break
    rated = sorted(((_ratio(lines[at : at + size], goal), at) for at in best), reverse=True)
    if not rated or rated[0][0] < MIN_RATIO:
        return None
    close = [at for ratio, at in rated if ratio > rated[0][0] - MIN_LEAD]
    if len(close) > 1:
        raise EditError(_ambiguous(sorted(close)))
    return rated[0][1]


def _ratio(window: list[str], goal: str) -> float:
    text = "\n".join(_unindented(line) for line in window)[: 2 * MAX_FUZZY_CHARS]
    matcher = SequenceMatcher(None, text, goal, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= MIN_RATIO else 0.0
