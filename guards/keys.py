"""What becomes of what a computed key gives: whether it is only shown, compared and asked for fields that are
written, or may come to be called. Pure; looks at the code alone, and what it does not know may be called.

A field `constructor` is honest in a table of races; a key with that name gives what made the value, which is
dangerous where it is called, or asked by a further key. Called by guards/spelled.py.
"""

from tree_sitter import Node

from guards.paths import file_of
from guards.text import text_of
from guards.tree import Source

_CARRIERS = (
    "parenthesized_expression", "non_null_expression", "as_expression", "satisfies_expression",
    "await_expression",
)  # fmt: skip
_ENDS = (
    "unary_expression", "update_expression", "if_statement", "while_statement", "switch_statement",
    "expression_statement",
)  # fmt: skip
_CHOOSING = ("??", "||", "&&")
_CALLING = ("call", "apply", "bind", "valueOf")
_OF_DATA = ("String", "Number", "Boolean", "Math", "parseFloat", "parseInt", "isNaN")
_COMPARING = ("localeCompare", "includes", "startsWith", "endsWith", "indexOf")
UNFINISHED = 200
"""Bytes at the end of a text that is cut off: what follows there may yet be harmless."""


def may_be_called(source: Source) -> bool:
    """Whether what any computed key of the file gives may be called, or handed to who knows whom."""
    seen = set[str]()
    if any(_is_read(node) for node in source.words("props")):
        return True  # an element gives back what it shows
    return any(
        not _is_harmless(source, key, seen)
        for key in source.computed_keys
        if key.type not in ("number", "string") and not _is_unfinished(source, key)
    )


def _is_read(word: Node) -> bool:
    return word.type == "shorthand_property_identifier_pattern" or (
        word.type == "property_identifier"
        and word.parent is not None
        and word.parent.type in ("member_expression", "pair_pattern")
    )


def _is_unfinished(source: Source, key: Node) -> bool:
    return source.tree.root_node.has_error and key.end_byte > len(source.data) - UNFINISHED


def _is_harmless(source: Source, key: Node, seen: set[str]) -> bool:
    holder = key.parent
    if holder is None:
        return False
    if holder.type == "computed_property_name":
        return holder.parent is not None and holder.parent.type != "pair_pattern"
    base = holder.child_by_field_name("object")
    if base is not None and base.type == "identifier" and source.is_literal(base):
        return True  # what made an object or an array runs no text
    return _ends_well(source, holder, seen)


def _ends_well(source: Source, node: Node, seen: set[str]) -> bool:
    while (parent := node.parent) is not None:
        kind = parent.type
        if kind == "binary_expression":
            sign = parent.child_by_field_name("operator")
            if sign is None or text_of(sign) not in _CHOOSING:
                return True
        elif kind == "ternary_expression":
            if node == parent.child_by_field_name("condition"):
                return True
        elif kind not in _CARRIERS:
            return _is_end(source, node, parent, seen)
        node = parent
    return False


def _is_end(source: Source, node: Node, parent: Node, seen: set[str]) -> bool:
    above = parent.parent
    match parent.type:
        case "jsx_expression":
            return above is not None and _shows(source, above)
        case "template_substitution":
            return above is not None and above.parent is not None and above.parent.type != "call_expression"
        case "member_expression":
            name = parent.child_by_field_name("property")
            return name is not None and text_of(name) not in _CALLING
        case "subscript_expression":
            return node == parent.child_by_field_name("index")
        case "assignment_expression" | "augmented_assignment_expression":
            return node == parent.child_by_field_name("left")
        case "arguments":
            return above is not None and _takes_data(source, above)
        case "variable_declarator":
            return _is_kept_well(source, parent, seen)
        case kind:
            return kind in _ENDS


def _shows(source: Source, holder: Node) -> bool:
    """Whether an element, or an attribute of one, is the page's own or a package's: no function of the file's
    gets what is put there."""
    element = holder.parent if holder.type == "jsx_attribute" else holder.child_by_field_name("open_tag")
    name = element.child_by_field_name("name") if element is not None else None
    if name is None:
        return False
    tag = text_of(name)
    if "." not in tag and tag[:1].islower():
        return True
    return any(
        text_of(bound) == tag and file_of(f"@{source.module_of(bound)}") is None for bound in source.imported
    )


def _takes_data(source: Source, call: Node) -> bool:
    callee = call.child_by_field_name("function")
    if callee is None:
        return False
    if any(path and path[0] in _OF_DATA for path in source.values.paths(callee)):
        return True
    name = callee.child_by_field_name("property")
    return (
        name is not None
        and text_of(name) in _COMPARING
        and all(
            word.parent is not None and word.parent.type == "member_expression"
            for word in source.words(text_of(name))
        )
    )


def _is_kept_well(source: Source, declarator: Node, seen: set[str]) -> bool:
    """Whether all uses of the name that it is given end well; each name is looked at once."""
    name = declarator.child_by_field_name("name")
    line = declarator.parent
    if name is None or line is None or line.parent is None or line.parent.type == "export_statement":
        return False
    if name.type != "identifier":
        return True  # fields that are written, or what cannot be gone through
    if text_of(name) in seen:
        return True
    seen.add(text_of(name))
    return all(_ends_well(source, use, seen) for use in source.names(text_of(name)))
