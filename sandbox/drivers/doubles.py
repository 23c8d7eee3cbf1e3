"""Bad sandboxes by name, for tests and for trying out what the product does without a good one.

NeverReady says that it is not usable, and why; it never starts a box. DiesMidCall looks usable; its boxes
answer `calls` requests properly and die in the next.
"""

from collections.abc import Mapping
from typing import Any

from sandbox.contract import Capabilities, Role, SandboxError, Used


class NeverReady:
    def __init__(self, reason: str = "This sandbox never becomes ready.", tier: str = "never-ready") -> None:
        self._capabilities = Capabilities(tier, False, reason)

    async def probe(self) -> Capabilities:
        return self._capabilities

    async def start(self, role: Role = "run") -> "DyingBox":
        raise SandboxError(self._capabilities.reason)


class DiesMidCall:
    def __init__(self, calls: int = 0) -> None:
        self._calls = calls
        self.started = 0

    async def probe(self) -> Capabilities:
        return Capabilities("dies-mid-call", True, "Dies in the middle of a call.")

    async def start(self, role: Role = "run") -> "DyingBox":
        self.started += 1
        return DyingBox(self._calls)


class DyingBox:
    def __init__(self, calls: int) -> None:
        self._calls = calls

    async def call(self, op: str, payload: Mapping[str, Any], deadline_s: float) -> Mapping[str, Any]:
        if self._calls == 0:
            raise SandboxError("The sandbox died.")
        if op != "ping":
            self._calls -= 1
        if op == "mount":
            return {"ok": True, "error": "", "text_length": 1, "elements": 1}
        return {"ok": True, "errors": []}

    async def used(self) -> Used:
        return Used()

    async def kill(self) -> None:
        self._calls = 0
