"""What stays the same in the text events of a stream, so that the next ones are joined without being decoded.

A vendor's text events differ in their text, in random padding and in numbers that are counted from the start
of the reply; an expression made of one event finds these in all that came together, in a fifth of the time.
Pure. Invariant: an event that fits says, decoded, the same as the one that the mould was made of, but for
those; what may not fit is refused. Called by models/gather.py.
"""

import re
from collections.abc import Callable
from itertools import chain
from typing import Any, NamedTuple

import msgspec

Json = dict[str, Any]

_decode = msgspec.json.Decoder(Json).decode
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode

_MARK = b"<text>"
# Inside of a JSON string. Not the escaped halves of a character: whose they are is not seen here.
_STRING = rb'[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+'
_NUMBER = rb"(?:0|[1-9]\d*+)"
_COUNTS = re.compile(rb'[{}\[\],:\s]++|"[A-Za-z_]\w*+"|' + _NUMBER)


class Text(NamedTuple):
    """Where an event holds its text. Of its other fields, `padding` says nothing, and `counts` is told anew
    with each, from the start of the reply on."""

    holder: Json
    key: str
    padding: str = ""
    counts: str = ""


TextOf = Callable[[Json], Text | None]


class Filled(NamedTuple):
    """Several events as one: without what they count, and the last that they count."""

    event: bytes
    counts: Json | None


class _Place(NamedTuple):
    """Of a value that changes: where it is in the event, and what may stand there."""

    start: int
    end: int
    pattern: bytes


class Mould:
    """`whole` is the event with a mark for its text."""

    def __init__(self, block: bytes, places: dict[str, _Place], text: Text, whole: bytes) -> None:
        order = sorted(places, key=lambda name: places[name].start)
        ends = [0, *(places[name].end for name in order)]
        starts = [*(places[name].start for name in order), len(block)]
        fixed = [block[end:start] for end, start in zip(ends, starts, strict=True)]
        patterns = [b"(%s)" % places[name].pattern for name in order]
        pattern = b"".join(
            chain.from_iterable(zip(map(re.escape, fixed), [*patterns, b"\n\n()"], strict=True))
        )
        self._find = re.compile(pattern).findall  # the empty group makes tuples of what it finds
        self._fixed = len(b"".join(fixed)) + len(b"\n\n")
        self._text = order.index(text.key)
        self._counts = order.index(text.counts) if text.counts in order else None
        self._before, _, self._behind = whole.partition(_MARK)

    def filled(self, data: bytes) -> Filled | None:
        """None unless `data` is events that all fit."""
        found: list[tuple[bytes, ...]] = self._find(data)
        if len(found) * self._fixed + len(b"".join(chain.from_iterable(found))) != len(data):
            return None
        try:
            data.decode()  # a character cut in two would be whole in the joined text
        except UnicodeDecodeError:
            return None
        text = b"".join([each[self._text] for each in found])
        counts = None if self._counts is None else _decode(found[-1][self._counts])
        return Filled(self._before + text + self._behind, counts)


def mould(block: bytes, text_of: TextOf) -> Mould | None:
    """Of an event without the empty line behind it; None where its places are not certain."""
    head, _, data = block.partition(b"data: ")
    event = _decode(data)
    text = text_of(event)
    if text is None:
        return None
    values: dict[str, Any] = {text.key: _MARK.decode()}
    text.holder[text.key] = _MARK.decode()
    for name, nothing in ((text.padding, ""), (text.counts, Json())):
        if name in event:
            values[name] = event[name] = nothing
    places = {name: place for name in values if (place := _place(block, name, _fields(data).get(name)))}
    if len(places) < len(values) or not _says(block, places, values, head, event):
        return None
    for name in (text.padding, text.counts):
        event.pop(name, None)
    whole = head + b"data: " + msgspec.json.encode(event) + b"\n\n"
    return Mould(block, places, text, whole) if whole.count(_MARK) == 1 else None


def _place(block: bytes, name: str, field: msgspec.Raw | None) -> _Place | None:
    """`field` is the value, where the event itself holds it."""
    key = rb'"%s"\s*:\s*' % re.escape(name.encode())
    raw = bytes(field) if field is not None else b'"'
    if raw.startswith(b"{"):
        found = re.search(key + b"(%s)" % re.escape(raw), block)
        words = _COUNTS.findall(raw)
        if b"".join(words) != raw:
            return None
        pattern = b"".join(_NUMBER if word.isdigit() else re.escape(word) for word in words)
    else:
        found = re.search(key + b'"(%s)"' % _STRING, block)
        pattern = _STRING
    return _Place(*found.span(1), pattern) if found else None


def _says(block: bytes, places: dict[str, _Place], values: Json, head: bytes, event: Json) -> bool:
    """Whether the values that change stand at the places: with others there, the event is `event`."""
    probe = block
    for name in sorted(places, key=lambda name: -places[name].start):
        place, value = places[name], msgspec.json.encode(values[name])
        value = value if place.pattern != _STRING else value[1:-1]
        probe = probe[: place.start] + value + probe[place.end :]
    try:
        return _decode(probe[len(head) + len(b"data: ") :]) == event
    except msgspec.DecodeError:
        return False
