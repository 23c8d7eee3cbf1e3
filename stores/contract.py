"""Where sessions are kept: append-only events, snapshots and immutable versions, one writer a session.

The writer of a session is whoever called `acquire` last; it gets a higher epoch, and every write of an
older epoch raises Fenced, so an actor that was given up for dead can never write after its successor.
Events are opaque bytes here (studio.protocol encodes them). Contract tests: tests/contract/test_stores*.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from studio.ids import Epoch, OwnerId, Seq, SessionId, TurnId, VersionId
from studio.pictures import Picture


class StoreError(Exception):
    """The store failed (disk full, unreachable). Nothing of the refused write is kept."""


class Fenced(StoreError):
    """A newer writer owns the session: stop at once."""


class NoSession(KeyError):
    """There is none of this id: it was deleted, or never made."""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One line of a user's list of sessions. Times are milliseconds since 1970. `deleted`: nothing but this
    line is left, so that nobody gets its id again, and its owner can be told."""

    session_id: SessionId
    owner: OwnerId
    title: str
    created_ms: int
    updated_ms: int
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Append:
    """One atomic write: events numbered from `first_seq`, and with them perhaps a version and a snapshot.

    `snapshot` is the encoded SessionState after the last of these events. `reply` is model text, as it came,
    of the turn named: it is appended to what that turn has, so that a cut-off reply can be gone on with.
    """

    first_seq: Seq
    events: Sequence[bytes]
    version: tuple[VersionId, Mapping[str, str]] | None = None
    snapshot: bytes | None = None
    reply: tuple[TurnId, str] | None = None


@dataclass(frozen=True, slots=True)
class Tail:
    """What a reader at some `seq` needs: a snapshot if it was too far behind, and the events after it.

    `events[0]` has the number `first_seq`.
    """

    snapshot: bytes | None
    first_seq: Seq
    events: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Kept:
    """What an owner has in the store, all sessions together."""

    sessions: int
    size_bytes: int


class Store(Protocol):
    """All methods raise StoreError if the store fails. Reading never needs ownership."""

    async def create(self, record: SessionRecord) -> bool:
        """Makes the session; False if the id is taken, or was (nothing is changed)."""
        ...

    async def find(self, session_id: SessionId) -> SessionRecord | None:
        """Also one that was deleted."""
        ...

    async def sessions(
        self, owner: OwnerId, limit: int = 100, *, behind: SessionRecord | None = None
    ) -> Sequence[SessionRecord]:
        """The owner's sessions that have a title (from the first prompt on), last updated first; those that
        follow on the line `behind`, of which the id and the time count. The page knows the limit:
        sessions.tsx offers older ones."""
        ...

    async def delete(self, session_id: SessionId) -> None:
        """Everything of the session: from then on it is unknown to all but `find`, and whoever writes to it
        fails or writes for nobody. Who owns it is asked by the caller. Does nothing where there is none.
        Where it raises StoreError something may be left, of a session that `find` has as deleted: once more
        tries that again."""
        ...

    async def kept(self, owner: OwnerId) -> Kept:
        """As it is on the disk, so a little more than what was written."""
        ...

    async def touch(self, session_id: SessionId, title: str, updated_ms: int) -> None:
        """New title and time of the session's line in the list."""
        ...

    async def acquire(self, session_id: SessionId) -> Epoch:
        """Makes the caller the session's only writer. Raises NoSession, as everything here that says KeyError
        does where the session is what is missing."""
        ...

    async def append(self, session_id: SessionId, epoch: Epoch, write: Append) -> None:
        """All of `write` or nothing. Raises Fenced if `epoch` is not the newest, ValueError if
        `first_seq` does not follow the last stored event or the version exists."""
        ...

    async def tail(self, session_id: SessionId, after: Seq, max_events: int) -> Tail:
        """What follows event `after`: events alone if they are at most `max_events` and `after` is not past
        the end, otherwise the newest snapshot (if any) and the events after it. KeyError if there is no such
        session."""
        ...

    async def version(self, session_id: SessionId, version: VersionId) -> Mapping[str, str]:
        """Path to text. Raises KeyError if there is no such session or version."""
        ...

    async def reply(self, session_id: SessionId, turn: TurnId) -> str:
        """All model text appended for this turn, "" if none. Raises KeyError if there is no such session."""
        ...

    async def add_picture(self, session_id: SessionId, picture: Picture, most: int) -> bool:
        """Keeps a picture that a prompt may name; one that is there already stays. False if the session has
        `most` others. Needs no ownership, for a picture never changes. Raises KeyError if there is no such
        session."""
        ...

    async def picture(self, session_id: SessionId, name: str) -> Picture:
        """By its id. Raises KeyError if there is no such session or picture."""
        ...

    async def close(self) -> None: ...
