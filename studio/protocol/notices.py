"""What is said to one socket only: Notice, never numbered and never stored; and why a socket is closed."""

from enum import IntEnum

from msgspec import Struct

from studio.protocol.session_state import SessionState
from studio.protocol.values import Account, ErrorCode, ModelInfo, ModelOffer

HEARTBEAT_S = 15


class CloseCode(IntEnum):
    """Why the server closed a socket. 1012 is the standard "service restart"."""

    SHUTTING_DOWN = 1012
    CLIENT_TOO_OLD = 4000
    SERVER_TOO_OLD = 4001
    NOT_ALLOWED = 4003
    BAD_MESSAGE = 4004
    DELETED = 4005
    TOO_SLOW = 4008


class _Notice(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    pass


class Welcome(_Notice, frozen=True, tag="welcome"):
    """Answer to hello, before any event. `sandbox` names the tier that checks finished versions, `model` the
    one that would write a first prompt, `models` those that can be picked. `account` is null where
    nobody could say it in time."""

    protocol: int
    session_id: str
    model: ModelInfo
    sandbox: str
    preview_origin: str
    models: list[ModelOffer] = []
    account: Account | None = None


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


class Sandbox(_Notice, frozen=True, tag="sandbox"):
    """The tier that checks finished versions is another now than the welcome, or the last of these, said."""

    tier: str


class Heartbeat(_Notice, frozen=True, tag="heartbeat"):
    """Sent when a socket was silent for HEARTBEAT_S; a client that hears nothing twice as long reconnects."""


Notice = Welcome | Snapshot | Error | ForkMade | Presence | Sandbox | Heartbeat
