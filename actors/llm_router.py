"""The way from a model to a session: batches deltas at the source, keeps deadlines, ends every stream.

Invariant: `generate` yields exactly one batch with `done`, the last one; the model's iterator is closed
before `generate` is. One task and about BUFFER_CHARS a stream. An item between actors costs about a
millisecond of CPU under load, so the number of batches decides how many people a machine holds: the first
delta leaves at once, later ones wait for the flush interval. Called by actors/turn_tasks.py via cluster/.
"""

import asyncio
import logging
import traceback
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import cast

from actors.ports import Batch
from models.catalog import cost_usd
from models.contract import Model, ModelError, Request
from studio.prompt import estimate_usage
from studio.protocol import ErrorCode, ModelInfo, Usage

BUFFER_CHARS = 64_000
CLOSE_S = 5.0

_log = logging.getLogger(__name__)

Failure = tuple[ErrorCode, str, bool]
Price = Callable[[str, str, Usage], float]


class LLMRouter:
    """Seconds between two batches of a stream: `flush_s` while it is young, `later_flush_s` when it is older
    than `young_s`, `busy_flush_s` when `busy_streams` or more run in this process; none is below `flush_s`.

    `price` says what a usage of vendor and model costs, in dollars."""

    def __init__(
        self,
        model: Model,
        *,
        flush_s: float = 0.033,
        later_flush_s: float = 0.05,
        busy_flush_s: float = 0.1,
        young_s: float = 2.0,
        busy_streams: int = 8,
        heartbeat_s: float = 2.0,
        first_token_s: float = 60.0,
        stall_s: float = 30.0,
        price: Price = cost_usd,
    ) -> None:
        self._model = model
        self._flush_s = flush_s
        self._later_flush_s = max(flush_s, later_flush_s)
        self._busy_flush_s = max(flush_s, busy_flush_s)
        self._young_s = young_s
        self._busy_streams = busy_streams
        self._heartbeat_s = heartbeat_s
        self._first_token_s = first_token_s
        self._stall_s = stall_s
        self._price = price
        self._streams = 0

    async def info(self) -> ModelInfo:
        return self._model.info

    async def generate(self, request: Request) -> AsyncGenerator[Batch]:
        """Closing the iterator closes the model's. Raises nothing: what goes wrong is in the last batch."""
        feed = _Feed()
        self._streams += 1
        pump = asyncio.create_task(self._pump(request, feed))
        try:
            async for text in self._texts(feed):
                yield Batch(text)
            usage = feed.usage or (estimate_usage(request, feed.chars) if feed.chars else Usage())
            info = self._model.info
            dollars = self._price(info.vendor, info.name, usage)
            yield Batch(feed.take(), done=True, usage=usage, cost_usd=dollars, error=feed.failure)
        finally:
            self._streams -= 1
            pump.cancel()
            await asyncio.wait([pump], timeout=CLOSE_S)

    async def _texts(self, feed: "_Feed") -> AsyncGenerator[str]:
        """Until the reply has ended or missed a deadline; an empty text is a heartbeat."""
        now = asyncio.get_running_loop().time
        quiet_since = beat_at = now()
        young_until = flush_at = 0.0
        while True:
            deadline_s = self._stall_s if feed.chars else self._first_token_s
            beat_in = beat_at + self._heartbeat_s - now()
            await feed.arrival(min(quiet_since + deadline_s - now(), beat_in))
            if feed.has_text:
                await feed.end(flush_at - now())
            if feed.ended:
                return
            if feed.has_text:
                text = feed.take()
                young_until = young_until or now() + self._young_s
                flush_at = now() + self._interval_s(now() < young_until)
                yield text
                quiet_since = beat_at = now()
            elif now() >= quiet_since + deadline_s:
                feed.failure = _late(deadline_s)
                return
            elif now() >= beat_at + self._heartbeat_s:
                yield ""
                beat_at = now()

    def _interval_s(self, young: bool) -> float:
        if self._streams >= self._busy_streams:
            return self._busy_flush_s
        return self._flush_s if young else self._later_flush_s

    async def _pump(self, request: Request, feed: "_Feed") -> None:
        try:
            stream = cast(AsyncGenerator[str | Usage], self._model.stream(request))
            async with aclosing(stream) as items:
                async for item in items:
                    if isinstance(item, Usage):
                        feed.usage = item
                    else:
                        await feed.put(item)
        except ModelError as error:
            feed.failure = (error.code, error.message, error.retryable)
        except Exception as error:
            info, where = self._model.info, "".join(traceback.format_tb(error.__traceback__))
            kind = type(error).__name__  # its text may hold a prompt or a key
            _log.error("model %s:%s raised %s\n%s", info.vendor, info.name, kind, where)
            feed.failure = ("internal", "The model failed in an unexpected way. Try again.", True)
        finally:
            feed.finish()


def _late(deadline_s: float) -> Failure:
    return "network", f"The model sent nothing for {deadline_s:.0f} s. Press Continue to go on.", True


class _Feed:
    """What the pump has received and the consumer not yet taken. One waiter at each end."""

    def __init__(self) -> None:
        self.usage: Usage | None = None
        self.failure: Failure | None = None
        self.ended = False
        self.chars = 0
        self._held = 0
        self._parts: list[str] = []
        self._waiting: asyncio.Future[None] | None = None
        self._for_end_only = False
        self._room: asyncio.Future[None] | None = None

    @property
    def has_text(self) -> bool:
        return bool(self._parts)

    async def put(self, text: str) -> None:
        """Waits while the buffer is full, so that a slow consumer slows the vendor and not our memory."""
        self._parts.append(text)
        self.chars += len(text)
        self._held += len(text)
        if not self._for_end_only:
            _wake(self._waiting)
        while self._held > BUFFER_CHARS:
            self._room = asyncio.get_running_loop().create_future()
            await self._room

    def finish(self) -> None:
        self.ended = True
        _wake(self._waiting)

    def take(self) -> str:
        text = "".join(self._parts)
        self._parts.clear()
        self._held = 0
        _wake(self._room)
        return text

    async def arrival(self, timeout_s: float) -> None:
        """Until there is text, or the end, or the time is over."""
        if not self.has_text:
            await self._wait(timeout_s, for_end_only=False)

    async def end(self, timeout_s: float) -> None:
        """Until the end, or the time is over."""
        await self._wait(timeout_s, for_end_only=True)

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


def _wake(waiter: asyncio.Future[None] | None) -> None:
    if waiter is not None and not waiter.done():
        waiter.set_result(None)
