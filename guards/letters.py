"""What JavaScript makes of texts and numbers: "lave".split("").reverse().join("") is "eval". Pure.

Bounded: texts of MAX_CHARS, patterns that are sure to take little time. Called by guards/folds.py,
guards/calls.py and guards/values.py.
"""

import math
import re
from collections.abc import Callable, Sequence

from guards.kinds import MAX_CHARS, MAX_ITEMS, Fields, Items, Value, is_small, text_of_value

_SLOW = re.compile(r"[+*}]\)?[+*{]|\)[+*{]")
"""Patterns that may take exponential time."""
_OFTEN = re.compile(r"(?<!\()[?*+{]")
_MAX_BASE = (300, 300, 60)
"""Of a text, by how many signs of the pattern say how often: each is a power of the time."""
_MAX_WAYS = (8, 2, 2)
"""Of `|`, likewise: each may double it."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def reckoned(sign: str, left: Value, right: Value) -> Value:
    if not isinstance(left, int | float) or not isinstance(right, int | float):
        return None
    if not is_small(left) or not is_small(right):
        return None
    whole = isinstance(left, int) and isinstance(right, int) and abs(left) < 1 << 40 and abs(right) < 1 << 40
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/" if right:
            return left // right if whole and left % right == 0 else left / right
        case "%" if right and left >= 0 and right > 0:
            return left % right
        case "|" | "&" | "^" if whole:
            return {"|": int(left) | int(right), "&": int(left) & int(right), "^": int(left) ^ int(right)}[
                sign
            ]
        case _:
            return None


def of_text(base: str, name: str, args: Sequence[Value]) -> Value:
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
            at = int(number_at(args, 0, 0))
            return base[at] if -size <= at < size else ""
        case "charCodeAt" | "codePointAt":
            at = int(number_at(args, 0, 0))
            return ord(base[at]) if 0 <= at < size else None
        case "slice":
            return base[int(number_at(args, 0, 0)) : int(number_at(args, 1, size))]
        case "substring":
            ends = [min(max(0, int(number_at(args, at, end))), size) for at, end in ((0, 0), (1, size))]
            return base[min(ends) : max(ends)]
        case "substr":
            start = (
                int(number_at(args, 0, 0)) % max(size, 1)
                if number_at(args, 0, 0) < 0
                else int(number_at(args, 0, 0))
            )
            return base[start : start + max(0, int(number_at(args, 1, size)))]
        case "repeat":
            return base * min(int(number_at(args, 0, 0)), MAX_CHARS // max(1, size))
        case "replace" | "replaceAll":
            return _replaced(base, name, args)
        case "match" | "matchAll" | "exec":
            return _matched(base, args)
        case "padStart" | "padEnd":
            fill = (text_of_value(args[1]) if len(args) > 1 else None) or " "
            padding = (fill * MAX_CHARS)[: max(0, min(MAX_CHARS, int(number_at(args, 0, 0))) - size)]
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
        wanted = pattern(what, base)
        if wanted is None:
            return None
        return wanted.sub(lambda _: by, base, count=0 if "g" in str(what.values.get("flags")) else 1)
    text = text_of_value(what)
    return None if text is None else base.replace(text, by, -1 if name == "replaceAll" else 1)


def pattern(given: Value, base: str) -> re.Pattern[str] | None:
    """Of a regular expression's Fields, if it is sure to take little time."""
    if not isinstance(given, Fields):
        return None
    source, flags = given.values.get("source"), given.values.get("flags")
    if not isinstance(source, str) or _SLOW.search(source):
        return None
    often = len(_OFTEN.findall(source))
    if often >= len(_MAX_BASE) or len(base) > _MAX_BASE[often] or source.count("|") > _MAX_WAYS[often]:
        return None
    try:
        return re.compile(source, re.IGNORECASE if "i" in str(flags) else 0)
    except (re.error, OverflowError, RecursionError):  # JavaScript knows patterns that Python does not
        return None


def _matched(base: str, args: Sequence[Value]) -> Value:
    wanted = pattern(args[0] if args else None, base)
    hit = wanted.search(base) if wanted is not None else None
    if wanted is None or hit is None:
        return None
    if "g" in str(args[0].values.get("flags") if isinstance(args[0], Fields) else ""):
        return Items(tuple(each[0] for each in wanted.finditer(base)))
    return Items((hit[0], *hit.groups()))


def interleaved(texts: Items, between: Sequence[Value]) -> str | None:
    """What String.raw makes of a template."""
    parts = [text_of_value(each) for each in texts.values]
    filled = [text_of_value(each) or "" for each in between[: max(0, len(parts) - 1)]]
    if None in parts:
        return None
    ends = [*filled, *[""] * (len(parts) - len(filled))]
    return "".join(f"{part}{end}" for part, end in zip(parts, ends, strict=True))


def number_at(args: Sequence[Value], at: int, default: float) -> float:
    value = args[at] if at < len(args) else None
    return value if isinstance(value, int | float) else default


def in_radix(number: float, radix: int) -> str | None:
    if number != math.floor(number) or not 2 <= radix <= 36 or number < 0:
        return None
    digits, rest = "", int(number)
    while rest:
        rest, digit = divmod(rest, radix)
        digits = _DIGITS[digit] + digits
    return digits or "0"


def read_number(text: str, radix: int) -> Value:
    return int(text, 16) if text.startswith("0x") else int(text, radix)
