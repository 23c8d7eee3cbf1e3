"""Changes of lists: items added, removed, put in order, and single values set. Pure; called by changes.py."""

import re

from models.sketches.arrays import (
    NOUN,
    Array,
    array_for,
    arrays_in,
    find,
    new_item,
    set_value,
    singular,
    text_key,
    values_of,
    with_items,
)
from models.sketches.brief import quoted, split_list
from models.sketches.kind import js, slug

_ADD = re.compile(
    rf"\b(?:add|append|insert|include)\s+(?:an?\s+|another\s+|the\s+|one more\s+|two\s+|some\s+|more\s+)*(?:new\s+)?(?P<noun>{NOUN})\b"
    r"(?:\s+(?:called|named|titled|for|with|saying|that says|of|about)(?:\s+the)?)?\s*:?\s*(?P<value>.*)$",
    re.I,
)
_ADD_BEFORE = re.compile(
    rf"\b(?:add|append|insert|include)\s+(?:an?\s+|another\s+|the\s+)?(?P<value>.+?)\s+(?P<noun>{NOUN})\b",
    re.I,
)
_ADD_TO = re.compile(
    rf"\badd\s+(?P<value>.+?)\s+to\s+(?:the\s+|my\s+)?(?P<noun>{NOUN}|list|table|form|board|menu|cart)\b",
    re.I,
)
_PLACE = re.compile(r"\s+(?:at|to|on) the (top|beginning|start|front|end|bottom)\b.*$", re.I)
_NEXT_TO = re.compile(r"\s+(before|after|above|below|behind)\s+(?:the\s+)?(.+)$", re.I)
_REMOVE = re.compile(
    r"\b(?:remove|delete|drop|take out|get rid of|erase|hide)\s+(?:the\s+|an?\s+|my\s+)?(.+)$", re.I
)
_MOVE = re.compile(
    r"\b(?:put|move|place|show|bring|make)\s+(?:the\s+)?(.+?)\s+(before|after|above|below|behind|in front of|to the|at the|(?:(?:come|be|the|stand|go)\s+)?(?:first|last))\b\s*(.*)$",
    re.I,
)
_SWAP = re.compile(
    r"\b(?:swap|switch|exchange)\s+(?:the\s+)?(.+?)\s+(?:and|with|for)\s+(?:the\s+)?(.+)$", re.I
)
_SORT = re.compile(
    r"\b(?:sort|order|arrange)\b(?:\s+\w+){0,4}?\s+(?:by|alphabetically)\b\s*(?:the\s+)?(\w*)", re.I
)
_SET = re.compile(
    r"\b(?:change|set|make|update)\s+the\s+(\w+)\s+(?:of|for)\s+(?:the\s+)?(.+?)\s+(?:to|=)\s+(.+)$", re.I
)
_CLAUSE = re.compile(
    r"(?:,? and (?:make|use|change|add|remove|rename|sort|set|put|move|turn)\b.*|[.!?;](?:\s.*)?)$", re.I
)
_TEXT_WORDS = ("name", "title", "label", "text", "alphabet", "letter")
_LISTS = {"list": "item", "table": "row", "form": "field", "board": "card", "menu": "link", "cart": "item"}


def add_items(prompt: str, text: str) -> tuple[str, str] | None:
    arrays = arrays_in(text)
    for pattern in (_ADD_TO, _ADD, _ADD_BEFORE):
        found = pattern.search(prompt)
        if not found:
            continue
        noun = _LISTS.get(found.group("noun").lower(), found.group("noun"))
        array = array_for(arrays, noun) or (
            arrays[0] if arrays and found.group("noun").lower() in _LISTS else None
        )
        value, place, anchor = _placed(found.group("value"))
        names = _names(value, plural=noun.lower().endswith("s"))
        if array and names:
            return _added(text, array, names, place, anchor)
    return None


