"""What a piece of text shows of its intent: its words, pairs and beginnings, the kinds of words that
guards/lexicon.py knows and which of them stand near each other. Pure; the names are those of the weights in
guards/learned.json.

Read by guards/learned.py for a prompt, and by guards/training/ for the examples.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from guards.lexicon import ANYWHERE, STEMS
from guards.phrases import bare

NEAR_CHARS = 40
MAX_CHARS = 420
"""Of one piece; a longer one is cut, not parted, as there is no place to part it."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ENDS = re.compile(r"(?<=[.!?;:。！？؟।])\s+|\s*\n\s*|(?<=[。！？])")
_LENGTHS = (2, 4, 7, 12, 20, 35)


def sentences(text: str) -> list[str]:
    """A text in its sentences and lines."""
    return [part for part in _ENDS.split(text) if part.strip()]


def pieces(text: str) -> Iterator[str]:
    """The sentences of a text, and each with the one behind it."""
    parts = sentences(text)
    yield from parts
    for first, second in pairwise(parts):
        yield f"{first} {second}"


def features(piece: str) -> set[str]:
    text = bare(piece)[:MAX_CHARS]
    words = _WORD.findall(text)
    found = {f"w {word}" for word in words}
    found |= {f"b {first} {second}" for first, second in pairwise(words)}
    for word in words:
        found |= {f"g {word[:5]}"} if len(word) > 5 and word.isascii() else _grams(word)
    found |= _kinds(text)
    found.add(f"n {sum(len(words) > length for length in _LENGTHS)}")
    if words:
        found.add(f"f {words[0]}")
    if "?" in piece or "？" in piece or "؟" in piece:
        found.add("q")
    return found


def _grams(word: str) -> set[str]:
    if word.isascii():
        return set()
    if not _is_spaced(word):
        return {f"g {word[at : at + size]}" for size in (1, 2, 3) for at in range(len(word) - size + 1)}
    return {f"g {word[:size]}" for size in (4, 5) if len(word) > size}


def _is_spaced(word: str) -> bool:
    """Whether its script puts spaces between words."""
    return not re.search("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", word)


def _kinds(text: str) -> set[str]:
    places = {kind: [hit.span() for hit in pattern.finditer(text)] for kind, pattern in _patterns().items()}
    there = sorted(kind for kind, spans in places.items() if spans)
    found = {f"k {kind}" for kind in there} | ({"k no ui"} if "ui" not in there else set[str]())
    for at, one in enumerate(there):
        for other in there[at + 1 :]:
            found.add(f"k {one} {other}")
            if _near(places[one], places[other]):
                found.add(f"k {one}~{other}")
    first = min(((spans[0], kind) for kind, spans in places.items() if spans), default=None)
    if first is not None:
        found.add(f"k first {first[1]}")
    return found


def _near(ones: list[tuple[int, int]], others: list[tuple[int, int]]) -> bool:
    return any(
        start - one_end <= NEAR_CHARS and one_start - end <= NEAR_CHARS
        for one_start, one_end in ones
        for start, end in others
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    made: dict[str, re.Pattern[str]] = {}
    for kind, stems in STEMS.items():
        words = sorted({bare(stem) for stem in stems.split()}, key=len, reverse=True)
        short = [re.escape(word) for word in words if len(word) <= 3]
        long = [re.escape(word) for word in words if len(word) > 3]
        phrases = [bare(phrase) for phrase in ANYWHERE.get(kind, "").replace("\n", "").split("|") if phrase]
        parts = [
            rf"\b(?:{'|'.join(long)})\w*",
            rf"\b(?:{'|'.join(short)})\b" if short else "",
            *map(re.escape, sorted(phrases, key=len, reverse=True)),
        ]
        made[kind] = re.compile("|".join(part for part in parts if part))
    return made
