"""The whole pool as a state machine under virtual time: its real parts (shelf, run boxes, leases, the pool)
over a driver whose boxes start, answer, fail and die when a rule says so. What the driver has at any moment
is counted there, not where the pool believes it to be.
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

IDLE_S, MAX_AGE_S, LEASE_S, START_S = 120, 100, 60, 90
LONG_S = 1801  # when nothing is left
DEADLINES_S = (10, 100)  # shorter and longer than a lease
SESSIONS = ("a", "b", "c", "d")


class Box:
    def __init__(self, clock: "PoolMachine") -> None:
        self.clock = clock
        self.there_at = clock.now
        self.dead = False
        self.served: set[str] = set()
        self.answer: asyncio.Future[Mapping[str, Any]] | None = None
        self.until = 0.0

    async def call(self, op: str, payload: Mapping[str, Any], deadline_s: float) -> Mapping[str, Any]:
        assert not self.dead, "a dead box is asked"
        assert self.answer is None, "a box is asked while it answers"
        if op == "ping":
            return {}
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
        self.ending = 0

    async def probe(self) -> Capabilities:
        return Capabilities("told", True, "")

    async def start(self, role: Role = "run") -> Box:
        assert role == "run"
        start: asyncio.Future[Box] = asyncio.get_running_loop().create_future()
        self.starts.append(start)
        self.clock.notes_a_start()
        try:
            return await start
        except asyncio.CancelledError:
            if not start.cancelled():  # it had just come
                start.result().dead = True
                raise
            self.ending += 1  # as an engine that takes its time
            await asyncio.shield(self.clock.engine_ended.wait())
            self.ending -= 1
            raise

    @property
    def waiting(self) -> list[asyncio.Future[Box]]:
        return [start for start in self.starts if not start.done()]

    @property
    def at_once(self) -> int:
        """All that takes memory: boxes that start, are there, or whose start is being ended."""
        return len(self.waiting) + self.ending + sum(not box.dead for box in self.boxes)


class PoolMachine(RuleBasedStateMachine):
    @initialize(most=st.integers(1, 4), warm=st.integers(0, 3))
    def begin(self, most: int, warm: int) -> None:
        self.patch = pytest.MonkeyPatch()
        self.now = 0.0
        for module in (run_boxes, sandbox_pool):
            self.patch.setattr(module, "time", SimpleNamespace(monotonic=lambda: self.now))
        self.loop = asyncio.new_event_loop()
        self.driver = ToldDriver(self)
        self.limits = Limits(most, min(most, warm), None, IDLE_S, MAX_AGE_S, LEASE_S, START_S)
        self.engine_ended = asyncio.Event()
        self.wanted_at = 0.0
        self.ran_at: dict[str, float] = {}  # by session: the end of its last run
        self.used_at: dict[str, float] = {}  # or when its turn went on
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

    def notes_a_start(self) -> None:
        """While the driver has just failed, only who asks for a box begins another."""
        newest = max(self.pool.boxes._shelf.slots.items())[1]
        if self.now < self.failed_at + RESTART_PAUSE_S and newest.stage is not Stage.LEASED:
            self.faults.append("a box is started too soon after one failed")
        if self.driver.at_once > self.limits.most:
            self.faults.append("a box is started above the limit")

    def settle(self) -> None:
        before = {session: lease.busy for session, lease in self.pool._sessions.items()}
        if self.asked:
            self.wanted_at = self.now
        self.loop.run_until_complete(self.rest())
        for session, lease in self.pool._sessions.items():
            if before.get(session) and not lease.busy:
                self.used_at[session] = self.ran_at[session] = self.now
        assert self.faults == []
        for _, task in self.asked:
            if task.done() and not task.cancelled():
                task.result()
        self.asked = [(session, task) for session, task in self.asked if not task.done()]

    @property
    def answering(self) -> list[Box]:
        return [box for box in self.driver.boxes if box.answer is not None]

    @property
    def resting(self) -> dict[str, Box]:
        """By session: the box that waits for its next run."""
        leases = self.pool._sessions.items()
        return {session: lease.box for session, lease in leases if lease.box is not None and not lease.busy}

    @precondition(lambda self: len(self.asked) < 8)
    @rule(session=st.sampled_from(SESSIONS), deadline_s=st.sampled_from(DEADLINES_S))
    def asks(self, session: str, deadline_s: float) -> None:
        resting = self.resting
        artifact = Artifact({"App.tsx": session}, "App.tsx")

        async def ask() -> None:
            try:
                said = await self.pool.ask(SessionId(session), "render_text", artifact, {}, deadline_s)
                assert said == {"ok": True, "text": session}, "the answer is another session's"
            except SandboxError:
                return

        self.asked.append((session, self.loop.create_task(ask())))
        self.settle()
        for lost in set(resting) - set(self.resting) - {session}:
            assert all(self.ran_at[lost] <= self.ran_at[kept] for kept in self.resting), (
                "not the longest idle"
            )

    @precondition(lambda self: self.driver.waiting)
    @rule(data=st.data())
    def a_box_is_there(self, data: st.DataObject) -> None:
        self.comes(data.draw(st.sampled_from(self.driver.waiting)))

    def comes(self, start: asyncio.Future[Box]) -> None:
        self.driver.boxes.append(Box(self))
        start.set_result(self.driver.boxes[-1])
        self.settle()

    @precondition(lambda self: self.driver.ending)
    @rule()
    def the_engine_has_ended_what_was_given_up(self) -> None:
        self.failed_at = self.now
        self.engine_ended.set()
        self.settle()
        self.engine_ended.clear()

    @precondition(lambda self: self.driver.waiting)
    @rule(data=st.data())
    def a_box_does_not_start(self, data: st.DataObject) -> None:
        start = data.draw(st.sampled_from(self.driver.waiting))
        start.set_exception(SandboxError("The engine failed."))
        self.failed_at = self.now
        self.settle()

    @precondition(lambda self: self.answering)
    @rule(data=st.data())
    def answers(self, data: st.DataObject) -> None:
        self.says(data.draw(st.sampled_from(self.answering)))

    def says(self, box: Box) -> None:
        assert box.answer is not None
        (session,) = box.served
        self.now += 0.001  # no two at once
        box.answer.set_result({"ok": True, "text": session})
        self.settle()

    @precondition(lambda self: not self.asked)
    @rule(session=st.sampled_from(SESSIONS))
    def runs_without_trouble(self, session: str) -> None:
        self.asks(session, DEADLINES_S[0])
        while self.asked and (self.answering or self.driver.waiting):
            if self.answering:
                self.says(self.answering[0])
            else:
                self.comes(self.driver.waiting[0])

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
        before = self.resting.get(session)
        self.loop.run_until_complete(self.pool.keep(SessionId(session)))
        self.settle()
        if before is not None:
            self.used_at[session] = self.now
        if (kept := self.pool._sessions.get(SessionId(session))) is not None and session in self.resting:
            assert kept.number is not None
            assert self.pool.boxes._shelf.slots[kept.number].until == self.now + IDLE_S

    @rule(seconds=st.sampled_from([0.5, 6.0, 61.0, 91.0, 121.0, LONG_S]))
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
        assert self.driver.at_once <= self.limits.most
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
        held = stages.count(Stage.LEASED) + stages.count(Stage.GIVEN_UP)
        assert stages.count(Stage.WARM) <= self.limits.warm
        assert len(stages) - held >= min(self.limits.warm, self.limits.most - held)  # or some were given back

    @invariant()
    def nothing_is_kept_for_too_long(self) -> None:
        for session, box in self.resting.items():
            assert self.now < self.used_at[session] + IDLE_S
            assert self.used_at[session] < box.there_at + MAX_AGE_S
        tasks = [task for task in self.pool.boxes._starting.values() if task.done()]
        warm = {task.result() for task in tasks} - {lease.box for lease in self.pool._sessions.values()}
        assert all(self.now < box.there_at + MAX_AGE_S for box in warm)
        if not self.asked and self.now >= max(self.wanted_at, *self.used_at.values(), 0.0) + LONG_S:
            assert not [box for box in self.driver.boxes if not box.dead], "nobody wants a box"

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
        """The pool ends before those who ask, or behind them."""
        if len(self.driver.boxes) % 2:
            self.running.cancel()
            await self.rest()
        for _, task in self.asked:
            task.cancel()
        await self.rest()
        if not self.running.cancelling():
            self.running.cancel()
        self.engine_ended.set()
        for start in self.driver.waiting[::2]:
            box = Box(self)
            self.driver.boxes.append(box)
            start.set_result(box)
        await asyncio.gather(self.running, return_exceptions=True)
        await self.rest()
        for task in [task for _, task in self.asked if not task.cancelled()]:
            task.result()  # also: it has ended
        assert self.driver.at_once == 0, "a box outlives its pool"
        assert not self.pool.boxes._starting
        assert not self.pool.boxes._leases


TestPool = PoolMachine.TestCase
TestPool.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
