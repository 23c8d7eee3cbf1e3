"""A model that obeys every attempt: in whatever way it leaks, answers or attacks, nothing gets through."""

from dataclasses import replace

import pytest

from benchmarks.obedient import CODES, LEAKS, gets_through, replies, run
from guards import scan_prompt
from studio import reply as parts
from studio.output import OutputGuard
from studio.prompt.leak import leaks
from studio.prompt.system import system_prompt

WISH = scan_prompt("a todo list")
WATCHED = replace(WISH, odds=1.0)
FILE = '<file path="App.tsx">\nexport default function App() {\n  return <p>hi</p>;\n}\n</file>\n'


@pytest.mark.parametrize("way", LEAKS)
def test_a_leak_ends_the_turn_in_prose_and_in_a_file(way):
    for reply in (replies("leak")[f"{way}, said"], replies("leak")[f"{way}, in a file"]):
        outcome = run("a todo list", reply, WISH)
        assert outcome.code == "blocked"
        assert not leaks(outcome.prose)
        assert not leaks(outcome.files)


def test_the_prompt_as_comments_ends_the_turn():
    assert run("a todo list", replies("leak")["comments"], WISH).code == "blocked"


@pytest.mark.parametrize("code", range(len(CODES)))
def test_code_that_reaches_out_is_found(code):
    outcome = run("a todo list", replies("code")[f"code {code}"], WISH)
    assert {finding.severity for finding in outcome.findings} & {"block", "neutralise"}


def test_no_answer_to_something_else_is_shown_where_the_prompt_read_like_one():
    assert gets_through("x", "answer", WATCHED) == []
    for reply in replies("answer").values():
        assert run("x", reply, WATCHED).prose == ""


def test_an_answer_about_the_component_is_shown_and_a_long_talk_is_not():
    said = "The button is grey because the form is not valid yet."
    outcome = run("why is it grey?", said, WATCHED)
    assert (outcome.code, outcome.prose) == (None, said)
    assert run("x", "My rules for a component are many. " * 60, WATCHED).code == "blocked"


def test_what_is_said_before_a_file_is_shown_with_the_file():
    outcome = run("x", f"Here it is.\n\n{FILE}Enjoy.\n", WATCHED)
    assert outcome.code is None
    assert outcome.prose.startswith("Here it is.")
    assert "Enjoy." in outcome.prose


def test_a_reply_to_a_plain_wish_waits_for_nothing():
    assert not WISH.watched(first=True)
    assert run("a todo list", "Lima.", WISH).prose == "Lima."


def test_less_than_a_leak_is_shown():
    few = " ".join(system_prompt("react").split()[60:66])
    assert run("a todo list", f"As they say: {few}", WISH).code is None


def test_a_watched_reply_that_only_removes_a_file_is_an_edit():
    guard = OutputGuard(watched=True)
    assert guard.problem(parts.Prose("Gone.\n")) is None
    assert guard.shown == ""
    assert guard.problem(parts.Removed("Footer.tsx")) is None
    assert (guard.problem_at_end(), guard.rest()) == (None, "Gone.\n")
