"""Text put into the page as HTML: shown without what is active in it. Handlers as text are stopped."""

import re

from tree_sitter import Node

from guards.text import text_of
from guards.tree import Source, found
from studio.protocol import Finding

_KEY = "dangerouslySetInnerHTML"
_SETTERS = (
    "innerHTML", "outerHTML", "insertAdjacentHTML", "createContextualFragment", "setHTMLUnsafe", "setHTML",
    "parseHTMLUnsafe", "parseFromString", "createHTMLDocument", "__html",
)  # fmt: skip
_PARSERS = ("DOMParser", "XSLTProcessor")
_PLACES = ("jsx_attribute", "pair", "shorthand_property_identifier")
_DRAWING = ("d3", "d3-selection", "jquery", "cash-dom")
_OF_DRAWING = ("attr",)
_HANDLER = re.compile(r"on[a-z]{3,30}")
WORDS = (_KEY, *_SETTERS, *_PARSERS, "setAttribute", "setAttributeNS")


def rule(source: Source) -> list[Finding]:
    at = found(
        source,
        "markup",
        "neutralise",
        "This puts text into the page as HTML; scripts and addresses in it are left out.",
        "Write the elements as JSX.",
    )
    handler = found(
        source,
        "markup",
        "block",
        "This writes an event handler as text.",
        "Pass a function to onClick or the like.",
    )
    nodes = [node for node in source.words(_KEY) if node.parent is not None and node.parent.type in _PLACES]
    nodes += [key for key, texts in source.computed if _KEY in texts]
    nodes += [access.node for access in source.accesses(*_SETTERS)]
    nodes += [access.node for access in source.accesses("write", "writeln") if access.of_document]
    nodes += source.free_names(*_PARSERS)
    if draws(source):
        nodes += [node for node, _ in source.calls("html")]
    return [at(node) for node in nodes] + [handler(node) for node in _text_handlers(source)]


def draws(source: Source) -> bool:
    """Whether a library puts elements into the page by their names: selection.append("p")."""
    return any(source.module_of(name).partition("/")[0] in _DRAWING for name in source.imported)


def _text_handlers(source: Source) -> list[Node]:
    nodes: list[Node] = []
    for node, arguments in source.calls("setAttribute", "setAttributeNS", "createAttribute", *_OF_DRAWING):
        names = [text for each in arguments[:2] for text in source.values.texts(each)]
        if any(_HANDLER.fullmatch(name.lower()) for name in names) and (
            text_of(node) not in _OF_DRAWING or draws(source)
        ):
            nodes.append(node)
    for attribute in source.attributes:
        name = text_of(attribute.named_children[0])
        value = attribute.named_children[1] if len(attribute.named_children) > 1 else None
        if _HANDLER.fullmatch(name) and value is not None and source.values.texts(value):
            nodes.append(attribute)
    return nodes
