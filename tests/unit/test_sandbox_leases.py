"""How long a session keeps its box, over drivers that are made of nothing."""

import asyncio

from actors.sandbox_pool import SandboxPool
from actors.verification import RUN_DEADLINE_S
from sandbox.shelf import Limits
from studio.ids import SessionId
from tests.unit.memory_boxes import (
    ALL_PASSED,
    ARTIFACT,
    MemoryDriver,
    outcomes,
    said_by,
    within,
)


def test_a_lease_ends_when_a_box_has_not_answered_for_longer_than_it_may_take():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=1, warm=0, lease_s=0.2), busy_after_s=4)

    async def work() -> None:
        driver.gate.clear()
        asked = asyncio.create_task(pool.ask(SessionId("s"), "mount", ARTIFACT, {}, deadline_s=0.1))
        while not (driver.boxes and driver.boxes[0].dead):
            await asyncio.sleep(0.01)
        driver.gate.set()
        await asyncio.gather(asked, return_exceptions=True)
        assert outcomes(await said_by(pool))["mount"] == "passed"
        assert len(driver.boxes) == 2

    within(pool, work)


def test_a_run_keeps_its_box_for_as_long_as_it_may_take():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=1, warm=0, lease_s=1, idle_s=1000))

    async def work() -> None:
        driver.gate.clear()
        asked = asyncio.create_task(said_by(pool))
        while not (driver.boxes and "mount" in driver.boxes[0].calls):
            await asyncio.sleep(0)
        due_s = pool.boxes.next_due_s()
        assert due_s is not None
        assert due_s > RUN_DEADLINE_S - 5  # not after the second of a lease
        driver.gate.set()
        assert outcomes(await asked) == ALL_PASSED | {"sandbox": "passed"}
        assert len(driver.boxes) == 1

    within(pool, work)


def test_a_turn_that_goes_on_keeps_its_box_and_an_older_lease_ends():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=1, warm=0, idle_s=60))

    async def work() -> None:
        await pool.keep(SessionId("s"))  # of a session without a box
        await said_by(pool)
        await asyncio.sleep(0.05)
        before, _ = pool.boxes.next_due_s(), await pool.keep(SessionId("s"))
        after = pool.boxes.next_due_s()
        assert before is not None
        assert after is not None
        assert after > before
        assert outcomes(await said_by(pool, session="other")) == ALL_PASSED | {"sandbox": "passed"}
        assert [box.dead for box in driver.boxes] == [True, False]  # it was kept, but not from another

    within(pool, work)


def test_a_box_that_is_too_old_is_not_kept():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=1, warm=0, max_age_s=0.5))

    async def work() -> None:
        await said_by(pool)
        while not driver.boxes[0].dead:
            await asyncio.sleep(0.01)
            await pool.keep(SessionId("s"))

    within(pool, work)


def test_boxes_end_when_nobody_has_wanted_one_for_long_and_start_again():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=2, warm=1, idle_s=0.02))

    async def work() -> None:
        assert outcomes(await said_by(pool))["mount"] == "passed"
        while driver.alive or not all(checker.dead for checker in driver.checkers):
            await asyncio.sleep(0.01)
        assert outcomes(await said_by(pool))["mount"] == "passed"

    within(pool, work)
