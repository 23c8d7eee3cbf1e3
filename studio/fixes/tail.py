"""A file that stops in the middle: what is open is closed, innermost first."""

import re

from studio.fixes.contract import Fault
from studio.fixes.lex import CLOSING, read

_HALF = re.compile(r"\s*(?:[,.=+&|?:<]|=>|\s[\w-]+=|</?[\w.]*)$")
_LAST, _MAX_OPEN = 200, 200
_VOID = {"br", "hr", "img", "input", "meta", "link"}


def fix(fault: Fault) -> tuple[str, str] | None:
    """Only where the file does not parse, or was cut off: a mark that we read wrongly must break nothing."""
    if not fault.path.endswith((".tsx", ".jsx", ".ts", ".js")):
        return None
    text = fault.text.rstrip()
    opened = list(read(text).open)
    if (
        not opened
        or len(opened) > _MAX_OPEN
        or (not fault.problem and text.endswith(("}", ";")) and len(opened) < 2)
    ):
        return None
    if opened[-1].startswith("<") and opened[-1].endswith("="):
        if text.count('"', text.rfind("<")) % 2:
            text += '"'
        text = _without(re.compile(r"\s+[\w-]*=?$"), text)
        text += " />" if opened[-1][1:-1] else ">"
        opened.pop()
    elif opened[-1] in CLOSING:
        text = _without(_HALF, text)
        opened = list(read(text).open)
    elif opened[-1] != "`":
        text = _without(re.compile(r"</?[\w.]*$"), text)
    end = "".join(_end(mark) for mark in reversed(opened))
    return f"{text}\n{end}\n", "closed what the file had left open"


def _without(half: re.Pattern[str], text: str) -> str:
    """What was begun is short: it is looked for in the last characters only."""
    return text[:-_LAST] + half.sub("", text[-_LAST:])


def _end(mark: str) -> str:
    if mark.startswith("<") and mark.endswith("="):
        return " />"  # the file ended inside an attribute of this tag
    if mark.startswith("<"):
        return "" if mark[1:] in _VOID else f"</{mark[1:]}>"
    return "`" if mark == "`" else CLOSING[mark]
