"""The files of one artifact as they see each other: what one exports is known to those that import it, and
what they pass to its functions is known to it. Each file is parsed when a name leads there. Pure.

`shown` says what the others can know of a file: while that stays the same, they need no new look. Called by
actors/scanner.py and guards/__init__.py.
"""

import json
from collections.abc import Callable, Iterator, Mapping

from tree_sitter import Node, Query, QueryCursor

from guards import nesting, spelled
from guards.folds import from_json
from guards.kinds import Class, Fields, Function, Items, Value
from guards.parse import LANGUAGE
from guards.paths import Path, file_of
from guards.scopes import is_binding
from guards.text import WRAPPERS, constant, text_of, unescaped
from guards.tree import Source
from studio.frameworks.files import resolve_file

SCRIPTS = (".tsx", ".ts", ".jsx", ".js")
MAX_STARS = 8
MAX_FUNCTION_CHARS = 400
"""A longer function that is exported is a component or a hook: only what it is called with counts."""
_EXPORTS = Query(LANGUAGE, "(program (export_statement) @export)")
_SPELLED = Query(LANGUAGE, "[(string) (template_string) (property_identifier)] @text")

_AROUND = (*WRAPPERS, "arguments", "call_expression")

Seen = frozenset[str]


class Artifact:
    def __init__(self, files: Mapping[str, str], parse: Callable[[str, str], Source] = Source) -> None:
        self._files = files
        self._parse = parse
        self._sources: dict[str, Source] = {}
        self._exporting: dict[str, list[tuple[str, Node, str]]] = {}
        self._following: set[tuple[str, str]] = set()
        self._exports: dict[str, list[tuple[str | None, bool, list[tuple[str, Node]]]]] = {}
        self._known: dict[tuple[str, str], list[Value]] = {}
        self._cut = 0

    @property
    def scripts(self) -> list[str]:
        return [path for path in self._files if path.endswith(SCRIPTS)]

    def source(self, path: str) -> Source:
        if path not in self._sources:
            source = self._sources[path] = self._parse(path, self._files[path])
            if len(self._files) > 1:
                source.join(self)
        return self._sources[path]

    def others(self, source: Source) -> Iterator[Source]:
        yield from (self.source(path) for path in self.scripts if path != source.path)

    def exported(self, origin: str, specifier: str, name: str) -> list[Value]:
        """What a file, as named in an import of `origin`, exports by a name."""
        path = resolve_file(self._files, origin, specifier)
        asked = (path or "", name)
        if asked in self._following:
            self._cut += 1
            return []
        if path is None or asked in self._known:
            return self._known.get(asked, [])
        cut, values = self._cut, list[Value]()
        self._following.add(asked)
        try:
            if (place := self._place(path, name, set())) is not None:
                at, node, own = place
                values = _of_data(self._files[at], own) if node is None else self._sent(at, node)
        finally:
            self._following.discard(asked)
        if cut == self._cut:  # else it is not all that it may be
            self._known[asked] = values
        return values

    def _sent(self, path: str, node: Node) -> list[Value]:
        values = self.source(path).values
        return values.sent(values.at(node))

    def _place(self, path: str, name: str, been: set[tuple[str, str]]) -> tuple[str, Node | None, str] | None:
        """Where what a file exports by a name is written, in whichever file, and by which name there; no node
        where that is data. No file is gone through twice: `been`."""
        if (path, name) in been:
            return None
        been.add((path, name))
        if path.endswith(".json"):
            return path, None, name
        if not path.endswith(SCRIPTS):
            return None
        stars: list[str] = []
        for origin, star, named in self._exports_of(path):
            for own, node in named:
                if own == name:
                    return (path, node, name) if origin is None else self._behind(path, origin, node, been)
            stars += [origin] if origin is not None and star else []
        for origin in stars[:MAX_STARS]:
            if (place := self._behind(path, origin, name, been)) is not None:
                return place
        return None

    def _behind(
        self, path: str, origin: str, name: Node | str, been: set[tuple[str, str]]
    ) -> tuple[str, Node | None, str] | None:
        behind = resolve_file(self._files, path, origin)
        own = name if isinstance(name, str) else text_of(name)
        return self._place(behind, own, been) if behind is not None else None

    def _exports_of(self, path: str) -> list[tuple[str | None, bool, list[tuple[str, Node]]]]:
        """Of each export of a file: from which other, whether all of that, and which names."""
        if path not in self._exports:
            source = self.source(path)
            self._exports[path] = [
                (
                    constant(export.child_by_field_name("source")),
                    any(child.type == "*" for child in export.children),
                    list(_exported_names(export)),
                )
                for export in ([] if nesting.rule(source) else _exports(source))
            ]
        return self._exports[path]

    def names_of(self, source: Source, function: Node) -> list[str]:
        """The names by which a file exports one of its functions."""
        if source.path not in self._exporting:
            named = (each for export in _exports(source) for each in _exported_names(export))
            self._exporting[source.path] = [(name, node, text_of(node)) for name, node in named]
        called = _called(function)
        return [
            name
            for name, node, text in self._exporting[source.path]
            if node == function or (text in called and node.type in ("identifier", "type_identifier"))
        ]

    def importers(self, source: Source, name: str) -> Iterator[tuple[Source, str]]:
        """The files that import this name of a file, and what they call it."""
        for other in self.others(source):
            for node in other.imported:
                holder = node.parent
                module = other.module_of(node)
                if holder is None or file_of(f"@{module}") is None:
                    continue
                if resolve_file(self._files, other.path, module) != source.path:
                    continue
                named = holder.child_by_field_name("name") if holder.type == "import_specifier" else None
                alias = holder.child_by_field_name("alias")
                own = text_of(named) if named is not None else "default"
                if own == name and node == (alias or named or node):
                    yield other, text_of(node)

    def shown(self, path: str) -> Seen:
        """What other files can come to know of a file, as far as a rule may mind it."""
        if path.endswith(".json"):  # any of its values may become a key: texts, names and, as codes, numbers
            text = self._files[path]
            return frozenset([text] if _is_data(text) else [])
        source = self.source(path)
        if nesting.rule(source):
            return frozenset()
        uses, calls, texts = spelled.summary(path, self._files[path])
        texts |= {text for text in _with_escapes(source) if spelled.is_minded(text)}
        seen = {f"says {text}" for text in texts} | ({f"uses keys {calls}"} if uses else set[str]())
        for export in _exports(source):
            for name, node in _exported_names(export):
                seen |= {f"gives {name} {said}" for value in source.values.at(node) for said in _said(value)}
        return frozenset(seen | set(_handed(source)))

    def spelled_by_others(self, path: str) -> tuple[bool, bool, set[str]]:
        """Whether another file uses keys that it does not write, whether what one gives may be called, and
        the texts of all others that matter."""
        said = [spelled.summary(other, self._files[other]) for other in self.scripts if other != path]
        return (
            any(uses for uses, _, _ in said),
            any(calls for _, calls, _ in said),
            {text for _, _, texts in said for text in texts},
        )


