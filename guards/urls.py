"""Addresses that are code: javascript:, vbscript:, data:text/html."""

import html
import re

from guards.tree import Source, found
from studio.protocol import Finding

_SCHEME = re.compile(rb"(?:java|vb)script(?::|&colon;|&#)|data:text/html", re.IGNORECASE)
_CODE = re.compile(r"[\s\x00-\x20]*(?:(?:java|vb)script:(?=\S)|data:text/html)", re.IGNORECASE)
_LITERALS = ("string", "template_string", "jsx_attribute")


def rule(source: Source) -> list[Finding]:
    at = found(
        source, "urls", "block", "This address is code.", "Use onClick on a button, or a plain address."
    )
    findings: list[Finding] = []
    for hit in _SCHEME.finditer(source.data):
        node = source.tree.root_node.descendant_for_byte_range(hit.start(), hit.start() + 1)
        while node is not None and node.type not in _LITERALS:
            node = node.parent
        if node is None or hit.end() == len(source.data):
            continue
        literal = source.data[node.start_byte : node.end_byte].decode("utf-8", "replace")
        value = literal.partition("=")[2] if node.type == "jsx_attribute" else literal
        if _CODE.match(html.unescape(value.strip("\"'`{} "))):
            findings.append(at(node))
    return findings
