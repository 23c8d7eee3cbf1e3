"""Checks finished artifacts in boxes: one that checks and one that analyses, which all sessions share since
they execute nothing, and run boxes (actors/run_boxes.py), each of which serves one session, turn after turn.

Invariants: nothing of one session is left for another; all boxes together fit into the memory that the limits
give them; a failure of the platform is a `skipped` check with a reason, never a `failed` one. (Memory used up
twice is the program's.) Constructed by cluster/remote.py, one a node; `run` must be running.
"""

import asyncio
import contextlib
import logging
import time
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, cast

from prometheus_client import Metric

from actors.check_worker import Asker, CheckWorker
from actors.lease import Lease
from actors.metrics import SandboxMetrics
from actors.run_boxes import RunBoxes
from actors.verification import FIRST, SANDBOX, Places, Verification
from sandbox.contract import (
    Artifact,
    Capabilities,
    CheckResult,
    Crowded,
    Driver,
    Overused,
    SandboxError,
    without_places,
)
from sandbox.shelf import Limits, Stage, fitting
from studio.ids import SessionId

log = logging.getLogger(__name__)

TRANSLATE_DEADLINE_S = 5.0
STARTING = "starting"
TIER_WAIT_S = 3.0
PROBE_WAIT_S = 75.0  # a container engine's image is made at the first start
MAX_ARTIFACT_BYTES = 600_000
MOST_SESSIONS = 1000  # whose leases without a box are remembered
DEFAULT_LIMITS = Limits(most=4)
SHARED = 2  # boxes beside those that run: one checks, one analyses


