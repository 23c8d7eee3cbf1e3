"""Source text and what it spells: bytes of a node, escapes resolved."""

import re

from tree_sitter import Node

_ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|(.))", re.DOTALL
)
_LETTERS = {"\n": "", "n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}


def text_of(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


def unescaped(text: str) -> str:
    """As JavaScript reads it between quotes."""
    return _ESCAPE.sub(_spelled, text) if "\\" in text else text


def _spelled(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    if code is None and escape[4] is not None:
        return chr(int(escape[4], 8))
    if code is None:
        return _LETTERS.get(escape[5], escape[5])
    value = int(code, 16)
    return chr(value) if value < 0x110000 else ""
