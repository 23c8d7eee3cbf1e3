"""edge/room.py: what a browser may still store, and that it reads why not."""

import asyncio
from pathlib import Path

import pytest

from edge.room import Room
from stores.contract import Append, SessionRecord
from stores.sqlite import SqliteStore
from studio import protocol
from studio.ids import OwnerId, Seq, VersionId, new_session_id

MINE, OTHER = OwnerId("mine"), OwnerId("other")
ENDLESS = 10**9  # MB
KEEPS = [
    protocol.Prompt("x"), protocol.Refine(1), protocol.Continue(), protocol.EditFile("a", "b", 1),
    protocol.Restore(1), protocol.PinModel(None), protocol.Fork(1),
]  # fmt: skip
LITTLE = [protocol.Cancel(), protocol.PreviewError(1, "x", "y")]


def asked(
    folder: Path,
    command: protocol.Command,
    *,
    new: bool = False,
    owner: OwnerId = MINE,
    sessions: int = 9,
    user_mb: int = 9,
    free_mb: int = 0,
) -> str:
    """The refusal, of a store in which MINE has one session of 1 MB; "" if there is none."""

    async def work() -> str:
        store = SqliteStore(folder)
        session = new_session_id()
        await store.create(SessionRecord(session, MINE, "", 1, 1))
        files = {"App.tsx": "x" * 1_000_000}
        await store.append(
            session, await store.acquire(session), Append(Seq(1), [b"{}"], (VersionId(1), files))
        )
        refused = await Room(store, folder, sessions, user_mb, free_mb).refuses(owner, command, new=new)
        await store.close()
        assert refused is None or (refused.code, refused.retryable) == ("bad_request", False)
        return refused.message if refused else ""

    return asyncio.run(work())


@pytest.mark.parametrize("command", [*KEEPS, *LITTLE], ids=lambda command: type(command).__name__)
def test_there_is_room(tmp_path: Path, command: protocol.Command) -> None:
    assert asked(tmp_path, command) == ""


@pytest.mark.parametrize("command", KEEPS, ids=lambda command: type(command).__name__)
def test_who_has_many_bytes_stores_no_more_and_others_do(tmp_path: Path, command: protocol.Command) -> None:
    assert "ATELIER_USER_MB" in asked(tmp_path, command, user_mb=1)
    assert asked(tmp_path, command, user_mb=1, owner=OTHER) == ""


def test_who_has_many_sessions_goes_on_in_them_and_begins_none(tmp_path: Path) -> None:
    assert "ATELIER_USER_SESSIONS" in asked(tmp_path / "a", protocol.Prompt("x"), new=True, sessions=1)
    assert "ATELIER_USER_SESSIONS" in asked(tmp_path / "b", protocol.Fork(1), sessions=1)
    assert asked(tmp_path / "c", protocol.Prompt("x"), sessions=1) == ""


def test_on_a_full_disk_nobody_stores_and_a_turn_can_still_be_stopped(tmp_path: Path) -> None:
    for owner in (MINE, OTHER):
        assert "disk is nearly full" in asked(tmp_path, protocol.Prompt("x"), owner=owner, free_mb=ENDLESS)
    for command in LITTLE:
        assert asked(tmp_path, command, user_mb=1, free_mb=ENDLESS) == ""
