"""The whole pool as a state machine under virtual time: its real parts (shelf, run boxes, leases, the pool)
over a driver whose boxes start, answer, fail and die when a rule says so.

Not held here: a box that is given back while it still starts is killed as soon as it has, and until then it
stands beside its successor, above the limit.
"""

import asyncio
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from actors import run_boxes, sandbox_pool
from actors.sandbox_pool import SandboxPool
from sandbox.contract import Artifact, Capabilities, Overused, Role, SandboxError, Used
from sandbox.shelf import RESTART_PAUSE_S, Limits, Stage
from studio.ids import SessionId

IDLE_S, MAX_AGE_S, LEASE_S, DEADLINE_S = 120, 1800, 60, 10
SESSIONS = ("a", "b", "c", "d")


class Box:
    def __init__(self, clock: "PoolMachine") -> None:
        self.clock = clock
        self.dead = False
        self.served: set[str] = set()
        self.answer: asyncio.Future[Mapping[str, Any]] | None = None
        self.until = 0.0

    async def call(self, op: str, payload: Mapping[str, Any], deadline_s: float) -> Mapping[str, Any]:
        assert not self.dead, "a dead box is asked"
        assert self.answer is None, "a box is asked while it answers"
        (session,) = payload["files"].values()
        self.served.add(session)
        self.answer = asyncio.get_running_loop().create_future()
        self.until = self.clock.now + deadline_s
        try:
            return await self.answer
        except BaseException:
            self.dead = True  # as a real one: nobody can tell what it would answer next
            raise
        finally:
            self.answer = None

    async def used(self) -> Used:
        return Used()

    async def kill(self) -> None:
        if self.answer is not None and not self.answer.done():
            if self.clock.now < self.until:
                self.clock.faults.append("a box was taken away while it might still answer")
            self.answer.set_exception(SandboxError("The sandbox ended."))
        self.dead = True


class ToldDriver:
    """Starts a box when it is told to."""

    def __init__(self, clock: "PoolMachine") -> None:
        self.clock = clock
        self.starts: list[asyncio.Future[Box]] = []
        self.boxes: list[Box] = []

    async def probe(self) -> Capabilities:
        return Capabilities("told", True, "")

    async def start(self, role: Role = "run") -> Box:
        assert role == "run"
        start: asyncio.Future[Box] = asyncio.get_running_loop().create_future()
        self.starts.append(start)
        return await start


