"""Elements beside one another where one is wanted: a fragment holds them together."""

import re

from studio.fixes.contract import Fault
from studio.fixes.lex import element_end

_BEGINS = re.compile(r"(?:\breturn|=>|&&|\?|:|=)\s*\(\s*(?=<[A-Za-z>])")
_NEXT = re.compile(r"\s*(?=<[A-Za-z>]|\{/\*)")
_OVER = re.compile(r"(?:\{/\*.*?\*/\}|\s)*\)", re.DOTALL)
_MAX_CHARS = 60_000
_MAX_READ = 400_000
"""Characters read in all: each place is read to the end of its element, and an unclosed one to the file's end."""


def fix(fault: Fault) -> tuple[str, str] | None:
    """Only where the file does not parse: what parses has no such place."""
    text = fault.text
    if fault.path not in fault.problem or not fault.path.endswith((".tsx", ".jsx")) or len(text) > _MAX_CHARS:
        return None
    left = _MAX_READ

    def end_of(start: int) -> int | None:
        """Where the element, or the comment, that begins there ends."""
        nonlocal left
        end, took = element_end(text, start, left)
        left -= took
        return end

    for begins in _BEGINS.finditer(text):
        start = begins.end()
        end = end_of(start)
        if end is None or _OVER.match(text, end):
            continue
        last = end
        while (beside := _NEXT.match(text, last)) is not None:
            after = end_of(beside.end())
            if after is None:
                break
            last = after
        if last != end and _OVER.match(text, last):
            return f"{text[:start]}<>{text[start:last]}</>{text[last:]}", "put elements side by side into one"
    return None
