"""One source file as the rules see it: names in use, what they are taken from, and computed keys.

Built once a scan and shared by all rules. Cheap on purpose, for it runs on every flush: words are found by
one regular expression and only those that a rule asks for are looked up in the tree. Works on text cut off
anywhere: a word that touches the end may be half a word and is not reported.
The tree knows no scopes: a name bound anywhere in the file is taken for the file's own where a rule says
so. What slips through there meets the preview's scope proxy and CSP.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import tree_sitter_typescript
from tree_sitter import Language, Node, Parser, Query, QueryCursor, Tree

from studio.protocol import Finding, Severity

_LANGUAGE = Language(tree_sitter_typescript.language_tsx())
_WORD = re.compile(rb"[A-Za-z_$][\w$]*")
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_COMPUTED = Query(
    _LANGUAGE,
    "(subscript_expression index: (_) @key) (computed_property_name (_) @key) (pair_pattern (string) @key)",
)
_WRAPPERS = {"parenthesized_expression", "non_null_expression", "as_expression", "satisfies_expression"}
_PASSING = _WRAPPERS | {"sequence_expression", "ternary_expression", "binary_expression", "await_expression"}
_BINDING_FIELDS = {
    "variable_declarator": "name",
    "function_declaration": "name",
    "class_declaration": "name",
    "required_parameter": "pattern",
    "optional_parameter": "pattern",
    "arrow_function": "parameter",
    "pair_pattern": "value",
    "catch_clause": "parameter",
    "for_in_statement": "left",
    "assignment_pattern": "left",
}
_BINDING_PARENTS = {
    "import_specifier", "import_clause", "namespace_import", "array_pattern", "rest_pattern", "object_pattern"
}  # fmt: skip
WINDOW = ("window", "globalThis", "self", "frames")


@dataclass(frozen=True, slots=True)
class Access:
    """`base.name`, `base["name"]` or `{ name } = base`; `base` is None where it cannot be told."""

    name: str
    base: Node | None
    node: Node


class Source:
    """`old`: data and tree of the same file earlier, not to be used again."""

    def __init__(self, path: str, text: str, old: tuple[bytes, Tree] | None = None) -> None:
        self.path = path
        self.data = text.encode("utf-8", "replace")
        self.tree = parse(self.data, old)
        self._leaves: dict[str, list[Node]] = {}

    @cached_property
    def _words(self) -> set[bytes]:
        return set(_WORD.findall(self.data))

    def words(self, *names: str) -> Iterator[Node]:
        """The leaves whose whole text is one of `names`: identifiers, keys, parts of strings; no comments."""
        for name in names:
            if name not in self._leaves:
                self._leaves[name] = list(self._find(name.encode()))
            yield from self._leaves[name]

    def _find(self, word: bytes) -> Iterator[Node]:
        if word not in self._words:
            return
        for hit in re.finditer(rb"(?<![\w$])" + re.escape(word) + rb"(?![\w$])", self.data):
            node = self.tree.root_node.descendant_for_byte_range(hit.start(), hit.end())
            whole = node is not None and node.end_byte - node.start_byte == len(word)
            if node is not None and whole and hit.end() < len(self.data):
                yield node

    def names(self, *names: str) -> Iterator[Node]:
        """Identifiers in use as values: called, read, assigned or passed on; no bindings, no types."""
        for node in self.words(*names):
            short = node.type == "shorthand_property_identifier"
            if short or (node.type == "identifier" and _is_used(node)):
                yield node

    def free_names(self, *names: str) -> Iterator[Node]:
        """As `names`, without those that the file binds itself somewhere."""
        for name in names:
            if not self.binds(name):
                yield from self.names(name)

    def binds(self, name: str) -> bool:
        return any(_is_binding(node) for node in self.words(name))

    @cached_property
    def computed(self) -> list[tuple[Node, str | None]]:
        """Every computed key (the node of its expression) and its text, None if that is not constant."""
        found = QueryCursor(_COMPUTED).captures(self.tree.root_node).get("key", [])
        return [(node, constant(node)) for node in found]

    def accesses(self, *names: str) -> Iterator[Access]:
        """Every way in which a property of one of these names is reached."""
        for node in self.words(*names):
            parent = node.parent
            if parent is None:
                continue
            if node.type == "property_identifier" and parent.type == "member_expression":
                yield Access(text_of(node), parent.child_by_field_name("object"), node)
            elif node.type == "shorthand_property_identifier_pattern" or (
                parent.type == "pair_pattern" and node.type != "identifier"
            ):
                yield Access(text_of(node), _destructured(node), node)
        for node, key in self.computed:
            if key is not None and key in names and node.parent is not None:
                parent = node.parent
                base = parent.child_by_field_name("object") if parent.type == "subscript_expression" else None
                yield Access(key, base or _destructured(node), node)

    def is_window(self, node: Node | None) -> bool:
        return self._refers(node, "window", (*WINDOW, "defaultView"))

    def is_document(self, node: Node | None) -> bool:
        return self._refers(node, "document", ("document", "ownerDocument"))

    @cached_property
    def _aliases(self) -> dict[str, set[str]]:
        """Names that window and document go by in this file."""
        found: dict[str, set[str]] = {
            "window": {name for name in WINDOW if name == "window" or not self.binds(name)},
            "document": {"document"},
        }
        for known in found.values():
            self._spread(known)
        for access in self.accesses(*WINDOW, "document", "defaultView"):
            kind = "document" if access.name == "document" else "window"
            found[kind] |= set(_given_names(access.node.parent)) if access.base is not None else set()
            if access.base is not None and access.node.parent is not None:
                value = access.node.parent.child_by_field_name("value")
                if value is not None and value.type == "identifier":
                    found[kind].add(text_of(value))
        return found

    def _spread(self, known: set[str]) -> None:
        """Adds the names that these names are given to, and so on."""
        fresh = known
        while fresh:
            given = {name for node in self.words(*fresh) for name in _given_names(node)}
            fresh = given - known
            known.update(fresh)

    def _refers(self, node: Node | None, kind: str, keys: tuple[str, ...]) -> bool:
        node = unwrap(node)
        if node is None:
            return False
        if node.type == "identifier":
            return text_of(node) in self._aliases[kind]
        key = key_of(node)
        if key is None or key not in keys:
            return False
        return key in ("ownerDocument", "defaultView") or self.is_window(node.child_by_field_name("object"))


def parse(data: bytes, old: tuple[bytes, Tree] | None = None) -> Tree:
    """The tree of `data`. Of `old`, the same file earlier, all that did not change is taken over."""
    if old is None:
        return _parser.parse(data)
    before, tree = old
    start = _shared(before, data, 0)
    behind = _shared(before[start:], data[start:], 1)
    old_end, new_end = len(before) - behind, len(data) - behind
    tree.edit(start, old_end, new_end, _point(before, start), _point(before, old_end), _point(data, new_end))
    return _parser.parse(data, tree)


def _shared(a: bytes, b: bytes, from_end: int) -> int:
    """Length of the longest common beginning, or end, by halving: comparing slices is fast."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        same = a[len(a) - middle :] == b[len(b) - middle :] if from_end else a[:middle] == b[:middle]
        low, high = (middle, high) if same else (low, middle - 1)
    return low


