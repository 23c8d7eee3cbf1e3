"""Models that call tools, and sandboxes that answer them: doubles of the tests of sessions with tools."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from pathlib import Path
from typing import Any

from actors.llm_router import LLMRouter
from models.contract import ModelError, Request
from sandbox.contract import Artifact, CheckResult, SandboxError
from studio import protocol
from studio.ids import SessionId
from studio.protocol import ModelInfo, ToolPart, Usage
from studio.tools.contract import Call
from tests.unit.session_house import (
    PAGE,
    House,
    PassesEverything,
)

CHECK = Call("check", "")
READ = Call("read_file", '{"path":"App.tsx"}')
FILE = f'A page.\n<file path="App.tsx">\n{PAGE}</file>'
EDIT = (
    '<edit path="App.tsx">\n<<<<<<< SEARCH\n  return <p>one</p>;\n=======\n  return <b>two</b>;\n'
    ">>>>>>> REPLACE\n</edit>\n"
)
Rounds = list[tuple[str, tuple[Call, ...]]]


class Calls:
    """Plays one round a request: its text, then its calls; the last round again and again. `hold`: the round
    that waits for `go` behind its text."""

    info = ModelInfo("test", "scripted", False)

    def __init__(self, rounds: Rounds) -> None:
        self.rounds = rounds
        self.requests: list[Request] = []
        self.hold: int | None = None
        self.go = asyncio.Event()

    async def stream(self, request: Request) -> AsyncGenerator[str | Call | Usage]:
        self.requests.append(request)
        played = request.calls[-1].round if request.calls else 0
        text, calls = self.rounds[min(played, len(self.rounds) - 1)]
        behind = request.written[request.calls[-1].at :] if request.calls else request.written
        assert text.startswith(behind)
        for char in text[len(behind) :]:
            yield char
            await asyncio.sleep(0)
        if self.hold == played:
            await self.go.wait()
        for call in calls:
            yield call
        yield Usage(10, 0, len(text))


class Box(PassesEverything):
    """Passes what compiles; an op waits for `go` where `holds`. Counts what it was asked."""

    def __init__(self, *, holds: bool = False) -> None:
        self.asked: list[str] = []
        self.holds = holds
        self.go = asyncio.Event()
        self.reply: Mapping[str, Any] = {"ok": True, "error": "", "text": "paragraph: one"}

    async def verify(self, session_id: SessionId, artifact: Artifact) -> AsyncIterator[str | CheckResult]:
        self.asked.append("verify")
        async for told in super().verify(session_id, artifact):
            yield told

    async def ask(
        self, session_id: SessionId, op: str, artifact: Artifact, more: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        self.asked.append(op)
        if self.holds:
            await self.go.wait()
        return self.reply


class Broken(Box):
    async def ask(self, *_: object) -> Mapping[str, Any]:  # type: ignore[override]
        raise SandboxError("Every sandbox is leased.")


class Mad(Box):
    async def ask(self, *_: object) -> Mapping[str, Any]:  # type: ignore[override]
        raise RuntimeError("the actor died")


class Dead(Calls):
    """Overloaded, whenever it is asked."""

    def __init__(self, name: str) -> None:
        super().__init__([])
        self.info = ModelInfo("test", name, False)

    async def stream(self, request: Request) -> AsyncGenerator[str | Call | Usage]:
        self.requests.append(request)
        raise ModelError("overloaded", "It is overloaded.", retryable=True)
        yield ""


def house_of(folder: Path, rounds: Rounds, box: Box | None = None) -> tuple[House, Calls]:
    model = Calls(rounds)
    router = LLMRouter(model, flush_s=0.001, later_flush_s=0.001)  # type: ignore[arg-type]
    return House(folder, router=router, verifier=box or Box()), model


def tools_of(turn: protocol.Turn) -> list[ToolPart]:
    return [part for part in turn.parts if isinstance(part, ToolPart)]
