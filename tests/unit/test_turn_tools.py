"""studio.turn where the model calls tools: the reply stays one, calls are bounded, nothing is asked twice."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio import steps
from studio.prompt import system_prompt
from studio.protocol import FindingMade, Spent, ToolCalled, ToolPart, ToolReturned, Usage
from studio.state import files_of
from studio.tools.contract import MAX_ARGUMENT_BYTES, MAX_CALLS, MAX_NAME_CHARS, Call
from studio.turn import Phase
from tests.unit.driven import EDIT, FILE, MISSED, PARENT, SAMPLE, USAGE, Driven, whole

CHECK, ICONS = Call("check", "{}"), Call("search_icons", '{"words":"cart"}')


def calls(driven: Driven, *made: Call) -> Driven:
    return driven.do(steps.ModelStopped(USAGE, 0.5, None, made))


def answer(driven: Driven, *numbers: int) -> Driven:
    return driven.do(*(steps.Answered(number, "done", f"answer {number}", 5) for number in numbers))


def begun(**plan: object) -> Driven:
    return Driven(PARENT, tools=True, **plan).start()


def last(driven: Driven) -> steps.Instruction:
    return [step for step in driven.steps if not isinstance(step, steps.Emit)][-1]


def generated(driven: Driven) -> steps.Generate:
    step = last(driven)
    assert isinstance(step, steps.Generate)
    return step


def test_the_model_stops_the_tools_answer_and_it_goes_on() -> None:
    driven = begun().write(FILE)
    assert driven.asked(steps.Generate) == [steps.Generate("", calls_left=MAX_CALLS)]
    calls(driven, CHECK, ICONS)
    asked = [ToolPart(1, "check", "{}", len(FILE)), ToolPart(2, "search_icons", ICONS.arguments, len(FILE))]
    assert last(driven) == steps.RunTools(tuple(asked))
    assert driven.machine.phase is Phase.WRITE
    answer(driven, 1)
    assert isinstance(last(driven), steps.RunTools), "it goes on before all have answered"
    answer(driven, 2)
    step = generated(driven)
    assert (step.written, step.calls_left, step.spent_usd) == (FILE, MAX_CALLS - 2, 0.5)
    assert [(call.call, call.result) for call in step.calls] == [(1, "answer 1"), (2, "answer 2")]
    driven.write(EDIT).stop()
    ended = driven.settle()
    assert (ended.outcome, ended.usage, ended.cost_usd) == ("final", Usage(20, 0, 40), 1.0)
    assert files_of(driven.state) == whole(FILE + EDIT, PARENT)
    assert [type(event) for event in driven.events if isinstance(event, ToolCalled | ToolReturned)] == [
        ToolCalled, ToolCalled, ToolReturned, ToolReturned,
    ]  # fmt: skip


def test_a_model_that_calls_for_ever_is_stopped() -> None:
    driven = begun().write(FILE)
    for number in range(1, MAX_CALLS + 1):
        calls(driven, CHECK)
        answer(driven, number)
    assert generated(driven).calls_left == 0
    calls(driven, CHECK)
    assert driven.settle().outcome == "final"
    assert sum(isinstance(event, ToolCalled) for event in driven.events) == MAX_CALLS


def test_calls_at_once_beyond_the_limit_were_never_made() -> None:
    driven = begun().write(FILE)
    calls(driven, *[CHECK] * 50)
    step = last(driven)
    assert isinstance(step, steps.RunTools)
    assert len(step.calls) == MAX_CALLS


def test_arguments_without_end_are_kept_no_longer_than_they_may_be() -> None:
    driven = begun().write(FILE)
    calls(driven, Call("x" * 1000, "[" * 1_000_000))
    (called,) = [event for event in driven.events if isinstance(event, ToolCalled)]
    assert (len(called.name), len(called.arguments)) == (MAX_NAME_CHARS, MAX_ARGUMENT_BYTES + 1)


def test_no_tools_are_run_where_none_were_offered() -> None:
    driven = Driven(PARENT).start().write(FILE)
    calls(driven, CHECK)
    assert driven.settle().outcome == "final"
    assert not driven.asked(steps.RunTools)


def test_cancel_while_a_tool_runs_ends_at_once() -> None:
    driven = begun().write(FILE)
    calls(driven, CHECK)
    driven.do(steps.CancelRequested())
    assert driven.asked(steps.StopModel)
    answer(driven, 1)
    ended = driven.settle()
    assert (ended.outcome, ended.version) == ("cancelled", 7)
    assert not [event for event in driven.events if isinstance(event, ToolReturned)]


def test_blocked_code_ends_the_turn_while_a_tool_runs() -> None:
    driven = begun().write('<file path="App.tsx">\nEVIL\n</file>\n')
    calls(driven, CHECK)
    assert driven.scan().ended.code == "blocked"
    assert files_of(driven.state) == PARENT


def test_a_failure_with_calls_is_a_failure() -> None:
    driven = begun().write(FILE)
    driven.do(steps.ModelStopped(USAGE, 0.5, ("network", "gone"), (CHECK,)))
    assert driven.settle().code == "network"
    assert not driven.asked(steps.RunTools)


@pytest.mark.parametrize("spelled", ["plain", "json", "escaped"])
def test_the_internal_prompt_does_not_leave_by_an_argument(spelled: str) -> None:
    rule = " ".join(system_prompt("react").split()[:40])
    ways = {
        "plain": rule,
        "json": json.dumps({"words": [rule.replace(" ", "\n")]}),
        "escaped": '{"words": "' + "".join(f"\\u{ord(char):04x}" for char in rule) + '"}',
    }
    driven = begun().write(FILE)
    calls(driven, CHECK, Call("search_icons", ways[spelled]))
    ended = driven.ended
    assert (ended.outcome, ended.code) == ("failed", "blocked")
    assert not any(isinstance(event, ToolCalled) for event in driven.events)
    assert files_of(driven.state) == PARENT


def test_the_internal_prompt_does_not_leave_in_pieces_around_a_call() -> None:
    words = system_prompt("react").split()
    driven = begun().write(" ".join(words[:11]) + " ")
    calls(driven, CHECK)
    answer(driven, 1)
    driven.write(" ".join(words[11:40]))
    assert driven.ended.code == "blocked"


def test_an_edit_that_found_no_place_is_told_with_the_first_answer() -> None:
    driven = begun(repairs=2).write(MISSED)
    calls(driven, CHECK, ICONS)
    step = last(driven)
    assert isinstance(step, steps.RunTools)
    assert "Your edit of App.tsx found no place" in step.note
    answer(driven, 1, 2)
    driven.write(EDIT).stop()
    assert driven.machine.phase is not Phase.WRITE, "what the model has mended was asked for again"
    assert driven.settle().outcome == "final"
    assert not [e for e in driven.events if isinstance(e, FindingMade)]


def test_an_edit_that_was_told_and_not_mended_is_asked_for_again() -> None:
    driven = begun(repairs=2).write(MISSED)
    calls(driven, CHECK)
    answer(driven, 1)
    driven.write(FILE).stop()
    assert [block.path for block in generated(driven).failed] == ["App.tsx"]


def test_what_was_spent_is_told_after_each_round() -> None:
    driven = begun().write(FILE)
    calls(driven, CHECK)
    answer(driven, 1)
    driven.do(steps.SpentSoFar(Usage(5, 0, 5, estimated=True), 0.25))
    assert [(e.usage.input_tokens, e.cost_usd) for e in driven.events if isinstance(e, Spent)] == [
        (10, 0.5), (15, 0.75),
    ]  # fmt: skip


def resumed(died: Driven, written: str) -> Driven:
    """The turn under another actor, from what is stored."""
    turn = died.state.turns[-1]
    made = tuple(part for part in turn.parts if isinstance(part, ToolPart))
    spent = (turn.usage, turn.cost_usd)
    next_ = Driven(
        state=died.state, base=PARENT, parent=PARENT, tools=True, written=written, calls=made, spent=spent,
        said=died.said,
    )  # fmt: skip
    return next_.resume().write()


def test_resume_asks_only_tools_that_have_not_answered() -> None:
    died = begun().write(FILE)
    calls(died, CHECK, ICONS)
    answer(died, 1)
    driven = resumed(died, FILE)
    step = last(driven)
    assert isinstance(step, steps.RunTools)
    assert [call.call for call in step.calls] == [2]
    answer(driven, 2)
    assert [call.result for call in generated(driven).calls] == ["answer 1", "answer 2"]
    driven.write(EDIT).stop()
    ended = driven.settle()
    assert (ended.outcome, ended.usage, ended.cost_usd) == ("final", Usage(20, 0, 40), 1.0)
    assert files_of(driven.state) == whole(FILE + EDIT, PARENT)


def test_resume_behind_the_last_answer_goes_on_with_all_of_them() -> None:
    died = begun().write(FILE)
    calls(died, CHECK)
    answer(died, 1)
    died.write(EDIT[:40])
    step = generated(resumed(died, FILE + EDIT[:40]))
    assert (step.written, step.calls_left) == (FILE + EDIT[:40], MAX_CALLS - 1)
    assert step.calls[0].at == len(FILE)


def test_resume_remembers_what_the_model_was_told_of_its_edits() -> None:
    died = begun(repairs=2).write(MISSED)
    calls(died, CHECK)
    answer(died, 1)
    died.write(EDIT)
    driven = Driven(
        state=died.state, base=PARENT, parent=PARENT, tools=True, repairs=2, written=MISSED + EDIT,
        calls=tuple(p for p in died.state.turns[-1].parts if isinstance(p, ToolPart)),
        said=died.said,
    ).resume().write()  # fmt: skip
    driven.stop()
    assert driven.machine.phase is not Phase.WRITE


@settings(deadline=None)  # a busy machine is no fault
@given(st.data())
def test_any_interleaving_gives_one_reply_and_every_answer_once(data: Any) -> None:
    """Text in any pieces, calls between any of them, a restart anywhere: the files are those of the reply."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(SAMPLE)), max_size=5)))
    driven, written = begun(), ""
    driven.write()
    for start, end in zip([0, *cuts], [*cuts, len(SAMPLE)], strict=True):
        driven.write(SAMPLE[start:end])
        written += SAMPLE[start:end]
        if end == len(SAMPLE):
            break
        before = len(driven.machine._calling.made)
        made = data.draw(st.lists(st.sampled_from([CHECK, ICONS]), min_size=1, max_size=2))
        if driven.machine._calling.left:
            calls(driven, *made)
            for number in range(before + 1, len(driven.machine._calling.made) + 1):
                if data.draw(st.booleans()):
                    driven = resumed(driven, written)
                answer(driven, number)
            assert generated(driven).written == written
    driven.stop()
    assert driven.settle().outcome == "final"
    assert files_of(driven.state) == whole(SAMPLE, PARENT)
    answered = [part for part in driven.state.turns[-1].parts if isinstance(part, ToolPart)]
    assert [part.call for part in answered] == list(range(1, len(answered) + 1))
    assert all(part.result == f"answer {part.call}" for part in answered)
