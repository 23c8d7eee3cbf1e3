"""Text addressed in UTF-16 code units, as the browser addresses it.

Python strings count code points. The two agree as long as no character is above U+FFFF, which is the
usual case and costs one scan here.
"""


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
