"""A server on loopback that speaks the streaming wire of Anthropic, OpenAI chat completions and Gemini.

Raw asyncio, so that a test decides where the bytes are cut and when the connection drops, and sees when
the client hangs up. `Script` says what one server does with every request.
"""

import asyncio
import base64
import json
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from studio.anchor import anchor_of

KEY = "sk-secret-0123456789"
INPUT_TOKENS, CACHED_TOKENS, OUTPUT_TOKENS = 120, 40, 33

Json = dict[str, Any]


@dataclass(frozen=True)
class Script:
    """`ending`: how the stream goes on behind the text. `cut`: bytes in one write."""

    text: tuple[str, ...] = ("Hi", " there 😀👩‍👩‍👧 naïve", "\n<file>\n")
    ending: Literal["finish", "length", "refuse", "drop", "vanish", "hang", "garbage", "endless"] = "finish"
    cut: int = 7
    lacks_half: bool = False  # what is sent ends inside its last character that is more than a byte
    status: int = 200
    error: Json = field(default_factory=dict[str, Any])
    usage: bool = True
    counted: Json | None = (
        None  # the vendor's own usage, as it writes it; of Anthropic's, `start` and `delta`
    )
    thought: str = ""  # before the text: as far as its vendor shows that, or counts it
    first_s: float = 0.0  # before anything is sent, the head of the response included
    calls: tuple[
        tuple[str, str], ...
    ] = ()  # behind the text: tools by name, with the JSON of their arguments

    def texts(self, body: Json) -> tuple[str, ...]:
        """What this request is answered with."""
        return self.text

    def answering(self, body: Json) -> "Script":
        """What is done with this request."""
        return replace(self, text=self.texts(body))


@dataclass(frozen=True)
class GoesOn(Script):
    """Knows a whole reply, and sends what is left of it when it is shown the beginning: with the lines that
    it was asked to begin with, or, where its own text comes last, at the next character. `habit` does it
    in another way."""

    whole: str = ""
    habit: Callable[[str, str], str] | None = None
    chunk: int = 24

    def texts(self, body: Json) -> tuple[str, ...]:
        written, prefilled = written_in(body)
        rest = self.whole[len(written) :]
        if written and not prefilled:
            rest = self.habit(written, rest) if self.habit else anchor_of(written) + rest
        return tuple(rest[at : at + self.chunk] for at in range(0, len(rest), self.chunk))


def pictures_in(body: Json) -> list[tuple[str, bytes]]:
    """Media type and bytes of every picture of a request, in order, whichever vendor's it is."""
    found: list[tuple[str, bytes]] = []
    for message in body.get("messages", body.get("contents")):
        content = message.get("content", message.get("parts"))
        for part in content if isinstance(content, list) else []:
            match part:
                case {"type": "image", "source": {"type": "base64", "media_type": mime, "data": data}}:
                    found.append((mime, base64.b64decode(data)))
                case {"type": "image_url", "image_url": {"url": url}}:
                    mime, _, data = url.removeprefix("data:").partition(";base64,")
                    found.append((mime, base64.b64decode(data)))
                case {"inlineData": {"mime_type": mime, "data": data}}:  # protobuf's JSON takes both cases
                    found.append((mime, base64.urlsafe_b64decode(data)))
                case _:
                    pass
    return found


@dataclass(frozen=True)
class Plays(Script):
    """A reply in rounds, each with its calls; which one is told by how many rounds of calls a request shows.
    Text of the round that the request shows is not sent again."""

    rounds: tuple[Script, ...] = ()

    def answering(self, body: Json) -> Script:
        return self.rounds[min(rounds_in(body), len(self.rounds) - 1)]


def rounds_in(body: Json) -> int:
    """How often the reply in a request has stopped to call tools, in the vendor's own form."""
    messages = body.get("messages", body.get("contents"))
    return sum(1 for message in messages if _calls(message))


def _calls(message: Json) -> list[Json]:
    """The calls in one message, as the vendor writes them."""
    content = message.get("content", message.get("parts"))
    parts = content if isinstance(content, list) else []
    return message.get("tool_calls") or [
        part for part in parts if part.get("type") == "tool_use" or "functionCall" in part
    ]


def written_in(body: Json) -> tuple[str, bool]:
    """The beginning of the reply that a request shows, and whether nothing stands behind it."""
    messages = [
        (message["role"], "".join(_texts(message.get("content", message.get("parts")))))
        for message in body.get("messages", body.get("contents"))
    ]
    mine = [text for role, text in messages if role in ("assistant", "model")]
    return (mine[-1] if mine else ""), bool(mine) and messages[-1][0] in ("assistant", "model")


def _texts(content: Any) -> list[str]:
    return [content] if isinstance(content, str) else [part.get("text", "") for part in content]


