"""Text run as code: eval, new Function, timers that take a string, and the spelling out of such names."""

from guards.tree import Source, constant, found, text_of, unwrap
from studio.protocol import Finding


def rule(source: Source) -> list[Finding]:
    at = found(
        source, "dynamic-code", "block", "This runs text as code.", "Write the code itself, as a function."
    )
    nodes = list(source.names("eval"))
    for node in source.names("Function"):
        operator = node.parent.child_by_field_name("operator") if node.parent is not None else None
        if operator is None or text_of(operator) != "instanceof":
            nodes.append(node)
    nodes += [a.node for a in source.accesses("eval", "Function", "execScript") if source.is_window(a.base)]
    nodes += [a.node for a in source.accesses("fromCharCode")]
    for node in source.words("setTimeout", "setInterval", "setImmediate"):
        call = node.parent
        if call is not None and call.type == "member_expression":
            call = call.parent
        arguments = call.child_by_field_name("arguments") if call is not None else None
        first = arguments.named_children[0] if arguments is not None and arguments.named_children else None
        first = unwrap(first)
        if first is not None and (first.type in ("string", "template_string") or constant(first) is not None):
            nodes.append(node)
    return [at(node) for node in nodes]
