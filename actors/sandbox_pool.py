"""Checks finished artifacts in boxes: keeps some warm, gives each check run one of its own, kills it after.

Invariants: a box serves one `verify` and is then dead, so nothing of one session is left for another; at
most `max_boxes` runs at a time, the others wait, at most `busy_after_s`; a failure of the platform is a
`skipped` check with its reason, never a `failed` one. Constructed by cluster/remote.py, one a node; `run`
must be running.
"""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, cast

from sandbox.contract import Artifact, Box, Capabilities, CheckResult, Driver, SandboxError
from studio.ids import SessionId
from studio.protocol import CheckOutcome

log = logging.getLogger(__name__)

CHECKS = ("compile", "mount")  # in this order; the op of the agent has the same name
COMPILE_DEADLINE_S = 5.0
PROBE_WAIT_S = 20.0
RESTART_PAUSE_S = 5.0
MAX_ARTIFACT_BYTES = 600_000
MAX_DETAIL_CHARS = 2_000
MAX_ERRORS_SHOWN = 5


class SandboxPool:
    def __init__(
        self,
        driver: Driver,
        warm: int = 1,
        max_boxes: int = 4,
        mount_deadline_s: float = 8.0,
        busy_after_s: float = 30.0,
    ) -> None:
        self._driver = driver
        self._keep = min(warm, max_boxes)
        self._max_boxes = max_boxes
        self._deadline_s = {"compile": COMPILE_DEADLINE_S, "mount": mount_deadline_s}
        self._busy_after_s = busy_after_s
        self._room = asyncio.Semaphore(max_boxes)
        self._in_use = 0
        self._warm: list[Box] = []
        self._capabilities: Capabilities | None = None
        self._probed = asyncio.Event()
        self._changed = asyncio.Event()
        self._closed = False

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
                if self._short_of_warm():
                    await self._add_warm()
                else:
                    await self._changed.wait()
        finally:
            await self.close()

    async def tier(self) -> str:
        """Name of the driver, "none" if nothing is checked."""
        capabilities = await self._ready()
        return capabilities.tier if capabilities.usable else "none"

    async def verify(self, session_id: SessionId, artifact: Artifact) -> AsyncIterator[str | CheckResult]:
        """Each check's name at its start, its result at its end; ends with the first that does not pass."""
        refusal = await self._enter(artifact)
        if refusal is not None:
            yield refusal.check
            yield refusal
            return
        async with self._lease(session_id) as lease:
            for check in CHECKS:
                yield check
                result = await self._check(lease, check, artifact)
                yield result
                if result.outcome != "passed":
                    return

    async def translate(self, session_id: SessionId, files: Mapping[str, str]) -> Mapping[str, str]:
        """Each file as a script, for pages whose own compiler refused it; a file that is no module is left
        out. Raises SandboxError."""
        refusal = await self._enter(Artifact(files, ""))
        if refusal is not None:
            raise SandboxError(refusal.detail)
        async with self._lease(session_id) as lease:
            box = await lease.box()
            reply = await box.call("translate", {"files": dict(files)}, COMPILE_DEADLINE_S)
        code: Any = reply.get("code")
        if not isinstance(code, dict):
            raise SandboxError("no code in the reply to translate")
        known = cast(Mapping[str, Any], code)
        return {path: text for path, text in known.items() if path in files and isinstance(text, str)}

    async def close(self) -> None:
        """Kills the warm boxes; runs that are under way end by themselves."""
        self._closed = True
        self._changed.set()
        while self._warm:
            await self._warm.pop().kill()

    async def claim(self, fresh: bool) -> Box:
        """A box for the caller alone, who kills it: a warm one, or a new one. Raises SandboxError."""
        if self._warm and not fresh:
            self._changed.set()
            return self._warm.pop(0)
        return await self._driver.start()

    async def _enter(self, artifact: Artifact) -> CheckResult | None:
        """Takes a place among the runs, and returns None; or says why nothing is checked."""
        size = sum(len(text.encode(errors="replace")) for text in artifact.files.values())
        if size > MAX_ARTIFACT_BYTES:
            limit = f"{MAX_ARTIFACT_BYTES // 1000} kB"
            return CheckResult(CHECKS[0], "failed", f"The files are larger than {limit} together.", 0)
        capabilities = await self._ready()
        if not capabilities.usable:
            return CheckResult(CHECKS[0], "skipped", f"Not checked: {capabilities.reason}", 0)
        try:
            await asyncio.wait_for(self._room.acquire(), self._busy_after_s)
        except TimeoutError:
            reason = "Not checked: every sandbox is busy. Try again."
            return CheckResult(CHECKS[0], "skipped", reason, int(self._busy_after_s * 1000))
        self._in_use += 1
        return None

    @asynccontextmanager
    async def _lease(self, session_id: SessionId) -> AsyncGenerator["_Lease", None]:
        """The place taken by `_enter` is given back at the end."""
        lease = _Lease(self, session_id)
        try:
            yield lease
        finally:
            try:
                await lease.drop()
            finally:
                self._in_use -= 1
                self._room.release()
                self._changed.set()

    async def _ready(self) -> Capabilities:
        if self._capabilities is None:
            try:
                await asyncio.wait_for(self._probed.wait(), PROBE_WAIT_S)
            except TimeoutError:
                return Capabilities("none", False, "the sandbox is still starting.")
        assert self._capabilities is not None
        return self._capabilities

    async def _check(self, lease: "_Lease", check: str, artifact: Artifact) -> CheckResult:
        began = time.monotonic()
        payload = {"files": dict(artifact.files), "entry": artifact.entry}
        outcome, detail = "skipped", "Not checked: the sandbox failed twice. The component was not judged."
        for _attempt in range(2):
            try:
                box = await lease.box()
                outcome, detail = verdict(check, await box.call(check, payload, self._deadline_s[check]))
                break
            except SandboxError as error:
                log.warning("sandbox: session %s, %s: %s", lease.session_id, check, error)
                await lease.drop()
        return CheckResult(check, outcome, detail, int((time.monotonic() - began) * 1000))

    def _short_of_warm(self) -> bool:
        return len(self._warm) < min(self._keep, self._max_boxes - self._in_use)

    async def _add_warm(self) -> None:
        try:
            box = await self._driver.start()
        except SandboxError as error:
            log.warning("sandbox: no warm box: %s", error)
            await asyncio.sleep(RESTART_PAUSE_S)
            return
        if self._closed or not self._short_of_warm():
            await box.kill()
        else:
            self._warm.append(box)


class _Lease:
    """The box of one verify: claimed at the first need, and fresh after one that failed."""

    def __init__(self, pool: SandboxPool, session_id: SessionId) -> None:
        self.session_id = session_id
        self._pool = pool
        self._box: Box | None = None
        self._failed = False

    async def box(self) -> Box:
        if self._box is None:
            self._box = await self._pool.claim(fresh=self._failed)
        return self._box

    async def drop(self) -> None:
        box, self._box, self._failed = self._box, None, True
        if box is not None:
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
