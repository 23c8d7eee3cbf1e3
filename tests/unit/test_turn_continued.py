"""studio.turn: replies that were cut anywhere and gone on with, and any order of inputs."""

from collections.abc import Mapping

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studio import steps
from studio.protocol import (
    Finding,
    SessionState,
)
from studio.scan import Watch
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


def dead(reply: str, at: int, phase: Phase, files: Mapping[str, str]) -> Driven:
    """The turn of an actor that died when `at` characters had come, or at the end of the reply."""
    driven = Driven(files).start().write(reply[:at])
    if phase is not Phase.WRITE:
        driven.stop()
    if driven.machine.phase is Phase.SCAN and phase is Phase.CHECK:
        driven.scan()
    if driven.machine.phase is Phase.CHECK and phase is Phase.CHECK:
        driven.do(steps.CheckBegan("compile"))
    return driven


def successor(died: Driven, written: str, *, finished: bool = False) -> Driven:
    """The same turn in the next actor, as far as is stored."""
    turn = died.state.turns[-1]
    driven = Driven(
        state=died.state, base=died.plan.base, parent=died.parent, written=written, finished=finished,
        said=died.said, findings=tuple(turn.findings),
        checked=files_of(died.state) if turn.checks else None,
    )  # fmt: skip
    driven.watch = died.watch
    return driven.resume()


@pytest.mark.parametrize("broke", [False, True], ids=["resumed", "interrupted"])
@pytest.mark.parametrize("phase", [Phase.WRITE, Phase.SCAN, Phase.CHECK])
@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
def test_a_turn_found_running_is_finished(reply: str, phase: Phase, broke: bool) -> None:
    for at in range(0, len(reply) + 1, 3) if phase is Phase.WRITE else [len(reply)]:
        died = dead(reply, at, phase, PARENT)
        running = died.state.turns[-1]
        if running.outcome is not None:  # it needed no scan or check
            continue
        finished = bool(running.checks) and not broke
        driven = successor(died, reply[:at], finished=finished)
        if broke:
            driven.do(steps.Broke("interrupted", "Press Continue."))
            assert driven.settle().code == "interrupted"
            shown = files_of(driven.state)
            assert shown == files_of(cut_at(reply, at, PARENT))
            continue
        driven.write()
        assert bool(driven.asked(steps.Generate)) != finished
        if not finished:
            driven.write(reply[at:]).stop()
        driven.settle()
        assert files_of(driven.state) == whole(reply, PARENT)
        assert driven.said == Driven(PARENT).start().write(reply).stop().said


ORDER = "Arr, the capital of France be Paris, matey. " * 4
HELD = "I add a button to the component.\n\n"


WATCHES = pytest.mark.parametrize("watch", [Watch.TOPIC, Watch.END])


def watched(watch: Watch, *chunks: str) -> Driven:
    driven = Driven(PARENT).start()
    driven.watch = watch
    return driven.write(*chunks)


@WATCHES
def test_a_turn_whose_actor_died_is_still_watched(watch: Watch) -> None:
    for at in range(0, len(ORDER), 7):
        driven = successor(watched(watch, ORDER[:at]), ORDER[:at]).write(ORDER[at:]).stop()
        assert driven.ended.code == "blocked"
        assert driven.said == ""


@WATCHES
def test_what_was_held_back_of_a_watched_turn_is_told_by_the_next_actor(watch: Watch) -> None:
    reply = HELD + FILE
    for at in range(0, len(reply), 3):
        driven = successor(watched(watch, reply[:at]), reply[:at]).write(reply[at:]).stop()
        assert driven.settle().outcome == "final"
        assert driven.said == watched(watch, reply).stop().said == HELD.strip()


def test_what_an_actor_wrote_and_did_not_tell_is_told_by_the_next() -> None:
    died = watched(Watch.END, HELD)
    died.watch = Watch.NONE
    driven = successor(died, HELD).write()
    assert driven.prose == HELD.strip()


def test_a_reply_that_is_continued_has_spoken_of_its_component_before() -> None:
    cut = Driven(PARENT).start().write(HELD).do(steps.CancelRequested())
    driven = continued(cut.state, PARENT, HELD).start()
    driven.watch = Watch.TOPIC
    assert driven.write("And that is all.").stop().settle().outcome == "final"


def test_a_prompt_that_was_not_scanned_when_its_actor_died_is_scanned_by_the_next() -> None:
    driven = successor(Driven(PARENT).start(), "")
    assert driven.asked(steps.ScanPrompt) == [steps.ScanPrompt("a page")]
    assert not driven.asked(steps.Generate)
    driven.do(steps.PromptScanned([Finding("x", "block", None, 0, "No.", "")]))
    assert driven.settle().code == "blocked"
    assert not driven.asked(steps.Generate)


def test_what_one_actor_told_of_prompt_and_code_the_next_does_not_tell_again() -> None:
    of_prompt = Finding("x", "note", None, 0, "Hm.", "")
    of_code = Finding("y", "neutralise", "Card.tsx", 2, "Hm.", "")
    died = Driven(PARENT).start().do(steps.PromptScanned([of_prompt])).write(FILE)
    died.do(steps.CodeScanned("Card.tsx", died.state.seq, [of_code]))
    driven = successor(died, FILE).do(steps.PromptScanned([of_prompt]))
    driven.do(steps.CodeScanned("Card.tsx", driven.state.seq, [of_code]))
    assert [finding.rule for finding in driven.state.turns[-1].findings] == ["x", "y"]


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


REMOVED_THEN_WRITTEN = [
    steps.PromptScanned([]), steps.Arrived('<delete path="old.tsx"/>'), steps.Arrived(FILE), "scan"
]  # fmt: skip


@example(REMOVED_THEN_WRITTEN, PARENT, 95, True)
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
