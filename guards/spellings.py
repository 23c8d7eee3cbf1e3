"""A text written so that its words are not those it says: letters apart, turned round, shifted, replaced,
doubled, left out, run together. Pure; called by guards/phrases.py.

A reading is worth a look where it has more words that people use than the text itself.
"""

import codecs
import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from string import ascii_lowercase

_APART = re.compile(r"(?<![^\W_])[^\W_](?:[ ._*\-/|,+~\n]{1,3}[^\W_]){3,}(?![^\W_])")
_JOINED = re.compile(
    r"[\"'”’`]\s*(?:\+|,|\.|&|and then|then)?\s*[\"'“‘`]|[\"'`]\s*[;,.]?\s*(?:and\s+)?\w{1,8}\s*=\s*[\"'`]"
)
_LISTED = re.compile(
    r"\.?\s{0,8}\b(?:first|second|third|fourth|fifth|sixth|last|next|(?:word|part|step) \d+|\d+)(?: (?:word|part))?\s*[:.)=]\s+",
    re.IGNORECASE,
)
_SYLLABLES = re.compile(r"(?<=[^\W\d_])(?:[-·*~|^]|\.(?!\s))(?=[^\W\d_])")
_TAG = re.compile(r"</?\w+[^<>]{0,40}>|/\*.{0,40}?\*/|<!--.{0,40}?-->", re.DOTALL)
_LEET = str.maketrans("0134578@$!|(+€£", "oieastbasilctel")
_LEET_L = str.maketrans("0134578@$!|(+€£", "oleastbasllctel")
_LEET_SEEN = re.compile(r"[a-z][0134578@$!|(+€£]|[0134578@$!|(+€£][a-z]", re.IGNORECASE)
_UPSIDE = str.maketrans("ɐqɔpǝɟƃɓɥᴉıɾʞןʃɯuodbɹsʇnʌʍxʎz", "abcdefgghiijkllmnopqrstuvwxyz")
_SMALL = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz")
_ALPHABETS = [
    *(str.maketrans(ascii_lowercase, ascii_lowercase[by:] + ascii_lowercase[:by]) for by in range(1, 26)),
    str.maketrans(ascii_lowercase, ascii_lowercase[::-1]),
]
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PIG = re.compile(r"\b([a-z]+?)-?([bcdfghjklmnpqrstvxyz]{0,3})(?<!^)(?:w|y)?ay\b")
_VOWELS = re.compile(r"[aeiou]")
_LETTERS = re.compile(r"[^\W\d_]+")
_KEYS = """
ignore disregard forget override bypass reveal print show repeat tell display output previous prior earlier above
instructions instruction rules guidelines directives system prompt prompts hidden secret your you everything message
original initial translate word all the of and me developer pretend restrictions
"""
MAX_CHARS = 4000
MAX_RUN = 400
MAX_WORD = 24
SAMPLE_CHARS = 600
"""By which a shift of the alphabet is told."""


def spellings(text: str) -> Iterator[str]:
    """Other readings of a lower-case text; `text` as it stands is not among them."""
    text = text[:MAX_CHARS]
    known = _known(text)
    for reading in _readings(text, known):
        if reading != text and _known(reading) > known:
            yield reading


def split(text: str) -> Iterator[str]:
    """Readings of a text in its own case that put its pieces together or take them apart."""
    if _APART.search(text):
        yield _APART.sub(lambda hit: _together(hit[0]), text)
        yield _APART.sub(lambda hit: re.sub(r"\W|_", "", hit[0]), text)
    if _JOINED.search(text):
        yield _JOINED.sub("", text)
    if _LISTED.search(text):
        yield _LISTED.sub(" ", text)
    if _SYLLABLES.search(text):
        yield _SYLLABLES.sub("", text)
    if _TAG.search(text):
        yield _TAG.sub("", text)
    if _CAMEL.search(text):
        yield _CAMEL.sub(" ", text)
    if re.search(r"\w_\w|\w/\w|\w\+\w", text):
        yield re.sub(r"[_/+]", " ", text)
    yield text.lower().translate(_SMALL)


