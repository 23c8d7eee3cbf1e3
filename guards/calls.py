"""What calls give and what they hand on: functions of the file entered with their arguments, methods of the
language on values that are known, the few functions of libraries that matter. Pure; expressions are evaluated
by who holds it, guards/values.py.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Protocol

from tree_sitter import Node

from guards import folds
from guards.kinds import MAX_ITEMS, Class, Fields, Function, Items, Value, text_of_value
from guards.letters import pattern
from guards.paths import Path
from guards.shapes import given_back, is_generator, template_parts, yielded
from guards.text import text_of

MAX_SETTLED_CHARS = 2000
MAX_HITS = 40
MAX_WAYS = 16
_READ_WHOLE = {"join", "toString", "toLocaleString", "reduce", "reduceRight"}


class Evaluation(Protocol):
    """What this file asks of the evaluation of expressions."""

    bound: dict[int, list[Value]]
    """Parameters' bindings while a function is being called."""

    def step(self) -> bool:
        """Takes one of the steps that a scan may take; False once they are spent: no more can be told."""
        ...

    def of(self, node: Node | None) -> list[Value]: ...

    def key(self, node: Node | str | None) -> list[Value]: ...

    def reach(self, base: Value, key: Value) -> list[Value]: ...

    def settled(self, value: Value) -> Value: ...

    def sums(self, parts: Sequence[Sequence[Value]]) -> Iterator[Value]: ...

    def iterated(self, value: Value) -> list[Value]: ...

    def instance(self, made_of: Class) -> Value: ...

    def linked(self, path: Path) -> list[Value]: ...

    def sent(self, values: Sequence[Value]) -> list[Value]: ...

    def visited(self, function: Node, arguments: Sequence[Value]) -> list[Value]: ...


