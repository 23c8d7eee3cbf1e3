"""What a model has written and its reader not yet taken, and when the reader takes it.

Owns the buffer between the router's two tasks of one stream, and the pace at which a vendor's bytes are read
meanwhile. Invariant: text and switches leave in the order in which they came; a full buffer holds the vendor
up, not our memory. One waiter at each end. Called by actors/llm_router.py.
"""

import asyncio
import math

from models.failover import Switched
from studio.protocol import ErrorCode, ModelInfo
from studio.tools.contract import Call

BUFFER_CHARS = 64_000
GOLDEN = (5**0.5 - 1) / 2
READING_S = 0.002  # at most, of what a vendor has sent since the last flush

Failure = tuple[ErrorCode, str, bool]
Handover = tuple[ModelInfo, str, bool]  # as actors.ports.Batch.switched


class Feed:
    """`pause` is models.contract.pace of the task that puts."""

    def __init__(self) -> None:
        self.failure: Failure | None = None
        self.calls: list[Call] = []
        self.ended = False
        self.flush_at = 0.0
        self._paced = False
        self._held = 0
        self._parts: list[str | Switched] = []
        self._waiting: asyncio.Future[None] | None = None
        self._for_end_only = False
        self._room: asyncio.Future[None] | None = None

    @property
    def has_text(self) -> bool:
        return bool(self._parts)

    @property
    def has_switch(self) -> bool:
        return any(isinstance(part, Switched) for part in self._parts)

    def switch(self, switched: Switched) -> None:
        """Leaves at once, with the text before it."""
        self._parts.append(switched)
        _wake(self._waiting)

    async def put(self, text: str) -> None:
        """Waits while the buffer is full, so that a slow consumer slows the vendor and not our memory."""
        self._parts.append(text)
        self._held += len(text)
        if not self._for_end_only or (self._paced and _now() > self.flush_at - READING_S):
            _wake(self._waiting)
        while self._held > BUFFER_CHARS:
            self._room = asyncio.get_running_loop().create_future()
            await self._room

    async def pause(self, hung_up: asyncio.Future[None]) -> None:
        """models.contract.pace: until the next flush, if whoever waits has taken what there was; else text
        would be read, and paid for in CPU, word by word."""
        self._paced = True
        await asyncio.sleep(0)  # whoever waits takes first, and says by that when it flushes next
        wait_s = self.flush_at - READING_S / 2 - _now()
        if wait_s > 0:
            await asyncio.wait((hung_up,), timeout=wait_s)

    def finish(self) -> None:
        self.ended = True
        _wake(self._waiting)

    def take(self) -> tuple[str, Handover | None]:
        """The text up to the next switch, and that."""
        texts: list[str] = []
        switched: Handover | None = None
        parts, self._parts = self._parts, []
        for number, part in enumerate(parts):
            if isinstance(part, Switched):
                switched, self._parts = (part.info, part.reason, part.failed), parts[number + 1 :]
                break
            texts.append(part)
        self._held = sum(len(part) for part in self._parts if isinstance(part, str))
        _wake(self._room)
        return "".join(texts), switched

    async def arrival(self, timeout_s: float) -> None:
        """Until there is text, or the end, or the time is over."""
        if not self.has_text:
            await self._wait(timeout_s, for_end_only=False)

    async def end(self, timeout_s: float) -> None:
        """Until the end, or the time is over and what has come in a pause has been read."""
        if not self._paced:
            await self._wait(timeout_s, for_end_only=True)
        elif timeout_s > READING_S:
            await self._wait(timeout_s + READING_S, for_end_only=True)

    async def _wait(self, timeout_s: float, *, for_end_only: bool) -> None:
        if self.ended or timeout_s <= 0:
            return
        loop = asyncio.get_running_loop()
        self._waiting = loop.create_future()
        self._for_end_only = for_end_only
        timer = loop.call_later(timeout_s, _wake, self._waiting)
        try:
            await self._waiting
        finally:
            timer.cancel()
            self._waiting = None
            self._for_end_only = False


def phase_of(number: int) -> float:
    """Of the `number`th stream of a process, 0 to 1. However many of them run, their phases lie about evenly:
    those of a multiple of the golden ratio do (Steinhaus' three-gap theorem)."""
    return number * GOLDEN % 1


def next_flush(now: float, interval_s: float, phase: float) -> float:
    """On the stream's own grid, half an interval from now or later. Streams that began together, as after a
    restart, would else flush together for ever, each behind the work of all the others."""
    steps = math.ceil(now / interval_s - phase + 0.5)
    return (steps + phase) * interval_s


def _now() -> float:
    return asyncio.get_running_loop().time()


def _wake(waiter: asyncio.Future[None] | None) -> None:
    if waiter is not None and not waiter.done():
        waiter.set_result(None)
