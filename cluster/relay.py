"""Streams between actors over TCP: the token path's transport. Knows no Ray.

An item through a Ray generator costs some milliseconds of CPU, a frame here about a tenth of one. An actor
opens a Relay and hands its Address out through Ray; who has the address calls. Wire: the address's token,
then for each call a frame with the method's name and one with its arguments; answers are ITEM frames and
one END or BROKE. A frame is its kind (one byte), the length of its body (four, big-endian) and the body:
msgpack of the type that both sides name. A caller cancels by closing.
"""

import asyncio
import hmac
import logging
import secrets
import struct
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

log = logging.getLogger(__name__)

T = TypeVar("T")

ITEM, END, BROKE, CALL = b"I", b"E", b"B", b"C"
CONNECT_S = 3.0
TOKEN_BYTES = 32
MAX_FRAME_BYTES = 64 * 1024 * 1024
_HEAD = struct.Struct("!cI")
_encoder = msgspec.msgpack.Encoder()


class Lost(ConnectionError):
    """The other side is gone, or was silent for too long. What it had not sent is not known."""


class Broken(Exception):
    """The called method raised; its own process has logged what."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a Relay listens. Whoever holds the token may call; it never leaves the cluster."""

    host: str
    port: int
    token: bytes


@dataclass(frozen=True, slots=True)
class Method(Generic[T]):
    """A method as both sides see it: its name, the type of its arguments (a tuple) and of its items."""

    name: str
    arguments: Any
    item: type[T]


Streaming = Callable[..., AsyncGenerator[Any, None]]


class Relay:
    """Serves methods to whoever has its address, any number of connections, one call at a time on each."""

    def __init__(self, methods: Mapping[Method[Any], Streaming]) -> None:
        self._methods = {
            method.name: (msgspec.msgpack.Decoder(method.arguments), serve)
            for method, serve in methods.items()
        }
        self._token = secrets.token_bytes(TOKEN_BYTES)
        self._server: asyncio.Server | None = None

    async def open(self, host: str) -> Address:
        """Listens on a free port of `host`; the second call gives the same address."""
        if self._server is None:
            self._server = await asyncio.start_server(self._connected, host, 0)
        port: int = self._server.sockets[0].getsockname()[1]
        return Address(host, port, self._token)

    def close(self) -> None:
        """No new connections. Those that are open end with their calls, or with the process."""
        if self._server is not None:
            self._server.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(CONNECT_S):
                token = await reader.readexactly(TOKEN_BYTES)
            if not hmac.compare_digest(token, self._token):
                log.warning("a relay was called with a wrong token")
                return
            while True:
                name = (await _expect(reader, CALL)).decode()
                await self._answer(name, await _expect(reader, CALL), reader, writer)
        except (OSError, EOFError):
            pass  # the caller left, which is how it cancels
        finally:
            writer.close()

    async def _answer(
        self, name: str, arguments: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        decoder, serve = self._methods[name]
        items = asyncio.create_task(_send_items(serve(*decoder.decode(arguments)), writer))
        left = asyncio.create_task(reader.read(1))  # nothing comes during a call but its end
        try:
            await asyncio.wait([items, left], return_when=asyncio.FIRST_COMPLETED)
            if left.done():
                raise EOFError
        finally:
            left.cancel()
            items.cancel()
            await asyncio.wait([items, left])
        try:
            items.result()
        except OSError:
            raise
        except Exception:
            log.exception("relayed method %s broke", name)
            writer.write(_HEAD.pack(BROKE, 0))
            return
        writer.write(_HEAD.pack(END, 0))


async def _send_items(items: AsyncGenerator[Any, None], writer: asyncio.StreamWriter) -> None:
    async with aclosing(items):
        async for item in items:
            body = _encoder.encode(item)
            writer.write(_HEAD.pack(ITEM, len(body)) + body)
            await writer.drain()


class Caller:
    """One connection to one Relay, kept for the next call; calls wait for one another."""

    def __init__(self, address: Address, silence_s: float) -> None:
        """`silence_s`: how long the other side may send nothing during a call before it is given up."""
        self._address = address
        self._silence_s = silence_s
        self._calling = asyncio.Lock()
        self._pipe: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def stream(self, method: Method[T], *arguments: object) -> AsyncGenerator[T, None]:
        """The items of one call. Closing the iterator cancels it there. Raises Lost and Broken."""
        decode = msgspec.msgpack.Decoder(method.item).decode
        async with self._calling:
            whole = False
            try:
                reader, writer = await self._connected()
                for part in (method.name.encode(), _encoder.encode(arguments)):
                    writer.write(_HEAD.pack(CALL, len(part)) + part)
                while True:
                    async with asyncio.timeout(self._silence_s):
                        kind, body = await _frame(reader)
                    if kind != ITEM:
                        break
                    yield decode(body)
                whole = True
                if kind == BROKE:
                    raise Broken(f"{method.name} broke; its process has logged why")
            except TimeoutError as error:
                raise Lost(f"{method.name}: silent for {self._silence_s:g} s") from error
            except (OSError, EOFError) as error:
                raise Lost(f"{method.name}: the other side is gone") from error
            finally:
                if not whole:
                    self.close()

    async def call(self, method: Method[T], *arguments: object) -> T:
        """The one item of a method that gives one."""
        async with aclosing(self.stream(method, *arguments)) as items:
            answer = await anext(items)
            async for _ in items:
                raise Broken(f"{method.name}: more than one answer")
        return answer

    def close(self) -> None:
        if self._pipe is not None:
            self._pipe[1].transport.abort()
            self._pipe = None

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._pipe is None:
            async with asyncio.timeout(CONNECT_S):
                self._pipe = await asyncio.open_connection(self._address.host, self._address.port)
            self._pipe[1].write(self._address.token)
        return self._pipe


async def stream(
    address: Address, silence_s: float, method: Method[T], *arguments: object
) -> AsyncGenerator[T, None]:
    """One call over a connection of its own. Closing the iterator cancels it. Raises Lost and Broken."""
    caller = Caller(address, silence_s)
    try:
        async with aclosing(caller.stream(method, *arguments)) as items:
            async for item in items:
                yield item
    finally:
        caller.close()


async def _frame(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    kind, length = _HEAD.unpack(await reader.readexactly(_HEAD.size))
    if length > MAX_FRAME_BYTES:
        raise OSError(f"a frame of {length} bytes")
    return kind, await reader.readexactly(length) if length else b""


async def _expect(reader: asyncio.StreamReader, kind: bytes) -> bytes:
    got, body = await _frame(reader)
    if got != kind:
        raise OSError(f"frame {got!r} out of turn")
    return body
