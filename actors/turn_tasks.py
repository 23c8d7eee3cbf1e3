"""Carries out the instructions of one turn: starts and ends its tasks, feeds what they bring back.

Every task belongs to the TaskGroup of `run`; when `run` returns or is cancelled, none is left and the
vendor's connection is closed. Every wait on another actor has a deadline. Called by actors/session.py.
"""

import asyncio
import logging
import time
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import aclosing
from typing import assert_never

from actors.judge import Judged, judge
from actors.ports import Batch, Ports, Unavailable
from actors.session_log import SessionLog
from actors.talk import Talk
from actors.tool_runner import ToolRunner
from actors.writers import Writers
from models.contract import ModelError, Request
from sandbox.contract import Artifact
from studio import quiet, spread, steps, turn
from studio.findings import blocking
from studio.ids import TurnId, VersionId
from studio.protocol import Event, Finding, Usage

log = logging.getLogger(__name__)

SCAN_INTERVAL_S = 0.1
MAX_SCAN_INTERVAL_S = 0.4
SCAN_SHARE = 8  # a scan is followed by a pause of so many times its own length: a busy scanner is asked less
INPUTS = 8
ROUTER_SILENCE_S = 45.0  # the port notices in 10 s, and waits 30 s for the successor
SCAN_DEADLINE_S = 45.0  # the same of the scanner
VERIFY_DEADLINE_S = 90.0
KEEP_S = 40.0  # a third of the time after which an unused box ends
LINE_END = (steps.Arrived("\n"), "\n")  # a tag counts at the start of a line


