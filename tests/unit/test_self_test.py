"""sandbox/self_test.py over a driver made of nothing: each way to be no sandbox is refused and named."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from sandbox.contract import Capabilities, Role, SandboxError, Used
from sandbox.self_test import self_test

UNKNOWN = SandboxError("unknown op mount")
GOOD: dict[str, Any] = {
    "check_compile": {"ok": True},
    "check_mount": UNKNOWN,
    "analyse_lint": {"ok": True},
    "analyse_types": {"ok": True},
    "analyse_mount": UNKNOWN,
    "run_hello": {"ok": True},
    "run_loop": {"ok": False, "error": "endless loop"},
    "run_bomb": {"ok": False, "error": "out of memory"},
    "run_reach": {"ok": False, "error": "found []"},
    **{
        f"hostile_{attack}": {"escaped": False}
        for attack in ("read", "write", "connect", "signal", "environment", "fork")
    },
    "hostile_memory": SandboxError("The sandbox ended."),
}
PROGRAMS = {"while": "loop", "push": "bomb", "found": "reach"}


class Scripted:
    """`says` by role and op, of a run box by what its program does."""

    def __init__(self, says: Mapping[str, Any]) -> None:
        self.says = says
        self.alive = 0
        self.most = 0

    async def start(self, role: Role = "run") -> "ScriptedBox":
        self.alive += 1
        self.most = max(self.most, self.alive)
        return ScriptedBox(self, role)

    async def probe(self) -> Capabilities:
        raise NotImplementedError


class ScriptedBox:
    def __init__(self, driver: Scripted, role: Role) -> None:
        self.driver = driver
        self.role = role

    async def call(self, op: str, payload: Mapping[str, Any], deadline_s: float) -> Mapping[str, Any]:
        if self.role == "run":
            text = str(payload["files"])
            op = next((name for mark, name in PROGRAMS.items() if mark in text), "hello")
        said = self.driver.says[f"{self.role}_{op}"]
        if isinstance(said, SandboxError):
            raise said
        return said

    async def used(self) -> Used:
        return Used()

    async def kill(self) -> None:
        self.driver.alive -= 1


def tried(native: bool, **changed: Any) -> tuple[Capabilities, Scripted]:
    driver = Scripted(GOOD | changed)
    return asyncio.run(self_test("scripted", driver, "Nothing", native=native)), driver


@pytest.mark.parametrize("native", [True, False])
def test_a_good_driver_passes_one_box_at_a_time(native: bool) -> None:
    said, driver = tried(native)
    assert said.usable, said.reason
    assert (driver.alive, driver.most) == (0, 1)


@pytest.mark.parametrize(
    ("native", "name", "answer", "why"),
    [
        (True, "check_compile", {"ok": False}, "did not pass `compile`"),
        (True, "check_mount", {"ok": True}, "was run in the box for `check`"),
        (True, "analyse_types", {"ok": False}, "did not pass `types`"),
        (False, "analyse_types", SandboxError("no compiler"), "no compiler"),
        (False, "analyse_mount", {"ok": False}, "was run in the box for `analyse`"),
        (True, "run_hello", {"ok": False, "error": "no React"}, "no React"),
        (True, "run_loop", {"ok": True}, "endless loop was not interrupted"),
        (False, "run_reach", {"ok": False, "error": "found [process]"}, "reached out of its VM"),
        (False, "run_bomb", {"ok": True}, "memory bomb was not ended"),
        (True, "hostile_connect", {"escaped": True, "said": "127.0.0.1"}, "`connect` came out: 127.0.0.1"),
        (True, "hostile_fork", {"escaped": True, "said": "100"}, "`fork` came out: 100"),
        (True, "hostile_memory", {"escaped": True, "said": "1024 MiB"}, "`memory` came out: 1024 MiB"),
    ],
)
def test_each_way_to_be_no_sandbox_is_refused_and_named(
    native: bool, name: str, answer: Any, why: str
) -> None:
    said, driver = tried(native, **{name: answer})
    assert not said.usable
    assert why in said.reason
    assert driver.alive == 0


def test_a_box_that_dies_of_a_bomb_has_held() -> None:
    ended = SandboxError("The sandbox ended.")
    assert tried(True, hostile_fork=ended)[0].usable
    assert tried(False, run_bomb=ended)[0].usable
