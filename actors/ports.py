"""What a Session needs from the others, as it calls them. cluster/ports.py adapts actor handles to these; a
test passes the actors' own classes."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from models.contract import Request
from models.policy import Ask, Route
from sandbox.contract import Artifact, CheckResult
from stores.contract import Store
from studio.counts import Counts
from studio.fixes import Mend, mend_nothing
from studio.ids import SessionId
from studio.protocol import ErrorCode, Finding, ModelInfo, Usage
from studio.scan import PromptScan
from studio.tools.contract import Call, Reference
from studio.tools.reference import UNBUILT


class Unavailable(Exception):
    """Another actor, and its successors, did not answer in time."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What the router has for a session since its last batch. An empty one is a heartbeat; the last one,
    and only that, is `done` and carries usage, cost and perhaps the error that ended the reply.
    `switched`: behind this text another model goes on, why, and whether the one before failed. `spent`:
    an estimate of what the reply has cost so far. `calls`, in the last one: tools that the model calls;
    it goes on in another reply that is told their answers. A cost of None is unknown. `receipt`, in the
    last one: what to give `keep` if the reply alone has made a final version. `waiting`: why the model
    may not have begun, one line for the page."""

    text: str = ""
    done: bool = False
    usage: Usage = field(default_factory=Usage)
    cost_usd: float | None = 0.0
    error: tuple[ErrorCode, str, bool] | None = None
    switched: tuple[ModelInfo, str, bool] | None = None
    spent: tuple[Usage, float | None] | None = None
    calls: tuple[Call, ...] = ()
    receipt: str = ""
    waiting: str = ""


class Router(Protocol):
    async def route(self, ask: Ask) -> tuple[Route, ModelInfo]:
        """The models for a turn, and the first of them. Raises ModelError, KeyError for an unknown pick,
        Unavailable."""
        ...

    def generate(self, request: Request) -> AsyncGenerator[Batch, None]:
        """Closing the iterator stops the vendor. Raises Unavailable."""
        ...

    async def keep(self, receipt: str) -> None:
        """This reply to a first prompt is good: the same prompt may get it again."""
        ...


class CodeScanner(Protocol):
    """Both raise Unavailable."""

    async def prompt(self, text: str) -> PromptScan: ...

    async def code(
        self, session_id: SessionId, path: str, text: str, others: Mapping[str, str] | None = None
    ) -> list[Finding]:
        """In this file, and in the `others` of its artifact where what they see of it has changed."""
        ...


class Verifier(Protocol):
    def verify(self, session_id: SessionId, artifact: Artifact) -> AsyncIterator[str | CheckResult]:
        """Each check's name when it starts, its result when it ends."""
        ...

    async def ask(
        self, session_id: SessionId, op: str, artifact: Artifact, more: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """One op of a run box, as SandboxPool.ask. Raises SandboxError."""
        ...

    async def keep(self, session_id: SessionId) -> None:
        """The session's turn goes on, and will want its box again. Returns at once, never raises."""
        ...


def count_nothing(counts: Counts) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything that a session acts through. `count` returns at once. `judge`: a small model may give a
    second opinion on a prompt."""

    store: Store
    router: Router
    scanner: CodeScanner
    verifier: Verifier
    now_ms: Callable[[], int]
    mend: Mend = mend_nothing
    count: Callable[[Counts], None] = count_nothing
    reference: Reference = UNBUILT
    judge: bool = True
