"""What a declaration or an element is as a value: an enum's and a class's members, a component's props,
what a function hands out. Syntax only: fields are Later, evaluated by guards/values.py when somebody asks.
"""

from collections.abc import Iterator
from itertools import islice

from tree_sitter import Node, Query, QueryCursor

from guards.kinds import MAX_ITEMS, Fields, Function, Later, Value
from guards.parse import LANGUAGE
from guards.scopes import FUNCTIONS, ancestors
from guards.text import text_of, unescaped

MAX_THROWN = 16
_RETURNED = Query(LANGUAGE, "(return_statement (_) @value)")
_YIELDED = Query(LANGUAGE, "(yield_expression (_) @value)")
_THROWN = Query(LANGUAGE, "(throw_statement (_) @value)")


def enum(node: Node) -> Fields:
    """Its members by name, and by number where they have none of their own: K.A, K[0]."""
    body = node.child_by_field_name("body")
    fields: dict[str, Value] = {}
    for at, member in enumerate(islice(body.named_children if body is not None else [], MAX_ITEMS)):
        if member.type == "enum_assignment":
            name, value = member.child_by_field_name("name"), member.child_by_field_name("value")
            fields[_key(name)] = Later(value) if value is not None else None
        elif member.type in ("property_identifier", "string"):
            fields |= {_key(member): at, str(at): _key(member)}
    return Fields(fields)


def members(node: Node, *, static: bool) -> Fields:
    """What a class has, or, not `static`, what is made of it; without what it inherits."""
    body = node.child_by_field_name("body")
    fields: dict[str, Value] = {}
    for member in islice(body.named_children if body is not None else [], MAX_ITEMS):
        name = _key(member.child_by_field_name("name"))
        if name == "constructor":
            fields |= {} if static else _parameter_fields(member)
        elif any(child.type == "static" for child in member.children) != static:
            continue
        elif member.type == "public_field_definition":
            value = member.child_by_field_name("value")
            fields[name] = Later(value) if value is not None else None
        elif member.type == "method_definition":
            fields[name] = Later(member) if is_getter(member) else Function(member)
    return Fields(fields)


def parent_class(node: Node) -> Node | None:
    """What a class extends."""
    heritage = next((child for child in node.named_children if child.type == "class_heritage"), None)
    clause = heritage.named_children[0] if heritage is not None and heritage.named_children else None
    return clause.child_by_field_name("value") if clause is not None else None


def class_of(node: Node) -> tuple[Node, bool] | None:
    """The class whose `this` is meant at a place, and whether that is the class itself."""
    static = False
    for at in ancestors(node):
        if at.type in ("method_definition", "public_field_definition"):
            static = any(child.type == "static" for child in at.children)
        elif at.type == "class_static_block":
            static = True
        elif at.type in ("class_declaration", "class"):
            return at, static
        elif at.type in ("object", "function_expression", "function_declaration"):
            return None
    return None


def object_of(node: Node) -> Node | None:
    """The object literal whose method's `this` is meant."""
    method = next(
        (at for at in ancestors(node) if at.type in FUNCTIONS and at.type != "arrow_function"), None
    )
    holder = method.parent if method is not None else None
    if holder is not None and holder.type == "pair":
        holder = holder.parent
    return holder if holder is not None and holder.type == "object" else None


def props(element: Node) -> Iterator[tuple[str, Value] | Node]:
    """What an opened element passes: a name with its value, or an object that is spread."""
    for at in element.named_children:
        if at.type == "jsx_attribute" and at.named_children:
            value = at.named_children[1] if len(at.named_children) > 1 else None
            yield text_of(at.named_children[0]), Later(value) if value is not None else None
        elif (
            at.type == "jsx_expression"
            and at.named_children
            and at.named_children[0].type == "spread_element"
        ):
            yield at.named_children[0].named_children[0]
    whole = element.parent
    if element.type == "jsx_opening_element" and whole is not None:
        for child in whole.named_children:
            if child.type == "jsx_text" and text_of(child).strip():
                yield "children", text_of(child).strip()
            elif child.type == "jsx_expression":
                yield "children", Later(child)


def is_getter(method: Node) -> bool:
    return any(child.type == "get" for child in method.children)


def is_generator(function: Node) -> bool:
    return function.type.startswith("generator") or any(child.type == "*" for child in function.children)


def given_back(function: Node) -> list[Node]:
    """What stands behind each of its `return`s, not those of functions in it."""
    return list(_own(function, _RETURNED))


def yielded(function: Node) -> list[Node]:
    return list(_own(function, _YIELDED))


def thrown(root: Node) -> list[Node]:
    return QueryCursor(_THROWN).captures(root).get("value", [])[:MAX_THROWN]


def template_parts(template: Node) -> tuple[list[str], list[Node]]:
    """Of a tagged template: its texts, one more than its substitutions."""
    texts, substituted, text = list[str](), list[Node](), ""
    for child in template.named_children:
        if child.type == "template_substitution":
            texts, text = [*texts, text], ""
            substituted += child.named_children[:1]
        else:
            text += unescaped(text_of(child))
    return [*texts, text], substituted


def _own(function: Node, query: Query) -> Iterator[Node]:
    for node in QueryCursor(query).captures(function).get("value", [])[:MAX_ITEMS]:
        if next((at for at in ancestors(node) if at.type in FUNCTIONS), None) == function:
            yield node


def _key(node: Node | None) -> str:
    if node is None:
        return ""
    return unescaped(text_of(node)[1:-1]) if node.type == "string" else text_of(node)


def _parameter_fields(constructor: Node) -> dict[str, Value]:
    """constructor(public k = "x"): a field with its default."""
    listed = constructor.child_by_field_name("parameters")
    made: dict[str, Value] = {}
    for parameter in listed.named_children if listed is not None else []:
        pattern, value = parameter.child_by_field_name("pattern"), parameter.child_by_field_name("value")
        if pattern is not None and value is not None:
            made[text_of(pattern)] = Later(value)
    return made
