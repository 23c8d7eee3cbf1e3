"""One source file as the rules see it: names in use, what they are taken from, computed keys, and values.

Built once a scan and shared by all rules, over the words of the file (guards/words.py), where its names come
from (guards/names.py) and what its expressions may be (guards/values.py): only what a rule asks about is
looked up and evaluated. Works on text cut off anywhere.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from tree_sitter import Node, Query, QueryCursor, Tree

from guards.kinds import Value
from guards.names import Abroad, Names
from guards.parse import LANGUAGE
from guards.paths import Path, file_of, is_document
from guards.scopes import ancestors, is_binding
from guards.text import WRAPPERS, constant, text_of, unwrap
from guards.values import Values
from guards.words import Words
from studio.protocol import Finding, Severity

_COMPUTED = Query(
    LANGUAGE,
    "(subscript_expression index: (_) @key) (computed_property_name (_) @key) (pair_pattern (string) @key)",
)
_ELEMENTS = Query(
    LANGUAGE, "(jsx_opening_element name: (_) @name) (jsx_self_closing_element name: (_) @name)"
)
_ATTRIBUTES = Query(LANGUAGE, "(jsx_attribute (property_identifier)) @attribute")
_IMPORTED = Query(
    LANGUAGE,
    "(import_clause (identifier) @name) (import_specifier (identifier) @name)"
    " (namespace_import (identifier) @name)",
)
_PASSING = WRAPPERS | {"sequence_expression", "ternary_expression", "binary_expression"}


@dataclass(frozen=True, slots=True)
class Access:
    """`base.name`, `base["name"]` or `{ name } = base`. `bases`: what the base may be."""

    name: str
    bases: Sequence[Value]
    node: Node

    @property
    def of_window(self) -> bool:
        return Path(()) in self.bases

    @property
    def of_document(self) -> bool:
        return any(isinstance(base, Path) and is_document(base.keys) for base in self.bases)


class Elsewhere(Protocol):
    """What a file asks of the artifact that it belongs to (guards/artifact.py)."""

    def exported(self, origin: str, specifier: str, name: str) -> list[Value]: ...

    def names_of(self, source: "Source", function: Node) -> list[str]: ...

    def importers(self, source: "Source", name: str) -> "Iterator[tuple[Source, str]]": ...

    def spelled_by_others(self, path: str) -> tuple[bool, bool, set[str]]: ...


class Source:
    """`old`: data and tree of the same file earlier, not to be used again."""

    def __init__(self, path: str, text: str, old: tuple[bytes, Tree] | None = None) -> None:
        self.path = path
        self._words = Words(text, old)
        self._names = Names(self._words)
        self.values = Values(self._words, self._names)
        self.words = self._words.leaves
        self.artifact: Elsewhere | None = None

    def join(self, artifact: "Elsewhere") -> None:
        """From now on, names lead to the artifact's other files."""
        self.artifact = artifact
        self.values.exported = lambda file, name: artifact.exported(self.path, file, name)
        self._names.abroad = self._abroad

    def _abroad(self, function: Node, index: int) -> Iterator[Abroad]:
        artifact = self.artifact
        if artifact is None:
            return
        for name in artifact.names_of(self, function):
            for other, alias in artifact.importers(self, name):
                yield Abroad(alias, index, other.values)

    def _imported_as(self, *names: str) -> Iterator[Node]:
        """Uses of what other files export that is one of these global names."""
        if self.artifact is None:
            return
        for bound in self.imported:
            if file_of(f"@{self.module_of(bound)}") is not None and any(
                len(path) == 1 and path[0] in names for path in self.values.paths(bound)
            ):
                yield from self.names(text_of(bound))

    @property
    def data(self) -> bytes:
        return self._words.data

    @property
    def tree(self) -> Tree:
        return self._words.tree

    def names_ending(self, end: str) -> list[str]:
        """All words of the file with this end."""
        return self._words.ending(end)

    def names(self, *names: str) -> Iterator[Node]:
        """Identifiers in use as values: called, read, assigned or passed on; no bindings, no types."""
        for node in self.words(*names):
            short = node.type == "shorthand_property_identifier"
            if short or (node.type == "identifier" and _is_used(node)):
                yield node

    def free_names(self, *names: str) -> Iterator[Node]:
        """As `names`, without those that mean something of the file's own at their place."""
        for node in self.names(*names):
            if not self._names.bindings(node):
                yield node

    def aliases(self, *names: str) -> Iterator[Node]:
        """The free names, and the names that they are given to, wherever these are used."""
        waiting, seen = [*self.free_names(*names), *self._imported_as(*names)], set[str]()
        while waiting:
            node = waiting.pop()
            yield node
            for given in _given_names(node):
                if given not in seen:
                    seen.add(given)
                    waiting += self.names(given)

    @cached_property
    def computed(self) -> list[tuple[Node, list[str]]]:
        """Every computed key (the node of its expression) and the texts it may be."""
        return [(node, self.values.texts(node)) for node in self.computed_keys]

    @cached_property
    def computed_keys(self) -> list[Node]:
        return QueryCursor(_COMPUTED).captures(self.tree.root_node).get("key", [])

    @cached_property
    def text_lower(self) -> str:
        return self.data.decode("utf-8", "replace").lower()

    @cached_property
    def jsx_names(self) -> list[Node]:
        """The names of all elements that are opened."""
        return QueryCursor(_ELEMENTS).captures(self.tree.root_node).get("name", [])

    @cached_property
    def attributes(self) -> list[Node]:
        return QueryCursor(_ATTRIBUTES).captures(self.tree.root_node).get("attribute", [])

    def is_plain(self, value: Node) -> bool:
        """Whether an attribute's value is one literal in braces, with nothing to evaluate."""
        inner = unwrap(value)
        return inner is not None and inner.type == "string"

    def accesses(self, *names: str) -> Iterator[Access]:
        """Every way in which a property of one of these names is reached."""
        for node in self.words(*names):
            parent = node.parent
            if parent is None:
                continue
            if node.type == "property_identifier" and parent.type == "member_expression":
                yield Access(text_of(node), self.values.of(parent.child_by_field_name("object")), node)
            elif node.type == "shorthand_property_identifier_pattern" or (
                parent.type == "pair_pattern" and node.type != "identifier"
            ):
                yield Access(text_of(node), self.values.destructured(node), node)
        for node, keys in self.computed:
            for key in keys:
                if key in names:
                    yield Access(key, self.base_of(node), node)

    @cached_property
    def imported(self) -> list[Node]:
        """The names that import lines bind."""
        return QueryCursor(_IMPORTED).captures(self.tree.root_node).get("name", [])

    def module_of(self, imported: Node) -> str:
        """Where an imported name comes from."""
        for at in ancestors(imported):
            if at.type == "import_statement":
                return constant(at.child_by_field_name("source")) or ""
        return ""

    def base_of(self, key: Node) -> Sequence[Value]:
        """What a computed key is a key of."""
        parent = key.parent
        if parent is not None and parent.type == "subscript_expression":
            return self.values.of(parent.child_by_field_name("object"))
        return self.values.destructured(key)

    def is_literal(self, name: Node) -> bool:
        """Whether a name is a constant for an object or an array that is written where it is bound."""
        bindings = self._names.bindings(name)
        return bool(bindings) and all(map(_is_literal, bindings))

    def calls(self, *names: str) -> Iterator[tuple[Node, list[Node]]]:
        """Calls of these names, free or as a property, and their arguments' nodes."""
        for node in self.words(*names):
            callee = node.parent if node.type == "property_identifier" else node
            call = callee.parent if callee is not None else None
            if call is None or call.type not in ("call_expression", "new_expression"):
                continue
            arguments = call.child_by_field_name("arguments")
            if arguments is not None and not arguments.start_byte <= node.start_byte < arguments.end_byte:
                tagged = arguments.type == "template_string"
                yield (
                    node,
                    [arguments] if tagged else [n for n in arguments.named_children if n.type != "comment"],
                )


