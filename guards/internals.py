"""Ways from any value to the language's own objects: constructor, prototype, __proto__, escaped names."""

import re

from guards.tree import Access, Source, found
from studio.protocol import Finding

_NAMES = ("constructor", "prototype", "__proto__", "__defineGetter__", "__defineSetter__", "__lookupGetter__")
_HARMLESS = ("hasOwnProperty", "toString", "propertyIsEnumerable")  # Object.prototype.toString.call(x)
_ESCAPED_NAME = re.compile(rb"\\u")


def rule(source: Source) -> list[Finding]:
    at = found(
        source,
        "internals",
        "block",
        "This reaches behind a value, to what it is made of.",
        "Use the value's own methods, Object.hasOwn or instanceof.",
    )
    findings: list[Finding] = []
    for access in source.accesses(*_NAMES):
        if access.name != "prototype" or not _is_borrowing(source, access):
            findings.append(at(access.node))
    for hit in _ESCAPED_NAME.finditer(source.data):
        node = source.tree.root_node.descendant_for_byte_range(hit.start(), hit.start() + 1)
        if node is not None and node.type in ("identifier", "property_identifier", "type_identifier"):
            findings.append(at(node))
    return findings


def _is_borrowing(source: Source, access: Access) -> bool:
    """Object.prototype.toString and the like, perhaps still being written."""
    if access.base is None or access.base.text != b"Object":
        return False
    rest = source.data[access.node.end_byte : access.node.end_byte + 30].decode("utf-8", "replace").strip()
    cut_off = access.node.end_byte + 30 > len(source.data)
    return any(
        rest.startswith(f".{name}.") or (cut_off and f".{name}.".startswith(rest)) for name in _HARMLESS
    )
