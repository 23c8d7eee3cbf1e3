"""One browser socket: a read loop, a write loop, one session. Passes frames through; never parses model text.

Invariant: a client gets every event after its `last_seq` once and in order, or a snapshot and what follows.
A socket whose session is not live holds no actor: it waits for a wake-up. Called by serve_app.py.
"""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from typing import Protocol

import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect

from actors.session_log import Frames
from edge.attendance import Seat
from studio import protocol
from studio.ids import SessionId, session_id
from studio.protocol import CloseCode

log = logging.getLogger(__name__)

HELLO_DEADLINE_S = 10.0
SEND_DEADLINE_S = 20.0
REASON_BYTES = 123  # a close frame holds no more


class Gateway(Protocol):
    """What a socket needs from the cluster; cluster/gateway.py has the one that speaks to actors."""

    async def enter(self, cookie_header: str, session: SessionId) -> str | None:
        """The owner's id if the browser may enter the session, else None. Raises Deleted."""
        ...

    async def welcome(self, owner: str, session: SessionId) -> protocol.Welcome: ...

    async def other_tier(self, tier: str) -> str:
        """The tier of the sandboxes, as soon as it is another."""
        ...

    async def stored(self, session: SessionId, after: int) -> Frames:
        """What the store has behind `after`. `frames` is empty if that is nothing."""
        ...

    async def still_enters(self, owner: str, session: SessionId) -> bool:
        """Asked anew when the session comes to life, for before its first prompt it had no owner, and when it
        is deleted. Raises Deleted."""
        ...

    async def command(
        self, owner: str, session: SessionId, command: protocol.Command
    ) -> protocol.Notice | None:
        """Wakes the session if need be and hands it the command. What to answer this socket alone."""
        ...

    def follow(self, session: SessionId, after: int) -> AsyncGenerator[Frames, None]:
        """Frames behind `after` while the session is live; ends when it hibernates, at once if not live.
        Raises ConnectionError if its actor is lost and cannot be had again."""
        ...

    def take_seat(self, session: SessionId) -> Seat: ...

    def leave_seat(self, seat: Seat) -> None: ...


class Deleted(Exception):
    """The session was the browser's own, which has deleted it."""


class _Close(Exception):
    def __init__(self, code: CloseCode, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def _deleted() -> _Close:
    return _Close(CloseCode.DELETED, "this session was deleted")


class _Unread(Exception):
    """A frame that is no command, and why."""


async def serve_socket(ws: WebSocket, gateway: Gateway) -> None:
    """From accept to close. Cancelled by the server when the client is gone; holds nothing that needs an
    await to let go of."""
    await ws.accept()
    try:
        hello, owner = await _greet(ws, gateway)
        session = SessionId(hello.session_id)
        outbox = _Outbox(ws)
        welcome = await gateway.welcome(owner, session)
        await outbox.send(protocol.encode(welcome))
        seat = gateway.take_seat(session)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(_read(ws, gateway, owner, session, outbox))
                group.create_task(_write(gateway, owner, seat, hello.last_seq, outbox))
                group.create_task(_tell_presence(seat, outbox))
                group.create_task(_tell_tier(gateway, welcome.sandbox, outbox))
                group.create_task(outbox.beat())
        finally:
            gateway.leave_seat(seat)
    except* WebSocketDisconnect:
        pass
    except* _Close as group_of_one:
        first = _first(group_of_one)
        await _close(ws, first.code, first.reason)
    except* Exception:
        log.exception("a socket broke")
        await _close(ws, CloseCode.SHUTTING_DOWN, "the server had to close this socket: reconnect")


def _first(closing: BaseExceptionGroup[_Close]) -> _Close:
    inner = closing.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner


async def _close(ws: WebSocket, code: CloseCode, reason: str) -> None:
    with suppress(RuntimeError):  # the client closed first
        await ws.close(code, reason.encode()[:REASON_BYTES].decode(errors="ignore"))


async def _greet(ws: WebSocket, gateway: Gateway) -> tuple[protocol.Hello, str]:
    try:
        async with asyncio.timeout(HELLO_DEADLINE_S):
            command = await _receive(ws)
    except TimeoutError:
        raise _Close(CloseCode.BAD_MESSAGE, "no hello came") from None
    except _Unread as why:
        raise _Close(CloseCode.BAD_MESSAGE, str(why)) from None
    if not isinstance(command, protocol.Hello):
        raise _Close(CloseCode.BAD_MESSAGE, "the first message must be hello")
    if command.protocol < protocol.PROTOCOL_VERSION:
        raise _Close(CloseCode.CLIENT_TOO_OLD, "this page is older than the server: reload it")
    if command.protocol > protocol.PROTOCOL_VERSION:
        raise _Close(CloseCode.SERVER_TOO_OLD, "this page is newer than the server: reload it later")
    try:
        session = session_id(command.session_id)
    except ValueError as error:
        raise _Close(CloseCode.BAD_MESSAGE, str(error)) from None
    try:
        owner = await gateway.enter(ws.headers.get("cookie", ""), session)
    except Deleted:
        raise _deleted() from None
    if owner is None:
        raise _Close(CloseCode.NOT_ALLOWED, "this session belongs to another browser")
    return command, owner


async def _receive(ws: WebSocket) -> protocol.Command:
    """The next frame, of which nobody has seen anything yet. Raises _Unread if it is binary, too large, or no
    command."""
    message = await ws.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1006), message.get("reason"))
    frame = message.get("text")
    if frame is None:
        raise _Unread("a frame must be JSON text, not binary")
    if len(frame.encode(errors="replace")) > protocol.MAX_COMMAND_BYTES:
        raise _Unread(
            f"This is too large to send: a message has at most {protocol.MAX_COMMAND_BYTES:,} bytes, "
            f"and a file {protocol.MAX_FILE_CHARS:,} characters."
        )
    try:
        return protocol.decode_command(frame)
    except msgspec.DecodeError as error:
        raise _Unread(str(error)) from None


