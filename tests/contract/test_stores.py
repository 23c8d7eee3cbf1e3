"""Every store against stores/contract.py. A new store is one line in STORES."""

import asyncio
import subprocess
import sys
import textwrap

import pytest

from stores.contract import Append, Fenced, Kept, NoSession, SessionRecord, StoreError, Tail
from stores.sqlite import OPEN_SESSIONS
from studio.ids import Epoch, OwnerId, Seq, SessionId, TurnId, VersionId, new_session_id
from studio.pictures import picture
from tests.contract.made_stores import OWNER, REPO, STORES, append, events, opened, record


def test_pictures_are_kept_and_never_change(store, make_store):
    async def go():
        session, _ = await opened(store)
        one, two = picture("image/png", 3, 2, b"\0one"), picture("image/jpeg", 4, 5, b"two")
        assert await store.add_picture(session, one, most=1)
        assert await store.add_picture(session, one, most=1)
        assert not await store.add_picture(session, two, most=1)
        assert await store.add_picture(session, two, most=2)
        other = make_store()
        assert await other.picture(session, one.about.id) == one
        assert await other.picture(session, two.about.id) == two
        for missing in ((session, "x"), (new_session_id(), one.about.id)):
            with pytest.raises(KeyError):
                await store.picture(*missing)
        with pytest.raises(KeyError):
            await store.add_picture(new_session_id(), one, most=1)

    asyncio.run(go())


def test_a_taken_id_is_left_alone(store):
    async def go():
        line = record()
        assert await store.create(line)
        assert not await store.create(record(line.session_id, OwnerId("thief")))
        assert await store.find(line.session_id) == line

    asyncio.run(go())


def test_the_list_is_the_owners_own_last_updated_first(store):
    async def go():
        old, new, other = record(updated_ms=1), record(updated_ms=2), record(owner=OwnerId("other"))
        for line in (old, new, other):
            await store.create(line)
        assert await store.sessions(OWNER) == [new, old]
        await store.touch(old.session_id, "renamed", 3)
        first, second = await store.sessions(OWNER)
        assert (first.title, first.updated_ms, second) == ("renamed", 3, new)
        assert await store.sessions(OWNER, limit=1) == [first]
        await store.create(SessionRecord(new_session_id(), OWNER, "", 4, 4))
        assert await store.sessions(OWNER, limit=1) == [first], "one without a title took a place"
        assert await store.find(new_session_id()) is None

    asyncio.run(go())


def test_the_list_goes_on_behind_a_line(store):
    async def go():
        lines = [record(updated_ms=at_ms) for at_ms in (3, 2, 2, 2, 1)]
        for line in lines:
            await store.create(line)
        await store.create(record(owner=OwnerId("other"), updated_ms=2))
        listed = list(await store.sessions(OWNER, limit=2))
        while more := await store.sessions(OWNER, limit=2, behind=listed[-1]):
            listed += more
        assert listed == sorted(lines, key=lambda line: (-line.updated_ms, line.session_id))

    asyncio.run(go())


def test_what_an_owner_keeps_is_counted(store):
    async def go():
        assert await store.kept(OWNER) == Kept(0, 0)
        session_id, epoch = await opened(store)
        await store.create(record())
        before = await store.kept(OWNER)
        await store.append(session_id, epoch, append(1, version=(VersionId(1), {"a.tsx": "x" * 1_000_000})))
        after = await store.kept(OWNER)
        assert (before.sessions, after.sessions) == (2, 2)
        assert 1_000_000 <= after.size_bytes - before.size_bytes < 4_000_000
        assert await store.kept(OwnerId("other")) == Kept(0, 0)

    asyncio.run(go())


def test_an_unknown_session_is_a_key_error(store):
    async def go():
        unknown = new_session_id()
        for call in (
            store.acquire(unknown),
            store.append(unknown, Epoch(1), append(1)),
            store.tail(unknown, Seq(0), 10),
            store.version(unknown, VersionId(1)),
            store.reply(unknown, TurnId(1)),
        ):
            with pytest.raises(NoSession):
                await call

    asyncio.run(go())


def test_an_id_cannot_name_another_file(store):
    with pytest.raises(ValueError, match="session_id"):
        asyncio.run(store.create(record(SessionId("../../etc/passwd"))))