@dataclass
class Seen:
    """What the server saw."""

    address: str
    script: Script = field(default_factory=Script)
    bodies: list[Json] = field(default_factory=list[Json])
    paths: list[str] = field(default_factory=list[str])
    hung_up: asyncio.Event = field(default_factory=asyncio.Event)
    dropped_s: float = 0.0  # by time.perf_counter


def _pieces(arguments: str, size: int = 3) -> list[str]:
    return [arguments[at : at + size] for at in range(0, len(arguments), size)]


Wire = Callable[[Script], tuple[list[bytes], bytes]]


def _sse(data: Json, event: str = "") -> bytes:
    name = f"event: {event}\n" if event else ""
    return f"{name}data: {json.dumps(data, ensure_ascii=False)}\n\n".encode(errors="backslashreplace")


def anthropic(script: Script) -> tuple[list[bytes], bytes]:
    usage = {"input_tokens": INPUT_TOKENS - CACHED_TOKENS, "cache_read_input_tokens": CACHED_TOKENS}
    first: Json = {
        "id": "m",
        "type": "message",
        "role": "assistant",
        "model": "claude-sonnet-5-5",
        "content": [],
    }
    counted = {**usage, "output_tokens": 1} if script.usage else {"input_tokens": 0, "output_tokens": 0}
    counted = script.counted["start"] if script.counted else counted
    block = {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
    body = [_sse({"type": "message_start", "message": {**first, "usage": counted}}, "message_start")]
    if script.thought:
        thinking = {"type": "thinking", "thinking": "", "signature": ""}
        start = {"type": "content_block_start", "index": 0, "content_block": thinking}
        delta = {"type": "thinking_delta", "thinking": script.thought}
        body += [
            _sse(start, "content_block_start"),
            _sse({"type": "content_block_delta", "index": 0, "delta": delta}, "content_block_delta"),
        ]
    else:
        body.append(_sse(block, "content_block_start"))
    for text in script.text:
        delta = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}}
        body.append(_sse(delta, "content_block_delta"))
    for at, (name, arguments) in enumerate(script.calls, 1):
        body.append(_sse({"type": "content_block_stop", "index": at - 1}, "content_block_stop"))
        called = {"type": "tool_use", "id": f"toolu_{at}", "name": name, "input": {}}
        start = {"type": "content_block_start", "index": at, "content_block": called}
        body.append(_sse(start, "content_block_start"))
        for piece in _pieces(arguments):
            part = {"type": "input_json_delta", "partial_json": piece}
            body.append(
                _sse({"type": "content_block_delta", "index": at, "delta": part}, "content_block_delta")
            )
    usual = "tool_use" if script.calls else "end_turn"
    reason = {"length": "max_tokens", "refuse": "refusal"}.get(script.ending, usual)
    output = {"output_tokens": OUTPUT_TOKENS if script.usage else 0}
    output = script.counted["delta"] if script.counted else output
    end = (
        _sse({"type": "content_block_stop", "index": len(script.calls)}, "content_block_stop")
        + _sse({"type": "message_delta", "delta": {"stop_reason": reason}, "usage": output}, "message_delta")
        + _sse({"type": "message_stop"}, "message_stop")
    )
    return body, end


def openai(script: Script) -> tuple[list[bytes], bytes]:
    head = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "gpt-6-luna"}

    def chunk(delta: Json, reason: str | None = None) -> bytes:
        return _sse({**head, "choices": [{"index": 0, "delta": delta, "finish_reason": reason}]})

    body = [chunk({"role": "assistant", "content": ""})]
    body += [chunk({"reasoning_content": script.thought})] if script.thought else []
    body += [chunk({"content": text}) for text in script.text]
    for at, (name, arguments) in enumerate(script.calls):
        called = {"id": f"call-{at}", "type": "function", "function": {"name": name, "arguments": ""}}
        body.append(chunk({"tool_calls": [{"index": at, **called}]}))
        for piece in _pieces(arguments):
            body.append(chunk({"tool_calls": [{"index": at, "function": {"arguments": piece}}]}))
    usual = "tool_calls" if script.calls else "stop"
    end = chunk({}, {"length": "length", "refuse": "content_filter"}.get(script.ending, usual))
    if script.usage:
        usage = script.counted or {
            "prompt_tokens": INPUT_TOKENS,
            "completion_tokens": OUTPUT_TOKENS,
            "total_tokens": INPUT_TOKENS + OUTPUT_TOKENS,
            "prompt_tokens_details": {"cached_tokens": CACHED_TOKENS},
        }
        end += _sse({**head, "choices": [], "usage": usage})
    return body, end + b"data: [DONE]\n\n"


