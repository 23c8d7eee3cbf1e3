"""What a sandbox is: a place where generated code runs and cannot reach anything.

A Driver makes Boxes; a Box speaks the agent's JSON lines (sandbox/agent). A failure of the platform
raises SandboxError; what the program in the box does wrong is data in the reply, never an exception.
Called only by actors/sandbox_pool.py.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from studio.protocol import CheckOutcome

_PLACE = re.compile(r"(?<![\w:/.~-])~?/(?:[^\s/'\"`:,;()<>]+/)+(?=[^\s/'\"`:,;()<>])")


def without_places(text: str) -> str:
    """For everybody's eyes: of the paths of this machine only their last names."""
    return _PLACE.sub("", text)


class SandboxError(Exception):
    """The platform failed (box died, deadline, driver unusable): retry with a fresh box."""


class Overused(SandboxError):
    """The box used more than it may, and is dead. `at`: the file that it had begun to read, where it told."""

    def __init__(self, what: "Resource", message: str, at: str = "") -> None:
        super().__init__(message)
        self.what: Resource = what
        self.at = at


class Crowded(SandboxError):
    """Nothing failed, but others were before: there was no place, in words for a user."""


Resource = Literal["memory", "cpu", "output", "time"]


@dataclass(frozen=True, slots=True)
class Used:
    """By a box since its start: memory at its highest that was seen, time that calls took, bytes it said."""

    cpu_s: float = 0.0
    wall_s: float = 0.0
    output_bytes: int = 0
    memory_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Capabilities:
    """Result of a probe. `usable` False comes with a `reason` that says what to install or change.
    `box_bytes`: memory of this machine that one box may use at most."""

    tier: str
    usable: bool
    reason: str
    box_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Artifact:
    """What is checked: path to text, and the path of the module whose component is mounted."""

    files: Mapping[str, str]
    entry: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check of an artifact. `detail` and `logs`, lines of its console, may come from hostile code:
    length-capped text, never markup."""

    check: str
    outcome: CheckOutcome
    detail: str
    ms: int
    logs: tuple[str, ...] = ()


# What a box is for. A `check` and an `analyse` box read programs and never execute one, so all sessions of a
# node share them; the latter hands the texts to native programs. A `run` box executes those of one session
# and is never given to another; a `hostile` one attacks, for tests.
# `traitor` is a run box whose runner attacks its agent.
Role = Literal["check", "analyse", "run", "hostile", "traitor"]


class Box(Protocol):
    """One running environment.

    Ops of the agent, by role; `artifact` is `{files, entry}`, and every text of a reply is capped and may
    come from hostile code.
    A box that reads tells the path of each file that it begins, so that one which takes too long has a name.
    `check`: `compile artifact` → `{ok, errors: [{path, line, message}]}`; `translate {files}` → `{code:
    {path: text}}`.
    `analyse`: `lint artifact` and `types artifact` → `{ok, problems: [{path, line, message, breaks}]}`.
    `run`, which executes nothing of what does not compile: `render artifact` → `{ok, error}`, as a server
    renders; `mount artifact` → `{ok, error, text_length, elements, logs}`; `use artifact` → `{ok, error,
    acts, all, during, logs}`, mounted and tried out, `all` if nothing was left to try; `accessibility
    artifact` → `{ok, error, problems: [text]}`, of what use has broken as it is before; `render_text
    artifact` → `{ok, error, text}`, the mounted component as a screen reader tells it, one element a line;
    `run_tests artifact + {tests}` → `{ok, error, tests: [{name, ok, error}], logs}`: `tests` is a script
    (TSX) with the globals `describe`, `test`, `expect`, `render`, `screen`, `user`, `waitFor`; `ok` is
    whether all passed, `error` why it could not run. `logs`: the last lines that the program said to its
    console meanwhile, at most 20 and 2 kB together; of one that was ended by force, none.
    """

    async def call(self, op: str, payload: Mapping[str, Any], deadline_s: float) -> Mapping[str, Any]:
        """One request to the agent, one reply. Raises SandboxError if the box died, answered garbage or too
        late, Overused if it used more than it may; it is then dead. One call at a time."""
        ...

    async def used(self) -> Used:
        """Never raises; of a dead box what was known last."""
        ...

    async def kill(self) -> None:
        """Ends the box and everything in it. Never raises; a second call does nothing."""
        ...


class Driver(Protocol):
    """Makes boxes of one kind. Contract tests: tests/contract/test_sandbox.py."""

    async def probe(self) -> Capabilities:
        """Tries the real thing, in short form. Never raises."""
        ...

    async def start(self, role: Role = "run") -> Box:
        """A box that has answered its first ping. Raises SandboxError."""
        ...
