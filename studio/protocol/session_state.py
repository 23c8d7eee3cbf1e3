"""What events fold into: SessionState, all that a page needs to show a session.

The fold is studio/state.py; a snapshot of it is stored and sent.
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


class TextPart(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="text"):
    text: str


class FilePart(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="file"):
    """The reply wrote (`fresh`) or edited this file at this place in the prose. `touched`: some text of it
    has changed since. `removed`: the turn took the file away again."""

    path: str
    fresh: bool
    touched: bool = True
    removed: bool = False


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
    """Another model went on. `part`: how many parts of the turn had been begun before it. `failed`: the one
    before did; at most two of these come in a turn. `wrote`: something of this one's is there."""

    model: ModelInfo
    reason: str
    part: int
    failed: bool = True
    wrote: bool = True


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
    purpose: str = ""
    picked: str | None = None


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of the artifact. May be rendered as it is if `scanned >= changed` (both are event numbers)."""

    path: str
    text: str
    open: bool
    changed: int
    scanned: int


class Version(Struct, frozen=True, forbid_unknown_fields=True):
    """`checks`: of a version that no turn made; a turn has its own."""

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
    checks: list[Check] = []


class Summary(Struct, frozen=True, forbid_unknown_fields=True):
    through: int
    text: str


class SessionState(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a page needs to show a session: the fold of its events up to `seq` (see studio/state.py).
    `refused_ms`: when a guard refused the newest edits, as many as count."""

    seq: int = 0
    turns: list[Turn] = []
    files: list[File] = []
    versions: list[Version] = []
    pinned: str | None = None
    summary: Summary | None = None
    forked_from: ForkSource | None = None
    refused_ms: list[int] = []
