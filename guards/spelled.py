"""Names that reach behind any value, spelled out in the file's texts: whole, in pieces, backwards, shifted,
as codes. However such a text gets to a computed key (an enum, a map, a prop, a generator, an error's
message), it has to be written somewhere: this rule looks there, the others follow values.

Looks only where the file has a key that is not written at its place, for nothing else can use such a text.
"""

import base64
import re
from collections.abc import Iterator, Set
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from tree_sitter import Node, Query, QueryCursor

from guards import keys, nesting
from guards.parse import LANGUAGE
from guards.text import WRAPPERS, text_of, unescaped
from guards.tree import Source, found
from studio.protocol import Finding
from studio.quiet import WORDS

NAMES = (
    "constructor", "__proto__", "prepareStackTrace", "getPrototypeOf", "setPrototypeOf", "__defineGetter__",
    "__defineSetter__", "__lookupGetter__", "getOwnPropertyDescriptor", "getOwnPropertyDescriptors",
    "contentWindow", "INTERNALS", "__reactFiber", "__reactProps", "__CLIENT_INTERNALS",
)  # fmt: skip
EVERYDAY = "constructor"
"""A team, in tables of races: it is stopped where what a key gives may be called."""
MARKUP = "dangerouslySetInnerHTML"
_BEGINNINGS = ("__reactFiber", "__reactProps", "__reactContainer", "__CLIENT_INTERNALS", "__SECRET_INTERNALS")
_SHORTEST = 5  # of a beginning: `__rea`
_PIECES = 4
IN_TWO = ("iframe", "script", "javascript:", "document", "defaultView", "ownerDocument")
"""Honest as one text, not in pieces."""
_HIDDEN = tuple(name for name in NAMES if name != EVERYDAY)
_TEXTS = Query(
    LANGUAGE,
    "(string_fragment) @text (regex_pattern) @text (jsx_text) @text (pair key: (property_identifier) @key)"
    " (enum_body (property_identifier) @key) (enum_assignment (property_identifier) @key)"
    " (function_declaration name: (identifier) @key) (jsx_attribute (property_identifier) @key)",
)
_CODES = re.compile(rb"(?:0x[0-9a-f]{2}|\d{2,3})(?:\s*,\s*(?:0x[0-9a-f]{2}|\d{2,3})){7,}", re.IGNORECASE)
_READERS = ("lodash", "underscore", "ramda", "es-toolkit")
_NO_VALUES = ("import_statement", "export_statement", "literal_type", "switch_case")
_COMPARED = ("===", "!==", "==", "!=", "in")
_SPACES = frozenset(" \t\n\r")
_ENTITY = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,7})|([0-9]{1,7}));")
_CAMEL, _WORD = re.compile(r"[a-z]+(?:[A-Z][a-z]+)+"), re.compile(r"[A-Z]?[a-z]+")
_JOINING = (
    *WRAPPERS, "string", "template_string", "template_substitution", "binary_expression", "array",
    "arguments", "call_expression", "member_expression", "subscript_expression", "spread_element",
    "ternary_expression",
)  # fmt: skip
MAX_TEXTS = 3000


def rule(source: Source) -> list[Finding]:
    used, called, foreign = False, False, set[str]()
    if source.artifact is not None:
        used, called, foreign = source.artifact.spelled_by_others(source.path)
    if not used and not _may_use(source):
        return []
    at = found(
        source,
        "spelled",
        "block",
        "This spells a name that reaches behind a value, to what it is made of.",
        "Call the field otherwise, and write the keys of your data as they are.",
    )
    told = found(
        source,
        "spelled",
        "neutralise",
        "This puts text into the page as HTML; scripts and addresses in it are left out.",
        "Write the elements as JSX.",
    )
    noted = found(
        source,
        "spelled",
        "note",
        "Every value has a field of this name, so a table may show what nobody put there.",
        "Call the field otherwise.",
    )
    texts = list(_texts(source))
    findings = [at(node) for node, text in texts if _is_name(text) and text != EVERYDAY]
    if everyday := [node for node, text in texts if text == EVERYDAY]:
        findings += map(at if called or may_call(source) else noted, everyday)
    pieces: dict[str, list[Node]] = {}
    for node, text in texts:
        if 1 < len(text) < 20:
            pieces.setdefault(text, []).append(node)
    for name in (*NAMES, *IN_TWO):
        first = _first_piece(name, pieces, foreign, _PIECES if name in NAMES else 2)
        findings += [at(first)] if first is not None else []
    for node, text in texts:
        if text == MARKUP and node.type == "string_fragment":
            findings.append(told(node))
    if (first := _first_piece(MARKUP, pieces, foreign, _PIECES)) is not None:
        findings.append(told(first))
    for hit in _CODES.finditer(source.data):
        node = source.tree.root_node.descendant_for_byte_range(hit.start(), hit.start() + 1)
        codes = [
            int(code, 16 if code.startswith("0x") else 10)
            for code in re.split(r"\s*,\s*", hit[0].decode().lower())
        ]
        if node is not None and _is_name("".join(map(chr, codes))):
            findings.append(at(node))
    return findings


@lru_cache(maxsize=256)  # files that rest while another is written
def summary(path: str, text: str) -> tuple[bool, bool, frozenset[str]]:
    """Whether a file uses keys that it does not write, whether what one gives may be called, and the file's
    texts that a rule may mind in another."""
    source = Source(path, text)
    if nesting.rule(source):
        return False, False, frozenset()
    texts = frozenset(said for _, said in _texts(source) if is_minded(said))
    return _may_use(source), may_call(source), texts