class _Outbox:
    """Sends one frame at a time; a client that does not take it in time is closed as too slow."""

    def __init__(self, ws: WebSocket) -> None:
        self._ws = ws
        self._sending = asyncio.Lock()
        self._sent_at = time.monotonic()

    async def send(self, frame: bytes) -> None:
        async with self._sending:
            try:
                async with asyncio.timeout(SEND_DEADLINE_S):
                    await self._ws.send_text(frame.decode())
            except TimeoutError:
                raise _Close(CloseCode.TOO_SLOW, "the client reads too slowly") from None
            except RuntimeError:
                raise WebSocketDisconnect(1006) from None
            self._sent_at = time.monotonic()

    async def beat(self) -> None:
        beat = protocol.encode(protocol.Heartbeat())
        while True:
            due = self._sent_at + protocol.HEARTBEAT_S - time.monotonic()
            if due > 0:
                await asyncio.sleep(due)
            else:
                await self.send(beat)


async def _read(ws: WebSocket, gateway: Gateway, owner: str, session: SessionId, outbox: _Outbox) -> None:
    """What cannot be read is answered, and the socket stays: a close is final to the page, and what it sends
    may be a component's words."""
    while True:
        answer: protocol.Notice | None
        try:
            answer = await gateway.command(owner, session, await _receive(ws))
        except _Unread as why:
            answer = protocol.Error("bad_message", str(why), False)
        if answer is not None:
            await outbox.send(protocol.encode(answer))


async def _write(gateway: Gateway, owner: str, seat: Seat, after: int, outbox: _Outbox) -> None:
    stored = await gateway.stored(seat.session, after)
    for frame in stored.frames:
        await outbox.send(frame)
    after = stored.seq
    while True:
        seat.woken.clear()
        try:
            still = await gateway.still_enters(owner, seat.session)
        except Deleted:
            raise _deleted() from None
        if not still:
            raise _Close(CloseCode.NOT_ALLOWED, "this session belongs to another browser")
        async with aclosing(gateway.follow(seat.session, after)) as frames:
            async for said in frames:
                for frame in said.frames:
                    await outbox.send(frame)
                after = said.seq
        await seat.woken.wait()


async def _tell_presence(seat: Seat, outbox: _Outbox) -> None:
    told = 1
    while True:
        await seat.counted.wait()
        seat.counted.clear()
        if seat.pages != told:
            told = seat.pages
            await outbox.send(protocol.encode(protocol.Presence(told)))


async def _tell_tier(gateway: Gateway, tier: str, outbox: _Outbox) -> None:
    """A page that was opened while the sandboxes were being made ready says then what they are."""
    while True:
        tier = await gateway.other_tier(tier)
        await outbox.send(protocol.encode(protocol.Sandbox(tier)))
