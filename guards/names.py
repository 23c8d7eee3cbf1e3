"""Names followed to what they were given: declarations, assignments, destructuring with defaults, parameters
of functions whose calls are in the file, loops, imports. Pure; guards/values.py asks it, and it that.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tree_sitter import Node

from guards.folds import Fields, Function, Items, Path, Value
from guards.scopes import FUNCTIONS, Step, ancestors, is_binding, origin, parameter_index, scope
from guards.text import text_of

if TYPE_CHECKING:
    from guards.tree import Source
    from guards.values import Values

MAX_VALUES = 8
WINDOW = ("window", "globalThis", "self", "frames", "global")
UNKNOWN = Path(("?",))
WRAPPERS = {
    "parenthesized_expression", "non_null_expression", "as_expression", "satisfies_expression",
    "await_expression", "jsx_expression", "yield_expression",
}  # fmt: skip


class Names:
    def __init__(self, source: "Source", values: "Values") -> None:
        self._source = source
        self._values = values

    def name(self, node: Node) -> Iterator[Value]:
        """What an identifier stands for at its place; a Path of its own name if the file does not bind it."""
        name = text_of(node)
        bindings = self.bindings(node)
        if not bindings:
            yield Path(()) if name in WINDOW else Path((name,))
            return
        given: list[Value] = []
        for binding in bindings:
            given += (
                self._values.bound[binding.id] if binding.id in self._values.bound else self._given(binding)
            )
        for other in self._source.words(name):
            parent = other.parent
            if parent is None or parent.child_by_field_name("left") != other:
                continue
            right = self._values.of(parent.child_by_field_name("right"))
            if parent.type == "assignment_expression":
                given += right
            elif parent.type == "augmented_assignment_expression":
                given += list(self._values.sums([given[-MAX_VALUES:], right]))
        yield from given[-4 * MAX_VALUES :]

    def bindings(self, node: Node) -> list[Node]:
        """The bindings that an identifier at this place means: those of the innermost scope that has any."""
        reached = [(scope(other), other) for other in self._source.words(text_of(node)) if is_binding(other)]
        seen = [(reach, other) for reach, other in reached if reach[0] <= node.start_byte < reach[1]]
        innermost = max((reach[0] for reach, _ in seen), default=0)
        return [other for reach, other in seen if reach[0] == innermost]

    def _given(self, binding: Node) -> Iterator[Value]:
        holder, steps = origin(binding)
        yield from self._walk(list(self._held(holder, binding)), steps)
        for step in steps:
            yield from self._values.of(step.default)

    def _held(self, holder: Node | None, binding: Node) -> Iterator[Value]:
        """What is given to the whole pattern (or the plain name) that a binding is part of."""
        if holder is None:
            return
        match holder.type:
            case "variable_declarator":
                yield from self._values.of(holder.child_by_field_name("value"))
            case "assignment_expression":
                yield from self._values.of(holder.child_by_field_name("right"))
            case "for_in_statement":
                yield from self._looped(holder)
            case "import_specifier" | "import_clause" | "namespace_import":
                yield from _imported(holder, binding)
            case "required_parameter" | "optional_parameter" | "arrow_function":
                if holder.type != "arrow_function":
                    yield from self._values.of(holder.child_by_field_name("value"))
                function = next((at for at in [holder, *ancestors(holder)] if at.type in FUNCTIONS), None)
                yield from self._argument(function, binding)
            case "function_declaration" | "generator_function_declaration":
                yield Function(holder)
            case _:
                pass

    def destructured(self, key: Node) -> list[Value]:
        """What the object pattern around a key takes its properties from."""
        pair = next((at for at in ancestors(key) if at.type == "pair_pattern"), None)
        if key.type == "shorthand_property_identifier_pattern":
            holder, steps = origin(key)
            steps = steps[:-1]
        elif pair is not None:
            holder, steps = origin(pair)
        else:
            return []
        given = list(self._held(holder, key))
        for step in steps[-1:]:
            given += self._values.of(step.default)
        return self._walk(given, steps)

    def _walk(self, values: Sequence[Value], steps: Sequence[Step]) -> list[Value]:
        for step in steps:
            fresh: list[Value] = []
            for value in values or [UNKNOWN]:
                if step.index is not None:
                    fresh += self._values.reach(value, step.index)
                elif step.key is None:
                    fresh.append(value)
                else:
                    key = step.key if isinstance(step.key, str) else None
                    keys: Sequence[Value] = [key] if key is not None else self._values.key(step.key)
                    fresh += [made for each in keys for made in self._values.reach(value, each)]
            values = fresh
        return list(values)

    def _looped(self, loop: Node) -> list[Value]:
        over = self._values.of(loop.child_by_field_name("right"))
        keys = any(child.type == "in" for child in loop.children)
        found: list[Value] = []
        for value in over:
            if (isinstance(value, Fields) and keys) or isinstance(value, Items):
                found += value.values
            elif isinstance(value, str):
                found += list(value[:MAX_VALUES])
        return found

    def _argument(self, function: Node | None, binding: Node) -> Iterator[Value]:
        """What the calls in this file pass for a parameter."""
        index = parameter_index(function, binding) if function is not None else None
        if function is None or index is None:
            return
        outer = _outermost(function)
        call = outer.parent
        if call is not None and call.type == "call_expression":
            yield from _pick(self._values.arguments(call), index)
        elif call is not None and call.type == "arguments" and call.parent is not None:
            yield from self._passed_to(call.parent, index)
        for name in _names_of(function):
            for node in self._source.words(name):
                parent = node.parent
                if parent is None or is_binding(node):
                    continue
                if parent.type == "call_expression" and parent.child_by_field_name("function") == node:
                    yield from _pick(self._values.arguments(parent), index)
                elif parent.type == "arguments" and parent.parent is not None:
                    yield from self._passed_to(parent.parent, index)
                elif parent.type == "member_expression" and (called := parent.parent) is not None:
                    if called.type == "call_expression" and text_of(parent).endswith((".call", ".bind")):
                        yield from _pick(self._values.arguments(called), index + 1)
                    elif called.type == "call_expression" and text_of(parent).endswith(".apply"):
                        for listed in _pick(self._values.arguments(called), 1):
                            yield from self._values.reach(listed, index)

    def _passed_to(self, call: Node, index: int) -> Iterator[Value]:
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
        for values in self._values.arguments(call):
            yield from (value for value in values if isinstance(value, Path | Items))


def _pick(arguments: Sequence[Sequence[Value]], index: int) -> Sequence[Value]:
    return arguments[index] if index < len(arguments) else []


def _names_of(function: Node) -> list[str]:
    own = function.child_by_field_name("name")
    names = [text_of(own)] if own is not None else []
    holder = _outermost(function).parent
    if holder is not None and holder.type == "variable_declarator":
        name = holder.child_by_field_name("name")
        names += [text_of(name)] if name is not None and name.type == "identifier" else []
    return names


def _outermost(node: Node) -> Node:
    while node.parent is not None and node.parent.type in WRAPPERS:
        node = node.parent
    return node


def _imported(holder: Node, binding: Node) -> Iterator[Value]:
    statement = next((at for at in [holder, *ancestors(holder)] if at.type == "import_statement"), None)
    module = statement.child_by_field_name("source") if statement is not None else None
    if module is None:
        return
    package = "@" + text_of(module)[1:-1]
    if holder.type != "import_specifier":
        yield Path((package,))
        return
    name = holder.child_by_field_name("name") or binding
    exported = text_of(name).strip("'\"")
    yield Path((package,)) if exported == "default" else Path((package, exported))