def _exports(source: Source) -> list[Node]:
    return QueryCursor(_EXPORTS).captures(source.tree.root_node).get("export", [])


def _exported_names(export: Node) -> Iterator[tuple[str, Node]]:
    """By which name what is exported."""
    default = any(child.type == "default" for child in export.children)
    value, declaration = export.child_by_field_name("value"), export.child_by_field_name("declaration")
    if value is not None:
        yield "default", value
    if declaration is not None:
        name = declaration.child_by_field_name("name")
        if default:
            yield "default", declaration
        elif name is not None:
            yield text_of(name), name
        for declarator in declaration.named_children:
            name = declarator.child_by_field_name("name")
            if declarator.type == "variable_declarator" and name is not None:
                for bound in [name] if name.type == "identifier" else _bound(name):
                    yield text_of(bound), bound
    for clause in export.named_children:
        if clause.type == "export_clause":
            for specifier in clause.named_children:
                name = specifier.child_by_field_name("name")
                alias = specifier.child_by_field_name("alias")
                if name is not None:
                    yield text_of(alias or name), name


def _called(function: Node) -> set[str]:
    """The names of a function: its own, and its variable's."""
    outer = function.parent
    while outer is not None and outer.type in _AROUND:
        outer = outer.parent
    holders = [function, *([outer] if outer is not None and outer.type == "variable_declarator" else [])]
    names = [holder.child_by_field_name("name") for holder in holders]
    return {text_of(name) for name in names if name is not None}


def _bound(pattern: Node) -> Iterator[Node]:
    for child in pattern.named_children:
        if is_binding(child):
            yield child
        else:
            yield from _bound(child)


def _said(value: Value, depth: int = 3) -> Iterator[str]:
    """Of a value, what a rule may mind: names it looks for, things of the page, short functions."""
    match value:
        case str():
            yield from [value] if spelled.is_minded(value) else []
        case Path(keys) if not keys or not keys[0].startswith(("?", "@")):
            yield ".".join(("window", *keys))
        case Items() if depth:
            for each in value.values:
                yield from _said(each, depth - 1)
        case Fields() if depth:
            for each in value.values.values():
                yield from _said(each, depth - 1)
        case Function(node) | Class(node) if node.end_byte - node.start_byte < MAX_FUNCTION_CHARS:
            yield text_of(node)
        case _:
            pass


def _handed(source: Source) -> Iterator[str]:
    """Functions of other files that are called with a text: one may run it."""
    for bound in source.imported:
        if file_of(f"@{source.module_of(bound)}") is None:
            continue
        for _, arguments in source.calls(text_of(bound)):
            texts = [text for each in arguments[:MAX_STARS] for text in source.values.texts(each)]
            if texts:
                yield f"hands a text to {text_of(bound)}"
            yield from (f"hands {text} to {text_of(bound)}" for text in texts if spelled.is_minded(text))


def _with_escapes(source: Source) -> Iterator[str]:
    """The texts and names that are written with escapes, as they read."""
    if b"\\" not in source.data:
        return
    for node in QueryCursor(_SPELLED).captures(source.tree.root_node).get("text", []):
        if "\\" in (written := text_of(node)):
            yield unescaped(written if node.type == "property_identifier" else written[1:-1])


def _is_data(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _of_data(text: str, name: str) -> list[Value]:
    try:
        value = from_json(json.loads(text))
    except (ValueError, RecursionError):
        return []
    if name == "default":
        return [value]
    return [value.values[name]] if isinstance(value, Fields) and name in value.values else []
