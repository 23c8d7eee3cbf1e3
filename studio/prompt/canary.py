"""Marks in the internal prompt that no honest text holds: a reply that has one was made from the prompt, even
where its words were translated, summarised or taken apart. Pure.

They are made of the prompt's version alone, so the prompt stays the same bytes for all users, turns and
installs, and vendors' caches hit (docs/decisions/0008-marks-in-the-prompt.md says why that is enough).
Written by studio/prompt/system.py, looked for by studio/prompt/leak.py.
"""

import base64
import codecs
import hashlib
import re
from functools import cache

_NAME = "kestrel"
_PLACES = ("first", "middle", "last")
_SHORTEST = 4  # so much of a mark at the end of a text is waited for
_NOT_LETTERS = re.compile(r"[\W_]+")


def marks(version: str) -> tuple[str, str, str]:
    """For the start, the middle and the end of the prompt, so that a part of it holds one."""
    first, middle, last = (
        f"{_NAME}-{hashlib.sha256(f'{place} of {version}'.encode()).hexdigest()[:4]}" for place in _PLACES
    )
    return first, middle, last


class Marks:
    """The marks of one version in every way that is looked for."""

    def __init__(self, version: str) -> None:
        self._plain = marks(version)
        bare = [_NOT_LETTERS.sub("", mark) for mark in self._plain]
        turned = [codecs.encode(word, "rot13") for word in bare]
        digits = [mark.encode().hex() for mark in self._plain]
        self._bare = {*bare, *turned, *(word[::-1] for word in bare), *digits}
        self._packed = {form for mark in self._plain for form in _in_base64(mark)}

    def within(self, bare: str, packed: str) -> bool:
        """`bare`: a text's letters and digits alone, in lower case; `packed`: the text without its spaces."""
        return any(form in bare for form in self._bare) or any(form in packed for form in self._packed)

    def begun(self, text: str) -> int:
        """How many characters at the end of the text may become a mark."""
        tail = text[-len(self._plain[0]) :].lower()
        for size in range(len(tail), _SHORTEST - 1, -1):
            if any(mark.startswith(tail[-size:]) for mark in self._plain):
                return size
        return 0


@cache
def _in_base64(mark: str) -> frozenset[str]:
    """The characters that stand for the mark wherever it is in an encoded text."""
    found: set[str] = set()
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + mark.encode()).decode().rstrip("=")
        first = (8 * shift + 5) // 6
        last = 8 * (shift + len(mark)) // 6
        found.add(whole[first:last])
    return frozenset(found)
