"""The checks of one artifact, in their order, two at a time: what reads the program beside what runs it.

compile is first, since nothing is to be said of what cannot be read. render, mount, use and accessibility
begin beside it in the session's run box, which compiles by the same rules before it executes anything; what
they find is told behind compile, and the first fault is their last check, but that what breaks only in use is
looked at for accessibility all the same. lint and types follow compile in
the box that analyses. Results leave as they come. A box that dies is tried once more, fresh; a component on
which both ran out of memory did that itself. What takes too long to read is not read again: the boxes that
read are everybody's. Used by actors/sandbox_pool.py.
"""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from actors.verdict import verdict
from sandbox.contract import Artifact, CheckResult, Crowded, Overused, SandboxError
from studio.protocol import CheckOutcome
from studio.tools.logs import logs_of

log = logging.getLogger(__name__)

FIRST = "compile"
READ = ("lint", "types")
USE = "use"
EXECUTED = ("render", "mount", USE)
RUN = (*EXECUTED, "accessibility")
CHECKS = (FIRST, *READ, *RUN)
SHARED = (FIRST, *READ)  # made in boxes that serve all sessions
SANDBOX = "sandbox"  # said only when one has to be waited for
AGAIN = "sandbox_again"  # likewise, where the session had one that was taken away
# The agent itself ends what takes too long, and says so; these are for an agent that does not answer.
DEADLINE_S = {"compile": 5.0, "lint": 10.0, "types": 15.0}
RUN_DEADLINE_S = 30.0
TRIES = 2
OUT_OF_MEMORY = "The component ran out of memory"
TOO_LONG = "Not checked: {path} took longer than {s:g} s. Make it shorter or simpler, or try again."


class Callee(Protocol):
    async def call(self, op: str, payload: Mapping[str, Any], deadline_s: float) -> Mapping[str, Any]: ...


class RunBox(Callee, Protocol):
    """`waits`: why its next call will have to wait for a box, empty if there is one; `lost`: it had one."""

    @property
    def waits(self) -> str: ...

    @property
    def lost(self) -> bool: ...

    async def ready(self) -> None:
        """Raises SandboxError."""
        ...


@dataclass(frozen=True, slots=True)
class Places:
    """Where the checks are made."""

    checker: Callee
    analyser: Callee
    box: RunBox


class Verification:
    def __init__(
        self,
        artifact: Artifact,
        places: Places,
        failed_in_use: Callable[[SandboxError], None],
    ) -> None:
        self._payload: dict[str, Any] = {"files": dict(artifact.files), "entry": artifact.entry}
        self._places = places
        self._failed_in_use = failed_in_use
        self._said: asyncio.Queue[str | CheckResult | None] = asyncio.Queue()
        self._over = False

    async def results(self) -> AsyncGenerator[str | CheckResult, None]:
        """Names when checks begin, but that of the first; results when they end."""
        chains = [asyncio.create_task(self._run())]
        try:
            first = await self._check(FIRST, self._places.checker, DEADLINE_S[FIRST])
            yield first
            if first.outcome != "passed":
                self._over = True
                await chains[0]  # ended by itself, it leaves the session its box
                return
            chains.append(asyncio.create_task(self._read()))
            open_chains = len(chains)
            while open_chains:
                said = await self._said.get()
                if said is None:
                    open_chains -= 1
                else:
                    yield said
            for chain in chains:
                chain.result()
        finally:
            for chain in chains:
                chain.cancel()
            await asyncio.gather(*chains, return_exceptions=True)

    async def _read(self) -> None:
        try:
            for check in READ:
                await self._said.put(check)
                await self._said.put(await self._check(check, self._places.analyser, DEADLINE_S[check]))
        finally:
            self._said.put_nowait(None)

    async def _run(self) -> None:
        try:
            await self._await_box()
            for check in RUN:
                if self._over:
                    return
                await self._said.put(check)
                result = await self._check(check, self._places.box, RUN_DEADLINE_S)
                await self._said.put(result)
                if _is_last(result):
                    return
        finally:
            self._said.put_nowait(None)

    def _too_long(self, at: str, deadline_s: float) -> str:
        path = at if at in self._payload["files"] else "reading it"
        return TOO_LONG.format(path=path, s=deadline_s)

    async def _await_box(self) -> None:
        """What fails here is seen again, and said, by the first check in the box."""
        why = self._places.box.waits
        if not why:
            return
        name = AGAIN if self._places.box.lost else SANDBOX
        await self._said.put(name)
        began = time.monotonic()
        outcome, detail = await _tried(self._places.box.ready)
        await self._said.put(CheckResult(name, outcome, detail or why, _ms(began)))

    async def _check(self, check: str, where: Callee, deadline_s: float) -> CheckResult:
        began = time.monotonic()
        detail = "Not checked: the sandbox failed twice. The component was not judged."
        hungry = 0
        for _attempt in range(TRIES):
            try:
                reply = await where.call(check, self._payload, deadline_s)
                outcome, said = verdict(check, reply)
                return CheckResult(check, outcome, said, _ms(began), logs_of(reply))
            except Crowded as error:
                return CheckResult(check, "skipped", f"Not checked: {error}", _ms(began))
            except SandboxError as error:
                self._failed_in_use(error)
                log.warning("sandbox: %s: %s", check, error)
                hungry += isinstance(error, Overused) and error.what == "memory"
                if check in SHARED and isinstance(error, Overused) and error.what in ("time", "cpu"):
                    detail = self._too_long(error.at, deadline_s)
                    break
        if check in EXECUTED and hungry == TRIES:
            return CheckResult(check, "failed", OUT_OF_MEMORY, _ms(began))
        return CheckResult(check, "skipped", detail, _ms(began))


def unmade(results: Iterable[CheckResult]) -> list[str]:
    """Those that are not made once these are told, however long one waits."""
    known = {result.check: result for result in results}
    if FIRST in known and known[FIRST].outcome != "passed":
        return [check for check in CHECKS if check not in known]
    last = [RUN.index(check) for check in RUN if check in known and _is_last(known[check])]
    return [check for check in RUN[min(last) :] if check not in known] if last else []


def _is_last(result: CheckResult) -> bool:
    """Of those in the run box."""
    failed = result.outcome == "failed" and (result.check != USE or result.detail == OUT_OF_MEMORY)
    return failed or result.outcome == "skipped"


async def _tried(start: Callable[[], Awaitable[None]]) -> tuple[CheckOutcome, str]:
    """A box that does not start is seen again, and tried again, by the first check in it."""
    try:
        await start()
    except SandboxError as error:
        return "skipped", str(error)
    return "passed", ""


def _ms(began: float) -> int:
    return int((time.monotonic() - began) * 1000)
