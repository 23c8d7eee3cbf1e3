"""Answers the calls of tools for one turn, the pure part by itself, the rest by the sandbox; and remembers
what the checks said, so that files which the model had checked are not checked again when it ends.

Whatever happens, a call gets an answer within CALL_S, and no longer than a model may be told: a fault of the
call, of the sandbox or of ours is an answer that says so. Called by actors/turn_tasks.py.
"""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import asdict
from typing import Any, cast

from actors.ports import Ports
from actors.verification import CHECKS, unmade
from sandbox.contract import Artifact, CheckResult, SandboxError
from studio import steps, tools
from studio.frameworks import entry_path
from studio.ids import SessionId
from studio.protocol import ToolOutcome, ToolPart
from studio.tools.contract import CALL_S, Call, Desk, Mistake, Work, cut

log = logging.getLogger(__name__)

CHECKING_SHARE = 0.9  # of a call's time: then the checks that have ended are told, and which have not


class ToolRunner:
    def __init__(self, session_id: SessionId, ports: Ports) -> None:
        self._session_id = session_id
        self._verifier = ports.verifier
        self._reference = ports.reference
        self._mend = ports.mend
        self._checked: tuple[Artifact, list[CheckResult]] | None = None

    async def verify(self, artifact: Artifact) -> AsyncGenerator[str | CheckResult]:
        """As Verifier.verify; what was found of these very files before is told again and not looked for."""
        if self._checked is not None and self._checked[0] == artifact:
            for result in self._checked[1]:
                yield result.check
                yield result
            return
        found: list[CheckResult] = []
        told = cast(AsyncGenerator[str | CheckResult], self._verifier.verify(self._session_id, artifact))
        async with aclosing(told) as results:
            async for said in results:
                if isinstance(said, CheckResult):
                    found.append(said)
                yield said
        if all(result.outcome != "skipped" for result in found):
            self._checked = artifact, found

    async def answer(self, call: ToolPart, files: Mapping[str, str], note: str = "") -> steps.Answered:
        """`note` goes before the answer."""
        began = time.monotonic()
        outcome: ToolOutcome = "failed"
        try:
            async with asyncio.timeout(CALL_S):
                outcome, said = "done", await self._ask(call, files)
        except (Mistake, SandboxError) as error:
            outcome, said = "failed", str(error)
        except TimeoutError:
            said = f"{call.name} did not answer within {CALL_S:g} s. Go on without it."
        except Exception:
            log.exception("session %s: the tool %s broke", self._session_id, call.name)
            said = f"{call.name} broke. Go on without it."
        result = cut("\n\n".join(part for part in (note, said) if part))
        return steps.Answered(call.call, outcome, result, int((time.monotonic() - began) * 1000))

    async def _ask(self, call: ToolPart, files: Mapping[str, str]) -> str:
        tool, arguments = tools.read(Call(call.name, call.arguments))
        answer = tool.answer(arguments, Desk(files, entry_path(files), self._reference))
        return answer.tell(await self._work(answer, files)) if isinstance(answer, Work) else answer

    async def _work(self, work: Work, files: Mapping[str, str]) -> Mapping[str, Any]:
        artifact = Artifact(dict(files), work.entry)
        if work.op != "verify":
            return await self._verifier.ask(self._session_id, work.op, artifact, work.more)
        mended = self._mend(files, work.entry, "")
        results: list[CheckResult] = []
        unreached: list[str] = []
        never: list[str] = []
        try:
            async with (
                asyncio.timeout(CALL_S * CHECKING_SHARE),
                aclosing(self.verify(Artifact(dict(mended.files), work.entry))) as told,
            ):
                async for said in told:
                    if isinstance(said, CheckResult):
                        results.append(said)
        except TimeoutError:
            ended = {result.check for result in results}
            never = unmade(results)
            unreached = [check for check in CHECKS if check not in ended and check not in never]
        return {
            "checks": [asdict(result) for result in results],
            "unreached": unreached,
            "unmade": never,
            "mended": [f"{note.path}: {note.said}" for note in mended.notes],
        }
