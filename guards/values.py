"""What an expression may stand for: constants folded, names followed to what they were given. Pure.

`Values.of` says every value it can tell, as an Items, a string, a Path from the global object and so on; what
it cannot tell is left out, never guessed. guards/bindings.py says what a name stands for, guards/calls.py
what a call gives, guards/shapes.py what is in a class or an enum. Bounded: one scan takes at most MAX_STEPS,
however the code is nested. Called by guards/tree.py and rules.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, product

from tree_sitter import Node

from guards import folds, shapes
from guards.bindings import MAX_VALUES, Bindings
from guards.calls import Calls, one
from guards.kinds import MAX_ITEMS, Class, Fields, Function, Items, Later, Value, add, text_of_value
from guards.letters import reckoned
from guards.names import Names
from guards.paths import UNKNOWN, Path, below, file_of
from guards.scopes import FUNCTIONS, in_class
from guards.text import WRAPPERS, number, text_of, unescaped
from guards.words import Words

MAX_STEPS = 6000
MAX_DEPTH = 40
MAX_PARENTS = 8
ITERATOR = "@@iterator"


class Values:
    def __init__(self, words: Words, names: Names) -> None:
        self._words = words
        self._names = names
        self._calls = Calls(self)
        self._bindings = Bindings(self, names, self._calls)
        self.destructured = self._bindings.destructured
        self._known: dict[int, list[Value]] = {}
        self._open: set[int] = set()
        self._steps = 0
        self.bound: dict[int, list[Value]] = {}
        self.exported: Callable[[str, str], list[Value]] = lambda _file, _name: []

    @property
    def spent(self) -> bool:
        return self._steps > MAX_STEPS

    def step(self) -> bool:
        """Takes one, of what is not an expression: whether it was left."""
        self._steps += 1
        return not self.spent

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
        if isinstance(value, Later | Items | Fields) and not self.step():
            return None
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
        return [text for value in self.of(node) if (text := self._as_text(value)) is not None]

    def _as_text(self, value: Value) -> str | None:
        """As a key: an array is joined, an object is asked."""
        if isinstance(value, Fields) and isinstance(ask := value.values.get("toString"), Function):
            return text_of_value(one(self._calls.returned(ask.node)))
        return text_of_value(self.settled(value) if isinstance(value, Items) else value)

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
                yield from self._bindings.name(node)
            case "this":
                yield from self._this(node)
            case "enum_declaration":
                yield shapes.enum(node)
            case "class_declaration" | "class":
                yield Class(node)
            case "method_definition" if shapes.is_getter(node):
                yield from self._calls.returned(node)
            case "unary_expression" | "update_expression":
                yield from self._unary(node)
            case "jsx_text":
                yield text_of(node).strip()
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

    def _this(self, node: Node) -> Iterator[Value]:
        owner, literal = shapes.class_of(node), shapes.object_of(node)
        if owner is not None:
            yield self.members(owner[0]) if owner[1] else self.instance(Class(owner[0]))
        elif literal is not None:
            yield self._object(literal)
        elif not in_class(node):
            yield Path(())

    def instance(self, made_of: Class) -> Value:
        """What `new` of a class makes, with what its parents give."""
        home = made_of.home or self
        made = home._inherited(made_of.node, static=False)
        return made if home is self else one(home.sent([made]))

    def members(self, owner: Node) -> Fields:
        """A class's own."""
        name = owner.child_by_field_name("name")
        own = {"name": text_of(name)} if name is not None else {}
        return Fields({**own, **self._inherited(owner, static=True).values})

    def _inherited(self, owner: Node, *, static: bool) -> Fields:
        fields, line = dict[str, Value](), list[Node]()
        while owner not in line and len(line) < MAX_PARENTS:
            line.append(owner)
            parent = next((v for v in self.of(shapes.parent_class(owner)) if isinstance(v, Class)), None)
            if parent is not None:
                owner = parent.node
        for each in reversed(line):
            fields |= shapes.members(each, static=static).values
        return Fields(fields)

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
                total = add(total, each)
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
            case "-" | "*" | "/" | "%" | "|" | "&" | "^" as sign:
                yield reckoned(sign, one(self.of(left)), one(self.of(right)))
            case _:
                pass

    def _unary(self, node: Node) -> Iterator[Value]:
        argument = node.child_by_field_name("argument")
        sign = text_of(node.children[0]) if node.children else ""
        if argument is not None and sign == "+" and argument.type in ("true", "false"):
            yield int(argument.type == "true")
        elif sign in ("-", "+"):
            yield reckoned("-" if sign == "-" else "+", 0, one(self.of(argument)))
        elif node.type == "update_expression":
            yield UNKNOWN

    def _array(self, node: Node) -> Iterator[Value]:
        values: list[Value] = []
        for child in islice(node.named_children, MAX_ITEMS):
            if child.type == "spread_element":
                inner = self.of(child.named_children[0]) if child.named_children else []
                for value in inner[:1]:
                    values += folds.looped(value, keys=False) if isinstance(value, Items) else []
                    values += list(value) if isinstance(value, str) else []
                    values += self.iterated(value)
            elif child.type != "comment":
                values.append(Later(child))
        yield Items(tuple(values[:MAX_ITEMS]))

    def _object(self, node: Node) -> Fields:
        fields: dict[str, Value] = {}
        for child in islice(node.named_children, MAX_ITEMS):
            if child.type == "pair":
                key = child.child_by_field_name("key")
                named = (
                    key.named_children[0] if key is not None and key.type == "computed_property_name" else key
                )
                for name in self.key(named)[:2]:
                    value = child.child_by_field_name("value")
                    fields[_field(name)] = Later(value) if value is not None else None
            elif child.type == "shorthand_property_identifier":
                fields[text_of(child)] = Later(child)
            elif child.type == "method_definition":
                key = child.child_by_field_name("name")
                computed = key is not None and key.type == "computed_property_name"
                name = one(self.key(key.named_children[0])) if key is not None and computed else None
                fields[_field(name) if computed else text_of(key) if key else ""] = (
                    Later(child) if shapes.is_getter(child) else Function(child)
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
        name = text_of_value(key)
        if isinstance(base, Path):
            return self.linked(below(base, name))
        if isinstance(base, Class):
            home = base.home or self
            return self.reach(one(home.sent([home.members(base.node)])), key)
        if isinstance(base, Function) and name == "name":
            named = base.node.child_by_field_name("name")
            return [text_of(named)] if named is not None else [below(UNKNOWN, name)]
        known = list(islice(self._now(folds.element(base, key)), MAX_VALUES))
        return known or [below(UNKNOWN, name)]

    def linked(self, path: Path) -> list[Value]:
        """As it is, or, where it is what another file of the artifact exports, that."""
        file = file_of(path.keys[0]) if path.keys else None
        if file is None or len(path.keys) != 2 or self.spent:
            return [path]
        return self.exported(file, path.keys[1]) or [path]

    def at(self, node: Node) -> list[Value]:
        """Of a name where it is bound, and of any expression."""
        return self.of(node) if node.type != "type_identifier" else list(self._bindings.name(node))

    def sent(self, values: Sequence[Value]) -> list[Value]:
        """For another file: nothing is left to be evaluated, and functions know where they are from. Each
        element is a step: an array of the same array twice, and so on, has no end."""
        return [self._sent(self.settled(value)) for value in values]

    def _sent(self, value: Value) -> Value:
        match value:
            case Function(node, None):
                return Function(node, self)
            case Class(node, None):
                return Class(node, self)
            case Items() | Fields() if not self.step():
                return None
            case Items():
                return Items(tuple(map(self._sent, map(self.settled, value.values))), value.any_order)
            case Fields():
                return Fields({key: self._sent(self.settled(each)) for key, each in value.values.items()})
            case _:
                return value

    def visited(self, function: Node, arguments: Sequence[Value]) -> list[Value]:
        """What a function of this file returns to a caller in another."""
        return self.sent(self._calls.returned(function, arguments))

    def given_to(self, name: str, index: int) -> list[Value]:
        return self.sent(self._bindings.given_to(name, index))

    def iterated(self, value: Value) -> list[Value]:
        """What an object of the program gives to `for … of` and to spreading."""
        maker = value.values.get(ITERATOR) if isinstance(value, Fields) else None
        made = self._calls.returned(maker.node) if isinstance(maker, Function) else []
        return [each for items in made if isinstance(items, Items) for each in items.values]


def _field(key: Value) -> str:
    return ITERATOR if key == Path(("Symbol", "iterator")) else str(text_of_value(key) or key)


def _distinct(values: Iterator[Value]) -> Iterator[Value]:
    seen: list[Value] = []
    for value in values:
        if value is not None and value not in seen:
            seen.append(value)
            yield value
