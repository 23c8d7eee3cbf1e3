"""Deletion in every store, against stores/contract.py: nothing is left but that the session was there."""

import asyncio
import contextlib
import sqlite3
from pathlib import Path

import pytest

from stores.contract import Kept, NoSession, StoreError
from stores.sqlite import SqliteStore
from studio.ids import OwnerId, Seq, VersionId, new_session_id
from studio.pictures import picture
from tests.contract.made_stores import OWNER, append, opened, record


def test_of_a_deleted_session_nothing_is_left_but_that_it_was_there(store, make_store, tmp_path):
    async def go():
        session_id, epoch = await opened(store)
        other = record(owner=OwnerId("other"))
        await store.create(other)
        secret = "a secret plan " * 50
        await store.append(session_id, epoch, append(1, version=(VersionId(1), {"a.tsx": secret})))
        shown = picture("image/png", 1, 1, secret.encode())
        await store.add_picture(session_id, shown, most=1)
        await store.touch(session_id, secret[:40], 2)
        elsewhere = make_store()
        assert await elsewhere.version(session_id, VersionId(1))
        await store.delete(session_id)
        await store.delete(session_id)
        for each in (store, elsewhere, make_store()):
            found = await each.find(session_id)
            assert (found.deleted, found.owner, found.title) == (True, OWNER, "")
            assert await each.sessions(OWNER) == []
            assert await each.kept(OWNER) == Kept(0, 0)
            assert not await each.create(record(session_id)), "its id is given to nobody again"
            for call in (
                each.acquire(session_id),
                each.tail(session_id, Seq(0), 10),
                each.version(session_id, VersionId(1)),
                each.picture(session_id, shown.about.id),
                each.append(session_id, epoch, append(2)),
            ):
                with pytest.raises(NoSession):
                    await call
            assert await each.find(other.session_id) == other
        await store.delete(new_session_id())
        kept = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert kept
        assert not [path for path in kept if secret[:14].encode() in path.read_bytes()]
        assert not [path for path in kept if session_id in path.name]

    asyncio.run(go())


def test_who_still_writes_to_a_deleted_session_writes_for_nobody(make_store):
    async def go():
        writer, other = make_store(), make_store()
        session_id, epoch = await opened(writer)
        await writer.append(session_id, epoch, append(1))
        await other.delete(session_id)
        with contextlib.suppress(KeyError, StoreError):
            await writer.append(session_id, epoch, append(2))
        with pytest.raises(KeyError):
            await make_store().tail(session_id, Seq(0), 10)

    asyncio.run(go())


def test_what_a_process_that_died_left_of_a_deleted_session_goes_with_the_next(make_store, tmp_path):
    """Between its line in the index and its file."""

    async def go():
        class Dies(SqliteStore):
            def _remove_file(self, index, session_id):
                raise SystemExit

        store = Dies(tmp_path)
        session_id, epoch = await opened(store)
        await store.append(session_id, epoch, append(1))
        with pytest.raises(SystemExit):
            await store.delete(session_id)
        await store.close()
        assert [path for path in tmp_path.rglob("*") if session_id in path.name]
        await make_store().sessions(OWNER)
        assert not [path for path in tmp_path.rglob("*") if session_id in path.name]

    asyncio.run(go())


def test_what_could_not_be_removed_of_a_deleted_session_goes_when_it_is_deleted_again(tmp_path):
    async def go():
        class RemovesAtThird(SqliteStore):
            tries = 0

            def _remove_file(self, index, session_id):
                self.tries += 1
                if self.tries < 3:
                    raise StoreError("cannot remove it")
                super()._remove_file(index, session_id)

        def left() -> list[Path]:
            return [path for path in tmp_path.rglob("*") if session_id in path.name]

        store = RemovesAtThird(tmp_path)
        session_id, epoch = await opened(store)
        await store.append(session_id, epoch, append(1))
        for _ in range(2):
            with pytest.raises(StoreError):
                await store.delete(session_id)
            assert (await store.find(session_id)).deleted
            assert left()
        for _ in range(2):
            assert await RemovesAtThird(tmp_path).sessions(OWNER) == [], "the other sessions are served"
        await store.delete(session_id)
        assert not left()
        await store.delete(session_id)
        assert store.tries == 3, "nothing is left to be removed"
        await store.close()

    asyncio.run(go())


def test_data_of_before_there_was_deletion_is_taken_on(make_store, tmp_path):
    async def go():
        store = SqliteStore(tmp_path)
        session_id, epoch = await opened(store)
        await store.append(session_id, epoch, append(1))
        await store.close()
        with sqlite3.connect(tmp_path / "index.sqlite") as index:
            index.executescript("DROP TABLE deleted; PRAGMA user_version = 1;")
        index.close()
        after = make_store()
        assert (await after.find(session_id)).title == "title"
        await after.delete(session_id)
        assert (await after.find(session_id)).deleted

    asyncio.run(go())
