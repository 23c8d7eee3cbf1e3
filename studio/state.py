"""The one fold: a session's state is its events applied in order.

Pure. The Session actor folds to snapshot, the tests fold to compare, and web/src/fold.ts is the same
function for the browser; tests/transcripts hold both to the same results.
"""

from collections.abc import Callable
from typing import assert_never

from msgspec.structs import replace

from studio.conduct import STOP_FROM
from studio.protocol import (
    Check,
    CheckEnded,
    CheckStarted,
    EditRefused,
    Event,
    File,
    FileClosed,
    FileOpened,
    FilePart,
    FileRemoved,
    FileSpliced,
    FindingMade,
    Forked,
    ModelPinned,
    ModelSwitched,
    PreviewFailed,
    Scanned,
    SessionState,
    Spent,
    Summarised,
    Summary,
    Switch,
    TextDelta,
    TextPart,
    ToolCalled,
    ToolPart,
    ToolReturned,
    Turn,
    TurnEnded,
    TurnStarted,
    Version,
    VersionCreated,
    VersionSettled,
    Waiting,
)
from studio.text16 import splice

WRITTEN = (TextDelta, FileOpened, FileSpliced, FileRemoved, ToolCalled)


def apply(state: SessionState, event: Event) -> SessionState:
    """The state after `event`. Raises ValueError if it does not follow `state.seq` or fit the state."""
    if event.seq != state.seq + 1:
        raise ValueError(f"event {event.seq} does not follow {state.seq}")
    if isinstance(event, WRITTEN):
        state = _with_writer(state, event)
    match event:
        case TurnStarted():
            turn = Turn(
                event.turn, event.prompt, event.model, event.continues, event.at_ms, why=event.why,
                attachments=event.attachments, purpose=event.purpose, picked=event.picked,
            )  # fmt: skip
            return replace(state, seq=event.seq, turns=[*state.turns, turn])
        case Forked():
            return replace(state, seq=event.seq, forked_from=event.source)
        case ModelSwitched():
            turn = state.turns[-1]
            switch = Switch(event.model, event.reason, len(turn.parts), event.failed, wrote=False)
            return _with_turn(state, event.seq, replace(turn, switches=[*turn.switches, switch]))
        case Waiting():
            return _with_turn(state, event.seq, replace(state.turns[-1], waiting=event.why))
        case Spent():
            turn = replace(state.turns[-1], usage=event.usage, cost_usd=event.cost_usd)
            return _with_turn(state, event.seq, turn)
        case ModelPinned():
            return replace(state, seq=event.seq, pinned=event.model)
        case Summarised():
            return replace(state, seq=event.seq, summary=Summary(event.through, event.text))
        case TextDelta():
            return _with_part(state, event.seq, TextPart(event.text))
        case FileOpened():
            text = "" if event.fresh else _text(state, event.path)
            file = File(event.path, text, True, event.seq, 0)
            return _with_part(_with_file(state, file), event.seq, FilePart(event.path, event.fresh, False))
        case FileSpliced():
            file = _file(state, event.path)
            text = splice(file.text, event.at, event.remove, event.insert)
            spliced = _with_file(state, replace(file, text=text, changed=event.seq))
            return replace(_with_touched(spliced, event.path), seq=event.seq)
        case FileClosed():
            file = replace(_file(state, event.path), open=False)
            return replace(_with_file(state, file), seq=event.seq)
        case FileRemoved():
            files = [file for file in state.files if file.path != event.path]
            return replace(_with_removed(state, event.path), seq=event.seq, files=files)
        case Scanned():
            file = replace(_file(state, event.path), scanned=event.through)
            return replace(_with_file(state, file), seq=event.seq)
        case FindingMade():
            turn = state.turns[-1]
            return _with_turn(state, event.seq, replace(turn, findings=[*turn.findings, event.finding]))
        case CheckStarted():
            return _with_checks(state, event, lambda checks: [*checks, Check(event.check, None, "", 0)])
        case CheckEnded():
            check = Check(event.check, event.outcome, event.detail, event.ms)
            return _with_checks(
                state,
                event,
                lambda checks: [check if c.check == event.check and c.outcome is None else c for c in checks],
            )
        case ToolCalled():
            part = ToolPart(event.call, event.name, event.arguments, event.at, round=event.round)
            return _with_part(state, event.seq, part)
        case ToolReturned():
            return _with_turn(state, event.seq, _returned(state.turns[-1], event))
        case VersionCreated():
            version = Version(
                version=event.version,
                parent=event.parent,
                turn=event.turn,
                origin=event.origin,
                status=event.status,
                label=event.label,
                entry=event.entry,
                paths=event.paths,
                added=event.added,
                removed=event.removed,
                at_ms=event.at_ms,
            )
            return replace(state, seq=event.seq, versions=[*state.versions, version])
        case VersionSettled():
            return _with_version(state, event.seq, event.version, lambda v: replace(v, status=event.status))
        case PreviewFailed():
            return _with_version(state, event.seq, event.version, lambda v: replace(v, error=event.message))
        case EditRefused():
            refused = [*state.refused_ms, event.at_ms][-STOP_FROM:]
            return replace(state, seq=event.seq, refused_ms=refused)
        case TurnEnded():
            turn = replace(
                state.turns[-1],
                outcome=event.outcome,
                code=event.code,
                message=event.message,
                version=event.version,
                usage=event.usage,
                cost_usd=event.cost_usd,
                ended_ms=event.at_ms,
            )
            return _with_turn(state, event.seq, turn)
        case _:
            assert_never(event)


