"""The wire between the browser and the server: the only definition of it.

Owns PROTOCOL_VERSION, what a client may ask (Command), what happened in a session (Event, numbered
by `seq`, stored, replayable), what is said to one socket only (Notice, never stored), and the
SessionState that events fold into. studio/schema.py writes web/protocol.schema.json from it, from
which web/src/protocol.ts is generated; `make check` fails if either is stale.

Invariants: frames are JSON text, one message each; fields are snake_case on both sides; an unknown
field or tag is refused. Positions and lengths in file text are UTF-16 code units, because that is what
the browser counts in.
"""

from enum import IntEnum
from typing import Literal

import msgspec
from msgspec import Struct

PROTOCOL_VERSION = 1

MAX_PROMPT_CHARS = 20_000
MAX_FILE_CHARS = 200_000
MAX_ERROR_CHARS = 8_000
MAX_COMMAND_BYTES = 1_000_000
MAX_PICTURES = 4  # with one prompt
MAX_PICTURE_BYTES = 5_000_000

Outcome = Literal["final", "cancelled", "failed"]
Severity = Literal["block", "neutralise", "note"]
CheckOutcome = Literal["passed", "warned", "failed", "skipped"]
ToolOutcome = Literal["done", "failed"]
VersionOrigin = Literal["prompt", "edit", "restore", "fork"]
VersionStatus = Literal["draft", "final"]
ErrorCode = Literal[
    "bad_message",  # not JSON, unknown type, unknown or missing field
    "bad_request",  # well-formed, but cannot be done now: names the field and the remedy
    "busy",  # no room for another session or turn: try again
    "blocked",  # a guard stopped the prompt or the code
    "bad_key",
    "quota",
    "over_budget",  # the turn would cost more than a limit of this server leaves
    "overloaded",
    "context_too_long",
    "cannot_see",  # pictures came, and the model takes none: the message names one that does
    "refused",
    "network",
    "interrupted",  # the turn was cut off by a restart: it can be continued
    "empty_reply",  # the model wrote no file
    "edit_failed",  # an edit did not match the file
    "check_failed",  # the finished component does not compile or mount
    "internal",
]


class CloseCode(IntEnum):
    """Why the server closed a socket. 1012 is the standard "service restart"."""

    SHUTTING_DOWN = 1012
    CLIENT_TOO_OLD = 4000
    SERVER_TOO_OLD = 4001
    NOT_ALLOWED = 4003
    BAD_MESSAGE = 4004
    TOO_SLOW = 4008
    OVER_BUDGET = 4009


