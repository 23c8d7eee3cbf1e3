"""Text run as code: eval, new Function, WebAssembly, timers that take a string, and the spelling out of such
names from character codes."""

from tree_sitter import Node

from guards.text import does_nothing, text_of, unwrap
from guards.tree import Source, found
from studio.protocol import Finding

_RUNNERS = ("eval", "Function", "execScript", "WebAssembly", "ShadowRealm")
_TIMERS = ("setTimeout", "setInterval", "setImmediate", "requestIdleCallback")
_CODES = ("fromCharCode", "fromCodePoint")
WORDS = (*_RUNNERS, *_TIMERS, *_CODES)


def rule(source: Source) -> list[Finding]:
    at = found(
        source, "dynamic-code", "block", "This runs text as code.", "Write the code itself, as a function."
    )
    nodes = list(source.names("eval"))
    for node in source.names("Function"):
        operator = node.parent.child_by_field_name("operator") if node.parent is not None else None
        instance = operator is not None and text_of(operator) == "instanceof"
        if not instance and not does_nothing(node.parent):
            nodes.append(node)
    nodes += source.free_names("execScript", "WebAssembly", "ShadowRealm")
    nodes += [access.node for access in source.accesses(*_RUNNERS) if access.of_window]
    nodes += [node for node in source.aliases(*_TIMERS) if _takes_text(source, node)]
    for access in source.accesses(*_TIMERS):
        if access.of_window and _takes_text(source, access.node):
            nodes.append(access.node)
    nodes += [access.node for access in source.accesses(*_CODES) if _spells(source, access.node)]
    return [at(node) for node in nodes]


def _takes_text(source: Source, node: Node) -> bool:
    """Whether this timer's function is, or may be, a string."""
    call, bound = node.parent, 0
    while call is not None and call.type in (
        "member_expression",
        "subscript_expression",
        "parenthesized_expression",
    ):
        if text_of(call).endswith((".call", ".bind", ".apply")):
            bound = 1
        call = call.parent
    arguments = call.child_by_field_name("arguments") if call is not None and "call" in call.type else None
    if arguments is None or arguments.start_byte <= node.start_byte < arguments.end_byte:
        return False
    if arguments.type == "template_string":
        return True
    given = [child for child in arguments.named_children if child.type != "comment"]
    if len(given) <= bound:
        return False
    first = unwrap(given[bound])
    if first is not None and first.type == "array":
        first = unwrap(first.named_children[0]) if first.named_children else None
    return first is not None and (
        first.type in ("string", "template_string")
        or any(isinstance(v, str) for v in source.values.of(first))
    )


def _spells(source: Source, node: Node) -> bool:
    """One letter of a counted number (A, B, C …) is honest; words, and the function passed on, are not."""
    member = node.parent
    call = member.parent if member is not None else None
    if call is None or call.type != "call_expression" or call.child_by_field_name("function") != member:
        return True
    if texts := source.values.texts(call):
        return any(char.isascii() and char.isalpha() for text in texts for char in text)
    arguments = call.child_by_field_name("arguments")
    return arguments is None or any(child.type == "spread_element" for child in arguments.named_children)
