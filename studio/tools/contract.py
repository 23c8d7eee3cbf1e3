"""What a tool is to Atelier: a name, what it is for, its arguments, and a pure answer.

A tool answers from the Desk by itself, or says what Work the sandbox has to do first and how its reply is
told. Whatever comes back is text for a model; it may hold words of hostile code, and is fenced as data where
it is told (studio/prompt/calls.py). Called by actors/tool_runner.py through studio/tools/__init__.py.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from msgspec import Struct

MAX_CALLS = 8  # a turn
CALL_S = 10.0
MAX_RESULT_BYTES = 8_000
MAX_ARGUMENT_BYTES = 20_000
MAX_NAME_CHARS = 64

Sandboxed = Literal["verify", "render_text", "run_tests"]


@dataclass(frozen=True, slots=True)
class Call:
    """One call as the model wrote it: `arguments` is its JSON, which may be broken."""

    name: str
    arguments: str


class Arguments(Struct, frozen=True, forbid_unknown_fields=True):
    """Of a tool: a subclass each; its fields are the schema that the model is shown."""


class Reference(Protocol):
    """What the build has written down of icons and components. Raises Mistake if there is no build."""

    def icons(self) -> Sequence[str]:
        """Every icon by its name."""
        ...

    def docs(self) -> Mapping[str, Mapping[str, str]]:
        """Module to what it exports, each with its description; under "" what the module itself is."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """What a tool sees: the files as they are written so far, and the path of the one that is mounted."""

    files: Mapping[str, str]
    entry: str | None
    reference: Reference


@dataclass(frozen=True, slots=True)
class Work:
    """What the sandbox does first: an op of sandbox/contract.py, or `verify`, whose reply is `{checks:
    [{check, outcome, detail, logs}], mended: [text], unreached: [check]}`, of files whose small faults are
    mended. `tell` makes its reply the answer."""

    op: Sandboxed
    entry: str
    tell: Callable[[Mapping[str, Any]], str]
    more: Mapping[str, Any]


class Mistake(Exception):
    """The call cannot be answered; the text says to the model why, and what to do."""


@dataclass(frozen=True, slots=True)
class Tool:
    """`says` is all that a model knows of it. `answer` takes an instance of `arguments`; raises Mistake."""

    name: str
    says: str
    arguments: type[Arguments]
    answer: Callable[[Any, Desk], str | Work]


def entry_of(desk: Desk) -> str:
    """Raises Mistake."""
    if desk.entry is None:
        raise Mistake("There is no component yet. Write App.tsx first.")
    return desk.entry


def clean(text: str) -> str:
    """Without halves of characters, which no wire takes."""
    return text.encode("utf-8", "replace").decode()


def cut(text: str) -> str:
    """To what a result may hold, with a word about what is missing."""
    data = clean(text).encode()
    if len(data) <= MAX_RESULT_BYTES:
        return data.decode()
    note = f"\n… cut here: {len(data)} bytes in all."
    return data[: MAX_RESULT_BYTES - len(note.encode())].decode("utf-8", "ignore") + note
