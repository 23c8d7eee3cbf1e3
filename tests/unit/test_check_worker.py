"""The box that reads for everybody: sessions take turns, nobody waits for ever, and what takes too long costs
its own session only."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from actors.check_worker import MOST_EACH, CheckWorker
from actors.sandbox_pool import SandboxPool
from sandbox.contract import Artifact, Crowded, Overused, Role, SandboxError, Used
from sandbox.rounds import Rounds
from sandbox.shelf import Limits
from studio.ids import SessionId
from tests.unit.memory_boxes import MemoryDriver, outcomes, said_by, within

SESSIONS = [SessionId(name) for name in ("a", "b", "c", "d")]


class RoundsMachine(RuleBasedStateMachine):
    """Plays sessions that ask and give up as they like."""

    def __init__(self) -> None:
        super().__init__()
        self.rounds: Rounds[int] = Rounds(3, 8)
        self.waiting: dict[SessionId, list[int]] = {session: [] for session in SESSIONS}
        self.passed_over: dict[SessionId, set[SessionId]] = {session: set() for session in SESSIONS}
        self.asked = 0

    @rule(session=st.sampled_from(SESSIONS))
    def asks(self, session: SessionId) -> None:
        self.asked += 1
        full = len(self.waiting[session]) == 3 or sum(map(len, self.waiting.values())) == 8
        assert self.rounds.put(session, self.asked) == (not full)
        if not full:
            self.waiting[session].append(self.asked)

    @rule(session=st.sampled_from(SESSIONS), at=st.integers(0, 2))
    def gives_up(self, session: SessionId, at: int) -> None:
        mine = self.waiting[session]
        request = mine.pop(at) if at < len(mine) else -1  # one that does not wait
        self.rounds.drop(session, request)
        if not mine:
            self.passed_over[session] = set()

    @rule()
    def somebody_is_next(self) -> None:
        request = self.rounds.next()
        if request is None:
            assert not any(self.waiting.values())
            return
        served = next(session for session, mine in self.waiting.items() if request in mine)
        assert self.waiting[served].pop(0) == request, "of one session the oldest comes first"
        for session, mine in self.waiting.items():
            if mine and session != served:
                assert served not in self.passed_over[session], "nobody is served twice while another waits"
                self.passed_over[session].add(served)
        self.passed_over[served] = set()

    @invariant()
    def it_knows_who_waits(self) -> None:
        assert len(self.rounds) == sum(map(len, self.waiting.values()))
        assert [self.rounds.of(session) for session in SESSIONS] == [len(self.waiting[s]) for s in SESSIONS]


TestRounds = RoundsMachine.TestCase
TestRounds.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)


class Reader:
    """Answers after so many `steps`; on what `hangs` it is killed, as a box is at its deadline."""

    def __init__(self) -> None:
        self.dead = False

    async def call(self, op: str, payload: Mapping[str, Any], deadline_s: float) -> Mapping[str, Any]:
        assert not self.dead, "a box that failed is never asked again"
        for _ in range(payload["steps"]):
            await asyncio.sleep(0)
        if payload["hangs"]:
            self.dead = True
            raise Overused("time", "too late", "App.tsx")
        return {"ok": True}

    async def used(self) -> Used:
        return Used()

    async def kill(self) -> None:
        self.dead = True


class Readers:
    def __init__(self) -> None:
        self.boxes: list[Reader] = []

    async def start(self, role: Role = "run") -> Reader:
        await asyncio.sleep(0)
        assert all(box.dead for box in self.boxes), "there is one box"
        self.boxes.append(Reader())
        return self.boxes[-1]


REQUEST = st.tuples(st.sampled_from(SESSIONS), st.integers(0, 5), st.booleans(), st.booleans())


@settings(max_examples=100, deadline=None)
@given(requests=st.lists(REQUEST, max_size=20))
def test_whatever_is_asked_and_given_up_everybody_gets_an_answer(
    requests: list[tuple[SessionId, int, bool, bool]],
) -> None:
    async def work() -> None:
        readers = Readers()
        worker = CheckWorker(readers)  # type: ignore[arg-type]
        asked = [
            asyncio.create_task(worker.call(session, "types", {"steps": steps, "hangs": hangs}, 1.0))
            for session, steps, hangs, _ in requests
        ]
        await asyncio.sleep(0)
        for task, (_, _, _, gives_up) in zip(asked, requests, strict=True):
            if gives_up:
                task.cancel()
                await asyncio.sleep(0)
        said = await asyncio.wait_for(asyncio.gather(*asked, return_exceptions=True), 60)
        for one, (_, _, hangs, gives_up) in zip(said, requests, strict=True):
            if isinstance(one, asyncio.CancelledError):
                assert gives_up
            elif not isinstance(one, Crowded):
                assert isinstance(one, Overused) if hangs else one == {"ok": True}
        assert await worker.call(SESSIONS[0], "types", {"steps": 0, "hangs": False}, 1.0) == {"ok": True}
        hung = sum(isinstance(one, Overused) for one in said)
        assert len(readers.boxes) <= 1 + hung + sum(hangs and gives_up for _, _, hangs, gives_up in requests)
        await worker.close()
        assert all(box.dead for box in readers.boxes)

    asyncio.run(work())


def test_one_session_that_sends_much_makes_another_wait_for_one_request_only() -> None:
    async def work() -> list[str]:
        worker, order = CheckWorker(Readers()), list[str]()  # type: ignore[arg-type]

        async def ask(session: str) -> None:
            await worker.call(SessionId(session), "types", {"steps": 3, "hangs": session == "greedy"}, 1.0)

        async def told(session: str) -> None:
            try:
                await ask(session)
            except Overused:
                session += " hung"
            order.append(session)

        greedy = [asyncio.create_task(told("greedy")) for _ in range(MOST_EACH)]
        await asyncio.sleep(0)
        await asyncio.gather(told("honest"), *greedy)
        return order

    order = asyncio.run(work())
    assert order.index("honest") <= 2
    assert order.count("greedy hung") == MOST_EACH


def test_more_than_a_session_may_send_is_refused_at_once() -> None:
    async def work() -> None:
        worker = CheckWorker(Readers())  # type: ignore[arg-type]
        payload = {"steps": 1, "hangs": False}
        asked = [
            asyncio.create_task(worker.call(SESSIONS[0], "types", payload, 1.0)) for _ in range(MOST_EACH + 2)
        ]
        said = await asyncio.gather(*asked, return_exceptions=True)
        assert [type(one) for one in said].count(Crowded) == 1  # one is read, the others wait
        assert await worker.call(SESSIONS[1], "types", payload, 1.0) == {"ok": True}

    asyncio.run(work())


def test_who_waits_too_long_is_told_and_holds_up_nobody() -> None:
    driver = MemoryDriver()
    driver.held = "types"

    async def work() -> None:
        worker = CheckWorker(driver, "analyse", wait_s=0.05)
        driver.gate.clear()
        first = asyncio.create_task(worker.call(SESSIONS[0], "types", {}, 1.0))
        await asyncio.sleep(0)
        with pytest.raises(Crowded, match=r"others kept the box that reads programs busy for 0.05 s"):
            await worker.call(SESSIONS[1], "types", {}, 1.0)
        driver.gate.set()
        assert await first == {"ok": True}
        assert await worker.call(SESSIONS[1], "types", {}, 1.0) == {"ok": True}
        await worker.close()

    asyncio.run(work())


def test_a_box_that_answers_after_the_end_is_not_left_alive() -> None:
    driver = MemoryDriver()
    driver.held = "types"

    async def work() -> None:
        worker = CheckWorker(driver, "analyse")
        driver.gate.clear()
        asked = asyncio.create_task(worker.call(SESSIONS[0], "types", {}, 1.0))
        await asyncio.sleep(0.01)
        await worker.close()
        driver.gate.set()
        assert await asked == {"ok": True}
        assert [box.dead for box in driver.checkers] == [True]

    asyncio.run(work())


@pytest.mark.parametrize(
    ("failure", "wanted", "asked"),
    [
        (Overused("time", "late", "rows.ts"), "Not checked: rows.ts took longer than 15 s.", 1),
        (Overused("cpu", "much", "rows.ts"), "Not checked: rows.ts took longer than 15 s.", 1),
        (Overused("time", "late", "made up"), "Not checked: reading it took longer than 15 s.", 1),
        (Overused("memory", "much", "rows.ts"), "Not checked: the sandbox failed twice.", 2),
        (SandboxError("broke"), "Not checked: the sandbox failed twice.", 2),
        (Crowded("others were first."), "Not checked: others were first.", 1),
    ],
)
def test_what_takes_too_long_to_read_is_named_and_not_read_again(
    failure: SandboxError, wanted: str, asked: int
) -> None:
    driver = MemoryDriver(types=failure)
    pool = SandboxPool(driver, Limits(most=1, warm=0))
    artifact = Artifact({"App.tsx": "", "rows.ts": ""}, "App.tsx")
    said = within(pool, lambda: said_by(pool, artifact))
    assert outcomes(said)["types"] == "skipped"
    assert outcomes(said)["use"] == "passed"  # what runs does not wait for what reads
    detail = next(one.detail for one in said if not isinstance(one, str) and one.check == "types")
    assert detail.startswith(wanted)
    assert sum(box.calls.count("types") for box in driver.checkers) == asked
