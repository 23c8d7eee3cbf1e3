"""studio.turn: replies that were cut anywhere and gone on with, and any order of inputs."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio import steps
from studio.protocol import (
    Finding,
    SessionState,
)
from studio.state import files_of
from studio.turn import Phase
from tests.unit.driven import EDIT, EVIL, FILE, MISSED, PARENT, REPLIES, SAMPLE, USAGE, Driven, whole


def cut_at(reply: str, at: int, files: Mapping[str, str]) -> SessionState:
    """The session after a turn that was cancelled when `at` characters had come."""
    driven = Driven(files).start().write(reply[:at]).do(steps.CancelRequested())
    assert driven.settle().outcome == "cancelled"
    return driven.state


def continued(state: SessionState, base: Mapping[str, str], written: str) -> Driven:
    return Driven(state=state, base=base, written=written, continues=1, number=2)


@pytest.mark.parametrize("base", [PARENT, {}, {"styles.css": "p {}\n"}], ids=["App", "none", "no App"])
@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
def test_a_reply_cut_anywhere_and_continued_gives_the_files_of_the_whole(
    reply: str, base: dict[str, str]
) -> None:
    expected = whole(reply, base)
    for at in range(0, len(reply) + 1, 1 if base is PARENT else 3):
        driven = continued(cut_at(reply, at, base), base, reply[:at]).start()
        driven.write(reply[at:])
        assert driven.asked(steps.Generate) == [steps.Generate(reply[:at])]
        driven.stop().settle()
        assert files_of(driven.state) == expected, at


@pytest.mark.parametrize("cut", ["guard", "blocked prompt", "scan"])
def test_a_continued_turn_cut_again_leaves_no_file_open(cut: str) -> None:
    for at in range(0, len(SAMPLE) + 1, 5):
        state = cut_at(SAMPLE, at, PARENT)
        driven = continued(state, PARENT, SAMPLE[:at]).start()
        if cut == "guard":
            driven.do(steps.CancelRequested(), steps.PromptScanned([]))
        elif cut == "blocked prompt":
            driven.do(steps.PromptScanned([Finding("x", "block", None, 0, "No.", "")]))
        else:
            driven.write(SAMPLE[at : at + 9]).do(steps.CancelRequested(), steps.CancelRequested())
        driven.settle()
        if cut == "scan" and driven.ended.version is None:
            assert files_of(driven.state) == files_of(state)


def test_a_turn_whose_files_were_taken_back_is_continued_with_all_of_them() -> None:
    taken_back = (
        Driven(PARENT).start().write(SAMPLE[:-9]).do(steps.CancelRequested(), steps.CancelRequested())
    )
    assert files_of(taken_back.state) == PARENT
    driven = continued(taken_back.state, PARENT, SAMPLE[:-9]).start().write(SAMPLE[-9:]).stop()
    assert driven.settle().outcome == "final"
    assert files_of(driven.state) == whole(SAMPLE, PARENT)


def dead(reply: str, at: int, phase: Phase, files: Mapping[str, str]) -> SessionState:
    """The session of an actor that died when `at` characters had come, or at the end of the reply."""
    driven = Driven(files).start().write(reply[:at])
    if phase is not Phase.WRITE:
        driven.stop()
    if driven.machine.phase is Phase.SCAN and phase is Phase.CHECK:
        driven.scan()
    if driven.machine.phase is Phase.CHECK and phase is Phase.CHECK:
        driven.do(steps.CheckBegan("compile"))
    return driven.state


@pytest.mark.parametrize("broke", [False, True], ids=["resumed", "interrupted"])
@pytest.mark.parametrize("phase", [Phase.WRITE, Phase.SCAN, Phase.CHECK])
@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
def test_a_turn_found_running_is_finished(reply: str, phase: Phase, broke: bool) -> None:
    for at in range(0, len(reply) + 1, 3) if phase is Phase.WRITE else [len(reply)]:
        state = dead(reply, at, phase, PARENT)
        if state.turns[-1].outcome is not None:  # it needed no scan or check
            continue
        finished = bool(state.turns[-1].checks) and not broke
        driven = Driven(state=state, base=PARENT, parent=PARENT, written=reply[:at], finished=finished)
        driven.resume()
        if broke:
            driven.do(steps.Broke("interrupted", "Press Continue."))
            assert driven.settle().code == "interrupted"
            shown = files_of(driven.state)
            assert shown == files_of(cut_at(reply, at, PARENT))
            continue
        assert bool(driven.asked(steps.Generate)) != finished
        if not finished:
            driven.do(steps.Arrived(reply[at:])).stop()
        driven.settle()
        assert files_of(driven.state) == whole(reply, PARENT)


INPUTS = st.one_of(
    st.sampled_from(
        [
            FILE, EDIT, MISSED, "Hi. ", '<delete path="old.tsx"/>', '<file path="App.tsx">\n', "</file>\n",
            "<edit path='App.tsx'>\n<<<<<<< SEARCH\n}\n", "=======\n", "}}\n", ">>>>>>> REPLACE\n",
            "```tsx\n", '<file path="a.css">', "\U0001f600", f"const {EVIL} = 1;\n", "export default 1;\n",
        ]
    ).map(steps.Arrived),
    st.sampled_from(
        [
            steps.PromptScanned([]), steps.ModelStopped(USAGE, 0.1), "scan", "check",
            steps.ModelStopped(USAGE, 0.1, ("quota", "x")), steps.CancelRequested(),
            steps.Broke("internal", "x"),
        ]
    ),
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(
    st.lists(INPUTS, max_size=25), st.sampled_from([{}, PARENT]), st.integers(0, len(SAMPLE)), st.booleans()
)
def test_any_order_of_inputs_keeps_the_invariants(
    inputs: list[steps.Input | str], files: dict[str, str], at: int, again: bool
) -> None:
    if again:
        driven = continued(cut_at(SAMPLE, at, files), files, SAMPLE[:at]).start()
    else:
        driven = Driven(files).start()
    for input in [*inputs, steps.CancelRequested(), steps.CancelRequested()]:
        if input == "scan":
            driven.scan()
        elif input == "check":
            if driven.machine.phase is Phase.CHECK:
                driven.check()
        else:
            driven.do(input)
    assert driven.ended
