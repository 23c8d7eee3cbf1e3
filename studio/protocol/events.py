"""What happened in a session: Event, numbered by `seq`, stored, replayable.

Emitted by studio/turn.py and actors/session.py; studio/state.py and web/src/fold.ts fold them. A stored event
is read again for ever: fields are only added, with a default.
"""

from msgspec import Struct

from studio.protocol.values import (
    Attachment,
    CheckOutcome,
    ErrorCode,
    Finding,
    ForkSource,
    ModelInfo,
    Outcome,
    ToolOutcome,
    Usage,
    VersionOrigin,
    VersionStatus,
)


class _Event(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", kw_only=True):
    seq: int


class TurnStarted(_Event, frozen=True, tag="turn_started"):
    """`model` begins; `why` says in one line why it was chosen. `purpose` is what the models are asked for,
    and `picked` the id of the one that the user wanted for this turn alone: who goes on with it asks for the
    same."""

    turn: int
    prompt: str
    model: ModelInfo
    continues: int | None
    at_ms: int
    why: str = ""
    attachments: list[Attachment] = []
    purpose: str = ""
    picked: str | None = None


class Forked(_Event, frozen=True, tag="forked"):
    """First event of a session that began as a fork; its files and its first version follow."""

    source: ForkSource


class ModelSwitched(_Event, frozen=True, tag="model_switched"):
    """`model` goes on, behind the last character of the one that `failed`. Where none did, it is asked to
    mend what the checks found, or the limits left too little for the one before. `reason` is one line."""

    model: ModelInfo
    reason: str
    failed: bool = True


class Waiting(_Event, frozen=True, tag="waiting"):
    """The model has not begun yet. `why` says in one line what may keep it and what to look at."""

    why: str


class Spent(_Event, frozen=True, tag="spent"):
    """What the running turn has cost so far, by estimate. `cost_usd` is null where the price is unknown."""

    usage: Usage
    cost_usd: float | None


class ModelPinned(_Event, frozen=True, tag="model_pinned"):
    model: str | None


class Summarised(_Event, frozen=True, tag="summarised"):
    """Turns up to and with `through` are from now on told to models by this text alone."""

    through: int
    text: str


class TextDelta(_Event, frozen=True, tag="text_delta"):
    """Prose of the running turn, appended to its last text part."""

    text: str


class FileOpened(_Event, frozen=True, tag="file_opened"):
    """A file is being written. `fresh`: from empty; otherwise its text is being edited in place."""

    path: str
    fresh: bool


class FileSpliced(_Event, frozen=True, tag="file_spliced"):
    """At UTF-16 offset `at`, `remove` code units become `insert`: a streamed append and an edit alike."""

    path: str
    at: int
    remove: int
    insert: str


class FileClosed(_Event, frozen=True, tag="file_closed"):
    """Nothing more is written to the file in this turn part. `sha256` is of its UTF-8 text, in hex."""

    path: str
    sha256: str


class FileRemoved(_Event, frozen=True, tag="file_removed"):
    path: str


class Scanned(_Event, frozen=True, tag="scanned"):
    """The guards have looked at the file as of event `through`: it may be rendered."""

    path: str
    through: int


class FindingMade(_Event, frozen=True, tag="finding"):
    finding: Finding


class CheckStarted(_Event, frozen=True, tag="check_started"):
    """Of the running turn's files, or of the `version` that no turn made."""

    check: str
    version: int | None = None


class CheckEnded(_Event, frozen=True, tag="check_ended"):
    """One check of the finished files, those of `version` as in CheckStarted. `detail` is empty if it passed;
    hostile code may have written it: show it as text."""

    check: str
    outcome: CheckOutcome
    detail: str
    ms: int
    version: int | None = None


class ToolCalled(_Event, frozen=True, tag="tool_called"):
    """The model that writes called a tool, behind `at` characters of its reply as it is stored. `call` counts
    the turn's calls from 1, `round` how often the model has stopped for some, each time perhaps for several
    at once. `arguments` are JSON as the model wrote them: show them as text."""

    call: int
    name: str
    arguments: str
    at: int
    round: int = 1


class ToolReturned(_Event, frozen=True, tag="tool_returned"):
    """What the model was told. `failed`: the tool could not be used, and why. Hostile code may have written
    the result: show it as text."""

    call: int
    outcome: ToolOutcome
    result: str
    ms: int


class VersionCreated(_Event, frozen=True, tag="version_created"):
    """An immutable version. `added` and `removed` count lines against the parent."""

    version: int
    parent: int | None
    turn: int | None
    origin: VersionOrigin
    status: VersionStatus
    label: str
    entry: str | None
    paths: list[str]
    added: int
    removed: int
    at_ms: int


class VersionSettled(_Event, frozen=True, tag="version_settled"):
    """The checks of a version that no turn made (an edit of the user's, something restored or forked) are
    over."""

    version: int
    status: VersionStatus


class PreviewFailed(_Event, frozen=True, tag="preview_failed"):
    """The user's browser reported that this version threw. Text from hostile code."""

    version: int
    message: str
    stack: str


class EditRefused(_Event, frozen=True, tag="edit_refused"):
    """A guard blocked an edit of the user's: nothing of it is kept but when that was (studio/conduct.py)."""

    path: str
    at_ms: int


class TurnEnded(_Event, frozen=True, tag="turn_ended"):
    """`cost_usd` is null where the price of a model that wrote is unknown."""

    turn: int
    outcome: Outcome
    code: ErrorCode | None
    message: str | None
    version: int | None
    usage: Usage
    cost_usd: float | None
    at_ms: int


Event = (
    TurnStarted
    | Forked
    | ModelSwitched
    | Waiting
    | Spent
    | ModelPinned
    | Summarised
    | TextDelta
    | FileOpened
    | FileSpliced
    | FileClosed
    | FileRemoved
    | Scanned
    | FindingMade
    | CheckStarted
    | CheckEnded
    | ToolCalled
    | ToolReturned
    | VersionCreated
    | VersionSettled
    | PreviewFailed
    | EditRefused
    | TurnEnded
)
