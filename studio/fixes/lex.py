"""Reads TSX by its marks: what is code, what is text, and what is open at the end. Works on broken code.

Not a parser: one pass with a stack, which tells strings, templates, comments, regular expressions, tags and
the text between them apart. Called by studio/fixes/code.py and studio/fixes/tail.py.
"""

import re
from dataclasses import dataclass

CLOSING = {"{": "}", "(": ")", "[": "]", "${": "}"}
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[A-Za-z_$][\w$]*|\d[\w.]*")
_COMMENT = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_STRING = re.compile(r"\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?", re.DOTALL)
_ATTRIBUTE = re.compile(r"\"[^\"]*\"?|'[^']*'?")
_REGEX = re.compile(r"/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*")
_TAG = re.compile(r"<(?=[A-Za-z>])(?P<name>[\w.:-]*)")
_GENERIC = re.compile(r"<\w+(?:\s*,|\s+extends\b)|<\w+>\s*\([^()]*\)\s*(?::|=>)")
_END_TAG = re.compile(r"</\s*([\w.:-]*)\s*>?")
_BEFORE_VALUE = frozenset("(,=:[!&|?{};>+-*%~^") | {""}
_BEFORE_VALUE_WORDS = {
    "return",
    "default",
    "case",
    "yield",
    "else",
    "typeof",
    "await",
    "in",
    "of",
    "do",
    "new",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """`code`: the text with everything that is no code blanked, same length. `open`: what is open at the end,
    outermost first: brackets, "`", `<name` for an element, `<name=` for a tag that is being written."""

    code: str
    open: tuple[str, ...]


def read(text: str) -> Reading:
    out: list[str] = []
    stack: list[str] = []
    at, before = 0, ""

    def keep(piece: str) -> int:
        out.append(piece)
        return len(piece)

    def blank(piece: str) -> int:
        out.append(re.sub(r"[^\n]", " ", piece))
        return len(piece)

    while at < len(text):
        top = stack[-1] if stack else ""
        if top == "`":
            hit = re.compile(r"`|\$\{|\\.|[^`$\\]+|\$", re.DOTALL).match(text, at)
            piece = hit[0] if hit else text[at]
            if piece == "`":
                stack.pop()
                before = ")"
            elif piece == "${":
                stack.append("${")
                before = "{"
            at += keep(piece) if piece in ("`", "${") else blank(piece)
        elif top.startswith("<") and not top.endswith("="):  # the text of an element
            end, tag = _END_TAG.match(text, at), _TAG.match(text, at)
            if end:
                names = [mark[1:] for mark in stack if mark.startswith("<")]
                if end[1] == top[1:] or end[1] not in names:
                    stack.pop()
                else:
                    while stack.pop() != f"<{end[1]}":
                        pass
                before = ")"
                at += keep(end[0])
            elif tag:
                stack.append(f"<{tag['name']}=")
                at += keep(tag[0])
            elif text[at] == "{":
                stack.append("{")
                before = "{"
                at += keep("{")
            else:
                hit = re.compile(r"[^<{]+|.", re.DOTALL).match(text, at)
                at += blank(hit[0] if hit else text[at])
        elif top.startswith("<"):  # inside a tag
            string, comment = _ATTRIBUTE.match(text, at), _COMMENT.match(text, at)
            if string:
                at += (
                    keep(string[0][0])
                    + blank(string[0][1:-1])
                    + (keep(string[0][-1]) if len(string[0]) > 1 else 0)
                )
            elif comment and not text.startswith("/>", at):
                at += blank(comment[0])
            elif text.startswith("/>", at):
                stack.pop()
                before = ")"
                at += keep("/>")
            elif text[at] == ">" and text[at - 1] != "=":
                stack[-1] = top[:-1]
                at += keep(">")
            else:
                if text[at] == "{":
                    stack.append("{")
                    before = "{"
                at += keep(text[at])
        else:
            at, before = _code(text, at, before, stack, out)
    return Reading("".join(out), tuple(stack))


def _code(text: str, at: int, before: str, stack: list[str], out: list[str]) -> tuple[int, str]:
    """One token of code; the place behind it, and what stands before the next."""
    value = before in _BEFORE_VALUE or before in _BEFORE_VALUE_WORDS
    for pattern, kind in ((_SPACE, "space"), (_COMMENT, "blank"), (_WORD, "word"), (_STRING, "string")):
        hit = pattern.match(text, at)
        if hit is None:
            continue
        piece = hit[0]
        if kind == "string":
            closed = len(piece) > 1 and piece[-1] == piece[0]
            out.append(
                piece[0]
                + re.sub(r"[^\n]", " ", piece[1 : -1 if closed else None])
                + (piece[0] if closed else "")
            )
            return hit.end(), ")"
        out.append(re.sub(r"[^\n]", " ", piece) if kind == "blank" else piece)
        return hit.end(), piece if kind == "word" else before
    char = text[at]
    regex = _REGEX.match(text, at) if char == "/" and value else None
    if regex:
        out.append(re.sub(r"[^\n]", " ", regex[0]))
        return regex.end(), ")"
    tag = _TAG.match(text, at) if char == "<" and value and not _GENERIC.match(text, at) else None
    if tag:
        stack.append(f"<{tag['name']}=")
        out.append(tag[0])
        return tag.end(), "<"
    if char in "{([`":
        stack.append(char)
    elif char in "})]" and stack and CLOSING.get(stack[-1]) == char:
        stack.pop()
    out.append(char)
    return at + 1, char
