"""Sessions in SQLite: one file a session, and one index file for the users' lists. No server, one machine.

Invariants: the index says which sessions exist, a session's file holds everything else; the epoch is
checked in the transaction that writes, so a fenced writer leaves nothing. Methods are async by contract
but run sqlite3 inline: a write takes about 0.1 ms, less than handing it to a thread. A lock held by another
process is waited for, at most BUSY_S. What was acknowledged survives the death of the process; the last
moments before a power cut may be lost (synchronous=NORMAL), never half written.
Constructed by every process that reads or writes sessions, any number at the same time.
"""

import sqlite3
import time
from collections import OrderedDict
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from stores.contract import Append, Fenced, Kept, NoSession, SessionRecord, StoreError, Tail
from studio.ids import Epoch, OwnerId, Seq, SessionId, TurnId, VersionId
from studio.pictures import Picture
from studio.protocol import Attachment

BUSY_S = 5.0
OPEN_SESSIONS = 16
_MAX_NUMBER = 2**63 - 1  # SQLite's largest

_INDEX_SCHEMA = """
CREATE TABLE IF NOT EXISTS sessions (
    session_id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL,
    created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sessions_of_owner ON sessions (owner, updated_ms);
CREATE TABLE IF NOT EXISTS deleted (
    session_id TEXT PRIMARY KEY, owner TEXT NOT NULL, file_left INTEGER NOT NULL
) WITHOUT ROWID;
"""

_SESSION_SCHEMA = """
CREATE TABLE IF NOT EXISTS writer (id INTEGER PRIMARY KEY CHECK (id = 1), epoch INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS events (seq INTEGER PRIMARY KEY, event BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS snapshots (
    id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, state BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS versions (version INTEGER PRIMARY KEY, files BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS replies (part INTEGER PRIMARY KEY, turn INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS replies_of_turn ON replies (turn, part);
CREATE TABLE IF NOT EXISTS pictures (name TEXT PRIMARY KEY, about BLOB NOT NULL, data BLOB NOT NULL);
INSERT OR IGNORE INTO writer VALUES (1, 0);
"""
_SCHEMA_VERSION = 2  # of both: raised with every change of one, so that older files get what is new

_RECORD = "SELECT session_id, owner, title, created_ms, updated_ms FROM sessions"
_GONE = "SELECT owner FROM deleted WHERE session_id = ?"
_LEFT = "SELECT 1 FROM deleted WHERE session_id = ? AND file_left"
_LAST_SEQ = "SELECT COALESCE(MAX(seq), 0) FROM events"

_files = msgspec.json.Decoder(dict[str, str])
_about = msgspec.json.Decoder(Attachment)


