"""Files that the component makes for download: the page saves them after a click."""

from guards.text import text_of
from guards.tree import Source, found
from studio.protocol import Finding

_NAMES = ("download",)


def rule(source: Source) -> list[Finding]:
    at = found(
        source,
        "downloads",
        "neutralise",
        "The page saves the file, after a click, and under a name that no system runs.",
        "Make the file in the handler of a button's click.",
    )
    nodes = [
        attribute for attribute in source.attributes if text_of(attribute).split("=", 1)[0].strip() in _NAMES
    ]
    for access in source.accesses(*_NAMES):
        holder = access.node.parent
        owner = holder.parent if holder is not None else None
        if owner is not None and owner.type == "assignment_expression":
            nodes += [access.node] if owner.child_by_field_name("left") == holder else []
    return [at(node) for node in nodes]