def test_an_older_writer_is_fenced_and_leaves_nothing(make_store):
    async def go():
        first, second = make_store(), make_store()
        session_id, old = await opened(first)
        await first.append(session_id, old, append(1))
        new = await second.acquire(session_id)
        assert new > old
        with pytest.raises(Fenced):
            await first.append(session_id, old, append(2, version=(VersionId(1), {}), reply=(TurnId(1), "x")))
        await second.append(session_id, new, append(2, version=(VersionId(1), {"App.tsx": "2"})))
        tail = await first.tail(session_id, Seq(0), 10)
        assert tail == Tail(None, Seq(1), events(1, 2))
        assert await first.version(session_id, VersionId(1)) == {"App.tsx": "2"}
        assert await first.reply(session_id, TurnId(1)) == ""

    asyncio.run(go())


@pytest.mark.parametrize("first_seq", [0, 1, 2, 4])
def test_events_have_no_gap_and_no_double(store, first_seq):
    async def go():
        session_id, epoch = await opened(store)
        await store.append(session_id, epoch, append(1, count=2))
        with pytest.raises(ValueError, match="first_seq"):
            await store.append(session_id, epoch, append(first_seq))
        assert (await store.tail(session_id, Seq(0), 10)).events == events(1, 2)

    asyncio.run(go())


def test_a_version_never_changes_and_a_refused_write_leaves_nothing(store):
    async def go():
        session_id, epoch = await opened(store)
        files = {"App.tsx": "export default () => '\U0001f600'\n", "b.css": ""}
        await store.append(session_id, epoch, append(1, version=(VersionId(1), files)))
        again = append(2, version=(VersionId(1), {}), snapshot=b"state", reply=(TurnId(1), "text"))
        with pytest.raises(ValueError, match="version"):
            await store.append(session_id, epoch, again)
        assert await store.version(session_id, VersionId(1)) == files
        assert await store.tail(session_id, Seq(0), 0) == Tail(None, Seq(1), events(1))
        assert await store.reply(session_id, TurnId(1)) == ""
        with pytest.raises(KeyError):
            await store.version(session_id, VersionId(2))
        with pytest.raises(KeyError):
            await store.version(session_id, VersionId(10**20))
        await store.append(session_id, epoch, append(2))

    asyncio.run(go())


def test_a_failing_store_keeps_nothing_of_the_write(store):
    async def go():
        session_id, epoch = await opened(store)
        bad = Append(Seq(1), [b"fine", object()])  # type: ignore[list-item]
        with pytest.raises((StoreError, TypeError)):
            await store.append(session_id, epoch, bad)
        assert await store.tail(session_id, Seq(0), 10) == Tail(None, Seq(1), [])
        await store.append(session_id, epoch, append(1))

    asyncio.run(go())


def test_tail(store):
    async def go():
        session_id, epoch = await opened(store)
        assert await store.tail(session_id, Seq(0), 10) == Tail(None, Seq(1), [])
        await store.append(session_id, epoch, append(1, count=3))
        all_of_it = Tail(None, Seq(1), events(1, 2, 3))
        assert await store.tail(session_id, Seq(0), 1) == all_of_it, "no snapshot yet: everything"
        assert await store.tail(session_id, Seq(9), 10) == all_of_it, "past the end: everything"
        await store.append(session_id, epoch, append(4, count=2, snapshot=b"old"))
        await store.append(session_id, epoch, append(6, count=2, snapshot=b"at 7"))
        await store.append(session_id, epoch, append(8))
        behind = Tail(b"at 7", Seq(8), events(8))
        assert await store.tail(session_id, Seq(0), 7) == behind
        assert await store.tail(session_id, Seq(9), 100) == behind
        assert await store.tail(session_id, Seq(7), 0) == behind
        assert await store.tail(session_id, Seq(0), 8) == Tail(None, Seq(1), events(*range(1, 9)))
        assert await store.tail(session_id, Seq(8), 0) == Tail(None, Seq(9), [])
        await store.append(session_id, epoch, Append(Seq(9), [], snapshot=b"at 8"))
        assert await store.tail(session_id, Seq(0), 0) == Tail(b"at 8", Seq(9), [])

    asyncio.run(go())