class SqliteStore:
    """Implements stores.contract.Store in `folder`, which is made when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index_db: sqlite3.Connection | None = None
        self._open: OrderedDict[SessionId, sqlite3.Connection] = OrderedDict()

    async def create(self, record: SessionRecord) -> bool:
        self._path(record.session_id)
        row = (record.session_id, record.owner, record.title, record.created_ms, record.updated_ms)
        with _transaction(self._index(), "IMMEDIATE") as db:
            if db.execute(_GONE, (record.session_id,)).fetchone():
                return False
            return db.execute("INSERT OR IGNORE INTO sessions VALUES (?, ?, ?, ?, ?)", row).rowcount == 1

    async def find(self, session_id: SessionId) -> SessionRecord | None:
        with _transaction(self._index()) as db:
            row = db.execute(f"{_RECORD} WHERE session_id = ?", (session_id,)).fetchone()
            gone = db.execute(_GONE, (session_id,)).fetchone()
        if gone:
            self._shut(session_id)
            return SessionRecord(session_id, OwnerId(gone[0]), "", 0, 0, deleted=True)
        return SessionRecord(*row) if row else None

    async def sessions(
        self, owner: OwnerId, limit: int = 100, *, behind: SessionRecord | None = None
    ) -> Sequence[SessionRecord]:
        at_ms, name = (behind.updated_ms, behind.session_id) if behind else (_MAX_NUMBER, "")
        with _transaction(self._index()) as db:
            rows = db.execute(
                f"{_RECORD} WHERE owner = ? AND title != ''"
                " AND (updated_ms < ? OR (updated_ms = ? AND session_id > ?))"
                " ORDER BY updated_ms DESC, session_id LIMIT ?",
                (owner, at_ms, at_ms, name, limit),
            ).fetchall()
        return [SessionRecord(*row) for row in rows]

    async def delete(self, session_id: SessionId) -> None:
        """The line first: from then on nobody opens the file. If that cannot be removed, the next call tries
        again; what a process that dies behind the line leaves of it goes when the next opens the index."""
        with _transaction(self._index(), "IMMEDIATE") as db:
            row = db.execute(
                "DELETE FROM sessions WHERE session_id = ? RETURNING owner", (session_id,)
            ).fetchone()
            if row is not None:
                db.execute("INSERT OR REPLACE INTO deleted VALUES (?, ?, 1)", (session_id, row[0]))
            left = db.execute(_LEFT, (session_id,)).fetchone()
        self._shut(session_id)
        if left is not None:
            self._remove_file(self._index(), session_id)
            with suppress(sqlite3.Error):  # its title: SQLite has it in its log until somebody tidies that
                self._index().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def kept(self, owner: OwnerId) -> Kept:
        with _transaction(self._index()) as db:
            rows = db.execute("SELECT session_id FROM sessions WHERE owner = ?", (owner,)).fetchall()
        size_bytes = 0
        for (name,) in rows:
            path = self._path(name)
            for file in (path, path.with_name(f"{path.name}-wal")):
                with suppress(FileNotFoundError):  # one in which nothing was stored yet has no file
                    size_bytes += file.stat().st_size
        return Kept(len(rows), size_bytes)

    async def touch(self, session_id: SessionId, title: str, updated_ms: int) -> None:
        with _transaction(self._index(), "IMMEDIATE") as db:
            line = "UPDATE sessions SET title = ?, updated_ms = ? WHERE session_id = ?"
            db.execute(line, (title, updated_ms, session_id))

    async def acquire(self, session_id: SessionId) -> Epoch:
        with _transaction(self._session(session_id), "IMMEDIATE") as db:
            return Epoch(_number(db, "UPDATE writer SET epoch = epoch + 1 RETURNING epoch"))

    async def append(self, session_id: SessionId, epoch: Epoch, write: Append) -> None:
        with _transaction(self._session(session_id), "IMMEDIATE") as db:
            newest = _number(db, "SELECT epoch FROM writer")
            if newest != epoch:
                raise Fenced(f"epoch {epoch} of session {session_id} was followed by {newest}")
            last = _number(db, _LAST_SEQ)
            if write.first_seq != last + 1:
                raise ValueError(f"first_seq: expected {last + 1}, got {write.first_seq}")
            numbered = enumerate(write.events, write.first_seq)
            db.executemany("INSERT INTO events VALUES (?, ?)", numbered)
            if write.version is not None:
                number, files = write.version
                line = "INSERT OR IGNORE INTO versions VALUES (?, ?)"
                if db.execute(line, (number, msgspec.json.encode(dict(files)))).rowcount == 0:
                    raise ValueError(f"version: {number} exists, and versions never change")
            if write.snapshot is not None:
                state = (last + len(write.events), write.snapshot)
                db.execute("INSERT OR REPLACE INTO snapshots VALUES (1, ?, ?)", state)
            if write.reply is not None:
                db.execute("INSERT INTO replies (turn, text) VALUES (?, ?)", write.reply)

    async def tail(self, session_id: SessionId, after: Seq, max_events: int) -> Tail:
        with _transaction(self._session(session_id)) as db:
            last = _number(db, _LAST_SEQ)
            snapshot: bytes | None = None
            if not 0 <= last - after <= max_events:
                row = db.execute("SELECT seq, state FROM snapshots").fetchone()
                after, snapshot = row or (Seq(0), None)
            rows = db.execute("SELECT event FROM events WHERE seq > ? ORDER BY seq", (after,)).fetchall()
        return Tail(snapshot, Seq(after + 1), [event for (event,) in rows])

    async def version(self, session_id: SessionId, version: VersionId) -> Mapping[str, str]:
        with _transaction(self._session(session_id)) as db:
            row: tuple[bytes] | None = None
            if 0 < version <= _MAX_NUMBER:
                row = db.execute("SELECT files FROM versions WHERE version = ?", (version,)).fetchone()
        if row is None:
            raise KeyError(f"session {session_id} has no version {version}")
        return _files.decode(row[0])

    async def reply(self, session_id: SessionId, turn: TurnId) -> str:
        with _transaction(self._session(session_id)) as db:
            rows = db.execute("SELECT text FROM replies WHERE turn = ? ORDER BY part", (turn,)).fetchall()
        return "".join(text for (text,) in rows)

    async def add_picture(self, session_id: SessionId, picture: Picture, most: int) -> bool:
        about = picture.about
        with _transaction(self._session(session_id), "IMMEDIATE") as db:
            if db.execute("SELECT 1 FROM pictures WHERE name = ?", (about.id,)).fetchone():
                return True
            if _number(db, "SELECT COUNT(*) FROM pictures") >= most:
                return False
            row = (about.id, msgspec.json.encode(about), picture.data)
            db.execute("INSERT INTO pictures VALUES (?, ?, ?)", row)
            return True

    async def picture(self, session_id: SessionId, name: str) -> Picture:
        with _transaction(self._session(session_id)) as db:
            row = db.execute("SELECT about, data FROM pictures WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise KeyError(f"session {session_id} has no picture {name}")
        return Picture(_about.decode(row[0]), row[1])

    async def close(self) -> None:
        """Closes every connection; the next call opens what it needs again."""
        while self._open:
            self._open.popitem()[1].close()
        if self._index_db is not None:
            self._index_db.close()
            self._index_db = None

    def _index(self) -> sqlite3.Connection:
        if self._index_db is None:
            self._index_db = _connect(self._folder / "index.sqlite", _INDEX_SCHEMA)
            left = self._index_db.execute("SELECT session_id FROM deleted WHERE file_left").fetchall()
            for (name,) in left:
                with suppress(StoreError):  # whoever opens it next, or deletes it again, tries again
                    self._remove_file(self._index_db, SessionId(name))
        return self._index_db

    def _remove_file(self, index: sqlite3.Connection, session_id: SessionId) -> None:
        path = self._path(session_id)
        try:
            for file in (path, *(path.with_name(f"{path.name}-{end}") for end in ("wal", "shm"))):
                file.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"cannot remove {path}: {error}") from error
        with _transaction(index, "IMMEDIATE") as db:
            db.execute("UPDATE deleted SET file_left = 0 WHERE session_id = ?", (session_id,))

    def _shut(self, session_id: SessionId) -> None:
        """What is open of a file that was removed takes room on the disk, and may be read."""
        db = self._open.pop(session_id, None)
        if db is not None:
            db.close()

    def _session(self, session_id: SessionId) -> sqlite3.Connection:
        """The session's connection. A file that is missing (its creator died) is made. Raises NoSession."""
        db = self._open.get(session_id)
        if db is None:
            with _transaction(self._index()) as index:
                if not index.execute("SELECT 1 FROM sessions WHERE session_id = ?", (session_id,)).fetchone():
                    raise NoSession(f"there is no session {session_id}")
            db = self._open[session_id] = _connect(self._path(session_id), _SESSION_SCHEMA)
            if len(self._open) > OPEN_SESSIONS:
                self._open.popitem(last=False)[1].close()
        self._open.move_to_end(session_id)
        return db

    def _path(self, session_id: SessionId) -> Path:
        if not (session_id.isascii() and session_id.isalnum()):
            raise ValueError("session_id: only letters and digits can name a file")
        return self._folder / "sessions" / session_id[:2] / f"{session_id}.sqlite"


