"""Reads TSX by its marks: what is code, what is text, and what is open at the end. Works on broken code.

Not a parser: one pass with a stack, which tells strings, templates, comments, regular expressions, tags and
the text between them apart, in time that grows with the text and no faster. Called by studio/fixes/code.py,
studio/fixes/roots.py and studio/fixes/tail.py.
"""

import re
from collections import Counter
from dataclasses import dataclass

CODE, TAG, STRING, TEMPLATE, COMMENT, TEXT = 'c<"`/t'
"""What a character is part of. A regular expression counts as a comment, what stands in `{}` of a tag as code."""

CLOSING = {"{": "}", "(": ")", "[": "]", "${": "}"}
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[A-Za-z_$][\w$]*|\d[\w.]*")
_COMMENT = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_STRING = re.compile(r"\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?", re.DOTALL)
_ATTRIBUTE = re.compile(r"\"[^\"]*\"?|'[^']*'?")
_REGEX = re.compile(r"/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n]){0,500}+\]|[^/\\\n\[]){1,500}+/[a-z]*")
_TAG = re.compile(r"<(?=[A-Za-z>])(?P<name>[\w.:-]*)")
_TEMPLATE = re.compile(r"`|\$\{|\\.|[^`$\\]+|\$", re.DOTALL)
_TEXT = re.compile(r"[^<{]+|.", re.DOTALL)
_HIDDEN = re.compile(r"[^\n]")
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
    """`code`: the text with everything that is no code blanked, same length. `kinds`: a letter for each character,
    CODE to TEXT. `open`: what is open at the end, outermost first: brackets, "`", `<name` for an element, `<name=`
    for a tag that is being written. `unclosed`: where strings of code begin that do not end in their line."""

    code: str
    kinds: str
    open: tuple[str, ...]
    unclosed: tuple[int, ...]


def read(text: str) -> Reading:
    reader = _Reader(text)
    while reader.at < len(text):
        reader.step()
    return Reading("".join(reader.out), "".join(reader.kinds), tuple(reader.stack), tuple(reader.unclosed))


def element_end(text: str, start: int, limit: int) -> tuple[int | None, int]:
    """Where the element that begins at `start` ends, read as if nothing stood before it, and how many characters
    that took; no further than `limit` characters."""
    reader = _Reader(text, start)
    over = min(len(text), start + limit)
    while reader.at < over:
        reader.step()
        if not reader.stack and text[reader.at - 1] in ">}":
            return reader.at, reader.at - start
    return None, reader.at - start


class _Reader:
    """Where a reading is, what it has found, and what is open there."""

    def __init__(self, text: str, at: int = 0) -> None:
        self.text, self.at, self.before = text, at, ""
        self.out: list[str] = []
        self.kinds: list[str] = []
        self.stack: list[str] = []
        self.unclosed: list[int] = []
        self._elements = Counter[str]()  # of the stack, so that an end tag need not look through it

    def step(self) -> None:
        """One token."""
        top = self.stack[-1] if self.stack else ""
        if top == "`":
            self._template()
        elif not top.startswith("<"):
            self._code()
        elif top.endswith("="):
            self._tag(top)
        else:
            self._text(top)

    def _keep(self, piece: str, kind: str) -> None:
        self.out.append(piece)
        self.kinds.append(kind * len(piece))
        self.at += len(piece)

    def _blank(self, piece: str, kind: str) -> None:
        self.out.append(_HIDDEN.sub(" ", piece))
        self.kinds.append(kind * len(piece))
        self.at += len(piece)

    def _string(self, piece: str) -> bool:
        """Its quotes are kept. Whether it is closed."""
        closed = len(piece) > 1 and piece[-1] == piece[0]
        self._keep(piece[0], STRING)
        self._blank(piece[1 : -1 if closed else None], STRING)
        self._keep(piece[0] if closed else "", STRING)
        return closed

    def _opens(self, mark: str, piece: str, kind: str) -> None:
        self.stack.append(mark)
        self.before = mark[-1] if mark != "`" else self.before
        self._keep(piece, kind)

    def _template(self) -> None:
        hit = _TEMPLATE.match(self.text, self.at)
        piece = hit[0] if hit else self.text[self.at]
        if piece == "`":
            self.stack.pop()
            self.before = ")"
            self._keep(piece, TEMPLATE)
        elif piece == "${":
            self._opens("${", piece, CODE)
        else:
            self._blank(piece, TEMPLATE)

    def _text(self, top: str) -> None:
        """What stands in an element."""
        text, at = self.text, self.at
        if end := _END_TAG.match(text, at):
            if end[1] == top[1:] or not self._elements[end[1]]:
                self._closes()
            else:
                while self._closes() != f"<{end[1]}":
                    pass
            self.before = ")"
            self._keep(end[0], TAG)
        elif tag := _TAG.match(text, at):
            self._opens(f"<{tag['name']}=", tag[0], TAG)
        elif text[at] == "{":
            self._opens("{", "{", CODE)
        else:
            hit = _TEXT.match(text, at)
            self._blank(hit[0] if hit else text[at], TEXT)

    def _closes(self) -> str:
        mark = self.stack.pop()
        if mark.startswith("<") and not mark.endswith("="):
            self._elements[mark[1:]] -= 1
        return mark

    def _tag(self, top: str) -> None:
        """What stands inside a tag."""
        text, at = self.text, self.at
        if string := _ATTRIBUTE.match(text, at):
            self._string(string[0])
        elif text.startswith("/>", at):
            self.stack.pop()
            self.before = ")"
            self._keep("/>", TAG)
        elif comment := _COMMENT.match(text, at):
            self._blank(comment[0], COMMENT)
        elif text[at] == ">" and text[at - 1] != "=":
            self.stack[-1] = top[:-1]
            self._elements[top[1:-1]] += 1
            self._keep(">", TAG)
        elif text[at] == "{":
            self._opens("{", "{", CODE)
        else:
            self._keep(text[at], TAG)

    def _code(self) -> None:
        text, at = self.text, self.at
        if space := _SPACE.match(text, at):
            self._keep(space[0], CODE)
        elif comment := _COMMENT.match(text, at):
            self._blank(comment[0], COMMENT)
        elif word := _WORD.match(text, at):
            self.before = word[0]
            self._keep(word[0], CODE)
        elif string := _STRING.match(text, at):
            if not self._string(string[0]):
                self.unclosed.append(at)
            self.before = ")"
        else:
            self._mark(text[at])

    def _mark(self, char: str) -> None:
        """A mark of code: what it begins depends on whether a value may stand there."""
        text, at, before = self.text, self.at, self.before
        value = before in _BEFORE_VALUE or before in _BEFORE_VALUE_WORDS
        if char == "/" and value and (regex := _REGEX.match(text, at)):
            self._blank(regex[0], COMMENT)
            self.before = ")"
            return
        if char == "<" and value and not _GENERIC.match(text, at) and (tag := _TAG.match(text, at)):
            self._opens(f"<{tag['name']}=", tag[0], TAG)
            return
        if char in "{([`":
            self.stack.append(char)
        elif char in "})]" and self.stack and CLOSING.get(self.stack[-1]) == char:
            self.stack.pop()
        self.before = char
        self._keep(char, TEMPLATE if char == "`" else CODE)
