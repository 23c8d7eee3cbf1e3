"""As much of TypeScript as fixes need: what is code and what is text, imports, bound and used names.

By marks, not by a tree (studio/fixes/lex.py): it must work on code that does not parse.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from studio.fixes.lex import CODE, Reading, read

NAME = r"[A-Za-z_$][\w$]*"
_IMPORTS = re.compile(r"^[ \t]*import\b", re.MULTILINE)
_IMPORT = re.compile(
    r"[ \t]*import\s++(?P<type>type\s++)?(?:(?P<clause>[^'\";]*?)\bfrom\s*)?(?P<quote>['\"])(?P<module>[^'\"\n]+)(?P=quote)[ \t]*;?[ \t]*\n?"
)
_MAX_LINES, _MAX_NAMES, _MAX_CLAUSE = 200, 250, 4000
_BOUND = re.compile(rf"\b(?:function\*?|class|const|let|var|interface|type|enum)\s+({NAME})")
_PATTERN = re.compile(r"\b(?:const|let|var)\s*(?=[\[{])")
_MAX_PATTERNS, _MAX_PATTERN = 300, 1000
_IN_PATTERN = re.compile(rf"(?<![\w$.])({NAME})(?!\s*\()")
_ASSIGNED = re.compile(rf"(?<![\w$.])({NAME})(?:\s*:[^=;(){{}}\n]{{0,200}}+)?\s*=(?![=>])")
_BEFORE_TYPE = re.compile(r"(?::|\bas|<|\||&|\btype|\bextends)\s*$")
_METHOD = re.compile(r"\([^()]{0,400}+\)\s*(?::[^=;{}()]{0,200}+)?\{")
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


@lru_cache(maxsize=32)
def reading(text: str) -> Reading:
    return read(text)


def mask(text: str) -> str:
    """The text with comments, strings and text between tags blanked, of the same length."""
    return reading(text).code


@lru_cache(maxsize=32)
def body(text: str) -> str:
    """The mask without the import lines, of the same length."""
    code, pieces, last = mask(text), list[str](), 0
    for line in imports(text):
        pieces += [code[last : line.start], re.sub(r"[^\n]", " ", code[line.start : line.end])]
        last = line.end
    return "".join([*pieces, code[last:]])


def imports(text: str) -> list[Import]:
    """Those of code: one in a template or a comment is text."""
    found: list[Import] = []
    kinds = reading(text).kinds
    starts = [hit.start() for hit in _IMPORTS.finditer(text) if kinds[hit.end() - 1] == CODE]
    for start, after in zip(starts, [*starts[1:], len(text)], strict=False):
        hit = _IMPORT.match(text, start, min(after, start + _MAX_CLAUSE))
        if hit is None:
            continue
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


def is_beyond(text: str) -> bool:
    """Whether the file imports more than anybody would: each name may be looked for in the whole text."""
    found = imports(text)
    return len(found) > _MAX_LINES or sum(len(line.local) for line in found) > _MAX_NAMES


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
    for hit in islice(_PATTERN.finditer(code), _MAX_PATTERNS):
        names.update(_IN_PATTERN.findall(_bracketed(code, hit.end())))
    kinds = reading(text).kinds
    names.update(hit[1] for hit in _ASSIGNED.finditer(code) if kinds[hit.start()] == CODE)
    for hit in _PARAMETERS.finditer(code):
        names.update(re.findall(NAME, hit[1] or hit[2] or ""))
    return names


def elements(text: str) -> set[str]:
    """Names of components in JSX: `Card` of <Card>, `Menu` of <Menu.Item>, `motion` of <motion.p>."""
    return set(re.findall(r"<([A-Z][\w$]*(?=[\s/>.])|[a-z][\w$]*(?=\.))", mask(text)))


def called(text: str) -> set[str]:
    """Names that are called as functions; a method that is written down is not called."""
    code = mask(text)
    calls = re.finditer(rf"(?<![\w$.])({NAME})\s*(?:<[^<>()]{{0,200}}+>)?(?=\()", code)
    return {hit[1] for hit in calls if not _METHOD.match(code, hit.end())} - _KEYWORDS


@lru_cache(maxsize=32)
def names_in(code: str) -> frozenset[str]:
    """All names of masked code that stand for something themselves, not behind a dot."""
    return frozenset(re.findall(rf"(?<![\w$.]){NAME}", code))


def used_as_value(code: str, name: str) -> bool:
    """In masked code: not only as a type, behind a colon or between angle brackets."""
    if name not in names_in(code):
        return False
    uses = re.finditer(rf"(?<![\w$.]){re.escape(name)}(?![\w$])", code)
    return any(
        code[use.start() - 1 : use.start()] == "<"
        or not _BEFORE_TYPE.search(code[max(0, use.start() - 12) : use.start()])
        for use in uses
    )


def after_imports(text: str) -> int:
    """Where another import line may go: behind the last one, else behind directives and comments."""
    found = imports(text)
    if found:
        return found[-1].end
    head = re.match(r"(?:\s*(?:['\"]use \w+['\"];?|//[^\n]*|/\*.*?\*/)[ \t]*\n)*", text, re.DOTALL)
    return head.end() if head else 0


def _bracketed(code: str, start: int) -> str:
    """From the bracket there to the one that closes it, if that is not far."""
    depth = 0
    for at in range(start, min(len(code), start + _MAX_PATTERN)):
        depth += (code[at] in "([{") - (code[at] in ")]}")
        if depth <= 0:
            return code[start : at + 1]
    return ""


def _specifiers(braces: str) -> Iterator[tuple[str, str]]:
    for part in braces.split(","):
        names = part.strip().removeprefix("type ").split(" as ")
        if names[0].strip():
            yield names[0].strip(), names[-1].strip()