def _number(db: sqlite3.Connection, query: str) -> int:
    (number,) = db.execute(query).fetchone()
    return number


def _connect(path: Path, schema: str) -> sqlite3.Connection:
    """Opens or makes the file. SQLite does not wait for the lock that turning WAL on needs, so this does."""
    deadline = time.monotonic() + BUSY_S
    while True:
        try:
            return _connect_now(path, schema)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise StoreError(f"cannot open {path}: {error}") from error
            time.sleep(0.01)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"cannot open {path}: {error}") from error


def _connect_now(path: Path, schema: str) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # An async actor is constructed in one thread and runs in another, never in both at a time.
    db = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA secure_delete = ON")  # what a session was called goes with it
        if _number(db, "PRAGMA user_version") < _SCHEMA_VERSION:
            db.executescript(f"BEGIN IMMEDIATE; {schema} PRAGMA user_version = {_SCHEMA_VERSION}; COMMIT;")
    except sqlite3.Error:
        db.close()
        raise
    return db


@contextmanager
def _transaction(db: sqlite3.Connection, kind: str = "DEFERRED") -> Generator[sqlite3.Connection]:
    """All or nothing; a reader (DEFERRED) sees one moment. Raises StoreError for what SQLite refuses."""
    try:
        db.execute(f"BEGIN {kind}")
        yield db
        db.execute("COMMIT")
    except sqlite3.Error as error:
        raise StoreError(f"SQLite: {error}") from error
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
