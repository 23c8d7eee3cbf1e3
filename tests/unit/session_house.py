"""A session over the real store, router and scanner, and doubles of what fails: for the tests of sessions."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing
from pathlib import Path
from typing import Any

import msgspec

from actors.llm_router import LLMRouter
from actors.ports import Ports
from actors.scanner import Scanner
from actors.session import Session
from actors.session_log import Frames, load_state
from models.contract import ModelError, Request
from sandbox.contract import Artifact, CheckResult
from stores.contract import Append, SessionRecord, StoreError
from stores.sqlite import SqliteStore
from studio import protocol
from studio.ids import OwnerId, SessionId, new_session_id
from studio.protocol import Finding, ModelInfo, SessionState, Usage
from studio.scan import PromptScan
from studio.state import apply, running_turn

PAGE = "export default function App() {\n  return <p>one</p>;\n}\n"
FIRST = f'A page.\n<file path="App.tsx">\n{PAGE}</file>\nDone.\n'
SECOND = (
    '<edit path="App.tsx">\n<<<<<<< SEARCH\n  return <p>one</p>;\n=======\n  const a = 2;\n'
    "  return <b>two</b>;\n>>>>>>> REPLACE\n</edit>\n"
    '<file path="b.tsx">\nexport const b = 2;\n</file>\nDone.\n'
)
EVIL = '<file path="App.tsx">\neval("1");\nexport default () => <p/>;\n'
REPLIES = {"first": FIRST, "second": SECOND, "evil": EVIL, "talk": "Which one?", "nothing": ""}
WAIT_S = 60.0


class Scripted:
    """Replies by prompt, a few characters at a time; stops at `hold_at` until `go`, or fails at `fail_at`."""

    info = ModelInfo("test", "scripted", False)

    def __init__(self) -> None:
        self.hold_at: int | None = None
        self.fail_at: int | None = None
        self.go = asyncio.Event()
        self.requests: list[Request] = []

    async def stream(self, request: Request) -> AsyncGenerator[str | Usage]:
        self.requests.append(request)
        reply = REPLIES[request.prompt]
        assert reply.startswith(request.written)
        for at in range(len(request.written), len(reply)):
            if self.hold_at is not None and at >= self.hold_at:
                await self.go.wait()
            if self.fail_at is not None and at >= self.fail_at:
                raise ModelError("network", "The line is dead.", retryable=True)
            yield reply[at]
            if at % 5 == 0:
                await asyncio.sleep(0)
        yield Usage(7, 0, len(reply))


class PassesEverything:
    async def verify(self, session_id: SessionId, artifact: Artifact) -> AsyncIterator[str | CheckResult]:
        assert artifact.entry in artifact.files
        for check in ("compile", "mount"):
            yield check
            yield CheckResult(check, "passed", "", 1)


class FailsMount(PassesEverything):
    async def verify(self, session_id: SessionId, artifact: Artifact) -> AsyncIterator[str | CheckResult]:
        yield "mount"
        yield CheckResult("mount", "failed", "first", 1)


class NeverAnswers(PassesEverything):
    async def verify(self, session_id: SessionId, artifact: Artifact) -> AsyncIterator[str | CheckResult]:
        yield "compile"
        await asyncio.Event().wait()


class DropsMidStream(PassesEverything):
    async def verify(self, session_id: SessionId, artifact: Artifact) -> AsyncIterator[str | CheckResult]:
        yield "compile"
        raise RuntimeError("the actor died")


class ScannerThatNeverAnswers(Scanner):
    async def code(self, *_: object) -> list[Finding]:
        await asyncio.Event().wait()
        raise AssertionError


class ScannerThatBreaks(Scanner):
    """At a word, in a prompt or in code."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word

    async def prompt(self, text: str) -> PromptScan:
        if self._word in text:
            raise ValueError(self._word)
        return await super().prompt(text)

    async def code(
        self, session_id: SessionId, path: str, text: str, others: Mapping[str, str] | None = None
    ) -> list[Finding]:
        if self._word in text:
            raise ValueError(self._word)
        return await super().code(session_id, path, text, others)


