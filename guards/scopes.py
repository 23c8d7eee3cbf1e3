"""Where names are bound, how far a binding reaches, and what it takes its value from. Pure; syntax only.

In broken code (cut off in mid-stream) a binding without a whole scope around it reaches the whole file.
Called by guards/tree.py, guards/names.py and guards/values.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

_FIELDS = {
    "variable_declarator": "name",
    "function_declaration": "name",
    "generator_function_declaration": "name",
    "class_declaration": "name",
    "enum_declaration": "name",
    "required_parameter": "pattern",
    "optional_parameter": "pattern",
    "arrow_function": "parameter",
    "pair_pattern": "value",
    "catch_clause": "parameter",
    "for_in_statement": "left",
    "assignment_pattern": "left",
    "object_assignment_pattern": "left",
}
_PARENTS = {
    "import_specifier",
    "import_clause",
    "namespace_import",
    "array_pattern",
    "rest_pattern",
    "object_pattern",
}
_PATTERNS = {
    "pair_pattern", "object_pattern", "array_pattern", "rest_pattern", "assignment_pattern",
    "object_assignment_pattern", "computed_property_name",
}  # fmt: skip
FUNCTIONS = {
    "arrow_function", "function_declaration", "function_expression", "generator_function",
    "generator_function_declaration", "method_definition",
}  # fmt: skip
_BLOCKS = FUNCTIONS | {
    "statement_block", "for_statement", "for_in_statement", "catch_clause", "switch_body", "program",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One level of destructuring: a property (`key`, a string or a computed node), an element (`index`) or
    the rest. `default`: what is taken where there is nothing."""

    key: str | Node | None = None
    index: int | None = None
    default: Node | None = None


def is_binding(node: Node) -> bool:
    if node.type == "shorthand_property_identifier_pattern":
        return True
    parent = node.parent
    if node.type == "type_identifier":
        return parent is not None and parent.type == "class_declaration"
    if node.type != "identifier" or parent is None:
        return False
    return parent.type in _PARENTS or parent.child_by_field_name(_FIELDS.get(parent.type, "-")) == node


def ancestors(node: Node | None) -> Iterator[Node]:
    while node is not None and (node := node.parent) is not None:
        yield node


def in_class(node: Node) -> bool:
    return any(at.type in ("class_body", "method_definition", "object") for at in ancestors(node))


def scope(binding: Node) -> tuple[int, int]:
    """The bytes that see the binding."""
    holder, is_var = binding.parent, False
    for at in ancestors(binding):
        holder = at
        if at.type == "ERROR":
            return 0, 1 << 62
        if at.type == "variable_declarator":
            is_var = at.parent is not None and at.parent.type == "variable_declaration"
            break
        if at.type not in _PATTERNS and at.type not in (
            "required_parameter",
            "optional_parameter",
            "formal_parameters",
        ):
            break
    if holder is None:
        return 0, 1 << 62
    own = holder.type in ("arrow_function", "catch_clause", "for_in_statement") or (
        holder.type in FUNCTIONS and holder.child_by_field_name("name") != binding
    )
    for at in [holder, *ancestors(holder)] if own else ancestors(holder):
        if at.type in {"program", "ERROR"}:
            return 0, 1 << 62
        if at.type in (FUNCTIONS if is_var else _BLOCKS):
            return at.start_byte, at.end_byte
    return 0, 1 << 62


def origin(binding: Node) -> tuple[Node | None, list[Step]]:
    """The node that holds a binding (a declarator, a function, …), and the steps from its value to it."""
    steps: list[Step] = []
    if binding.type == "shorthand_property_identifier_pattern":
        steps.append(Step(key=(binding.text or b"").decode("utf-8", "replace"), default=_default(binding)))
    at = binding
    while (parent := at.parent) is not None and parent.type in _PATTERNS:
        if parent.type == "pair_pattern":
            key = parent.child_by_field_name("key")
            computed = key is not None and key.type == "computed_property_name"
            named = key.named_children[0] if key is not None and computed else key
            steps.append(Step(key=named, default=_default(at)))
        elif parent.type == "array_pattern" and at.type != "rest_pattern":
            commas = [child for child in parent.children if child.type == ","]
            steps.append(Step(index=sum(c.start_byte < at.start_byte for c in commas), default=_default(at)))
        elif at.type == "rest_pattern" or (parent.type == "rest_pattern" and parent.parent is None):
            steps.append(Step())
        at = parent
    return at.parent, steps[::-1]


def _default(node: Node) -> Node | None:
    parent = node.parent
    if node.type in ("assignment_pattern", "object_assignment_pattern"):
        return node.child_by_field_name("right")
    if parent is not None and parent.type in ("assignment_pattern", "object_assignment_pattern"):
        return parent.child_by_field_name("right")
    return None


def parameter_index(function: Node, binding: Node) -> int | None:
    """Which of the function's parameters a binding belongs to; None for its name."""
    single = function.child_by_field_name("parameter")
    if single is not None:
        return 0 if single == binding else None
    listed = function.child_by_field_name("parameters")
    if listed is None:
        return None
    own = [p for p in listed.named_children if p.child_by_field_name("pattern") is None or not _is_this(p)]
    for index, parameter in enumerate(own):
        if parameter.start_byte <= binding.start_byte < parameter.end_byte:
            return index
    return None


def _is_this(parameter: Node) -> bool:
    pattern = parameter.child_by_field_name("pattern")
    return pattern is not None and pattern.type == "this"
