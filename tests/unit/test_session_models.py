"""actors.session and the models: routes with their reason, pins, refinement, repairs, switches."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import pytest

from actors.llm_router import LLMRouter
from actors.refused import Refused
from actors.session import Session
from models.contract import ModelError, Request
from models.fleet import Fleet
from models.policy import Ask, Route
from studio import protocol
from studio.pictures import picture
from studio.protocol import ModelInfo, Usage
from studio.state import files_of
from tests.unit.session_house import (
    FIRST,
    PAGE,
    FailsMount,
    House,
    PassesEverything,
    said,
    session_test,
    state_of,
)

MISSED = (
    '<edit path="App.tsx">\n<<<<<<< SEARCH\n  return <i>nowhere</i>;\n=======\n  return <b>two</b>;\n'
    ">>>>>>> REPLACE\n</edit>\n"
)
FOUND = MISSED.replace("<i>nowhere</i>", "<p>one</p>")
WHOLE = f'<file path="App.tsx">\n{PAGE.replace("<p>one</p>", "<b>two</b>")}</file>\n'
TWO = {"App.tsx": PAGE.replace("<p>one</p>", "<b>two</b>")}


class Writer:
    """Answers by a function of the request; fails behind `fails_at` characters, once."""

    def __init__(
        self, info: ModelInfo, answer: Callable[[Request], str], fails_at: int | None = None
    ) -> None:
        self.info = info
        self.requests: list[Request] = []
        self._answer = answer
        self._fails_at = fails_at

    async def stream(self, request: Request) -> AsyncGenerator[str | Usage]:
        self.requests.append(request)
        reply = self._answer(request)[len(request.written) :]
        for at in range(0, len(reply), 5):
            if self._fails_at is not None and at >= self._fails_at:
                self._fails_at = None
                raise ModelError("overloaded", "It is overloaded.", retryable=True)
            yield reply[at : at + 5]
            await asyncio.sleep(0)
        yield Usage(100, 0, 10)


HAIKU = ModelInfo("anthropic", "claude-haiku-5-5", False)
SONNET = ModelInfo("anthropic", "claude-sonnet-5-5", False)
OPUS = ModelInfo("anthropic", "claude-opus-5-5", False)


def answers(request: Request) -> str:
    match request.purpose:
        case "repair":
            if request.fault:
                return "I see no fault."
            return FOUND if request.failed[0].search else WHOLE
        case "final":
            return WHOLE
        case "summary":
            return "They like it plain."
        case _:
            return {"first": FIRST, "second": FOUND, "miss": MISSED}.get(request.prompt, f"Well.\n{FIRST}")


def house(folder: Path, *models: Writer) -> House:
    fleet = Fleet(models, clock=asyncio.get_running_loop().time)
    return House(folder, router=LLMRouter(fleet, flush_s=0.001, later_flush_s=0.001, replay=False))


@session_test
async def test_a_turn_says_who_writes_and_why(tmp_path: Path) -> None:
    session = await house(tmp_path, Writer(HAIKU, answers), Writer(OPUS, answers)).open()
    done = await said(session, "first")
    assert done.model == HAIKU
    assert "First version by claude-haiku-5-5" in done.why
    assert done.cost_usd == pytest.approx(100 * 0.1e-6 + 10 * 0.5e-6)
    await session.command(protocol.Refine(1))
    refined = await ended_turn(session)
    assert (refined.model, refined.version, refined.outcome) == (OPUS, 2, "final")
    assert "Refinement by claude-opus-5-5" in refined.why
    assert files_of(state_of(session)) == TWO
    await session.command(protocol.Restore(1))
    assert files_of(state_of(session)) == {"App.tsx": PAGE}


@session_test
async def test_a_refinement_that_is_refused_takes_no_version_back(tmp_path: Path) -> None:
    home = house(tmp_path, Writer(HAIKU, answers))
    session = await home.open()
    await said(session, "first")
    await said(session, "second")
    before = state_of(session)
    with pytest.raises(Refused, match="there is no openai:nobody"):
        await session.command(protocol.Refine(1, "openai:nobody"))
    assert state_of(session) == before


async def ended_turn(session: Session) -> protocol.Turn:
    assert session._turn is not None
    await asyncio.wait([session._turn])
    return state_of(session).turns[-1]


@session_test
async def test_a_pick_for_a_turn_and_for_the_session(tmp_path: Path) -> None:
    session = await house(tmp_path, Writer(HAIKU, answers), Writer(OPUS, answers)).open()
    await session.command(protocol.Prompt("first", "anthropic:claude-opus-5-5"))
    assert (await ended_turn(session)).model == OPUS
    assert (await said(session, "second")).model == HAIKU
    await session.command(protocol.PinModel("anthropic:claude-opus-5-5"))
    assert state_of(session).pinned == "anthropic:claude-opus-5-5"
    before = session.log.seq
    await session.command(protocol.PinModel("anthropic:claude-opus-5-5"))
    assert session.log.seq == before, "what is so already is stored once"
    assert (await said(session, "again")).model == OPUS
    await session.command(protocol.PinModel(None))
    assert (await said(session, "once more")).model == HAIKU
    for command in (protocol.Prompt("x", "openai:nobody"), protocol.PinModel("openai:nobody")):
        with pytest.raises(Refused) as refused:
            await session.command(command)
        assert refused.value.notice.code == "bad_request"


@session_test
async def test_a_block_that_finds_no_place_is_asked_for_again_alone(tmp_path: Path) -> None:
    writer = Writer(HAIKU, answers)
    session = await house(tmp_path, writer).open()
    await said(session, "first")
    done = await said(session, "miss")
    assert (done.outcome, files_of(state_of(session))) == ("final", TWO)
    assert not done.findings
    repair = writer.requests[-1]
    assert repair.purpose == "repair"
    assert repair.failed[0].search == "  return <i>nowhere</i>;"
    assert "return <p>one</p>;" in repair.failed[0].near
    assert done.usage.output_tokens == 20


@session_test
async def test_then_for_the_whole_file_and_then_it_is_told(tmp_path: Path) -> None:
    def stubborn(request: Request) -> str:
        return MISSED if request.purpose == "repair" and request.failed[0].search else answers(request)

    writer = Writer(HAIKU, stubborn)
    session = await house(tmp_path, writer).open()
    await said(session, "first")
    assert (await said(session, "miss")).outcome == "final"
    assert files_of(state_of(session)) == TWO
    never = Writer(HAIKU, lambda request: FIRST if request.prompt == "first" else MISSED)
    session = await house(tmp_path / "b", never).open()
    await said(session, "first")
    done = await said(session, "miss")
    assert (done.outcome, done.code) == ("failed", "edit_failed")
    assert [finding.rule for finding in done.findings] == ["edit"]
    assert len(never.requests) == 4


@session_test
async def test_a_switch_is_told_and_the_text_is_one(tmp_path: Path) -> None:
    session = await house(tmp_path, Writer(HAIKU, answers, fails_at=40), Writer(OPUS, answers)).open()
    done = await said(session, "first")
    assert (done.outcome, files_of(state_of(session))) == ("final", {"App.tsx": PAGE})
    assert [switch.model for switch in done.switches] == [OPUS]
    assert "Continued by claude-opus-5-5" in done.switches[0].reason


@session_test
async def test_what_a_model_is_told_only_grows_until_it_is_begun_anew(tmp_path: Path) -> None:
    writer = Writer(HAIKU, answers)
    home = house(tmp_path, writer)
    session = await home.open()
    await said(session, "first")
    home.clock += 1
    await said(session, "second")
    told = writer.requests[-1]
    assert told.base == {}
    assert [(e.prompt, e.reply) for e in told.history] == [("first", FIRST)]
    home.clock += 1
    await session.command(protocol.EditFile("App.tsx", PAGE.replace("one", "mine"), 2))
    home.clock += 1
    await said(session, "again")
    anew = writer.requests[-1]
    assert (anew.base, anew.history) == (None, ())
    assert "mine" in anew.files["App.tsx"]
    assert "first" in anew.summary


@session_test
async def test_pictures_go_with_their_prompt_and_are_told_of_later(tmp_path: Path) -> None:
    writer = Writer(HAIKU, answers)
    home = house(tmp_path, writer)
    session = await home.open()
    shown = [picture("image/png", 1, 1, bytes([n])) for n in range(5)]
    for each in shown:
        await home.store.add_picture(home.id, each, most=9)
    ids = [each.about.id for each in shown]
    await session.command(protocol.Prompt("first", None, ids[:2]))
    first = await ended_turn(session)
    assert first.attachments == [each.about for each in shown[:2]]
    assert writer.requests[-1].pictures == tuple(shown[:2])
    home.clock += 1
    await session.command(protocol.Prompt("second", None, [ids[2], ids[2]]))
    await ended_turn(session)
    told = writer.requests[-1]
    assert (told.pictures, told.earlier) == ((shown[2],), ())
    assert told.history[0].pictures == tuple(shown[:2])
    home.clock += 1
    await session.command(protocol.EditFile("App.tsx", PAGE.replace("one", "mine"), 2))
    home.clock += 1
    await said(session, "again")
    anew = writer.requests[-1]
    assert (anew.pictures, anew.earlier, anew.history) == ((), tuple(shown[:3]), ())
    for wrong in (ids, ["nothing"]):
        with pytest.raises(Refused) as refused:
            await session.command(protocol.Prompt("x", None, wrong))
        assert "attachments" in refused.value.notice.message


@session_test
async def test_a_turn_that_was_cut_off_goes_on_with_its_pictures(tmp_path: Path) -> None:
    shown = picture("image/png", 1, 1, b"x")
    writer = Writer(HAIKU, lambda request: FIRST if request.pictures == (shown,) else "")
    home = house(tmp_path, writer)
    session = await home.open()
    await home.store.add_picture(home.id, shown, most=9)
    await session.command(protocol.Prompt("first", None, [shown.about.id]))
    session._tasks.cancel()
    assert (await ended_turn(session)).outcome == "cancelled"
    home.clock += 1
    await session.command(protocol.Continue())
    done = await ended_turn(session)
    assert (done.outcome, done.attachments) == ("final", [shown.about])
    assert writer.requests[-1].earlier == ()


@session_test
async def test_pictures_for_models_that_cannot_see_are_refused_by_name(tmp_path: Path) -> None:
    blind = ModelInfo("openai-compatible", "mine", False)
    home = house(tmp_path, Writer(blind, answers), Writer(HAIKU, answers))
    session = await home.open()
    shown = picture("image/png", 1, 1, b"x")
    await home.store.add_picture(home.id, shown, most=9)
    await session.command(protocol.Prompt("first", None, [shown.about.id]))
    done = await ended_turn(session)
    assert done.model == HAIKU
    assert "mine cannot see pictures" in done.why
    with pytest.raises(Refused) as refused:
        await session.command(protocol.Prompt("first", "openai-compatible:mine", [shown.about.id]))
    assert refused.value.notice.code == "cannot_see"
    assert "Pick claude-haiku-5-5" in refused.value.notice.message


@session_test
async def test_only_a_reply_that_made_a_final_version_is_replayed(tmp_path: Path) -> None:
    for verifier, asked in ((FailsMount(), 2), (PassesEverything(), 1)):
        writer = Writer(HAIKU, answers)
        router = LLMRouter(Fleet([writer], clock=asyncio.get_running_loop().time), flush_s=0.001)
        for number in range(2):
            home = House(tmp_path / f"{asked}{number}", router=router, verifier=verifier)
            await said(await home.open(), "first")
        assert len([request for request in writer.requests if request.purpose != "repair"]) == asked


def mends(request: Request) -> str:
    return WHOLE if request.fault else answers(request)


def three() -> list[Writer]:
    return [Writer(info, mends) for info in (HAIKU, SONNET, OPUS)]


@session_test
async def test_what_the_checks_found_is_asked_of_the_repair_route(tmp_path: Path) -> None:
    writers = haiku, sonnet, opus = three()
    router = LLMRouter(Fleet(writers, clock=asyncio.get_running_loop().time), flush_s=0.001)
    done = await said(await House(tmp_path, router=router, verifier=FailsMount()).open(), "first")
    assert [len(writer.requests) for writer in (haiku, opus)] == [1, 0]
    repair = sonnet.requests[0]
    assert (repair.purpose, repair.prompt) == ("repair", "first")
    assert repair.fault.startswith("mount: ")
    assert repair.route == tuple(f"anthropic:{info.name}" for info in (SONNET, OPUS, HAIKU))
    assert len(sonnet.requests) == 2, "a repair that changed nothing is the last"
    said_why = "Repair by claude-sonnet-5-5: good at repairs; if it fails, claude-opus-5-5."
    assert [(switch.model, switch.reason) for switch in done.switches] == [(SONNET, said_why)] * 2


@session_test
async def test_a_pick_holds_for_the_repair(tmp_path: Path) -> None:
    for number, pinned in enumerate((True, False)):
        writers = haiku, sonnet, opus = three()
        router = LLMRouter(Fleet(writers, clock=asyncio.get_running_loop().time), flush_s=0.001)
        session = await House(tmp_path / str(number), router=router, verifier=FailsMount()).open()
        if pinned:
            await session.command(protocol.PinModel("anthropic:claude-opus-5-5"))
        await session.command(protocol.Prompt("first", None if pinned else "anthropic:claude-opus-5-5"))
        done = await ended_turn(session)
        assert [len(writer.requests) for writer in (haiku, sonnet, opus)] == [0, 0, 3]
        assert "Repair by claude-opus-5-5: you picked it" in done.switches[0].reason


@session_test
async def test_a_repair_that_no_model_can_be_asked_for_leaves_the_fault_told(tmp_path: Path) -> None:
    class Poor(LLMRouter):
        async def route(self, ask: Ask) -> tuple[Route, ModelInfo]:
            if ask.kind == "repair":
                raise ModelError("over_budget", "Nothing is left.", retryable=False)
            return await super().route(ask)

    writer = Writer(HAIKU, mends)
    router = Poor(Fleet([writer], clock=asyncio.get_running_loop().time), flush_s=0.001)
    done = await said(await House(tmp_path, router=router, verifier=FailsMount()).open(), "first")
    assert (done.outcome, done.code, len(writer.requests)) == ("failed", "check_failed", 1)
