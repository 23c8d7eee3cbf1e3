"""A session's claim on a run box: one box, for its session alone, kept from one run to the next.

Invariant: one run at a time; a box that failed is never asked again, and the next call claims another. While
a call runs its box is not taken away: it is held for as long as that call may take, and then for as long as a
run may pause. Owned by actors/sandbox_pool.py, which takes the box away when nobody has used it for long.
"""

import asyncio
from collections.abc import Mapping
from typing import Any, Protocol

from sandbox.contract import Box, SandboxError
from studio.ids import SessionId


class Boxes(Protocol):
    """What a lease needs of the pool."""

    @property
    def has_warm(self) -> bool: ...

    async def claim(self, lease: "Lease") -> tuple[int, Box]: ...

    def give_back(self, number: int) -> None: ...

    def hold(self, number: int, more_s: float = 0.0) -> None: ...


class Lease:
    """`busy`: a run is under way. `used_at`: when the last one ended. `lost`: it had a box, which was taken
    away, and has no other yet. `failed`: its last call did."""

    def __init__(self, boxes: Boxes, session_id: SessionId) -> None:
        self.session_id = session_id
        self.turn = asyncio.Lock()
        self.busy = False
        self.used_at = 0.0
        self.lost = False
        self.failed = False
        self._boxes = boxes
        self._held: tuple[int, Box] | None = None
        self._expired = False

    @property
    def number(self) -> int | None:
        """Of its box, if it has one."""
        return self._held[0] if self._held else None

    @property
    def box(self) -> Box | None:
        return self._held[1] if self._held else None

    @property
    def waits(self) -> str:
        if self._held is not None or self._boxes.has_warm:
            return ""
        return "Started again after a rest." if self.lost else "Started."

    def begin(self) -> None:
        self.busy, self._expired = True, False

    async def ready(self) -> None:
        """Claims a box if it has none. Raises SandboxError."""
        if self._expired:
            raise SandboxError("The sandbox was taken away: nobody asked for its answer in time.")
        if self._held is None:
            self._held = await self._boxes.claim(self)
            self.lost = False

    async def call(self, op: str, payload: Mapping[str, Any], deadline_s: float) -> Mapping[str, Any]:
        await self.ready()
        assert self._held is not None
        number, box = self._held
        self._boxes.hold(number, deadline_s)
        try:
            reply = await box.call(op, payload, deadline_s)
            self._boxes.hold(number)
        except BaseException:  # failed or cancelled: the box is dead
            self.failed = True
            self.drop()
            raise
        self.failed = False
        return reply

    def drop(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            self._boxes.give_back(held[0])

    def expire(self) -> None:
        """The pool has taken the box away; whoever runs may be dead, or does not ask for the answer."""
        self._held, self._expired, self.lost = None, self.busy, True
