"""Checks finished artifacts in boxes: one check box that all sessions share and that executes nothing, and
run boxes, of which some are kept warm; each serves one `verify` and is then dead.

Invariants: nothing of one session is left for another; the Shelf says how many run boxes there are, whose
leases end by themselves; a failure of the platform is a `skipped` check with a reason, never a `failed` one.
Constructed by cluster/remote.py, one a node; `run` must be running.
"""

import asyncio
import contextlib
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Mapping
from typing import Any, cast

from prometheus_client import Metric

from actors.check_worker import CheckWorker
from actors.metrics import SandboxMetrics
from sandbox.contract import Artifact, Box, Capabilities, CheckResult, Driver, SandboxError
from sandbox.shelf import Limits, Shelf, Stage
from studio.ids import SessionId
from studio.protocol import CheckOutcome

log = logging.getLogger(__name__)

CHECKS = ("compile", "mount")  # in this order; the op of the agent has the same name
COMPILE_DEADLINE_S = 5.0
STARTING = "starting"
TIER_WAIT_S = 3.0
PROBE_WAIT_S = 75.0  # a container engine's image is made at the first start
MAX_ARTIFACT_BYTES = 600_000
MAX_DETAIL_CHARS = 2_000
MAX_ERRORS_SHOWN = 5
DEFAULT_LIMITS = Limits(most=4)


