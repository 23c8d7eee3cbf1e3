"""What goes into a turn and what comes out of it: its plan, its inputs, its instructions. studio/turn.py
decides between them, actors/turn_tasks.py carries the instructions out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from studio.edits import FailedBlock
from studio.ids import TurnId
from studio.protocol import (
    Attachment,
    CheckOutcome,
    ErrorCode,
    Event,
    Finding,
    ModelInfo,
    ToolOutcome,
    ToolPart,
    Usage,
)
from studio.scan import Watch
from studio.tools.contract import Call


@dataclass(frozen=True, slots=True)
class Plan:
    """What a turn starts from. `written`: reply text of the turn `continues`, to go on behind; the artifact
    already shows it. `base`: the files that `written` (or the new reply) applies to. Of a turn whose actor
    died: `calls`, the tools that it has called in `written`, `spent`, what it has cost, `said`, the prose of
    `written` that was shown, `findings`, what was told of it, `writer`, the id of the model that wrote last,
    `failed`, of those that another took over from, in order, `checked`, the files that the newest check
    tried."""

    turn: TurnId
    prompt: str
    model: ModelInfo
    base: Mapping[str, str]
    parent: Mapping[str, str]
    parent_version: int | None
    written: str = ""
    continues: int | None = None
    finished: bool = False  # the reply is complete: only scans and checks are left
    purpose: str = "draft"
    route: tuple[str, ...] = ()  # ids of the models to ask, in order
    picked: str | None = None  # the one that the user wants, for the turn or the session
    own_pick: str | None = None  # the same, where it is for this turn alone
    why: str = ""
    repairs: int = 0  # how often a model is asked for blocks that found no place, or to mend a fault
    attachments: tuple[Attachment, ...] = ()
    tools: bool = False  # the model may call tools, if it can
    calls: tuple[ToolPart, ...] = ()
    spent: tuple[Usage, float | None] = (Usage(), 0.0)
    said: str = ""
    findings: tuple[Finding, ...] = ()
    writer: str = ""
    failed: tuple[str, ...] = ()
    checked: Mapping[str, str] | None = None


# Inputs


@dataclass(frozen=True, slots=True)
class PromptScanned:
    """With what a model that was asked for its opinion has used. `watch`: when the reply may be shown."""

    findings: Sequence[Finding]
    usage: Usage = field(default_factory=Usage)
    cost_usd: float | None = 0.0
    watch: Watch = Watch.NONE


@dataclass(frozen=True, slots=True)
class Arrived:
    """Text of the reply, as it comes from the router."""

    text: str


@dataclass(frozen=True, slots=True)
class ModelStopped:
    """The reply is over: by itself, with an error, or to go on when the tools that it `calls` have answered.
    A cost of None is unknown."""

    usage: Usage
    cost_usd: float | None
    error: tuple[ErrorCode, str] | None = None
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """A tool has answered its call."""

    call: int
    outcome: ToolOutcome
    result: str
    ms: int


@dataclass(frozen=True, slots=True)
class WriterSwitched:
    """`failed`: the one before did."""

    model: ModelInfo
    reason: str
    failed: bool = True


@dataclass(frozen=True, slots=True)
class ModelAwaited:
    """It has not begun; `why` is one line for the page."""

    why: str


@dataclass(frozen=True, slots=True)
class SpentSoFar:
    """By estimate, of the reply that runs."""

    usage: Usage
    cost_usd: float | None


@dataclass(frozen=True, slots=True)
class CodeScanned:
    """`quiet`: nothing a rule may mind was written since the last scan, so that only a look was taken
    (studio/quiet.py); the file is scanned when the reply has ended."""

    path: str
    through: int
    findings: Sequence[Finding]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class CheckBegan:
    check: str


@dataclass(frozen=True, slots=True)
class CheckDone:
    check: str
    outcome: CheckOutcome
    detail: str
    ms: int


@dataclass(frozen=True, slots=True)
class ChecksOver:
    pass


@dataclass(frozen=True, slots=True)
class CancelRequested:
    pass


@dataclass(frozen=True, slots=True)
class Broke:
    """The platform failed under the turn, or it was found cut off after a restart."""

    code: ErrorCode
    message: str


Input = (
    PromptScanned | Arrived | ModelStopped | Answered | WriterSwitched | ModelAwaited | SpentSoFar
    | CodeScanned | CheckBegan | CheckDone | ChecksOver
    | CancelRequested | Broke
)  # fmt: skip

# Instructions


@dataclass(frozen=True, slots=True)
class Emit:
    event: Event


@dataclass(frozen=True, slots=True)
class ScanPrompt:
    text: str


@dataclass(frozen=True, slots=True)
class Generate:
    """Go on behind `written` with what the tools answered, or, if there are any, write these failed blocks
    again, or mend the `fault` that the checks found. `calls_left` and `spent_usd` as in
    models.contract.Request."""

    written: str
    failed: tuple[FailedBlock, ...] = ()
    calls: tuple[ToolPart, ...] = ()
    calls_left: int | None = None
    spent_usd: float = 0.0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class RunTools:
    """Answer these calls, in order; `note` goes before the first answer."""

    calls: tuple[ToolPart, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class StopModel:
    """And the tools that it called."""


@dataclass(frozen=True, slots=True)
class Scan:
    """Scan these files now: whatever of them is not scanned yet holds up the end of the turn."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verify:
    files: Mapping[str, str]
    entry: str


@dataclass(frozen=True, slots=True)
class Save:
    """Store this version's files together with the events of the same step."""

    version: int
    files: Mapping[str, str]


Instruction = Emit | ScanPrompt | Generate | RunTools | StopModel | Scan | Verify | Save
