"""The internal prompt must not leave, whole or in part, plain or encoded: what may be shown of a reply.
Pure.

A leak is one of its marks (studio/prompt/canary.py), twelve words of it in a row (six where they were
encoded), forwards, backwards or each second one, its rarer words in their order or close together whatever
stands between (studio/prompt/overlap.py), its letters in a row (studio/prompt/letters.py), or its names of
code, which no translation changes, in their order; of letters that look like others, too. Text that has
begun to follow the prompt is held back until it departs from it, so nothing of a leak in prose is shown but
its first words. Called by studio/output.py on the stream, and by guards/leak.py on files.
"""

import codecs
import re
from collections.abc import Sequence
from functools import cache
from itertools import chain

from studio.encodings import hidden
from studio.folding import folded
from studio.prompt.canary import Marks
from studio.prompt.letters import Letters, spelled
from studio.prompt.overlap import Overlap, overlaps
from studio.prompt.system import PROMPT_VERSION, system_prompt

LEAK_WORDS = 12
ENCODED_WORDS = 6
HOLD_WORDS = 4
NAMES = 7
_MEMORY_CHARS = 1200
_MARKS = Marks(PROMPT_VERSION)
_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"\b(?:[a-zA-Z]+[a-z][A-Z][a-zA-Z]+|XMLHttpRequest|eval|window\.\w+)\b")
_BLOB_BEGUN = re.compile(r"[A-Za-z0-9+/_-]{16,}=?\Z|(?:[0-9a-fA-F]{2}[\s,:]?){10,}[0-9a-fA-F]?\Z")


@cache
def _shingles() -> tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]:
    """Every HOLD_WORDS words in a row of the internal prompt, and these with the same in rot13, backwards by
    letters, by words and by both, and each second word: turning the prompt once is cheaper than each
    text."""
    words = _words(system_prompt("react", tools=True))
    rows = [tuple(words[at : at + HOLD_WORDS]) for at in range(len(words) - HOLD_WORDS + 1)]
    turned = [tuple(codecs.encode(word, "rot13") for word in row) for row in rows]
    backward = [tuple(word[::-1] for word in row[::-1]) for row in rows]
    seconds = [tuple(words[at : at + 2 * HOLD_WORDS : 2]) for at in range(len(words) - 2 * HOLD_WORDS + 2)]
    mixed = [[row[::-1], tuple(word[::-1] for word in row)] for row in rows]
    return frozenset(rows), frozenset([*rows, *turned, *backward, *seconds, *chain.from_iterable(mixed)])


@cache
def _names() -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    """The names of code in the prompt, and every NAMES of them in a row."""
    said = system_prompt("react", tools=True)
    names = _NAME.findall(said)
    return frozenset(names), frozenset(tuple(names[at : at + NAMES]) for at in range(len(names) - NAMES + 1))


def leaks(text: str) -> bool:
    """Whether a mark or a long row of words of the internal prompt is in a text, in any way we can read."""
    return _holds_some(text) or Reader().feed(text, whole=True)


class Reader:
    """Reads one text as it comes, for what shows over a long way only: letters, and words among others."""

    def __init__(self) -> None:
        self._letters = Letters()
        self._overlap = Overlap()

    def feed(self, text: str, *, whole: bool = False) -> bool:
        """Whether that makes it a leak. `whole`: its last word ends here."""
        return self._letters.feed(text) | self._overlap.feed(text) or (whole and self._overlap.end())

    @property
    def begun(self) -> int:
        """How many words ago something began that may become a leak; 0 if nothing did."""
        return self._overlap.begun


def _holds_some(text: str) -> bool:
    forward, every = _shingles()
    return (
        _holds(text, every, LEAK_WORDS)
        or _tells_names(text)
        or any(
            _holds(found, forward, ENCODED_WORDS) or spelled(found) or overlaps(found)
            for found in hidden(text)
        )
    )


class GrowingText:
    """One text as it is written, that nothing of is held back: a file. `kept`: characters that a row of words
    or an encoding is looked for in."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._tail = ""
        self._reader = Reader()

    def feed(self, text: str) -> bool:
        """Whether that makes it a leak."""
        self._tail += text
        found = self._reader.feed(text) | _holds_some(self._tail)
        self._tail = self._tail[-self._kept :]
        return found


def _tells_names(text: str) -> bool:
    names, rows = _names()
    told = [name for name in _NAME.findall(text) if name in names]
    return any(tuple(told[at : at + NAMES]) in rows for at in range(len(told) - NAMES + 1))


def _holds(text: str, known: frozenset[tuple[str, ...]], size: int) -> bool:
    words = _words(folded(text))
    return _MARKS.within("".join(words), "".join(text.split())) or _has_row(words, known, size)


class Leaks:
    """Reads one reply's prose as it comes. `feed` gives what may be shown now, or None: it is a leak."""

    def __init__(self, shown: str = "", held: str = "") -> None:
        """Behind prose of which so much was shown and the rest held back."""
        self._shown = shown[-_MEMORY_CHARS:]
        self._held = held
        self._reader = Reader()
        self._reader.feed(shown + held)

    def feed(self, text: str) -> str | None:
        fresh = self._held + text
        if self._reader.feed(text) | _holds_some(self._shown + fresh):
            self._held = ""
            return None
        safe = _safe_length(self._shown + fresh, self._reader.begun) - len(self._shown)
        shown, self._held = fresh[: max(0, safe)], fresh[max(0, safe) :]
        self._shown = (self._shown + shown)[-_MEMORY_CHARS:]
        return shown

    def rest(self) -> str:
        """At the end: what was held back and has become no leak."""
        held, self._held = self._held, ""
        self._shown = (self._shown + held)[-_MEMORY_CHARS:]
        return held


def _safe_length(text: str, begun: int) -> int:
    """How much of the text is before a row of words that may become a leak. `begun`: so many words ago
    another sort of leak may have begun."""
    every_span = list(_WORD.finditer(text))
    spans = every_span[-LEAK_WORDS - HOLD_WORDS :]
    words = [span[0].lower() for span in spans]
    _, every = _shingles()
    safe = len(text) - _MARKS.begun(text)
    if begun:
        safe = min(safe, every_span[-min(begun + 1, len(every_span))].start())
    for end in (len(words), len(words) - 1):  # the last word may be half a word
        at = end
        while at >= HOLD_WORDS and tuple(words[at - HOLD_WORDS : at]) in every:
            at -= 1
        if at < end:
            safe = min(safe, spans[max(0, at - HOLD_WORDS + 1)].start())
    blob = _BLOB_BEGUN.search(text)
    return min(safe, blob.start()) if blob is not None and len(blob[0]) < _MEMORY_CHARS else safe


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _has_row(words: Sequence[str], known: frozenset[tuple[str, ...]], size: int) -> bool:
    """Whether `size` words in a row are a row of the prompt. Such a row covers a place that is looked at."""
    step = size - HOLD_WORDS + 1
    for at in range(step - 1, len(words) - HOLD_WORDS + 1, step):
        if tuple(words[at : at + HOLD_WORDS]) in known:
            near = range(max(0, at - step), min(at + step, len(words) - HOLD_WORDS) + 1)
            run = 0
            for start in near:
                run = run + 1 if tuple(words[start : start + HOLD_WORDS]) in known else 0
                if run == step:
                    return True
    return False