def running_turn(state: SessionState) -> Turn | None:
    """The turn without an outcome, if there is one: only the newest can be."""
    return state.turns[-1] if state.turns and state.turns[-1].outcome is None else None


def newest_version(state: SessionState) -> int | None:
    return state.versions[-1].version if state.versions else None


def files_of(state: SessionState) -> dict[str, str]:
    """The artifact as it is now: path to text."""
    return {file.path: file.text for file in state.files}


def _file(state: SessionState, path: str) -> File:
    for file in state.files:
        if file.path == path:
            return file
    raise ValueError(f"no file {path!r} in the artifact")


def _text(state: SessionState, path: str) -> str:
    return next((file.text for file in state.files if file.path == path), "")


def _with_file(state: SessionState, new: File) -> SessionState:
    if any(file.path == new.path for file in state.files):
        return replace(state, files=[new if file.path == new.path else file for file in state.files])
    return replace(state, files=[*state.files, new])


def _with_turn(state: SessionState, seq: int, turn: Turn) -> SessionState:
    return replace(state, seq=seq, turns=[*state.turns[:-1], turn])


def _with_version(
    state: SessionState, seq: int, number: int, change: Callable[[Version], Version]
) -> SessionState:
    versions = [change(v) if v.version == number else v for v in state.versions]
    return replace(state, seq=seq, versions=versions)


def _with_checks(
    state: SessionState, event: CheckStarted | CheckEnded, change: Callable[[list[Check]], list[Check]]
) -> SessionState:
    if event.version is None:
        turn = state.turns[-1]
        return _with_turn(state, event.seq, replace(turn, checks=change(turn.checks)))
    return _with_version(state, event.seq, event.version, lambda v: replace(v, checks=change(v.checks)))


def _returned(turn: Turn, event: ToolReturned) -> Turn:
    parts = [
        replace(part, outcome=event.outcome, result=event.result, ms=event.ms)
        if isinstance(part, ToolPart) and part.call == event.call
        else part
        for part in turn.parts
    ]
    return replace(turn, parts=parts)


def _with_writer(state: SessionState, event: Event) -> SessionState:
    """The model that went on last has written, if more has come than the line break before what it writes."""
    turn = running_turn(state)
    if turn is None or not turn.switches or turn.switches[-1].wrote:
        return state
    if isinstance(event, TextDelta) and not event.text.strip(" \t\r\n"):
        return state
    switches = [*turn.switches[:-1], replace(turn.switches[-1], wrote=True)]
    return _with_turn(state, state.seq, replace(turn, switches=switches))


def _with_touched(state: SessionState, path: str) -> SessionState:
    """The newest part of the running turn that names the file has changed it."""
    turn = running_turn(state)
    if turn is None:
        return state
    named = [part for part in turn.parts if isinstance(part, FilePart) and part.path == path]
    if not named or named[-1].touched:
        return state
    parts = [replace(named[-1], touched=True) if part is named[-1] else part for part in turn.parts]
    return _with_turn(state, state.seq, replace(turn, parts=parts))


def _with_removed(state: SessionState, path: str) -> SessionState:
    """The running turn has taken away what it wrote there."""
    turn = running_turn(state)
    if turn is None:
        return state
    parts = [
        replace(part, removed=True) if isinstance(part, FilePart) and part.path == path else part
        for part in turn.parts
    ]
    return _with_turn(state, state.seq, replace(turn, parts=parts))


def _with_part(state: SessionState, seq: int, part: TextPart | FilePart | ToolPart) -> SessionState:
    """Joins text to text; a file event outside a turn (restore, own edit) leaves the conversation alone."""
    turn = running_turn(state)
    if turn is None:
        return replace(state, seq=seq)
    last = turn.parts[-1] if turn.parts else None
    if isinstance(part, TextPart) and isinstance(last, TextPart):
        parts = [*turn.parts[:-1], TextPart(last.text + part.text)]
    else:
        parts = [*turn.parts, part]
    return _with_turn(state, seq, replace(turn, parts=parts))