class SandboxPool:
    def __init__(
        self,
        driver: Driver,
        limits: Limits = DEFAULT_LIMITS,
        busy_after_s: float = 30.0,
        tier_wait_s: float = TIER_WAIT_S,
        metrics: SandboxMetrics | None = None,
    ) -> None:
        """`metrics`: those of a pool that this one stands in for."""
        self._driver = driver
        self._busy_after_s = busy_after_s
        self._tier_wait_s = tier_wait_s
        self._room = asyncio.Semaphore(limits.most)
        self._sessions: dict[SessionId, Lease] = {}
        self._checker = CheckWorker(driver)
        self._analyser = CheckWorker(driver, "analyse")
        self._capabilities: Capabilities | None = None
        self._probed = asyncio.Event()
        self._closed = False
        self._metrics = metrics or SandboxMetrics()
        self.boxes = RunBoxes(driver, limits, self._metrics)

    async def run(self) -> None:
        """Tries the driver, then keeps the warm boxes until cancelled or closed."""
        try:
            self._capabilities = await self._driver.probe()
        except Exception:  # nobody would ever know, and every verdict would wait
            log.exception("sandbox: the driver broke while it was tried")
            self._capabilities = Capabilities("none", False, "the sandbox broke at its start; see the log.")
        log.info("sandbox: %s", self._capabilities)
        self._capabilities = replace(self._capabilities, reason=without_places(self._capabilities.reason))
        self._fit(self._capabilities)
        self._probed.set()
        if not self._capabilities.usable:
            return
        try:
            while not self._closed:
                self.boxes.changed.clear()
                if self.boxes.do_due():
                    self.boxes.own(self._checker.rest())
                    self.boxes.own(self._analyser.rest())
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self.boxes.next_due_s()):
                        await self.boxes.changed.wait()
        finally:
            await self.close()

    def _fit(self, capabilities: Capabilities) -> None:
        """As many boxes as the memory allows, before the first is claimed; if it allows none, nothing is
        checked, which is said with the remedy."""
        limits = fitting(self.boxes.limits, capabilities.box_bytes, SHARED)
        if limits.most == 0:
            least = (1 + SHARED) * capabilities.box_bytes >> 20
            reason = (
                f"the memory for sandboxes is less than the {least} MiB that {capabilities.tier} may use "
                f"at least: set ATELIER_SANDBOX_MEMORY_MB to {least} or more."
            )
            self._capabilities = replace(capabilities, usable=False, reason=reason)
            return
        self._room = asyncio.Semaphore(limits.most)
        self.boxes.limit(limits)

    async def tier(self) -> str:
        """Name of the driver, "none" if nothing is checked, "starting" if that is not known soon."""
        if self._capabilities is None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._probed.wait(), self._tier_wait_s)
        return self.tier_now

    @property
    def tier_now(self) -> str:
        """As `tier`, without waiting."""
        if self._capabilities is None:
            return STARTING
        return self._capabilities.tier if self._capabilities.usable else "none"

    @property
    def reason(self) -> str:
        """Why it is this tier and no other, or none; empty until that is known."""
        return "" if self._capabilities is None else self._capabilities.reason

    async def known_within(self, seconds: float | None) -> bool:
        """Whether the driver has been tried; waits for that at most so long (None: however long it takes)."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._probed.wait(), seconds)
        return self._probed.is_set()

    async def drained(self) -> None:
        """Waits until no run is under way."""
        for _ in range(self.boxes.limits.most):
            await self._room.acquire()
        for _ in range(self.boxes.limits.most):
            self._room.release()

    async def metrics(self) -> list[Metric]:
        return self.families(self.tier_now)

    def families(self, tier: str, others: Iterable[Stage] = ()) -> list[Metric]:
        """`others`: boxes of a pool that stands in for this one."""
        stages = Counter([*self.boxes.stages, *others])
        boxes = {stage.name.lower(): stages[stage] for stage in Stage} | {"most": self.boxes.limits.most}
        return self._metrics.families(tier, boxes)

    async def verify(
        self, session_id: SessionId, artifact: Artifact
    ) -> AsyncGenerator[str | CheckResult, None]:
        """Each check's name at its start, its result at its end (actors/verification.py). A run that nobody
        listens to any more ends by itself, and frees its place; closing this ends it at once."""
        yield FIRST  # before a place is there: a sandbox that is still starting is seen to be waited for
        refusal = await self._refusal(artifact)
        if refusal is not None:
            yield refusal
            return
        told: asyncio.Queue[str | CheckResult | None] = asyncio.Queue()
        run = asyncio.create_task(self._verify(session_id, artifact, told))
        try:
            while (said := await told.get()) is not None:
                yield said
            run.result()
        finally:
            run.cancel()
            await asyncio.gather(run, return_exceptions=True)

    async def _verify(
        self, session_id: SessionId, artifact: Artifact, told: asyncio.Queue[str | CheckResult | None]
    ) -> None:
        """The last that is told is None."""
        began = time.monotonic()
        waits = self._room.locked()
        if waits:
            told.put_nowait(SANDBOX)
        try:
            async with self._run_of(session_id) as lease:
                if waits:
                    waited_s = time.monotonic() - began
                    why = f"Waited {waited_s:.0f} s for one: {self._all_in_use}."
                    told.put_nowait(CheckResult(SANDBOX, "passed", why, int(waited_s * 1000)))
                    waits = False
                places = Places(Asker(self._checker, session_id), Asker(self._analyser, session_id), lease)
                verification = Verification(artifact, places, self._failed)
                async with contextlib.aclosing(verification.results()) as results:
                    async for said in results:
                        told.put_nowait(said)
        except SandboxError as error:
            ms = int((time.monotonic() - began) * 1000)
            if waits:
                told.put_nowait(CheckResult(SANDBOX, "skipped", str(error), ms))
            told.put_nowait(CheckResult(FIRST, "skipped", f"Not checked: {error}", ms))
        finally:
            told.put_nowait(None)

    async def translate(self, session_id: SessionId, files: Mapping[str, str]) -> Mapping[str, str]:
        """Each file as a script, for pages whose own compiler refused it; a file that is no module is left
        out. Raises SandboxError."""
        refusal = await self._refusal(Artifact(files, ""))
        if refusal is not None:
            raise SandboxError(refusal.detail)
        payload = {"files": dict(files)}
        reply = await self._twice(
            lambda: self._checker.call(session_id, "translate", payload, TRANSLATE_DEADLINE_S)
        )
        code: Any = reply.get("code")
        if not isinstance(code, dict):
            raise SandboxError("no code in the reply to translate")
        known = cast(Mapping[str, Any], code)
        return {path: text for path, text in known.items() if path in files and isinstance(text, str)}

    async def ask(
        self,
        session_id: SessionId,
        op: str,
        artifact: Artifact,
        more: Mapping[str, Any],
        deadline_s: float = 10.0,
    ) -> Mapping[str, Any]:
        """One op of a run box (sandbox/contract.py) with `more` beside the artifact; its reply comes from
        hostile code. Raises SandboxError, in words for a user: busy, or too large."""
        refusal = await self._refusal(artifact)
        if refusal is not None:
            raise SandboxError(refusal.detail)
        payload = {"files": dict(artifact.files), "entry": artifact.entry} | dict(more)
        async with self._run_of(session_id) as lease:
            return await self._twice(lambda: lease.call(op, payload, deadline_s))

    async def _twice(self, call: Callable[[], Awaitable[Mapping[str, Any]]]) -> Mapping[str, Any]:
        """Its reply; where the box died, a fresh one may answer. Raises SandboxError."""
        for tries_left in (1, 0):
            try:
                return await call()
            except Crowded:  # nothing failed
                raise
            except SandboxError as error:
                self._failed(error)
                if tries_left == 0 or isinstance(error, Overused):
                    raise
        raise AssertionError

    async def keep(self, session_id: SessionId) -> None:
        """The session's turn goes on, and will run something again: its box, if it has one, counts as just
        used, but not where another session needs its place."""
        lease = self._sessions.get(session_id)
        if lease is None or lease.busy or lease.number is None:
            return
        if not self.boxes.renew(lease.number, self.boxes.limits.idle_s):
            lease.drop()

    async def close(self) -> None:
        """Kills every box that no run has; runs that are under way end by themselves."""
        self._closed = True
        self.boxes.changed.set()
        for lease in [lease for lease in self._sessions.values() if not lease.busy]:
            lease.drop()
        self.boxes.end_unleased()
        await self._checker.close()
        await self._analyser.close()
        await self.boxes.ended()

    @property
    def _all_in_use(self) -> str:
        limits = self.boxes.limits
        memory = "" if limits.memory_bytes is None else f", within {limits.memory_bytes >> 20} MiB"
        return f"all of {limits.most} were in use{memory}"

    def _failed(self, error: SandboxError) -> None:
        self._metrics.count("failed in use")
        if isinstance(error, Overused):
            self._metrics.count(f"killed: {error.what}")

    @asynccontextmanager
    async def _run_of(self, session_id: SessionId) -> AsyncGenerator[Lease]:
        """A place among the runs, with the session's lease. Raises SandboxError if there is none in time."""
        lease = self._sessions.setdefault(session_id, Lease(self.boxes, session_id))
        async with contextlib.AsyncExitStack() as held:
            try:
                async with asyncio.timeout(self._busy_after_s):
                    await held.enter_async_context(lease.turn)
                    await held.enter_async_context(self._room)
            except TimeoutError:
                raise SandboxError(f"every sandbox is busy ({self._all_in_use}). Try again.") from None
            lease.begin()
            if lease.number is not None:
                self.boxes.hold(lease.number)
            try:
                yield lease
            finally:
                self._rest(lease)

    def _rest(self, lease: Lease) -> None:
        """The box stays for the session's next run, for as long as one may be idle."""
        measured = (("run", lease.box), ("check", self._checker.box), ("analyse", self._analyser.box))
        for role, box in measured:
            self.boxes.own(self.boxes.measure(role, box))
        lease.busy, lease.used_at = False, time.monotonic()
        number = lease.number
        if self._closed or (number is not None and not self.boxes.renew(number, self.boxes.limits.idle_s)):
            lease.drop()
        self.boxes.changed.set()
        idle = [
            known for known in self._sessions.values() if known.number is None and not known.turn.locked()
        ]
        for known in idle[: max(0, len(self._sessions) - MOST_SESSIONS)]:
            del self._sessions[known.session_id]

    async def _refusal(self, artifact: Artifact) -> CheckResult | None:
        sizes = {path: len(text.encode(errors="replace")) for path, text in artifact.files.items()}
        if sum(sizes.values()) > MAX_ARTIFACT_BYTES:
            return CheckResult(FIRST, "failed", _too_large(sizes), 0)
        capabilities = await self._ready()
        if not capabilities.usable:
            return CheckResult(FIRST, "skipped", f"Not checked: {capabilities.reason}", 0)
        return None

    async def _ready(self) -> Capabilities:
        if self._capabilities is None:
            try:
                await asyncio.wait_for(self._probed.wait(), PROBE_WAIT_S)
            except TimeoutError:
                return Capabilities("none", False, "the sandbox is still starting.")
        assert self._capabilities is not None
        return self._capabilities


def _too_large(sizes: Mapping[str, int]) -> str:
    largest = max(sizes, key=lambda path: sizes[path])
    return (
        f"The files are larger than {MAX_ARTIFACT_BYTES // 1000} kB together, the most that is checked. "
        f"The largest is {largest} ({sizes[largest] // 1000} kB): shorten it, above all the data in it."
    )
