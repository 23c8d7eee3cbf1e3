"""The checks of one artifact over a driver that is made of nothing: their order, what a failure is called."""

import asyncio

import pytest

from actors.sandbox_pool import SandboxPool
from actors.verdict import verdict
from sandbox.contract import Artifact, CheckResult, Overused, Resource, SandboxError
from sandbox.drivers.doubles import DiesMidCall, NeverReady
from sandbox.shelf import Limits
from studio.protocol import CheckOutcome
from tests.unit.memory_boxes import (
    ALL_PASSED,
    CHECKS,
    FAILED_COMPILE,
    RUN,
    MemoryDriver,
    outcomes,
    said_by,
    settled,
    within,
)


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


def test_what_breaks_in_use_is_looked_at_for_accessibility_all_the_same():
    driver = MemoryDriver(use={"ok": False, "error": "TypeError: no"})
    pool = SandboxPool(driver)
    said = outcomes(within(pool, lambda: said_by(pool)))
    assert said == ALL_PASSED | {"use": "failed"}


def test_what_its_console_said_comes_with_a_check_and_no_more_of_it_than_fits():
    lines = ["x" * 1_500, 7, "y" * 1_500, *[f"line {n}" for n in range(30)]]
    pool = SandboxPool(MemoryDriver(mount={"ok": True, "logs": lines}, use={"ok": True, "logs": "all"}))
    said = within(pool, lambda: said_by(pool))
    logs = {one.check: one.logs for one in said if isinstance(one, CheckResult)}
    assert logs["mount"] == tuple(f"line {n}" for n in range(10, 30))
    assert logs["use"] == logs["render"] == ()


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
