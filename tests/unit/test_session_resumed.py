"""actors.session that goes on with a turn: as what it was begun, with whom, and how often that may change."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import pytest

from actors.llm_router import LLMRouter
from actors.session import Session
from actors.talk import REFINE
from models.contract import ModelError, Request
from models.fleet import Fleet
from studio import protocol
from studio.ids import VersionId
from studio.protocol import ModelInfo, Usage
from studio.state import files_of
from tests.unit.session_house import FIRST, PAGE, House, ended, said, session_test, state_of, until

HAIKU = ModelInfo("anthropic", "claude-haiku-5-5", False)
SONNET = ModelInfo("anthropic", "claude-sonnet-5-5", False)
OPUS = ModelInfo("anthropic", "claude-opus-5-5", False)
BETTER = PAGE.replace("<p>one</p>", "<b>better</b>")
REFINED = f'<file path="App.tsx">\n{BETTER}</file>\nBetter.\n'
HALF = 80


class Writer:
    """Knows a refinement and a first version; says nothing more behind `holds_at` characters, or fails behind
    `fails_at`, as long as these are set."""

    def __init__(self, info: ModelInfo) -> None:
        self.info = info
        self.requests: list[Request] = []
        self.holds_at: int | None = None
        self.fails_at: int | None = None

    async def stream(self, request: Request) -> AsyncGenerator[str | Usage]:
        self.requests.append(request)
        reply = REFINED if request.purpose == "final" else FIRST
        for at in range(len(request.written), len(reply)):
            if self.holds_at is not None and at >= self.holds_at:
                await asyncio.Event().wait()
            if self.fails_at is not None and at >= self.fails_at:
                raise ModelError("overloaded", "It is overloaded.", retryable=True)
            yield reply[at]
        yield Usage(100, 0, 10)


def house(folder: Path, *writers: Writer) -> House:
    fleet = Fleet(writers, clock=asyncio.get_running_loop().time)
    return House(folder, router=LLMRouter(fleet, flush_s=0.001, later_flush_s=0.001, replay=False))


async def cut_off(
    home: House, command: protocol.Command, dies: Callable[[protocol.SessionState], bool]
) -> None:
    """The session's process is gone as soon as its state `dies`."""
    session = await home.open()
    if not isinstance(command, protocol.Prompt):
        await said(session, "first")
        home.clock += 1
    await session.command(command)
    await until(session, dies)
    await session.close()


def half_written(state: protocol.SessionState) -> bool:
    return state.turns[-1].outcome is None and any("export" in file.text for file in state.files if file.open)


async def taken_up(home: House, *, resume: bool) -> Session:
    session = await home.open(resume=resume)
    if not resume:
        assert (await ended(session)).code == "interrupted"
        home.clock += 1
        await session.command(protocol.Continue())
    return session


@pytest.mark.parametrize("resume", [True, False], ids=["its actor died", "continued"])
def test_a_refinement_goes_on_as_one_and_the_draft_stays(tmp_path: Path, resume: bool) -> None:
    @session_test
    async def work(folder: Path) -> None:
        haiku, opus = Writer(HAIKU), Writer(OPUS)
        home = house(folder, haiku, opus)
        opus.holds_at = HALF
        await cut_off(home, protocol.Refine(1), half_written)
        opus.holds_at = None
        done = await ended(await taken_up(home, resume=resume))
        asked = opus.requests[-1]
        assert (done.outcome, done.purpose, len(haiku.requests)) == ("final", "final", 1)
        assert (asked.purpose, asked.prompt) == ("final", REFINE)
        assert asked.files == {"App.tsx": PAGE}
        assert asked.written
        state = await home.stored()
        assert files_of(state) == {"App.tsx": BETTER}
        assert await home.store.version(home.id, VersionId(1)) == {"App.tsx": PAGE}
        assert "Refinement by claude-opus-5-5" in done.why

    work(tmp_path)


@pytest.mark.parametrize("resume", [True, False], ids=["its actor died", "continued"])
def test_what_was_picked_for_the_turn_alone_goes_on_with_it(tmp_path: Path, resume: bool) -> None:
    @session_test
    async def work(folder: Path) -> None:
        haiku, opus = Writer(HAIKU), Writer(OPUS)
        home = house(folder, haiku, opus)
        opus.holds_at = HALF
        await cut_off(home, protocol.Prompt("first", "anthropic:claude-opus-5-5"), half_written)
        opus.holds_at = None
        session = await taken_up(home, resume=resume)
        done = await ended(session)
        assert (done.outcome, done.model, done.picked) == ("final", OPUS, "anthropic:claude-opus-5-5")
        assert not haiku.requests
        home.clock += 1
        assert (await said(session, "next")).model == HAIKU

    work(tmp_path)


@session_test
async def test_a_pick_that_was_taken_away_meanwhile_leaves_the_choice_to_the_router(tmp_path: Path) -> None:
    opus, haiku = Writer(OPUS), Writer(HAIKU)
    home = house(tmp_path, opus, haiku)
    opus.holds_at = HALF
    await cut_off(home, protocol.Prompt("first", "anthropic:claude-opus-5-5"), half_written)
    home.ports = house(tmp_path, haiku).ports
    done = await ended(await taken_up(home, resume=False))
    assert (done.outcome, done.model) == ("final", HAIKU)


@session_test
async def test_the_switches_of_a_turn_outlive_its_actor(tmp_path: Path) -> None:
    """One was used before: another is left, and who took over goes on."""
    haiku, sonnet, opus = writers = Writer(HAIKU), Writer(SONNET), Writer(OPUS)
    home = house(tmp_path, *writers)
    haiku.fails_at, sonnet.holds_at = 20, HALF
    await cut_off(home, protocol.Prompt("first"), half_written)
    sonnet.holds_at = None
    sonnet.fails_at = opus.fails_at = HALF + 2
    session = await home.open(resume=True)
    done = await ended(session)
    assert [len(writer.requests) for writer in writers] == [1, 2, 1]
    assert sonnet.requests[-1].switches == 1
    assert (done.outcome, done.code) == ("failed", "overloaded")
    assert [switch.model for switch in done.switches if switch.failed] == [SONNET, OPUS]
    sonnet.fails_at = opus.fails_at = haiku.fails_at = None
    home.clock += 1
    await session.command(protocol.Continue())
    assert (await ended(session)).outcome == "final", "a turn of its own, that the user asked for"
    assert files_of(state_of(session)) == {"App.tsx": PAGE}
