"""What a turn does with faults that need no model, with leaks, with long talk and with quiet text."""

from collections.abc import Mapping

import pytest

from studio import steps, turn
from studio.fixes import Known, Mend, Mended, mend, mend_nothing
from studio.output import OutputGuard
from studio.prompt.system import system_prompt
from studio.protocol import FileSpliced, FindingMade, Scanned, TextDelta, VersionCreated
from studio.state import files_of
from studio.tools.contract import Call
from studio.turn import Phase
from studio.writing import ASK_ANEW, UNREAD, Writing
from tests.unit.driven import SAMPLE, Driven

KNOWN = Known(
    {"react": frozenset({"useState", "default"}), "lucide-react": frozenset({"Search", "Circle", "X"})}
)
FORGOT = """<file path="App.tsx">
export default function App() {
  const [a] = useState(1);
  return <p>{a}</p>;
}
</file>
"""


def mending(files: Mapping[str, str], entry: str, problem: str) -> Mended:
    return mend(files, entry, KNOWN, problem)


def mends_when_told(files: Mapping[str, str], entry: str, problem: str) -> Mended:
    return mend({**files}, entry, KNOWN, problem) if problem else Mended(files)


def driven(mender: Mend = mending, files: Mapping[str, str] | None = None) -> Driven:
    made = Driven(files)
    made.machine = turn.Turn(made.plan, 7, mender)
    return made.start()


def said(made: Driven) -> list[str]:
    return [event.finding.rule for event in made.events if isinstance(event, FindingMade)]


def test_a_missing_import_is_mended_before_the_check_and_the_page_follows():
    made = driven().write(FORGOT).stop()
    assert made.machine.phase is Phase.SCAN
    assert 'import { useState } from "react";' in files_of(made.state)["App.tsx"]
    last = [event for event in made.events if isinstance(event, FileSpliced)][-1]
    assert (last.at, last.remove) == (0, 0)
    assert made.settle().outcome == "final"
    assert said(made) == ["mended"]
    assert made.saved == files_of(made.state)


def test_mended_code_is_scanned_like_any_other():
    made = driven().write(FORGOT).stop()
    ((path, through),) = made.machine.unscanned.items()
    made.do(steps.CodeScanned(path, through - 1, []))
    assert made.machine.phase is Phase.SCAN
    made.scan()
    assert made.machine.phase is Phase.CHECK


def test_a_failed_check_is_mended_once_and_checked_again():
    made = driven(mends_when_told).write(FORGOT).stop().scan()
    made.check("failed", "ReferenceError: useState is not defined")
    assert made.machine.phase is Phase.SCAN
    made.scan().check("failed", "something else")
    assert made.ended.code == "check_failed"
    assert "something else" in (made.ended.message or "")


def test_a_reply_without_faults_is_left_alone():
    made = driven().write('<file path="App.tsx">\nexport default () => <p>hi</p>;\n</file>\n').stop()
    assert said(made) == []


def test_a_turn_that_is_taken_up_again_keeps_what_was_mended():
    first = driven().write(FORGOT).stop()
    mended = files_of(first.state)
    again = Driven(state=first.state, base={}, parent={}, written=FORGOT, finished=True, checked=mended)
    again.machine = turn.Turn(again.plan, 7, mending)
    again.resume()
    assert not [event for event in again.events if isinstance(event, FileSpliced)]
    assert again.settle().outcome == "final"


def test_a_leak_in_prose_is_stopped_before_it_is_shown():
    leak = " ".join(system_prompt("react").split()[40:90])
    made = driven().write("Sure. ", *(f"{word} " for word in leak.split()))
    assert made.ended.code == "blocked"
    shown = "".join(event.text for event in made.events if isinstance(event, TextDelta))
    assert len(shown.split()) < 6
    assert any(isinstance(step, steps.StopModel) for step in made.steps)


def test_a_leak_in_a_file_ends_the_turn_and_leaves_the_artifact_as_it_was():
    before = {"App.tsx": "export default () => <p>old</p>;\n"}
    leak = "\n".join(f"// {line}" for line in system_prompt("react").splitlines()[20:40])
    made = driven(files=before).write(f'<file path="App.tsx">\n{leak}\n')
    assert made.ended.code == "blocked"
    assert files_of(made.state) == before
    assert not [event for event in made.events if isinstance(event, VersionCreated)]


