"""edge/socket.py over a browser that does as it is told, and a gateway without a cluster."""

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

import pytest
from starlette.websockets import WebSocket

from actors.session_log import Frames
from edge import socket
from edge.attendance import Attendance, Seat
from edge.socket import Deleted, serve_socket
from studio import protocol
from studio.ids import SessionId, new_session_id
from studio.protocol import MAX_COMMAND_BYTES, PROTOCOL_VERSION, CloseCode, ModelInfo

S = new_session_id()
HELLO = protocol.Hello(PROTOCOL_VERSION, S, 0)
WAIT_S = 20


class OneSession:
    """A gateway to one session of `owner`. `live` is what it says while it is live; None ends that life."""

    def __init__(self, owner: str = "me", stored: Frames | None = None) -> None:
        self.owner: str | None = owner
        self.deleted = False
        self.commands: list[protocol.Command] = []
        self.answer: protocol.Notice | None = None
        self.live: asyncio.Queue[Frames | None] = asyncio.Queue()
        self.awake = False
        self.followed: list[int] = []
        self.attendance = Attendance(lambda _: None)
        self.tiers: asyncio.Queue[str] = asyncio.Queue()
        self._stored = stored

    async def enter(self, cookie_header: str, session: SessionId) -> str | None:
        if self.deleted:
            raise Deleted
        return self.owner if cookie_header == f"owner={self.owner}" else None

    async def welcome(self, owner: str, session: SessionId) -> protocol.Welcome:
        return protocol.Welcome(
            PROTOCOL_VERSION, session, ModelInfo("test", "none", False), "off", "http://p"
        )

    async def other_tier(self, tier: str) -> str:
        return await self.tiers.get()

    async def stored(self, session: SessionId, after: int) -> Frames:
        return self._stored or Frames(after, [])

    async def still_enters(self, owner: str, session: SessionId) -> bool:
        if self.deleted:
            raise Deleted
        return owner == self.owner

    async def command(
        self, owner: str, session: SessionId, command: protocol.Command
    ) -> protocol.Notice | None:
        self.commands.append(command)
        return self.answer

    async def follow(self, session: SessionId, after: int) -> AsyncGenerator[Frames, None]:
        self.followed.append(after)
        while self.awake and (said := await self.live.get()) is not None:
            yield said
        self.awake = False

    def wake(self, *said: Frames | None) -> None:
        self.awake = True
        for frames in said:
            self.live.put_nowait(frames)
        self.attendance.woken(S)

    def take_seat(self, session: SessionId) -> Seat:
        return self.attendance.take(session)

    def leave_seat(self, seat: Seat) -> None:
        self.attendance.leave(seat)


class Browser:
    """The other end of one socket. While it does not `read`, whoever sends to it waits."""

    def __init__(self, cookie: str = "owner=me") -> None:
        self._to_server: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.reads = asyncio.Event()
        self.reads.set()
        self._to_server.put_nowait({"type": "websocket.connect"})
        headers = [(b"cookie", cookie.encode())]
        scope = {
            "type": "websocket",
            "path": "/ws",
            "headers": headers,
            "query_string": b"",
            "subprotocols": [],
        }
        self.ws = WebSocket(scope, self._to_server.get, self._take)

    async def _take(self, message: Any) -> None:
        if message["type"] == "websocket.send":
            await self.reads.wait()
        self._heard.put_nowait(message)

    def send(self, *commands: protocol.Command | str | bytes) -> None:
        for said in commands:
            frame = protocol.encode(said).decode() if not isinstance(said, str | bytes) else said
            key = "bytes" if isinstance(frame, bytes) else "text"
            self._to_server.put_nowait({"type": "websocket.receive", key: frame})

    def leave(self) -> None:
        self._to_server.put_nowait({"type": "websocket.disconnect", "code": 1001})

    async def hear(self) -> dict[str, Any]:
        """The next frame, decoded."""
        while True:
            async with asyncio.timeout(WAIT_S):
                message = await self._heard.get()
            assert message["type"] != "websocket.close", message
            if message["type"] == "websocket.send":
                return json.loads(message["text"])

    async def closed(self) -> tuple[CloseCode, str]:
        """Reads on until the server closes."""
        while True:
            async with asyncio.timeout(WAIT_S):
                message = await self._heard.get()
            if message["type"] == "websocket.close":
                assert len(message["reason"].encode()) <= 123
                return CloseCode(message["code"]), message["reason"]