class TurnTasks:
    def __init__(self, session_log: SessionLog, ports: Ports, machine: turn.Turn, talk: Talk) -> None:
        self.machine = machine
        self.begun = asyncio.Event()
        """Set when the first events are stored."""
        self._log = session_log
        self._ports = ports
        self._talk = talk
        self._inputs: asyncio.Queue[tuple[steps.Input, str]] = asyncio.Queue(INPUTS)
        self._cancelled = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._receipts: list[str] = []
        self._writer: asyncio.Task[None] | None = None  # or the tools that it called
        self._writers = Writers(ports.router, machine.plan, talk.user)
        self._tools = ToolRunner(session_log.session_id, ports)
        self._scan: asyncio.Task[None] | None = None
        self._scan_due = 0.0
        self._seen: dict[str, tuple[str, quiet.Lookout]] = {}  # by path: the text at the last look

    @property
    def receipt(self) -> str:
        """Of the reply that alone made the version; "" where there is none."""
        return self._receipts[0] if len(self._receipts) == 1 else ""

    def cancel(self) -> None:
        """Asks the turn to stop; returns at once."""
        self._cancelled.set()

    async def run(self, first: Sequence[steps.Instruction], reply: str) -> None:
        """Until the turn has ended. `reply` is model text to store with the first events. Raises an
        ExceptionGroup if an event cannot be stored or another actor fails."""
        async with asyncio.TaskGroup() as group:
            self._spawn(group, self._pass_on_cancel())
            self._spawn(group, self._keep_box())
            await self._perform(group, first, reply)
            self.begun.set()
            while self.machine.phase is not turn.Phase.ENDED:
                received, text = await self._inputs.get()
                now = self._ports.now_ms()
                if self.machine.phase is not turn.Phase.WRITE:
                    text = ""  # the artifact does not show it, so a continued reply must not hold it
                async with self._log.numbering:
                    await self._perform(group, self.machine.handle(received, self._log.seq, now), text)
                self._keep_scanning(group)
            for task in self._tasks:
                task.cancel()

    def _spawn(self, group: asyncio.TaskGroup, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = group.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _perform(self, group: asyncio.TaskGroup, todo: Sequence[steps.Instruction], reply: str) -> None:
        events: list[Event] = []
        version: tuple[VersionId, Mapping[str, str]] | None = None
        for step in todo:
            match step:
                case steps.Emit():
                    events.append(step.event)
                case steps.Save():
                    version = (VersionId(step.version), step.files)
                case _:
                    pass
        raw = (TurnId(self.machine.plan.turn), reply) if reply else None
        await self._log.record(events, version=version, reply=raw)
        for step in todo:
            match step:
                case steps.Emit() | steps.Save():
                    pass
                case steps.ScanPrompt():
                    self._spawn(group, self._scan_prompt(step.text))
                case steps.Generate():
                    self._writer = self._spawn(group, self._write(step))
                case steps.RunTools():
                    self._writer = self._spawn(group, self._run_tools(step))
                case steps.StopModel():
                    if self._writer is not None:
                        self._writer.cancel()
                case steps.Scan():
                    self._start_scan(group, 0.0)
                case steps.Verify():
                    self._spawn(group, self._verify(Artifact(step.files, step.entry)))
                case _:
                    assert_never(step)

    async def _pass_on_cancel(self) -> None:
        while True:
            await self._cancelled.wait()
            self._cancelled.clear()
            await self._inputs.put((steps.CancelRequested(), ""))

    async def _keep_box(self) -> None:
        """A model may write for minutes between two runs."""
        while True:
            await asyncio.sleep(KEEP_S)
            await self._ports.verifier.keep(self._log.session_id)

    async def _scan_prompt(self, text: str) -> None:
        try:
            async with asyncio.timeout(SCAN_DEADLINE_S):
                scan = await self._ports.scanner.prompt(text)
                together = None if blocking(scan.findings) else await self._scan_with_earlier(text)
        except (TimeoutError, Unavailable):
            await self._broke("The prompt check did not answer in time.")
            return
        except Exception:  # the same prompt would break it again: not to be continued
            log.exception("session %s: the prompt check broke", self._log.session_id)
            said = "The check of this prompt broke, so it was not sent. Say it in other words."
            await self._inputs.put((steps.Broke("blocked", said), ""))
            return
        judged = Judged()
        if self._ports.judge and scan.suspicious and together is None:
            judged = await judge(self._ports.router, text, self._talk.user)
        found = [*scan.findings, *([together] if together else []), *judged.findings]
        watch = scan.watch(self.machine.plan.base, text)
        scanned = steps.PromptScanned(found, judged.usage, judged.cost_usd, watch)
        await self._inputs.put((scanned, ""))

    async def _scan_with_earlier(self, text: str) -> Finding | None:
        before = spread.earlier(self._log.state.turns, self.machine.plan.turn)
        return spread.found(
            [await self._ports.scanner.prompt(each) for each in spread.together(before, text)]
        )

    async def _write(self, step: steps.Generate) -> None:
        request = await self._request(step)
        if request is None:
            return
        last = request.written[-1:]
        async with aclosing(self._ports.router.generate(request)) as batches:
            while True:
                try:
                    async with asyncio.timeout(ROUTER_SILENCE_S):
                        batch = await anext(batches)
                except (TimeoutError, StopAsyncIteration, Unavailable):
                    await self._broke("The model's router stopped answering.")
                    return
                last = batch.text[-1:] or last
                await self._pass_on(batch, last)
                if batch.done:
                    return

    async def _request(self, step: steps.Generate) -> Request | None:
        """What to ask; None where nobody can be asked, which is told."""
        request = self._writers.asked(self._talk.request(self.machine.plan, step, self.machine.files))
        if step.fault:
            try:
                async with asyncio.timeout(ROUTER_SILENCE_S):
                    request, first, why = await self._writers.asked_to_mend(request)
            except ModelError as error:  # as where no money is left for it: the fault stays, and is told
                await self._inputs.put((steps.ModelStopped(Usage(), 0.0, (error.code, error.message)), ""))
                return None
            except (TimeoutError, Unavailable):
                await self._broke("The model's router stopped answering.")
                return None
            await self._inputs.put((steps.WriterSwitched(first, why, failed=False), ""))
        if step.failed or step.fault:
            await self._inputs.put(LINE_END)
        return request

    async def _pass_on(self, batch: Batch, last: str) -> None:
        """`last`: the character that the reply ends with so far."""
        if batch.text:
            await self._inputs.put((steps.Arrived(batch.text), batch.text))
        if batch.switched:
            self._writers.took_over(batch.switched[0], failed=batch.switched[2])
            await self._inputs.put((steps.WriterSwitched(*batch.switched), ""))
        if batch.waiting:
            await self._inputs.put((steps.ModelAwaited(batch.waiting), ""))
        if not batch.done:
            if batch.spent:
                await self._inputs.put((steps.SpentSoFar(*batch.spent), ""))
            return
        if batch.calls and last not in ("", "\n"):
            await self._inputs.put(LINE_END)
        self._receipts.append(batch.receipt)
        error = batch.error[:2] if batch.error else None
        stopped = steps.ModelStopped(batch.usage, batch.cost_usd, error, batch.calls)
        await self._inputs.put((stopped, ""))

    async def _run_tools(self, step: steps.RunTools) -> None:
        note = step.note
        for call in step.calls:
            answered = await self._tools.answer(call, self.machine.files, note)
            await self._inputs.put((answered, ""))
            note = ""

    def _keep_scanning(self, group: asyncio.TaskGroup) -> None:
        if self.machine.phase is turn.Phase.WRITE and self.machine.unscanned:
            self._start_scan(group, self._scan_due - time.monotonic())

    def _start_scan(self, group: asyncio.TaskGroup, delay_s: float) -> None:
        if self._scan is None or self._scan.done():
            self._scan = self._spawn(group, self._scan_files(max(0.0, delay_s)))

    async def _scan_files(self, delay_s: float) -> None:
        await asyncio.sleep(delay_s)
        begun = time.monotonic()
        results: list[steps.CodeScanned] = []
        try:
            async with asyncio.timeout(SCAN_DEADLINE_S):
                for path, through in list(self.machine.unscanned.items()):
                    text = self.machine.files.get(path, "")
                    results.append(await self._look(path, through, text))
        except (TimeoutError, Unavailable):
            await self._broke("The code check did not answer in time.")
            return
        except Exception:  # the same code would break it again: what goes on is written anew
            log.exception("session %s: the code check broke", self._log.session_id)
            said = (
                "The check of the code broke, so nothing of it is kept. Press Continue: it is written anew."
            )
            await self._inputs.put((steps.Broke("blocked", said), ""))
            return
        took_s = time.monotonic() - begun
        self._scan_due = begun + min(MAX_SCAN_INTERVAL_S, max(SCAN_INTERVAL_S, SCAN_SHARE * took_s))
        self._scan = None
        for result in results:
            await self._inputs.put((result, ""))

    async def _look(self, path: str, through: int, text: str) -> steps.CodeScanned:
        """Most of what is written while a reply streams can matter to no rule: the scanner is not asked."""
        before, lookout = self._seen.get(path, ("", quiet.Lookout()))
        if self.machine.phase is turn.Phase.WRITE and quiet.is_quiet(before, text, lookout):
            self._seen[path] = text, lookout
            return steps.CodeScanned(path, through, (), quiet=True)
        others = {each: other for each, other in self.machine.files.items() if each != path}
        findings = await self._ports.scanner.code(self._log.session_id, path, text, others)
        self._seen[path] = text, quiet.after_scan(text, lookout)
        return steps.CodeScanned(path, through, findings)

    async def _verify(self, artifact: Artifact) -> None:
        try:
            async with asyncio.timeout(VERIFY_DEADLINE_S):
                async for said in self._tools.verify(artifact):
                    if isinstance(said, str):
                        await self._inputs.put((steps.CheckBegan(said), ""))
                    else:
                        done = steps.CheckDone(said.check, said.outcome, said.detail, said.ms)
                        await self._inputs.put((done, ""))
        except TimeoutError:
            await self._broke("The sandbox did not answer in time.")
            return
        except Exception:
            log.exception("session %s: the sandbox broke off", self._log.session_id)
            await self._broke("The sandbox broke off the check.")
            return
        await self._inputs.put((steps.ChecksOver(), ""))

    async def _broke(self, message: str) -> None:
        broke = steps.Broke("overloaded", f"{message} Press Continue to go on.")
        await self._inputs.put((broke, ""))
