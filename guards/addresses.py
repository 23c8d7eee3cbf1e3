"""Things loaded from other addresses: the preview loads nothing, so these stay empty."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from guards.text import text_of, unwrap
from guards.tree import Source, found, text_hits
from studio.protocol import Finding

_IN_STYLE = re.compile(
    rb"(?:url|src)\(\s*[\"']?\s*(?:https?:|//|\\)|@import\b|image-set\(\s*[\"']\s*(?:https?:|//)",
    re.IGNORECASE,
)
_IN_STYLE_TEXT = re.compile(_IN_STYLE.pattern.decode(), re.IGNORECASE)
_BEGUN = re.compile(
    rb"(?:\bu|\bur|\burl|\bl|url\(|@i|@im|@import|image-set\()[\"'`]|[\"'`](?:l?\(|rl\(|port\b)|url\(\$\{"
)
"""A text that may be the begin of an address in a style, put together from parts."""
_REMOTE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_SINKS = (
    "src", "srcSet", "poster", "action", "formAction", "background", "data", "xlinkHref", "imageSrcSet",
    "ping", "attributionsrc", "attributionSrc",
)  # fmt: skip
_LOADING = ("image", "use", "feImage", "mpath", "textPath", "pattern", "linearGradient")
"""Elements of a drawing whose href is loaded, not followed."""
_SPELLED_SINKS = (*_SINKS, "href")
_PARTS = ("binary_expression", "template_string", "call_expression")
MAX_CLIMB = 8
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
        sinks = (*_SINKS, "href") if _element_of(attribute) in _LOADING else _SINKS
        if name in sinks and value is not None and _is_remote(source, value):
            nodes.append(attribute)
    nodes += _spelled(source)
    nodes += _put_together(source)
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


def _element_of(attribute: Node) -> str:
    name = attribute.parent.child_by_field_name("name") if attribute.parent is not None else None
    return text_of(name) if name is not None else ""


def _spelled(source: Source) -> Iterator[Node]:
    """{ ["sr" + "c"]: address }: who writes an attribute so that it cannot be read, and a literal one."""
    for key, texts in source.computed:
        pair = key.parent.parent if key.parent is not None else None
        value = pair.child_by_field_name("value") if pair is not None and pair.type == "pair" else None
        if value is not None and not set(texts).isdisjoint(_SPELLED_SINKS) and _is_remote(source, value):
            yield key
    for node in source.words(*_SINKS):
        pair = node.parent
        value = pair.child_by_field_name("value") if pair is not None and pair.type == "pair" else None
        if pair is not None and value is not None and text_of(node).lower() in ("attributionsrc", "ping"):
            yield from [node] if _is_remote(source, value) else []


def _put_together(source: Source) -> Iterator[Node]:
    """url(…) and @import that no single text holds."""
    for hit in _BEGUN.finditer(source.data):
        at = source.tree.root_node.descendant_for_byte_range(hit.start(), hit.start() + 1)
        for _ in range(MAX_CLIMB):
            if at is None:
                break
            if at.type in _PARTS and any(map(_IN_STYLE_TEXT.search, source.values.texts(at))):
                yield at
                break
            at = at.parent


def _is_remote(source: Source, value: Node) -> bool:
    start: Node | None = unwrap(value)
    while start is not None and start.type == "binary_expression":
        start = unwrap(start.child_by_field_name("left"))
    if start is not None and start.type == "template_string":
        return bool(_REMOTE.match(text_of(start)[1:]))
    if start is not None and start.type == "string":
        return bool(_REMOTE.match(text_of(start)[1:-1]))
    return any(_REMOTE.match(text) for text in source.values.texts(value))
