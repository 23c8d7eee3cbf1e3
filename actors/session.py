"""One user session: owner of its log of events and of its one running turn.

Decides with studio/turn.py, acts through the ports. Called by cluster/session_actor.py, one an actor.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace

from actors.plans import Plans
from actors.ports import Ports
from actors.refused import Refused
from actors.session_log import SessionLog, load_state
from actors.talk import summarise, talk, to_summarise
from actors.turn_tasks import TurnTasks
from actors.version_check import VersionCheck
from stores.contract import Fenced, StoreError
from studio import conduct, counts, protocol, steps, turn, versions
from studio.fence import as_pasted
from studio.findings import blocking
from studio.forks import title_of
from studio.ids import Epoch, SessionId, VersionId
from studio.protocol import SessionState
from studio.state import files_of, newest_version, running_turn

logger = logging.getLogger(__name__)


class Session:
    """Make one with `open`."""

    def __init__(self, session_id: SessionId, ports: Ports, epoch: Epoch, state: SessionState) -> None:
        self.session_id = session_id
        self.log = SessionLog(session_id, ports.store, epoch, state)
        self._ports = ports
        self._plans = Plans(session_id, ports)
        self._version_check = VersionCheck(self.log, ports)
        self._commands = asyncio.Lock()
        self._turn: asyncio.Task[None] | None = None
        self._tasks: TurnTasks | None = None
        self._summary: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, session_id: SessionId, ports: Ports, *, resume: bool) -> "Session":
        """Takes the session over from the store. A turn found running is gone on with if `resume` (its
        actor died under it), otherwise shown as interrupted. Raises NoSession."""
        epoch = await ports.store.acquire(session_id)
        state = await load_state(ports.store, session_id)
        session = cls(session_id, ports, epoch, state)
        if running_turn(state) is not None:
            await session._take_up_running_turn(resume)
        await session._version_check.begin()
        return session

    @property
    def _state(self) -> SessionState:
        return self.log.state

    @property
    def busy(self) -> bool:
        return self._turn_runs or self._version_check.busy or self._summarises

    @property
    def _turn_runs(self) -> bool:
        return self._turn is not None and not self._turn.done()

    @property
    def _summarises(self) -> bool:
        return self._summary is not None and not self._summary.done()

    async def command(self, command: protocol.Command) -> None:
        """Carries it out, or has begun to. Raises Refused."""
        if isinstance(command, protocol.Cancel):
            if self._tasks is not None and self._turn_runs:
                self._tasks.cancel()
            return
        async with self._commands:
            await self._carry_out(command)

    async def _carry_out(self, command: protocol.Command) -> None:
        match command:
            case protocol.Prompt():
                await self._start_prompt(command.text.strip(), command.model, command.attachments)
            case protocol.Refine():
                await self._refine(command)
            case protocol.PinModel():
                await self._pin(command.model)
            case protocol.Continue():
                await self._continue()
            case protocol.Cancel():
                pass
            case protocol.Restore():
                await self._restore(command.version)
            case protocol.EditFile():
                await self._edit_file(command)
            case protocol.PreviewError():
                await self._preview_error(command)
            case protocol.Hello() | protocol.Fork():
                raise Refused("bad_request", "hello and fork are for the socket, which answers them itself.")

    async def close(self) -> None:
        """Ends the running turn without recording it, and every subscription. The store keeps the rest."""
        self.log.close()
        await self._version_check.stop()
        running = [task for task in (self._summary, self._turn) if task is not None and not task.done()]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _start_prompt(self, text: str, model: str | None = None, pictures: Sequence[str] = ()) -> None:
        await self._refuse_if_busy()
        waited_s = await self._wait_for_conduct()
        plan = await self._plans.of_prompt(self._state, text, model, pictures)
        await self._start_turn(_slowed(plan, waited_s))

    async def _refine(self, refine: protocol.Refine) -> None:
        await self._refuse_if_busy()
        if refine.version not in {v.version for v in self._state.versions}:
            raise Refused("bad_request", f"version: there is no version {refine.version} in this session.")
        waited_s = await self._wait_for_conduct()
        if refine.version != newest_version(self._state):
            await self._plans.route(self._state, "refine", refine.model)  # else the restored one would stay
            await self._restore(refine.version)
        plan = await self._plans.of_refinement(self._state, refine.model)
        await self._start_turn(_slowed(plan, waited_s))

    async def _pin(self, model: str | None) -> None:
        await self._refuse_if_busy()
        if model == self._state.pinned:
            return
        if model is not None:
            await self._plans.route(self._state, "edit", model)  # refuses a name that is no model's
        async with self.log.numbering:
            await self.log.record([protocol.ModelPinned(seq=self.log.seq + 1, model=model)])

    async def _continue(self) -> None:
        await self._refuse_if_busy()
        last = self._state.turns[-1] if self._state.turns else None
        if last is None or last.outcome in (None, "final"):
            raise Refused("bad_request", "continue: there is no cut-off turn. Send a prompt.")
        if last.code == "check_failed":
            problem = as_pasted(last.message or "")
            await self._start_prompt(f"Fix this problem and keep everything else.\n\n{problem}")
            return
        waited_s = await self._wait_for_conduct()
        plan = await self._plans.of_continuation(self._state)
        await self._start_turn(_slowed(plan, waited_s))

    async def _take_up_running_turn(self, resume: bool) -> None:
        plan = await self._plans.of_running(self._state, resume=resume)
        machine = turn.Turn(plan, (plan.parent_version or 0) + 1, self._ports.mend)
        now = self._ports.now_ms()
        shown = files_of(self._state)
        if plan.checked is not None:  # what a repair had only opened is written anew, which closes it
            shown |= {file.path: "" for file in self._state.files if file.open}
        first = machine.resume(shown, self.log.seq, now)
        if not resume:
            note = "The server stopped while this was being written. Press Continue to go on."
            seq = self.log.seq + sum(isinstance(step, steps.Emit) for step in first)
            first = [*first, *machine.handle(steps.Broke("interrupted", note), seq, now)]
            first = [step for step in first if not isinstance(step, steps.ScanPrompt | steps.StopModel)]
        await self._run(machine, first, "")

    async def _start_turn(self, plan: steps.Plan) -> None:
        machine = turn.Turn(plan, (plan.parent_version or 0) + 1, self._ports.mend)
        async with self.log.numbering:  # a version may be being checked, or a summary be stored
            first = machine.start(self.log.seq, self._ports.now_ms())
            begun = await self._run(machine, first, plan.written)
        if not begun:
            if self.log.closed:
                raise Fenced("another process has taken this session over")
            raise Refused("internal", "The server could not store this. Send it again.", retryable=True)
        await self._touch()

    async def _touch(self) -> None:
        try:
            await self._ports.store.touch(self.session_id, title_of(self._state), self._ports.now_ms())
        except StoreError:
            logger.exception("session %s: its line in the list is out of date", self.session_id)

    async def _summarise(self, due: tuple[int, str]) -> None:
        """Stored as soon as it is made, whatever runs then: the next turn is told of it."""
        made = await summarise(self._ports.router, due, await self._plans.user())
        if made is None:
            return
        async with self.log.numbering:
            event = protocol.Summarised(seq=self.log.seq + 1, through=made.through, text=made.text)
            try:
                await self.log.record([event])
            except Fenced:
                return
            except StoreError:
                logger.exception("session %s: a summary could not be stored", self.session_id)

    async def _run(self, machine: turn.Turn, first: Sequence[steps.Instruction], reply: str) -> bool:
        """Returns when the first events are stored. False: they could not be."""
        shown = machine.plan.attachments
        told = await talk(self._ports.store, self.session_id, self._state, await self._plans.user(), shown)
        self._tasks = TurnTasks(self.log, self._ports, machine, told)
        self._turn = asyncio.create_task(self._supervise(self._tasks, first, reply))
        begun = asyncio.create_task(self._tasks.begun.wait())
        await asyncio.wait([self._turn, begun], return_when=asyncio.FIRST_COMPLETED)
        begun.cancel()
        return self._tasks.begun.is_set()

    async def _supervise(self, tasks: TurnTasks, first: Sequence[steps.Instruction], reply: str) -> None:
        """The boundary of a turn: whatever breaks inside, the turn gets its outcome."""
        try:
            await tasks.run(first, reply)
            if tasks.receipt and self._state.turns[-1].outcome == "final":
                await self._ports.router.keep(tasks.receipt)
            due = await to_summarise(self._ports.store, self.session_id, self._state)
            if due is not None and not self._summarises:
                self._summary = asyncio.create_task(self._summarise(due))
        except StoreError:  # of the summary: what else is not stored comes in a group
            logger.exception("session %s: its older turns could not be read", self.session_id)
        except ExceptionGroup as broken:
            if broken.subgroup(Fenced):
                return
            logger.exception("session %s: turn %s broke", self.session_id, tasks.machine.plan.turn)
            where = "could not store the reply" if broken.subgroup(StoreError) else "made a mistake here"
            await self._abandon(tasks, f"The server {where}. Press Continue to try again.")
        last = self._state.turns[-1] if self._state.turns else None
        if last is not None and last.turn == tasks.machine.plan.turn and last.outcome is not None:
            self._ports.count(counts.of_turn(self._state.turns[-1]))

    async def _abandon(self, tasks: TurnTasks, message: str) -> None:
        """What it wrote is half a file, maybe, and not scanned: the next prompt must not build on it."""
        plan, (usage, cost_usd) = tasks.machine.plan, tasks.machine.spent
        if running_turn(self._state) is None:
            return
        async with self.log.numbering:
            opened = {file.path for file in self._state.files if file.open}
            reverted = versions.replace_files(files_of(self._state), plan.parent, self.log.seq, opened)
            ended = protocol.TurnEnded(
                seq=self.log.seq + len(reverted) + 1, turn=plan.turn, outcome="failed", code="internal",
                message=message, version=None, usage=usage, cost_usd=cost_usd, at_ms=self._ports.now_ms(),
            )  # fmt: skip
            try:
                await self.log.record([*reverted, ended])
            except StoreError:
                self.log.close()  # which ends this actor; the next one reads what is stored

    async def _restore(self, version: int) -> None:
        await self._refuse_if_busy()
        known = {v.version: v for v in self._state.versions}
        if version not in known:
            raise Refused("bad_request", f"version: there is no version {version} in this session.")
        files = await self._ports.store.version(self.session_id, VersionId(version))
        await self._record_version(files, "restore", known[version].status, f"Restored version {version}")

    async def _edit_file(self, edit: protocol.EditFile) -> None:
        await self._refuse_if_busy()
        files = files_of(self._state)
        if edit.path not in files:
            raise Refused("bad_request", f"path: there is no file {edit.path} in this session.")
        if edit.base_version != newest_version(self._state):
            raise Refused(
                "bad_request", "base_version: the file has changed since. Reload it and edit again."
            )
        if len(edit.text) > protocol.MAX_FILE_CHARS:
            raise Refused("bad_request", f"text: at most {protocol.MAX_FILE_CHARS} characters fit in a file.")
        await self._wait_for_conduct()
        others = {path: text for path, text in files.items() if path != edit.path}
        findings = await self._ports.scanner.code(self.session_id, edit.path, edit.text, others)
        self._ports.count(counts.of_findings(findings))
        if blocked := blocking(findings):
            await self._record_refusal(edit.path)
            where = f"line {blocked.line}" if blocked.path == edit.path else f"{blocked.path}:{blocked.line}"
            raise Refused("blocked", f"{where}: {blocked.message} {blocked.remedy}")
        files = {**files, edit.path: edit.text}
        await self._record_version(files, "edit", "draft", f"Edited {edit.path}")

    async def _record_refusal(self, path: str) -> None:
        """It is refused, whether this can be stored or not."""
        async with self.log.numbering:
            now = self._ports.now_ms()
            try:
                await self.log.record([protocol.EditRefused(seq=self.log.seq + 1, path=path, at_ms=now)])
            except Fenced:
                raise
            except StoreError:
                logger.exception("session %s: a refused edit could not be stored", self.session_id)

    async def _record_version(
        self,
        files: Mapping[str, str],
        origin: protocol.VersionOrigin,
        status: protocol.VersionStatus,
        label: str,
    ) -> None:
        old = files_of(self._state)
        number, parent = (newest_version(self._state) or 0) + 1, newest_version(self._state)
        async with self.log.numbering:
            events = versions.replace_files(old, files, self.log.seq)
            created = versions.version_created(
                self.log.seq + len(events) + 1, number, parent, None, origin, status, label, old, files,
                self._ports.now_ms(),
            )  # fmt: skip
            await self.log.record([*events, created], version=(VersionId(number), files))
        await self._version_check.begin()
        await self._touch()

    async def _preview_error(self, report: protocol.PreviewError) -> None:
        version = next((v for v in self._state.versions if v.version == report.version), None)
        if version is None or version.error is not None:
            return
        cap = protocol.MAX_ERROR_CHARS
        message, stack = report.message[:cap], report.stack[:cap]
        async with self.log.numbering:
            failed = protocol.PreviewFailed(
                seq=self.log.seq + 1, version=report.version, message=message, stack=stack
            )
            await self.log.record([failed])

    async def _wait_for_conduct(self) -> float:
        """How long that was. Raises Refused."""
        wait_s = conduct.wait_s(self._state.turns, self._ports.now_ms(), self._state.refused_ms)
        if wait_s is None:
            self._ports.count(counts.Counts(conduct="stopped"))
            raise Refused("blocked", conduct.STOPPED)
        if wait_s:
            self._ports.count(counts.Counts(conduct="slowed"))
        await asyncio.sleep(wait_s)
        return wait_s

    async def _refuse_if_busy(self) -> None:
        if self._turn_runs and self._tasks is not None and self._tasks.machine.phase is turn.Phase.ENDED:
            assert self._turn is not None
            await asyncio.wait([self._turn])  # its end was told; its tasks are closing
        if self._turn_runs:
            raise Refused("busy", "A turn is running. Stop it or wait for it to end.", retryable=True)


def _slowed(plan: steps.Plan, waited_s: float) -> steps.Plan:
    """The plan, with a word on why it comes late."""
    if not waited_s:
        return plan
    return replace(plan, why=f"{plan.why} {conduct.SLOWED.format(wait_s=waited_s)}".strip())
