"""What goes into a turn and what comes out of it: its plan, its inputs, its instructions. studio/turn.py
decides between them, actors/turn_tasks.py carries the instructions out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studio.edits import FailedBlock
from studio.ids import TurnId
from studio.protocol import Attachment, CheckOutcome, ErrorCode, Event, Finding, ModelInfo, Usage


@dataclass(frozen=True, slots=True)
class Plan:
    """What a turn starts from. `written`: reply text of the turn `continues`, to go on behind; the
    artifact already shows it. `base`: the files that `written` (or the new reply) applies to."""

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
    why: str = ""
    repairs: int = 0  # how often blocks that found no place are asked for again
    attachments: tuple[Attachment, ...] = ()


# Inputs


@dataclass(frozen=True, slots=True)
class PromptScanned:
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class Arrived:
    """Text of the reply, as it comes from the router."""

    text: str


@dataclass(frozen=True, slots=True)
class ModelStopped:
    """The reply is over: by itself, or with an error. A cost of None is unknown."""

    usage: Usage
    cost_usd: float | None
    error: tuple[ErrorCode, str] | None = None


@dataclass(frozen=True, slots=True)
class WriterSwitched:
    model: ModelInfo
    reason: str


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
    PromptScanned | Arrived | ModelStopped | WriterSwitched | SpentSoFar | CodeScanned
    | CheckBegan | CheckDone | ChecksOver
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
    """Go on behind `written`, or, if there are any, write these failed blocks again."""

    written: str
    failed: tuple[FailedBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class StopModel:
    pass


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


Instruction = Emit | ScanPrompt | Generate | StopModel | Scan | Verify | Save