class PoolMachine(RuleBasedStateMachine):
    @initialize(most=st.integers(1, 4), warm=st.integers(0, 3))
    def begin(self, most: int, warm: int) -> None:
        self.patch = pytest.MonkeyPatch()
        self.now = 0.0
        for module in (run_boxes, sandbox_pool):
            self.patch.setattr(module, "time", SimpleNamespace(monotonic=lambda: self.now))
        self.loop = asyncio.new_event_loop()
        self.driver = ToldDriver(self)
        self.limits = Limits(most, min(most, warm), None, IDLE_S, MAX_AGE_S, LEASE_S)
        self.asked: list[tuple[str, asyncio.Task[Any]]] = []
        self.failed_at = -RESTART_PAUSE_S
        self.faults: list[str] = []
        self.loop.run_until_complete(self.open())

    async def open(self) -> None:
        self.pool = SandboxPool(self.driver, self.limits)
        self.running = asyncio.create_task(self.pool.run())
        await self.rest()

    async def rest(self) -> None:
        """Until nothing happens by itself."""
        for _ in range(40):
            await asyncio.sleep(0)

    def settle(self) -> None:
        self.loop.run_until_complete(self.rest())
        assert self.faults == []
        for _, task in self.asked:
            if task.done() and not task.cancelled():
                task.result()
        self.asked = [(session, task) for session, task in self.asked if not task.done()]

    @property
    def answering(self) -> list[Box]:
        return [box for box in self.driver.boxes if box.answer is not None]

    @precondition(lambda self: len(self.asked) < 8)
    @rule(session=st.sampled_from(SESSIONS))
    def asks(self, session: str) -> None:
        artifact = Artifact({"App.tsx": session}, "App.tsx")

        async def ask() -> None:
            try:
                said = await self.pool.ask(SessionId(session), "render_text", artifact, {}, DEADLINE_S)
                assert said == {"ok": True, "text": session}, "the answer is another session's"
            except SandboxError:
                return

        self.asked.append((session, self.loop.create_task(ask())))
        self.settle()

    @precondition(lambda self: self.driver.starts)
    @rule(data=st.data())
    def a_box_is_there(self, data: st.DataObject) -> None:
        start = self.driver.starts.pop(data.draw(st.integers(0, len(self.driver.starts) - 1)))
        self.driver.boxes.append(Box(self))
        start.set_result(self.driver.boxes[-1])
        self.settle()

    @precondition(lambda self: self.driver.starts)
    @rule(data=st.data())
    def a_box_does_not_start(self, data: st.DataObject) -> None:
        start = self.driver.starts.pop(data.draw(st.integers(0, len(self.driver.starts) - 1)))
        start.set_exception(SandboxError("The engine failed."))
        self.failed_at = self.now
        self.settle()

    @precondition(lambda self: self.answering)
    @rule(data=st.data())
    def answers(self, data: st.DataObject) -> None:
        box = data.draw(st.sampled_from(self.answering))
        assert box.answer is not None
        (session,) = box.served
        box.answer.set_result({"ok": True, "text": session})
        self.settle()

    @precondition(lambda self: self.answering)
    @rule(data=st.data(), error=st.sampled_from([SandboxError("It ended."), Overused("memory", "It ate.")]))
    def dies(self, data: st.DataObject, error: SandboxError) -> None:
        box = data.draw(st.sampled_from(self.answering))
        assert box.answer is not None
        box.answer.set_exception(error)
        self.settle()

    @precondition(lambda self: self.asked)
    @rule(data=st.data())
    def gives_up(self, data: st.DataObject) -> None:
        _, task = self.asked[data.draw(st.integers(0, len(self.asked) - 1))]
        task.cancel()
        self.settle()

    @rule(session=st.sampled_from(SESSIONS))
    def goes_on_with_its_turn(self, session: str) -> None:
        self.loop.run_until_complete(self.pool.keep(SessionId(session)))
        self.settle()

    @rule(seconds=st.sampled_from([0.5, 6.0, 61.0, 71.0, 121.0, 1801.0]))
    def time_passes(self, seconds: float) -> None:
        """As the pool sleeps: it wakes whenever something is due."""
        until = self.now + seconds
        while (wait_s := self.pool.boxes.next_due_s()) is not None and self.now + wait_s < until:
            assert wait_s > 0, "the pool would ask without end"
            self.now += wait_s
            self.pool.boxes.changed.set()
            self.settle()
        self.now = until
        self.pool.boxes.changed.set()
        self.settle()

    @invariant()
    def no_box_serves_two_sessions(self) -> None:
        assert all(len(box.served) <= 1 for box in self.driver.boxes)

    @invariant()
    def a_box_is_leased_once_and_never_more_than_there_may_be(self) -> None:
        boxes, leases = self.pool.boxes, self.pool._sessions
        held = [lease.number for lease in leases.values() if lease.number is not None]
        assert len(held) == len(set(held))
        assert set(held) <= set(boxes._leases)
        assert set(boxes._leases) <= set(boxes._starting) == set(boxes._shelf.slots)
        assert len(boxes._starting) <= self.limits.most
        for number in held:
            assert boxes._shelf.slots[number].stage is Stage.LEASED

    @invariant()
    def whatever_is_there_is_known_or_dead(self) -> None:
        """No leak: a box that the pool has forgotten is dead, or is being started to be killed."""
        known = [task.result() for task in self.pool.boxes._starting.values() if task.done()]
        for box in self.driver.boxes:
            assert box in known or box.dead

    @invariant()
    def what_was_lost_is_replaced(self) -> None:
        if self.now < self.failed_at + RESTART_PAUSE_S or not self.pool.boxes._shelf._wanted_lately(self.now):
            return
        stages = self.pool.boxes.stages
        leased = stages.count(Stage.LEASED)
        assert len(stages) - leased == min(self.limits.warm, self.limits.most - leased)

    @invariant()
    def nobody_waits_beside_a_free_place(self) -> None:
        """Who waits, waits for its session's own run, for a box that starts, or for a place."""
        under_way = {lease.session_id for lease in self.pool._sessions.values() if lease.busy}
        waiting = {session for session, _ in self.asked} - set(under_way)
        assert not waiting or len(under_way) == self.limits.most

    def teardown(self) -> None:
        if not hasattr(self, "pool"):
            return
        try:
            self.loop.run_until_complete(self.end())
        finally:
            self.patch.undo()
            self.loop.close()

    async def end(self) -> None:
        for _, task in self.asked:
            task.cancel()
        await self.rest()
        self.running.cancel()
        for start in self.driver.starts:
            box = Box(self)
            self.driver.boxes.append(box)
            start.set_result(box)
        await asyncio.gather(self.running, return_exceptions=True)
        await self.rest()
        for task in [task for _, task in self.asked if not task.cancelled()]:
            task.result()  # also: it has ended
        assert all(box.dead for box in self.driver.boxes), "a box outlives its pool"
        assert not self.pool.boxes._starting
        assert not self.pool.boxes._leases


TestPool = PoolMachine.TestCase
TestPool.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