def test_talk_without_a_component_ends_with_a_clear_message():
    made = driven().write(*("The history of Rome is long and full of wars. " for _ in range(120)))
    assert made.ended.code == "blocked"
    assert "no component" in (made.ended.message or "")


def test_prose_that_was_held_back_is_shown_before_the_file_and_at_the_end():
    lines = system_prompt("react").split()[40:46]
    start = " ".join(lines)
    made = driven().write(f"{start}", "\n", '<file path="App.tsx">\nexport default () => 1;\n</file>\n')
    made.stop()
    shown = "".join(event.text for event in made.events if isinstance(event, TextDelta))
    assert shown == start


def test_quiet_text_is_shown_at_once_and_scanned_when_the_reply_has_ended():
    made = driven(mend_nothing, {"old.tsx": "x", "App.tsx": "y"}).write(SAMPLE[:60])
    for path, through in list(made.machine.unscanned.items()):
        made.do(steps.CodeScanned(path, through, (), quiet=True))
    assert not made.machine.unscanned
    assert isinstance(made.events[-1], Scanned)
    made.stop()
    assert made.machine.phase is Phase.SCAN
    assert made.machine.unscanned
    assert made.settle().outcome == "final"


def test_a_look_that_ends_after_the_reply_is_no_scan():
    made = driven(mend_nothing).write('<file path="App.tsx">\nexport default () => 1;\n')
    ((path, through),) = made.machine.unscanned.items()
    made.stop().do(steps.CodeScanned(path, through, (), quiet=True))
    assert made.machine.phase is Phase.SCAN
    assert path in made.machine.unscanned
    assert made.settle().outcome == "final"


def test_a_file_that_was_scanned_after_the_last_look_is_not_scanned_again():
    made = driven(mend_nothing).write('<file path="App.tsx">\nexport default () => 1;\n</file>\n')
    ((path, through),) = made.machine.unscanned.items()
    made.do(steps.CodeScanned(path, through, (), quiet=True), steps.CodeScanned(path, through, ()))
    made.stop()
    assert made.machine.phase is Phase.CHECK


def breaks(*_: object) -> str:
    raise IndexError("a text that nobody thought of")


@pytest.mark.parametrize("part", ["watch", "problem", "problem_at_end", "rest"])
def test_a_reply_whose_check_breaks_is_refused(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is as if it had been found faulty: nobody has read it."""
    monkeypatch.setattr(OutputGuard, part, breaks)
    made = driven().write(f"A page with a list.\n{FORGOT}Done.\n")
    if made.machine.phase is Phase.WRITE:
        made.stop()
    turn_of = made.state.turns[-1]
    assert (turn_of.outcome, turn_of.code) == ("failed", "blocked")
    assert turn_of.message == f"{UNREAD} {ASK_ANEW}"
    assert said(made)[-1] == "unread"
    assert files_of(made.state) == {}
    assert made.saved is None


def test_a_resumed_reply_whose_check_breaks_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OutputGuard, "behind", breaks)
    begun = Driven().start().write("A page.")
    made = Driven(state=begun.state, base={}, parent={}, written="A page.", said="A page.").resume()
    assert made.ended.code == "blocked"
    assert said(made) == ["unread"]


def test_a_call_that_breaks_the_check_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OutputGuard, "problem_of_call", breaks)
    writing = Writing({}, 0)
    assert writing.refuses([Call("read_file", "{}")])
    assert writing.refused == UNREAD


@pytest.mark.parametrize("opening", [FORGOT, '<delete path="old.tsx"/>\n'])
def test_nothing_follows_a_guard_that_breaks_over_what_it_held_back(
    opening: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing = Writing({"old.tsx": "export const old = 1;\n"}, 0)
    told = writing.feed("I add it. ", 0)
    monkeypatch.setattr(OutputGuard, "rest", breaks)
    after = [*writing.feed(f"Secret.\n{opening}", len(told)), *writing.end(len(told))]
    assert writing.refused == UNREAD
    assert [event for event in after if not isinstance(event, TextDelta)] == []


def test_an_edit_without_a_place_is_not_told_behind_a_guard_that_broke(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    writing = Writing({"old.tsx": "export const old = 1;\n"}, 1)
    edit = '<edit path="old.tsx">\n<<<<<<< SEARCH\nnot there\n=======\nx\n>>>>>>> REPLACE\n</edit>\n'
    told = writing.feed(edit, 0)
    monkeypatch.setattr(OutputGuard, "rest", breaks)
    assert writing.end(len(told)) == []
    assert writing.refused == UNREAD
