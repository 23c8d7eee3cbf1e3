"""The pool over drivers that are made of nothing: who gets which box, and what a failure is called."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

import pytest

from actors.sandbox_meanwhile import SandboxMeanwhile
from actors.sandbox_pool import SandboxPool
from actors.verdict import verdict
from sandbox.contract import (
    Artifact,
    Capabilities,
    CheckResult,
    Overused,
    Resource,
    Role,
    SandboxError,
    Used,
)
from sandbox.drivers import FirstUsable
from sandbox.drivers.doubles import DiesMidCall, NeverReady
from sandbox.shelf import Limits
from studio.ids import SessionId
from studio.protocol import CheckOutcome

ARTIFACT = Artifact({"App.tsx": "export default () => <p />"}, "App.tsx")
FAILED_COMPILE = {"ok": False, "errors": [{"path": "App.tsx", "line": 3, "message": "no"}]}


class MemoryBox:
    def __init__(self, driver: "MemoryDriver", number: int) -> None:
        self.driver = driver
        self.number = number
        self.calls: list[str] = []
        self.dead = False

    async def call(self, op: str, payload: Mapping[str, Any], deadline_s: float) -> Mapping[str, Any]:
        assert not self.dead
        self.calls.append(op)
        if op == self.driver.held:
            await self.driver.gate.wait()
        reply = self.driver.replies.get(op, {"ok": True})
        if isinstance(reply, SandboxError):
            raise reply
        return reply

    async def used(self) -> Used:
        return Used(0.5 * len(self.calls), 0.25 * len(self.calls), 100 * len(self.calls), 1 << 20)

    async def kill(self) -> None:
        self.dead = True


class MemoryDriver:
    """Boxes that answer what `replies` says, `held` as soon as `gate` is open."""

    def __init__(self, **replies: Mapping[str, Any] | SandboxError) -> None:
        self.replies = replies
        self.box_bytes = 0
        self.boxes: list[MemoryBox] = []
        self.checkers: list[MemoryBox] = []
        self.held = "mount"
        self.gate = asyncio.Event()
        self.gate.set()

    async def probe(self) -> Capabilities:
        return Capabilities("memory", True, "", self.box_bytes)

    async def start(self, role: Role = "run") -> MemoryBox:
        await asyncio.sleep(0)
        boxes = self.boxes if role == "run" else self.checkers
        boxes.append(MemoryBox(self, len(boxes)))
        return boxes[-1]

    @property
    def alive(self) -> list[MemoryBox]:
        return [box for box in self.boxes if not box.dead]


def within(pool: SandboxPool | SandboxMeanwhile, work: Callable[[], Awaitable[Any]]) -> Any:
    """Does the work while the pool runs; afterwards the pool is closed."""

    async def whole() -> Any:
        running = asyncio.create_task(pool.run())
        try:
            await settled()
            return await asyncio.wait_for(work(), 5)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    return asyncio.run(whole())


async def settled() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def said_by(
    pool: SandboxPool, artifact: Artifact = ARTIFACT, session: str = "s"
) -> list[str | CheckResult]:
    return [said async for said in pool.verify(SessionId(session), artifact)]


def outcomes(said: list[str | CheckResult]) -> dict[str, str]:
    return {one.check: one.outcome for one in said if isinstance(one, CheckResult)}


def first_and_last(said: list[str | CheckResult]) -> tuple[str, CheckResult]:
    first, last = said[0], said[-1]
    assert isinstance(first, str)
    assert isinstance(last, CheckResult)
    return first, last


CHECKS = ("compile", "lint", "types", "render", "mount", "use", "accessibility")
ALL_PASSED = dict.fromkeys(CHECKS, "passed")
RUN = ["render", "mount", "use", "accessibility"]


def test_every_check_begins_and_ends_and_what_executes_is_only_in_the_sessions_box():
    driver = MemoryDriver()
    pool = SandboxPool(driver)
    said = within(pool, lambda: said_by(pool))
    assert outcomes(said) == ALL_PASSED
    for check in CHECKS:
        ends = next(at for at, one in enumerate(said) if isinstance(one, CheckResult) and one.check == check)
        assert said.index(check) < ends
    assert [box.calls for box in driver.boxes if box.calls] == [RUN]
    assert {op for box in driver.checkers for op in box.calls} == {"compile", "lint", "types"}


def test_of_what_does_not_compile_nothing_else_is_told_and_the_session_keeps_its_box():
    driver = MemoryDriver(compile=FAILED_COMPILE)
    driver.held = "render"
    pool = SandboxPool(driver)

    async def work() -> list[str | CheckResult]:
        driver.gate.clear()
        saying = asyncio.create_task(said_by(pool))
        await settled()
        driver.gate.set()
        said = await saying
        assert [(box.calls, box.dead) for box in driver.boxes if box.calls] == [(["render"], False)]
        return said

    name, result = within(pool, work)
    assert name == "compile"
    assert (result.outcome, result.detail) == ("failed", "App.tsx:3: no")


def test_what_is_run_while_it_is_read_is_told_behind_it():
    driver = MemoryDriver()
    driver.held = "compile"
    pool = SandboxPool(driver)

    async def work() -> list[str | CheckResult]:
        driver.gate.clear()
        saying = asyncio.create_task(said_by(pool))
        await settled()
        assert [box.calls for box in driver.boxes if box.calls] == [RUN]
        driver.gate.set()
        return await saying

    said = within(pool, work)
    assert outcomes(said) == ALL_PASSED
    assert isinstance(said[1], CheckResult)
    assert said[1].check == "compile"


def test_the_first_fault_ends_what_runs_and_not_what_reads():
    driver = MemoryDriver(render={"ok": False, "error": "TypeError: no"})
    pool = SandboxPool(driver)
    said = outcomes(within(pool, lambda: said_by(pool)))
    assert said == {"compile": "passed", "lint": "passed", "types": "passed", "render": "failed"}


def test_a_session_keeps_its_box_and_another_session_gets_another():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=4, warm=1))

    async def work() -> None:
        for session in ("a", "b", "a"):
            await said_by(pool, session=session)
            await settled()

    within(pool, work)
    used = [box.calls for box in driver.boxes if box.calls]
    assert used == [RUN + RUN, RUN]
    assert driver.alive == []


def test_where_there_are_no_more_boxes_the_longest_unused_one_is_taken_from_its_session():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=2, warm=0))

    async def work() -> list[str | CheckResult]:
        for session in ("a", "b", "c"):
            assert outcomes(await said_by(pool, session=session))["mount"] == "passed"
        assert [box.dead for box in driver.boxes] == [True, False, False]
        return await said_by(pool, session="a")

    again = within(pool, work)
    rest = next(one for one in again if isinstance(one, CheckResult) and one.check == "sandbox")
    assert rest.detail == "Started again after a rest."
    assert len([box for box in driver.boxes if box.calls]) == 4


def test_a_claimed_warm_box_is_replaced_in_the_background():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=4, warm=2))

    async def work() -> None:
        assert len(driver.alive) == 2
        await said_by(pool)
        await settled()
        assert len(driver.alive) == 3

    within(pool, work)
    assert driver.alive == []


def test_runs_at_once_never_share_a_box_and_the_limit_holds():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=2, warm=1))

    async def work() -> None:
        driver.gate.clear()
        runs = [asyncio.create_task(said_by(pool, session=str(number))) for number in range(5)]
        await settled()
        assert len([box for box in driver.alive if box.calls]) == 2
        assert len(driver.alive) == 2
        driver.gate.set()
        assert all(outcomes(said)["mount"] == "passed" for said in await asyncio.gather(*runs))

    within(pool, work)
    used = [box for box in driver.boxes if box.calls]
    assert len(used) == 5
    assert all(box.calls == RUN for box in used)


def test_waiting_is_bounded_and_says_busy():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=1), busy_after_s=0.01)

    async def work() -> list[str | CheckResult]:
        driver.gate.clear()
        first = asyncio.create_task(said_by(pool))
        await settled()
        late = await said_by(pool, session="other")
        driver.gate.set()
        assert outcomes(await first)["mount"] == "passed"
        return late

    said = within(pool, work)
    name, result = first_and_last(said)
    assert (name, result.outcome) == ("compile", "skipped")
    assert "every sandbox is busy (all of 1 were in use)" in result.detail
    assert outcomes(said)["sandbox"] == "skipped"


def test_who_waited_for_a_sandbox_is_told():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=1, warm=0))

    async def work() -> list[str | CheckResult]:
        driver.gate.clear()
        first = asyncio.create_task(said_by(pool))
        await settled()
        late = asyncio.create_task(said_by(pool, session="other"))
        await settled()
        driver.gate.set()
        await first
        return await late

    said = within(pool, work)
    assert said.index("sandbox") < said.index("render")
    waited = next(one for one in said if isinstance(one, CheckResult) and one.check == "sandbox")
    assert (waited.outcome, waited.detail) == ("passed", "Waited 0 s for one: all of 1 were in use.")


def test_boxes_fit_into_the_memory_that_there_is_for_them():
    driver = MemoryDriver()
    driver.box_bytes = 100 << 20
    pool = SandboxPool(driver, Limits(most=8, warm=4, memory_bytes=400 << 20))

    async def work() -> None:
        assert len(driver.alive) == 2  # beside the two that read
        driver.gate.clear()
        runs = [asyncio.create_task(said_by(pool, session=str(number))) for number in range(5)]
        await settled()
        assert len(driver.alive) == 2
        driver.gate.set()
        for said in await asyncio.gather(*runs):
            assert outcomes(said)["mount"] == "passed"

    within(pool, work)


def test_too_little_memory_for_one_box_says_how_much_is_needed():
    driver = MemoryDriver()
    driver.box_bytes = 100 << 20
    pool = SandboxPool(driver, Limits(most=8, memory_bytes=299 << 20))

    async def work() -> tuple[str, list[str | CheckResult]]:
        return await pool.tier(), await said_by(pool)

    tier, said = within(pool, work)
    _, result = first_and_last(said)
    assert (tier, result.outcome) == ("none", "skipped")
    assert "set ATELIER_SANDBOX_MEMORY_MB to 300 or more" in result.detail
    assert driver.boxes == []


def test_what_boxes_used_is_counted_by_role_and_why_they_were_killed():
    driver = MemoryDriver(use=Overused("memory", "too much"))
    pool = SandboxPool(driver, Limits(most=1, warm=0))

    async def work() -> dict[tuple[str, ...], float]:
        await said_by(pool)
        await settled()
        samples = [sample for family in await pool.metrics() for sample in family.samples]
        return {(sample.name, *sample.labels.values()): sample.value for sample in samples}

    seen = within(pool, work)
    assert seen["atelier_box_events_total", "killed: memory"] == 2
    assert seen["atelier_box_cpu_seconds_total", "analyse"] == 1.0  # lint and types
    assert seen["atelier_box_wall_seconds_total", "check"] == 0.25
    assert seen["atelier_box_output_bytes_total", "run"] == 400  # both boxes: three answers, and one
    assert seen["atelier_box_memory_peak_bytes", "run"] == 1 << 20


def test_a_box_that_dies_is_retried_once_with_a_fresh_one():
    driver = DiesMidCall()
    pool = SandboxPool(driver, Limits(most=4, warm=1))
    name, result = within(pool, lambda: said_by(pool))
    assert (name, result.outcome) == ("compile", "skipped")
    assert "not judged" in result.detail
    assert driver.started >= 2


def test_a_box_that_dies_between_checks_costs_only_a_retry():
    driver = DiesMidCall(calls=1)
    pool = SandboxPool(driver, Limits(most=4, warm=1))
    said = outcomes(within(pool, lambda: said_by(pool)))
    assert said == ALL_PASSED


@pytest.mark.parametrize(
    ("what", "check", "outcome"),
    [
        ("memory", "mount", "failed"),
        ("memory", "use", "failed"),
        ("cpu", "use", "skipped"),
        ("memory", "accessibility", "skipped"),
    ],
)
def test_a_component_that_uses_up_the_memory_of_two_boxes_has_failed(
    what: Resource, check: str, outcome: CheckOutcome
):
    driver = MemoryDriver(**{check: Overused(what, "too much")})
    pool = SandboxPool(driver, Limits(most=4, warm=1))
    said = within(pool, lambda: said_by(pool))
    result = next(one for one in said if isinstance(one, CheckResult) and one.check == check)
    assert result.outcome == outcome
    assert ("ran out of memory" in result.detail) == (outcome == "failed")
    assert sum(check in box.calls for box in driver.boxes) == 2


def test_an_unusable_driver_skips_with_its_reason():
    pool = SandboxPool(NeverReady("install Node 20"))

    async def work() -> tuple[str, list[str | CheckResult]]:
        return await pool.tier(), await said_by(pool)

    tier, (_, result) = within(pool, work)
    assert tier == "none"
    assert result.outcome == "skipped"
    assert "install Node 20" in result.detail


def test_auto_can_do_what_the_driver_can_that_it_took():
    good = MemoryDriver()
    good.box_bytes = 7
    said = asyncio.run(FirstUsable([NeverReady("install it"), good]).probe())
    assert (said.tier, said.usable, said.box_bytes) == ("memory", True, 7)
    assert "install it" in said.reason


def test_tier_waits_for_the_probe():
    pool = SandboxPool(MemoryDriver())
    assert within(pool, pool.tier) == "memory"


def test_an_abandoned_verify_kills_its_box_and_frees_the_place():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=1, warm=0))

    async def work() -> None:
        driver.gate.clear()
        run = asyncio.create_task(said_by(pool))
        await settled()
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run
        await settled()
        assert driver.alive == []
        driver.gate.set()
        assert outcomes(await said_by(pool))["mount"] == "passed"

    within(pool, work)


def test_a_lease_that_nobody_asks_about_expires_and_frees_the_place():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=1, warm=0, lease_s=0.5), busy_after_s=4)

    async def work() -> None:
        driver.gate.clear()
        forgotten = pool.verify(SessionId("s"), ARTIFACT)
        while await anext(forgotten) != "mount":
            pass
        asked = asyncio.ensure_future(_rest_of(forgotten))
        while not driver.boxes[0].dead:
            await asyncio.sleep(0.01)
        driver.gate.set()
        assert outcomes(await said_by(pool))["mount"] == "passed"
        asked.cancel()

    within(pool, work)


async def _rest_of(results: AsyncIterator[str | CheckResult]) -> list[str | CheckResult]:
    return [said async for said in results]


def test_boxes_end_when_nobody_has_wanted_one_for_long_and_start_again():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=2, warm=1, idle_s=0.02))

    async def work() -> None:
        assert outcomes(await said_by(pool))["mount"] == "passed"
        while driver.alive or not all(checker.dead for checker in driver.checkers):
            await asyncio.sleep(0.01)
        assert outcomes(await said_by(pool))["mount"] == "passed"

    within(pool, work)


def test_translation_executes_nothing():
    driver = MemoryDriver(translate={"code": {"App.tsx": "1", "other": "2", "b": 3}})
    pool = SandboxPool(driver, Limits(most=1, warm=0))
    files = {"App.tsx": "", "b": ""}
    assert within(pool, lambda: pool.translate(SessionId("s"), files)) == {"App.tsx": "1"}
    assert driver.boxes == []


def test_too_large_files_fail_without_a_box():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=4, warm=0))
    artifact = Artifact({"App.tsx": "x" * 700_000}, "App.tsx")
    _, result = within(pool, lambda: said_by(pool, artifact))
    assert result.outcome == "failed"
    assert driver.boxes == []


def test_a_verdict_is_capped_and_must_be_one():
    assert verdict("mount", {"ok": True}) == ("passed", "")
    used = {"ok": False, "error": "TypeError: no", "during": "Clicking “Add”"}
    assert verdict("use", used) == ("failed", "Clicking “Add”: TypeError: no")
    found = {"path": "App.tsx", "line": 3, "message": "no", "breaks": False}
    assert verdict("types", {"ok": False, "problems": [found]}) == ("warned", "App.tsx:3: no")
    broken = {"ok": False, "problems": [found, found | {"line": 4, "breaks": True}]}
    assert verdict("types", broken) == ("failed", "App.tsx:4: no")
    assert verdict("accessibility", {"ok": True, "problems": ["no name"]}) == ("warned", "no name")
    assert verdict("accessibility", {"ok": False, "error": "too long"}) == ("warned", "too long")
    assert verdict("use", {"ok": True, "acts": 60, "all": False})[1].startswith("Tried the first 60 things")
    assert verdict("use", {"ok": True, "acts": [], "all": False})[1].startswith("Tried the first 0 things")
    outcome, detail = verdict("mount", {"ok": False, "error": "x" * 100_000})
    assert outcome == "failed"
    assert len(detail) == 2_000
    with pytest.raises(SandboxError):
        verdict("mount", {"ok": "yes"})


def test_an_op_of_a_run_box_is_asked_for_by_name():
    driver = MemoryDriver(mount={"ok": True, "n": 1})
    pool = SandboxPool(driver)
    asked = within(pool, lambda: pool.ask(SessionId("s"), "mount", ARTIFACT, {"more": 2}))
    assert asked == {"ok": True, "n": 1}
    assert [box.calls for box in driver.boxes if box.calls] == [["mount"]]


class SlowDriver(MemoryDriver):
    """Is known as soon as `known` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.known = asyncio.Event()

    async def probe(self) -> Capabilities:
        await self.known.wait()
        return Capabilities("slow", True, "")


def test_a_stop_gap_checks_while_the_chosen_driver_is_made_ready_and_ends_then():
    slow, quick = SlowDriver(), MemoryDriver()
    pool = SandboxMeanwhile(
        SandboxPool(slow, tier_wait_s=0.01),
        lambda: SandboxPool(quick, Limits(most=2, warm=0)),
        patience_s=0.01,
    )

    async def work() -> None:
        first = [said async for said in pool.verify(SessionId("s"), ARTIFACT)]
        assert outcomes(first)["mount"] == "passed"
        told = next(one for one in first if isinstance(one, CheckResult) and one.check == "sandbox")
        assert told.detail.startswith("Checked with memory for now: ")
        assert await pool.tier() == "memory for now"
        slow.known.set()
        await settled()
        assert await pool.tier() == "slow"
        assert quick.alive == []
        again = [said async for said in pool.verify(SessionId("s"), ARTIFACT)]
        assert outcomes(again)["accessibility"] == "passed"

    within(pool, work)
    assert any(box.calls for box in slow.boxes)
