"""The internal prompt must not leave, whole or in part, plain or encoded: what may be shown of a reply. Pure.

A leak is one of its marks (studio/prompt/canary.py), twelve words of it in a row (six where they were
encoded), forwards, backwards or each second one, its letters in a row (studio/prompt/letters.py), or its
names of code, which no translation changes, in their order. Text that has begun to follow the prompt is
held back until it departs from it, so nothing of a leak in prose is shown but its first words. Called by
studio/output.py on the stream, and by guards/leak.py on files.
"""

import codecs
import re
from collections.abc import Sequence
from functools import cache
from itertools import chain

from studio.encodings import hidden
from studio.prompt.canary import Marks
from studio.prompt.letters import REACH_CHARS, spelled
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


def leaks(text: str, fresh: int | None = None) -> bool:
    """Whether a mark or a long row of words of the internal prompt is in a text, in any way we can read.
    `fresh`: only so many characters at its end were not asked about before."""
    forward, every = _shingles()
    return (
        _holds(text, every, LEAK_WORDS)
        or spelled(text if fresh is None else text[-fresh - REACH_CHARS :])
        or _tells_names(text)
        or any(_holds(found, forward, ENCODED_WORDS) or spelled(found) for found in hidden(text))
    )


def _tells_names(text: str) -> bool:
    names, rows = _names()
    told = [name for name in _NAME.findall(text) if name in names]
    return any(tuple(told[at : at + NAMES]) in rows for at in range(len(told) - NAMES + 1))


def _holds(text: str, known: frozenset[tuple[str, ...]], size: int) -> bool:
    words = _words(text)
    return _MARKS.within("".join(words), "".join(text.split())) or _has_row(words, known, size)


class Leaks:
    """Reads one reply's prose as it comes. `feed` gives what may be shown now, or None: it is a leak."""

    def __init__(self, shown: str = "", held: str = "") -> None:
        """Behind prose of which so much was shown and the rest held back."""
        self._shown = shown[-_MEMORY_CHARS:]
        self._held = held

    def feed(self, text: str) -> str | None:
        fresh = self._held + text
        if leaks(self._shown + fresh, len(text)):
            self._held = ""
            return None
        safe = _safe_length(self._shown + fresh) - len(self._shown)
        shown, self._held = fresh[: max(0, safe)], fresh[max(0, safe) :]
        self._shown = (self._shown + shown)[-_MEMORY_CHARS:]
        return shown

    def rest(self) -> str:
        """At the end: what was held back and has become no leak."""
        held, self._held = self._held, ""
        self._shown = (self._shown + held)[-_MEMORY_CHARS:]
        return held


def _safe_length(text: str) -> int:
    """How much of the text is before a row of words that may become a leak."""
    spans = list(_WORD.finditer(text))[-LEAK_WORDS - HOLD_WORDS :]
    words = [span[0].lower() for span in spans]
    _, every = _shingles()
    safe = len(text) - _MARKS.begun(text)
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