def gemini(script: Script) -> tuple[list[bytes], bytes]:
    def chunk(text: str, reason: str | None = None) -> Json:
        candidate: Json = {
            "content": {"role": "model", "parts": [{"text": text}] if text else []},
            "index": 0,
        }
        if reason:
            candidate["finishReason"] = reason
        return {"candidates": [candidate], "modelVersion": "gemini-3.8-flash", "responseId": "r"}

    body: list[bytes] = []
    for number, text in enumerate(script.text, 1):
        said = chunk(text)
        if script.usage:  # so far
            said["usageMetadata"] = {"promptTokenCount": INPUT_TOKENS, "candidatesTokenCount": number}
            if script.thought:
                said["usageMetadata"]["thoughtsTokenCount"] = len(script.thought) // 4
        body.append(_sse(said))
    for name, arguments in script.calls:
        called = chunk("")
        part = {"functionCall": {"name": name, "args": json.loads(arguments or "{}")}}
        called["candidates"][0]["content"]["parts"] = [part]
        body.append(_sse(called))
    last = chunk("", {"length": "MAX_TOKENS", "refuse": "SAFETY"}.get(script.ending, "STOP"))
    last["ofALaterVersion"] = {"a": [{"b": 1}]}
    if script.usage:
        last["usageMetadata"] = script.counted or {
            "promptTokenCount": INPUT_TOKENS,
            "cachedContentTokenCount": CACHED_TOKENS,
            "candidatesTokenCount": OUTPUT_TOKENS,
            "totalTokenCount": INPUT_TOKENS + OUTPUT_TOKENS,
        }
    return body, _sse(last)


WIRES: dict[str, Wire] = {"anthropic": anthropic, "openai": openai, "gemini": gemini}
VARIABLES = {"anthropic": "ANTHROPIC", "openai": "OPENAI", "gemini": "GEMINI"}


@asynccontextmanager
async def serve(vendor: str, script: Script) -> AsyncGenerator[Seen]:
    """Accepts KEY alone; any other key gets the vendor's 401. `Seen.script` is what it does from now on."""
    seen = Seen("", script)
    open_writers: set[asyncio.StreamWriter] = set()

    async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        open_writers.add(writer)
        try:
            await _answer(vendor, seen, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            seen.hung_up.set()
            open_writers.discard(writer)
            writer.close()

    server = await asyncio.start_server(connection, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    seen.address = f"http://127.0.0.1:{port}" + ("/v1" if vendor == "openai" else "")
    try:
        yield seen
    finally:
        server.close()
        for writer in list(open_writers):
            writer.transport.abort()


async def _answer(
    vendor: str, seen: Seen, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    lines = head.split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
    seen.paths.append(lines[0].split(" ")[1])
    seen.bodies.append(json.loads(await reader.readexactly(int(headers["content-length"]))))
    if KEY not in (
        headers.get("x-api-key"),
        headers.get("x-goog-api-key"),
        headers.get("authorization", "")[7:],
    ):
        _refuse(
            writer,
            401,
            {"error": {"message": f"bad key: {KEY}", "type": "authentication_error", "code": 401}},
        )
        return
    script = seen.script.answering(seen.bodies[-1])
    if script.first_s:
        await _wait(reader, script.first_s)
    if script.status != 200:
        _refuse(writer, script.status, script.error)
        return
    body, end = WIRES[vendor](script)
    writer.write(
        b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n"
        b"transfer-encoding: chunked\r\n\r\n"
    )
    stream = b"".join(body)
    if script.ending in ("finish", "length", "refuse"):
        stream += end
    if script.ending == "garbage":
        stream += b"event: content_block_delta\ndata: {not json\n\n" + end
    if script.lacks_half:
        stream = _without_half_a_character(stream)
    for start in range(0, len(stream), script.cut):
        piece = stream[start : start + script.cut]
        writer.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        await writer.drain()
        await asyncio.sleep(0)
    match script.ending:
        case "drop":  # the connection dies inside the body
            seen.dropped_s = time.perf_counter()
            writer.transport.abort()
        case "hang":
            await reader.read()
        case "endless":  # until the client hangs up
            with suppress(ConnectionError):
                writer.write(b'7\r\ndata: "\r\n')
                while not writer.is_closing():
                    writer.write(b"100000\r\n" + b"x" * 0x100000 + b"\r\n")
                    await writer.drain()
        case _:  # "vanish": a well-formed body that lacks the vendor's end
            writer.write(b"0\r\n\r\n")
            await writer.drain()


async def _wait(reader: asyncio.StreamReader, wait_s: float) -> None:
    """Raises ConnectionError if the client hangs up meanwhile."""
    try:
        await asyncio.wait_for(reader.read(1), wait_s)
    except TimeoutError:
        return
    raise ConnectionError


def _without_half_a_character(stream: bytes) -> bytes:
    at = max(place for place, byte in enumerate(stream) if byte > 0x7F)
    return stream[:at]


def _refuse(writer: asyncio.StreamWriter, status: int, error: Json) -> None:
    data = json.dumps(error).encode()
    head = f"HTTP/1.1 {status} No\r\ncontent-type: application/json\r\ncontent-length: {len(data)}\r\n\r\n"
    writer.write(head.encode() + data)
