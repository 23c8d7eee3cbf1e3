"""Where a name takes its value from, as data: declarations, assignments, destructuring, loops, imports,
parameters of functions whose calls are in the file. Syntax only: guards/values.py evaluates it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeAlias

from tree_sitter import Node

from guards.paths import EVENT, WINDOW, WINDOW_EVENT, Path, file_of
from guards.scopes import FUNCTIONS, Step, ancestors, is_binding, origin, parameter_index, scope
from guards.shapes import thrown
from guards.text import WRAPPERS, text_of
from guards.words import Words

MAX_PUT = 24
_PUTTING = ("push", "unshift", "add", "set", "append", "splice", "fill")
_PUTTING_INTO = ("Object.assign", "Object.defineProperty", "Reflect.set", "Object.defineProperties")
_ELEMENT_MAKERS = ("createElement", "cloneElement", "jsx", "jsxs")


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
    """An argument of a call. `spread`: of f.apply(…), whose second argument lists them. `rest`: this one and
    those behind it."""

    call: Node
    index: int
    spread: bool = False
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Handed:
    """What a call hands to a function that it is given: a parameter of that function, by its index."""

    call: Node
    index: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The props that an element passes to its component."""

    element: Node


@dataclass(frozen=True, slots=True)
class Abroad:
    """What another file gives to an exported function's parameter: its name there, and which parameter."""

    name: str
    index: int
    home: Any


Origin: TypeAlias = Expression | Imported | Declared | Looped | Passed | Handed | Shown | Abroad


@dataclass(frozen=True, slots=True)
class Given:
    """All that a pattern (or a plain name) may be given, and the steps from there to the name in it."""

    origins: list[Origin]
    steps: list[Step]


class Names:
    def __init__(self, words: Words) -> None:
        self._words = words
        self.abroad: Callable[[Node, int], Iterator[Abroad]] = lambda _function, _index: iter(())
        self._put: dict[str, list[Node]] = {}
        self._set: dict[str, list[tuple[str, Node, Node | None]]] = {}
        self._assigned: dict[str, list[tuple[str, Node | None]]] = {}
        self._reached: dict[str, list[tuple[tuple[int, int], Node]]] = {}

    def bindings(self, node: Node) -> list[Node]:
        """The bindings that an identifier at this place means: those of the innermost scope that has any."""
        name = text_of(node)
        if name not in self._reached:
            bound = [other for other in self._words.leaves(name) if is_binding(other)]
            self._reached[name] = [(scope(other), other) for other in bound]
        reached = self._reached[name]
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

    def assigned(self, name: str) -> list[tuple[str, Node | None]]:
        """Assignments to a name, wherever they stand: "=" or "+=" and so on, and the right side."""
        if name not in self._assigned:
            self._assigned[name] = list(self._assignments(name))
        return self._assigned[name]

    def _assignments(self, name: str) -> Iterator[tuple[str, Node | None]]:
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
        if key not in self._set:
            self._set[key] = list(self._settings(key))
        for owner, target, right in self._set[key]:
            if owner == base and target != member:
                yield right

    def _settings(self, key: str) -> Iterator[tuple[str, Node, Node | None]]:
        for other in self._words.leaves(key):
            target = other.parent
            to = target.parent if target is not None and target.type == "member_expression" else None
            if target is None or to is None or to.type != "assignment_expression":
                continue
            owner = target.child_by_field_name("object")
            if owner is not None and to.child_by_field_name("left") == target:
                yield text_of(owner), target, to.child_by_field_name("right")

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
            case "enum_declaration" | "class_declaration":
                yield Expression(holder)
            case "catch_clause":
                yield from map(Expression, thrown(self._words.tree.root_node))
            case _:
                pass

    def _arguments(self, function: Node | None, binding: Node) -> Iterator[Origin]:
        """What the calls in this file pass for a parameter."""
        index = parameter_index(function, binding) if function is not None else None
        if function is None or index is None:
            return
        outer = _outermost(function)
        call = outer.parent
        if index == 0 and (event := _event_of(function)) is not None:
            yield Imported(event)
        if _is_rest(function, index):
            yield from (replace(each, rest=True) for each in self._passed(function, index))
            return
        if call is not None and call.type == "call_expression":
            yield Passed(call, index)
        elif call is not None and call.type == "arguments" and call.parent is not None:
            yield Handed(call.parent, index)
        for name in _names_of(function):
            for node in self._words.leaves(name):
                if node.parent is not None and not is_binding(node):
                    yield from argument(node, node.parent, index)
                    if index == 0 and (event := _event_of(node)) is not None:
                        yield Imported(event)

        yield from self.abroad(function, index)

    def passed_to(self, name: str, index: int) -> Iterator[Origin]:
        """What the calls and elements of a name in this file pass for a parameter."""
        for node in self._words.leaves(name):
            if node.parent is not None and not is_binding(node):
                yield from argument(node, node.parent, index)

    def _passed(self, function: Node, index: int) -> Iterator[Passed]:
        for name in _names_of(function):
            for node in self._words.leaves(name):
                call = node.parent
                if call is not None and call.type == "call_expression" and not is_binding(node):
                    yield Passed(call, index)

    def put(self, name: str) -> list[Node]:
        """What is put into a container of this name later: o[k] = x, list.push(x), map.set(k, x)."""
        if name not in self._put:
            self._put[name] = list(islice(self._puts(name), MAX_PUT))
        return self._put[name]

    def _puts(self, name: str) -> Iterator[Node]:
        for node in self._words.leaves(name):
            parent = node.parent
            if parent is None:
                continue
            to, call = parent.parent, None
            if parent.type == "subscript_expression" and parent.child_by_field_name("object") == node:
                if (
                    to is not None
                    and to.type == "assignment_expression"
                    and (to.child_by_field_name("left") == parent)
                ):
                    yield from filter(None, [to.child_by_field_name("right")])
            elif parent.type == "member_expression" and parent.child_by_field_name("object") == node:
                key = parent.child_by_field_name("property")
                call = to if key is not None and text_of(key) in _PUTTING else None
            elif parent.type == "arguments" and parent.named_children[:1] == [node]:
                callee = to.child_by_field_name("function") if to is not None else None
                call = to if callee is not None and text_of(callee) in _PUTTING_INTO else None
            arguments = call.child_by_field_name("arguments") if call is not None else None
            if arguments is not None and call is not None and call.type == "call_expression":
                yield from (each for each in arguments.named_children if each != node)


