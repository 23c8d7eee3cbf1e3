"""The pool over drivers that are made of nothing: who gets which box."""

import asyncio

import pytest

from actors.metrics import SandboxMetrics
from actors.sandbox_meanwhile import SandboxMeanwhile
from actors.sandbox_pool import SandboxPool
from sandbox.contract import Capabilities, CheckResult, Overused, SandboxError, without_places
from sandbox.drivers import FirstUsable
from sandbox.drivers.doubles import NeverReady
from sandbox.shelf import Limits
from studio.ids import SessionId
from tests.unit.memory_boxes import (
    ALL_PASSED,
    ARTIFACT,
    RUN,
    MemoryDriver,
    first_and_last,
    outcomes,
    said_by,
    settled,
    within,
)


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
    assert again.index("sandbox_again") < again.index("render"), "told before it is there"
    rest = next(one for one in again if isinstance(one, CheckResult) and one.check == "sandbox_again")
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


def test_after_a_death_no_dead_box_is_claimed():
    """As when a container engine is restarted: the session's own box is dead, and so are the warm ones."""
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=4, warm=2))

    async def work() -> list[str | CheckResult]:
        await said_by(pool)
        await settled()
        assert len(driver.alive) == 3
        for box in driver.alive:
            box.ended = True
        return await said_by(pool)

    said = outcomes(within(pool, work))
    assert {check: said[check] for check in ALL_PASSED} == ALL_PASSED


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


def test_auto_can_do_what_the_driver_can_that_it_took():
    good = MemoryDriver()
    good.box_bytes = 7
    said = asyncio.run(FirstUsable([NeverReady("install it"), good]).probe())
    assert (said.tier, said.usable, said.box_bytes) == ("memory", True, 7)
    assert "install it" in said.reason


def test_a_driver_whose_probe_breaks_is_passed_over():
    class Breaks(NeverReady):
        async def probe(self):
            raise RuntimeError("no such container")

    said = asyncio.run(FirstUsable([Breaks("x"), MemoryDriver()]).probe())
    assert (said.tier, said.usable) == ("memory", True)
    assert "no such container" in said.reason


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("/home/ann/atelier/agent/dist is not built", "dist is not built"),
        ("no /var/run/docker.sock, or '/srv/x/y' or ~/z/q", "no docker.sock, or 'y' or q"),
        (
            "at http+docker://localhost/v1.41/json, and/or a/b, 1/2",
            "at http+docker://localhost/v1.41/json, and/or a/b, 1/2",
        ),
    ],
)
def test_no_path_of_this_machine_is_told_to_everybody(said: str, shown: str):
    assert without_places(said) == shown
    pool = SandboxPool(NeverReady(said))
    results = within(pool, lambda: said_by(pool))
    assert pool.reason == shown
    assert isinstance(results[-1], CheckResult)
    assert results[-1].detail == f"Not checked: {shown}"


def test_a_box_that_dies_under_what_a_tool_asks_is_tried_again_once_with_a_fresh_one():
    driver = MemoryDriver(run_tests=SandboxError("The sandbox ended."))
    pool = SandboxPool(driver)
    with pytest.raises(SandboxError, match="ended"):
        within(pool, lambda: pool.ask(SessionId("s"), "run_tests", ARTIFACT, {}))
    assert [box.calls for box in driver.boxes if box.calls] == [["run_tests"], ["run_tests"]]


def test_a_check_box_that_dies_under_a_translation_is_tried_again_once():
    driver = MemoryDriver(translate=SandboxError("The sandbox ended."))
    pool = SandboxPool(driver)
    with pytest.raises(SandboxError, match="ended"):
        within(pool, lambda: pool.translate(SessionId("s"), {"a.tsx": "x"}))
    assert [box.calls for box in driver.checkers] == [["translate"], ["translate"]]
    hungry = MemoryDriver(translate=Overused("time", "It takes too long."))
    pool = SandboxPool(hungry)
    with pytest.raises(Overused):
        within(pool, lambda: pool.translate(SessionId("s"), {"a.tsx": "x"}))
    assert [box.calls for box in hungry.checkers] == [["translate"]]


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


def test_a_run_to_which_nobody_listens_ends_and_frees_its_place():
    driver = MemoryDriver()
    pool = SandboxPool(driver, Limits(most=1, warm=0), busy_after_s=4)

    async def work() -> None:
        forgotten = pool.verify(SessionId("s"), ARTIFACT)
        while await anext(forgotten) != "render":
            pass
        assert outcomes(await said_by(pool, session="other"))["mount"] == "passed"
        assert [box.calls for box in driver.boxes] == [RUN, RUN]
        await forgotten.aclose()

    within(pool, work)


def test_translation_executes_nothing():
    driver = MemoryDriver(translate={"code": {"App.tsx": "1", "other": "2", "b": 3}})
    pool = SandboxPool(driver, Limits(most=1, warm=0))
    files = {"App.tsx": "", "b": ""}
    assert within(pool, lambda: pool.translate(SessionId("s"), files)) == {"App.tsx": "1"}
    assert driver.boxes == []


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
        return Capabilities("slow", True, "Not another: it is missing.")


def test_a_stop_gap_checks_while_the_chosen_driver_is_made_ready_and_ends_then():
    slow, quick, counted = SlowDriver(), MemoryDriver(), SandboxMetrics()
    pool = SandboxMeanwhile(
        SandboxPool(slow, tier_wait_s=0.01, metrics=counted),
        lambda: SandboxPool(quick, Limits(most=2, warm=0), metrics=counted),
        patience_s=0.01,
    )

    async def shown() -> dict[tuple[str, ...], float]:
        samples = [sample for family in await pool.metrics() for sample in family.samples]
        return {(sample.name, *sample.labels.values()): sample.value for sample in samples}

    async def work() -> None:
        assert await pool.tier_after("", 5) == ("starting", "")
        hears = asyncio.create_task(pool.tier_after("starting", 5))
        first = [said async for said in pool.verify(SessionId("s"), ARTIFACT)]
        assert outcomes(first)["mount"] == "passed"
        told = next(one for one in first if isinstance(one, CheckResult) and one.check == "sandbox")
        assert told.detail.startswith("Checked with memory for now: ")
        assert await pool.tier() == "memory for now"
        assert (await hears)[0] == "memory for now"
        meanwhile = await shown()
        assert meanwhile["atelier_sandbox", "memory for now"] == 1
        assert meanwhile["atelier_boxes", "leased"] == 1
        assert await pool.tier_after("memory for now", 0.01) == ("memory for now", "")
        hears = asyncio.create_task(pool.tier_after("memory for now", 5))
        await settled()
        slow.known.set()
        await settled()
        assert await pool.tier() == "slow"
        assert await hears == ("slow", "Not another: it is missing.")
        assert ("atelier_sandbox", "memory for now") not in await shown()
        assert (await shown())["atelier_sandbox", "slow"] == 1
        assert quick.alive == []
        again = [said async for said in pool.verify(SessionId("s"), ARTIFACT)]
        assert outcomes(again)["accessibility"] == "passed"

    within(pool, work)
    assert any(box.calls for box in slow.boxes)