class _Command(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    pass


class Hello(_Command, frozen=True, tag="hello"):
    """First frame of every socket. `last_seq` is the newest event that the client has folded, 0 for none."""

    protocol: int
    session_id: str
    last_seq: int


class Prompt(_Command, frozen=True, tag="prompt"):
    """`model` is the id of the model to write this turn, null to leave the choice to the router.
    `attachments` are ids of pictures that were uploaded to the session."""

    text: str
    model: str | None = None
    attachments: list[str] = []


class Refine(_Command, frozen=True, tag="refine"):
    """Writes this version anew with a larger model, as a version of its own. `model` as in prompt."""

    version: int
    model: str | None = None


class PinModel(_Command, frozen=True, tag="pin_model"):
    """The id of the model that writes from now on in this session; null: the router chooses again."""

    model: str | None


class Continue(_Command, frozen=True, tag="continue"):
    """Goes on with the newest turn if it was cut off, failed or cancelled."""


class Cancel(_Command, frozen=True, tag="cancel"):
    """Stops the running turn; what there is stays as a draft version."""


class EditFile(_Command, frozen=True, tag="edit_file"):
    """The user's own change of one file: makes a version. `base_version` is what the user edited."""

    path: str
    text: str
    base_version: int


class Restore(_Command, frozen=True, tag="restore"):
    """Makes a new version with the content of an old one."""

    version: int


class Fork(_Command, frozen=True, tag="fork"):
    """Makes a new session of this owner that starts from a version of this one, also while a turn runs.
    The answer is `fork_made`."""

    version: int


class PreviewError(_Command, frozen=True, tag="preview_error"):
    """The finished component threw in the user's own preview."""

    version: int
    message: str
    stack: str


Command = Hello | Prompt | Refine | PinModel | Continue | Cancel | EditFile | Restore | Fork | PreviewError


class Usage(Struct, frozen=True, forbid_unknown_fields=True):
    """Tokens as the vendor counted them, or as estimated if it did not say (`estimated`). `input_tokens` are
    all that were sent; of them, `cached_tokens` were read from the vendor's cache, `cache_write_tokens`
    put there."""

    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    estimated: bool = False
    cache_write_tokens: int = 0


def add_usage(*usages: Usage) -> Usage:
    return Usage(
        input_tokens=sum(usage.input_tokens for usage in usages),
        cached_tokens=sum(usage.cached_tokens for usage in usages),
        output_tokens=sum(usage.output_tokens for usage in usages),
        estimated=any(usage.estimated for usage in usages),
        cache_write_tokens=sum(usage.cache_write_tokens for usage in usages),
    )


class ModelInfo(Struct, frozen=True, forbid_unknown_fields=True):
    """What the page says about the model in use. `built_in`: the sketch model, which is no LLM."""

    vendor: str
    name: str
    built_in: bool


class ModelOffer(Struct, frozen=True, forbid_unknown_fields=True):
    """A model that a user may pick by its `id`. Prices are dollars for a million tokens, null if unknown.
    `asked_for`: the purposes for which it is asked where nobody picks one: draft (a first version, a small
    edit), edit (of large files), final (a refinement)."""

    id: str
    model: ModelInfo
    purposes: list[str]
    images: bool
    input_usd: float | None
    output_usd: float | None
    asked_for: list[str] = []


class Attachment(Struct, frozen=True, forbid_unknown_fields=True):
    """A picture that came with a prompt, as it is kept: its bytes are had over HTTP by its `id`."""

    id: str
    mime: Literal["image/png", "image/jpeg"]
    width: int
    height: int
    bytes: int


class _Event(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", kw_only=True):
    seq: int


class TurnStarted(_Event, frozen=True, tag="turn_started"):
    """`model` begins; `why` says in one line why it was chosen."""

    turn: int
    prompt: str
    model: ModelInfo
    continues: int | None
    at_ms: int
    why: str = ""
    attachments: list[Attachment] = []


class ForkSource(Struct, frozen=True, forbid_unknown_fields=True):
    """The version of another session that a session began from. `title` is that session's."""

    session_id: str
    version: int
    title: str


class Forked(_Event, frozen=True, tag="forked"):
    """First event of a session that began as a fork; its files and its first version follow."""

    source: ForkSource


class ModelSwitched(_Event, frozen=True, tag="model_switched"):
    """The model that wrote failed, and `model` goes on behind its last character. `reason` is one line."""

    model: ModelInfo
    reason: str


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


class Finding(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a guard saw. `line` is 1-based, 0 where it has none; `path` is null for the prompt."""

    rule: str
    severity: Severity
    path: str | None
    line: int
    message: str
    remedy: str


class FindingMade(_Event, frozen=True, tag="finding"):
    finding: Finding


class CheckStarted(_Event, frozen=True, tag="check_started"):
    check: str


class CheckEnded(_Event, frozen=True, tag="check_ended"):
    """One check of the finished files. `detail` is empty if it passed; hostile code may have written it: show
    it as text."""

    check: str
    outcome: CheckOutcome
    detail: str
    ms: int


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


class PreviewFailed(_Event, frozen=True, tag="preview_failed"):
    """The user's browser reported that this version threw. Text from hostile code."""

    version: int
    message: str
    stack: str


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
    | PreviewFailed
    | TurnEnded
)


class TextPart(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="text"):
    text: str


class FilePart(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="file"):
    """The reply wrote (`fresh`) or edited this file at this place in the prose."""

    path: str
    fresh: bool


class ToolPart(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="tool"):
    """The model called a tool at this place. `outcome` is null while it runs; it stays so if the turn ended
    first."""

    call: int
    name: str
    arguments: str
    at: int
    outcome: ToolOutcome | None = None
    result: str = ""
    ms: int = 0
    round: int = 1


class Check(Struct, frozen=True, forbid_unknown_fields=True):
    """`outcome` is null while the check runs."""

    check: str
    outcome: CheckOutcome | None
    detail: str
    ms: int


class Switch(Struct, frozen=True, forbid_unknown_fields=True):
    """Another model went on. `part`: how many parts of the turn had been begun before it."""

    model: ModelInfo
    reason: str
    part: int


class Turn(Struct, frozen=True, forbid_unknown_fields=True):
    """One prompt until one outcome. `outcome` is null while it runs."""

    turn: int
    prompt: str
    model: ModelInfo
    continues: int | None
    started_ms: int
    parts: list[TextPart | FilePart | ToolPart] = []
    findings: list[Finding] = []
    checks: list[Check] = []
    outcome: Outcome | None = None
    code: ErrorCode | None = None
    message: str | None = None
    version: int | None = None
    usage: Usage = Usage()
    cost_usd: float | None = 0.0
    ended_ms: int | None = None
    why: str = ""
    switches: list[Switch] = []
    attachments: list[Attachment] = []
    waiting: str = ""


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of the artifact. May be rendered as it is if `scanned >= changed` (both are event numbers)."""

    path: str
    text: str
    open: bool
    changed: int
    scanned: int


class Version(Struct, frozen=True, forbid_unknown_fields=True):
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
    error: str | None = None


class Summary(Struct, frozen=True, forbid_unknown_fields=True):
    through: int
    text: str


class SessionState(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a page needs to show a session: the fold of its events up to `seq` (see studio/state.py)."""

    seq: int = 0
    turns: list[Turn] = []
    files: list[File] = []
    versions: list[Version] = []
    pinned: str | None = None
    summary: Summary | None = None
    forked_from: ForkSource | None = None


class _Notice(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    pass


class Welcome(_Notice, frozen=True, tag="welcome"):
    """Answer to hello, before any event. `sandbox` names the tier that checks finished versions, `model` the
    one that would write a first prompt, `models` those that can be picked."""

    protocol: int
    session_id: str
    model: ModelInfo
    sandbox: str
    preview_origin: str
    models: list[ModelOffer] = []


class Snapshot(_Notice, frozen=True, tag="snapshot"):
    """The state at `state.seq`, replacing what the client holds; events after it follow."""

    state: SessionState


class Error(_Notice, frozen=True, tag="error"):
    """A command was refused; the session is unchanged. `retryable`: the same command may succeed later."""

    code: ErrorCode
    message: str
    retryable: bool


class ForkMade(_Notice, frozen=True, tag="fork_made"):
    """The new session that this socket asked for with `fork` is there."""

    session_id: str


class Presence(_Notice, frozen=True, tag="presence"):
    """How many pages have this session open now, this one included. Until it is said: this one alone."""

    pages: int


class Heartbeat(_Notice, frozen=True, tag="heartbeat"):
    """Sent when a socket was silent for HEARTBEAT_S; a client that hears nothing twice as long reconnects."""


HEARTBEAT_S = 15

Notice = Welcome | Snapshot | Error | ForkMade | Presence | Heartbeat
ServerMessage = Event | Notice

_encoder = msgspec.json.Encoder()
_command_decoder = msgspec.json.Decoder(Command)
_event_decoder = msgspec.json.Decoder(Event)
_state_decoder = msgspec.json.Decoder(SessionState)


def encode(message: ServerMessage | Command | SessionState) -> bytes:
    """One wire frame (or, for a SessionState, one stored snapshot)."""
    return _encoder.encode(message)


def decode_command(frame: str | bytes) -> Command:
    """Raises msgspec.DecodeError or its subclass ValidationError, whose text names the field."""
    return _command_decoder.decode(frame)


def decode_event(data: bytes) -> Event:
    """The event in a stored record. Raises msgspec.DecodeError."""
    return _event_decoder.decode(data)


def decode_state(data: bytes) -> SessionState:
    """The state in a stored snapshot. Raises msgspec.DecodeError."""
    return _state_decoder.decode(data)
