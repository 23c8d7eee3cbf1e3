"""Line-per-item arrays of a source text: finding them, and making, finding and ordering their lines. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from models.sketches.forms import field_type
from models.sketches.kind import js, sentence_case, slug

_OPENING = re.compile(r"^\s*(?:export )?const (\w+)(?:\s*:[^=\n]+)? = \[\s*$")
_ITEM = re.compile(r"^\s*(?:\{.*\}|\"(?:[^\"\\]|\\.)*\"|'[^']*'|-?[\d.]+),?\s*$")
_PAIR = re.compile(
    r"(?<=[{,\s])(\w+|\"[^\"]*\"): (\"(?:[^\"\\]|\\.)*\"|'[^']*'|\[[^\]]*\]|-?[\d.]+|true|false|\w+)"
)
_TEXT_KEYS = ("label", "name", "title", "text", "question", "who", "month", "description")
_KEY_KEYS = ("id", "key", "value", "slug")
NOUNS: Mapping[str, tuple[str, ...]] = {
    "field": ("FIELDS",), "input": ("FIELDS",), "column": ("COLUMNS",), "lane": ("COLUMNS",),
    "task": ("TASKS", "CARDS", "PARTS"), "todo": ("TASKS",), "plan": ("PLANS",), "tier": ("PLANS",),
    "card": ("CARDS", "METRICS", "PLANS", "FEATURES"), "question": ("QUESTIONS",), "link": ("LINKS",), "page": ("LINKS",),
    "tab": ("TABS", "LINKS"), "event": ("EVENTS",), "appointment": ("EVENTS",), "city": ("CITIES",), "song": ("SONGS",),
    "track": ("SONGS",), "photo": ("PICTURES",), "picture": ("PICTURES",), "image": ("PICTURES",), "file": ("FILES",),
    "feature": ("FEATURES",), "fact": ("FACTS",), "option": ("OPTIONS",), "toggle": ("OPTIONS",), "switch": ("OPTIONS",),
    "metric": ("METRICS",), "figure": ("METRICS",), "kpi": ("METRICS",), "stat": ("STATS", "METRICS"), "product": ("ITEMS", "ROWS"),
    "row": ("ROWS",), "person": ("ROWS",), "user": ("ROWS",), "face": ("FACES",), "emoji": ("FACES",), "part": ("PARTS",),
    "preset": ("PRESETS",), "note": ("NOTES",), "message": ("MESSAGES",), "answer": ("ANSWERS",), "step": ("STEPS",),
    "day": ("DAYS",), "variant": ("VARIANTS",), "item": (), "entry": (), "element": (),
}  # fmt: skip
NOUN = r"(?:" + "|".join(f"{noun}s?" if noun != "city" else "city|cities" for noun in NOUNS) + r"|entries)"


@dataclass(frozen=True, slots=True)
class Array:
    """`lines[start:end]` are its items."""

    name: str
    start: int
    end: int
    items: tuple[str, ...]


def arrays_in(text: str) -> list[Array]:
    """Every array whose items stand on one line each, in order."""
    lines = text.split("\n")
    found: list[Array] = []
    for place, line in enumerate(lines):
        opening = _OPENING.match(line)
        if not opening:
            continue
        end = place + 1
        while end < len(lines) and _ITEM.match(lines[end]):
            end += 1
        if end < len(lines) and end > place + 1 and lines[end].strip().startswith("]"):
            found.append(Array(opening.group(1), place + 1, end, tuple(lines[place + 1 : end])))
    return found


def array_for(arrays: list[Array], noun: str) -> Array | None:
    """The array that a noun means; the first one for "item" and for no noun at all."""
    bare = singular(noun)
    names = (*NOUNS.get(bare, ()), f"{bare.upper()}S")
    named = next((array for name in names for array in arrays if array.name.upper() == name), None)
    if named or not arrays:
        return named
    return arrays[0] if bare in {"", "item", "entry", "element"} else None


def singular(noun: str) -> str:
    word = noun.lower()
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") else word


def with_items(text: str, array: Array, items: list[str]) -> str:
    """The text with other items in the array, each ending in a comma."""
    lines = text.split("\n")
    lines[array.start : array.end] = [item if item.rstrip().endswith(",") else f"{item}," for item in items]
    return "\n".join(lines)


def values_of(item: str) -> dict[str, str]:
    """The keys of an item line and their texts without quotes; a bare item has the key ""."""
    pairs = _PAIR.findall(item)
    if not pairs:
        return {"": item.strip().rstrip(",").strip("\"'")}
    return {key.strip('"'): value.strip("\"'") for key, value in pairs}


def text_key(item: str) -> str:
    """The key whose text a reader sees."""
    values = values_of(item)
    return next(
        (key for key in _TEXT_KEYS if key in values),
        next((key for key in values if key not in _KEY_KEYS), ""),
    )


def find(arrays: list[Array], wanted: str) -> tuple[Array, int] | None:
    """The array and place of the item that a text names: exactly, else as a part of it."""
    needle = wanted.lower().strip()
    tests: tuple[Callable[[str], bool], ...] = (
        lambda value: value.lower() == needle,
        lambda value: len(needle) > 1 and re.search(rf"\b{re.escape(needle)}\b", value.lower()) is not None,
    )
    for test in tests:
        for array in arrays:
            for place, item in enumerate(array.items):
                if needle and any(test(value) for value in values_of(item).values()):
                    return array, place
    return None


def new_item(array: Array, text: str) -> str:
    """A line for `text` in the shape of the last item."""
    model = array.items[-1]
    indent = model[: len(model) - len(model.lstrip())]
    shown = text_key(model)
    if shown == "" and not model.strip().startswith("{"):
        number = re.fullmatch(r"-?[\d.]+,?", model.strip())
        digits = re.search(r"\d+", text)
        return (
            f"{indent}{digits.group() if number and digits else '0' if number else js(sentence_case(text))},"
        )

    def value(match: re.Match[str]) -> str:
        key, old = match.group(1), match.group(2)
        return f"{key}: {_value(array, key.strip(chr(34)), old, text, shown)}"

    return indent + _PAIR.sub(value, model.strip())


def set_value(item: str, key: str, text: str) -> str | None:
    """The item with another value under the key, or None where it has no such key or the types differ."""
    for match in _PAIR.finditer(item):
        name, old = match.group(1), match.group(2)
        if name.strip('"').lower() != key.lower():
            continue
        number = re.search(r"-?\d+(?:\.\d+)?", text)
        if re.fullmatch(r"-?[\d.]+", old):
            return f"{item[: match.start(2)]}{number.group()}{item[match.end(2) :]}" if number else None
        return f"{item[: match.start(2)]}{js(text)}{item[match.end(2) :]}" if old[0] in "\"'" else None
    return None


def _value(array: Array, key: str, old: str, text: str, shown: str) -> str:
    if key == shown:
        return js(sentence_case(text))
    if key in _KEY_KEYS:
        taken = [values_of(item).get(key, "") for item in array.items]
        if re.fullmatch(r"\d+", old):
            return str(max((int(each) for each in taken if each.isdigit()), default=0) + 1)
        name, number = slug(text), 2
        while name in taken:
            name, number = f"{slug(text)}_{number}", number + 1
        return js(name)
    if key == "type":
        return js(field_type(text))
    if key == "placeholder":
        return js("")
    return "false" if old == "true" else old
