"""The turn as a state machine: input in, instructions out. Knows no asyncio, no clock and no Ray.

A turn goes GUARD → WRITE → SCAN → CHECK → ENDED, and from anywhere to ENDED by cancel or failure. While it
writes, the model may call tools: it stops, they answer, and it goes on in the same reply. Owns the phase and
what follows on what. The parts know the rest, and no phase: studio/writing.py the reply and its files,
calling.py the tools, unscanned.py what still has to be scanned, checking.py what the checks said and what is
left to do about it, spending.py the cost, ending.py the outcome. Every event leaves through `_emit`, numbered
from the `seq` that the caller passes in. Invariant: exactly one TurnEnded; a version is `final` only if its
files were scanned without a block and the checks that are needed passed.
actors/turn_tasks.py carries the instructions out.
"""

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import assert_never

from studio import steps
from studio.calling import Calling
from studio.checking import Checking
from studio.ending import CANCELLED, FINAL, Ending, failed, turn_ended, version_made
from studio.findings import Told, blocking, reason
from studio.fixes import Mend, mend_nothing
from studio.frameworks import entry_path
from studio.output import REMEDY
from studio.protocol import (
    CheckEnded,
    CheckStarted,
    Event,
    FileOpened,
    Finding,
    FindingMade,
    ModelSwitched,
    Scanned,
    Spent,
    TurnStarted,
    Usage,
    Waiting,
)
from studio.scan import Watch
from studio.spending import Spending
from studio.tools.contract import Call
from studio.unscanned import Unscanned
from studio.writing import ASK_ANEW, UNREAD, Writing


class Phase(Enum):
    GUARD = auto()
    WRITE = auto()
    SCAN = auto()
    CHECK = auto()
    ENDED = auto()


