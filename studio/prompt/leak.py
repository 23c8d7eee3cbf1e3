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
    """Every HOLD_WORDS words in a row of the internal prompt, and the same read backwards."""
    words = _words(system_prompt("react", tools=True))
    rows = [tuple(words[at : at + HOLD_WORDS]) for at in range(len(words) - HOLD_WORDS + 1)]
    return frozenset(rows), frozenset(tuple(word[::-1] for word in row[::-1]) for row in rows)


def leaks(text: str) -> bool:
    """Whether a mark or a long row of words of the internal prompt is in a text, in any way we can read."""
    if _MARKS.within(text):
        return True
    words = _words(text)
    forward, backward = _shingles()
    turned = codecs.decode("\n".join(words), "rot13").split("\n")
    rows = ((words, forward), (turned, forward), (words, backward))
    if any(_has_row(listed, known, LEAK_WORDS) for listed, known in rows):
        return True
    return any(
        _MARKS.within(hidden) or _has_row(_words(hidden), forward, ENCODED_WORDS)
        for hidden in _unpacked(text)
    )


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
    forward, backward = _shingles()
    turned = [codecs.decode(word, "rot13") for word in words]
    safe = len(text) - _MARKS.begun(text)
    for listed, known in ((words, forward), (turned, forward), (words, backward)):
        for end in (len(listed), len(listed) - 1):  # the last word may be half a word
            at = end
            while at >= HOLD_WORDS and tuple(listed[at - HOLD_WORDS : at]) in known:
                at -= 1
            if at < end:
                safe = min(safe, spans[max(0, at - HOLD_WORDS + 1)].start())
    blob = _BLOB_BEGUN.search(text)
    return min(safe, blob.start()) if blob is not None and len(blob[0]) < _MEMORY_CHARS else safe


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


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
