"""Strings that nobody closed: they end where their line does, before what closes the code around them, a template
in an attribute where its tag ends. Strings that an apostrophe closes too soon get other quotes."""

import re

from studio.fixes.code import reading
from studio.fixes.contract import Fault
from studio.fixes.lex import CODE, TAG, Reading

_SAID = re.compile(
    r"[Uu]nterminated (?:string|template|JSX)|string literal is not terminated|[Ii]nvalid or unexpected token|Unterminated"
)
_LINE = re.compile(r"(?:\.[jt]sx?|line ?)[:( ]*(\d+)")
_APOSTROPHE = re.compile(
    r"([:=(\[{,?]\s*)'([^'\"\n`]{0,400}\w'(?!(?:in|of|as|instanceof|satisfies)\b)\w[^'\"\n`]{0,400}(?:'\w[^'\"\n`]{0,400}){0,4})'(?=\s*[,;)}\]])"
)
_CURLY = re.compile(r"[“‘]([^“”‘\"\n]*)[”’](?=\s*[,;)}\]>\n:/])")
_BEFORE_CURLY = re.compile(r"(?:[=(\[{,:?]|\breturn|\bfrom|\bimport) *$")
_TEMPLATE = re.compile(r"(=\{`(?:[^`$<>\n]|\$\{[^}`\n]*\})*?)\}?(?=>|\s/>)")
_END = re.compile(r"\s*+(?:[;,]|\)\s*+;?|\]\s*+[;,]?|\}\s*+[;,)]?|/?>.*)?\s*+$")
_OPENS = re.compile(r"(?:[=(\[{,:?+!|&]|\b(?:return|from|case|import|typeof))\s*$")
_MAX_LINES, _MAX_LINE, _MAX_TIMES = 50, 2000, 10


def fix(fault: Fault) -> tuple[str, str] | None:
    """What stands in strings, templates, comments and text is left alone: only quotes of code are meant."""
    refused = fault.path in fault.problem
    text, told = fault.text, list[str]()
    for _ in range(_MAX_TIMES if refused else 0):  # an apostrophe between them hides what follows it
        straight = _straight(text, reading(text))
        if straight == text:
            break
        text, told = straight, ["made quotes straight"]
    if (quoted := _between_others(text, reading(text))) != text:
        text = quoted
        told.append("put strings with an apostrophe between other quotes")
    lines = text.split("\n")
    said = _LINE.search(fault.problem) if refused and _SAID.search(fault.problem) else None
    for at in [int(said[1]) - 1] if said and 0 < int(said[1]) <= len(lines) else _open_lines(text):
        closed = _closed(lines[at])
        if closed is not None:
            lines[at] = closed
            told.append(f"closed a string in line {at + 1}")
            break
    return ("\n".join(lines), "; ".join(told)) if told else None


def _straight(text: str, reading: Reading) -> str:
    """A curly quote is no mark of the language: where code has one, it was to open a string. A tag has them too."""

    def straight(hit: re.Match[str]) -> str:
        before = reading.code[max(0, hit.start() - 40) : hit.start()]
        is_code = reading.kinds[hit.start()] in (CODE, TAG)
        return f'"{hit[1]}"' if is_code and _BEFORE_CURLY.search(before) else hit[0]

    return _CURLY.sub(straight, text)


def _between_others(text: str, reading: Reading) -> str:
    """The string begins in code, so that what stands before it is as the mask has it."""

    def other(hit: re.Match[str]) -> str:
        is_code = reading.code.startswith(f"{hit[1]}'", hit.start())
        return f'{hit[1]}"{hit[2]}"' if is_code else hit[0]

    return _APOSTROPHE.sub(other, text)


def _open_lines(text: str) -> list[int]:
    """Lines in which something is not closed as far as we can read; none in a file that is right."""
    found = reading(text)
    if found.unclosed:
        return [text.count("\n", 0, at) for at in found.unclosed[:_MAX_LINES]]
    in_value = found.open and (found.open[-1].endswith("=") or "`" in found.open)
    return list(range(text.count("\n") + 1)) if in_value else []


def _closed(line: str) -> str | None:
    """The line with its open string closed; None if no string is open at its end."""
    if len(line) > _MAX_LINE:
        return None
    if line.count("`") % 2 and (open_template := _TEMPLATE.search(line)):
        return f"{line[: open_template.start()]}{open_template[1]}`}}{line[open_template.end() :]}"
    quote, opened, at = "", 0, 0
    while at < len(line):
        char = line[at]
        if quote:
            if char == "\\":
                at += 1
            elif char == quote:
                quote = ""
        elif char in "\"'" and _opens(line, at):
            quote, opened = char, at
        elif line.startswith("//", at) and (at == 0 or line[at - 1] != ":"):
            return None
        at += 1
    if not quote:
        return None
    inside = line[opened + 1 :]
    tail = _END.search(inside)
    cut = opened + 1 + (tail.start() if tail else len(inside))
    return line[:cut] + quote + line[cut:]


def _opens(line: str, at: int) -> bool:
    """An apostrophe inside a word, or in text between tags, opens nothing."""
    return bool(_OPENS.search(line[max(0, at - 40) : at]))
