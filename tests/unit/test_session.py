"""actors.session with the real store, router and scanner: one session from its commands to its events."""

import asyncio
from pathlib import Path

import pytest
from msgspec.structs import replace

from actors import session_log as log_module
from actors.llm_router import LLMRouter
from actors.refused import Refused
from models.policy import Ask, Route
from studio import conduct, protocol
from studio.protocol import ModelInfo, SessionState
from studio.state import apply, files_of, running_turn
from tests.unit.session_house import (
    FIRST,
    PAGE,
    REPLIES,
    SECOND,
    FailsMount,
    House,
    Page,
    Scripted,
    ended,
    refused,
    said,
    session_test,
    settled,
    shows,
    state_of,
    until,
)


@session_test
async def test_a_prompt_becomes_a_final_version(tmp_path: Path) -> None:
    house = House(tmp_path)
    session = await house.open()
    done = await said(session, " first ")
    assert (done.outcome, done.version, done.usage.output_tokens) == ("final", 1, len(FIRST))
    assert await house.store.version(house.id, 1) == {"App.tsx": PAGE} == files_of(state_of(session))
    assert await house.store.reply(house.id, 1) == FIRST
    assert await house.stored() == state_of(session)
    done = await said(session, "second")
    assert (done.outcome, done.version) == ("final", 2)
    assert state_of(session).versions[1].parent == 1
    assert house.model.requests[1].files == {"App.tsx": PAGE}
    assert house.model.requests[1].history[0].prompt == "first"
    line = await house.store.find(house.id)
    assert line
    assert line.title == "first"
    reopened = await house.open()
    assert state_of(reopened) == state_of(session)


@session_test
async def test_subscribers_from_any_event_get_each_event_once(tmp_path: Path) -> None:
    session = await House(tmp_path).open()
    states = [SessionState()]
    whole = Page(session)

    async def keep() -> None:
        async for frames in session.log.subscribe(0):
            for frame in frames.frames:
                states.append(apply(states[-1], protocol.decode_event(frame)))

    keeping = asyncio.create_task(keep())
    early = asyncio.create_task(whole.follow(5))
    await said(session, "first")
    await said(session, "second")
    await until(session, lambda state: len(states) > state.seq)
    last = session.log.seq
    assert (await early).numbers[:3] == [1, 2, 3]
    pages = [Page(session, after, states[after]) for after in range(last)]
    await asyncio.gather(*(page.follow(last) for page in pages))
    for after, page in enumerate(pages):
        assert page.numbers == list(range(after + 1, last + 1))
        assert page.state == state_of(session) == states[-1]
        assert page.snapshots == 0
    await session.close()
    await keeping


@session_test
async def test_a_slow_subscriber_and_one_from_the_future_get_a_snapshot(tmp_path: Path) -> None:
    session = await House(tmp_path).open()
    before, log_module.LOG_EVENTS = log_module.LOG_EVENTS, 4
    try:
        slow = Page(session)
        await said(session, "first")
        await said(session, "second")
        await slow.follow(session.log.seq)
        future = await Page(session, 10_000).follow(session.log.seq)
    finally:
        log_module.LOG_EVENTS = before
    for page in (slow, future):
        assert page.snapshots == 1
        assert page.state == state_of(session)


@session_test
async def test_a_reopened_session_gives_old_pages_a_snapshot(tmp_path: Path) -> None:
    house = House(tmp_path)
    await said(await house.open(), "first")
    session = await house.open()
    page = await Page(session).follow(session.log.seq)
    assert (page.snapshots, page.state) == (1, state_of(session))


@session_test
async def test_refused_commands_change_nothing(tmp_path: Path) -> None:
    house = House(tmp_path)
    session = await house.open()

    async def refuses(code: str, *commands: protocol.Command) -> None:
        for command in commands:
            before = state_of(session)
            with pytest.raises(Refused) as refused:
                await session.command(command)
            assert refused.value.notice.code == code, command
            assert state_of(session) == before == await house.stored()

    too_long = protocol.Prompt("x" * (protocol.MAX_PROMPT_CHARS + 1))
    await refuses("bad_request", protocol.Prompt(" \n"), too_long, protocol.Continue(), protocol.Restore(1))
    await refuses("bad_request", protocol.EditFile("App.tsx", "", 1), protocol.Hello(1, house.id, 0))
    await said(session, "first")
    big = "x" * (protocol.MAX_FILE_CHARS + 1)
    await refuses("bad_request", protocol.Continue(), protocol.Restore(2), protocol.EditFile("b.tsx", "", 1))
    await refuses("bad_request", protocol.EditFile("App.tsx", "", 0), protocol.EditFile("App.tsx", big, 1))
    before = state_of(session)
    with pytest.raises(Refused, match="line 1"):
        await session.command(protocol.EditFile("App.tsx", 'eval("1");', 1))
    counted = replace(before, seq=before.seq + 1, refused_ms=[house.clock])
    assert state_of(session) == counted == await house.stored()
    house.model.hold_at = 40
    await session.command(protocol.Prompt("second"))
    await until(session, lambda state: running_turn(state) is not None)
    for busy in (protocol.Prompt("talk"), protocol.Restore(1), protocol.EditFile("App.tsx", "", 1)):
        with pytest.raises(Refused) as refused:
            await session.command(busy)
        assert refused.value.notice.code == "busy"
        assert refused.value.notice.retryable
    await session.command(protocol.PreviewError(99, "x", "y"))
    house.model.go.set()
    assert (await ended(session)).outcome == "final"


