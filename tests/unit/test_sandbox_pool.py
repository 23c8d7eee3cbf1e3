"""The pool over drivers that are made of nothing: who gets which box, and what a failure is called."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import pytest

from actors.sandbox_pool import CHECKS, SandboxPool, verdict
from sandbox.contract import Artifact, Capabilities, CheckResult, Role, SandboxError
from sandbox.drivers.doubles import DiesMidCall, NeverReady
from sandbox.shelf import Limits
from studio.ids import SessionId

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
        if op == "mount":
            await self.driver.gate.wait()
        reply = self.driver.replies.get(op, {"ok": True})
        if isinstance(reply, SandboxError):
            raise reply
        return reply

    async def kill(self) -> None:
        self.dead = True


class MemoryDriver:
    """Boxes that answer what `replies` says, and mount as soon as `gate` is open."""

    def __init__(self, **replies: Mapping[str, Any] | SandboxError) -> None:
        self.replies = replies
        self.boxes: list[MemoryBox] = []
        self.checkers: list[MemoryBox] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def probe(self) -> Capabilities:
        return Capabilities("memory", True, "")

    async def start(self, role: Role = "run") -> MemoryBox:
        await asyncio.sleep(0)
        boxes = self.boxes if role == "run" else self.checkers
        boxes.append(MemoryBox(self, len(boxes)))
        return boxes[-1]

    @property
    def alive(self) -> list[MemoryBox]:
        return [box for box in self.boxes if not box.dead]


def within(pool: SandboxPool, work: Callable[[], Awaitable[Any]]) -> Any:
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


async def said_by(pool: SandboxPool, artifact: Artifact = ARTIFACT) -> list[str | CheckResult]:
    return [said async for said in pool.verify(SessionId("s"), artifact)]


def outcomes(said: list[str | CheckResult]) -> list[str]:
    return [one if isinstance(one, str) else one.outcome for one in said]


def test_names_and_results_alternate_and_the_run_box_is_then_dead():
    driver = MemoryDriver()
    pool = SandboxPool(driver)
    said = within(pool, lambda: said_by(pool))
    assert outcomes(said) == ["compile", "passed", "mount", "passed"]
    assert driver.checkers[0].calls == [CHECKS[0]]
    assert driver.boxes[0].calls == [CHECKS[1]]
    assert driver.boxes[0].dead


def test_a_failed_check_is_the_last():
    driver = MemoryDriver(compile=FAILED_COMPILE)
    pool = SandboxPool(driver)
    name, result = within(pool, lambda: said_by(pool))
    assert name == "compile"
    assert (result.outcome, result.detail) == ("failed", "App.tsx:3: no")


def test_a_claimed_warm_box_is_replaced_in_the_background():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=4, warm=2))

    async def work() -> None:
        assert len(driver.alive) == 2
        await said_by(pool)
        await settled()
        assert len(driver.alive) == 2
        assert driver.boxes[0].dead

    within(pool, work)
    assert driver.alive == []


def test_two_sessions_never_share_a_box_and_the_limit_holds():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=2, warm=1))

    async def work() -> None:
        driver.gate.clear()
        runs = [asyncio.create_task(said_by(pool)) for _ in range(5)]
        await settled()
        assert len([box for box in driver.alive if box.calls]) == 2
        assert len(driver.alive) == 2
        driver.gate.set()
        assert all(outcomes(said)[-1] == "passed" for said in await asyncio.gather(*runs))

    within(pool, work)
    used = [box for box in driver.boxes if box.calls]
    assert len(used) == 5
    assert all(box.calls == ["mount"] for box in used)
    assert len(driver.checkers) == 1


def test_waiting_is_bounded_and_says_busy():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=1), busy_after_s=0.01)

    async def work() -> list[str | CheckResult]:
        driver.gate.clear()
        first = asyncio.create_task(said_by(pool))
        await settled()
        late = await said_by(pool)
        driver.gate.set()
        assert outcomes(await first)[-1] == "passed"
        return late

    name, result = within(pool, work)
    assert (name, result.outcome) == ("compile", "skipped")
    assert "busy" in result.detail


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
    assert outcomes(within(pool, lambda: said_by(pool))) == ["compile", "passed", "mount", "passed"]


def test_an_unusable_driver_skips_with_its_reason():
    pool = SandboxPool(NeverReady("install Node 20"))

    async def work() -> tuple[str, list[str | CheckResult]]:
        return await pool.tier(), await said_by(pool)

    tier, (_, result) = within(pool, work)
    assert tier == "none"
    assert result.outcome == "skipped"
    assert "install Node 20" in result.detail


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
        assert outcomes(await said_by(pool))[-1] == "passed"

    within(pool, work)


def test_a_lease_that_nobody_asks_about_expires_and_frees_the_place():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=1, warm=0, lease_s=0.02), busy_after_s=1)

    async def work() -> None:
        driver.gate.clear()
        forgotten = pool.verify(SessionId("s"), ARTIFACT)
        said = [await anext(forgotten) for _ in range(3)]
        assert outcomes(said) == ["compile", "passed", "mount"]
        asked = asyncio.ensure_future(anext(forgotten))
        await asyncio.sleep(0.05)
        assert driver.boxes[0].dead
        driver.gate.set()
        assert outcomes(await said_by(pool))[-1] == "passed"
        asked.cancel()

    within(pool, work)


def test_boxes_end_when_nobody_has_wanted_one_for_long_and_start_again():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=2, warm=1, idle_s=0.02))

    async def work() -> None:
        assert outcomes(await said_by(pool))[-1] == "passed"
        await asyncio.sleep(0.05)
        assert driver.alive == []
        assert all(checker.dead for checker in driver.checkers)
        assert outcomes(await said_by(pool))[-1] == "passed"

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
    outcome, detail = verdict("mount", {"ok": False, "error": "x" * 100_000})
    assert outcome == "failed"
    assert len(detail) == 2_000
    with pytest.raises(SandboxError):
        verdict("mount", {"ok": "yes"})


def test_an_op_of_a_run_box_is_asked_for_by_name_and_refused_where_it_cannot_be_done():
    driver = MemoryDriver(mount={"ok": True, "n": 1})
    pool = SandboxPool(driver)
    asked = within(pool, lambda: pool.ask(SessionId("s"), "mount", ARTIFACT, {"more": 2}))
    assert asked == {"ok": True, "n": 1}
    with pytest.raises(SandboxError, match="docker or bubblewrap"):
        within(pool, lambda: pool.ask(SessionId("s"), "run_tests", ARTIFACT, {}))
