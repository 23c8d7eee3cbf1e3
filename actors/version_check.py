"""Checks the newest version that no turn made: an edit of the user's, or a draft that was restored or forked.

It goes through what a turn's files go through, but nothing is mended and no model is asked: it costs nothing,
and the text stays as the user left it. Invariant: one version at a time; a newer one that is to be checked
ends the check of the one before. Runs beside a turn, if the user does not wait. A check that was cut off
begins again with the session. Owned by actors/session.py.
"""

import asyncio
import logging
from collections.abc import Sequence

from actors.ports import Ports
from actors.session_log import SessionLog
from actors.turn_tasks import VERIFY_DEADLINE_S
from sandbox.contract import Artifact, CheckResult
from stores.contract import Fenced, StoreError
from studio import counts, steps
from studio.checking import NEEDED, Checking, unsettled
from studio.ids import VersionId
from studio.protocol import Check, CheckEnded, CheckStarted, Event, VersionSettled

log = logging.getLogger(__name__)


class VersionCheck:
    def __init__(self, session_log: SessionLog, ports: Ports) -> None:
        self._log = session_log
        self._ports = ports
        self._task: asyncio.Task[None] | None = None
        self._version = 0

    @property
    def busy(self) -> bool:
        return self._task is not None and not self._task.done()

    async def begin(self) -> None:
        """Returns at once; does nothing if the newest version has been checked, or is being."""
        version = unsettled(self._log.state)
        if version is None or (self.busy and self._version == version.version):
            return
        await self.stop()
        self._version = version.version
        self._task = asyncio.create_task(self._run(version.version, version.entry or ""))

    async def stop(self) -> None:
        """Without a word of it: what had begun counts for nothing."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _run(self, version: int, entry: str) -> None:
        """The boundary of a check: whatever breaks, the session goes on."""
        session_id = self._log.session_id
        try:
            files = await self._ports.store.version(session_id, VersionId(version))
            await self._verify(version, Artifact(files, entry))
        except Fenced:
            return
        except (StoreError, KeyError):
            log.exception("session %s: version %s could not be checked", session_id, version)

    async def _verify(self, version: int, artifact: Artifact) -> None:
        checking = Checking(0)
        try:
            async with asyncio.timeout(VERIFY_DEADLINE_S):
                async for said in self._ports.verifier.verify(self._log.session_id, artifact):
                    if isinstance(said, CheckResult):
                        checking.add(steps.CheckDone(said.check, said.outcome, said.detail, said.ms))
                    await self._tell(version, said)
        except TimeoutError:
            await self._tell_missed(version, checking, "Not checked: the sandbox did not answer in time.")
        except (Fenced, StoreError):
            raise
        except Exception:  # as of a turn's check (actors/turn_tasks.py)
            log.exception("session %s: the sandbox broke off", self._log.session_id)
            await self._tell_missed(version, checking, "Not checked: the sandbox broke off the check.")
        async with self._log.numbering:
            status = "draft" if checking.refusal else "final"
            await self._log.record([VersionSettled(seq=self._log.seq + 1, version=version, status=status)])
        self._ports.count(counts.of_checks(self._checks(version)))

    async def _tell(self, version: int, said: str | CheckResult) -> None:
        async with self._log.numbering:
            seq, event = self._log.seq + 1, None
            if isinstance(said, str):
                event = CheckStarted(seq=seq, check=said, version=version)
            else:
                event = CheckEnded(
                    seq=seq, check=said.check, outcome=said.outcome, detail=said.detail, ms=said.ms,
                    version=version,
                )  # fmt: skip
            await self._log.record([event])

    async def _tell_missed(self, version: int, checking: Checking, why: str) -> None:
        """What had begun was not made, nor was the next one that is needed: without it nothing is final."""
        async with self._log.numbering:
            checks = self._checks(version)
            missed = [check.check for check in checks if check.outcome is None]
            passed = {check.check for check in checks if check.outcome == "passed"}
            needed = next((check for check in NEEDED if check not in passed), None)
            events: list[Event] = []
            if needed is not None and needed not in {check.check for check in checks}:
                missed.append(needed)
                events.append(CheckStarted(seq=self._log.seq + 1, check=needed, version=version))
            for name in missed:
                checking.add(steps.CheckDone(name, "skipped", why, 0))
                events.append(
                    CheckEnded(
                        seq=self._log.seq + len(events) + 1, check=name, outcome="skipped",
                        detail=why, ms=0, version=version,
                    )
                )  # fmt: skip
            await self._log.record(events)

    def _checks(self, version: int) -> Sequence[Check]:
        return next(v.checks for v in self._log.state.versions if v.version == version)