class Turn:
    """One turn. Call `start`, then `handle` with each input; both return what to do, in order."""

    def __init__(self, plan: steps.Plan, next_version: int, mend: Mend = mend_nothing) -> None:
        self.plan = plan
        self.phase = Phase.GUARD
        self._next_version = next_version
        self._mend = mend
        self._writing = Writing(plan.base, plan.repairs)
        self._calling = Calling(plan.calls, offered=plan.tools)
        self._reply = [plan.written]
        self._unscanned = Unscanned()
        self._told = Told(plan.findings)
        self._checking = Checking(0 if plan.model.built_in else plan.repairs)
        self._spending = Spending(plan.spent)
        self._ending = FINAL
        self._out: list[steps.Instruction] = []
        self._seq = 0
        self._now_ms = 0

    @property
    def files(self) -> Mapping[str, str]:
        """The artifact as written so far."""
        return self._writing.files

    @property
    def spent(self) -> tuple[Usage, float | None]:
        """So far: tokens, and US dollars where they are known."""
        return self._spending.total

    @property
    def unscanned(self) -> Mapping[str, int]:
        """Path to the seq of its newest unscanned change."""
        return self._unscanned.waiting

    def start(self, seq: int, now_ms: int) -> list[steps.Instruction]:
        self._begin(seq, now_ms)
        plan = self.plan
        self._emit(
            TurnStarted(
                seq=self._next, turn=plan.turn, prompt=plan.prompt, model=plan.model,
                continues=plan.continues, at_ms=now_ms, why=plan.why,
                attachments=list(plan.attachments), purpose=plan.purpose, picked=plan.own_pick,
            )
        )  # fmt: skip
        if plan.written:
            open_path = self._writing.replay(plan.written, (), whole=False)
            self._show(plan.parent, open_path, reopen=True)
        self._out.append(steps.ScanPrompt(plan.prompt))
        return self._out

    def resume(self, shown: Mapping[str, str], seq: int, now_ms: int) -> list[steps.Instruction]:
        """Goes on with a turn whose actor died: its events are stored and led to the files `shown`,
        `plan.written` is all of its reply. If more is to be written, the prompt is scanned again: what was
        said of it, or whether anything was, is known to nobody."""
        self._begin(seq, now_ms)
        plan = self.plan
        open_path = self._writing.replay(plan.written, plan.calls, whole=plan.checked is not None)
        self._writing.go_on_behind(plan.said)
        if plan.checked is not None:  # a repair that was cut off is none
            self._writing.put(plan.checked)
        self._unscanned.add(self.files, seq)
        self._show(shown, open_path, reopen=False)
        if self._writing.refused is not None:
            self._refuse_reply(self._writing.refused)
        elif plan.finished:
            self._scan_rest()
        else:
            self._out.append(steps.ScanPrompt(plan.prompt))
        return self._out

    def handle(self, input: steps.Input, seq: int, now_ms: int) -> list[steps.Instruction]:
        """`seq` is the number of the session's newest event; emitted events follow it."""
        self._begin(seq, now_ms)
        if self.phase is Phase.ENDED:
            return []
        match input:
            case steps.PromptScanned():
                self._on_prompt(input)
            case steps.Arrived():
                if self.phase is Phase.WRITE:
                    self._reply.append(input.text)
                    self._write(self._writing.feed(input.text, self._seq))
            case steps.ModelStopped():
                self._on_model_stopped(input)
            case steps.Answered():
                self._on_answer(input)
            case steps.WriterSwitched():
                model, why = input.model, input.reason
                self._emit(ModelSwitched(seq=self._next, model=model, reason=why, failed=input.failed))
            case steps.ModelAwaited():
                self._emit(Waiting(seq=self._next, why=input.why))
            case steps.SpentSoFar():
                self._spending.so_far(input.usage, input.cost_usd)
                self._tell_spent()
            case steps.CodeScanned():
                self._on_scanned(input)
            case steps.CheckBegan():
                self._emit(CheckStarted(seq=self._next, check=input.check))
            case steps.CheckDone():
                self._on_check(input)
            case steps.ChecksOver():
                self._on_checks_over()
            case steps.CancelRequested():
                if self.phase is Phase.SCAN and self._ending == FINAL:
                    self._ending = CANCELLED  # all is written; the scan may end
                    return self._out
                self._stop_writing(CANCELLED)
            case steps.Broke():
                self._stop_writing(failed(input.code, input.message))
            case _:
                assert_never(input)
        return self._out

    def _on_prompt(self, scanned: steps.PromptScanned) -> None:
        if self.phase is not Phase.GUARD:
            return
        self._spending.reply_over(scanned.usage, scanned.cost_usd)
        self._emit(*self._told.fresh(scanned.findings, self._seq))
        if blocked := blocking(scanned.findings):
            self._ending = failed("blocked", reason(blocked))
            self._finish_writing()
            return
        watch = Watch.NONE if self._writing.touched else scanned.watch
        self._write(self._writing.watch(watch, self._seq))
        if not self._over:
            self.phase = Phase.WRITE
            self._go_on()

    def _go_on(self) -> None:
        """The model writes on, when every tool that it called has answered."""
        waiting = self._calling.waiting
        if waiting:
            self._out.append(steps.RunTools(waiting, self._writing.tell_missed()))
            return
        self._reply = ["".join(self._reply)]
        made, left = self._calling.made, self._calling.left
        self._out.append(
            steps.Generate(self._reply[0], calls=made, calls_left=left, spent_usd=self._spending.known_usd)
        )

    def _on_model_stopped(self, stopped: steps.ModelStopped) -> None:
        self._spending.reply_over(stopped.usage, stopped.cost_usd)
        if self.phase is not Phase.WRITE:
            return
        if stopped.error:
            self._ending = FINAL if self._drop_repair() else failed(*stopped.error)
        elif stopped.calls and self._calling.left:
            self._call(stopped.calls)
            return
        elif again := self._writing.ask_again():
            self._out.append(steps.Generate("", again, spent_usd=self._spending.known_usd))
            return
        self._finish_writing()

    def _call(self, calls: Sequence[Call]) -> None:
        if self._writing.refuses(calls):
            self._write(())
            return
        self._emit(*self._calling.take(calls, sum(map(len, self._reply)), self._seq))
        self._tell_spent()
        self._go_on()

    def _on_answer(self, answered: steps.Answered) -> None:
        if self.phase is not Phase.WRITE:
            return
        number, outcome, result, ms = answered.call, answered.outcome, answered.result, answered.ms
        self._emit(self._calling.answer(number, outcome, result, ms, self._seq))
        if not self._calling.waiting:
            self._go_on()

    def _tell_spent(self) -> None:
        usage, cost_usd = self._spending.total
        self._emit(Spent(seq=self._next, usage=usage, cost_usd=cost_usd))

    def _stop_writing(self, ending: Ending) -> None:
        """While the last scan runs this ends the turn without it."""
        if self.phase is Phase.SCAN:
            self._ending = ending if self._ending == FINAL else self._ending
            self._revert_unscanned()
            self._end()
            return
        self._ending = ending
        if self.phase is Phase.CHECK:
            self._end()
            return
        if self.phase is Phase.WRITE:
            self._out.append(steps.StopModel())
            self._drop_repair()
        self._finish_writing()

    def _finish_writing(self) -> None:
        self._write(self._writing.end(self._seq, whole=self._ending == FINAL))
        if self._over:
            return
        if self._ending == FINAL and self._writing.touched:
            self._mend_files("")
        self._scan_rest()

    def _scan_rest(self) -> None:
        self._unscanned.looks_count_no_more(self.files)
        self.phase = Phase.SCAN
        self._scan_or_go_on()

    def _scan_or_go_on(self) -> None:
        if self.unscanned:
            self._out.append(steps.Scan(tuple(self.unscanned)))
        else:
            self._after_scans()

    def _on_scanned(self, scanned: steps.CodeScanned) -> None:
        path, through = scanned.path, scanned.through
        there = path in self.files  # the reply may have removed it since
        findings = scanned.findings if there else ()
        self._emit(*self._told.fresh(findings, self._seq))
        if blocked := blocking(findings):
            self._block(blocked)
            return
        if there:
            self._emit(Scanned(seq=self._next, path=path, through=through))
        if scanned.quiet:  # begun before the reply ended, it does not end the turn's last scan
            self._unscanned.looked_at(path, through, enough=self.phase is not Phase.SCAN)
        else:
            self._unscanned.scanned(path, through)
        if self.phase is Phase.SCAN:
            self._scan_or_go_on()

    def _block(self, finding: Finding) -> None:
        if self.phase is Phase.WRITE:
            self._out.append(steps.StopModel())
            self._write(self._writing.close(self._seq))
            if self._over:
                return
        self._take_back(reason(finding))

    def _after_scans(self) -> None:
        writing, entry = self._writing, entry_path(self.files)
        if self._ending == FINAL:
            if writing.touched and entry:
                self.phase = Phase.CHECK
                self._out.append(steps.Verify(dict(self.files), entry))
                return
            if writing.edit_problem:
                self._ending = failed("edit_failed", writing.edit_problem)
            elif not writing.spoke and not writing.touched:
                self._ending = failed("empty_reply", "The model wrote nothing. Send the prompt again.")
        self._end()

    def _on_check(self, done: steps.CheckDone) -> None:
        self._emit(
            CheckEnded(seq=self._next, check=done.check, outcome=done.outcome, detail=done.detail, ms=done.ms)
        )
        self._checking.add(done)

    def _on_checks_over(self) -> None:
        """A fault is mended and the files are checked again, as long as there is a way left to mend it."""
        checking, fault = self._checking, self._checking.fault
        if fault and self._ending == FINAL:
            if checking.may_mend() and self._mend_files(fault):
                checking.begin()
                self._scan_rest()
                return
            if checking.may_ask(self.files):
                checking.begin()
                self._repair(fault)
                return
        self._end()

    def _repair(self, fault: str) -> None:
        self._writing.put(dict(self.files))
        self.phase = Phase.WRITE
        self._out.append(steps.Generate("", fault=fault, spent_usd=self._spending.known_usd))

    def _drop_repair(self) -> bool:
        """Whether one broke off here: half of it may be half a file, and the faulty files were whole."""
        if self._checking.asked:
            self._emit(*self._writing.drop_repair(self._checking.asked_about, self._seq))
        return self._checking.asked > 0

    def _mend_files(self, problem: str) -> bool:
        """Whether anything was mended; the page follows, and what changed is to be scanned."""
        events = self._writing.mend(self._mend, problem, self._seq)
        self._emit(*events)
        return bool(events)

    def _end(self) -> None:
        plan, ending, files, version, now_ms = self.plan, self._ending, dict(self.files), None, self._now_ms
        if ending == FINAL and self._checking.refusal:
            ending = failed("check_failed", self._checking.refusal)
        if self._writing.touched and files != dict(plan.parent):
            version = self._next_version
            self._emit(version_made(plan, ending, version, files, seq=self._next, now_ms=now_ms))
            self._out.append(steps.Save(version, files))
        self._emit(turn_ended(plan, ending, version, self.spent, seq=self._next, now_ms=now_ms))
        self.phase = Phase.ENDED

    def _revert_unscanned(self) -> None:
        """Code that a guard blocked, or has not seen, leaves the artifact: back to the parent's files."""
        parent, written, waiting = self.plan.parent, self.files, dict(self.unscanned)
        self._emit(*self._writing.revert(parent, self._seq))
        for path, through in waiting.items():
            if path in parent and parent[path] == written.get(path):
                self._emit(Scanned(seq=self._next, path=path, through=through))
        self._unscanned.clear()

    def _show(self, shown: Mapping[str, str], open_path: str | None, *, reopen: bool) -> None:
        for event in self._writing.show(shown, open_path, self._seq, reopen=reopen):
            self._emit(event)
            if isinstance(event, FileOpened):
                self._unscanned.add([event.path], event.seq)

    def _write(self, events: Sequence[Event]) -> None:
        self._emit(*events)
        if self._writing.refused is not None:
            self._refuse_reply(self._writing.refused)

    def _refuse_reply(self, message: str) -> None:
        """Ends the turn over what the reply says; nothing of it is kept."""
        rule, remedy = ("unread", ASK_ANEW) if message == UNREAD else ("reply", REMEDY)
        finding = Finding(rule, "block", None, 0, message, remedy)
        self._emit(FindingMade(seq=self._next, finding=finding))
        if self.phase is Phase.WRITE:
            self._out.append(steps.StopModel())
        self._take_back(reason(finding))

    def _take_back(self, message: str) -> None:
        self._ending = failed("blocked", message)
        self._revert_unscanned()
        self._end()

    @property
    def _over(self) -> bool:
        return self.phase is Phase.ENDED

    def _begin(self, seq: int, now_ms: int) -> None:
        self._out, self._seq, self._now_ms = [], seq, now_ms

    @property
    def _next(self) -> int:
        """The number of the next event."""
        return self._seq + 1

    def _emit(self, *events: Event) -> None:
        for event in events:
            self._seq = event.seq
            self._unscanned.saw(event)
            self._out.append(steps.Emit(event))
