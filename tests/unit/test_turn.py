"""studio.turn: every way through a turn, and what is true of all of them."""

import pytest

from studio import steps
from studio.protocol import (
    CheckEnded,
    Finding,
    FindingMade,
    TurnStarted,
)
from studio.state import files_of
from studio.turn import Phase
from tests.unit.driven import EDIT, EVIL, FILE, MISSED, PARENT, REPLIES, USAGE, Driven, whole


def test_happy_path() -> None:
    driven = Driven().start()
    assert [type(step) for step in driven.steps] == [steps.Emit, steps.ScanPrompt]
    assert isinstance(driven.events[0], TurnStarted)
    driven.write("Hello.\n", '<file path="App.tsx">\nexport default ', "() => <p/>;\n</file>\n")
    assert driven.asked(steps.Generate) == [steps.Generate("")]
    driven.stop()
    assert driven.machine.phase is Phase.SCAN
    driven.scan()
    assert driven.asked(steps.Verify) == [
        steps.Verify({"App.tsx": "export default () => <p/>;\n"}, "App.tsx")
    ]
    ended = driven.check().ended
    assert (ended.outcome, ended.version, ended.usage, ended.cost_usd) == ("final", 7, USAGE, 0.5)
    assert driven.prose == "Hello."
    assert driven.saved == {"App.tsx": "export default () => <p/>;\n"}


@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
def test_a_scan_while_writing_saves_the_one_at_the_end(reply: str) -> None:
    driven = Driven(PARENT).start()
    for char in reply:
        driven.write(char).scan()
    driven.stop().settle()
    assert files_of(driven.state) == whole(reply, PARENT)


def test_prompt_blocked() -> None:
    finding = Finding("prompt", "block", None, 0, "Not this.", "Ask for a page.")
    driven = Driven(PARENT).start().do(steps.PromptScanned([finding]))
    ended = driven.ended
    assert (ended.outcome, ended.code, ended.message, ended.version) == (
        "failed", "blocked", "Not this. Ask for a page.", None
    )  # fmt: skip
    assert not driven.asked(steps.Generate)
    assert FindingMade(seq=driven.begun + 2, finding=finding) in driven.events


@pytest.mark.parametrize("at", ["while writing", "held back", "last scan", "after a cancel"])
def test_code_blocked_goes_back_to_the_parents_files(at: str) -> None:
    driven = Driven(PARENT).start().write(EDIT, FILE, f'<file path="App.tsx">\nconst a = "{EVIL}";\n')
    if at == "held back":
        driven.write("const b = 1;\n</fil")
    if at in ("last scan", "after a cancel"):
        driven.stop() if at == "last scan" else driven.do(steps.CancelRequested())
        assert driven.machine.phase is Phase.SCAN
    ended = driven.scan().ended
    assert (ended.outcome, ended.code, ended.version) == ("failed", "blocked", None)
    assert "App.tsx:1: No. Do good." in (ended.message or "")
    assert files_of(driven.state) == PARENT
    if at != "last scan":
        assert driven.asked(steps.StopModel)


def test_code_blocked_while_another_file_is_open_and_unchanged() -> None:
    driven = Driven(PARENT).start().write(f'<file path="b.tsx">\n"{EVIL}";\n</file>\n', EDIT[:30])
    assert driven.scan().ended.code == "blocked"
    assert files_of(driven.state) == PARENT


def test_a_scan_of_a_file_that_was_removed_meanwhile() -> None:
    driven = Driven(PARENT).start().write('<file path="a.tsx">\n1;\n</file>\n')
    through = driven.machine.unscanned["a.tsx"]
    driven.write('<delete path="a.tsx"/>\n', FILE)
    driven.do(steps.CodeScanned("a.tsx", through, [])).stop()
    assert driven.settle().outcome == "final"
    assert "a.tsx" not in files_of(driven.state)


def test_an_old_scan_does_not_end_the_turn() -> None:
    driven = Driven().start().write('<file path="a.tsx">\n1;\n')
    through = driven.machine.unscanned["a.tsx"]
    driven.write("2;\n</file>\n").stop().do(steps.CodeScanned("a.tsx", through, []))
    assert driven.machine.phase is Phase.SCAN
    assert driven.steps[-1] == steps.Scan(("a.tsx",))
    assert driven.settle().outcome == "final"


def test_a_finding_is_told_once() -> None:
    note = Finding("storage", "neutralise", "Card.tsx", 1, "Forgets.", "Use state.")
    driven = Driven().start().write(FILE)
    for _ in range(3):
        driven.do(steps.CodeScanned("Card.tsx", 1, [note]))
    driven.stop().settle()
    assert sum(isinstance(event, FindingMade) for event in driven.events) == 1


