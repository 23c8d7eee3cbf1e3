"""The internal prompt must not leave, whole or in part, plain or encoded: what may be shown of a reply. Pure.

A leak is one of its marks (studio/prompt/canary.py), or twelve words of it in a row (six where they were
encoded), forwards or backwards. Text that has begun to follow the prompt is held back until it departs from
it, so nothing of a leak in prose is shown but its first words. Called by studio/output.py on the stream, and
by guards/leak.py on files.
"""

import base64
import binascii
import codecs
import re
from collections.abc import Iterator, Sequence
from functools import cache

from studio.prompt.canary import Marks
from studio.prompt.system import PROMPT_VERSION, system_prompt

LEAK_WORDS = 12
ENCODED_WORDS = 6
HOLD_WORDS = 4
_MEMORY_CHARS = 1200
_MARKS = Marks(PROMPT_VERSION)
_WORD = re.compile(r"[^\W_]+")
_BLOB = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}|(?:[0-9a-fA-F]{2}[\s,:]?){16,}")
_BLOB_BEGUN = re.compile(r"[A-Za-z0-9+/_-]{16,}=?\Z|(?:[0-9a-fA-F]{2}[\s,:]?){10,}[0-9a-fA-F]?\Z")


@cache
def _shingles() -> tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]:
    """Every HOLD_WORDS words in a row of the internal prompt, and these with the same in rot13 and backwards:
    turning the prompt once is cheaper than turning every text."""
    words = _words(system_prompt("react", tools=True))
    rows = [tuple(words[at : at + HOLD_WORDS]) for at in range(len(words) - HOLD_WORDS + 1)]
    turned = [tuple(codecs.encode(word, "rot13") for word in row) for row in rows]
    backward = [tuple(word[::-1] for word in row[::-1]) for row in rows]
    return frozenset(rows), frozenset([*rows, *turned, *backward])


def leaks(text: str) -> bool:
    """Whether a mark or a long row of words of the internal prompt is in a text, in any way we can read."""
    forward, every = _shingles()
    return _holds(text, every, LEAK_WORDS) or any(
        _holds(hidden, forward, ENCODED_WORDS) for hidden in _unpacked(text)
    )


def _holds(text: str, known: frozenset[tuple[str, ...]], size: int) -> bool:
    words = _words(text)
    return _MARKS.within("".join(words), "".join(text.split())) or _has_row(words, known, size)


class Leaks:
    """Reads one reply's prose as it comes. `feed` gives what may be shown now, or None: it is a leak."""

    def __init__(self) -> None:
        self._shown = ""
        self._held = ""

    def feed(self, text: str) -> str | None:
        fresh = self._held + text
        if leaks(self._shown + fresh):
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


def _unpacked(text: str) -> Iterator[str]:
    for blob in _BLOB.findall(text):
        digits = re.sub(r"[\s,:]", "", blob)
        if re.fullmatch(r"[0-9a-fA-F]+", digits):
            yield bytes.fromhex(digits[: len(digits) // 2 * 2]).decode("utf-8", "ignore")
        tail = blob.rstrip("=").translate(str.maketrans("-_", "+/"))
        for start in range(4):
            try:
                part = tail[start:]
                yield base64.b64decode(part[: len(part) // 4 * 4]).decode("utf-8", "ignore")
            except (binascii.Error, ValueError):
                continue
