"""A box of a node that reads programs and executes none, so that all sessions share it: one checks, one
analyses.

Invariant: a box that failed is never asked again. Owned by actors/sandbox_pool.py.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from sandbox.contract import Box, Driver, Role


class CheckWorker:
    def __init__(self, driver: Driver, role: Role = "check") -> None:
        self._driver = driver
        self._role: Role = role
        self._box: Box | None = None
        self._calling = asyncio.Lock()  # the box answers one call at a time

    @property
    def box(self) -> Box | None:
        """That answers nobody now."""
        return self._box

    async def call(self, op: str, payload: Mapping[str, Any], deadline_s: float) -> Mapping[str, Any]:
        async with self._calling:
            if self._box is None:
                self._box = await self._driver.start(self._role)
            box, self._box = self._box, None  # until it has answered, nobody can tell whether it lives
            reply = await box.call(op, payload, deadline_s)
            self._box = box
            return reply

    async def rest(self) -> None:
        """Kills the box; the next call starts another."""
        box, self._box = self._box, None
        if box is not None:
            await box.kill()
