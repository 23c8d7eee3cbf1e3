"""Joins the deltas of a vendor's stream that came together, before the vendor's SDK sees them. Pure.

A vendor sends a word or two in an event, and its SDK takes 40 to 250 µs for each, whatever is in it; the
router hands text on ten to thirty times a second. Invariant: what the SDK reads says the same: only events
next to one another that are the same but for their text become one, with that text in order; everything else
passes as it came. Called by models/transport.py.
"""

from collections.abc import Iterator

import msgspec

from models.mould import Json, Mould, Text, TextOf, mould

MOULDS = 8  # one takes as long to make as some feeds to decode: not for events of which no two are alike
MAX_EVENT_BYTES = 4_000_000  # more than a call can hold that writes the longest file, all of it in escapes

_decode = msgspec.json.Decoder(Json).decode


def _anthropic(event: Json) -> Text | None:
    match event:
        case {"type": "content_block_delta", "delta": {"type": "text_delta", "text": str()} as delta}:
            return Text(delta, "text")
        case _:
            return None


def _openai(event: Json) -> Text | None:
    """`obfuscation` is random padding, against guesses from the length of what was sent. Some servers send an
    empty text with each piece of a call or of a thought: two pieces that are alike are not one."""
    match event:
        case {"choices": [{"delta": {"content": str(), **others} as delta}]} if not any(
            others[name] for name in others.keys() - {"role"}
        ):
            return Text(delta, "content", padding="obfuscation")
        case _:
            return None


def _gemini(event: Json) -> Text | None:
    match event:
        case {"candidates": [{"finishReason": _}]}:
            return None
        case {"candidates": [{"content": {"parts": [{"text": str()} as part]}}]}:
            return Text(part, "text", counts="usageMetadata")
        case _:
            return None


WIRES: dict[str, TextOf] = {
    "anthropic": _anthropic,
    "openai": _openai,
    "openai-compatible": _openai,
    "gemini": _gemini,
}


# google-genai's HTTP client ends a line at each of these, also inside of a text, and with it the reply.
_BREAKS = {char.encode(): b"\\u%04x" % ord(char) for char in "\x85\u2028\u2029"}


def _in_lines(events: bytes) -> bytes:
    """The same, with what only Unicode calls a line break spelled in ASCII: it can but be in a string."""
    if not events.isascii():
        for char, escaped in _BREAKS.items():
            events = events.replace(char, escaped)
    return events


class _Delta:
    """One event, or several in one. `head` are the lines before its data. What it counts is told once, behind
    the last that is the same but for its text: the SDK takes longer for the count than for all the rest."""

    def __init__(self, block: bytes, head: bytes, event: Json, text: Text) -> None:
        self._block, self._head, self._event = block, head, event
        self.last = block
        self._holder, self._key, padding, self._counted = text
        self._texts: list[str] = [self._holder[self._key]]
        self._holder[self._key] = ""
        event.pop(padding, None)
        counts = isinstance(event.get(self._counted), dict)
        self._count: Json | None = event.pop(self._counted) if counts else None

    def takes(self, other: "_Delta") -> bool:
        if self._head != other._head or self._event != other._event:
            return False
        self._texts += other._texts
        self.last = other.last
        if other._count is not None:
            self.counts(other._count)
        return True

    def counts(self, count: Json) -> None:
        self._count = {**(self._count or {}), **count}

    def text(self) -> bytes:
        """Without what it counts, which is still owed."""
        as_it_came = self._block and len(self._texts) == 1 and self._count is None
        block = self._block + b"\n\n" if as_it_came else self._encoded(None)
        self._texts, self._block = [], b""
        return block

    def rest(self) -> bytes:
        """Its text and its count, as far as they have not been told."""
        if self._block and len(self._texts) == 1:
            return self._block + b"\n\n"
        return self._encoded(self._count)

    @property
    def owes(self) -> bool:
        return self._count is not None

    def _encoded(self, count: Json | None) -> bytes:
        event = self._event if count is None else {**self._event, self._counted: count}
        self._holder[self._key] = "".join(self._texts)
        block = self._head + b"data: " + msgspec.json.encode(event) + b"\n\n"
        self._holder[self._key] = ""
        return block


class EndlessError(Exception):
    """An event has no end, where events should be: to wait for that would cost ever more."""


class Joiner:
    """Call `feed` with the bytes of a stream of server-sent events as they come, `close` at its end, `owed`
    where it broke off."""

    def __init__(self, vendor: str) -> None:
        self._text_of = WIRES[vendor]
        self._rest = b""
        self._held: _Delta | None = None
        self._mould: Mould | None = None  # of what came last
        self._moulds = 0

    def feed(self, data: bytes) -> bytes:
        """The events that are whole by now; those of one call are joined. Raises EndlessError."""
        return _in_lines(self._fed(data))

    def _fed(self, data: bytes) -> bytes:
        whole, end, self._rest = (self._rest + data).replace(b"\r\n", b"\n").rpartition(b"\n\n")
        if len(self._rest) > MAX_EVENT_BYTES:
            raise EndlessError(f"An event is longer than {MAX_EVENT_BYTES // 1_000_000} MB.")
        if not end:
            return b""
        blocks = whole.split(b"\n\n")
        if len(blocks) == 1 and self._held is None:
            return whole + end
        if self._mould is not None and (filled := self._mould.filled(whole + end)):
            if self._held is not None and filled.counts is not None:
                self._held.counts(filled.counts)
            return filled.event
        self._mould = None
        return b"".join(self._joined(blocks))

    def owed(self) -> bytes:
        """What text that was passed on has counted."""
        held, self._held, self._mould = self._held, None, None
        return _in_lines(held.rest()) if held is not None else b""

    def close(self) -> bytes:
        rest, self._rest = self._rest, b""
        return self.owed() + _in_lines(rest)

    def _joined(self, blocks: list[bytes]) -> Iterator[bytes]:
        for block in blocks:
            delta = self._delta(block)
            if self._held is not None:
                if delta is not None and self._held.takes(delta):
                    continue
                yield self._held.rest()
            self._held = delta
            if delta is None:
                yield block + b"\n\n"
        if self._held is not None:
            yield self._held.text()
            if len(blocks) > 1 and self._moulds < MOULDS:
                self._moulds += 1
                self._mould = mould(self._held.last, self._text_of)
            if not self._held.owes:
                self._held = None

    def _delta(self, block: bytes) -> _Delta | None:
        head, _, data = block.partition(b"data: ")
        try:
            event = _decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        text = self._text_of(event)
        return None if text is None else _Delta(block, head, event, text)
