"""Things loaded from other addresses: the preview loads nothing, so these stay empty."""

import re

from tree_sitter import Node

from guards.text import text_of, unwrap
from guards.tree import Source, found, text_hits
from studio.protocol import Finding

_IN_STYLE = re.compile(rb"url\(\s*[\"']?\s*(?:https?:|//|\\)|@import\b", re.IGNORECASE)
_REMOTE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_SINKS = ("src", "srcSet", "poster", "action", "formAction", "background", "data", "xlinkHref", "imageSrcSet")
_HOLDERS = ("link", "meta")
_MAKERS = ("Image", "Audio", "FontFace", "EventSource")


def rule(source: Source) -> list[Finding]:
    at = found(
        source,
        "addresses",
        "neutralise",
        "The preview loads nothing from other addresses: this stays empty.",
        "Draw it with SVG, gradients or emoji.",
    )
    nodes = [node for _, node in text_hits(source, _IN_STYLE, "string", "template_string", "jsx_text")]
    for attribute in source.attributes:
        name = text_of(attribute.named_children[0])
        value = attribute.named_children[1] if len(attribute.named_children) > 1 else None
        if name in _SINKS and value is not None and _is_remote(source, value):
            nodes.append(attribute)
    for node in source.jsx_names:
        if text_of(node) in _HOLDERS:
            nodes.append(node)
    for node in source.words(*_SINKS):
        member = node.parent
        to = member.parent if member is not None and member.type == "member_expression" else None
        right = (
            to.child_by_field_name("right") if to is not None and to.type == "assignment_expression" else None
        )
        if right is not None and right.start_byte > node.start_byte and _is_remote(source, right):
            nodes.append(node)
    for node, arguments in source.calls(*_MAKERS):
        if any(_is_remote(source, each) for each in arguments):
            nodes.append(node)
    return [at(node) for node in nodes]


def _is_remote(source: Source, value: Node) -> bool:
    start: Node | None = unwrap(value)
    while start is not None and start.type == "binary_expression":
        start = unwrap(start.child_by_field_name("left"))
    if start is not None and start.type == "template_string":
        return bool(_REMOTE.match(text_of(start)[1:]))
    if start is not None and start.type == "string":
        return bool(_REMOTE.match(text_of(start)[1:-1]))
    return any(_REMOTE.match(text) for text in source.values.texts(value))