def _point(data: bytes, at: int) -> tuple[int, int]:
    return data.count(b"\n", 0, at), at - (data.rfind(b"\n", 0, at) + 1)


_parser = Parser(_LANGUAGE)


def text_of(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


def unwrap(node: Node | None) -> Node | None:
    """Without parentheses, `!`, `as` and the left side of commas."""
    while node is not None and (node.type in _WRAPPERS or node.type == "sequence_expression"):
        last = node.type == "sequence_expression"
        node = node.named_children[-1 if last else 0] if node.named_children else None
    return node


def key_of(node: Node) -> str | None:
    """The constant property name of a member or subscript expression."""
    if node.type == "member_expression":
        key = node.child_by_field_name("property")
        return text_of(key) if key is not None else None
    return constant(node.child_by_field_name("index")) if node.type == "subscript_expression" else None


def constant(node: Node | None) -> str | None:
    """The string that a literal, or literals added up, stand for; None if it is no such thing."""
    parts: list[str] = []
    waiting = [node]
    while waiting:
        part = unwrap(waiting.pop())
        if part is None:
            return None
        if part.type in ("string", "template_string"):
            if any(child.type == "template_substitution" for child in part.named_children):
                return None
            parts.append(_ESCAPE.sub(_unescaped, text_of(part)[1:-1]))
        elif part.type == "binary_expression" and text_of(part.children[1]) == "+":
            waiting += [part.child_by_field_name("right"), part.child_by_field_name("left")]
        else:
            return None
    return "".join(parts)


def found(
    source: Source, rule: str, severity: Severity, message: str, remedy: str
) -> Callable[[Node], Finding]:
    """Makes the finding of one rule at a node."""

    def at(node: Node) -> Finding:
        return Finding(rule, severity, source.path, node.start_point.row + 1, message, remedy)

    return at


def _unescaped(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    if code is None:
        return "" if escape[4] == "\n" else escape[4]
    value = int(code, 16)
    return chr(value) if value < 0x110000 else ""


def _is_binding(node: Node) -> bool:
    if node.type == "shorthand_property_identifier_pattern":
        return True
    parent = node.parent
    if node.type != "identifier" or parent is None:
        return False
    return parent.type in _BINDING_PARENTS or (
        parent.child_by_field_name(_BINDING_FIELDS.get(parent.type, "-")) == node
    )


def _is_used(node: Node) -> bool:
    """In broken code (text cut off inside JSX), loose words look like identifiers: those do not count."""
    parent = node.parent
    return parent is not None and parent.type not in ("ERROR", "program") and not _is_binding(node)


def _destructured(node: Node) -> Node | None:
    """What the object pattern around a key takes its properties from."""
    pattern = node.parent
    while pattern is not None and pattern.type in (
        "pair_pattern", "object_pattern", "computed_property_name", "object_assignment_pattern"
    ):  # fmt: skip
        pattern = pattern.parent
    if pattern is None:
        return None
    field = {"variable_declarator": "value", "assignment_expression": "right"}.get(pattern.type, "value")
    return pattern.child_by_field_name(field)


def _given_names(node: Node | None) -> Iterator[str]:
    """Names that the value of `node` is given to directly: const w = node; w = node; (w = node) => …"""
    while node is not None:
        parent = node.parent
        if parent is None:
            return
        for value, name in (("value", "name"), ("right", "left"), ("value", "pattern")):
            target = parent.child_by_field_name(name)
            if target is not None and parent.child_by_field_name(value) == node:
                yield from [text_of(target)] if target.type == "identifier" else []
                return
        if parent.type not in _PASSING:
            return
        node = parent
