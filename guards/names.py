"""Where a name takes its value from, as data: declarations, assignments, destructuring, loops, imports,
parameters of functions whose calls are in the file. Syntax only: guards/values.py evaluates it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from tree_sitter import Node

from guards.paths import Path
from guards.scopes import FUNCTIONS, Step, ancestors, is_binding, origin, parameter_index, scope
from guards.text import WRAPPERS, text_of
from guards.words import Words


@dataclass(frozen=True, slots=True)
class Expression:
    """The value of this expression."""

    node: Node


@dataclass(frozen=True, slots=True)
class Imported:
    path: Path


@dataclass(frozen=True, slots=True)
class Declared:
    """A function of the file."""

    function: Node


@dataclass(frozen=True, slots=True)
class Looped:
    """What a `for` loop goes over, one by one. `keys`: for … in."""

    over: Node | None
    keys: bool


@dataclass(frozen=True, slots=True)
class Passed:
    """An argument of a call. `spread`: of f.apply(…), whose second argument lists them."""

    call: Node
    index: int
    spread: bool = False


@dataclass(frozen=True, slots=True)
class Handed:
    """What a call hands to a function that it is given: a parameter of that function, by its index."""

    call: Node
    index: int


Origin: TypeAlias = Expression | Imported | Declared | Looped | Passed | Handed


@dataclass(frozen=True, slots=True)
class Given:
    """All that a pattern (or a plain name) may be given, and the steps from there to the name in it."""

    origins: list[Origin]
    steps: list[Step]


class Names:
    def __init__(self, words: Words) -> None:
        self._words = words

    def bindings(self, node: Node) -> list[Node]:
        """The bindings that an identifier at this place means: those of the innermost scope that has any."""
        reached = [(scope(other), other) for other in self._words.leaves(text_of(node)) if is_binding(other)]
        seen = [(reach, other) for reach, other in reached if reach[0] <= node.start_byte < reach[1]]
        innermost = max((reach[0] for reach, _ in seen), default=0)
        return [other for reach, other in seen if reach[0] == innermost]

    def given(self, binding: Node) -> Given:
        holder, steps = origin(binding)
        return Given(list(self._origins(holder, binding)), steps)

    def destructured(self, key: Node) -> Given | None:
        """What the object pattern around a key takes its properties from; None if there is no pattern."""
        pair = next((at for at in ancestors(key) if at.type == "pair_pattern"), None)
        if key.type == "shorthand_property_identifier_pattern":
            holder, steps = origin(key)
            steps = steps[:-1]
        elif pair is not None:
            holder, steps = origin(pair)
        else:
            return None
        return Given(list(self._origins(holder, key)), steps)

    def assigned(self, name: str) -> Iterator[tuple[str, Node | None]]:
        """Assignments to a name, wherever they stand: "=" or "+=" and so on, and the right side."""
        for other in self._words.leaves(name):
            parent = other.parent
            if parent is None or parent.child_by_field_name("left") != other:
                continue
            if parent.type == "assignment_expression":
                yield "=", parent.child_by_field_name("right")
            elif parent.type == "augmented_assignment_expression":
                yield "+=", parent.child_by_field_name("right")

    def set_elsewhere(self, member: Node, base: str, key: str) -> Iterator[Node | None]:
        """The right sides of `base.key = …`, other than this member's."""
        for other in self._words.leaves(key):
            target = other.parent
            if target is None or target.type != "member_expression" or target == member:
                continue
            to = target.parent
            if to is None or to.type != "assignment_expression" or to.child_by_field_name("left") != target:
                continue
            owner = target.child_by_field_name("object")
            if owner is not None and text_of(owner) == base:
                yield to.child_by_field_name("right")

    def _origins(self, holder: Node | None, binding: Node) -> Iterator[Origin]:
        if holder is None:
            return
        match holder.type:
            case "variable_declarator":
                yield from _expression(holder.child_by_field_name("value"))
            case "assignment_expression":
                yield from _expression(holder.child_by_field_name("right"))
            case "for_in_statement":
                keys = any(child.type == "in" for child in holder.children)
                yield Looped(holder.child_by_field_name("right"), keys)
            case "import_specifier" | "import_clause" | "namespace_import":
                yield from _imported(holder, binding)
            case "required_parameter" | "optional_parameter" | "arrow_function":
                if holder.type != "arrow_function":
                    yield from _expression(holder.child_by_field_name("value"))
                function = next((at for at in [holder, *ancestors(holder)] if at.type in FUNCTIONS), None)
                yield from self._arguments(function, binding)
            case "function_declaration" | "generator_function_declaration":
                yield Declared(holder)
            case _:
                pass

    def _arguments(self, function: Node | None, binding: Node) -> Iterator[Origin]:
        """What the calls in this file pass for a parameter."""
        index = parameter_index(function, binding) if function is not None else None
        if function is None or index is None:
            return
        outer = _outermost(function)
        call = outer.parent
        if call is not None and call.type == "call_expression":
            yield Passed(call, index)
        elif call is not None and call.type == "arguments" and call.parent is not None:
            yield Handed(call.parent, index)
        for name in _names_of(function):
            for node in self._words.leaves(name):
                if node.parent is not None and not is_binding(node):
                    yield from _argument(node, node.parent, index)


def _argument(name: Node, parent: Node, index: int) -> Iterator[Origin]:
    """Where the function's name is used: called, handed to a call, or called by call, bind and apply."""
    call = parent.parent
    if parent.type == "call_expression" and parent.child_by_field_name("function") == name:
        yield Passed(parent, index)
    elif parent.type == "arguments" and call is not None:
        yield Handed(call, index)
    elif parent.type == "member_expression" and call is not None and call.type == "call_expression":
        if text_of(parent).endswith((".call", ".bind")):
            yield Passed(call, index + 1)
        elif text_of(parent).endswith(".apply"):
            yield Passed(call, index, spread=True)


def _expression(node: Node | None) -> Iterator[Origin]:
    if node is not None:
        yield Expression(node)


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


def _imported(holder: Node, binding: Node) -> Iterator[Origin]:
    statement = next((at for at in [holder, *ancestors(holder)] if at.type == "import_statement"), None)
    module = statement.child_by_field_name("source") if statement is not None else None
    if module is None:
        return
    package = "@" + text_of(module)[1:-1]
    if holder.type != "import_specifier":
        yield Imported(Path((package,)))
        return
    name = holder.child_by_field_name("name") or binding
    exported = text_of(name).strip("'\"")
    yield Imported(Path((package,)) if exported == "default" else Path((package, exported)))
