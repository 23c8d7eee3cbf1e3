"""The turn as a state machine: input in, instructions out. Knows no asyncio, no clock and no Ray.

A turn goes GUARD → WRITE → SCAN → CHECK → ENDED, and from anywhere to ENDED by cancel or failure.
Owns what is true of one turn: the parser of the reply, which files still have to be scanned, what the
checks said. Every event leaves as an Emit, numbered from the `seq` that the caller passes in.
Invariant: exactly one TurnEnded; a version is `final` only if its files were scanned without a block
and every check passed. actors/session.py carries the instructions out.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from typing import assert_never

from studio import reply
from studio.edits import FailedBlock, near
from studio.fixes import Mended
from studio.frameworks import entry_path
from studio.output import OutputGuard
from studio.protocol import (
    CheckEnded,
    CheckStarted,
    ErrorCode,
    Event,
    FileClosed,
    FileOpened,
    FileRemoved,
    FileSpliced,
    Finding,
    FindingMade,
    ModelSwitched,
    Outcome,
    Scanned,
    Spent,
    TextDelta,
    TurnEnded,
    TurnStarted,
    Usage,
    VersionStatus,
    add_usage,
)
from studio.steps import (
    Arrived,
    Broke,
    CancelRequested,
    CheckBegan,
    CheckDone,
    ChecksOver,
    CodeScanned,
    Emit,
    Generate,
    Input,
    Instruction,
    ModelStopped,
    Plan,
    PromptScanned,
    Save,
    Scan,
    ScanPrompt,
    SpentSoFar,
    StopModel,
    Verify,
    WriterSwitched,
)
from studio.versions import replace_files, splice_files, version_created

Mend = Callable[[Mapping[str, str], str, str], Mended]
"""Files, entry and what a check said of them, to the files without the faults that need no model."""


def mend_nothing(files: Mapping[str, str], entry: str, problem: str) -> Mended:
    return Mended(files)


class Phase(Enum):
    GUARD = auto()
    WRITE = auto()
    SCAN = auto()
    CHECK = auto()
    ENDED = auto()


class Turn:
    """One turn. Call `start`, then `handle` with each input; both return what to do, in order."""

    def __init__(self, plan: Plan, next_version: int, mend: Mend = mend_nothing) -> None:
        self.plan = plan
        self._mend = mend
        self._mended_after_check = False
        self._leaks = OutputGuard()
        self.phase = Phase.GUARD
        self._next_version = next_version
        self._parser = reply.ReplyParser(plan.base)
        self._unscanned: dict[str, int] = {}
        self._looked_at: dict[str, int] = {}  # scanned by a quick look only, since their last scan
        self._opened: tuple[str, int] | None = None  # nothing was written to it yet
        self._found: set[tuple[str, str | None, int]] = set()
        self._touched = False
        self._spoke = False
        self._edit_problem: str | None = None
        self._check_problem: str | None = None
        self._failed: list[reply.EditFailed] = []
        self._repairs = 0
        self._usage = Usage()  # of the replies that are over
        self._cost_usd: float | None = 0.0
        self._running: tuple[Usage, float | None] = (Usage(), 0.0)  # of the reply that runs, by estimate
        self._ending: tuple[Outcome, ErrorCode | None, str | None] = ("final", None, None)
        self._out: list[Instruction] = []
        self._seq = 0
        self._now_ms = 0

    @property
    def files(self) -> Mapping[str, str]:
        """The artifact as written so far."""
        return self._parser.files

    @property
    def unscanned(self) -> Mapping[str, int]:
        """Path to the seq of its newest unscanned change."""
        return self._unscanned

    def start(self, seq: int, now_ms: int) -> list[Instruction]:
        self._begin(seq, now_ms)
        plan = self.plan
        self._emit(
            TurnStarted(
                seq=self._next(), turn=plan.turn, prompt=plan.prompt, model=plan.model,
                continues=plan.continues, at_ms=now_ms, why=plan.why,
            )
        )  # fmt: skip
        if plan.written:
            self._show(plan.parent, self._replay_written(), reopen=True)
        self._out.append(ScanPrompt(plan.prompt))
        return self._out

    def resume(self, shown: Mapping[str, str], seq: int, now_ms: int) -> list[Instruction]:
        """Goes on with a turn whose actor died: its events are stored and led to the files `shown`,
        `plan.written` is all of its reply."""
        self._begin(seq, now_ms)
        open_path = self._replay_written()
        if self.plan.finished:
            for part in self._parser.close():
                self._note(part)
            open_path = None
            entry = entry_path(self._parser.files)
            if entry is not None:
                self._parser = reply.ReplyParser(self._mend(self._parser.files, entry, "").files)
        self._unscanned = dict.fromkeys(self._parser.files, seq)
        self._show(shown, open_path, reopen=False)
        self.phase = Phase.WRITE
        if self.plan.finished:
            self._scan_rest()
        else:
            self._out.append(Generate(self.plan.written))
        return self._out

    def handle(self, input: Input, seq: int, now_ms: int) -> list[Instruction]:
        """`seq` is the number of the session's newest event; emitted events follow it."""
        self._begin(seq, now_ms)
        if self.phase is Phase.ENDED:
            return []
        match input:
            case PromptScanned():
                self._on_prompt(input)
            case Arrived():
                if self.phase is Phase.WRITE:
                    self._emit_parts(self._parser.feed(input.text))
            case ModelStopped():
                self._on_model_stopped(input)
            case WriterSwitched():
                self._emit(ModelSwitched(seq=self._next(), model=input.model, reason=input.reason))
            case SpentSoFar():
                self._running = (input.usage, input.cost_usd)
                usage, cost_usd = self._spent
                self._emit(Spent(seq=self._next(), usage=usage, cost_usd=cost_usd))
            case CodeScanned():
                self._on_scanned(input)
            case CheckBegan():
                self._emit(CheckStarted(seq=self._next(), check=input.check))
            case CheckDone():
                self._on_check(input)
            case ChecksOver():
                self._on_checks_over()
            case CancelRequested():
                self._stop_writing(("cancelled", None, None))
            case Broke():
                self._stop_writing(("failed", input.code, input.message))
            case _:
                assert_never(input)
        return self._out

    def _on_prompt(self, scanned: PromptScanned) -> None:
        if self.phase is not Phase.GUARD:
            return
        for finding in scanned.findings:
            self._emit(FindingMade(seq=self._next(), finding=finding))
        blocked = next((f for f in scanned.findings if f.severity == "block"), None)
        if blocked:
            self._ending = ("failed", "blocked", f"{blocked.message} {blocked.remedy}".strip())
            self._finish_writing()
            return
        self.phase = Phase.WRITE
        self._out.append(Generate(self.plan.written))

    def _on_model_stopped(self, stopped: ModelStopped) -> None:
        self._running = (stopped.usage, stopped.cost_usd)
        self._usage, self._cost_usd = self._spent
        self._running = (Usage(), 0.0)
        if self.phase is not Phase.WRITE:
            return
        if stopped.error:
            self._ending = ("failed", *stopped.error)
        elif self._failed and self._repairs < self.plan.repairs:
            self._ask_again()
            return
        self._finish_writing()

    @property
    def _spent(self) -> tuple[Usage, float | None]:
        """With the reply that runs."""
        usage, cost_usd = self._running
        known = cost_usd is not None and self._cost_usd is not None
        return add_usage(self._usage, usage), (cost_usd or 0) + (self._cost_usd or 0) if known else None

    def _ask_again(self) -> None:
        """The blocks that found no place, each alone; if that fails, their files whole."""
        whole = self._repairs > 0
        failed, self._failed, self._edit_problem = self._failed, [], None
        self._repairs += 1
        files = self._parser.files
        blocks = [
            FailedBlock(
                part.path, "" if whole else part.search, part.reason,
                near(files.get(part.path, ""), "" if whole else part.search),
            )
            for part in failed
        ]  # fmt: skip
        if whole:
            blocks = list({block.path: block for block in blocks}.values())
        self._out.append(Generate("", tuple(blocks)))

    def _stop_writing(self, ending: tuple[Outcome, ErrorCode | None, str | None]) -> None:
        """A second cancel while the last scan runs ends the turn without it."""
        if self.phase is Phase.SCAN:
            self._ending = ending if self._ending[0] == "final" else self._ending
            self._revert_unscanned()
            self._end()
            return
        self._ending = ending
        if self.phase is Phase.CHECK:
            self._end()
            return
        if self.phase is Phase.WRITE:
            self._out.append(StopModel())
        self._finish_writing()

    def _finish_writing(self) -> None:
        self._emit_parts(self._parser.close())
        if self.phase is Phase.ENDED:
            return
        self._say(self._leaks.rest())
        for part in self._failed:
            self._tell_failed(part)
        if self._ending[0] == "final" and self._touched:
            self._mend_files("")
        self._scan_rest()

    def _scan_rest(self) -> None:
        files = self._parser.files
        looked = {path: seq for path, seq in self._looked_at.items() if path in files}
        self._unscanned, self._looked_at = looked | self._unscanned, {}
        if self._unscanned:
            self.phase = Phase.SCAN
            self._out.append(Scan(tuple(self._unscanned)))
        else:
            self._after_scans()

    def _on_scanned(self, scanned: CodeScanned) -> None:
        there = scanned.path in self._parser.files  # the reply may have removed it since
        findings = scanned.findings if there else ()
        for finding in findings:
            key = (finding.rule, finding.path, finding.line)
            if key not in self._found:
                self._found.add(key)
                self._emit(FindingMade(seq=self._next(), finding=finding))
        blocked = next((f for f in findings if f.severity == "block"), None)
        if blocked:
            where = f"{blocked.path}:{blocked.line}" if blocked.line else str(blocked.path)
            if self.phase is Phase.WRITE:
                self._out.append(StopModel())
                self._emit_parts(self._parser.close())
                if self._over:
                    return
            message = f"Stopped by rule {blocked.rule} at {where}: {blocked.message} {blocked.remedy}"
            self._ending = ("failed", "blocked", message.strip())
            self._revert_unscanned()
            self._end()
            return
        if there:
            self._emit(Scanned(seq=self._next(), path=scanned.path, through=scanned.through))
        if scanned.quiet:
            self._looked_at[scanned.path] = scanned.through
        else:
            self._looked_at.pop(scanned.path, None)
        if scanned.quiet and self.phase is Phase.SCAN:
            pass  # the look was begun before the reply ended: it takes a scan now
        elif self._unscanned.get(scanned.path, 0) <= scanned.through:
            self._unscanned.pop(scanned.path, None)
        if self.phase is Phase.SCAN:
            if self._unscanned:
                self._out.append(Scan(tuple(self._unscanned)))
            else:
                self._after_scans()

    def _after_scans(self) -> None:
        entry = entry_path(self._parser.files)
        if self._ending[0] != "final":
            self._end()
        elif self._touched and entry:
            self.phase = Phase.CHECK
            self._out.append(Verify(dict(self._parser.files), entry))
        elif self._edit_problem:
            self._ending = ("failed", "edit_failed", self._edit_problem)
            self._end()
        elif not self._spoke and not self._touched:
            self._ending = ("failed", "empty_reply", "The model wrote nothing. Send the prompt again.")
            self._end()
        else:
            self._end()

    def _on_check(self, done: CheckDone) -> None:
        self._emit(
            CheckEnded(
                seq=self._next(), check=done.check, outcome=done.outcome, detail=done.detail, ms=done.ms
            )
        )
        if done.outcome != "passed" and self._check_problem is None:
            self._check_problem = f"{done.check}: {done.detail}"

    def _on_checks_over(self) -> None:
        """Faults that a check names are mended once without a model, and checked again."""
        problem = self._check_problem
        if problem and self._ending[0] == "final" and not self._mended_after_check:
            self._mended_after_check = True
            if self._mend_files(problem):
                self._check_problem = None
                self._scan_rest()
                return
        self._end()

    def _mend_files(self, problem: str) -> bool:
        """Whether anything was mended; the page follows, and what changed is to be scanned."""
        files = dict(self._parser.files)
        entry = entry_path(files)
        mended = self._mend(files, entry, problem) if entry is not None else Mended(files)
        for note in mended.notes:
            finding = Finding("mended", "note", note.path, 0, f"Mended without a model: {note.said}.", "")
            self._emit(FindingMade(seq=self._next(), finding=finding))
        for event in splice_files(files, mended.files, self._seq):
            self._seq = event.seq
            self._emit(event)
            if isinstance(event, FileSpliced):
                self._unscanned[event.path] = event.seq
        if mended.notes:
            self._parser = reply.ReplyParser(mended.files)
        return bool(mended.notes)

    def _end(self) -> None:
        outcome, code, message = self._ending
        if outcome == "final" and self._check_problem:
            outcome, code, message = "failed", "check_failed", self._check_problem
        version = None
        if self._touched and dict(self._parser.files) != dict(self.plan.parent):
            version = self._next_version
            files = dict(self._parser.files)
            status: VersionStatus = "final" if outcome == "final" else "draft"
            self._emit(
                version_created(
                    self._next(), version, self.plan.parent_version, self.plan.turn, "prompt", status,
                    self.plan.prompt, self.plan.parent, files, self._now_ms,
                )
            )  # fmt: skip
            self._out.append(Save(version, files))
        usage, cost_usd = self._spent
        self._emit(
            TurnEnded(
                seq=self._next(), turn=self.plan.turn, outcome=outcome, code=code, message=message,
                version=version, usage=usage, cost_usd=cost_usd, at_ms=self._now_ms,
            )
        )  # fmt: skip
        self.phase = Phase.ENDED

    def _revert_unscanned(self) -> None:
        """Code that a guard blocked, or has not seen, leaves the artifact: back to the parent's files."""
        parent = self.plan.parent
        events = replace_files(self._parser.files, parent, self._seq)
        for event in events:
            self._emit(event)
        self._seq += len(events)
        for path, through in self._unscanned.items():
            if path in parent and parent[path] == self._parser.files.get(path):
                self._emit(Scanned(seq=self._next(), path=path, through=through))
        self._parser = reply.ReplyParser(parent)
        self._touched = False
        self._unscanned.clear()

    def _replay_written(self) -> str | None:
        """Brings the parser to where `written` ended; the path of the file that is open there, if any."""
        open_path: str | None = None
        for part in self._parser.feed(self.plan.written):
            self._note(part)
            if isinstance(part, reply.Opened):
                open_path = part.path
            elif isinstance(part, reply.Closed):
                open_path = None
        return open_path

    def _show(self, shown: Mapping[str, str], open_path: str | None, *, reopen: bool) -> None:
        """Brings an artifact that shows the files `shown` to the parser's. They differ where the cut-off
        turn closed its parser, which flushes what it held back, or was reverted."""
        files = self._parser.files
        for path in shown:
            if path not in files:
                self._emit(FileRemoved(seq=self._next(), path=path))
        for path, text in files.items():
            same = shown.get(path) == text
            if same and not (reopen and path == open_path):
                continue
            self._unscanned[path] = self._next()
            self._emit(FileOpened(seq=self._seq, path=path, fresh=not same))
            if not same:
                self._unscanned[path] = self._next()
                self._emit(FileSpliced(seq=self._seq, path=path, at=0, remove=0, insert=text))
            if path != open_path:
                self._emit(FileClosed(seq=self._next(), path=path, sha256=reply.sha256(text)))

    def _note(self, part: reply.ReplyPart) -> None:
        match part:
            case reply.Prose():
                self._spoke = True
            case reply.EditFailed():
                self._edit_problem = part.reason
                if self.plan.repairs:
                    self._failed.append(part)
            case reply.Closed():
                pass
            case reply.Opened():
                self._touched = self._touched or part.fresh
            case reply.Spliced() | reply.Removed():
                self._touched = True
            case _:
                assert_never(part)

    @property
    def _over(self) -> bool:
        return self.phase is Phase.ENDED

    def _say(self, prose: str) -> None:
        if prose:
            self._emit(TextDelta(seq=self._next(), text=prose))

    def _refuse_reply(self, message: str) -> None:
        """Ends the turn over what the reply says; nothing of it is kept."""
        finding = Finding("reply", "block", None, 0, message, "Say what component you want.")
        self._emit(FindingMade(seq=self._next(), finding=finding))
        if self.phase is Phase.WRITE:
            self._out.append(StopModel())
        self._ending = ("failed", "blocked", f"{message} {finding.remedy}")
        self._revert_unscanned()
        self._end()

    def _emit_parts(self, parts: Sequence[reply.ReplyPart]) -> None:
        for part in parts:
            self._note(part)
            problem = self._leaks.problem(part)
            if problem is not None:
                self._refuse_reply(problem)
                return
            match part:
                case reply.Prose():
                    self._say(self._leaks.shown)
                case reply.Opened():
                    self._say(self._leaks.rest())
                    self._opened = (part.path, self._next())
                    self._emit(FileOpened(seq=self._seq, path=part.path, fresh=part.fresh))
                case reply.Spliced():
                    seq, self._opened = self._next(), None
                    self._unscanned[part.path] = seq
                    self._emit(
                        FileSpliced(
                            seq=seq, path=part.path, at=part.at, remove=part.remove, insert=part.insert
                        )
                    )
                case reply.Closed():
                    if self._opened is not None:
                        self._unscanned[part.path], self._opened = self._opened[1], None
                    self._emit(FileClosed(seq=self._next(), path=part.path, sha256=part.sha256))
                case reply.Removed():
                    self._unscanned.pop(part.path, None)
                    self._emit(FileRemoved(seq=self._next(), path=part.path))
                case reply.EditFailed():
                    if not self.plan.repairs:
                        self._tell_failed(part)
                case _:
                    assert_never(part)

    def _tell_failed(self, part: reply.EditFailed) -> None:
        remedy = "Ask for the change again in other words."
        finding = Finding("edit", "note", part.path, 0, part.reason, remedy)
        self._emit(FindingMade(seq=self._next(), finding=finding))

    def _begin(self, seq: int, now_ms: int) -> None:
        self._out, self._seq, self._now_ms = [], seq, now_ms

    def _next(self) -> int:
        self._seq += 1
        return self._seq

    def _emit(self, event: Event) -> None:
        self._out.append(Emit(event))
