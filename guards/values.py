"""What an expression may stand for: constants folded, names followed to what they were given. Pure.

`Values.of` says every value it can tell, as an Items, a string, a Path from the global object and so on; what
it cannot tell is left out, never guessed. guards/names.py says where a name takes its value from,
guards/calls.py what a call gives. Bounded: one scan takes at most MAX_STEPS, however the code is nested.
Called by guards/tree.py and rules.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

from tree_sitter import Node

from guards import folds
from guards.calls import Calls, one
from guards.folds import Fields, Function, Items, Later, Value
from guards.names import Declared, Expression, Given, Handed, Imported, Looped, Names, Origin, Passed
from guards.paths import UNKNOWN, Path, below, free
from guards.scopes import FUNCTIONS, Step, in_class
from guards.text import WRAPPERS, number, text_of, unescaped
from guards.words import Words

MAX_STEPS = 6000
MAX_DEPTH = 40
MAX_VALUES = 8


class Values:
    def __init__(self, words: Words, names: Names) -> None:
        self._words = words
        self._names = names
        self._calls = Calls(self)
        self._known: dict[int, list[Value]] = {}
        self._open: set[int] = set()
        self._steps = 0
        self.bound: dict[int, list[Value]] = {}

    def of(self, node: Node | None) -> list[Value]:
        """Everything the expression may be, as far as it can be told."""
        if node is None:
            return []
        known = self._known.get(node.id)
        if known is not None and not self.bound:
            return known
        self._steps += 1
        if self._steps > MAX_STEPS or node.id in self._open or len(self._open) > MAX_DEPTH:
            return []
        self._open.add(node.id)
        try:
            found = list(islice(_distinct(self._now(self._of(node))), MAX_VALUES))
        finally:
            self._open.discard(node.id)
        if not self.bound:
            self._known[node.id] = found
        return found

    def _now(self, values: Iterable[Value]) -> Iterator[Value]:
        for value in values:
            if isinstance(value, Later):
                yield from self.of(value.node)
            else:
                yield value

    def settled(self, value: Value) -> Value:
        """With every element evaluated: what a method of the language works on."""
        match value:
            case Later():
                return self.settled(one(self.of(value.node)))
            case Items() if any(isinstance(each, Later | Items) for each in value.values):
                return Items(tuple(map(self.settled, value.values)), value.any_order)
            case Fields() if any(isinstance(each, Later) for each in value.values.values()):
                return Fields({key: self.settled(each) for key, each in value.values.items()})
            case _:
                return value

    def texts(self, node: Node | None) -> list[str]:
        """Every string that the expression may be."""
        return [text for value in self.of(node) if (text := folds.text_of_value(value)) is not None]

    def paths(self, node: Node | None) -> list[tuple[str, ...]]:
        return [value.keys for value in self.of(node) if isinstance(value, Path)]

    def _of(self, node: Node) -> Iterator[Value]:
        kind = node.type
        if kind in WRAPPERS or kind == "sequence_expression":
            inner = [child for child in node.named_children if child.type != "comment"]
            if inner:
                yield from self.of(inner[-1 if kind == "sequence_expression" else 0])
            return
        match kind:
            case "string" | "template_string":
                yield from self._text(node)
            case "number":
                yield number(text_of(node))
            case "identifier" | "shorthand_property_identifier":
                yield from self._name(node)
            case "this":
                yield from [] if in_class(node) else [Path(())]
            case "member_expression" | "subscript_expression":
                yield from self._member(node)
            case "binary_expression":
                yield from self._binary(node)
            case "ternary_expression":
                yield from self.of(node.child_by_field_name("consequence"))
                yield from self.of(node.child_by_field_name("alternative"))
            case "assignment_expression" | "augmented_assignment_expression":
                yield from self.of(node.child_by_field_name("right"))
            case "array":
                yield from self._array(node)
            case "object":
                yield self._object(node)
            case "regex":
                pattern, flags = node.child_by_field_name("pattern"), node.child_by_field_name("flags")
                yield Fields(
                    {"source": text_of(pattern) if pattern else "", "flags": text_of(flags) if flags else ""}
                )
            case "call_expression" | "new_expression":
                yield from self._calls.value(node)
            case "import":
                yield Path(("import",))
            case _ if kind in FUNCTIONS:
                yield Function(node)
            case _:
                pass

    # Expressions

    def _text(self, node: Node) -> Iterator[Value]:
        if node.type == "string":
            yield unescaped(text_of(node)[1:-1])
            return
        parts: list[list[Value]] = []
        at = node.start_byte + 1
        for child in node.named_children:
            if child.type == "template_substitution":
                parts.append([unescaped(self._words.slice(at, child.start_byte))])
                parts.append(self.of(child.named_children[0]) if child.named_children else [])
                at = child.end_byte
        parts.append([unescaped(self._words.slice(at, max(at, node.end_byte - 1)))])
        yield from self.sums(parts)

    def sums(self, parts: Sequence[Sequence[Value]]) -> Iterator[Value]:
        for chosen in islice(product(*parts), MAX_VALUES):
            total: Value = chosen[0]
            for each in chosen[1:]:
                total = folds.add(total, each)
            if total is not None:
                yield total

    def _binary(self, node: Node) -> Iterator[Value]:
        operator = node.child_by_field_name("operator")
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        match text_of(operator) if operator is not None else "":
            case "+":
                yield from self.sums([self.of(left), self.of(right)])
            case "||" | "??" | "&&":
                yield from self.of(left)
                yield from self.of(right)
            case _:
                pass

    def _array(self, node: Node) -> Iterator[Value]:
        values: list[Value] = []
        for child in islice(node.named_children, folds.MAX_ITEMS):
            if child.type == "spread_element":
                inner = self.of(child.named_children[0]) if child.named_children else []
                for value in inner[:1]:
                    values += list(value.values) if isinstance(value, Items) else []
                    values += list(value) if isinstance(value, str) else []
            elif child.type != "comment":
                values.append(Later(child))
        yield Items(tuple(values))

    def _object(self, node: Node) -> Fields:
        fields: dict[str, Value] = {}
        for child in islice(node.named_children, folds.MAX_ITEMS):
            if child.type == "pair":
                key = child.child_by_field_name("key")
                named = (
                    key.named_children[0] if key is not None and key.type == "computed_property_name" else key
                )
                for name in self.key(named)[:2]:
                    value = child.child_by_field_name("value")
                    fields[str(name)] = Later(value) if value is not None else None
            elif child.type == "shorthand_property_identifier":
                fields[text_of(child)] = Later(child)
            elif child.type == "method_definition":
                key = child.child_by_field_name("name")
                getter = any(each.type == "get" for each in child.children)
                fields[text_of(key) if key else ""] = (
                    one(self._calls.returned(child)) if getter else Function(child)
                )
            elif child.type == "spread_element" and child.named_children:
                for value in self.of(child.named_children[0]):
                    fields |= value.values if isinstance(value, Fields) else {}
        return Fields(fields)

    def _member(self, node: Node) -> Iterator[Value]:
        base = node.child_by_field_name("object")
        key = node.child_by_field_name("property") or node.child_by_field_name("index")
        for value in self.of(base) or [UNKNOWN]:
            for each in self.key(key) or [None]:
                yield from self.reach(value, each)
        if key is not None and node.type == "member_expression" and base is not None:
            for right in self._names.set_elsewhere(node, text_of(base), text_of(key)):
                yield from self.of(right)

    def key(self, node: "Node | str | None") -> list[Value]:
        if isinstance(node, str):
            return [node]
        if node is not None and node.type == "property_identifier":
            return [unescaped(text_of(node))]
        return self.of(node)

    def reach(self, base: Value, key: Value) -> list[Value]:
        """base[key]; a key that cannot be told is `*` behind a Path."""
        if isinstance(base, Later):
            return [made for each in self.of(base.node) for made in self.reach(each, key)]
        name = folds.text_of_value(key)
        if isinstance(base, Path):
            return [below(base, name)]
        known = list(islice(self._now(folds.element(base, key)), MAX_VALUES))
        return known or [below(UNKNOWN, name)]

    # Names

    def _name(self, node: Node) -> Iterator[Value]:
        """What an identifier stands for at its place; a Path of its own name if the file does not bind it."""
        name = text_of(node)
        bindings = self._names.bindings(node)
        if not bindings:
            yield free(name)
            return
        given: list[Value] = []
        for binding in bindings:
            if binding.id in self.bound:
                given += self.bound[binding.id]
            else:
                given += self._given(self._names.given(binding))
        for operator, right in self._names.assigned(name):
            values = self.of(right)
            given += values if operator == "=" else self.sums([given[-MAX_VALUES:], values])
        yield from given[-4 * MAX_VALUES :]

    def destructured(self, key: Node) -> list[Value]:
        """What the object pattern around a key takes its properties from."""
        given = self._names.destructured(key)
        if given is None:
            return []
        values = self._all(given.origins)
        for step in given.steps[-1:]:
            values += self.of(step.default)
        return self._walk(values, given.steps)

    def _given(self, given: Given) -> Iterator[Value]:
        yield from self._walk(self._all(given.origins), given.steps)
        for step in given.steps:
            yield from self.of(step.default)

    def _all(self, origins: Sequence[Origin]) -> list[Value]:
        return [value for each in origins for value in self._origin(each)]

    def _origin(self, origin: Origin) -> Iterable[Value]:
        match origin:
            case Expression():
                return self.of(origin.node)
            case Imported():
                return [origin.path]
            case Declared():
                return [Function(origin.function)]
            case Looped():
                return [each for value in self.of(origin.over) for each in folds.looped(value, origin.keys)]
            case Passed(call, index, spread=False):
                return self._calls.passed(call, index)
            case Passed(call, index):
                return [made for each in self._calls.passed(call, 1) for made in self.reach(each, index)]
            case Handed():
                return self._calls.handed(origin.call, origin.index)

    def _walk(self, values: Sequence[Value], steps: Sequence[Step]) -> list[Value]:
        for step in steps:
            fresh: list[Value] = []
            for value in values or [UNKNOWN]:
                if step.index is not None:
                    fresh += self.reach(value, step.index)
                elif step.key is None:
                    fresh.append(value)
                else:
                    fresh += [made for each in self.key(step.key) for made in self.reach(value, each)]
            values = fresh
        return list(values)


def _distinct(values: Iterator[Value]) -> Iterator[Value]:
    seen: list[Value] = []
    for value in values:
        if value is not None and value not in seen:
            seen.append(value)
            yield value
