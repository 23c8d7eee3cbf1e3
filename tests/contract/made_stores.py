"""The stores that are tried against stores/contract.py, and what is put into them. A new store is
one line in STORES."""

from collections.abc import Callable
from pathlib import Path

from stores.contract import Append, SessionRecord, Store
from stores.sqlite import SqliteStore
from studio.ids import Epoch, OwnerId, Seq, SessionId, new_session_id

STORES: dict[str, Callable[[Path], Store]] = {"sqlite": SqliteStore}
OWNER = OwnerId("owner")
REPO = Path(__file__).parents[2]


def record(session_id: SessionId | None = None, owner: OwnerId = OWNER, updated_ms: int = 1) -> SessionRecord:
    return SessionRecord(session_id or new_session_id(), owner, "title", 1, updated_ms)


async def opened(store: Store) -> tuple[SessionId, Epoch]:
    line = record()
    assert await store.create(line)
    return line.session_id, await store.acquire(line.session_id)


def events(*numbers: int) -> list[bytes]:
    return [b"event %d" % number for number in numbers]


def append(first: int, *, count: int = 1, **extra) -> Append:
    return Append(Seq(first), events(*range(first, first + count)), **extra)