def _placed(value: str) -> tuple[str, str, str]:
    """The text to add, "top" or "before" or "after" or "end", and the item that it goes beside."""
    clean = _CLAUSE.sub("", value)
    beside = (
        None
        if re.match(r"\s*[\"“«`']", clean)
        and not re.search(r"[\"”»`']\s+(?:before|after|above|below)", clean)
        else _NEXT_TO.search(clean)
    )
    if beside:
        side = "before" if beside.group(1).lower() in {"before", "above"} else "after"
        return clean[: beside.start()], side, _bare(beside.group(2))
    where = _PLACE.search(clean)
    if where:
        top = where.group(1).lower() in {"top", "beginning", "start", "front"}
        return clean[: where.start()], "top" if top else "end", ""
    return clean, "end", ""


def _names(value: str, *, plural: bool) -> list[str]:
    quotes = quoted(value)
    if quotes:
        return quotes
    bare = _bare(value)
    names = list(split_list(bare)) if plural else [bare]
    return [name[:80] for name in names if name and name.lower() not in {"more", "new", "another"}]


def _added(text: str, array: Array, names: list[str], place: str, anchor: str) -> tuple[str, str]:
    items = list(array.items)
    at = len(items)
    if place == "top":
        at = 0
    elif anchor and (found := find([array], anchor)):
        at = found[1] + (place == "after")
    fresh: list[str] = []
    for name in names:
        fresh.append(new_item(Array(array.name, array.start, array.end, (*array.items, *fresh)), name))
    items[at:at] = fresh
    return with_items(text, array, items), f"added {', '.join(f'“{name}”' for name in names)}"


def remove_items(prompt: str, text: str) -> tuple[str, str] | None:
    found = _REMOVE.search(prompt)
    if not found:
        return None
    arrays = arrays_in(text)
    wanted = _CLAUSE.sub("", found.group(1))
    end = re.match(rf"(first|last)\s+({NOUN})\b", wanted, re.I)
    if end:
        array = array_for(arrays, end.group(2))
        hit = (array, 0 if end.group(1).lower() == "first" else len(array.items) - 1) if array else None
    else:
        hit = _find(arrays, wanted)
    if hit is None or len(hit[0].items) < 2:
        return None
    array, place = hit
    gone = _shown(array.items[place])
    return with_items(text, array, [*array.items[:place], *array.items[place + 1 :]]), f"removed “{gone}”"


def order_items(prompt: str, text: str) -> tuple[str, str] | None:
    arrays = arrays_in(text)
    if not arrays:
        return None
    if _SORT.search(prompt):
        return _sorted(prompt, text, arrays)
    swap = _SWAP.search(_CLAUSE.sub("", prompt))
    if swap:
        return _swapped(swap, text, arrays)
    if re.search(r"\b(?:reverse|backwards|other way round|flip the order|opposite order)\b", prompt, re.I):
        return _reversed(prompt, text, arrays)
    moved = _MOVE.search(_CLAUSE.sub("", prompt))
    return _moved(moved, text, arrays) if moved else None


def _sorted(prompt: str, text: str, arrays: list[Array]) -> tuple[str, str] | None:
    found = _SORT.search(prompt)
    key = slug(found.group(1)) if found and found.group(1) else ""
    down = re.search(r"\b(?:descending|desc|highest|largest|newest|z to a|down)\b", prompt, re.I) is not None
    live = re.search(r"useState\(\{ key: \"(\w+)\", down: (true|false) \}\)", text)
    if live and key:
        if not re.search(rf"^\s*\{{ key: {js(key)},", text, re.M):
            return None
        state = f'useState({{ key: "{key}", down: {"true" if down else "false"} }})'
        return text[: live.start()] + state + text[live.end() :], f"it is sorted by {key} now"
    order = re.search(
        r"\[order, setOrder\] = useState<[^>]*\"" + re.escape(key or "-") + r"\"[^>]*>\((\"\w+\")\)", text
    )
    if order:
        return text[: order.start(1)] + js(key) + text[order.end(1) :], f"it is sorted by {key} now"
    array = next((each for each in arrays if key in values_of(each.items[0])), arrays[0])
    known = key in values_of(array.items[0])
    if key and not known and key not in _TEXT_WORDS:
        return None
    chosen = key if known else text_key(array.items[0])
    items = sorted(array.items, key=lambda item: _rank(values_of(item).get(chosen, "")), reverse=down)
    return with_items(text, array, items), f"it is sorted by {chosen or 'its text'} now"


def _rank(value: str) -> tuple[int, float, str]:
    number = re.fullmatch(r"-?\d+(?:\.\d+)?", value)
    return (0, float(value), "") if number else (1, 0.0, value.lower())


