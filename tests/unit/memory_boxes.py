"""A driver that is made of nothing, and a pool that runs for one piece of work: for the tests of the pool."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from actors.sandbox_meanwhile import SandboxMeanwhile
from actors.sandbox_pool import SandboxPool
from sandbox.contract import Artifact, Capabilities, CheckResult, Role, SandboxError, Used
from studio.ids import SessionId

ARTIFACT = Artifact({"App.tsx": "export default () => <p />"}, "App.tsx")
FAILED_COMPILE = {"ok": False, "errors": [{"path": "App.tsx", "line": 3, "message": "no"}]}


class MemoryBox:
    def __init__(self, driver: "MemoryDriver", number: int) -> None:
        self.driver = driver
        self.number = number
        self.calls: list[str] = []
        self.dead = False
        self.ended = False  # by itself: nobody has been told

    async def call(self, op: str, payload: Mapping[str, Any], deadline_s: float) -> Mapping[str, Any]:
        assert not self.dead
        if self.ended:
            raise SandboxError("The sandbox ended.")
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
            return await asyncio.wait_for(work(), 60)
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
