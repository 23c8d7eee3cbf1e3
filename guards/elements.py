"""Elements that bring in another document or a script, as JSX or by createElement, and srcDoc."""

from tree_sitter import Node

from guards.tree import Source, constant, found, text_of
from studio.protocol import Finding

_NAMES = (
    "iframe",
    "script",
    "object",
    "embed",
    "frame",
    "frameset",
    "base",
    "portal",
    "fencedframe",
    "webview",
)
_ELEMENTS = ("jsx_opening_element", "jsx_self_closing_element")
_MAKERS = ("createElement", "createElementNS", "jsx", "jsxs", "cloneElement")


def rule(source: Source) -> list[Finding]:
    at = found(
        source,
        "elements",
        "block",
        "This puts another document or a script into the page.",
        "Build it with plain elements and React components.",
    )
    nodes: list[Node] = []
    for node in source.words(*_NAMES, "srcDoc", "srcdoc"):
        parent = node.parent
        if parent is None:
            continue
        element = parent.type in _ELEMENTS and parent.child_by_field_name("name") == node
        document = parent.type in ("jsx_attribute", "member_expression") and text_of(node) not in _NAMES
        if element or document:
            nodes.append(node)
    for node in source.words(*_MAKERS):
        called = node.parent if node.type == "identifier" else node.parent and node.parent.parent
        arguments = called.child_by_field_name("arguments") if called else None
        first = arguments.named_children[0] if arguments is not None and arguments.named_children else None
        if (constant(first) or "").lower() in _NAMES:
            nodes.append(node)
    return [at(node) for node in nodes]