def test_replies_of_a_turn_are_joined_in_order(store):
    async def go():
        session_id, epoch = await opened(store)
        for turn, text in ((1, "a"), (2, "x"), (1, "\U0001f600"), (1, "b")):
            await store.append(session_id, epoch, Append(Seq(1), [], reply=(TurnId(turn), text)))
        assert await store.reply(session_id, TurnId(1)) == "a\U0001f600b"
        assert await store.reply(session_id, TurnId(2)) == "x"
        assert await store.reply(session_id, TurnId(3)) == ""

    asyncio.run(go())


def test_more_sessions_than_open_files_and_use_after_close(store):
    async def go():
        sessions = [await opened(store) for _ in range(OPEN_SESSIONS + 3)]
        for session_id, epoch in sessions:
            await store.append(session_id, epoch, append(1))
        await store.close()
        for session_id, _ in sessions:
            assert (await store.tail(session_id, Seq(0), 5)).events == events(1)

    asyncio.run(go())


def test_a_concurrent_reader_sees_whole_writes_only(make_store):
    async def go():
        writer, reader = make_store(), make_store()
        session_id, epoch = await opened(writer)
        seen = 0
        for first in range(1, 200, 2):
            write = append(first, count=2, snapshot=b"%d" % (first + 1))
            await writer.append(session_id, epoch, write)
            tail = await reader.tail(session_id, Seq(0), 0)
            assert tail.snapshot is not None
            assert int(tail.snapshot) == first + 1, "what was acknowledged is there for every reader"
            seen += 1
        assert seen == 100

    asyncio.run(go())


CHILD = """
import asyncio, sys
from tests.contract.made_stores import STORES, append
from pathlib import Path
from stores.contract import Append
from studio.ids import SessionId

async def go(kind, folder, session_id):
    store = STORES[kind](Path(folder))
    epoch = await store.acquire(SessionId(session_id))
    first = 1
    while True:
        await store.append(SessionId(session_id), epoch, append(first, count=3, reply=(1, "x" * 100)))
        first += 3
        print(first - 1, flush=True)

asyncio.run(go(*sys.argv[1:]))
"""


@pytest.mark.parametrize("kind", STORES)
def test_what_was_acknowledged_survives_a_kill(kind, tmp_path):
    store = STORES[kind](tmp_path)
    line = record()
    asyncio.run(store.create(line))
    args = [sys.executable, "-c", textwrap.dedent(CHILD), kind, str(tmp_path), line.session_id]
    with subprocess.Popen(args, cwd=REPO, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for _ in range(200):
            acknowledged = int(child.stdout.readline())
        child.kill()
        rest = child.stdout.read().splitlines(keepends=True)
    acknowledged = max([acknowledged, *(int(number) for number in rest if number.endswith("\n"))])

    async def go():
        stored = (await store.tail(line.session_id, Seq(0), 10**9)).events
        assert len(stored) >= acknowledged
        assert len(stored) % 3 == 0, "a write is whole or not there"
        assert stored == events(*range(1, len(stored) + 1))
        assert len(await store.reply(line.session_id, TurnId(1))) == 100 * len(stored) // 3
        epoch = await store.acquire(line.session_id)
        await store.append(line.session_id, epoch, append(len(stored) + 1))
        await store.close()

    asyncio.run(go())


MAKER = """
import asyncio, sys
from tests.contract.made_stores import STORES, append, opened
from pathlib import Path

async def go(kind, folder):
    store = STORES[kind](Path(folder))
    for _ in range(20):
        session_id, epoch = await opened(store)
        await store.append(session_id, epoch, append(1))
        await store.touch(session_id, "t", 2)

asyncio.run(go(*sys.argv[1:]))
"""


@pytest.mark.parametrize("kind", STORES)
def test_several_processes_start_at_once(kind, tmp_path):
    args = [sys.executable, "-c", MAKER, kind, str(tmp_path)]
    children = [subprocess.Popen(args, cwd=REPO) for _ in range(4)]
    assert [child.wait(60) for child in children] == [0] * 4
    store = STORES[kind](tmp_path)
    assert len(asyncio.run(store.sessions(OWNER))) == 80
    asyncio.run(store.close())