@contextlib.asynccontextmanager
async def served(browser: Browser, gateway: OneSession) -> AsyncGenerator[asyncio.Task[None], None]:
    """Its seat is free again whatever ended it."""
    serving = asyncio.create_task(serve_socket(browser.ws, gateway))
    try:
        yield serving
        browser.leave()
        async with asyncio.timeout(WAIT_S):
            await serving
    finally:
        serving.cancel()
    assert gateway.attendance.counts() == {}


def run(
    test: Callable[[Browser, OneSession], Awaitable[None]], gateway: OneSession | None = None
) -> OneSession:
    async def alone() -> OneSession:
        browser, there = Browser(), gateway or OneSession()
        async with served(browser, there):
            await test(browser, there)
        return there

    return asyncio.run(alone())


def frame(n: int) -> bytes:
    return f'{{"seq":{n}}}'.encode()


@pytest.mark.parametrize(
    ("first", "code", "says"),
    [
        (b"\x00\x01", CloseCode.BAD_MESSAGE, "not binary"),
        ("not json", CloseCode.BAD_MESSAGE, "malformed"),
        (protocol.Cancel(), CloseCode.BAD_MESSAGE, "first message must be hello"),
        (protocol.Hello(PROTOCOL_VERSION, "../etc", 0), CloseCode.BAD_MESSAGE, "session_id"),
        (protocol.Hello(PROTOCOL_VERSION - 1, S, 0), CloseCode.CLIENT_TOO_OLD, "reload"),
        (protocol.Hello(PROTOCOL_VERSION + 1, S, 0), CloseCode.SERVER_TOO_OLD, "reload it later"),
        ('{"type":"cancel","' + "ä" * 200 + '":1}', CloseCode.BAD_MESSAGE, "unknown field"),
        (" " * (MAX_COMMAND_BYTES + 1), CloseCode.BAD_MESSAGE, "too large"),
    ],
)
def test_a_bad_first_frame_is_closed_by_name(first: Any, code: CloseCode, says: str) -> None:
    async def test(browser: Browser, _: OneSession) -> None:
        browser.send(first)
        closed, reason = await browser.closed()
        assert closed == code
        assert says in reason

    run(test)


def test_silence_instead_of_a_hello_is_closed_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "HELLO_DEADLINE_S", 0.05)

    async def test(browser: Browser, _: OneSession) -> None:
        assert await browser.closed() == (CloseCode.BAD_MESSAGE, "no hello came")

    run(test)


def test_who_may_not_enter_hears_nothing() -> None:
    async def test(browser: Browser, _: OneSession) -> None:
        browser.send(HELLO)
        assert (await browser.closed())[0] == CloseCode.NOT_ALLOWED

    run(test, OneSession("somebody else"))


