"""actors.session with the real store, router and scanner: one session from its commands to its events."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from actors import session_log as log_module
from actors import turn_tasks
from actors.llm_router import LLMRouter
from actors.ports import Ports
from actors.scanner import Scanner
from actors.session import Refused, Session
from actors.session_log import Frames, load_state
from models.contract import ModelError, Request
from sandbox.contract import Artifact, CheckResult
from stores.contract import Append, SessionRecord, StoreError
from stores.sqlite import SqliteStore
from studio import conduct, protocol
from studio.ids import OwnerId, Seq, SessionId, new_session_id
from studio.protocol import Finding, ModelInfo, SessionState, Usage
from studio.state import apply, files_of, running_turn

PAGE = "export default function App() {\n  return <p>one</p>;\n}\n"
FIRST = f'A page.\n<file path="App.tsx">\n{PAGE}</file>\nDone.\n'
SECOND = (
    '<edit path="App.tsx">\n<<<<<<< SEARCH\n  return <p>one</p>;\n=======\n  const a = 2;\n'
    "  return <b>two</b>;\n>>>>>>> REPLACE\n</edit>\n"
    '<file path="b.tsx">\nexport const b = 2;\n</file>\nDone.\n'
)
EVIL = '<file path="App.tsx">\neval("1");\nexport default () => <p/>;\n'
REPLIES = {"first": FIRST, "second": SECOND, "evil": EVIL, "talk": "Which one?", "nothing": ""}
WAIT_S = 4.0


class Scripted:
    """Replies by prompt, a few characters at a time; stops at `hold_at` until `go`, or fails at `fail_at`."""

    info = ModelInfo("test", "scripted", False)

    def __init__(self) -> None:
        self.hold_at: int | None = None
        self.fail_at: int | None = None
        self.go = asyncio.Event()
        self.requests: list[Request] = []

    async def stream(self, request: Request) -> AsyncGenerator[str | Usage]:
        self.requests.append(request)
        reply = REPLIES[request.prompt]
        assert reply.startswith(request.written)
        for at in range(len(request.written), len(reply)):
            if self.hold_at is not None and at >= self.hold_at:
                await self.go.wait()
            if self.fail_at is not None and at >= self.fail_at:
                raise ModelError("network", "The line is dead.", retryable=True)
            yield reply[at]
            if at % 5 == 0:
                await asyncio.sleep(0)
        yield Usage(7, 0, len(reply))


class PassesEverything:
    async def tier(self) -> str:
        return "test"

    async def verify(self, session_id: SessionId, artifact: Artifact) -> AsyncIterator[str | CheckResult]:
        assert artifact.entry in artifact.files
        for check in ("compile", "mount"):
            yield check
            yield CheckResult(check, "passed", "", 1)


class FailsMount(PassesEverything):
    async def verify(self, session_id: SessionId, artifact: Artifact) -> AsyncIterator[str | CheckResult]:
        yield "mount"
        yield CheckResult("mount", "failed", "first", 1)


class NeverAnswers(PassesEverything):
    async def verify(self, session_id: SessionId, artifact: Artifact) -> AsyncIterator[str | CheckResult]:
        yield "compile"
        await asyncio.Event().wait()


class DropsMidStream(PassesEverything):
    async def verify(self, session_id: SessionId, artifact: Artifact) -> AsyncIterator[str | CheckResult]:
        yield "compile"
        raise RuntimeError("the actor died")


class ScannerThatNeverAnswers(Scanner):
    async def code(self, session_id: SessionId, path: str, text: str) -> list[Finding]:
        await asyncio.Event().wait()
        raise AssertionError


class RouterThatStops(LLMRouter):
    async def generate(self, request: Request) -> AsyncGenerator[Any]:
        async with aclosing(super().generate(request)) as batches:
            async for batch in batches:
                if not batch.done:
                    yield batch


class DiskFull(SqliteStore):
    """Refuses to store one write that `refuses` is true of."""

    refuses: Callable[[Append], bool] = staticmethod(lambda write: False)

    async def append(self, session_id: SessionId, epoch: Any, write: Append) -> None:
        if self.refuses(write):
            del self.refuses
            raise StoreError("disk full")
        await super().append(session_id, epoch, write)


class House:
    """One store, and the sessions opened over it."""

    def __init__(self, folder: Path, **ports: Any) -> None:
        self.id = new_session_id()
        self.model = Scripted()
        self.store = DiskFull(folder)
        self.clock = 1000
        router = LLMRouter(self.model, flush_s=0.001, later_flush_s=0.001)
        given = {"store": self.store, "router": router, "scanner": Scanner(), "verifier": PassesEverything()}
        self.ports = Ports(**{**given, **ports}, now_ms=lambda: self.clock)

    async def open(self, *, resume: bool = False) -> Session:
        record = SessionRecord(self.id, OwnerId("me"), "", 0, 0)
        await self.store.create(record)
        return await Session.open(self.id, self.ports, resume=resume)

    async def stored(self) -> SessionState:
        return await load_state(self.store, self.id)


def session_test(test: Callable[..., Any]) -> Callable[[Path], None]:
    def run(tmp_path: Path) -> None:
        async def in_time() -> None:
            async with asyncio.timeout(WAIT_S):
                await test(tmp_path)
                left = asyncio.all_tasks() - {asyncio.current_task()}
                assert not [task for task in left if "aclose" not in repr(task)], left

        asyncio.run(in_time())

    run.__name__, run.__doc__ = test.__name__, test.__doc__
    return run


def state_of(session: Session) -> SessionState:
    return session.log.state


async def ended(session: Session) -> protocol.Turn:
    """The newest turn, when it is over and none of its tasks is left."""
    if session._turn is not None:
        await asyncio.wait([session._turn])
        assert session._turn.exception() is None
    state = state_of(session)
    assert running_turn(state) is None
    return state.turns[-1]


async def said(session: Session, prompt: str) -> protocol.Turn:
    await session.command(protocol.Prompt(prompt))
    return await ended(session)


async def until(session: Session, what: Callable[[SessionState], bool]) -> None:
    while not what(state_of(session)):
        await asyncio.sleep(0.002)


def shows(text: str) -> Callable[[SessionState], bool]:
    return lambda state: any(text in file.text for file in state.files)


def checking(state: SessionState) -> bool:
    return bool(state.turns and state.turns[-1].checks)


class Page:
    """A subscriber, as a browser is one: folds what it gets."""

    def __init__(self, session: Session, after: int = 0, state: SessionState | None = None) -> None:
        self.state = state or SessionState()
        self.numbers: list[int] = []
        self.snapshots = 0
        self.frames = session.log.subscribe(after)

    def take(self, frames: Frames) -> None:
        for frame in frames.frames:
            if msgspec.json.decode(frame)["type"] == "snapshot":
                self.state = protocol.decode_state(msgspec.json.encode(msgspec.json.decode(frame)["state"]))
                self.snapshots += 1
            else:
                event = protocol.decode_event(frame)
                self.state = apply(self.state, event)
                self.numbers.append(event.seq)
        assert self.state.seq == frames.seq

    async def follow(self, seq: int) -> "Page":
        async with aclosing(self.frames):
            async for frames in self.frames:
                self.take(frames)
                if self.state.seq >= seq:
                    break
        return self


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
    await refuses("blocked", protocol.EditFile("App.tsx", 'eval("1");', 1))
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
        async def info(self) -> ModelInfo:
            await asyncio.sleep(0.01)
            return await super().info()

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
async def test_a_session_whose_edits_are_refused_again_and_again_is_stopped(tmp_path: Path) -> None:
    house = House(tmp_path)
    session = await house.open()
    await said(session, "first")
    session._refused_ms = [house.clock] * (conduct.STOP_FROM - 1)
    house.clock += conduct.WINDOW_MS - 1
    session._refused_ms[-3:] = [house.clock] * 3
    house.clock += 1
    for _ in range(conduct.SLOW_FROM - 3):  # slower from here on
        with pytest.raises(Refused, match="line 1"):
            await session.command(protocol.EditFile("App.tsx", 'eval("1");', 1))
    session._refused_ms = [house.clock] * conduct.STOP_FROM
    for command in (protocol.EditFile("App.tsx", "export default 1", 1), protocol.Prompt("second")):
        with pytest.raises(Refused, match="begin a new session"):
            await session.command(command)


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
    REPLIES["Fix this problem and keep everything else.\n\nmount: first"] = "I cannot."
    await session.command(protocol.Continue())
    assert (await ended(session)).outcome == "final"
    assert house.model.requests[-1].written == ""


# Other actors that fail


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
async def test_a_turn_whose_start_cannot_be_stored_leaves_the_last_one_alone(tmp_path: Path) -> None:
    house = House(tmp_path)
    session = await house.open()
    await said(session, "first")
    before = state_of(session)
    house.store.refuses = lambda write: True
    await session.command(protocol.Prompt("second"))
    await ended(session)
    assert state_of(session) == before == await house.stored()
    assert [frames async for frames in session.log.subscribe(session.log.seq)] == []


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


# Death and reopening


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
        async def code(self, session_id: SessionId, path: str, text: str) -> list[Finding]:
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
