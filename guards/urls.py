"""Addresses that are code: javascript:, vbscript:, data:text/html. Written out anywhere in a string, or
computed for an attribute or a property that takes an address."""

import html
import re
from collections.abc import Iterator

from tree_sitter import Node

from guards.text import text_of, unescaped
from guards.tree import Source, found, text_hits
from studio.protocol import Finding

_SCHEME = re.compile(rb"script\s*(?::|&colon;|&#)|data:\s*text/(?:html|xml)|data:image/svg", re.IGNORECASE)
_CODE = ("javascript:", "vbscript:", "data:text/html", "data:text/xml", "data:application/xhtml")
_TITLE = re.compile(r"(?:java|vb)script:(?:\s|$)")
_SINKS = (
    "href", "src", "action", "formAction", "formaction", "xlinkHref", "data", "poster", "to", "srcSet",
    "from", "values", "url", "cite", "background", "location", "manifest", "longDesc",
)  # fmt: skip
_CALLS = ("assign", "replace", "open", "setAttribute", "setAttributeNS", "navigate", "push")
_LITERALS = ("string", "template_string")


def rule(source: Source) -> list[Finding]:
    at = found(
        source, "urls", "block", "This address is code.", "Use onClick on a button, or a plain address."
    )
    nodes: list[Node] = []
    for hit, node in text_hits(source, _SCHEME, *_LITERALS):
        if hit.end() < len(source.data) and _is_code(unescaped(text_of(node)[1:-1])):
            nodes.append(node)
    for node in _given(source):
        if any(_is_code(text) for text in source.values.texts(node)):
            nodes.append(node)
    return [at(node) for node in nodes]


def _is_code(text: str) -> bool:
    """`JavaScript: the good parts` is a title: behind its colon there is a space."""
    addresses = [_normal(text), *(_normal(part) for part in text.split(";"))]
    return any(
        (address.startswith(_CODE) and not _TITLE.match(address))
        or (address.startswith("data:image/svg") and "<script" in address)
        for address in addresses
    )


def _given(source: Source) -> Iterator[Node]:
    """Values of attributes, properties and calls that take an address, if they are more than one literal."""
    for attribute in source.attributes:
        if text_of(attribute.named_children[0]) in _SINKS and len(attribute.named_children) > 1:
            value = attribute.named_children[1]
            if value.type == "string" or not source.is_plain(value):
                yield value
    for node in source.words(*_SINKS):
        member = node.parent
        to = member.parent if member is not None and member.type == "member_expression" else member
        if to is None:
            continue
        if to.type == "assignment_expression":
            right = to.child_by_field_name("right")
            if right is not None and right.start_byte > node.start_byte:
                yield right
        elif to.type == "pair" and (value := to.child_by_field_name("value")) is not None:
            yield value
    for key, texts in source.computed:
        pair = key.parent.parent if key.parent is not None else None
        value = pair.child_by_field_name("value") if pair is not None and pair.type == "pair" else None
        if value is not None and not set(texts).isdisjoint(_SINKS):
            yield value
    for _, arguments in source.calls(*_CALLS):
        yield from arguments[:3]


def _normal(raw: str) -> str:
    """An address as a browser reads it: entities decoded, tabs and line ends dropped, lower case."""
    return re.sub(r"[\t\r\n]", "", html.unescape(raw)).lstrip("".join(map(chr, range(33)))).lower()
