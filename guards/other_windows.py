"""The page around the preview: window.parent, top, opener, postMessage, window[…] with a key that cannot be
told, and window itself handed on."""

from tree_sitter import Node

from guards.paths import WINDOW, Path
from guards.text import constant, key_of, unwrap
from guards.tree import Source, found
from studio.protocol import Finding

_NAMES = ("parent", "top", "opener", "frameElement")
_CHANNELS = ("BroadcastChannel",)
_WINDOW_KEYS = {
    "postMessage", "location", "document", "window", "parent", "top", "opener", "frames", "self", "closed",
    "localStorage", "eval", "fetch", "origin",
}  # fmt: skip
_WRAPPERS = ("parenthesized_expression", "as_expression", "non_null_expression", "satisfies_expression")
_HANDED = ("arguments", "array", "pair", "return_statement", "jsx_expression", "yield_expression")
_FOREIGN = ("contentWindow", "contentDocument")
WORDS = (*_CHANNELS, *_FOREIGN, *WINDOW, "document", "postMessage", "defaultView", "ownerDocument")


def rule(source: Source) -> list[Finding]:
    at = found(
        source,
        "other-windows",
        "block",
        "This reaches out of the component, to the page around it.",
        "Use props, state or React context instead.",
    )
    handed = found(
        source,
        "other-windows",
        "neutralise",
        "This hands the whole window on; what gets it sees the preview's stand-in.",
        "Pass on only what is needed.",
    )
    nodes = [access.node for access in source.accesses(*_NAMES) if access.of_window]
    nodes += [access.node for access in source.accesses("postMessage", *_FOREIGN)]
    nodes += source.free_names("postMessage", *_CHANNELS)
    nodes += [access.node for access in source.accesses(*_CHANNELS) if access.of_window]
    for node in source.free_names(*_NAMES):
        outer = node
        while outer.parent is not None and outer.parent.type in _WRAPPERS:
            outer = outer.parent
        if outer.parent is not None and key_of(outer.parent) in _WINDOW_KEYS:
            nodes.append(node)
    for key, texts in source.computed:
        plain = key.type == "number" or constant(key) is not None
        if not (texts and plain) and any(_is_page(base) for base in source.base_of(key)):
            nodes.append(key)
    blocked, told = _handed_on(source)
    return [at(node) for node in [*nodes, *blocked]] + [handed(node) for node in told]


def _is_page(base: object) -> bool:
    return base in (Path(()), Path(("document",)))


def _handed_on(source: Source) -> tuple[list[Node], list[Node]]:
    """Places where all of window or document goes elsewhere: spread, enumerated or exported, or passed on."""
    blocked: list[Node] = []
    told: list[Node] = []
    for node in source.aliases(*WINDOW, "document"):
        if not any(_is_page(value) for value in source.values.of(node)):
            continue
        outer = node
        while outer.parent is not None and (
            outer.parent.type in _WRAPPERS or any(map(_is_page, source.values.of(outer.parent)))
        ):
            outer = outer.parent  # `(window as any).document`
        parent = outer.parent
        if parent is None:
            continue
        declared = parent.child_by_field_name("name") or parent.child_by_field_name("left")
        rest = declared is not None and any(child.type == "rest_pattern" for child in declared.named_children)
        looped = parent.type == "for_in_statement" and parent.child_by_field_name("right") == outer
        enumerated = parent.type == "spread_element" or rest or looped or _is_enumerated(source, parent)
        if enumerated or _is_exported(parent):
            blocked.append(node)
        elif parent.type in _HANDED or node.type == "shorthand_property_identifier":
            told.append(node)
    return blocked, told


def _is_exported(parent: Node) -> bool:
    """Another file that imports it is looked at by itself, and cannot know what it has."""
    match parent.type:
        case "export_statement":
            return True
        case "export_specifier":  # `export { document } from "./mine"` names something else
            statement = parent.parent and parent.parent.parent
            return statement is not None and statement.child_by_field_name("source") is None
        case "variable_declarator":
            statement = parent.parent and parent.parent.parent
            return statement is not None and statement.type == "export_statement"
        case _:
            return False


def _is_enumerated(source: Source, arguments: Node) -> bool:
    """Object.entries(window), new Proxy(window, …) and the like."""
    call = arguments.parent if arguments.type == "arguments" else None
    callee = call.child_by_field_name("function") or call.child_by_field_name("constructor") if call else None
    paths = source.values.paths(unwrap(callee))
    return any(path[:1] in (("Object",), ("Reflect",), ("Proxy",)) for path in paths)
