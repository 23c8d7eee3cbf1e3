"""What JavaScript's own functions make of constants: "lave".split("").reverse().join("") is "eval". Pure.

Owns what global functions and the methods of arrays give. Whatever is not known here is None, which is no
error: the caller goes on without a value. Called by guards/values.py, guards/bindings.py and guards/calls.py.
"""

import base64
import binascii
import json
import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote, unquote

from guards import letters
from guards.kinds import MAX_CHARS, MAX_ITEMS, Fields, Items, Value, text_of_value
from guards.letters import number_at
from guards.paths import Path

MAX_LETTERS = 8


def method(base: Value, name: str, args: Sequence[Value]) -> list[Value]:
    """What base.name(…args) may be; functions as arguments are the caller's."""
    try:
        if isinstance(base, str):
            made = letters.of_text(base, name, args)
        elif isinstance(base, Items):
            return _of_items(base, name, args)
        elif isinstance(base, int | float) and name == "toString":
            made = letters.in_radix(base, int(number_at(args, 0, 10)))
        else:
            made = None
    except (ValueError, OverflowError, re.error, RecursionError):
        return []
    return [] if made is None or (isinstance(made, str) and len(made) > MAX_CHARS) else [made]


def called(path: tuple[str, ...], args: Sequence[Value]) -> list[Value]:
    """What a global function makes of constants: atob("ZXZhbA==") is "eval"."""
    return [made for made in _called(path, args) if not isinstance(made, str) or len(made) <= MAX_CHARS]


def _called(path: tuple[str, ...], args: Sequence[Value]) -> list[Value]:
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
            case ("encodeURIComponent" | "encodeURI" | "escape",) if text is not None:
                return [quote(text, safe="!'()*-._~/:;,@?&=+$#")]
            case ("JSON", "stringify") if isinstance(first, str):
                return [json.dumps(first)]
            case ("JSON", "parse") if text is not None:
                return [from_json(json.loads(text))]
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
                return [letters.read_number(text, int(number_at(args, 1, 10)))]
            case ("Symbol",) | ("Symbol", "for") if text is not None:
                return [Fields({"description": text})]
            case ("Symbol", "keyFor") if isinstance(first, Fields):
                return [first.values.get("description")]
            case _ if path[-1:] and path[-1].endswith("Error") and len(path) == 1:
                more = args[1] if len(args) > 1 else None
                cause = more.values.get("cause") if isinstance(more, Fields) else None
                return [Fields({"message": text, "cause": cause})]
            case ("Map" | "WeakMap" | "Set" | "WeakSet" | "FormData" | "Headers" | "URLSearchParams",):
                return [Items(flattened(first) if isinstance(first, Items) else (), any_order=True)]
            case ("Object", "fromEntries") if isinstance(first, Items):
                pairs = [each.values for each in first.values if isinstance(each, Items)]
                return [Fields({str(text_of_value(pair[0])): pair[1] for pair in pairs if len(pair) > 1})]
            case ("Object", "assign"):
                merged = [each.values for each in args if isinstance(each, Fields)]
                return [Fields({key: each for part in merged for key, each in part.items()}), *args[:1]]
            case ("Object", "defineProperty") if len(args) > 2 and isinstance(args[2], Fields):
                own: Mapping[str, Value] = first.values if isinstance(first, Fields) else {}
                return [Fields({**own, str(text_of_value(args[1])): args[2].values.get("value")})]
            case ("Object", "groupBy") if isinstance(first, Items):
                return [Fields({text_of_value(each) or "": first for each in first.values})]
            case (
                ("Promise", "all" | "allSettled" | "race" | "any") | ("structuredClone",) | ("@react", "use")
            ):
                return [first] if first is not None else []
            case ("@event", "composedPath"):
                return [Items((Path(()), Path(("document",))), any_order=True)]
            case ("@react", "createContext"):
                return [Fields({"@value": first})]
            case ("@react", "useContext") if isinstance(first, Fields):
                return [first.values.get("@value")]
            case ("String", "raw") if isinstance(first, Items):
                return [letters.interleaved(first, args[1:])]
            case ("Uint8Array" | "Uint16Array",) if isinstance(first, Items):
                return [first]
            case (
                ("Object", "freeze" | "seal" | "create")
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
            if base.any_order or (key is None and name is None):
                return list(base.values)
            if name == "length":
                return [len(base.values)]
            if name == "raw":
                return [base]
            return [base.values[int(name or 0)]] if _is_index(name, len(base.values)) else []
        case str():
            if name == "length":
                return [len(base)]
            return [base[int(name or 0)]] if _is_index(name, len(base)) else []
        case Fields() if name is not None and name in base.values:
            return [base.values[name]]
        case Fields() if key is None:
            return list(base.values.values())[:MAX_ITEMS]
        case _:
            return []


def flattened(values: Items) -> tuple[Value, ...]:
    """The elements, and those of elements that are arrays: what a map may give for a key."""
    inner = [each for value in values.values if isinstance(value, Items) for each in value.values]
    return (*values.values, *inner)[:MAX_ITEMS]


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
            return [Items(values[int(number_at(args, 0, 0)) : int(number_at(args, 1, len(values)))])]
        case "concat":
            more = [each.values if isinstance(each, Items) else (each,) for each in args]
            return [Items((*values, *(value for part in more for value in part))[:MAX_ITEMS])]
        case "flat" | "flatMap":
            parts = [each.values if isinstance(each, Items) else (each,) for each in values]
            return [Items(tuple(value for part in parts for value in part)[:MAX_ITEMS], base.any_order)]
        case "at" if (
            not base.any_order and args and isinstance(args[0], int) and -len(values) <= args[0] < len(values)
        ):
            return [values[args[0]]]
        case "at" if base.any_order:
            return list(values)
        case "filter" | "sort" | "toSorted" | "splice" | "with" | "fill" | "add" | "set":
            return [Items(values, any_order=True)]
        case "values" | "keys" | "entries" | "next" | "return":
            return [Items(values, any_order=True)]
        case "at" | "pop" | "shift" | "find" | "findLast" | "get" | "getAll":
            return list(values)
        case "decode":
            codes = [each for each in values if isinstance(each, int)]
            return ["".join(map(chr, codes))] if len(codes) == len(values) else []
        case _:
            return []


def from_json(value: object) -> Value:
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, list):
        return Items(tuple(from_json(each) for each in value[:MAX_ITEMS]))  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, dict):
        return Fields({str(key): from_json(each) for key, each in value.items()})  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return None