def argument(name: Node, parent: Node, index: int) -> Iterator[Origin]:
    """Where the function's name is used: called, handed to a call, or called by call, bind and apply."""
    call = parent.parent
    if parent.type == "call_expression" and parent.child_by_field_name("function") == name:
        yield Passed(parent, index)
    elif parent.type in ("jsx_opening_element", "jsx_self_closing_element"):
        yield from [Shown(parent)] if parent.child_by_field_name("name") == name and index == 0 else []
    elif parent.type == "arguments" and call is not None:
        made = call.child_by_field_name("function")
        if made is not None and index == 0 and text_of(made).rpartition(".")[2] in _ELEMENT_MAKERS:
            yield Passed(call, 1)
        else:
            yield Handed(call, index)
    elif parent.type == "member_expression" and call is not None and call.type == "call_expression":
        if text_of(parent).endswith((".call", ".bind")):
            yield Passed(call, index + 1)
        elif text_of(parent).endswith(".apply"):
            yield Passed(call, index, spread=True)


def _event_of(function: Node) -> Path | None:
    """The event that a function handles, where it is handed to onClick={…} or to addEventListener."""
    outer = _outermost(function)
    parent = outer.parent
    if parent is None:
        return None
    if parent.type == "jsx_attribute":
        name = text_of(parent.named_children[0])
        return EVENT if name.startswith("on") and name[2:3].isupper() else None
    own = function.child_by_field_name("name")
    if function.type == "method_definition" and own is not None and text_of(own) == "handleEvent":
        return WINDOW_EVENT
    call = parent.parent if parent.type == "arguments" else None
    callee = call.child_by_field_name("function") if call is not None else None
    if callee is None or not text_of(callee).endswith("addEventListener"):
        return None
    base = callee.child_by_field_name("object")
    return WINDOW_EVENT if base is None or text_of(base) in WINDOW else EVENT


def _is_rest(function: Node, index: int) -> bool:
    listed = function.child_by_field_name("parameters")
    parameters = listed.named_children if listed is not None else []
    pattern = parameters[index].child_by_field_name("pattern") if index < len(parameters) else None
    return pattern is not None and pattern.type == "rest_pattern"


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
        of_file = file_of(package) is not None and holder.type != "namespace_import"
        yield Imported(Path((package, "default")) if of_file else Path((package,)))
        return
    name = holder.child_by_field_name("name") or binding
    exported = text_of(name).strip("'\"")
    whole = exported == "default" and file_of(package) is None
    yield Imported(Path((package,)) if whole else Path((package, exported)))