@session_test
async def test_of_two_prompts_at_once_one_is_refused(tmp_path: Path) -> None:
    class SlowRouter(LLMRouter):
        async def route(self, ask: Ask) -> tuple[Route, ModelInfo]:
            await asyncio.sleep(0.01)
            return await super().route(ask)

    house = House(tmp_path, router=SlowRouter(Scripted(), flush_s=0.001))
    session = await house.open()
    prompts = [session.command(protocol.Prompt(text)) for text in ("first", "talk")]
    results = await asyncio.gather(*prompts, return_exceptions=True)
    assert [type(result) for result in results] == [type(None), Refused]
    assert (await ended(session)).outcome == "final"
    assert len(state_of(session).turns) == 1


@session_test
async def test_the_next_prompt_may_follow_at_once(tmp_path: Path) -> None:
    session = await House(tmp_path).open()
    await session.command(protocol.Prompt("first"))
    page = Page(session)
    async for frames in page.frames:
        page.take(frames)
        if page.state.turns and page.state.turns[-1].outcome:
            break
    await session.command(protocol.Prompt("talk"))
    done = await ended(session)
    assert (done.turn, done.outcome, done.version) == (2, "final", None)


@session_test
async def test_restore_and_edit_file_make_versions(tmp_path: Path) -> None:
    house = House(tmp_path)
    session = await house.open()
    await said(session, "first")
    await said(session, "second")
    both = files_of(state_of(session))
    house.clock += 5
    await session.command(protocol.Restore(1))
    restored = state_of(session).versions[-1]
    assert (restored.version, restored.parent, restored.origin, restored.status) == (3, 2, "restore", "final")
    assert files_of(state_of(session)) == {"App.tsx": PAGE} == await house.store.version(house.id, 3)
    text = PAGE.replace("one", "\U0001f680")
    await session.command(protocol.EditFile("App.tsx", text, 3))
    edited = state_of(session).versions[-1]
    assert (edited.version, edited.parent, edited.origin, edited.status) == (4, 3, "edit", "draft")
    assert (edited.added, edited.removed) == (1, 1)
    assert files_of(state_of(session)) == {"App.tsx": text} == await house.store.version(house.id, 4)
    assert all(file.scanned >= file.changed and not file.open for file in state_of(session).files)
    assert (await settled(session)).status == "final"
    await session.command(protocol.Restore(2))
    assert files_of(state_of(session)) == both
    assert await house.stored() == state_of(session)
    await session.command(protocol.PreviewError(5, "m" * 99_999, "s"))
    await session.command(protocol.PreviewError(5, "again", "s"))
    assert state_of(session).versions[-1].error == "m" * protocol.MAX_ERROR_CHARS


@pytest.mark.parametrize("at", range(3, len(SECOND), 29))
@pytest.mark.parametrize("failed", [False, True], ids=["cancelled", "failed"])
def test_cut_then_continued_gives_the_files_of_an_uninterrupted_turn(
    tmp_path: Path, at: int, failed: bool
) -> None:
    @session_test
    async def run(folder: Path) -> None:
        house = House(folder)
        session = await house.open()
        await said(session, "first")
        model = house.model
        model.hold_at, model.fail_at = (None, at) if failed else (at, None)
        await session.command(protocol.Prompt("second"))
        if not failed:
            while await house.store.reply(house.id, 2) != SECOND[:at]:
                await asyncio.sleep(0.002)
            await session.command(protocol.Cancel())
        done = await ended(session)
        assert (done.outcome, done.code) == (("failed", "network") if failed else ("cancelled", None))
        model.hold_at = model.fail_at = None
        await session.command(protocol.Continue())
        done = await ended(session)
        assert (done.outcome, done.continues) == ("final", 2)
        assert model.requests[-1].written == SECOND[:at]
        assert await house.store.reply(house.id, 3) == SECOND
        assert files_of(state_of(session)) == {
            "App.tsx": PAGE.replace("  return <p>one</p>;", "  const a = 2;\n  return <b>two</b>;"),
            "b.tsx": "export const b = 2;\n",
        }
        assert all(f.scanned >= f.changed and not f.open for f in state_of(session).files)
        assert await house.stored() == state_of(session)

    run(tmp_path)


