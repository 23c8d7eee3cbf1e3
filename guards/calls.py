"""What calls give: functions of the file entered with their arguments, methods of the language on values that
are known, the few functions of libraries that matter. Pure; guards/values.py asks it, and it that.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tree_sitter import Node

from guards import folds
from guards.folds import Fields, Function, Items, Path, Value
from guards.text import text_of

if TYPE_CHECKING:
    from guards.values import Values

MAX_SETTLED_CHARS = 2000
_READ_WHOLE = {"join", "toString", "toLocaleString", "reduce", "reduceRight"}


class Calls:
    def __init__(self, values: "Values") -> None:
        self._values = values

    def value(self, node: Node) -> Iterator[Value]:
        callee = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        if callee is None:
            return
        arguments = self._values.arguments(node)
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
