"""Elements that bring in another document or a script: as JSX, by a name held elsewhere, by createElement, by
a library's factory. And srcDoc."""

from tree_sitter import Node, Query, QueryCursor

from guards.markup import draws
from guards.parse import LANGUAGE
from guards.text import text_of
from guards.tree import Source, found
from studio.protocol import Finding

NAMES = (
    "iframe", "script", "object", "embed", "frame", "frameset", "base", "portal", "fencedframe", "webview",
    "applet",
)  # fmt: skip
_PLAIN_NAMES = ("iframe", "script", "embed", "frameset", "fencedframe", "webview", "applet")
_PASSED = ("createElement", "cloneElement", "createFactory")
_FIRST_ARGUMENTS = Query(LANGUAGE, "(call_expression arguments: (arguments . (_) @first))")
_ELEMENTS = ("jsx_opening_element", "jsx_self_closing_element")
_MAKERS = (
    "createElement", "createElementNS", "jsx", "jsxs", "cloneElement", "createFactory", "motion", "create",
    "styled", "animated", "createComponent",
)  # fmt: skip
_FACTORIES = ("motion", "m", "styled", "animated", "chakra")
_SPELLINGS = (
    "fram", "scri", "ipt", "objec", "embe", "base", "fromc", "atob", "reverse", "replace", "join",
)  # fmt: skip
_AS = ("as", "component", "tag", "is", "element")
WORDS = (
    "iframe",
    "embed",
    "frameset",
    "fencedframe",
    "webview",
    "createElement",
    "createElementNS",
    "srcDoc",
    "srcdoc",
)


def rule(source: Source) -> list[Finding]:
    at = found(
        source,
        "elements",
        "block",
        "This puts another document or a script into the page.",
        "Build it with plain elements and React components.",
    )
    nodes = [node for node in source.words(*NAMES, "srcDoc", "srcdoc") if _is_element(node)]
    nodes += list(_held_names(source))
    for node, arguments in source.calls(*_MAKERS):
        if not arguments:
            continue
        at_second = text_of(node) == "createElementNS" and len(arguments) > 1
        name = arguments[1] if at_second else arguments[0]
        texts = source.values.texts(name)
        if any(_bare(text) in NAMES for text in texts) or (
            not texts and text_of(node).startswith("createElement") and _on_document(source, node)
        ):
            nodes.append(node)
    if draws(source):
        for node, arguments in source.calls("append", "insert"):
            if any(
                _bare(text) in _PLAIN_NAMES for each in arguments[:1] for text in source.values.texts(each)
            ):
                nodes.append(node)
    if _is_passed_on(source):
        nodes += _named_anywhere(source)
    for node, arguments in source.calls("setAttribute", "setAttributeNS", "createAttribute"):
        if any(
            text.lower() == "srcdoc" for argument in arguments[:2] for text in source.values.texts(argument)
        ):
            nodes.append(node)
    for key, texts in source.computed:
        if any(text.lower() == "srcdoc" for text in texts):
            nodes.append(key)
    return [at(node) for node in nodes]


def _is_element(node: Node) -> bool:
    parent = node.parent
    if parent is None:
        return False
    if text_of(node) not in NAMES:  # srcDoc
        return parent.type in ("jsx_attribute", "member_expression", "pair") or node.type.startswith(
            "shorthand"
        )
    if parent.type in _ELEMENTS:
        return parent.child_by_field_name("name") == node
    base = parent.child_by_field_name("object") if parent.type == "member_expression" else None
    return base is not None and text_of(base) in _FACTORIES


def _held_names(source: Source) -> list[Node]:
    """<Tag> and as={tag} where the name is a constant of the file."""
    nodes: list[Node] = []
    for node in _named_elements(source):
        if any(_bare(text) in NAMES for text in source.values.texts(node)):
            nodes.append(node)
    for node in source.words(*_AS):
        attribute = node.parent
        if attribute is not None and attribute.type == "jsx_attribute" and len(attribute.named_children) > 1:
            texts = source.values.texts(attribute.named_children[1])
            if any(_bare(text) in NAMES for text in texts):
                nodes.append(node)
    return nodes


def _named_elements(source: Source) -> list[Node]:
    """JSX names that a variable or an object holds; only where a forbidden name may be spelled."""
    if not any(part in source.text_lower for part in _SPELLINGS):
        return []
    return [node for node in source.jsx_names if text_of(node)[:1].isupper() or "." in text_of(node)]


def _is_passed_on(source: Source) -> bool:
    """React's createElement held by another name, bound, or called with arguments that are made elsewhere."""
    if any(key in _PASSED for _, texts in source.computed for key in texts):
        return True
    for node in source.words(*_PASSED):
        member = node.parent if node.type == "property_identifier" else node
        call = member.parent if member is not None else None
        if call is None or call.type != "call_expression" or call.child_by_field_name("function") != member:
            if node.parent is None or node.parent.type not in ("import_specifier", "named_imports"):
                return True
            if node.parent.child_by_field_name("alias") is not None:
                return True
            continue
        arguments = call.child_by_field_name("arguments")
        if arguments is not None and [n.type for n in arguments.named_children[:1]] == ["spread_element"]:
            return True
    return False


def _named_anywhere(source: Source) -> list[Node]:
    nodes = [node for node in source.words(*_PLAIN_NAMES) if node.type == "string_fragment"]
    for node in QueryCursor(_FIRST_ARGUMENTS).captures(source.tree.root_node).get("first", []):
        if any(_bare(text) in _PLAIN_NAMES for text in source.values.texts(node)):
            nodes.append(node)
    return nodes


def _on_document(source: Source, node: Node) -> bool:
    member = node.parent
    base = member.child_by_field_name("object") if member is not None else None
    return any(path[-1:] == ("document",) for path in source.values.paths(base))


def _bare(text: str) -> str:
    """`svg:script`, `IFRAME ` and the like."""
    return text.strip().lower().rpartition(":")[2]
