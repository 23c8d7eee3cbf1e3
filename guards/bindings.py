"""What a name stands for at its place: the values of what it is given, walked through patterns. Pure.

guards/names.py says where a name takes its value from; expressions are evaluated by who holds this,
guards/values.py.
"""

from collections.abc import Iterable, Iterator, Sequence

from tree_sitter import Node

from guards import folds, shapes
from guards.calls import Calls, Evaluation
from guards.kinds import Fields, Function, Items, Later, Value, text_of_value
from guards.names import (
    Abroad,
    Declared,
    Expression,
    Given,
    Handed,
    Imported,
    Looped,
    Names,
    Origin,
    Passed,
    Shown,
)
from guards.paths import UNKNOWN, free
from guards.scopes import Step
from guards.text import text_of

MAX_VALUES = 8
MAX_WHOLE = 16


class Bindings:
    def __init__(self, values: Evaluation, names: Names, calls: Calls) -> None:
        self._values = values
        self._names = names
        self._calls = calls

    def name(self, node: Node) -> Iterator[Value]:
        """What an identifier stands for at its place; a Path of its own name if the file does not bind it."""
        name = text_of(node)
        bindings = self._names.bindings(node)
        if not bindings:
            yield free(name)
            return
        given: list[Value] = []
        for binding in bindings:
            if binding.id in self._values.bound:
                given += self._values.bound[binding.id]
            else:
                given += self._given(self._names.given(binding))
        for at, (operator, right) in enumerate(self._names.assigned(name)):
            values = self._values.of(right)
            given += values if operator == "=" else self._values.sums([given[-MAX_VALUES:], values])
            if operator == "+=" and at < MAX_WHOLE:
                given += self._values.sums([given[:MAX_VALUES], self._whole(right)])
        if any(isinstance(value, Items | Fields) for value in given) and (put := self._names.put(name)):
            given.append(Items(tuple(map(Later, put)), any_order=True))
        yield from given[-4 * MAX_VALUES :]

    def _whole(self, part: Node | None) -> list[Value]:
        """What a loop adds up that goes through an array or a text, of which `part` is one element."""
        if part is None:
            return []
        over: list[Value] = []
        if part.type == "subscript_expression":
            over = self._values.of(part.child_by_field_name("object"))
        elif part.type == "identifier":
            for binding in self._names.bindings(part):
                for each in self._names.given(binding).origins:
                    if isinstance(each, Looped):
                        over += self._values.of(each.over)
                    elif isinstance(each, Handed):
                        callee = each.call.child_by_field_name("function")
                        over += self._values.of(
                            callee.child_by_field_name("object") if callee is not None else None
                        )
        settled = [self._values.settled(value) for value in over if isinstance(value, Items | str)]
        return [
            text if isinstance(value, str) else "".join(text_of_value(each) or "" for each in value.values)
            for value in settled
            if isinstance(value, Items | str) and (text := text_of_value(value)) is not None
        ]

    def destructured(self, key: Node) -> list[Value]:
        """What the object pattern around a key takes its properties from."""
        given = self._names.destructured(key)
        if given is None:
            return []
        values = self._all(given.origins)
        for step in given.steps[-1:]:
            values += self._values.of(step.default)
        return self._walk(values, given.steps)

    def _given(self, given: Given) -> Iterator[Value]:
        yield from self._walk(self._all(given.origins), given.steps)
        for step in given.steps:
            yield from self._values.of(step.default)

    def _all(self, origins: Sequence[Origin]) -> list[Value]:
        return [value for each in origins for value in self._origin(each)]

    def _origin(self, origin: Origin) -> Iterable[Value]:
        match origin:
            case Expression():
                return self._values.of(origin.node)
            case Imported():
                return self._values.linked(origin.path)
            case Abroad(name, index, home):
                return home.given_to(name, index)
            case Declared():
                return [Function(origin.function)]
            case Looped():
                return [
                    each
                    for value in self._values.of(origin.over)
                    for each in [*folds.looped(value, origin.keys), *self._values.iterated(value)]
                ]
            case Shown():
                return [self._props(origin.element)]
            case Passed(call, index, spread=False, rest=rest):
                return self._calls.passed(call, index, rest=rest)
            case Passed(call, index):
                return [
                    made for each in self._calls.passed(call, 1) for made in self._values.reach(each, index)
                ]
            case Handed():
                return self._calls.handed(origin.call, origin.index)

    def _props(self, element: Node) -> Fields:
        fields: dict[str, Value] = {}
        for each in shapes.props(element):
            if isinstance(each, tuple):
                fields[each[0]] = each[1]
            else:
                for value in self._values.of(each):
                    fields |= value.values if isinstance(value, Fields) else {}
        return Fields(fields)

    def given_to(self, name: str, index: int) -> list[Value]:
        """What this file passes for a parameter of a function that it imports."""
        return self._all(list(self._names.passed_to(name, index))[:MAX_WHOLE])

    def _walk(self, values: Sequence[Value], steps: Sequence[Step]) -> list[Value]:
        for step in steps:
            fresh: list[Value] = []
            for value in values or [UNKNOWN]:
                if step.index is not None:
                    fresh += self._values.reach(value, step.index)
                elif step.key is None:
                    fresh.append(value)
                else:
                    fresh += [
                        made
                        for each in self._values.key(step.key)
                        for made in self._values.reach(value, each)
                    ]
            values = fresh
        return list(values)
