"""The values that guards/values.py tells of an expression: constants, and things that are known by where they
come from. Pure data. What is not known is None, which is no error.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from tree_sitter import Node

from guards.paths import Path

MAX_CHARS = 4000
MAX_ITEMS = 400


@dataclass(frozen=True, slots=True)
class Items:
    """An array, or a set of which any may be taken where `any_order`."""

    values: tuple["Value", ...]
    any_order: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    values: Mapping[str, "Value"]


@dataclass(frozen=True, slots=True)
class Function:
    """`home`: the evaluation of the file that it stands in, where that is another."""

    node: Node
    home: Any = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Class:
    node: Node
    home: Any = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Later:
    """An element or a field that nobody has asked for yet."""

    node: Node


Value: TypeAlias = str | int | float | Path | Items | Fields | Function | Class | Later | None


def text_of_value(value: Value) -> str | None:
    """As String(value) would have it."""
    match value:
        case str():
            return value
        case int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else str(value)
        case Items():
            parts = [text_of_value(each) for each in value.values]
            return None if value.any_order or None in parts else ",".join(p for p in parts if p is not None)
        case _:
            return None


def add(left: Value, right: Value) -> Value:
    if isinstance(left, int | float) and isinstance(right, int | float):
        return left + right
    a, b = text_of_value(left), text_of_value(right)
    return a + b if a is not None and b is not None and len(a) + len(b) <= MAX_CHARS else None