@session_test
async def test_a_turn_that_is_gone_on_with_keeps_what_the_user_changed_meanwhile(tmp_path: Path) -> None:
    """It is written anew, from the files as they are: the rest of a reply would be a rest of other files."""
    house = House(tmp_path)
    session = await house.open()
    await said(session, "first")
    house.clock += 1
    house.model.hold_at = SECOND.index("</edit>")
    await session.command(protocol.Prompt("second"))
    await until(session, shows("const a = 2;"))
    assert session._tasks
    session._tasks.cancel()
    cut = await ended(session)
    house.clock += 1
    mine = PAGE.replace("App()", "Mine()")
    await session.command(protocol.EditFile("App.tsx", mine, cut.version or 0))
    await settled(session)
    house.clock += 1
    house.model.hold_at = None
    await session.command(protocol.Continue())
    done = await ended(session)
    assert (done.outcome, done.continues) == ("final", cut.turn)
    assert house.model.requests[-1].files["App.tsx"] == mine
    assert "function Mine()" in files_of(state_of(session))["App.tsx"]
    assert "const a = 2;" in files_of(state_of(session))["App.tsx"]


@session_test
async def test_a_session_whose_edits_are_refused_again_and_again_is_stopped(tmp_path: Path) -> None:
    house = House(tmp_path)
    session = await house.open()
    await said(session, "first")
    refused(session, [house.clock] * (conduct.STOP_FROM - 4) + [house.clock + conduct.WINDOW_MS - 1] * 3)
    house.clock += conduct.WINDOW_MS
    for _ in range(conduct.SLOW_FROM - 3):  # slower from here on
        with pytest.raises(Refused, match="line 1"):
            await session.command(protocol.EditFile("App.tsx", 'eval("1");', 1))
    refused(session, [house.clock] * conduct.SLOW_FROM)
    await said(session, "second")
    assert state_of(session).turns[-1].why.endswith(conduct.SLOWED.format(wait_s=conduct.STEP_S))
    refused(session, [house.clock] * conduct.STOP_FROM)
    asked = (
        protocol.EditFile("App.tsx", "export default 1", 2),
        protocol.Prompt("third"),
        protocol.Refine(2),
    )
    for command in asked:
        with pytest.raises(Refused, match="begin a new session"):
            await session.command(command)


@session_test
async def test_a_refused_edit_is_remembered_by_the_next_process(tmp_path: Path) -> None:
    house = House(tmp_path)
    session = await house.open()
    await said(session, "first")
    for _ in range(2):
        with pytest.raises(Refused, match="line 1"):
            await session.command(protocol.EditFile("App.tsx", 'eval("1");', 1))
    assert files_of(state_of(session)) == {"App.tsx": PAGE}
    await session.close()
    again = await house.open()
    assert state_of(again).refused_ms == [house.clock] * 2
    await again.close()


@session_test
async def test_blocked_code_leaves_the_artifact_and_continue_starts_from_it(tmp_path: Path) -> None:
    house = House(tmp_path)
    session = await house.open()
    await said(session, "first")
    done = await said(session, "evil")
    assert (done.outcome, done.code, done.version) == ("failed", "blocked", None)
    assert files_of(state_of(session)) == {"App.tsx": PAGE}
    await session.command(protocol.EditFile("App.tsx", "export default 1;\n", 1))
    await session.command(protocol.Continue())
    await ended(session)
    assert house.model.requests[-1].files == {"App.tsx": "export default 1;\n"}
    assert house.model.requests[-1].written == ""


@session_test
async def test_a_failed_check_makes_a_draft_and_continue_asks_to_fix_it(tmp_path: Path) -> None:
    house = House(tmp_path, verifier=FailsMount())
    session = await house.open()
    done = await said(session, "first")
    assert (done.outcome, done.code, done.version) == ("failed", "check_failed", 1)
    assert state_of(session).versions[0].status == "draft"
    REPLIES["Fix this problem and keep everything else.\n\n```\nmount: first\n```"] = "I cannot."
    await session.command(protocol.Continue())
    assert (await ended(session)).outcome == "final"
    assert house.model.requests[-1].written == ""
