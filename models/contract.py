"""What a language model is to Atelier: one method that streams a reply.

A Request is structured (prompt, files, history), not a list of vendor messages: a vendor model renders
it with studio.prompt, the built-in sketch model reads it as it is. Called only by actors/llm_router.py.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Protocol

from studio.edits import FailedBlock
from studio.pictures import Picture
from studio.prompt import Purpose
from studio.protocol import ErrorCode, ModelInfo, ToolPart, Usage
from studio.tools.contract import Call

# Set by the task that reads a model's stream, where it hands text on at a pace: awaited before more of the
# vendor's stream is read, so that what comes meanwhile is read in one. The future is done when the vendor has
# hung up: then there is nothing to wait for.
Pace = Callable[[asyncio.Future[None]], Awaitable[None]]
pace: ContextVar[Pace | None] = ContextVar("pace", default=None)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One earlier turn: what the user asked, and the reply as the model is shown it again."""

    prompt: str
    reply: str
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """One reply to make. `written` is the text of this reply that is already shown: go on right behind it.

    `files` are the files as they are now, `base` as they were before `history` changed them (None: as now);
    `history` holds the replies in full from there on. `route` names the models to ask, in order; empty: the
    router's own choice for `purpose`. `user` is who pays. `failed` are the blocks that a repair writes again.
    `pictures` came with the prompt, `earlier` with prompts that `history` does not hold.

    `calls` are the tools that this reply has called, with their answers, in order, each behind its `at`
    characters of `written`. `calls_left`: how many more it may call; None where no tools are offered.
    `spent_usd` is what the turn has cost before, `switches` how often one model took over from another in it.
    `fault` is what checks found in `files`, to be mended.
    """

    framework: str
    prompt: str
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    history: tuple[Exchange, ...] = ()
    written: str = ""
    purpose: Purpose = "draft"
    route: tuple[str, ...] = ()
    user: str = ""
    base: Mapping[str, str] | None = None
    summary: str = ""
    failed: tuple[FailedBlock, ...] = ()
    max_output_tokens: int | None = None
    pictures: tuple[Picture, ...] = ()
    earlier: tuple[Picture, ...] = ()
    calls: tuple[ToolPart, ...] = ()
    calls_left: int | None = None
    spent_usd: float = 0.0
    switches: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Thought:
    """So many tokens have been thought by now and not shown. `counted`: by the vendor; otherwise by what is
    seen of it, which may be a summary. Also a sign of life."""

    tokens: int = 0
    counted: bool = False


class CountedUsage(Usage, frozen=True, forbid_unknown_fields=True):
    """What else of a vendor's count has a price of its own: of `cache_write_tokens`, those that it keeps for
    an hour. It goes no further than the bill."""

    cache_write_1h_tokens: int = 0


class ModelError(Exception):
    """The vendor failed. `code` is for the page, `retryable` for the router; `fact` is what happened,
    `remedy` what the user can do about it, `message` both."""

    def __init__(self, code: ErrorCode, fact: str, remedy: str = "", *, retryable: bool) -> None:
        super().__init__(f"{fact} {remedy}".rstrip())
        self.code: ErrorCode = code
        self.fact = fact
        self.remedy = remedy
        self.retryable = retryable

    @property
    def message(self) -> str:
        return str(self)

    def __reduce__(self) -> tuple[object, ...]:
        return _model_error, (self.code, self.fact, self.remedy, self.retryable)


def _model_error(code: ErrorCode, fact: str, remedy: str, retryable: bool) -> ModelError:
    return ModelError(code, fact, remedy, retryable=retryable)


class Model(Protocol):
    """A model of one vendor. Contract tests: tests/contract/test_model*.py."""

    info: ModelInfo

    def stream(self, request: Request) -> AsyncIterator[str | Thought | Call | Usage]:
        """Text as it comes, then the tools that it calls, whose answers it waits for in another request, then
        one Usage. An empty string is a sign of life: the model thinks, or writes the arguments of a call. A
        Thought says how much it has thought, where that is known.

        Closing the iterator (or cancelling the task that awaits it) closes the vendor's connection.
        Raises ModelError for anything the vendor or the network does; no other exception leaves it.
        """
        ...