TOO_LARGE = protocol.encode(protocol.EditFile("App.tsx", "ä" * (MAX_COMMAND_BYTES // 2), 1)).decode()


@pytest.mark.parametrize(
    ("later", "says"),
    [
        (b"{}", "not binary"),
        ('{"type":"prompt","text":"x","extra":1}', "extra"),
        ("[]", "object"),
        ('{"type":"preview_error","version":1,"message":"\\ud83d","stack":""}', "surrogate"),
        (TOO_LARGE, "a message has at most 1,000,000 bytes, and a file 200,000 characters"),
    ],
)
def test_a_bad_later_frame_is_answered_reaches_nobody_and_ends_nothing(
    later: Any, says: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def test(browser: Browser, gateway: OneSession) -> None:
        gateway.answer = protocol.Error("busy", "Wait.", True)
        browser.send(HELLO, protocol.Prompt("a clock"), later, protocol.Cancel())
        assert (await browser.hear())["type"] == "welcome"
        answers = [await browser.hear() for _ in range(3)]
        assert [answer["code"] for answer in answers] == ["busy", "bad_message", "busy"]
        assert says in answers[1]["message"]
        assert gateway.commands == [protocol.Prompt("a clock"), protocol.Cancel()]

    assert len(TOO_LARGE) < MAX_COMMAND_BYTES
    with caplog.at_level(logging.ERROR):
        run(test)
    assert caplog.records == []


def test_commands_are_passed_on_in_order_and_their_answers_come_back() -> None:
    said: list[protocol.Command] = [protocol.Prompt("a clock"), protocol.Cancel(), protocol.Restore(1)]

    async def test(browser: Browser, gateway: OneSession) -> None:
        gateway.answer = protocol.Error("busy", "Wait.", True)
        browser.send(HELLO, *said)
        assert (await browser.hear())["type"] == "welcome"
        assert [(await browser.hear())["code"] for _ in said] == ["busy"] * 3

    assert run(test).commands == said


def test_a_client_that_does_not_read_is_closed_as_too_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "SEND_DEADLINE_S", 0.05)

    async def test(browser: Browser, gateway: OneSession) -> None:
        browser.send(HELLO)
        assert (await browser.hear())["type"] == "welcome"
        browser.reads.clear()
        gateway.wake(Frames(1, [frame(1)]))
        assert await browser.closed() == (CloseCode.TOO_SLOW, "the client reads too slowly")

    run(test)


def test_what_is_stored_comes_first_then_each_life_of_the_session_from_there_on() -> None:
    async def test(browser: Browser, gateway: OneSession) -> None:
        browser.send(HELLO)
        assert [(await browser.hear()).get("seq") for _ in range(3)] == [None, 1, 2]
        gateway.wake(Frames(3, [frame(3)]), Frames(5, [frame(4), frame(5)]), None)
        assert [(await browser.hear())["seq"] for _ in range(3)] == [3, 4, 5]
        gateway.wake(Frames(6, [frame(6)]), None)
        assert (await browser.hear())["seq"] == 6

    gateway = run(test, OneSession(stored=Frames(2, [frame(1), frame(2)])))
    assert gateway.followed == [2, 2, 5], "it was not live at first"


def test_who_lost_the_session_to_its_first_prompter_is_shut_out_when_it_wakes() -> None:
    async def test(browser: Browser, gateway: OneSession) -> None:
        browser.send(HELLO)
        assert (await browser.hear())["type"] == "welcome"
        gateway.owner = "somebody else"
        gateway.wake(Frames(1, [frame(1)]))
        assert (await browser.closed())[0] == CloseCode.NOT_ALLOWED

    run(test)


def test_a_page_of_a_session_that_is_deleted_is_closed_by_that_name() -> None:
    async def deleted_before(browser: Browser, gateway: OneSession) -> None:
        gateway.deleted = True
        browser.send(HELLO)
        assert await browser.closed() == (CloseCode.DELETED, "this session was deleted")

    async def deleted_meanwhile(browser: Browser, gateway: OneSession) -> None:
        browser.send(HELLO)
        assert (await browser.hear())["type"] == "welcome"
        gateway.wake(Frames(1, [frame(1)]))
        assert (await browser.hear())["seq"] == 1
        gateway.deleted = True
        gateway.live.put_nowait(None)
        gateway.attendance.woken(S)
        assert await browser.closed() == (CloseCode.DELETED, "this session was deleted")

    run(deleted_before)
    run(deleted_meanwhile)


def test_other_pages_are_told_of_and_a_silent_socket_gets_heartbeats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "HEARTBEAT_S", 0.05)

    async def test(browser: Browser, gateway: OneSession) -> None:
        browser.send(HELLO)
        assert (await browser.hear())["type"] == "welcome"
        assert (await browser.hear())["type"] == "heartbeat"
        gateway.attendance.opened(S, 2)
        heard = await browser.hear()
        while heard["type"] == "heartbeat":
            heard = await browser.hear()
        assert heard == {"type": "presence", "pages": 2}

    run(test)


def test_a_page_hears_what_the_sandboxes_have_become() -> None:
    async def test(browser: Browser, gateway: OneSession) -> None:
        browser.send(HELLO)
        assert (await browser.hear())["sandbox"] == "off"
        for tier in ("wasm for now", "docker"):
            gateway.tiers.put_nowait(tier)
            assert await browser.hear() == {"type": "sandbox", "tier": tier}

    run(test)


def test_a_fault_of_ours_is_logged_once_and_asks_the_client_to_come_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Breaks(OneSession):
        async def command(self, *_: object) -> protocol.Notice | None:
            raise ZeroDivisionError

    async def test(browser: Browser, _: OneSession) -> None:
        browser.send(HELLO, protocol.Cancel())
        code, reason = await browser.closed()
        assert code == CloseCode.SHUTTING_DOWN
        assert "reconnect" in reason

    with caplog.at_level(logging.ERROR):
        run(test, Breaks())
    assert [record.message for record in caplog.records] == ["a socket broke"]
