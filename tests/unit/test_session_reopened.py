"""actors.session whose process died or was closed: what the next one makes of it."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from actors.llm_router import LLMRouter
from actors.ports import Ports
from actors.scanner import Scanner
from actors.session import Session
from models.contract import Request
from studio import protocol
from studio.ids import VersionId, new_session_id
from studio.protocol import Finding, SessionState, Usage
from studio.state import files_of, running_turn
from tests.unit.session_house import (
    FIRST,
    PAGE,
    FailsMount,
    House,
    NeverAnswers,
    Page,
    PassesEverything,
    Scripted,
    checking,
    ended,
    said,
    session_test,
    shows,
    state_of,
    until,
)


async def dead_house(folder: Path, dies: Callable[[SessionState], bool], **ports: Any) -> House:
    """A house whose session was closed in the middle of its second turn."""
    house = House(folder)
    session = await house.open()
    await said(session, "first")
    house.ports = Ports(
        **{name: ports.get(name, getattr(house.ports, name)) for name in house.ports.__slots__}
    )
    house.model.hold_at = None if ports else 110
    session = await house.open()
    await session.command(protocol.Prompt("second"))
    await until(session, dies)
    await session.close()
    house.model.hold_at = None
    verifier = {"verifier": PassesEverything()}
    house.ports = Ports(
        **{name: verifier.get(name, getattr(house.ports, name)) for name in house.ports.__slots__}
    )
    return house


async def uninterrupted(folder: Path) -> Mapping[str, str]:
    session = await House(folder).open()
    await said(session, "first")
    await said(session, "second")
    return files_of(state_of(session))


@session_test
async def test_reopened_without_resume_the_turn_is_interrupted_and_can_be_continued(tmp_path: Path) -> None:
    house = await dead_house(tmp_path / "a", shows("const a"))
    session = await house.open(resume=False)
    done = await ended(session)
    assert (done.turn, done.outcome, done.code, done.version) == (2, "failed", "interrupted", 2)
    assert len(house.model.requests) == 2
    await session.command(protocol.Continue())
    assert (await ended(session)).outcome == "final"
    assert files_of(state_of(session)) == await uninterrupted(tmp_path / "b")


@session_test
async def test_reopened_with_resume_the_same_turn_is_finished(tmp_path: Path) -> None:
    house = await dead_house(tmp_path / "a", shows("const a"))
    session = await house.open(resume=True)
    done = await ended(session)
    assert (done.turn, done.outcome, done.version) == (2, "final", 2)
    assert house.model.requests[-1].written
    assert files_of(state_of(session)) == await uninterrupted(tmp_path / "b")
    assert await house.stored() == state_of(session)


@pytest.mark.parametrize("resume", [True, False])
def test_reopened_while_its_checks_ran(tmp_path: Path, resume: bool) -> None:
    @session_test
    async def run(folder: Path) -> None:
        def second_is_checked(state: SessionState) -> bool:
            return checking(state) and state.turns[-1].turn == 2

        house = await dead_house(folder / "a", second_is_checked, verifier=NeverAnswers())
        asked = len(house.model.requests)
        session = await house.open(resume=resume)
        done = await ended(session)
        assert (done.outcome, done.version) == ("final" if resume else "failed", 2)
        assert len(house.model.requests) == asked
        assert files_of(state_of(session)) == await uninterrupted(folder / "b")

    run(tmp_path)


@session_test
async def test_a_continued_turn_that_dies_is_finished_and_blocked_code_goes_back_to_the_draft(
    tmp_path: Path,
) -> None:
    house = await dead_house(tmp_path, shows("const a"))
    house.clock += 5
    session = await house.open(resume=False)
    await ended(session)
    draft = files_of(state_of(session))
    house.model.hold_at = 125
    await session.command(protocol.Continue())
    await until(session, lambda state: running_turn(state) is not None)
    while len(await house.store.reply(house.id, 3)) < 120:
        await asyncio.sleep(0.002)
    await session.close()
    blocked = [Finding("evil", "block", "App.tsx", 1, "No.", "")]

    class BlocksEverything(Scanner):
        async def code(self, *_: object) -> list[Finding]:
            return blocked

    house.model.hold_at = None
    house.ports = Ports(house.store, house.ports.router, BlocksEverything(), PassesEverything(), lambda: 1)
    session = await house.open(resume=True)
    done = await ended(session)
    assert (done.turn, done.code) == (3, "blocked")
    assert files_of(state_of(session)) == draft == await house.store.version(house.id, 2)


@session_test
async def test_close_leaves_no_task_and_ends_subscriptions(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.model.hold_at = 50
    session = await house.open()
    page = asyncio.create_task(Page(session).follow(10_000))
    await session.command(protocol.Prompt("first"))
    await until(session, shows("export"))
    await session.close()
    await page
    assert running_turn(await house.stored())
    with pytest.raises(KeyError):
        await Session.open(new_session_id(), house.ports, resume=False)


@pytest.mark.parametrize("resume", [True, False])
@pytest.mark.parametrize(
    "half", [FIRST[: FIRST.index("one")] + "two", '<edit path="App.tsx">\n<<<<<<< SEARCH\n']
)
def test_a_repair_that_was_cut_off_leaves_the_files_that_it_was_to_mend(
    tmp_path: Path, half: str, resume: bool
) -> None:
    def mends(state: SessionState) -> bool:
        return bool(state.turns[-1].checks)

    class Mends(Scripted):
        async def stream(self, request: Request) -> AsyncGenerator[str | Usage]:
            if not request.fault:
                yield FIRST
                return
            yield half
            await asyncio.Event().wait()

    @session_test
    async def run(folder: Path) -> None:
        router = LLMRouter(Mends(), flush_s=0.001, later_flush_s=0.001)
        house = House(folder, router=router, verifier=FailsMount())
        died = await house.open()
        await died.command(protocol.Prompt("first"))
        await until(died, lambda state: any(file.open for file in state.files) and mends(state))
        await died.close()
        session = await house.open(resume=resume)
        done = await ended(session)
        assert (done.outcome, done.version) == ("failed", 1)
        assert not any(file.open for file in state_of(session).files)
        assert await house.store.version(house.id, VersionId(1)) == {"App.tsx": PAGE}

    run(tmp_path)
