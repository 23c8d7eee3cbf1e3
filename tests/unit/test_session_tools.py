"""actors.session with a model that calls tools, over the real store, router and scanner: what it is told,
what the page sees, and what a session that dies in the middle leaves to its successor."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest

from actors import tool_runner
from actors.llm_router import LLMRouter
from models.contract import ModelError, Request
from models.fleet import Fleet
from sandbox.contract import Artifact, CheckResult
from studio import protocol
from studio.counts import of_turn
from studio.fixes import Mended
from studio.fixes.contract import Note
from studio.ids import SessionId
from studio.protocol import ToolPart, Usage
from studio.state import files_of, running_turn
from studio.tools.contract import MAX_CALLS, MAX_RESULT_BYTES, Call
from tests.unit.calling import (
    CHECK,
    EDIT,
    FILE,
    READ,
    Box,
    Broken,
    Calls,
    Dead,
    Mad,
    Rounds,
    house_of,
    tools_of,
)
from tests.unit.session_house import (
    FIRST,
    PAGE,
    House,
    ended,
    said,
    session_test,
    state_of,
    until,
)


@session_test
async def test_a_turn_with_calls_is_one_reply_and_one_version(tmp_path: Path) -> None:
    house, model = house_of(tmp_path, [(FILE, (CHECK, READ)), (EDIT, ())])
    session = await house.open()
    done = await said(session, "a page")
    assert (done.outcome, done.version) == ("final", 1)
    assert files_of(state_of(session)) == {"App.tsx": PAGE.replace("<p>one</p>", "<b>two</b>")}
    assert await house.store.reply(house.id, 1) == f"{FILE}\n{EDIT}"
    check, read = tools_of(done)
    assert (check.name, check.outcome, check.result) == ("check", "done", "compile: passed\nmount: passed")
    assert read.result == f"App.tsx, lines 1 to 4 of 4:\n{PAGE}"
    first, second = model.requests
    assert (first.calls, first.calls_left, second.calls_left) == ((), MAX_CALLS, MAX_CALLS - 2)
    assert second.calls == (check, read)
    assert second.written == f"{FILE}\n"
    assert done.usage.input_tokens == 20
    assert await house.stored() == state_of(session)


@session_test
async def test_files_that_the_model_had_checked_are_not_checked_again(tmp_path: Path) -> None:
    box = Box()
    house, _ = house_of(tmp_path, [(FILE, (CHECK,)), ("", (CHECK,)), ("", ())], box)
    done = await said(await house.open(), "a page")
    assert (done.outcome, box.asked) == ("final", ["verify"])
    assert [(check.check, check.outcome) for check in done.checks] == [
        ("compile", "passed"),
        ("mount", "passed"),
    ]
    assert len(tools_of(done)) == 2


@session_test
async def test_what_needs_no_model_is_not_the_models_to_mend(tmp_path: Path) -> None:
    """The check sees the files as they will be in the end, so it is not made again there."""

    def mend(files: Mapping[str, str], entry: str, problem: str) -> Mended:
        text = files[entry].replace("<p>", "<i>").replace("</p>", "</i>")
        changed = text != files[entry]
        return Mended({**files, entry: text}, (Note(entry, "tags", "p is i"),) if changed else ())

    box = Box()
    house, model = house_of(tmp_path, [(FILE, (CHECK,)), ("", ())], box)
    house.ports = replace(house.ports, mend=mend)
    done = await said(await house.open(), "a page")
    assert "App.tsx: p is i" in tools_of(done)[0].result
    assert "<p>one</p>" in model.requests[1].written
    assert (done.outcome, box.asked) == ("final", ["verify"])
    assert [finding.rule for finding in done.findings] == ["mended"]


@session_test
async def test_the_next_turn_is_told_the_reply_and_not_the_calls(tmp_path: Path) -> None:
    house, model = house_of(tmp_path, [(FILE, (CHECK,)), (EDIT, ())])
    session = await house.open()
    await said(session, "a page")
    model.rounds = [("Which one?", ())]
    await said(session, "talk")
    told = model.requests[-1]
    assert told.calls == ()
    assert told.history[0].reply == f"{FILE}\n{EDIT}"


@session_test
async def test_a_model_that_calls_for_ever_ends(tmp_path: Path) -> None:
    house, model = house_of(tmp_path, [(FILE, (CHECK,)), ("", (CHECK,))])
    done = await said(await house.open(), "a page")
    assert (done.outcome, len(tools_of(done))) == ("final", MAX_CALLS)
    assert len(model.requests) == MAX_CALLS + 1
    assert model.requests[-1].calls_left == 0


@pytest.mark.parametrize(
    ("call", "said_of_it"),
    [
        (Call("rm", "{}"), "There is no tool rm"),
        (Call("read_file", '{"path":'), "no JSON object"),
        (Call("read_file", '{"path":"../../etc/passwd"}'), "There is no file"),
        (Call("render_text", "{}"), "Every sandbox is leased."),
    ],
)
def test_a_call_that_cannot_be_answered_is_told_why(tmp_path: Path, call: Call, said_of_it: str) -> None:
    @session_test
    async def turn(folder: Path) -> None:
        house, model = house_of(folder, [(FILE, (call,)), (EDIT, ())], Broken())
        done = await said(await house.open(), "a page")
        (made,) = tools_of(done)
        assert (done.outcome, made.outcome) == ("final", "failed")
        assert said_of_it in made.result
        assert model.requests[1].calls == (made,)

    turn(tmp_path)


@session_test
async def test_a_tool_that_breaks_breaks_no_turn(tmp_path: Path) -> None:
    house, _ = house_of(tmp_path, [(FILE, (Call("render_text", "{}"),)), (EDIT, ())], Mad())
    done = await said(await house.open(), "a page")
    assert (done.outcome, tools_of(done)[0].result) == ("final", "render_text broke. Go on without it.")


@session_test
async def test_a_tool_that_does_not_answer_is_given_up(tmp_path: Path) -> None:
    before, tool_runner.CALL_S = tool_runner.CALL_S, 0.05
    try:
        box = Box(holds=True)
        house, _ = house_of(tmp_path, [(FILE, (Call("render_text", "{}"),)), (EDIT, ())], box)
        done = await said(await house.open(), "a page")
    finally:
        tool_runner.CALL_S = before
    assert done.outcome == "final"
    assert "did not answer within" in tools_of(done)[0].result


class Stuck(Box):
    """Says `before` to the first who asks, and then no more."""

    before: tuple[str | CheckResult, ...] = (
        CheckResult("compile", "passed", "", 1),
        CheckResult("render", "passed", "", 1),
        CheckResult("mount", "passed", "", 1, ("log: seen",)),
        "use",
    )

    async def verify(self, session_id: SessionId, artifact: Artifact) -> AsyncIterator[str | CheckResult]:
        if "verify" in self.asked:
            async for told in super().verify(session_id, artifact):
                yield told
            return
        self.asked.append("verify")
        for told in self.before:
            yield told
        await self.go.wait()


class Half(Stuck):
    """Fails at `render`, and does not answer what the types are."""

    before = (CheckResult("compile", "passed", "", 1), CheckResult("render", "failed", "boom", 1), "types")


async def checked_by(tmp_path: Path, box: Box) -> ToolPart:
    """The call of a model that had its file checked, and was not answered in time."""
    before, tool_runner.CALL_S = tool_runner.CALL_S, 1.0
    try:
        house, _ = house_of(tmp_path, [(FILE, (Call("check", "{}"),)), (EDIT, ())], box)
        done = await said(await house.open(), "a page")
    finally:
        tool_runner.CALL_S = before
    assert done.outcome == "final"
    (tool,) = tools_of(done)
    return tool


@session_test
async def test_of_checks_that_take_too_long_what_there_is_is_told(tmp_path: Path) -> None:
    tool = await checked_by(tmp_path, Stuck())
    assert tool.outcome == "done"
    assert "mount: passed\nThe console, its last lines:\n```\nlog: seen\n```" in tool.result
    assert tool.result.endswith("Not reached in time: lint, types, use, accessibility. Go on without.")


@session_test
async def test_of_checks_behind_one_that_failed_it_is_said_that_they_are_not_made(tmp_path: Path) -> None:
    tool = await checked_by(tmp_path, Half())
    assert "Not reached in time: lint, types. Go on without.\n" in tool.result
    assert tool.result.endswith("Not made, as what comes before did not pass: mount, use, accessibility.")


@session_test
async def test_a_long_answer_is_cut(tmp_path: Path) -> None:
    box = Box()
    box.reply = {"ok": True, "error": "", "text": "\ud800 é😀" * 9000}
    house, model = house_of(tmp_path, [(FILE, (Call("render_text", "{}"),)), (EDIT, ())], box)
    done = await said(await house.open(), "a page")
    result = tools_of(done)[0].result
    assert done.outcome == "final"
    assert len(result.encode()) <= MAX_RESULT_BYTES
    assert "cut here" in result
    assert model.requests[1].calls[0].result == result


@session_test
async def test_cancel_while_a_tool_runs(tmp_path: Path) -> None:
    box = Box(holds=True)
    house, model = house_of(tmp_path, [(FILE, (Call("run_tests", '{"tests":"x"}'),)), (EDIT, ())], box)
    session = await house.open()
    await session.command(protocol.Prompt("a page"))
    await until(session, lambda state: bool(box.asked))
    await session.command(protocol.Cancel())
    done = await ended(session)
    assert (done.outcome, done.version) == ("cancelled", 1)
    assert tools_of(done)[0].outcome is None
    assert len(model.requests) == 1


@session_test
async def test_a_session_that_dies_while_a_tool_runs_is_gone_on_with(tmp_path: Path) -> None:
    box = Box(holds=True)
    rounds: Rounds = [(FILE, (CHECK, Call("render_text", "{}"))), (EDIT, ())]
    house, model = house_of(tmp_path, rounds, box)
    session = await house.open()
    await session.command(protocol.Prompt("a page"))
    await until(session, lambda state: box.asked == ["verify", "render_text"])
    await until(session, lambda state: tools_of(state.turns[-1])[0].outcome == "done")
    await session.close()
    box.holds = False
    successor = await house.open(resume=True)
    done = await ended(successor)
    assert done.outcome == "final"
    assert box.asked == ["verify", "render_text", "render_text", "verify"], "an answered call was made again"
    assert [(part.call, part.outcome) for part in tools_of(done)] == [(1, "done"), (2, "done")]
    assert [len(request.calls) for request in model.requests] == [0, 2]
    assert await house.store.reply(house.id, 1) == f"{FILE}\n{EDIT}"
    assert done.usage.input_tokens == 20, "the round before the restart is not in the bill"


@session_test
async def test_a_session_that_dies_in_a_later_round_asks_no_tool_again(tmp_path: Path) -> None:
    box = Box()
    house, model = house_of(tmp_path, [(FILE, (CHECK,)), (EDIT, ())], box)
    model.hold = 1
    session = await house.open()
    await session.command(protocol.Prompt("a page"))
    await until(session, lambda state: "two" in str(files_of(state)))
    await session.close()
    model.hold = None
    successor = await house.open(resume=True)
    done = await ended(successor)
    assert done.outcome == "final"
    assert box.asked == ["verify", "verify"]
    assert model.requests[-1].written.startswith(f"{FILE}\n<edit")
    assert await house.store.reply(house.id, 1) == f"{FILE}\n{EDIT}"
    assert len(tools_of(done)) == 1


@session_test
async def test_a_session_found_dead_without_resuming_is_interrupted(tmp_path: Path) -> None:
    box = Box(holds=True)
    house, _ = house_of(tmp_path, [(FILE, (Call("render_text", "{}"),)), (EDIT, ())], box)
    session = await house.open()
    await session.command(protocol.Prompt("a page"))
    await until(session, lambda state: bool(box.asked))
    await session.close()
    done = await ended(await house.open(resume=False))
    assert done.code == "interrupted"
    assert box.asked == ["render_text"]


@session_test
async def test_a_reply_with_calls_is_not_replayed(tmp_path: Path) -> None:
    house, model = house_of(tmp_path, [(FILE, (CHECK,)), ("", ())])
    await said(await house.open(), "a page")
    other = House(tmp_path / "other", router=house.ports.router, verifier=Box())
    await said(await other.open(), "a page")
    assert len(model.requests) == 4


def test_what_models_call_is_counted_by_our_own_names() -> None:
    parts: list[protocol.TextPart | protocol.FilePart | ToolPart] = [
        ToolPart(1, "check", "{}", 0, "done"),
        ToolPart(2, "rm -rf", "{}", 0, "failed"),
        ToolPart(3, "run_tests", "{}", 0),
    ]
    turn = protocol.Turn(1, "x", Calls.info, None, 0, parts=parts, outcome="cancelled")
    assert of_turn(turn).tools == (("check", "done"), ("unknown", "failed"), ("run_tests", "stopped"))


@session_test
async def test_without_calls_nothing_has_changed(tmp_path: Path) -> None:
    house, model = house_of(tmp_path, [(FIRST, ())])
    session = await house.open()
    done = await said(session, "a page")
    assert (done.outcome, len(model.requests)) == ("final", 1)
    assert running_turn(state_of(session)) is None


@session_test
async def test_who_took_over_writes_the_later_rounds_too(tmp_path: Path) -> None:
    """A model that failed is not asked first, and waited for, in every round."""
    dead, model = (
        Dead("dead"),
        Calls([(FILE, (CHECK,)), ("Well. ", (CHECK,)), ("Still. ", (CHECK,)), ("Done.", ())]),
    )
    fleet = Fleet([dead, model], clock=asyncio.get_running_loop().time, ordered=True)  # type: ignore[list-item]
    done = await said(
        await House(tmp_path, router=LLMRouter(fleet, flush_s=0.001), verifier=Box()).open(), "first"
    )
    assert (done.outcome, len(dead.requests), len(model.requests)) == ("final", 1, 4)
    assert len(done.switches) == 1


class DiesLater(Calls):
    """Plays its first `rounds`, and is dead from then on."""

    async def stream(self, request: Request) -> AsyncGenerator[str | Call | Usage]:
        if request.calls and request.calls[-1].round >= len(self.rounds):
            self.requests.append(request)
            raise ModelError("overloaded", "It is overloaded.", retryable=True)
        async with aclosing(super().stream(request)) as items:
            async for item in items:
                yield item


@session_test
async def test_a_turn_switches_twice_and_no_more_in_all_its_rounds(tmp_path: Path) -> None:
    dead, later = Dead("dead"), DiesLater([(FILE, (CHECK,))])
    fleet = Fleet([dead, later], clock=asyncio.get_running_loop().time, ordered=True)  # type: ignore[list-item]
    done = await said(
        await House(tmp_path, router=LLMRouter(fleet, flush_s=0.001), verifier=Box()).open(), "first"
    )
    assert (done.outcome, done.code) == ("failed", "overloaded")
    assert len(done.switches) == 2
    assert (len(dead.requests), len(later.requests)) == (2, 2)
