"""studio.turn: what follows from what the checks found."""

from dataclasses import replace

import pytest

from studio import steps
from studio.checking import NEEDED
from studio.protocol import ModelInfo
from studio.state import files_of
from studio.turn import Phase, Turn
from tests.unit.driven import FILE, USAGE, Driven

PAGE_FILE = '<file path="App.tsx">\nexport default () => <p>1</p>;\nconst more = 1;\n</file>\n'
GONE = ("network", "gone")


def broken(driven: Driven, check: str = "use") -> Driven:
    passed = [steps.CheckDone(needed, "passed", "", 1) for needed in NEEDED]
    return driven.do(*passed, steps.CheckDone(check, "failed", "App.tsx:3: no", 3), steps.ChecksOver())


def test_a_fault_is_mended_by_a_model_at_most_as_often_as_planned() -> None:
    driven = broken(Driven(repairs=2).start().write(FILE).stop().scan())
    for number in (1, 2):
        asked = driven.asked(steps.Generate)[-1]
        assert asked == steps.Generate("", fault="use: App.tsx:3: no", spent_usd=number * 0.5)
        driven.write(f'\n<file path="App.tsx">\nexport default () => {number}\n</file>\n').stop().scan()
        broken(driven)
    ended = driven.ended
    assert len(driven.asked(steps.Generate)) == 3
    assert (ended.outcome, ended.cost_usd) == ("final", 1.5), "what is not needed does not refuse the version"
    assert "() => 2" in files_of(driven.state)["App.tsx"]


def test_a_repair_that_changes_nothing_or_fails_is_the_last() -> None:
    for error in (None, ("network", "gone")):
        driven = broken(Driven(repairs=2).start().write(FILE).stop().scan(), "mount")
        broken(driven.write("\nI see no fault.").stop(error), "mount")
        ended = driven.ended
        assert (ended.code, ended.message) == ("check_failed", "mount: App.tsx:3: no")
        assert len(driven.asked(steps.Generate)) == 2


@pytest.mark.parametrize(
    ("end", "outcome"),
    [
        (steps.CancelRequested(), "cancelled"),
        (steps.Broke("overloaded", "Press Continue."), "failed"),
        (steps.ModelStopped(USAGE, 0.5, ("network", "gone")), "failed"),
    ],
)
def test_half_a_repair_is_none(end: steps.Input, outcome: str) -> None:
    """The faulty files were whole."""
    driven = broken(Driven(repairs=2).start().write(PAGE_FILE).stop().scan(), "mount")
    faulty = files_of(driven.state)
    driven.write('\n<file path="App.tsx">\nexport default () => {\n  const ').scan().do(end).scan()
    if driven.machine.phase is Phase.CHECK:
        broken(driven, "mount")
    assert driven.ended.outcome == outcome
    assert driven.saved == files_of(driven.state) == faulty


@pytest.mark.parametrize("end", [steps.CancelRequested(), steps.ModelStopped(USAGE, 0.5, GONE)])
@pytest.mark.parametrize("search", ["", "const mo", "no such line\n=======\n"])
def test_a_file_that_a_repair_has_only_opened_is_closed(search: str, end: steps.Input) -> None:
    driven = broken(Driven(repairs=2).start().write(PAGE_FILE).stop().scan(), "mount")
    driven.write(f'\n<edit path="App.tsx">\n<<<<<<< SEARCH\n{search}').scan()
    assert any(file.open for file in driven.state.files)
    driven.do(end).scan()
    if driven.machine.phase is Phase.CHECK:
        broken(driven, "mount")
    assert driven.ended.outcome in ("cancelled", "failed")
    assert driven.state.turns[-1].findings == [], "no edit of a repair that is dropped is missed"


def test_half_a_repair_is_told_for_the_reply_does_not_lead_to_the_files() -> None:
    """Of a turn with such a finding the reply is not told to the next (actors/talk.py)."""
    driven = broken(Driven(repairs=2).start().write(PAGE_FILE).stop().scan())
    driven.write('\n<file path="App.tsx">\nexport default () => {\n  const ').scan()
    broken(driven.stop(("network", "gone")).scan())
    assert driven.ended.outcome == "final"
    told = [(finding.rule, finding.path) for finding in driven.state.turns[-1].findings]
    assert told == [("edit", "App.tsx")]


def test_the_built_in_model_is_not_asked_to_repair() -> None:
    driven = Driven(repairs=2)
    driven.machine = Turn(replace(driven.plan, model=ModelInfo("built-in", "sketch", True)), 7)
    broken(driven.start().write(FILE).stop().scan(), "mount")
    assert driven.ended.code == "check_failed"


def test_a_warning_neither_refuses_a_version_nor_is_worth_a_repair() -> None:
    driven = Driven(repairs=2).start().write(FILE).stop().scan()
    passed = [steps.CheckDone(check, "passed", "", 1) for check in NEEDED]
    driven.do(*passed, steps.CheckDone("types", "warned", "App.tsx:3: no", 3), steps.ChecksOver())
    assert driven.ended.outcome == "final"