class RouterThatStops(LLMRouter):
    async def generate(self, request: Request) -> AsyncGenerator[Any]:
        async with aclosing(super().generate(request)) as batches:
            async for batch in batches:
                if not batch.done:
                    yield batch


class DiskFull(SqliteStore):
    """Refuses to store one write that `refuses` is true of, or every one."""

    keeps_refusing = False

    refuses: Callable[[Append], bool] = staticmethod(lambda write: False)

    async def append(self, session_id: SessionId, epoch: Any, write: Append) -> None:
        if self.keeps_refusing:
            raise StoreError("disk full")
        if self.refuses(write):
            del self.refuses
            raise StoreError("disk full")
        await super().append(session_id, epoch, write)


class House:
    """One store, and the sessions opened over it."""

    def __init__(self, folder: Path, **ports: Any) -> None:
        self.id = new_session_id()
        self.model = Scripted()
        self.store = DiskFull(folder)
        self.clock = 1000
        router = LLMRouter(self.model, flush_s=0.001, later_flush_s=0.001)
        given = {"store": self.store, "router": router, "scanner": Scanner(), "verifier": PassesEverything()}
        self.ports = Ports(**{**given, **ports}, now_ms=lambda: self.clock)

    async def open(self, *, resume: bool = False) -> Session:
        record = SessionRecord(self.id, OwnerId("me"), "", 0, 0)
        await self.store.create(record)
        return await Session.open(self.id, self.ports, resume=resume)

    async def stored(self) -> SessionState:
        return await load_state(self.store, self.id)


def session_test(test: Callable[..., Any]) -> Callable[[Path], None]:
    def run(tmp_path: Path) -> None:
        async def in_time() -> None:
            async with asyncio.timeout(WAIT_S):
                await test(tmp_path)
                left = asyncio.all_tasks() - {asyncio.current_task()}
                assert not [task for task in left if "aclose" not in repr(task)], left

        asyncio.run(in_time())

    run.__name__, run.__doc__ = test.__name__, test.__doc__
    return run


def state_of(session: Session) -> SessionState:
    return session.log.state


def refused(session: Session, at_ms: list[int]) -> None:
    """Edits of it were refused then."""
    session.log.state = msgspec.structs.replace(session.log.state, refused_ms=at_ms)


async def ended(session: Session) -> protocol.Turn:
    """The newest turn, when it is over and none of its tasks is left."""
    if session._turn is not None:
        await asyncio.wait([session._turn])
        assert session._turn.exception() is None
    state = state_of(session)
    assert running_turn(state) is None
    return state.turns[-1]


async def settled(session: Session) -> protocol.Version:
    """The newest version, when nothing checks it any more."""
    while session._version_check.busy:
        await asyncio.sleep(0.002)
    return state_of(session).versions[-1]


async def said(session: Session, prompt: str) -> protocol.Turn:
    await session.command(protocol.Prompt(prompt))
    return await ended(session)


async def until(session: Session, what: Callable[[SessionState], bool]) -> None:
    while not what(state_of(session)):
        await asyncio.sleep(0.002)


def shows(text: str) -> Callable[[SessionState], bool]:
    return lambda state: any(text in file.text for file in state.files)


def checking(state: SessionState) -> bool:
    return bool(state.turns and state.turns[-1].checks)


class Page:
    """A subscriber, as a browser is one: folds what it gets."""

    def __init__(self, session: Session, after: int = 0, state: SessionState | None = None) -> None:
        self.state = state or SessionState()
        self.numbers: list[int] = []
        self.snapshots = 0
        self.frames = session.log.subscribe(after)

    def take(self, frames: Frames) -> None:
        for frame in frames.frames:
            if msgspec.json.decode(frame)["type"] == "snapshot":
                self.state = protocol.decode_state(msgspec.json.encode(msgspec.json.decode(frame)["state"]))
                self.snapshots += 1
            else:
                event = protocol.decode_event(frame)
                self.state = apply(self.state, event)
                self.numbers.append(event.seq)
        assert self.state.seq == frames.seq

    async def follow(self, seq: int) -> "Page":
        async with aclosing(self.frames):
            async for frames in self.frames:
                self.take(frames)
                if self.state.seq >= seq:
                    break
        return self