class SandboxPool:
    def __init__(
        self,
        driver: Driver,
        limits: Limits = DEFAULT_LIMITS,
        mount_deadline_s: float = 8.0,
        busy_after_s: float = 30.0,
    ) -> None:
        self._driver = driver
        self._deadline_s = {"compile": COMPILE_DEADLINE_S, "mount": mount_deadline_s}
        self._busy_after_s = busy_after_s
        self._room = asyncio.Semaphore(limits.most)
        self._shelf = Shelf(limits, time.monotonic())
        self._starting: dict[int, asyncio.Task[Box]] = {}
        self._leases: dict[int, Lease] = {}
        self._checker = CheckWorker(driver)
        self._ending: set[asyncio.Task[None]] = set()
        self._capabilities: Capabilities | None = None
        self._probed = asyncio.Event()
        self._changed = asyncio.Event()
        self._closed = False
        self._metrics = SandboxMetrics()

    async def run(self) -> None:
        """Tries the driver, then keeps the warm boxes until cancelled or closed."""
        self._capabilities = await self._driver.probe()
        self._probed.set()
        log.info("sandbox: %s", self._capabilities)
        if not self._capabilities.usable:
            return
        try:
            while not self._closed:
                self._changed.clear()
                now = time.monotonic()
                self._do_due(now)
                wait_s = self._shelf.next_due(now) - now
                try:
                    async with asyncio.timeout(wait_s if wait_s < float("inf") else None):
                        await self._changed.wait()
                except TimeoutError:
                    pass
        finally:
            await self.close()

    async def tier(self) -> str:
        """Name of the driver, "none" if nothing is checked, "starting" if that is not known soon."""
        if self._capabilities is None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._probed.wait(), TIER_WAIT_S)
        if self._capabilities is None:
            return STARTING
        return self._capabilities.tier if self._capabilities.usable else "none"

    async def metrics(self) -> list[Metric]:
        stages = Counter(slot.stage for slot in self._shelf.slots.values())
        boxes = {stage.name.lower(): stages[stage] for stage in Stage} | {"most": self._shelf.limits.most}
        return self._metrics.families(await self.tier(), boxes)

    async def verify(self, session_id: SessionId, artifact: Artifact) -> AsyncIterator[str | CheckResult]:
        """Each check's name at its start, its result at its end; ends with the first that does not pass."""
        yield CHECKS[0]  # before a place is there: a sandbox that is still starting is seen to be waited for
        refusal = await self._enter(artifact)
        if refusal is not None:
            yield refusal
            return
        lease = Lease(self, session_id)
        try:
            for check in CHECKS:
                if check != CHECKS[0]:
                    yield check
                result = await self._check(lease, check, artifact)
                yield result
                if result.outcome != "passed":
                    return
        finally:
            await lease.end()

    async def translate(self, session_id: SessionId, files: Mapping[str, str]) -> Mapping[str, str]:
        """Each file as a script, for pages whose own compiler refused it; a file that is no module is left
        out. Raises SandboxError."""
        refusal = await self._refusal(Artifact(files, ""))
        if refusal is not None:
            raise SandboxError(refusal.detail)
        reply = await self._checker.call("translate", {"files": dict(files)}, COMPILE_DEADLINE_S)
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
        hostile code. Raises SandboxError, in words for a user: busy, too large, or not with this driver."""
        refusal = await self._enter(artifact)
        if refusal is not None:
            raise SandboxError(refusal.detail)
        lease = Lease(self, session_id)
        try:
            capabilities = await self._ready()
            if op not in capabilities.ops:
                raise SandboxError(
                    f"The sandbox {capabilities.tier} cannot do {op}: it needs docker or bubblewrap."
                )
            payload = {"files": dict(artifact.files), "entry": artifact.entry} | dict(more)
            return await lease.call(op, payload, deadline_s)
        finally:
            await lease.end()

    async def close(self) -> None:
        """Kills every box that no run has; runs that are under way end by themselves."""
        self._closed = True
        self._changed.set()
        for number in [number for number in self._starting if number not in self._leases]:
            self._end(number)
        await self._checker.rest()
        await asyncio.gather(*self._ending, return_exceptions=True)

    async def claim(self, lease: "Lease") -> tuple[int, Box]:
        """A box for the caller alone, who gives it back. Raises SandboxError."""
        claimed = self._shelf.claim(time.monotonic())
        if claimed is None:
            raise SandboxError("Every sandbox is leased.")
        number, cold = claimed
        if cold:
            self._start(number)
        self._leases[number] = lease
        self._metrics.count("cold claim" if cold else "warm claim")
        self._changed.set()
        try:
            return number, await asyncio.shield(self._starting[number])
        except BaseException:
            self.give_back(number)
            raise

    def give_back(self, number: int) -> None:
        """Kills the box; does nothing if it has been taken away before."""
        if self._leases.pop(number, None) is not None:
            self._shelf.gone(number, time.monotonic())
            self._end(number)
            self._changed.set()

    def leave(self) -> None:
        self._room.release()

    def _do_due(self, now: float) -> None:
        due = self._shelf.due(now)
        for number in due.expired:
            self._metrics.count("lease expired")
            self._leases.pop(number).expire()
        for number in (*due.kill, *due.expired):
            self._end(number)
        for number in due.start:
            self._start(number)
        if due.idle:
            self._own(self._checker.rest())

    def _start(self, number: int) -> None:
        task = asyncio.create_task(self._driver.start("run"))
        self._starting[number] = task
        task.add_done_callback(lambda done: self._started(number, done))

    def _started(self, number: int, task: asyncio.Task[Box]) -> None:
        now = time.monotonic()
        if task.cancelled():
            self._shelf.gone(number, now)
        elif (error := task.exception()) is not None:
            log.warning("sandbox: no box: %s", error)
            self._metrics.count("start failed")
            self._shelf.gone(number, now, failed=True)
            self._starting.pop(number, None)
        else:
            self._metrics.count("started")
            self._shelf.started(number, now)
        self._changed.set()

    def _end(self, number: int) -> None:
        """Kills the box with that number, started or not, in a task of its own."""
        starting = self._starting.pop(number, None)
        if starting is not None:
            self._own(_killed(starting))

    def _own(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def _enter(self, artifact: Artifact) -> CheckResult | None:
        """Takes a place among the runs, and returns None; or says why nothing is checked."""
        refusal = await self._refusal(artifact)
        if refusal is not None:
            return refusal
        try:
            await asyncio.wait_for(self._room.acquire(), self._busy_after_s)
        except TimeoutError:
            reason = "Not checked: every sandbox is busy. Try again."
            return CheckResult(CHECKS[0], "skipped", reason, int(self._busy_after_s * 1000))
        return None

    async def _refusal(self, artifact: Artifact) -> CheckResult | None:
        size = sum(len(text.encode(errors="replace")) for text in artifact.files.values())
        if size > MAX_ARTIFACT_BYTES:
            limit = f"{MAX_ARTIFACT_BYTES // 1000} kB"
            return CheckResult(CHECKS[0], "failed", f"The files are larger than {limit} together.", 0)
        capabilities = await self._ready()
        if not capabilities.usable:
            return CheckResult(CHECKS[0], "skipped", f"Not checked: {capabilities.reason}", 0)
        return None

    async def _ready(self) -> Capabilities:
        if self._capabilities is None:
            try:
                await asyncio.wait_for(self._probed.wait(), PROBE_WAIT_S)
            except TimeoutError:
                return Capabilities("none", False, "the sandbox is still starting.")
        assert self._capabilities is not None
        return self._capabilities

    async def _check(self, lease: "Lease", check: str, artifact: Artifact) -> CheckResult:
        began = time.monotonic()
        payload = {"files": dict(artifact.files), "entry": artifact.entry}
        outcome, detail = "skipped", "Not checked: the sandbox failed twice. The component was not judged."
        for _attempt in range(2):
            try:
                where = self._checker if check == "compile" else lease
                outcome, detail = verdict(check, await where.call(check, payload, self._deadline_s[check]))
                break
            except SandboxError as error:
                self._metrics.count("failed in use")
                log.warning("sandbox: session %s, %s: %s", lease.session_id, check, error)
        return CheckResult(check, outcome, detail, int((time.monotonic() - began) * 1000))


class Lease:
    """A place among the runs, and the box of one verify: claimed at the first need, anew after a failure."""

    def __init__(self, pool: SandboxPool, session_id: SessionId) -> None:
        self.session_id = session_id
        self._pool = pool
        self._held: tuple[int, Box] | None = None
        self._over = False

    async def call(self, op: str, payload: Mapping[str, Any], deadline_s: float) -> Mapping[str, Any]:
        if self._over:
            raise SandboxError("The sandbox was taken away: nobody asked for its answer in time.")
        if self._held is None:
            self._held = await self._pool.claim(self)
        try:
            return await self._held[1].call(op, payload, deadline_s)
        except SandboxError:
            self._drop()
            raise

    async def end(self) -> None:
        self._drop()
        self._leave()

    def expire(self) -> None:
        """The pool takes the box away; whoever held it may be dead, or does not ask for the answer."""
        self._held = None
        self._leave()

    def _drop(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            self._pool.give_back(held[0])

    def _leave(self) -> None:
        if not self._over:
            self._over = True
            self._pool.leave()


async def _killed(starting: asyncio.Task[Box]) -> None:
    try:
        box = await starting
    except SandboxError:
        return
    await box.kill()


def verdict(check: str, reply: Mapping[str, Any]) -> tuple[CheckOutcome, str]:
    """What the agent's reply says about the program, in capped text. Raises SandboxError if none."""
    ok = reply.get("ok")
    if ok is True:
        return "passed", ""
    if ok is not False:
        raise SandboxError(f"no verdict in the reply to {check}")
    if check == "compile" and isinstance(reply.get("errors"), list):
        errors = cast(list[Mapping[str, Any]], reply["errors"])
        shown = [f"{e.get('path')}:{e.get('line')}: {e.get('message')}" for e in errors[:MAX_ERRORS_SHOWN]]
        detail = "\n".join(shown)
    else:
        detail = str(reply.get("error", ""))
    return "failed", (detail or "No reason given.")[:MAX_DETAIL_CHARS]
