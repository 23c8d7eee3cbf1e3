"""Text addressed in UTF-16 code units, as the browser addresses it.

Python strings count code points. The two agree as long as no character is above U+FFFF, which is the
usual case and costs one scan here. What comes from outside may hold halves of such a character, which JSON
can spell and UTF-8 cannot: nothing that holds one can be stored or sent.
"""

import re
from typing import Any, cast

_HALF = re.compile("[\ud800-\udfff]")
_END_HALF = re.compile("[\ud800-\udbff]\\Z")


def _astral(text: str) -> bool:
    return not text.isascii() and max(text) > "\uffff"


def units(text: str) -> int:
    """Length of `text` in UTF-16 code units."""
    if not _astral(text):
        return len(text)
    return len(text) + sum(char > "\uffff" for char in text)


def index_at(text: str, at: int) -> int:
    """Code point index of UTF-16 offset `at`. Raises ValueError inside a surrogate pair or past the end."""
    if not _astral(text):
        if at > len(text):
            raise ValueError(f"offset {at} is past the end of a text of {len(text)} units")
        return at
    passed = 0
    for index, char in enumerate(text):
        if passed >= at:
            if passed > at:
                raise ValueError(f"offset {at} is inside a surrogate pair")
            return index
        passed += 2 if char > "\uffff" else 1
    if passed != at:
        raise ValueError(f"offset {at} is past the end of a text of {passed} units")
    return len(text)


def splice(text: str, at: int, remove: int, insert: str) -> str:
    """`text` with `remove` units at `at` replaced by `insert`. Raises ValueError as index_at does."""
    start = index_at(text, at)
    end = start if remove == 0 else index_at(text, at + remove)
    return text[:start] + insert + text[end:]


def whole(text: str) -> str:
    """`text` with halves that stand together as their character, and U+FFFD for each that stands alone."""
    if not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def whole_json(value: Any) -> Any:
    """A JSON value with every text in it made whole."""
    match value:
        case str():
            return whole(value)
        case list():
            return [whole_json(each) for each in cast(list[Any], value)]
        case dict():
            return {whole(key): whole_json(each) for key, each in cast(dict[str, Any], value).items()}
        case _:
            return value


class Whole:
    """Text that comes in pieces, which may be cut between the halves of a character."""

    def __init__(self) -> None:
        self._half = ""

    def feed(self, piece: str) -> str:
        """What is whole by now."""
        text = self._half + piece
        self._half = text[-1] if _END_HALF.search(text) else ""
        return whole(text.removesuffix(self._half))

    def close(self) -> str:
        """What is left at the end: U+FFFD, or nothing."""
        rest, self._half = whole(self._half), ""
        return rest
