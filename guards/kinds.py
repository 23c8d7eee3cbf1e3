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
MAX_NUMBER = 1 << 53
"""Beyond, JavaScript no longer tells one whole number from the next."""


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
        case int() | float() if not is_small(value):
            return None
        case int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else str(value)
        case Items() if not value.any_order:
            return _joined(value)
        case _:
            return None


def _joined(items: Items) -> str | None:
    """None as soon as it is too long: arrays in arrays may be very many."""
    parts, size = list[str](), 0
    for each in items.values:
        text = text_of_value(each)
        size += len(text) + 1 if text is not None else 0
        if text is None or size > MAX_CHARS:
            return None
        parts.append(text)
    return ",".join(parts)


def is_small(number: float) -> bool:
    """Whether it can be told and reckoned with: no infinity, not of thousands of digits."""
    return -MAX_NUMBER <= number <= MAX_NUMBER


def add(left: Value, right: Value) -> Value:
    if isinstance(left, int | float) and isinstance(right, int | float):
        return left + right if is_small(left) and is_small(right) else None
    a, b = text_of_value(left), text_of_value(right)
    return a + b if a is not None and b is not None and len(a) + len(b) <= MAX_CHARS else None
