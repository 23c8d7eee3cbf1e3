"""What a piece of text shows of its intent: its words, pairs and beginnings, the kinds of words that
guards/lexicon.py knows and which of them stand near each other. Pure; the names are those of the weights in
guards/learned.json.

Read by guards/learned.py for a prompt, and by guards/training/ for the examples.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from guards.lexicon import ANYWHERE, STEMS
from guards.phrases import bare

NEAR_CHARS = 40
MAX_CHARS = 420
"""Of one piece; a longer one is cut, not parted, as there is no place to part it."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ENDS = re.compile(r"(?<=[.!?;:。！？؟।])\s+|\n|(?<=[。！？])")
_TOKEN = re.compile(r"\w+")
_LONGEST = 16
"""Of a stem."""
_NONE: frozenset[str] = frozenset()
_LENGTHS = (2, 4, 7, 12, 20, 35)


def sentences(text: str) -> list[str]:
    """A text in its sentences and lines."""
    return [part.strip() for part in _ENDS.split(text) if part.strip()]


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
    places = _places(text)
    there = sorted(places)
    found = {f"k {kind}" for kind in there} | ({"k no ui"} if "ui" not in there else set[str]())
    for at, one in enumerate(there):
        for other in there[at + 1 :]:
            found.add(f"k {one} {other}")
            if _near(places[one], places[other]):
                found.add(f"k {one}~{other}")
    first = min(((spans[0], kind) for kind, spans in places.items()), default=None)
    if first is not None:
        found.add(f"k first {first[1]}")
    return found


def _places(text: str) -> dict[str, list[tuple[int, int]]]:
    """Where words of each kind stand. Words are looked up by their beginnings; only what the lexicon has as
    phrases, or in scripts without spaces, is searched for."""
    beginnings, phrases = _lexicon()
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for hit in _TOKEN.finditer(text):
        for kind in _kinds_of(hit[0], beginnings):
            found[kind].append(hit.span())
    ascii_only = text.isascii()
    for kind, plain, other in phrases:
        for pattern in (plain,) if ascii_only else (plain, other):
            if pattern is not None:
                found[kind] += [hit.span() for hit in pattern.finditer(text)]
    return {kind: sorted(spans) for kind, spans in found.items() if spans}


def _kinds_of(word: str, beginnings: Mapping[str, frozenset[str]]) -> set[str]:
    kinds: set[str] = set()
    for size in range(4, min(len(word), _LONGEST) + 1):
        kinds |= beginnings.get(word[:size], _NONE)
    return kinds if len(word) > 3 else kinds | beginnings.get(word, _NONE)


def _near(ones: list[tuple[int, int]], others: list[tuple[int, int]]) -> bool:
    return any(
        start - one_end <= NEAR_CHARS and one_start - end <= NEAR_CHARS
        for one_start, one_end in ones
        for start, end in others
    )


@cache
def _lexicon() -> tuple[
    Mapping[str, frozenset[str]], Sequence[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None]]
]:
    """The kinds of each stem, which stands for all words that begin with it unless it is as short as a word;
    and for each kind its phrases, in plain letters and in others."""
    stems: defaultdict[str, set[str]] = defaultdict(set)
    phrases: list[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None]] = []
    for kind, words in STEMS.items():
        joined = [rf"\b{re.escape(word)}" for word in map(bare, words.split()) if not _TOKEN.fullmatch(word)]
        for word in {bare(stem) for stem in words.split()}:
            if _TOKEN.fullmatch(word):
                stems[word].add(kind)
        anywhere = [bare(phrase) for phrase in ANYWHERE.get(kind, "").replace("\n", "").split("|") if phrase]
        escaped = {phrase: re.escape(phrase) for phrase in sorted(anywhere, key=len, reverse=True)}
        plain = [*joined, *(made for phrase, made in escaped.items() if phrase.isascii())]
        other = [made for phrase, made in escaped.items() if not phrase.isascii()]
        phrases.append((kind, _any_of(plain), _any_of(other)))
    return {stem: frozenset(kinds) for stem, kinds in stems.items()}, phrases


def _any_of(patterns: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns)) if patterns else None
