"""Strings that nobody closed: they end where their line does, before what closes the code around them, a template
in an attribute where its tag ends. Strings that an apostrophe closes too soon get other quotes."""

import re

from studio.fixes.contract import Fault

_SAID = re.compile(
    r"[Uu]nterminated (?:string|template|JSX)|string literal is not terminated|[Ii]nvalid or unexpected token|Unterminated"
)
_LINE = re.compile(r"(?:\.[jt]sx?|line ?)[:( ]*(\d+)")
_APOSTROPHE = re.compile(r"([:=(\[{,?]\s*)'([^'\"\n`]*\w'\w[^'\"\n`]*(?:'\w[^'\"\n`]*)*)'(?=\s*[,;)}\]])")
_CURLY = re.compile(r"((?:[=(\[{,:?]|\breturn|\bfrom|\bimport)[ ]*)[“‘]([^“”‘\"\n]*)[”’](?=\s*[,;)}\]>\n:/])")
_TEMPLATE = re.compile(r"(=\{`(?:[^`$<>\n]|\$\{[^}`\n]*\})*?)\}?(?=>|\s/>)")
_END = re.compile(r"\s*(?:[;,]|\)\s*;?|\]\s*[;,]?|\}\s*[;,)]?|/?>.*)?\s*$")


def fix(fault: Fault) -> tuple[str, str] | None:
    straight = _CURLY.sub(r'\1"\2"', fault.text)
    told = ["made quotes straight"] if straight != fault.text else []
    quoted = _APOSTROPHE.sub(r'\1"\2"', straight)
    told += ["put strings with an apostrophe between other quotes"] if quoted != straight else []
    lines = quoted.split("\n")
    said = (
        _LINE.search(fault.problem) if fault.path in fault.problem and _SAID.search(fault.problem) else None
    )
    places = [int(said[1]) - 1] if said and 0 < int(said[1]) <= len(lines) else range(len(lines))
    for at in places:
        closed = _closed(lines[at])
        if closed is not None:
            lines[at] = closed
            told.append(f"closed a string in line {at + 1}")
            break
    return ("\n".join(lines), "; ".join(told)) if told else None


def _closed(line: str) -> str | None:
    """The line with its open string closed; None if no string is open at its end."""
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
    before = line[:at].rstrip()
    return bool(re.search(r"(?:[=(\[{,:?+!|&]|\b(?:return|from|case|import|typeof))$", before))
