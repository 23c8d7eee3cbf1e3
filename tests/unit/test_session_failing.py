"""actors.session when another actor does not answer, breaks off or cannot store."""

import asyncio
from pathlib import Path

import pytest

from actors import turn_tasks
from actors.refused import Refused
from stores.contract import Append
from studio import protocol
from studio.ids import Seq
from studio.state import files_of, running_turn
from tests.unit.session_house import (
    FIRST,
    PAGE,
    SECOND,
    DropsMidStream,
    House,
    NeverAnswers,
    Page,
    RouterThatStops,
    ScannerThatBreaks,
    ScannerThatNeverAnswers,
    Scripted,
    checking,
    ended,
    said,
    session_test,
    shows,
    state_of,
    until,
)


@session_test
async def test_a_check_that_never_answers_ends_by_cancel_or_deadline(tmp_path: Path) -> None:
    house = House(tmp_path, verifier=NeverAnswers())
    session = await house.open()
    await session.command(protocol.Prompt("first"))
    await until(session, checking)
    await session.command(protocol.Cancel())
    done = await ended(session)
    assert (done.outcome, done.version) == ("cancelled", 1)
    before, turn_tasks.VERIFY_DEADLINE_S = turn_tasks.VERIFY_DEADLINE_S, 0.05
    try:
        done = await said(session, "second")
    finally:
        turn_tasks.VERIFY_DEADLINE_S = before
    assert (done.outcome, done.code, done.version) == ("failed", "overloaded", 2)


@session_test
async def test_a_check_that_drops_leaves_a_draft(tmp_path: Path) -> None:
    session = await House(tmp_path, verifier=DropsMidStream()).open()
    done = await said(session, "first")
    assert (done.outcome, done.code, done.version) == ("failed", "overloaded", 1)
    assert state_of(session).versions[0].status == "draft"


@session_test
async def test_a_second_cancel_does_not_wait_for_the_scanner(tmp_path: Path) -> None:
    house = House(tmp_path, scanner=ScannerThatNeverAnswers())
    house.model.hold_at = 60
    session = await house.open()
    await session.command(protocol.Prompt("first"))
    await until(session, shows("export"))
    await session.command(protocol.Cancel())
    await asyncio.sleep(0.02)
    assert session.busy
    await session.command(protocol.Cancel())
    done = await ended(session)
    assert (done.outcome, done.version) == ("cancelled", None)
    assert files_of(state_of(session)) == {}


@session_test
async def test_a_prompt_that_breaks_its_check_is_not_sent_and_not_offered_again(tmp_path: Path) -> None:
    house = House(tmp_path, scanner=ScannerThatBreaks("second"))
    session = await house.open()
    await said(session, "first")
    done = await said(session, "second")
    assert (done.outcome, done.code, done.parts) == (
        "failed",
        "blocked",
        [],
    )  # which the page does not continue
    assert "other words" in (done.message or "")
    assert len(house.model.requests) == 1
    assert (await said(session, "talk")).outcome == "final"


@session_test
async def test_code_that_breaks_its_check_is_taken_back_and_written_anew(tmp_path: Path) -> None:
    house = House(tmp_path, scanner=ScannerThatBreaks("two"))
    session = await house.open()
    await said(session, "first")
    before = files_of(state_of(session))
    done = await said(session, "second")
    assert (done.outcome, done.code, done.version) == ("failed", "blocked", None)
    assert files_of(state_of(session)) == before
    house.ports = House(tmp_path, store=house.store).ports
    house.model.requests.clear()
    await session.command(protocol.Continue())
    await ended(session)
    assert [request.written for request in house.model.requests] == [""]
    assert files_of(state_of(session)) == before


@session_test
async def test_a_router_that_stops_without_an_end(tmp_path: Path) -> None:
    model = Scripted()
    model.fail_at = 60
    session = await House(tmp_path, router=RouterThatStops(model, flush_s=0.001)).open()
    done = await said(session, "first")
    assert (done.outcome, done.code) == ("failed", "overloaded")
    assert not session.busy