def text_hits(
    source: Source, pattern: re.Pattern[bytes], *kinds: str
) -> Iterator[tuple[re.Match[bytes], Node]]:
    """Hits of a pattern in the file's bytes that lie in a node of one of these kinds, and that node."""
    for hit in pattern.finditer(source.data):
        node = source.tree.root_node.descendant_for_byte_range(hit.start(), hit.start() + 1)
        for at in [node, *ancestors(node)]:
            if at is not None and at.type in kinds:
                yield hit, at
                break


def found(
    source: Source, rule: str, severity: Severity, message: str, remedy: str
) -> Callable[[Node], Finding]:
    """Makes the finding of one rule at a node."""

    def at(node: Node) -> Finding:
        return Finding(rule, severity, source.path, node.start_point.row + 1, message, remedy)

    return at


def _is_used(node: Node) -> bool:
    """In broken code (text cut off inside JSX), loose words look like identifiers: those do not count."""
    parent = node.parent
    return parent is not None and parent.type not in ("ERROR", "program") and not is_binding(node)


def _is_literal(binding: Node) -> bool:
    holder = binding.parent
    value = unwrap(holder.child_by_field_name("value")) if holder is not None else None
    line = holder.parent if holder is not None and holder.type == "variable_declarator" else None
    kept = line is not None and line.child_by_field_name("kind")
    return (
        bool(kept)
        and text_of(kept) == "const"
        and binding.type == "identifier"
        and value is not None
        and value.type in ("object", "array")
    )


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
