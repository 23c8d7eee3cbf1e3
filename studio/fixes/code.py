"""As much of TypeScript as fixes need: what is code and what is text, imports, bound and used names.

By marks, not by a tree (studio/fixes/lex.py): it must work on code that does not parse.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from studio.fixes.lex import read

NAME = r"[A-Za-z_$][\w$]*"
_IMPORT = re.compile(
    r"^[ \t]*import\s+(?P<type>type\s+)?(?:(?P<clause>[^'\";]*?)\s*from\s*)?(?P<quote>['\"])(?P<module>[^'\"\n]+)(?P=quote)[ \t]*;?[ \t]*\n?",
    re.MULTILINE,
)
_BOUND = re.compile(rf"\b(?:function\*?|class|const|let|var|interface|type|enum)\s+({NAME})")
_PATTERN = re.compile(r"\b(?:const|let|var)\s*([\[{][^=;]*?[\]}])\s*(?::[^=;]+)?=")
_KEYWORDS = {
    "await",
    "case",
    "catch",
    "class",
    "const",
    "default",
    "delete",
    "do",
    "else",
    "export",
    "for",
    "function",
    "if",
    "import",
    "in",
    "instanceof",
    "let",
    "new",
    "of",
    "return",
    "super",
    "switch",
    "this",
    "throw",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
    "yield",
}
_PARAMETERS = re.compile(rf"\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*(?::[^=;{{}}()]+)?(?:=>|\{{)|\b({NAME})\s*=>")


@dataclass(frozen=True, slots=True)
class Import:
    """One import line. `named`: exported name to local name; `default` and `space` are local names."""

    start: int
    end: int
    module: str
    default: str | None
    space: str | None
    named: tuple[tuple[str, str], ...]
    types: bool

    @property
    def local(self) -> list[str]:
        return [name for name in (self.default, self.space, *(local for _, local in self.named)) if name]


@lru_cache(maxsize=64)
def mask(text: str) -> str:
    """The text with comments, strings and text between tags blanked, of the same length."""
    return read(text).code


def imports(text: str) -> list[Import]:
    found: list[Import] = []
    for hit in _IMPORT.finditer(text):
        clause = hit["clause"] or ""
        braces = re.search(r"\{([^}]*)\}", clause)
        rest = clause.replace(braces[0], "") if braces else clause
        space = re.search(rf"\*\s*as\s+({NAME})", rest)
        default = re.search(rf"^\s*({NAME})", re.sub(r"\*\s*as\s+\S+", "", rest))
        found.append(
            Import(
                hit.start(), hit.end(), hit["module"], default[1] if default else None,
                space[1] if space else None, tuple(_specifiers(braces[1] if braces else "")), bool(hit["type"]),
            )
        )  # fmt: skip
    return found


def line_of(module: str, default: str | None, named: dict[str, str], space: str | None = None) -> str:
    """An import line with its end. `named`: exported name to local name."""
    braces = ", ".join(name if name == local else f"{name} as {local}" for name, local in named.items())
    parts = [
        part
        for part in (default, f"* as {space}" if space else "", f"{{ {braces} }}" if braces else "")
        if part
    ]
    return f'import {", ".join(parts)} from "{module}";\n'


def bound(text: str) -> set[str]:
    """Names that the file declares, imports or takes as parameters."""
    code = mask(text)
    names = {name for line in imports(text) for name in line.local}
    names.update(_BOUND.findall(code))
    for pattern in _PATTERN.findall(code):
        names.update(re.findall(NAME, pattern))
    for hit in _PARAMETERS.finditer(code):
        names.update(re.findall(NAME, hit[1] or hit[2] or ""))
    return names


def elements(text: str) -> set[str]:
    """Names of components in JSX: `Card` of <Card>, `Menu` of <Menu.Item>, `motion` of <motion.p>."""
    return set(re.findall(r"<([A-Z][\w$]*(?=[\s/>.])|[a-z][\w$]*(?=\.))", mask(text)))


def called(text: str) -> set[str]:
    """Names that are called as functions."""
    return set(re.findall(rf"(?<![\w$.])({NAME})\s*(?:<[^<>()]*>)?\(", mask(text))) - _KEYWORDS


def used(text: str, name: str) -> bool:
    return bool(re.search(rf"(?<![\w$.]){re.escape(name)}(?![\w$])", mask(text)))


def used_as_value(text: str, name: str) -> bool:
    """Not only as a type, behind a colon or between angle brackets."""
    uses = re.finditer(
        rf"(?P<before>.{{0,12}})(?<![\w$.]){re.escape(name)}(?![\w$])(?P<after>.{{0,2}})", mask(text)
    )
    return any(
        f"<{name}" in use[0] or not re.search(r"(?::|\bas|<|\||&|\btype|\bextends)\s*$", use["before"])
        for use in uses
    )


def after_imports(text: str) -> int:
    """Where another import line may go: behind the last one, else behind directives and comments."""
    found = imports(text)
    if found:
        return found[-1].end
    head = re.match(r"(?:\s*(?:['\"]use \w+['\"];?|//[^\n]*|/\*.*?\*/)[ \t]*\n)*", text, re.DOTALL)
    return head.end() if head else 0


def insert_import(text: str, line: str) -> str:
    at = after_imports(text)
    gap = "" if not at or text[at - 1] == "\n" else "\n"
    return f"{text[:at]}{gap}{line}{text[at:]}"


def _specifiers(braces: str) -> Iterator[tuple[str, str]]:
    for part in braces.split(","):
        names = part.strip().removeprefix("type ").split(" as ")
        if names[0].strip():
            yield names[0].strip(), names[-1].strip()