@session_test
async def test_a_full_queue_does_not_hold_up_the_end(tmp_path: Path) -> None:
    """The writer waits for room in the queue at the moment of the cancel."""
    before, turn_tasks.INPUTS = turn_tasks.INPUTS, 1
    try:
        session = await House(tmp_path).open()
        await session.command(protocol.Prompt("first"))
        await until(session, shows("e"))
        for _ in range(20):
            await session.command(protocol.Cancel())
            await asyncio.sleep(0)
        assert (await ended(session)).outcome in ("cancelled", "final")
    finally:
        turn_tasks.INPUTS = before


def with_reply(write: Append) -> bool:
    return write.reply is not None


@session_test
async def test_a_reply_that_cannot_be_stored_ends_the_turn_and_can_be_continued(tmp_path: Path) -> None:
    house = House(tmp_path)
    session = await house.open()
    await said(session, "first")
    house.store.refuses = with_reply
    done = await said(session, "second")
    assert (done.outcome, done.code) == ("failed", "internal")
    assert "could not store" in (done.message or "")
    await session.command(protocol.Continue())
    assert (await ended(session)).outcome == "final"
    assert "b.tsx" in files_of(state_of(session))


@session_test
async def test_what_such_a_reply_had_begun_is_not_built_on(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.model.hold_at = len(FIRST) // 2
    session = await house.open()
    await session.command(protocol.Prompt("first"))
    await until(session, shows("export"))
    house.store.refuses = with_reply
    house.model.go.set()
    assert (await ended(session)).outcome == "failed"
    assert files_of(state_of(session)) == {}
    await session.command(protocol.Continue())
    assert (await ended(session)).outcome == "final"
    assert files_of(state_of(session)) == {"App.tsx": PAGE}


@session_test
async def test_a_file_that_such_a_reply_had_only_opened_is_closed(tmp_path: Path) -> None:
    house = House(tmp_path)
    session = await house.open()
    await said(session, "first")
    house.model.hold_at = SECOND.index("return")
    await session.command(protocol.Prompt("second"))
    await until(session, lambda state: any(file.open for file in state.files))
    house.store.refuses = with_reply
    house.model.go.set()
    assert (await ended(session)).outcome == "failed"
    (file,) = state_of(session).files
    assert (file.text, file.open, file.scanned >= file.changed) == (PAGE, False, True)


@session_test
async def test_a_turn_whose_start_cannot_be_stored_leaves_the_last_one_alone(tmp_path: Path) -> None:
    house = House(tmp_path)
    session = await house.open()
    await said(session, "first")
    before = state_of(session)
    house.store.refuses = lambda write: True
    with pytest.raises(Refused, match="could not store"):
        await session.command(protocol.Prompt("second"))
    assert state_of(session) == before == await house.stored()
    assert (await said(session, "second")).outcome == "final"
    assert [turn.prompt for turn in (await house.stored()).turns] == ["first", "second"]


@session_test
async def test_a_turn_whose_end_cannot_be_stored_closes_its_log(tmp_path: Path) -> None:
    """So that the actor ends, and its successor goes on from what is stored."""
    house = House(tmp_path)
    house.model.hold_at = 60
    session = await house.open()
    await session.command(protocol.Prompt("first"))
    await until(session, shows("export"))
    house.store.keeps_refusing = True
    house.model.go.set()
    await session.log.until_closed()
    assert session._turn is not None
    await asyncio.wait([session._turn])
    house.store.keeps_refusing = False
    successor = await house.open(resume=True)
    assert (await ended(successor)).outcome == "final"


@session_test
async def test_a_fenced_owner_stops(tmp_path: Path) -> None:
    house = House(tmp_path)
    old = await house.open()
    house.model.hold_at = 60
    await old.command(protocol.Prompt("first"))
    await until(old, shows("export"))
    page = asyncio.create_task(Page(old).follow(10_000))
    epoch = await house.store.acquire(house.id)
    house.model.go.set()
    assert old._turn
    await asyncio.wait([old._turn])
    assert old._turn.exception() is None
    await page
    stored = await house.stored()
    assert running_turn(stored)
    assert stored == state_of(old)
    await house.store.append(house.id, epoch, Append(Seq(stored.seq + 1), []))