def _reversed(prompt: str, text: str, arrays: list[Array]) -> tuple[str, str]:
    live = re.search(r"useState\(\{ key: \"\w+\", down: (true|false) \}\)", text)
    named = re.search(rf"\b{NOUN}\b", prompt, re.I)
    if live and not named:
        turned = "false" if live.group(1) == "true" else "true"
        return text[: live.start(1)] + turned + text[live.end(1) :], "the order is reversed"
    array = (array_for(arrays, named.group()) if named else None) or arrays[0]
    return with_items(text, array, list(reversed(array.items))), "the order is reversed"


def _swapped(swap: re.Match[str], text: str, arrays: list[Array]) -> tuple[str, str] | None:
    first = _find(arrays, swap.group(1))
    second = _find([first[0]], swap.group(2)) if first else None
    if not first or not second:
        return None
    items = list(first[0].items)
    items[first[1]], items[second[1]] = items[second[1]], items[first[1]]
    said = f"“{_shown(items[second[1]])}” and “{_shown(items[first[1]])}” have changed places"
    return with_items(text, first[0], items), said


def _moved(moved: re.Match[str], text: str, arrays: list[Array]) -> tuple[str, str] | None:
    side, target = moved.group(2).lower(), moved.group(3)
    side = side if side in {"to the", "at the", "in front of"} else side.split()[-1]
    hit = _find(arrays, moved.group(1))
    if hit is None:
        return None
    array, place = hit
    items = list(array.items)
    item = items.pop(place)
    if side in {"to the", "at the", "first", "last"}:
        top = (
            side == "first"
            or re.match(r"(?:top|beginning|start|front|left|first)\b", target, re.I) is not None
        )
        if not top and side != "last" and not re.match(r"(?:end|bottom|right|last|back)\b", target, re.I):
            return None
        items.insert(0 if top else len(items), item)
        return with_items(text, array, items), f"“{_shown(item)}” is {'first' if top else 'last'} now"
    beside = _find([Array(array.name, array.start, array.end, tuple(items))], target)
    if beside is None:
        return None
    before = side in {"before", "above", "in front of"}
    items.insert(beside[1] + (0 if before else 1), item)
    return with_items(
        text, array, items
    ), f"“{_shown(item)}” stands {'before' if before else 'after'} “{_shown(beside[0].items[beside[1]])}” now"


def set_price(prompt: str, text: str) -> tuple[str, str] | None:
    """ "Change the price of Team to 29": any value of an item, by its key."""
    found = _SET.search(prompt)
    hit = _find(arrays_in(text), found.group(2)) if found else None
    if not found or not hit:
        return None
    array, place = hit
    value = _bare(_CLAUSE.sub("", found.group(3)))
    item = set_value(array.items[place], found.group(1), value)
    if item is None:
        return None
    items = [*array.items[:place], item, *array.items[place + 1 :]]
    return with_items(text, array, items), f"the {found.group(1)} of “{_shown(item)}” is {value} now"


def _find(arrays: list[Array], wanted: str) -> tuple[Array, int] | None:
    """The item that is named, with or without a noun around it: "the email field", "task Buy milk"."""
    quotes = quoted(wanted)
    bare = quotes[0] if quotes else _bare(wanted)
    noun = re.search(rf"\s({NOUN})$", bare, re.I) or re.match(rf"({NOUN})\s", bare, re.I)
    named = array_for(arrays, singular(noun.group(1))) if noun else None
    after = re.sub(rf"^{NOUN}\s+(?:called\s+|named\s+)?", "", bare, flags=re.I)
    before = re.sub(rf"\s+{NOUN}$", "", bare, flags=re.I)  # "City column": both are nouns here
    return (
        next((hit for core in (before, after) if named and (hit := find([named], core))), None)
        or find(arrays, bare)
        or find(arrays, before)
        or find(arrays, after)
    )


def _bare(text: str) -> str:
    return re.sub(r"^(?:the|an?|my|called|named)\s+", "", text.strip(" \t.,;:!?\"'“”"), flags=re.I)


def _shown(item: str) -> str:
    return values_of(item).get(text_key(item), item.strip())
