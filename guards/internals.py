"""Ways from any value to the language's own objects: constructor, prototype, __proto__, Reflect, keys that
are spelled at run time, names written with escapes."""

import re

from tree_sitter import Node

from guards import spelled
from guards.kinds import Function, Items
from guards.paths import Path
from guards.text import does_nothing, text_of, unwrap
from guards.tree import Access, Source, found
from studio.protocol import Finding

_NAMES = (
    "constructor", "prototype", "__proto__", "__defineGetter__", "__defineSetter__", "__lookupGetter__",
    "__lookupSetter__", "getPrototypeOf", "setPrototypeOf", "getOwnPropertyDescriptor",
    "getOwnPropertyDescriptors", "callee", "caller", "prepareStackTrace",
)  # fmt: skip
_OF_OBJECT = ("getPrototypeOf", "setPrototypeOf", "getOwnPropertyDescriptor", "getOwnPropertyDescriptors")
_OF_ARGUMENTS = ("callee", "caller")
_HARMLESS = ("hasOwnProperty", "toString", "propertyIsEnumerable")  # Object.prototype.toString.call(x)
_ESCAPED_NAME = re.compile(rb"\\u")
_BORROWED = re.compile(r"\s*\.\w+\s*\.(?:call|apply)\(")
_HOSTS = ("mainModule", "binding", "dlopen", "_load")
_OF_REACT = re.compile(rb"__react(?:Fiber|Props|Container|Events|Internal)|__(?:SECRET|CLIENT)_INTERNALS")
_SPELLERS = re.compile(r"\b(?:fromCharCode|fromCodePoint|atob|unescape|decodeURIComponent|toString\(\d+\))\W")
_LISTERS = ("keys", "values", "entries", "getOwnPropertyNames", "ownKeys")
WORDS = (*_NAMES, *_HOSTS, "Reflect")


def rule(source: Source) -> list[Finding]:
    at = found(
        source,
        "internals",
        "block",
        "This reaches behind a value, to what it is made of.",
        "Use the value's own methods, Object.hasOwn or instanceof.",
    )
    reached = [access for access in source.accesses(*_NAMES, *_HOSTS) if _reaches(source, access)]
    nodes = [access.node for access in reached if not _is_field(access)]
    if len(nodes) < len(reached) and (not spelled.says_everyday(source) or spelled.may_call(source)):
        nodes = [access.node for access in reached]
    nodes += source.free_names("Reflect")
    nodes += [
        node
        for node in source.words("with")
        if node.parent is not None and node.parent.type == "with_statement"
    ]
    nodes += [key for key, texts in source.computed if not texts and _is_spelled(source, key)]
    nodes += _looked_through(source)
    for hit in _OF_REACT.finditer(source.data):
        node = source.tree.root_node.descendant_for_byte_range(hit.start(), hit.end())
        if node is not None and node.type != "comment":
            nodes.append(node)
    for hit in _ESCAPED_NAME.finditer(source.data):
        node = source.tree.root_node.descendant_for_byte_range(hit.start(), hit.start() + 1)
        if node is not None and "identifier" in node.type:
            nodes.append(node)
    return [at(node) for node in nodes]


def _looked_through(source: Source) -> list[Node]:
    """Object.keys(ref.current) of an element: what React keeps there is nobody's business."""
    nodes: list[Node] = []
    for node, arguments in source.calls(*_LISTERS):
        if len(arguments) == 1 and _is_element_ref(source, arguments[0]):
            nodes.append(node)
    for node in source.words("current"):
        member = node.parent
        loop = member.parent if member is not None else None
        if loop is not None and loop.type == "for_in_statement" and _is_element_ref(source, member):
            nodes.append(node)
    return nodes


def _is_element_ref(source: Source, node: Node | None) -> bool:
    if node is None or node.type != "member_expression" or not text_of(node).endswith(".current"):
        return False
    name = text_of(node).removesuffix(".current").removesuffix("?")
    shown = [attribute for attribute in source.attributes if text_of(attribute) == f"ref={{{name}}}"]
    return bool(shown)


def _reaches(source: Source, access: Access) -> bool:
    if access.name == "prototype":
        return not _is_borrowing(source, access)
    if access.name in _OF_OBJECT:
        return any(base in (Path(("Object",)), Path(("Reflect",))) for base in access.bases)
    if access.name in _OF_ARGUMENTS:
        return any(isinstance(base, Path | Function) for base in access.bases)
    if access.name in _HOSTS:
        return any(
            isinstance(base, Path) and base.keys[:1] in (("process",), ("module",)) for base in access.bases
        )
    return True


def _is_spelled(source: Source, key: Node) -> bool:
    """A key that is decoded at run time, or any key of a function or of an empty array."""
    if key.parent is None or key.parent.type != "subscript_expression":
        return bool(_SPELLERS.search(text_of(key)))
    if _SPELLERS.search(text_of(key)):
        return True
    base = key.parent.child_by_field_name("object")
    while base is not None and base.type == "parenthesized_expression" and base.named_children:
        base = base.named_children[0]
    literal = base is not None and base.type in ("array", "arrow_function", "function_expression", "regex")
    return literal and any(isinstance(v, Function) or v == Items(()) for v in source.values.of(base))


def _is_field(access: Access) -> bool:
    """Whether it may be a field of data: a table that has a column `constructor`."""
    key = unwrap(access.node)
    return (
        access.name == spelled.EVERYDAY
        and key is not None
        and key.type in ("identifier", "member_expression")
        and access.node.type not in ("property_identifier", "shorthand_property_identifier_pattern")
    )


def _is_borrowing(source: Source, access: Access) -> bool:
    """Object.prototype.toString, Array.prototype.map.call and the like, perhaps still being written; and
    Function.prototype as a function that does nothing."""
    if does_nothing(access.node.parent):
        return True
    if Path(("Array",)) in access.bases:
        behind = source.data[access.node.end_byte : access.node.end_byte + 60].decode("utf-8", "replace")
        return _BORROWED.match(behind) is not None
    if Path(("Object",)) not in access.bases:
        return False
    rest = source.data[access.node.end_byte : access.node.end_byte + 30].decode("utf-8", "replace").strip()
    cut_off = access.node.end_byte + 30 > len(source.data)
    return any(
        rest.startswith(f".{name}.") or (cut_off and f".{name}.".startswith(rest)) for name in _HARMLESS
    )