def _readings(text: str, known: float) -> Iterator[str]:
    words = text.split()
    yield text[::-1]
    yield text[::-1].translate(_UPSIDE)
    yield text.translate(_UPSIDE)
    yield " ".join(word[::-1] for word in words)
    yield codecs.encode(text, "rot13")
    if known < 0.5:
        best = max(_ALPHABETS, key=lambda alphabet: _known(text[:SAMPLE_CHARS].translate(alphabet)))
        yield text.translate(best)
        yield _PIG.sub(lambda hit: hit[2] + hit[1], text)
    if _LEET_SEEN.search(text):
        yield text.translate(_LEET)
        yield text.translate(_LEET_L)
    yield re.sub(r"([^\W\d])\1{2,}", r"\1", text)
    yield re.sub(r"([^\W\d])\1+", r"\1", text)
    yield " ".join(_mended(word) for word in words)
    if any(len(word) > 12 for word in words):
        yield " ".join(_parted(word) if len(word) > 12 else word for word in words)
    if len(words) >= 6:
        yield "".join(word[0] for word in words if word[0].isalpha())[:MAX_RUN]


def _together(spaced: str) -> str:
    """Letters apart to words: a wider gap is one between words."""
    narrow = min(map(len, re.findall(r"[\W_]+", spaced)))
    return re.sub(r"[\W_]+", lambda gap: " " if len(gap[0]) > narrow else "", spaced)


@cache
def vocabulary() -> frozenset[str]:
    """Words that prompts are made of: those that the guard has learned anything about."""
    learned = json.loads((Path(__file__).parent / "learned.json").read_text(encoding="utf-8"))
    words = [name.removeprefix("w ") for name in learned["weights"] if name.startswith("w ")]
    return frozenset([*words, *_KEYS.split()])


def _known(text: str) -> float:
    """The share of a text's letters that stand in words of the vocabulary."""
    words, known = _LETTERS.findall(text), vocabulary()
    return sum(len(word) for word in words if len(word) > 1 and word in known) / max(1, sum(map(len, words)))


@cache
def _spelled() -> dict[tuple[str, ...] | str, str]:
    """Key words by their letters in any order, without vowels, and with one letter less."""
    made: dict[tuple[str, ...] | str, str] = {}
    for word in _KEYS.split():
        if len(word) >= 4:
            made[word[0], *sorted(word)] = word
        if len(word) >= 5:
            made[word] = word
        if len(word) >= 6:
            made.setdefault(_VOWELS.sub("", word), word)
            for at in range(len(word)):
                made.setdefault(word[:at] + word[at + 1 :], word)
    return made


@lru_cache(4096)
def _mended(word: str) -> str:
    """The key word that it is, but for the order of its letters, its vowels, or one letter."""
    if not 4 <= len(word) <= MAX_WORD or word in vocabulary():
        return word
    known = _spelled()
    shorter = [word[:at] + word[at + 1 :] for at in range(len(word))]
    written = [(word[0], *sorted(word)), word, *shorter]
    return next((known[each] for each in written if each in known), word)


def _parted(run: str) -> str:
    """Words that were run together, by the fewest words of the vocabulary."""
    run = run[:MAX_RUN]
    best: list[tuple[int, int] | None] = [(0, 0)] + [None] * len(run)
    for end in range(1, len(run) + 1):
        for start in range(max(0, end - 16), end):
            before = best[start]
            if before is not None and (run[start:end] in vocabulary() or run[start:end] == "a"):
                cost = before[0] + 1
                here = best[end]
                if here is None or cost < here[0]:
                    best[end] = cost, start
    if best[-1] is None:
        return run
    cuts = [len(run)]
    while cuts[-1]:
        place = best[cuts[-1]]
        cuts.append(place[1] if place else 0)
    return " ".join(run[start:end] for start, end in pairwise(reversed(cuts)))