@pytest.mark.parametrize("phase", [Phase.GUARD, Phase.WRITE, Phase.SCAN, Phase.CHECK])
@pytest.mark.parametrize(
    ("input", "outcome", "code"),
    [(steps.CancelRequested(), "cancelled", None), (steps.Broke("network", "Gone."), "failed", "network")],
)
def test_cancel_or_failure_in_each_phase(phase: Phase, input: steps.Input, outcome: str, code: str) -> None:
    driven = Driven(PARENT).start()
    if phase is not Phase.GUARD:
        driven.write(FILE)
    if phase in (Phase.SCAN, Phase.CHECK):
        driven.stop()
    if phase is Phase.CHECK:
        driven.scan().do(steps.CheckBegan("compile"))
    assert driven.machine.phase is phase
    driven.do(input)
    assert bool(driven.asked(steps.StopModel)) == (phase is Phase.WRITE)
    ended = driven.settle()
    assert (ended.outcome, ended.code) == (outcome, code)
    kept = phase in (Phase.WRITE, Phase.CHECK) or (phase is Phase.SCAN and outcome == "cancelled")
    assert ("Card.tsx" in files_of(driven.state)) == kept
    assert (ended.version is not None) == kept


def test_a_second_cancel_ends_the_turn_without_the_last_scan() -> None:
    driven = Driven(PARENT).start().write(FILE, EDIT).do(steps.CancelRequested())
    assert driven.machine.phase is Phase.SCAN
    ended = driven.do(steps.CancelRequested()).ended
    assert (ended.outcome, ended.version) == ("cancelled", None)
    assert files_of(driven.state) == PARENT


def test_a_cancel_in_the_last_scan_keeps_what_is_written_and_another_does_not_wait() -> None:
    driven = Driven(PARENT).start().write(FILE).stop().do(steps.CancelRequested())
    assert driven.machine.phase is Phase.SCAN
    ended = driven.do(steps.CancelRequested()).ended
    assert (ended.outcome, ended.version) == ("cancelled", None)
    assert files_of(driven.state) == PARENT


def test_cancel_right_behind_the_opening_tag() -> None:
    driven = Driven(PARENT).start().write('<file path="App.tsx">\n').do(steps.CancelRequested())
    assert driven.settle().version == 7
    assert files_of(driven.state)["App.tsx"] == ""


def test_an_edit_that_a_cancel_cut_off_is_no_fault_but_one_that_was_missed_before_is() -> None:
    begun = '<edit path="App.tsx">\n<<<<<<< SEARCH\n  return'
    driven = Driven(PARENT).start().write(begun).do(steps.CancelRequested())
    assert driven.settle().outcome == "cancelled"
    assert driven.state.turns[-1].findings == []
    driven = Driven(PARENT).start().write(MISSED, begun).do(steps.CancelRequested())
    driven.settle()
    assert len(driven.state.turns[-1].findings) == 1


@pytest.mark.parametrize("reply", ["", "Well.", FILE])
def test_model_error(reply: str) -> None:
    driven = Driven().start().write(reply).stop(("quota", "No money."))
    ended = driven.settle()
    assert (ended.outcome, ended.code, ended.message) == ("failed", "quota", "No money.")
    assert ended.usage == USAGE
    assert (ended.version is not None) == (reply == FILE)
    assert not driven.asked(steps.Verify)


@pytest.mark.parametrize(
    ("reply", "outcome", "code", "version"),
    [
        ("", "failed", "empty_reply", None),
        ("\n \n", "failed", "empty_reply", None),
        ("What colour?", "final", None, None),
        (MISSED, "failed", "edit_failed", None),
        (f"Sorry.\n{MISSED}", "failed", "edit_failed", None),
        (MISSED + FILE, "final", None, 7),
        ('<edit path="no.tsx">\n', "failed", "edit_failed", None),
        (f'<file path="App.tsx">\n{PARENT["App.tsx"]}</file>\n', "final", None, None),
        ("".join(f'<delete path="{path}"/>\n' for path in PARENT), "final", None, 7),
    ],
)
def test_what_a_reply_comes_to(reply: str, outcome: str, code: str | None, version: int | None) -> None:
    driven = Driven(PARENT).start().write(reply).stop()
    ended = driven.settle()
    assert (ended.outcome, ended.code, ended.version) == (outcome, code, version)
    assert (code is None) == (ended.message is None)


@pytest.mark.parametrize("outcome", ["failed", "skipped"])
def test_a_check_that_does_not_pass_makes_a_draft(outcome: str) -> None:
    driven = Driven().start().write(FILE).stop().scan().check(outcome, "line 3")
    ended = driven.ended
    assert (ended.outcome, ended.code, ended.message) == ("failed", "check_failed", "compile: line 3")
    assert ended.version == 7
    assert any(isinstance(event, CheckEnded) and event.outcome == outcome for event in driven.events)


def test_a_file_that_is_removed_leaves_the_others_to_be_scanned():
    driven = Driven(PARENT).start().write('<delete path="old.tsx"/>\n').stop()
    assert driven.machine.phase is Phase.SCAN
    assert set(driven.machine.unscanned) == {"App.tsx", "styles.css"}
    assert driven.settle().outcome == "final"


def test_what_was_scanned_before_a_file_went_is_scanned_again():
    driven = Driven(PARENT).start().write(FILE).scan().write('<delete path="old.tsx"/>\n').stop()
    assert set(driven.machine.unscanned) == {"App.tsx", "Card.tsx", "styles.css"}
    assert driven.settle().outcome == "final"
