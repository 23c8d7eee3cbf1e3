"""A browser's part of the wire without a browser: cookie, socket, fold. For tests and benchmarks."""

import asyncio
import contextlib
import urllib.request
from collections.abc import AsyncIterator, Callable
from typing import Any

import msgspec
from websockets.asyncio.client import ClientConnection, connect

from studio import protocol
from studio.ids import new_session_id
from studio.protocol import SessionState
from studio.state import apply, running_turn

_decoder = msgspec.json.Decoder(protocol.ServerMessage)


def new_cookie(origin: str) -> str:
    """The signed cookie of a browser that was never here before."""
    with urllib.request.urlopen(f"{origin}/s/{new_session_id()}", timeout=60) as page:
        return page.headers["Set-Cookie"].split(";", 1)[0]


class Client:
    """One socket of one session; folds what it hears and fails if anything is lost or repeated."""

    def __init__(self, ws: ClientConnection, state: SessionState) -> None:
        self.ws = ws
        self.state = state
        self.notices: list[Any] = []
        self.events: list[protocol.Event] = []

    async def send(self, command: protocol.Command) -> None:
        await self.ws.send(protocol.encode(command).decode())

    async def receive(self, timeout_s: float = 30) -> Any:
        async with asyncio.timeout(timeout_s):
            message = _decoder.decode(await self.ws.recv())
        if isinstance(message, protocol.Snapshot):
            self.state = message.state
        elif isinstance(message, protocol.Event):
            self.state = apply(self.state, message)
            self.events.append(message)
        else:
            self.notices.append(message)
        return message

    async def until(self, done: Callable[[Any], bool], timeout_s: float = 60) -> Any:
        async with asyncio.timeout(timeout_s):
            while True:
                message = await self.receive(timeout_s)
                if done(message):
                    return message

    async def turn(self, text: str, timeout_s: float = 60) -> protocol.TurnEnded:
        """Sends the prompt and waits for the end of its turn."""
        await self.send(protocol.Prompt(text))
        return await self.until(lambda m: isinstance(m, protocol.TurnEnded), timeout_s)

    @property
    def running(self) -> bool:
        return running_turn(self.state) is not None


@contextlib.asynccontextmanager
async def client(
    origin: str, cookie: str, session: str, state: SessionState | None = None
) -> AsyncIterator[Client]:
    """Connects and says hello with the state that the client holds already."""
    state = state or SessionState()
    url = origin.replace("http", "ws", 1) + "/ws"
    async with connect(url, additional_headers={"Cookie": cookie}, max_size=None, compression=None) as ws:
        joined = Client(ws, state)
        await joined.send(protocol.Hello(protocol.PROTOCOL_VERSION, session, state.seq))
        await joined.until(lambda m: isinstance(m, protocol.Welcome))
        yield joined
