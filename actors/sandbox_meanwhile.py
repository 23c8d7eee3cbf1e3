"""The sandboxes of a node from its first moment: while the chosen driver is being made ready (an engine's
image, a self-test), one that needs nothing checks in its place, and says so.

Invariant: once the chosen pool knows its driver, every new call goes there; the other ends with its last run.
Constructed by cluster/remote.py; `run` must be running.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Mapping
from typing import Any

from prometheus_client import Metric

from actors.sandbox_pool import PROBE_WAIT_S, STARTING, SandboxPool
from sandbox.contract import Artifact, CheckResult
from studio.ids import SessionId

PATIENCE_S = 3.0
NO_NEWS_S = 20.0
FOR_NOW = "for now"  # behind a tier that another will follow
MAKING = "Checked with {tier} for now: this machine's own sandbox is still being made ready."
NEITHER = "Neither this machine's own sandbox nor the one for now is there yet."


class SandboxMeanwhile:
    def __init__(
        self, chosen: SandboxPool, stop_gap: Callable[[], SandboxPool], patience_s: float = PATIENCE_S
    ) -> None:
        """`stop_gap` is made when somebody has waited for `chosen` so long, and not before."""
        self._chosen = chosen
        self._make = stop_gap
        self._patience_s = patience_s
        self._stop_gap: SandboxPool | None = None
        self._running: asyncio.Task[None] | None = None
        self._knowing: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()

    async def run(self) -> None:
        """Runs the chosen pool until cancelled or closed."""
        ending = asyncio.create_task(self._end_stop_gap())
        try:
            await self._chosen.run()
        finally:
            ending.cancel()
            await asyncio.gather(ending, return_exceptions=True)
            await self._close_stop_gap()

    async def tier(self) -> str:
        tier = await self._chosen.tier()
        if tier != STARTING or self._stop_gap is None:
            return tier
        return f"{await self._stop_gap.tier()} {FOR_NOW}"

    @property
    def tier_now(self) -> str:
        tier = self._chosen.tier_now
        if tier != STARTING or self._stop_gap is None or self._stop_gap.tier_now in (STARTING, "none"):
            return tier
        return f"{self._stop_gap.tier_now} {FOR_NOW}"

    async def tier_after(self, tier: str, wait_s: float = NO_NEWS_S) -> tuple[str, str]:
        """The tier as soon as it is another, at the latest after `wait_s`, and why it is that one."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait_s):
                while self.tier_now == tier:
                    await self._changed.wait()
        return self.tier_now, self._chosen.reason

    async def metrics(self) -> list[Metric]:
        others = self._stop_gap.boxes.stages if self._stop_gap is not None and self._running else ()
        return self._chosen.families(self.tier_now, others)

    async def verify(
        self, session_id: SessionId, artifact: Artifact
    ) -> AsyncGenerator[str | CheckResult, None]:
        pool = await self._pool()
        if pool is not self._chosen:
            yield "sandbox"
            known = await pool.known_within(PROBE_WAIT_S)
            said = MAKING.format(tier=pool.tier_now) if known else NEITHER
            yield CheckResult("sandbox", "passed" if known else "skipped", said, 0)
        async with contextlib.aclosing(pool.verify(session_id, artifact)) as results:
            async for said in results:
                yield said

    async def ask(
        self, session_id: SessionId, op: str, artifact: Artifact, more: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        return await (await self._pool()).ask(session_id, op, artifact, more)

    async def keep(self, session_id: SessionId) -> None:
        for pool in (self._chosen, self._stop_gap):
            if pool is not None:
                await pool.keep(session_id)

    async def translate(self, session_id: SessionId, files: Mapping[str, str]) -> Mapping[str, str]:
        return await (await self._pool()).translate(session_id, files)

    async def close(self) -> None:
        await self._close_stop_gap()
        await self._chosen.close()

    async def _pool(self) -> SandboxPool:
        if await self._chosen.known_within(self._patience_s):
            return self._chosen
        if self._stop_gap is None:
            self._stop_gap = self._make()
            self._running = asyncio.create_task(self._stop_gap.run())
            self._knowing = asyncio.create_task(self._tell_when_known(self._stop_gap))
        return self._stop_gap

    async def _end_stop_gap(self) -> None:
        await self._tell_when_known(self._chosen)
        await self._close_stop_gap()

    async def _tell_when_known(self, pool: SandboxPool) -> None:
        await pool.known_within(None)
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def _close_stop_gap(self) -> None:
        running, self._running = self._running, None
        if running is None or self._stop_gap is None:
            return
        if self._knowing is not None:
            self._knowing.cancel()
        await self._stop_gap.drained()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
