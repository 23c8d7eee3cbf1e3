"""The writing side of a turn: text of the reply in, events of prose and files out. Pure.

Owns what the reply has come to: the parser with the files as written so far, the guard that reads every part
before it is shown, the edits that found no place. Knows no phase, no scan and no outcome; whoever calls
decides what follows. Methods that return events number them from `seq` + 1.
Invariant: folding the returned events onto what the artifact showed gives `files`.
Called by studio/turn.py.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from traceback import extract_tb
from typing import TypeVar, assert_never

from studio import reply
from studio.edits import FailedBlock, near
from studio.fixes import Mend, Note
from studio.frameworks import entry_path
from studio.output import OutputGuard
from studio.prompt.calls import rounds
from studio.protocol import (
    Event,
    FileClosed,
    FileOpened,
    FileRemoved,
    FileSpliced,
    Finding,
    FindingMade,
    TextDelta,
    ToolPart,
)
from studio.scan import Watch
from studio.tools.contract import Call
from studio.versions import replace_files, splice_files

log = logging.getLogger(__name__)

UNREAD = "The check of this reply broke, so the reply was stopped and nothing of it is kept."
ASK_ANEW = "Say it in other words."
T = TypeVar("T")


class Writing:
    """`refused`: why the reply must not go on, once it must not; nothing behind that was emitted. UNREAD
    where the guard itself broke: what nobody has read is not shown.
    `touched`: some file was written to. `spoke`: there was prose. `edit_problem`: why the newest edit
    found no place."""

    def __init__(self, base: Mapping[str, str], repairs: int) -> None:
        """`repairs`: how often `ask_again` may name the edits that found no place."""
        self.refused: str | None = None
        self.touched = False
        self.spoke = False
        self.edit_problem: str | None = None
        self._parser = reply.ReplyParser(base)
        self._base = base
        self._guard = OutputGuard(files=base)
        self._replayed: list[reply.ReplyPart] = []
        self._failed: list[reply.EditFailed] = []
        self._told: list[reply.EditFailed] = []  # of those, what the model was told of and has not mended
        self._repairs = repairs
        self._repaired = 0

    @property
    def files(self) -> Mapping[str, str]:
        return self._parser.files

    def watch(self, watch: Watch, seq: int) -> list[Event]:
        """Now it is known how the prompt reads, and so when the reply may be shown."""
        before = "".join(part.text for part in self._replayed if isinstance(part, reply.Prose))
        return _said(self._asked(lambda: self._guard.watch(watch, before), ""), count(seq + 1))

    def feed(self, text: str, seq: int) -> list[Event]:
        return self._events(self._parser.feed(text), count(seq + 1))

    def close(self, seq: int) -> list[Event]:
        """The reply is cut off here: what is open is closed."""
        return self._events(self._parser.close(), count(seq + 1))

    def end(self, seq: int, *, whole: bool = True) -> list[Event]:
        """As `close`, and then what was held back and which edits found no place to the end. `whole`: the
        reply has come to its end, so what it is can be told; an edit that was cut off is no fault of one that
        has not."""
        numbers = count(seq + 1)
        last = self._parser.close()
        if not whole:
            last = [part for part in last if not isinstance(part, reply.EditFailed)]
        events = self._events(last, numbers)
        astray = self._asked(self._guard.problem_at_end, UNREAD)
        if self.refused is None and whole:
            self.refused = astray
        if self.refused is None and astray is None:
            events += _said(self._asked(self._guard.rest, ""), numbers)
            missed = [] if self.refused is not None else [*self._told, *self._failed]
            events += [_not_placed(part, next(numbers)) for part in missed]
        return events

    def tell_missed(self) -> str:
        """For a model that stops to call a tool: which of its edits found no place, each once. Those that it
        does not mend by itself are asked for again at the end."""
        fresh, self._failed = self._failed, []
        self._told += fresh
        return "\n".join(
            f"Your edit of {part.path} found no place: {part.reason} Write it again." for part in fresh
        )

    def refuses(self, calls: Sequence[Call]) -> bool:
        """Whether the reply must not go on, for what it hands to a tool; `refused` says why."""
        for call in calls:
            problem = self._asked(lambda call=call: self._guard.problem_of_call(call.arguments), UNREAD)
            self.refused = self.refused or problem
        return self.refused is not None

    def ask_again(self) -> tuple[FailedBlock, ...]:
        """The blocks that found no place, each alone; if that fails, their files whole. Empty: go on
        without."""
        failed = [*self._told, *self._failed]
        if not failed or self._repaired == self._repairs:
            return ()
        whole = self._repaired > 0
        self._told, self._failed, self.edit_problem = [], [], None
        self._repaired += 1
        blocks = [
            FailedBlock(
                part.path, "" if whole else part.search, part.reason,
                near(self.files.get(part.path, ""), "" if whole else part.search),
            )
            for part in failed
        ]  # fmt: skip
        if whole:
            blocks = list({block.path: block for block in blocks}.values())
        return tuple(blocks)

    def replay(self, written: str, calls: Sequence[ToolPart], *, whole: bool) -> str | None:
        """Brings the parser to where `written` ended, or to the end of the reply if it is `whole`: its
        events are stored already. The path of the file that is open there, if any."""
        open_path: str | None = None
        for round in rounds(written, calls):
            parts = self._parser.feed(round.text)
            if whole and not round.calls:
                parts = [*parts, *self._parser.close()]
            for part in parts:
                self._note(part)
                self._replayed.append(part)
                if isinstance(part, reply.Opened):
                    open_path = part.path
                elif isinstance(part, reply.Closed):
                    open_path = None
            if any(call.outcome is not None for call in round.calls):
                self.tell_missed()
        return None if whole else open_path

    def go_on_behind(self, said: str) -> None:
        """What was replayed is of this very turn: what was `said` of it was shown, the rest is still held
        back."""
        behind = self._asked(lambda: OutputGuard.behind(self._replayed, said, self._base), None)
        self._guard = behind or self._guard

    def show(self, shown: Mapping[str, str], open_path: str | None, seq: int, *, reopen: bool) -> list[Event]:
        """Brings an artifact that shows the files `shown` to these. They differ where the cut-off turn
        closed its parser, which flushes what it held back, or was reverted."""
        numbers = count(seq + 1)
        events: list[Event] = [
            FileRemoved(seq=next(numbers), path=path) for path in shown if path not in self.files
        ]
        for path, text in self.files.items():
            same = shown.get(path) == text
            if same and not (reopen and path == open_path):
                continue
            events.append(FileOpened(seq=next(numbers), path=path, fresh=not same))
            if not same:
                events.append(FileSpliced(seq=next(numbers), path=path, at=0, remove=0, insert=text))
            if path != open_path:
                events.append(FileClosed(seq=next(numbers), path=path, sha256=reply.sha256(text)))
        return events

    def put(self, files: Mapping[str, str]) -> None:
        """These are the files from here on; the page shows them already."""
        self._parser = reply.ReplyParser(files)

    def mend(self, mend: Mend, problem: str, seq: int) -> list[Event]:
        """The files become those without the faults that need no model, each of which is told. Empty: there
        were none. `problem`: what a check said of them."""
        entry = entry_path(self.files)
        if entry is None:
            return []
        mended = mend(dict(self.files), entry, problem)
        if not mended.notes:
            return []
        told = [_mended(note, at) for at, note in enumerate(mended.notes, seq + 1)]
        changed = splice_files(self.files, mended.files, seq + len(told))
        self.put(mended.files)
        return [*told, *changed]

    def drop_repair(self, files: Mapping[str, str], seq: int) -> list[Event]:
        """Back to these, which it was to mend. What it changed is told: the reply does not lead here."""
        self._told, self._failed = [], []
        events = self._go_back(files, seq)
        paths = sorted({event.path for event in events if isinstance(event, FileOpened | FileRemoved)})
        return [*events, *(_dropped(path, at) for at, path in enumerate(paths, seq + len(events) + 1))]

    def revert(self, files: Mapping[str, str], seq: int) -> list[Event]:
        """Back to these; what was written counts for nothing."""
        self.touched = False
        return self._go_back(files, seq)

    def _go_back(self, files: Mapping[str, str], seq: int) -> list[Event]:
        """To these, which were scanned before."""
        events = replace_files(self.files, files, seq, self._parser.opened)
        self.put(files)
        return events

    def _note(self, part: reply.ReplyPart) -> None:
        match part:
            case reply.Prose():
                self.spoke = True
            case reply.EditFailed():
                self.edit_problem = part.reason
                if self._repairs:
                    self._failed.append(part)
            case reply.Closed():
                pass
            case reply.Opened():
                self.touched = self.touched or part.fresh
            case reply.Spliced() | reply.Removed():
                self.touched = True
                self._told = [told for told in self._told if told.path != part.path]
            case _:
                assert_never(part)

    def _asked(self, ask: Callable[[], T], otherwise: T) -> T:
        """What the guard says. A guard that breaks has read nothing: the reply is refused."""
        try:
            return ask()
        except Exception as error:
            at = extract_tb(error.__traceback__)[-1]  # its words may quote the reply
            log.error("the reply's check broke: %s at %s:%s", type(error).__name__, at.filename, at.lineno)
            self.refused = UNREAD
            return otherwise

    def _events(self, parts: Sequence[reply.ReplyPart], numbers: Iterator[int]) -> list[Event]:
        events: list[Event] = []
        for part in parts:
            self._note(part)
            problem = self._asked(lambda part=part: self._guard.problem(part), UNREAD)
            self.refused = self.refused or problem
            held = ""
            if self.refused is None and isinstance(part, reply.Opened | reply.Removed):
                held = self._asked(self._guard.rest, "")
            if self.refused is not None:
                break
            events += _said(held, numbers)
            match part:
                case reply.Prose():
                    events += _said(self._guard.shown, numbers)
                case reply.Opened():
                    events.append(FileOpened(seq=next(numbers), path=part.path, fresh=part.fresh))
                case reply.Spliced():
                    spliced = FileSpliced(
                        seq=next(numbers), path=part.path, at=part.at, remove=part.remove, insert=part.insert
                    )
                    events.append(spliced)
                case reply.Closed():
                    events.append(FileClosed(seq=next(numbers), path=part.path, sha256=part.sha256))
                case reply.Removed():
                    events.append(FileRemoved(seq=next(numbers), path=part.path))
                case reply.EditFailed():
                    if not self._repairs:
                        events.append(_not_placed(part, next(numbers)))
                case _:
                    assert_never(part)
        return events


def _said(prose: str, numbers: Iterator[int]) -> list[Event]:
    return [TextDelta(seq=next(numbers), text=prose)] if prose else []


def _mended(note: Note, seq: int) -> FindingMade:
    said = f"Mended without a model: {note.said}."
    return FindingMade(seq=seq, finding=Finding("mended", "note", note.path, 0, said, ""))


def _dropped(path: str, seq: int) -> FindingMade:
    said = "The repair broke off, so this file is as it was before."
    return FindingMade(seq=seq, finding=Finding("edit", "note", path, 0, said, "Ask for the repair again."))


def _not_placed(part: reply.EditFailed, seq: int) -> FindingMade:
    remedy = "Ask for the change again in other words."
    return FindingMade(seq=seq, finding=Finding("edit", "note", part.path, 0, part.reason, remedy))
