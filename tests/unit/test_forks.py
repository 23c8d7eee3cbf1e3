"""studio/forks.py and actors/forking.py: a session that starts from a version of another."""

import asyncio
from pathlib import Path

import pytest

from actors.forking import fork
from actors.session_log import load_state
from stores.contract import Append, SessionRecord
from stores.sqlite import SqliteStore
from studio import protocol
from studio.forks import forked, title_of
from studio.ids import OwnerId, Seq, SessionId, VersionId, new_session_id
from studio.protocol import Event, ForkSource, ModelInfo, SessionState, TurnStarted
from studio.state import apply, files_of
from studio.versions import replace_files, version_created

FIRST = {"App.tsx": "export default () => <p>\U0001f600 one</p>;\n", "a.css": "p {}\n"}
SECOND = {"App.tsx": "export default () => <p>two</p>;\n"}


def fold(events: list[Event], state: SessionState | None = None) -> SessionState:
    state = state or SessionState()
    for event in events:
        state = apply(state, event)
    return state


def told(prompt: str) -> list[Event]:
    """The events of a session with two versions; its turn still runs."""
    model = ModelInfo("test", "scripted", False)
    events: list[Event] = [
        TurnStarted(seq=1, turn=1, prompt=prompt, model=model, continues=None, at_ms=1),
        *replace_files({}, FIRST, 1),
    ]
    events.append(version_created(len(events) + 1, 1, None, 1, "prompt", "final", prompt, {}, FIRST, 2))
    events += replace_files(FIRST, SECOND, len(events))
    number = len(events) + 1
    events.append(version_created(number, 2, 1, None, "edit", "draft", "Edited App.tsx", FIRST, SECOND, 3))
    return events


def test_a_fork_holds_the_files_and_says_where_they_are_from() -> None:
    source, session = fold(told("A page")), new_session_id()
    state = fold(forked(source, session, source.versions[0], FIRST, 9))
    assert files_of(state) == FIRST
    assert all(file.scanned >= file.changed and not file.open for file in state.files)
    assert state.turns == []
    assert state.forked_from == ForkSource(session, 1, "A page")
    (version,) = state.versions
    assert (version.version, version.parent, version.origin, version.status) == (1, None, "fork", "final")
    assert (version.label, version.entry, version.at_ms) == ("Version 1 of A page", "App.tsx", 9)
    assert title_of(state) == "Fork of A page"


def test_a_draft_stays_a_draft_and_a_fork_of_a_fork_keeps_the_title() -> None:
    source = fold(told("A page"))
    once = fold(forked(source, "a", source.versions[1], SECOND, 9))
    assert once.versions[0].status == "draft"
    twice = fold(forked(once, "b", once.versions[0], SECOND, 10))
    assert (twice.forked_from, title_of(twice)) == (ForkSource("b", 1, "A page"), "Fork of A page")


def test_a_title_is_the_first_prompt_and_short() -> None:
    assert title_of(fold(told("A page")), "newer") == "A page"
    assert title_of(SessionState(), "x" * 200) == "x" * 80


def kept(store: SqliteStore, owner: OwnerId) -> SessionRecord:
    record = SessionRecord(new_session_id(), owner, "A page", 1, 1)
    events = [protocol.encode(event) for event in told("A page")]

    async def run() -> None:
        await store.create(record)
        epoch = await store.acquire(record.session_id)
        half = len(events) // 2
        first = Append(Seq(1), events[:half], (VersionId(1), FIRST))
        await store.append(record.session_id, epoch, first)
        second = Append(Seq(half + 1), events[half:], (VersionId(2), SECOND))
        await store.append(record.session_id, epoch, second)

    asyncio.run(run())
    return record


def test_the_fork_is_the_owners_and_the_first_session_is_left_as_it_was(tmp_path: Path) -> None:
    store, owner = SqliteStore(tmp_path), OwnerId("me")
    record = kept(store, owner)

    async def run() -> tuple[SessionId, SessionState, SessionState]:
        before = await load_state(store, record.session_id)
        made = await fork(store, record, 1, 7)
        assert await load_state(store, record.session_id) == before
        listed = await store.sessions(owner)
        assert (listed[0].session_id, listed[0].title) == (made, "Fork of A page")
        assert dict(await store.version(made, VersionId(1))) == FIRST
        return made, before, await load_state(store, made)

    made, before, state = asyncio.run(run())
    assert made != record.session_id
    assert files_of(before) == SECOND
    assert files_of(state) == FIRST
    assert state.forked_from == ForkSource(record.session_id, 1, "A page")


def test_a_version_that_is_not_there_makes_no_session(tmp_path: Path) -> None:
    store, owner = SqliteStore(tmp_path), OwnerId("me")
    record = kept(store, owner)

    async def run() -> int:
        with pytest.raises(KeyError):
            await fork(store, record, 3, 7)
        return len(await store.sessions(owner))

    assert asyncio.run(run()) == 1