@lru_cache(maxsize=16_384)
def is_minded(text: str) -> bool:
    """Whether a text is a name that a rule looks for, or may be a part of one."""
    if text in WORDS or "script:" in text or _is_name(text):
        return True
    return len(text) > 1 and any(text in name for name in (*NAMES, *IN_TWO, MARKUP))


def _may_use(source: Source) -> bool:
    """Whether anything of the file takes a key that is not a literal at its place."""
    return any(key.type not in ("number", "string") for key in source.computed_keys) or _reads(source)


def says_everyday(source: Source) -> bool:
    """Whether the everyday one is written as it is, not made of anything."""
    return any(text == EVERYDAY for _, text in _texts(source))


def may_call(source: Source) -> bool:
    return _reads(source) or any(True for _ in source.words(*_HIDDEN)) or keys.may_be_called(source)


def _reads(source: Source) -> bool:
    """Whether a package reads fields for the file."""
    return any(
        source.module_of(name).startswith(("lodash", "underscore", "ramda")) for name in source.imported
    )


def _texts(source: Source) -> Iterator[tuple[Node, str]]:
    captured = QueryCursor(_TEXTS).captures(source.tree.root_node)
    for node in captured.get("text", [])[:MAX_TEXTS]:
        holder = node.parent
        if holder is not None and _is_harmless(holder):
            continue
        text = unescaped(text_of(node)) if node.type != "jsx_text" else text_of(node).strip()
        yield node, _ENTITY.sub(_sign, text)
    for node in captured.get("key", [])[:MAX_TEXTS]:
        yield node, text_of(node)


def _sign(entity: re.Match[str]) -> str:
    return chr((int(entity[1], 16) if entity[1] else int(entity[2])) % 0x110000)


def _is_harmless(text: Node) -> bool:
    """A text that something is compared with, an import's or a type's."""
    parent = text.parent
    if parent is None or parent.type in (
        "import_statement",
        "export_statement",
        "literal_type",
        "switch_case",
    ):
        return True
    operator = parent.child_by_field_name("operator") if parent.type == "binary_expression" else None
    return operator is not None and text_of(operator) in _COMPARED


@lru_cache(maxsize=16_384)  # of a file that streams, most texts are those of the last scan
def _is_name(text: str) -> bool:
    """Whether a text is, or holds as a word, one of the names, in any of the ways to write it."""
    if not _SHORTEST <= len(text) <= 400 or not _SPACES.isdisjoint(text):
        return False
    if any(text.startswith(begin[:_SHORTEST]) and begin.startswith(text) for begin in _BEGINNINGS):
        return True
    if _whole().search(text):
        return True
    letters = re.sub(r"[^A-Za-z_]", "", text)
    return len(letters) == len(text) and any(
        len(name) == len(text) and (sorted(name) == sorted(text) or _steps(name) == _steps(text))
        for name in NAMES
    )


def _steps(text: str) -> list[int]:
    """From letter to letter: the same for a text that is shifted in the alphabet."""
    return [ord(b) - ord(a) for a, b in pairwise(text)]


@cache
def _whole() -> re.Pattern[str]:
    ways: list[str] = []
    for name in NAMES:
        ways += [rf"(?<![A-Za-z]){re.escape(each)}(?![A-Za-z])" for each in (name, name[::-1])]
        ways += [name.encode().hex(), re.escape("".join(f"%{ord(sign):02x}" for sign in name))]
        coded = base64.b64encode(name.encode()).decode().rstrip("=")
        ways.append(re.escape(coded[: len(name) * 4 // 3]))
        ways += [re.escape(sep.join(name)) for sep in ("-", ".", ",", "_", "|")]
    return re.compile("|".join(ways))


def _first_piece(name: str, pieces: dict[str, list[Node]], foreign: Set[str], most: int) -> Node | None:
    """The first of the file's own among at most so many texts, each of two letters or more, that make up the
    name. `foreign`: texts of the artifact's other files."""
    usable = {piece for piece in (*pieces, *foreign) if piece in name and piece != name}
    for made in _made_of(name, usable, most) if usable else ():
        own = [piece for piece in made if piece in pieces]
        if own and (not _are_words(name, made) or _meet([pieces.get(piece, []) for piece in made])):
            return pieces[own[0]][0]
    return None


def _made_of(rest: str, pieces: set[str], left: int) -> Iterator[list[str]]:
    for end in range(2, len(rest) + 1) if left else ():
        if rest[:end] not in pieces:
            continue
        if end == len(rest):
            yield [rest]
        for more in _made_of(rest[end:], pieces, left - 1):
            yield [rest[:end], *more]


def _are_words(name: str, made: list[str]) -> bool:
    """Whether a name falls apart into words that any component may say: default, View."""
    ends = {hit.end() for hit in _WORD.finditer(name)} if _CAMEL.fullmatch(name) else set[int]()
    return ends.issuperset(accumulate(map(len, made)))


def _meet(places: list[list[Node]]) -> bool:
    """Whether a place of each piece is in one and the same expression."""
    return bool(set[int].intersection(*({_expression(node).id for node in nodes} for nodes in places)))


def _expression(node: Node) -> Node:
    """The whole of what a text is joined in: no object's fields, no function, no row of a table."""
    while (parent := node.parent) is not None and parent.type in _JOINING:
        if node.type == parent.type == "array":
            break
        node = parent
    return node
