"""What JavaScript's own functions make of constants: "lave".split("").reverse().join("") is "eval". Pure.

Owns the values that a constant can be, and the methods that people build names with. Whatever is not known
here is None, which is no error: the caller goes on without a value. Called by guards/values.py and
guards/calls.py.
"""

import base64
import binascii
import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import unquote

from tree_sitter import Node

from guards.paths import Path

MAX_CHARS = 4000
MAX_ITEMS = 400
MAX_LETTERS = 8
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


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
    node: Node


@dataclass(frozen=True, slots=True)
class Later:
    """An element or a field that nobody has asked for yet."""

    node: Node


Value: TypeAlias = str | int | float | Path | Items | Fields | Function | Later | None


def add(left: Value, right: Value) -> Value:
    if isinstance(left, int | float) and isinstance(right, int | float):
        return left + right
    a, b = text_of_value(left), text_of_value(right)
    return a + b if a is not None and b is not None and len(a) + len(b) <= MAX_CHARS else None


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


def method(base: Value, name: str, args: Sequence[Value]) -> list[Value]:
    """What base.name(…args) may be; functions as arguments are the caller's."""
    try:
        if isinstance(base, str):
            made = _of_text(base, name, args)
        elif isinstance(base, Items):
            return _of_items(base, name, args)
        elif isinstance(base, int | float) and name == "toString":
            made = _in_radix(base, int(_number(args, 0, 10)))
        else:
            made = None
    except (ValueError, OverflowError, re.error, RecursionError):
        return []
    return [] if made is None or (isinstance(made, str) and len(made) > MAX_CHARS) else [made]


def called(path: tuple[str, ...], args: Sequence[Value]) -> list[Value]:
    """What a global function makes of constants: atob("ZXZhbA==") is "eval"."""
    first = args[0] if args else None
    text = text_of_value(first)
    try:
        match path:
            case ("String",) | ("String", "raw"):
                return [text] if text is not None else []
            case ("String", "fromCharCode" | "fromCodePoint"):
                codes = [int(each) for each in args if isinstance(each, int | float)]
                return ["".join(map(chr, codes))] if len(codes) == len(args) <= MAX_ITEMS else []
            case ("atob",) if text is not None:
                return [base64.b64decode(text + "=" * (-len(text) % 4)).decode("latin-1")]
            case ("decodeURIComponent" | "decodeURI" | "unescape",) if text is not None:
                return [unquote(re.sub(r"%u([0-9a-fA-F]{4})", lambda hit: chr(int(hit[1], 16)), text))]
            case ("JSON", "parse") if text is not None:
                return [_from_json(json.loads(text))]
            case ("Object", "keys" | "getOwnPropertyNames") if isinstance(first, Fields):
                return [Items(tuple(first.values), any_order=True)]
            case ("Object", "values") if isinstance(first, Fields):
                return [Items(tuple(first.values.values()), any_order=True)]
            case ("Object", "entries") if isinstance(first, Fields):
                return [Items(tuple(Items((key, value)) for key, value in first.values.items()), True)]
            case ("Array", "of"):
                return [Items(tuple(args))]
            case ("Array", "from") if isinstance(first, str):
                return [Items(tuple(first[:MAX_ITEMS]))]
            case ("Number" | "parseInt" | "parseFloat",) if text is not None:
                return [_read_number(text, int(_number(args, 1, 10)))]
            case ("Symbol",) if text is not None:
                return [Fields({"description": text})]
            case (
                ("Object", "freeze" | "seal" | "assign" | "create")
                | ("Promise", "resolve")
                | ("Array", "from")
                | ("@react", "useMemo" | "useCallback" | "useDeferredValue" | "memo")
            ):
                return [first] if first is not None else []
            case ("@react", "useRef" | "createRef"):
                return [Fields({"current": first})]
            case ("@react", "useState"):
                return [Items((first, None))]
            case _:
                return []
    except (ValueError, OverflowError, binascii.Error, RecursionError):
        return []


def element(base: Value, key: Value) -> list[Value]:
    """base[key] of constants."""
    name = text_of_value(key)
    match base:
        case Items():
            if base.any_order:
                return list(base.values)
            return [base.values[int(name or 0)]] if _is_index(name, len(base.values)) else []
        case str():
            return [base[int(name or 0)]] if _is_index(name, len(base)) else []
        case Fields() if name is not None and name in base.values:
            return [base.values[name]]
        case Fields() if key is None:
            return list(base.values.values())[:MAX_ITEMS]
        case _:
            return []


def looped(over: Value, keys: bool) -> list[Value]:
    """What a `for` loop over it goes through. `keys`: for … in."""
    match over:
        case Items():
            return list(over.values)
        case Fields() if keys:
            return list(over.values)
        case str():
            return list(over[:MAX_LETTERS])
        case _:
            return []


def _is_index(name: str | None, size: int) -> bool:
    return name is not None and name.isdecimal() and len(name) < 6 and int(name) < size


