"""Reads a vendor's stream at the pace at which text is handed on, and joins the deltas that have come
meanwhile before the vendor's SDK sees them.

A vendor sends a word or two in an event, and its SDK takes 40 to 150 µs for each, whatever is in it; the
router hands text on ten to thirty times a second. Invariant: what the SDK reads says the same: only events
next to one another that are the same but for their text become one, with that text in order; everything else
passes as it came. Called by models/vendors.py for every response.
"""

import re
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, NamedTuple

import httpx2
import msgspec

from models.contract import pace

Json = dict[str, Any]

_END_OF_EVENT = re.compile(rb"\r?\n\r?\n")
_decode = msgspec.json.Decoder(Json).decode


class Text(NamedTuple):
    """Where an event holds its text, and which of its fields may differ from event to event: the last one's
    counts."""

    holder: Json
    key: str
    loose: str


def _anthropic(event: Json) -> Text | None:
    match event:
        case {"type": "content_block_delta", "delta": {"type": "text_delta", "text": str()} as delta}:
            return Text(delta, "text", "")
        case _:
            return None


def _openai(event: Json) -> Text | None:
    """`obfuscation` is random padding, against guesses from the length of what was sent."""
    match event:
        case {"choices": [{"delta": {"content": str()} as delta}]}:
            return Text(delta, "content", "obfuscation")
        case _:
            return None


def _gemini(event: Json) -> Text | None:
    """The usage is counted from the start of the reply."""
    match event:
        case {"candidates": [{"content": {"parts": [{"text": str()} as part]}}]}:
            return Text(part, "text", "usageMetadata")
        case _:
            return None


WIRES: dict[str, Callable[[Json], Text | None]] = {
    "anthropic": _anthropic,
    "openai": _openai,
    "openai-compatible": _openai,
    "gemini": _gemini,
}


class _Delta:
    """One event, or several in one. `head` are the lines before its data."""

    def __init__(self, block: bytes, head: bytes, event: Json, text: Text) -> None:
        self._block, self._head, self._event = block, head, event
        self._holder, self._key, self._loose = text
        self._texts: list[str] = [self._holder[self._key]]
        self._holder[self._key] = ""
        self._last = event.pop(self._loose, None)

    def takes(self, other: "_Delta") -> bool:
        if self._head != other._head or self._event != other._event:
            return False
        self._texts += other._texts
        self._last = other._last or self._last
        return True

    def write(self) -> bytes:
        if len(self._texts) == 1:
            return self._block
        self._holder[self._key] = "".join(self._texts)
        if self._last is not None:
            self._event[self._loose] = self._last
        return self._head + b"data: " + msgspec.json.encode(self._event)


class Joiner:
    """Call `feed` with the bytes of a stream of server-sent events as they come, `close` at its end."""

    def __init__(self, vendor: str) -> None:
        self._text_of = WIRES[vendor]
        self._rest = b""

    def feed(self, data: bytes) -> bytes:
        """The events that are whole by now; those of one call are joined."""
        *blocks, self._rest = _END_OF_EVENT.split(self._rest + data)
        return b"".join(block + b"\n\n" for block in self._joined(blocks))

    def close(self) -> bytes:
        rest, self._rest = self._rest, b""
        return rest

    def _joined(self, blocks: list[bytes]) -> Iterator[bytes]:
        if len(blocks) == 1:
            yield blocks[0]
            return
        held: _Delta | None = None
        for block in blocks:
            delta = self._delta(block)
            if held is not None:
                if delta is not None and held.takes(delta):
                    continue
                yield held.write()
            held = delta
            if delta is None:
                yield block
        if held is not None:
            yield held.write()

    def _delta(self, block: bytes) -> _Delta | None:
        head, _, data = block.partition(b"data: ")
        try:
            event = _decode(data)
        except msgspec.DecodeError:
            return None
        text = self._text_of(event)
        return None if text is None else _Delta(block, head, event, text)


class Gathered(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream, vendor: str) -> None:
        self._stream = stream
        self._joiner = Joiner(vendor)
        self._pace = pace.get()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for data in self._stream:
            whole = self._joiner.feed(data)
            if whole:
                yield whole
            if self._pace is not None:
                await self._pace()
        rest = self._joiner.close()
        if rest:
            yield rest

    async def aclose(self) -> None:
        await self._stream.aclose()


def gather(response: httpx2.Response, vendor: str) -> None:
    """Has the response's body read so, if it is a stream of events in plain bytes."""
    headers = response.headers
    plain = headers.get("content-encoding", "identity") == "identity"
    if plain and headers.get("content-type", "").startswith("text/event-stream"):
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = Gathered(response.stream, vendor)
