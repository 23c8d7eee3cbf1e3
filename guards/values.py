"""What an expression may stand for: constants folded, names followed to what they were given. Pure.

`Values.of` says every value it can tell, as an Items, a string, a Path from the global object and so on; what
it cannot tell is left out, never guessed. Follows declarations, assignments, destructuring with defaults,
parameters of functions whose calls it sees, returned values, React's state and refs.
Bounded: one scan takes at most MAX_STEPS, however the code is nested. Called by guards/tree.py and rules.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from typing import TYPE_CHECKING

from tree_sitter import Node

from guards import folds
from guards.folds import Fields, Function, Items, Later, Path, Value
from guards.scopes import FUNCTIONS, Step, ancestors, is_binding, origin, parameter_index, scope
from guards.text import text_of, unescaped

if TYPE_CHECKING:
    from guards.tree import Source

MAX_STEPS = 6000
MAX_DEPTH = 40
MAX_SETTLED_CHARS = 2000
MAX_VALUES = 8
WINDOW = ("window", "globalThis", "self", "frames", "global")
_UNKNOWN = Path(("?",))
WRAPPERS = {
    "parenthesized_expression", "non_null_expression", "as_expression", "satisfies_expression",
    "await_expression", "jsx_expression", "yield_expression",
}  # fmt: skip

_READ_WHOLE = {"join", "toString", "toLocaleString", "reduce", "reduceRight"}


class Values:
    def __init__(self, source: "Source") -> None:
        self._source = source
        self._known: dict[int, list[Value]] = {}
        self._open: set[int] = set()
        self._steps = 0
        self._bound: dict[int, list[Value]] = {}  # parameters' bindings while a function is being called

    def of(self, node: Node | None) -> list[Value]:
        """Everything the expression may be, as far as it can be told."""
        if node is None:
            return []
        known = self._known.get(node.id)
        if known is not None and not self._bound:
            return known
        self._steps += 1
        if self._steps > MAX_STEPS or node.id in self._open or len(self._open) > MAX_DEPTH:
            return []
        self._open.add(node.id)
        try:
            found = list(islice(_distinct(self._now(self._of(node))), MAX_VALUES))
        finally:
            self._open.discard(node.id)
        if not self._bound:
            self._known[node.id] = found
        return found

    def _now(self, values: Iterable[Value]) -> Iterator[Value]:
        for value in values:
            if isinstance(value, Later):
                yield from self.of(value.node)
            else:
                yield value

    def _settled(self, value: Value) -> Value:
        """With every element evaluated: what a method of the language works on."""
        match value:
            case Later():
                return self._settled(_one(self.of(value.node)))
            case Items() if any(isinstance(each, Later | Items) for each in value.values):
                return Items(tuple(map(self._settled, value.values)), value.any_order)
            case Fields() if any(isinstance(each, Later) for each in value.values.values()):
                return Fields({key: self._settled(each) for key, each in value.values.items()})
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
                yield from _number(text_of(node))
            case "identifier" | "shorthand_property_identifier":
                yield from self.name(node)
            case "this":
                yield from [] if _in_class(node) else [Path(())]
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
                yield from self._call(node)
            case "import":
                yield Path(("import",))
            case _ if kind in FUNCTIONS:
                yield Function(node)
            case _:
                pass

    # Names

    def name(self, node: Node) -> Iterator[Value]:
        """What an identifier stands for at its place; a Path of its own name if the file does not bind it."""
        name = text_of(node)
        bindings = self.bindings(node)
        if not bindings:
            yield Path(()) if name in WINDOW else Path((name,))
            return
        given: list[Value] = []
        for binding in bindings:
            given += self._bound[binding.id] if binding.id in self._bound else self._given(binding)
        for other in self._source.words(name):
            parent = other.parent
            if parent is None or parent.child_by_field_name("left") != other:
                continue
            right = self.of(parent.child_by_field_name("right"))
            if parent.type == "assignment_expression":
                given += right
            elif parent.type == "augmented_assignment_expression":
                given += list(self._sums([given[-MAX_VALUES:], right]))
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
            yield from self.of(step.default)

    def _held(self, holder: Node | None, binding: Node) -> Iterator[Value]:
        """What is given to the whole pattern (or the plain name) that a binding is part of."""
        if holder is None:
            return
        match holder.type:
            case "variable_declarator":
                yield from self.of(holder.child_by_field_name("value"))
            case "assignment_expression":
                yield from self.of(holder.child_by_field_name("right"))
            case "for_in_statement":
                yield from self._looped(holder)
            case "import_specifier" | "import_clause" | "namespace_import":
                yield from _imported(holder, binding)
            case "required_parameter" | "optional_parameter" | "arrow_function":
                if holder.type != "arrow_function":
                    yield from self.of(holder.child_by_field_name("value"))
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
            given += self.of(step.default)
        return self._walk(given, steps)

    def _walk(self, values: Sequence[Value], steps: Sequence[Step]) -> list[Value]:
        for step in steps:
            fresh: list[Value] = []
            for value in values or [_UNKNOWN]:
                if step.index is not None:
                    fresh += self._reach(value, step.index)
                elif step.key is None:
                    fresh.append(value)
                else:
                    key = step.key if isinstance(step.key, str) else None
                    keys: Sequence[Value] = [key] if key is not None else self.key(step.key)
                    fresh += [made for each in keys for made in self._reach(value, each)]
            values = fresh
        return list(values)

    def key(self, node: "Node | str | None") -> list[Value]:
        if isinstance(node, str):
            return [node]
        if node is not None and node.type == "property_identifier":
            return [unescaped(text_of(node))]
        return self.of(node)

    def _looped(self, loop: Node) -> list[Value]:
        over = self.of(loop.child_by_field_name("right"))
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
            yield from self._pick(self._arguments(call), index)
        elif call is not None and call.type == "arguments" and call.parent is not None:
            yield from self._passed_to(call.parent, index)
        for name in _names_of(function):
            for node in self._source.words(name):
                parent = node.parent
                if parent is None or is_binding(node):
                    continue
                if parent.type == "call_expression" and parent.child_by_field_name("function") == node:
                    yield from self._pick(self._arguments(parent), index)
                elif parent.type == "arguments" and parent.parent is not None:
                    yield from self._passed_to(parent.parent, index)
                elif parent.type == "member_expression" and (called := parent.parent) is not None:
                    if called.type == "call_expression" and text_of(parent).endswith((".call", ".bind")):
                        yield from self._pick(self._arguments(called), index + 1)
                    elif called.type == "call_expression" and text_of(parent).endswith(".apply"):
                        for listed in self._pick(self._arguments(called), 1):
                            yield from self._reach(listed, index)

    def _passed_to(self, call: Node, index: int) -> Iterator[Value]:
        """A function given to a call gets, likely, what the call is about: the elements of an array, a
        promise's value, the other arguments."""
        callee = call.child_by_field_name("function") or call.child_by_field_name("constructor")
        base = callee.child_by_field_name("object") if callee is not None else None
        for value in self.of(base):
            if isinstance(value, Items):
                yield from value.values if index < 2 else []
            elif (
                isinstance(value, Path)
                and index == 0
                and callee is not None
                and text_of(callee).endswith(".then")
            ):
                yield value
        for values in self._arguments(call):
            yield from (value for value in values if isinstance(value, Path | Items))

    @staticmethod
    def _pick(arguments: Sequence[Sequence[Value]], index: int) -> Sequence[Value]:
        return arguments[index] if index < len(arguments) else []

    # Expressions

    def _text(self, node: Node) -> Iterator[Value]:
        if node.type == "string":
            yield unescaped(text_of(node)[1:-1])
            return
        parts: list[list[Value]] = []
        at = node.start_byte + 1
        for child in node.named_children:
            if child.type == "template_substitution":
                parts.append([unescaped(self._source.slice(at, child.start_byte))])
                parts.append(self.of(child.named_children[0]) if child.named_children else [])
                at = child.end_byte
        parts.append([unescaped(self._source.slice(at, max(at, node.end_byte - 1)))])
        yield from self._sums(parts)

    def _sums(self, parts: Sequence[Sequence[Value]]) -> Iterator[Value]:
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
                yield from self._sums([self.of(left), self.of(right)])
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
                    _one(self._returned(child)) if getter else Function(child)
                )
            elif child.type == "spread_element" and child.named_children:
                for value in self.of(child.named_children[0]):
                    fields |= value.values if isinstance(value, Fields) else {}
        return Fields(fields)

    def _member(self, node: Node) -> Iterator[Value]:
        base = node.child_by_field_name("object")
        key = node.child_by_field_name("property") or node.child_by_field_name("index")
        for value in self.of(base) or [_UNKNOWN]:
            for each in self.key(key) or [None]:
                yield from self._reach(value, each)
        if key is not None and node.type == "member_expression" and base is not None:
            yield from self._assigned(node, base, text_of(key))

    def _assigned(self, node: Node, base: Node, key: str) -> Iterator[Value]:
        """What `o.key` was set to elsewhere in the file."""
        name = text_of(base)
        for other in self._source.words(key):
            target = other.parent
            if target is None or target.type != "member_expression" or target == node:
                continue
            to = target.parent
            if to is None or to.type != "assignment_expression" or to.child_by_field_name("left") != target:
                continue
            owner = target.child_by_field_name("object")
            if owner is not None and text_of(owner) == name:
                yield from self.of(to.child_by_field_name("right"))

    def _reach(self, base: Value, key: Value) -> list[Value]:
        """base[key]; a key that cannot be told is `*` behind a Path."""
        if isinstance(base, Later):
            return [made for each in self.of(base.node) for made in self._reach(each, key)]
        if isinstance(base, Path):
            name = folds.text_of_value(key)
            if not base.keys and name in WINDOW:
                return [base]
            if name == "ownerDocument":
                return [Path(("document",))]
            if name == "defaultView":
                return [Path(())]
            return [Path((*base.keys[-12:], "*" if name is None else name))]
        known = list(islice(self._now(folds.element(base, key)), MAX_VALUES))
        name = folds.text_of_value(key)
        return known or [Path(("?", "*" if name is None else name))]

    # Calls

    def _arguments(self, call: Node) -> list[list[Value]]:
        listed = call.child_by_field_name("arguments")
        if listed is None:
            return []
        if listed.type == "template_string":
            return [self.of(listed)]
        found: list[list[Value]] = []
        for child in islice(listed.named_children, folds.MAX_ITEMS):
            if child.type == "spread_element" and child.named_children:
                for value in self.of(child.named_children[0])[:1]:
                    found += [[each] for each in value.values] if isinstance(value, Items) else []
                    letters: Sequence[Value] = list(value) if isinstance(value, str) else []
                    found += [[each] for each in letters]
            elif child.type != "comment":
                found.append(self.of(child))
        return found

    def _call(self, node: Node) -> Iterator[Value]:
        callee = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        if callee is None:
            return
        arguments = self._arguments(node)
        chosen = [_one(each) for each in arguments]
        plain = all(not isinstance(value, Items | Fields) for value in chosen)
        if not plain and len(text_of(node)) < MAX_SETTLED_CHARS:
            chosen = [self._settled(value) for value in chosen]
        while callee.type == "parenthesized_expression" and callee.named_children:
            callee = callee.named_children[-1]
        if callee.type in ("member_expression", "subscript_expression"):
            base = callee.child_by_field_name("object")
            key = callee.child_by_field_name("property") or callee.child_by_field_name("index")
            for value in self.of(base):
                for name in self.key(key):
                    needed = isinstance(value, Items) and name in _READ_WHOLE
                    yield from self._method(self._settled(value) if needed else value, str(name), chosen)
        for value in self.of(callee):
            if isinstance(value, Path):
                yield from self._known_call(value.keys, chosen)
            elif isinstance(value, Function):
                yield from self._returned(value.node, chosen)

    def _known_call(self, path: tuple[str, ...], chosen: Sequence[Value]) -> Iterator[Value]:
        if path == ("Reflect", "get") and len(chosen) > 1:
            yield from self._reach(chosen[0], chosen[1])
        elif path in (("Object", "getPrototypeOf"), ("Reflect", "getPrototypeOf")):
            yield Path(("?", "__proto__"))
        elif path[-1:] in (("useMemo",), ("useCallback",)) and chosen and isinstance(chosen[0], Function):
            yield from self._returned(chosen[0].node)
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
                total = _one(self._returned(first.node, [total, each]))
            yield total
        elif name in ("call", "apply") and isinstance(base, Function):
            rest = chosen[1:]
            if name == "apply" and rest and isinstance(rest[0], Items):
                rest = rest[0].values
            yield from self._returned(base.node, rest)
        elif name in ("call", "apply") and isinstance(base, Path):
            rest = chosen[1:]
            if name == "apply" and rest and isinstance(rest[0], Items):
                rest = rest[0].values
            yield from folds.called(base.keys, rest)
        elif name == "bind":
            yield base
        elif name == "then" and isinstance(first, Function):
            yield from self._returned(first.node, [base])
        else:
            yield from folds.method(base, name, chosen)

    def _each(self, base: Value, function: Value) -> Iterator[Value]:
        values = base.values if isinstance(base, Items) else tuple(base) if isinstance(base, str) else ()
        if isinstance(function, Function):
            made = [_one(self._returned(function.node, [self._settled(each)])) for each in values[:40]]
        elif isinstance(function, Path):
            made = [_one(folds.called(function.keys, [self._settled(each)])) for each in values[:40]]
        else:
            return
        yield Items(tuple(made), any_order=isinstance(base, Items) and base.any_order)

    def _returned(self, function: Node, arguments: Sequence[Value] = ()) -> list[Value]:
        """What a function of this file returns: the value of its expression or its return statements."""
        body = function.child_by_field_name("body")
        if body is None:
            return []
        before = dict(self._bound)
        for index, binding in enumerate(_plain_parameters(function)):
            if binding is not None and index < len(arguments) and arguments[index] is not None:
                self._bound[binding.id] = [arguments[index]]
        try:
            if body.type != "statement_block":
                return self.of(body)
            returns = [at for at in body.named_children if at.type == "return_statement"]
            return [
                value
                for at in returns
                for value in self.of(at.named_children[0] if at.named_children else None)
            ]
        finally:
            self._bound = before


def _plain_parameters(function: Node) -> list[Node | None]:
    single = function.child_by_field_name("parameter")
    if single is not None:
        return [single]
    listed = function.child_by_field_name("parameters")
    patterns = (
        [each.child_by_field_name("pattern") for each in listed.named_children] if listed is not None else []
    )
    return [each if each is not None and each.type == "identifier" else None for each in patterns]


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


def _in_class(node: Node) -> bool:
    return any(at.type in ("class_body", "method_definition", "object") for at in ancestors(node))


def _number(text: str) -> Iterator[Value]:
    digits = text.replace("_", "").lower()
    try:
        yield int(digits, 0) if not digits.isdecimal() else int(digits)
    except ValueError:
        try:
            yield float(digits)
        except ValueError:
            return


def _one(values: Sequence[Value]) -> Value:
    return values[0] if values else None


def _distinct(values: Iterator[Value]) -> Iterator[Value]:
    seen: list[Value] = []
    for value in values:
        if value is not None and value not in seen:
            seen.append(value)
            yield value
