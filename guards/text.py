"""What a node says by itself, without a look at the rest of the file: its text, escapes resolved, without the
parentheses and types around it. Pure; called by everything in guards/ that reads a tree."""

import re

from tree_sitter import Node

WRAPPERS = {
    "parenthesized_expression", "non_null_expression", "as_expression", "satisfies_expression",
    "await_expression", "jsx_expression", "yield_expression",
}  # fmt: skip
_ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|(.))", re.DOTALL
)
_LETTERS = {"\n": "", "n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}


def text_of(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


def unescaped(text: str) -> str:
    """As JavaScript reads it between quotes."""
    return _ESCAPE.sub(_spelled, text) if "\\" in text else text


def number(text: str) -> int | float | None:
    """What a literal stands for."""
    digits = text.replace("_", "").lower()
    try:
        return int(digits) if digits.isdecimal() else int(digits, 0)
    except ValueError:
        try:
            return float(digits)
        except ValueError:
            return None


def unwrap(node: Node | None) -> Node | None:
    """Without parentheses, `!`, `as` and the left side of commas."""
    while node is not None and (node.type in WRAPPERS or node.type == "sequence_expression"):
        last = node.type == "sequence_expression"
        node = node.named_children[-1 if last else 0] if node.named_children else None
    return node


def constant(node: Node | None) -> str | None:
    """The string that a literal, or literals added up, stand for by themselves; None if there is none."""
    parts: list[str] = []
    waiting = [node]
    while waiting:
        part = unwrap(waiting.pop())
        if part is None:
            return None
        if part.type in ("string", "template_string"):
            if any(child.type == "template_substitution" for child in part.named_children):
                return None
            parts.append(unescaped(text_of(part)[1:-1]))
        elif part.type == "binary_expression" and text_of(part.children[1]) == "+":
            waiting += [part.child_by_field_name("right"), part.child_by_field_name("left")]
        else:
            return None
    return "".join(parts)


def key_of(node: Node) -> str | None:
    """The constant property name of a member or subscript expression."""
    if node.type == "member_expression":
        key = node.child_by_field_name("property")
        return text_of(key) if key is not None else None
    return constant(node.child_by_field_name("index")) if node.type == "subscript_expression" else None


def does_nothing(member: Node | None) -> bool:
    """Function.prototype, given or returned as it is: a function without effect."""
    if member is None or text_of(member) != "Function.prototype" or member.parent is None:
        return False
    return member.parent.type in ("jsx_expression", "arrow_function", "pair", "return_statement")


def _spelled(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    if code is None and escape[4] is not None:
        return chr(int(escape[4], 8))
    if code is None:
        return _LETTERS.get(escape[5], escape[5])
    value = int(code, 16)
    return chr(value) if value < 0x110000 else ""
