"""What a language model is to Atelier: one method that streams a reply.

A Request is structured (prompt, files, history), not a list of vendor messages: a vendor model renders
it with studio.prompt, the built-in sketch model reads it as it is. Called only by actors/llm_router.py.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from studio.protocol import ErrorCode, ModelInfo, Usage


@dataclass(frozen=True, slots=True)
class Exchange:
    """One earlier turn: what the user asked and the prose of the reply (its code is in Request.files)."""

    prompt: str
    reply: str


@dataclass(frozen=True, slots=True)
class Request:
    """One reply to make. `written` is the text of this reply that is already shown: go on right behind it."""

    framework: str
    prompt: str
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    history: tuple[Exchange, ...] = ()
    written: str = ""


class ModelError(Exception):
    """The vendor failed. `code` is for the page, `retryable` for the router; the text says what to do."""

    def __init__(self, code: ErrorCode, message: str, *, retryable: bool) -> None:
        super().__init__(message)
        self.code: ErrorCode = code
        self.message = message
        self.retryable = retryable

    def __reduce__(self) -> tuple[object, ...]:
        return _model_error, (self.code, self.message, self.retryable)


def _model_error(code: ErrorCode, message: str, retryable: bool) -> ModelError:
    return ModelError(code, message, retryable=retryable)


class Model(Protocol):
    """A model of one vendor. Contract tests: tests/contract/test_models.py."""

    info: ModelInfo

    def stream(self, request: Request) -> AsyncIterator[str | Usage]:
        """Text as it comes, non-empty strings, then one Usage.

        Closing the iterator (or cancelling the task that awaits it) closes the vendor's connection.
        Raises ModelError for anything the vendor or the network does; no other exception leaves it.
        """
        ...