def _number(args: Sequence[Value], at: int, default: float) -> float:
    value = args[at] if at < len(args) else None
    return value if isinstance(value, int | float) else default


def _of_text(base: str, name: str, args: Sequence[Value]) -> Value:
    text = text_of_value(args[0]) if args else None
    size = len(base)
    plain: dict[str, Callable[[str], str]] = {
        "toLowerCase": str.lower, "toLocaleLowerCase": str.lower, "toUpperCase": str.upper,
        "toLocaleUpperCase": str.upper, "trim": str.strip, "trimStart": str.lstrip, "trimEnd": str.rstrip,
        "toString": str, "valueOf": str, "normalize": str,
    }  # fmt: skip
    if name in plain:
        return plain[name](base)
    match name:
        case "split":
            parts = list(base) if text in ("", None) else base.split(text or "")
            return Items(tuple(parts[:MAX_ITEMS]))
        case "concat":
            return base + "".join(text_of_value(each) or "" for each in args)
        case "charAt" | "at":
            at = int(_number(args, 0, 0))
            return base[at] if -size <= at < size else ""
        case "charCodeAt" | "codePointAt":
            at = int(_number(args, 0, 0))
            return ord(base[at]) if 0 <= at < size else None
        case "slice":
            return base[int(_number(args, 0, 0)) : int(_number(args, 1, size))]
        case "substring":
            ends = [min(max(0, int(_number(args, at, end))), size) for at, end in ((0, 0), (1, size))]
            return base[min(ends) : max(ends)]
        case "substr":
            start = (
                int(_number(args, 0, 0)) % max(size, 1)
                if _number(args, 0, 0) < 0
                else int(_number(args, 0, 0))
            )
            return base[start : start + max(0, int(_number(args, 1, size)))]
        case "repeat":
            return base * min(int(_number(args, 0, 0)), MAX_CHARS // max(1, size))
        case "replace" | "replaceAll":
            return _replaced(base, name, args)
        case "padStart" | "padEnd":
            fill = (text_of_value(args[1]) if len(args) > 1 else None) or " "
            padding = (fill * MAX_CHARS)[: max(0, min(MAX_CHARS, int(_number(args, 0, 0))) - size)]
            return padding + base if name == "padStart" else base + padding
        case _:
            return None


def _replaced(base: str, name: str, args: Sequence[Value]) -> Value:
    if len(args) < 2:
        return None
    by = text_of_value(args[1])
    what = args[0]
    if by is None:
        return None
    if isinstance(what, Fields):
        source, flags = what.values.get("source"), what.values.get("flags")
        if not isinstance(source, str) or len(base) > 300 or re.search(r"[+*}]\)?[+*{]", source):
            return None
        ignore = re.IGNORECASE if "i" in str(flags) else 0
        return re.sub(source, lambda _: by, base, count=0 if "g" in str(flags) else 1, flags=ignore)
    text = text_of_value(what)
    return None if text is None else base.replace(text, by, -1 if name == "replaceAll" else 1)


def _of_items(base: Items, name: str, args: Sequence[Value]) -> list[Value]:
    values = base.values
    match name:
        case "join" | "toString" | "toLocaleString":
            parts = [text_of_value(each) for each in values]
            between = text_of_value(args[0]) if args else ","
            if None in parts or between is None or base.any_order:
                return []
            return [between.join(part for part in parts if part is not None)[:MAX_CHARS]]
        case "reverse" | "toReversed":
            return [Items(values[::-1], base.any_order)]
        case "slice":
            return [Items(values[int(_number(args, 0, 0)) : int(_number(args, 1, len(values)))])]
        case "concat":
            more = [each.values if isinstance(each, Items) else (each,) for each in args]
            return [Items((*values, *(value for part in more for value in part))[:MAX_ITEMS])]
        case "flat" | "flatMap":
            parts = [each.values if isinstance(each, Items) else (each,) for each in values]
            return [Items(tuple(value for part in parts for value in part)[:MAX_ITEMS], base.any_order)]
        case "at" if args and isinstance(args[0], int) and -len(values) <= args[0] < len(values):
            return [values[args[0]]]
        case "filter" | "sort" | "toSorted" | "values" | "splice" | "with" | "fill":
            return [Items(values, any_order=True)]
        case "at" | "pop" | "shift" | "find" | "findLast":
            return list(values)
        case _:
            return []


def _in_radix(number: float, radix: int) -> str | None:
    if number != math.floor(number) or not 2 <= radix <= 36 or number < 0:
        return None
    digits, rest = "", int(number)
    while rest:
        rest, digit = divmod(rest, radix)
        digits = _DIGITS[digit] + digits
    return digits or "0"


def _read_number(text: str, radix: int) -> Value:
    return int(text, 16) if text.startswith("0x") else int(text, radix)


def _from_json(value: object) -> Value:
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, list):
        return Items(tuple(_from_json(each) for each in value[:MAX_ITEMS]))  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, dict):
        return Fields({str(key): _from_json(each) for key, each in value.items()})  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return None
