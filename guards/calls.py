"""What calls give and what they hand on: functions of the file entered with their arguments, methods of the
language on values that are known, the few functions of libraries that matter. Pure; expressions are evaluated
by who holds it, guards/values.py.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Protocol

from tree_sitter import Node

from guards import folds
from guards.folds import Fields, Function, Items, Value
from guards.paths import Path
from guards.text import text_of

MAX_SETTLED_CHARS = 2000
_READ_WHOLE = {"join", "toString", "toLocaleString", "reduce", "reduceRight"}


class Evaluation(Protocol):
    """What this file asks of the evaluation of expressions."""

    bound: dict[int, list[Value]]
    """Parameters' bindings while a function is being called."""

    def of(self, node: Node | None) -> list[Value]: ...

    def key(self, node: Node | str | None) -> list[Value]: ...

    def reach(self, base: Value, key: Value) -> list[Value]: ...

    def settled(self, value: Value) -> Value: ...


class Calls:
    def __init__(self, values: Evaluation) -> None:
        self._values = values

    def value(self, node: Node) -> Iterator[Value]:
        callee = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        if callee is None:
            return
        arguments = self.arguments(node)
        chosen = [one(each) for each in arguments]
        plain = all(not isinstance(value, Items | Fields) for value in chosen)
        if not plain and len(text_of(node)) < MAX_SETTLED_CHARS:
            chosen = [self._values.settled(value) for value in chosen]
        while callee.type == "parenthesized_expression" and callee.named_children:
            callee = callee.named_children[-1]
        if callee.type in ("member_expression", "subscript_expression"):
            base = callee.child_by_field_name("object")
            key = callee.child_by_field_name("property") or callee.child_by_field_name("index")
            for value in self._values.of(base):
                for name in self._values.key(key):
                    needed = isinstance(value, Items) and name in _READ_WHOLE
                    yield from self._method(
                        self._values.settled(value) if needed else value, str(name), chosen
                    )
        for value in self._values.of(callee):
            if isinstance(value, Path):
                yield from self._known_call(value.keys, chosen)
            elif isinstance(value, Function):
                yield from self.returned(value.node, chosen)

    def arguments(self, call: Node) -> list[list[Value]]:
        listed = call.child_by_field_name("arguments")
        if listed is None:
            return []
        if listed.type == "template_string":
            return [self._values.of(listed)]
        found: list[list[Value]] = []
        for child in islice(listed.named_children, folds.MAX_ITEMS):
            if child.type == "spread_element" and child.named_children:
                for value in self._values.of(child.named_children[0])[:1]:
                    found += [[each] for each in value.values] if isinstance(value, Items) else []
                    letters: Sequence[Value] = list(value) if isinstance(value, str) else []
                    found += [[each] for each in letters]
            elif child.type != "comment":
                found.append(self._values.of(child))
        return found

    def passed(self, call: Node, index: int) -> Sequence[Value]:
        """One argument of a call."""
        arguments = self.arguments(call)
        return arguments[index] if index < len(arguments) else []

    def handed(self, call: Node, index: int) -> Iterator[Value]:
        """A function given to a call gets, likely, what the call is about: the elements of an array, a
        promise's value, the other arguments."""
        callee = call.child_by_field_name("function") or call.child_by_field_name("constructor")
        base = callee.child_by_field_name("object") if callee is not None else None
        for value in self._values.of(base):
            if isinstance(value, Items):
                yield from value.values if index < 2 else []
            elif (
                isinstance(value, Path)
                and index == 0
                and callee is not None
                and text_of(callee).endswith(".then")
            ):
                yield value
        for values in self.arguments(call):
            yield from (value for value in values if isinstance(value, Path | Items))

    def _known_call(self, path: tuple[str, ...], chosen: Sequence[Value]) -> Iterator[Value]:
        if path == ("Reflect", "get") and len(chosen) > 1:
            yield from self._values.reach(chosen[0], chosen[1])
        elif path in (("Object", "getPrototypeOf"), ("Reflect", "getPrototypeOf")):
            yield Path(("?", "__proto__"))
        elif path[-1:] in (("useMemo",), ("useCallback",)) and chosen and isinstance(chosen[0], Function):
            yield from self.returned(chosen[0].node)
        elif path == ("Array", "from") and len(chosen) > 1:
            yield from self._each(chosen[0], chosen[1])
        else:
            yield from folds.called(path, chosen)

    def _method(self, base: Value, name: str, chosen: Sequence[Value]) -> Iterator[Value]:
        first = chosen[0] if chosen else None
        if name in ("map", "flatMap") and isinstance(base, Items):
            yield from self._each(base, first)
        elif name in ("reduce", "reduceRight") and isinstance(base, Items) and isinstance(first, Function):
            values = list(base.values[::-1] if name == "reduceRight" else base.values)
            total = chosen[1] if len(chosen) > 1 else (values.pop(0) if values else None)
            for each in values[:40]:
                total = one(self.returned(first.node, [total, each]))
            yield total
        elif name in ("call", "apply") and isinstance(base, Function):
            rest = chosen[1:]
            if name == "apply" and rest and isinstance(rest[0], Items):
                rest = rest[0].values
            yield from self.returned(base.node, rest)
        elif name in ("call", "apply") and isinstance(base, Path):
            rest = chosen[1:]
            if name == "apply" and rest and isinstance(rest[0], Items):
                rest = rest[0].values
            yield from folds.called(base.keys, rest)
        elif name == "bind":
            yield base
        elif name == "then" and isinstance(first, Function):
            yield from self.returned(first.node, [base])
        else:
            yield from folds.method(base, name, chosen)

    def _each(self, base: Value, function: Value) -> Iterator[Value]:
        values = base.values if isinstance(base, Items) else tuple(base) if isinstance(base, str) else ()
        if isinstance(function, Function):
            made = [one(self.returned(function.node, [self._values.settled(each)])) for each in values[:40]]
        elif isinstance(function, Path):
            made = [one(folds.called(function.keys, [self._values.settled(each)])) for each in values[:40]]
        else:
            return
        yield Items(tuple(made), any_order=isinstance(base, Items) and base.any_order)

    def returned(self, function: Node, arguments: Sequence[Value] = ()) -> list[Value]:
        """What a function of this file returns: the value of its expression or its return statements."""
        body = function.child_by_field_name("body")
        if body is None:
            return []
        before = dict(self._values.bound)
        for index, binding in enumerate(_plain_parameters(function)):
            if binding is not None and index < len(arguments) and arguments[index] is not None:
                self._values.bound[binding.id] = [arguments[index]]
        try:
            if body.type != "statement_block":
                return self._values.of(body)
            returns = [at for at in body.named_children if at.type == "return_statement"]
            return [
                value
                for at in returns
                for value in self._values.of(at.named_children[0] if at.named_children else None)
            ]
        finally:
            self._values.bound = before


def _plain_parameters(function: Node) -> list[Node | None]:
    single = function.child_by_field_name("parameter")
    if single is not None:
        return [single]
    listed = function.child_by_field_name("parameters")
    patterns = (
        [each.child_by_field_name("pattern") for each in listed.named_children] if listed is not None else []
    )
    return [each if each is not None and each.type == "identifier" else None for each in patterns]


def one(values: Sequence[Value]) -> Value:
    return values[0] if values else None
