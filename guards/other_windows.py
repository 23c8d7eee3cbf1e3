"""The page around the preview: window.parent, top, opener, postMessage, window[…] with a computed name."""

from guards.tree import Source, found, key_of
from studio.protocol import Finding

_NAMES = ("parent", "top", "opener", "frameElement")
_WINDOW_KEYS = {
    "postMessage", "location", "document", "window", "parent", "top", "opener", "frames", "self", "closed",
    "localStorage", "eval", "fetch", "origin",
}  # fmt: skip


def rule(source: Source) -> list[Finding]:
    at = found(
        source,
        "other-windows",
        "block",
        "This reaches out of the component, to the page around it.",
        "Use props, state or React context instead.",
    )
    nodes = [a.node for a in source.accesses(*_NAMES) if source.is_window(a.base)]
    nodes += [a.node for a in source.accesses("postMessage")]
    nodes += list(source.free_names("postMessage"))
    for node in source.free_names(*_NAMES):
        if node.parent is not None and key_of(node.parent) in _WINDOW_KEYS:
            nodes.append(node)
    for key, text in source.computed:
        parent = key.parent
        if text is None and parent is not None and parent.type == "subscript_expression":
            base = parent.child_by_field_name("object")
            if source.is_window(base) or source.is_document(base):
                nodes.append(key)
    return [at(node) for node in nodes]