class Calls:
    def __init__(self, values: Evaluation) -> None:
        self._values = values
        self._ways: dict[int, list[Node]] = {}

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
                yield from self.entered(value, chosen)
            elif isinstance(value, Class):
                yield self._values.instance(value)

    def arguments(self, call: Node) -> list[list[Value]]:
        listed = call.child_by_field_name("arguments")
        if listed is None:
            return []
        if listed.type == "template_string":
            texts, substituted = template_parts(listed)
            return [[Items(tuple(texts))], *map(self._values.of, substituted)]
        found: list[list[Value]] = []
        for child in islice(listed.named_children, MAX_ITEMS):
            if child.type == "spread_element" and child.named_children:
                for value in self._values.of(child.named_children[0])[:1]:
                    found += [[each] for each in value.values] if isinstance(value, Items) else []
                    letters: Sequence[Value] = list(value) if isinstance(value, str) else []
                    found += [[each] for each in letters]
            elif child.type != "comment":
                found.append(self._values.of(child))
        return found[:MAX_ITEMS]

    def passed(self, call: Node, index: int, *, rest: bool = False) -> Sequence[Value]:
        """One argument of a call. `rest`: it and all behind it, as an array."""
        arguments = self.arguments(call)
        if rest:
            return [Items(tuple(map(one, arguments[index:])))]
        return arguments[index] if index < len(arguments) else []

    def handed(self, call: Node, index: int) -> Iterator[Value]:
        """A function given to a call gets, likely, what the call is about: the elements of an array, a
        promise's value, the other arguments."""
        callee = call.child_by_field_name("function") or call.child_by_field_name("constructor")
        base = callee.child_by_field_name("object") if callee is not None else None
        for value in self._values.of(base):
            if isinstance(value, Items):
                yield from value.values if index < 2 else []
            elif index == 0 and callee is not None and text_of(callee).endswith(".then"):
                yield value
        for values in self.arguments(call):
            yield from (value for value in values if isinstance(value, Path | Items | str))

    def _known_call(self, path: tuple[str, ...], chosen: Sequence[Value]) -> Iterator[Value]:
        if path == ("Reflect", "get") and len(chosen) > 1:
            yield from self._values.reach(chosen[0], chosen[1])
        elif path in (("Object", "getPrototypeOf"), ("Reflect", "getPrototypeOf")):
            yield Path(("?", "__proto__"))
        elif path[-1:] in (("useMemo",), ("useCallback",)) and chosen and isinstance(chosen[0], Function):
            yield from self.entered(chosen[0])
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
                total = one(self.entered(first, [total, each]))
            yield total
        elif name in ("call", "apply") and isinstance(base, Function):
            rest = chosen[1:]
            if name == "apply" and rest and isinstance(rest[0], Items):
                rest = rest[0].values
            yield from self.entered(base, rest)
        elif name in ("call", "apply") and isinstance(base, Path):
            rest = chosen[1:]
            if name == "apply" and rest and isinstance(rest[0], Items):
                rest = rest[0].values
            yield from folds.called(base.keys, rest)
        elif name == "bind":
            yield base
        elif name == "then" and isinstance(first, Function):
            yield from self.entered(first, [base])
        elif name in ("replace", "replaceAll") and isinstance(base, str) and isinstance(chosen[-1], Function):
            yield from self._replaced(base, chosen)
        elif name == "exec" and isinstance(base, Fields) and isinstance(first, str):
            yield from folds.method(first, name, [base])
        else:
            yield from folds.method(base, name, chosen)

    def _each(self, base: Value, function: Value) -> Iterator[Value]:
        values = base.values if isinstance(base, Items) else tuple(base) if isinstance(base, str) else ()
        if isinstance(function, Function):
            made = [one(self.entered(function, [self._values.settled(each)])) for each in values[:40]]
        elif isinstance(function, Path):
            made = [one(folds.called(function.keys, [self._values.settled(each)])) for each in values[:40]]
        else:
            return
        yield Items(tuple(made), any_order=isinstance(base, Items) and base.any_order)

    def _replaced(self, base: str, chosen: Sequence[Value]) -> Iterator[Value]:
        """text.replace(/./g, (c) => …): each hit is what the function makes of it."""
        function, wanted = chosen[-1], pattern(chosen[0], base)
        if isinstance(function, Function) and wanted is not None:
            yield wanted.sub(lambda hit: self._text(function, hit[0]), base, count=MAX_HITS)

    def _text(self, function: Function, given: str) -> str:
        return text_of_value(one(self.entered(function, [given]))) or ""

    def entered(self, function: Function, arguments: Sequence[Value] = ()) -> list[Value]:
        """What a function returns, be it of this file or of another."""
        if function.home is None or function.home is self._values:
            return self.returned(function.node, arguments)
        return function.home.visited(function.node, self._values.sent(arguments))

    def _all_of(self, function: Node, ways: Callable[[Node], list[Node]]) -> list[Value]:
        """What a function gives by any of its returns or yields."""
        if function.id not in self._ways:
            self._ways[function.id] = ways(function)[:MAX_WAYS]
        found: list[Value] = []
        for node in self._ways[function.id]:
            found += [value for value in self._values.of(node) if value not in found]
        return found

    def returned(self, function: Node, arguments: Sequence[Value] = ()) -> list[Value]:
        """What a function of this file returns: the value of its expression or its return statements."""
        body = function.child_by_field_name("body")
        if body is None or not self._values.step():
            return []
        before = dict(self._values.bound)
        for index, (binding, rest) in enumerate(_plain_parameters(function)):
            if binding is not None and rest:
                self._values.bound[binding.id] = [Items(tuple(arguments[index:]))]
            elif binding is not None and index < len(arguments) and arguments[index] is not None:
                self._values.bound[binding.id] = [arguments[index]]
        try:
            if is_generator(function):
                return [Items(tuple(self._all_of(function, yielded)), any_order=True)]
            if body.type != "statement_block":
                return self._values.of(body)
            return self._all_of(function, given_back)
        finally:
            self._values.bound = before


def _plain_parameters(function: Node) -> list[tuple[Node | None, bool]]:
    """The names that parameters are bound to as they are, and whether that is the rest of them."""
    single = function.child_by_field_name("parameter")
    if single is not None:
        return [(single, False)]
    listed = function.child_by_field_name("parameters")
    found: list[tuple[Node | None, bool]] = []
    for parameter in listed.named_children if listed is not None else []:
        pattern = parameter.child_by_field_name("pattern")
        rest = pattern is not None and pattern.type == "rest_pattern"
        if pattern is not None and rest:
            pattern = pattern.named_children[0] if pattern.named_children else None
        found.append((pattern if pattern is not None and pattern.type == "identifier" else None, rest))
    return found


def one(values: Sequence[Value]) -> Value:
    return values[0] if values else None
