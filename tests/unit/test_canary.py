"""The marks of the internal prompt: found in every form on the stream, and in no honest text."""

import base64
import codecs
from pathlib import Path

import pytest

from guards import scan_code
from studio import reply
from studio.output import MAX_PROSE_CHARS, MAX_PROSE_WITH_FILES_CHARS, OutputGuard
from studio.prompt.canary import Marks, marks
from studio.prompt.leak import Leaks, leaks
from studio.prompt.system import PROMPT_VERSION, system_prompt

MARKS = marks(PROMPT_VERSION)
MARK = MARKS[1]
TOLD = f"Du schreibst Oberflächen. Der Text trägt das Zeichen {MARK} und verbietet eval."
WAYS = {
    "plain": MARK,
    "upper case": MARK.upper(),
    "spaced out": " ".join(MARK),
    "without its dash": MARK.replace("-", ""),
    "translated around it": TOLD,
    "reversed": MARK[::-1],
    "rot13": codecs.encode(MARK, "rot13"),
    "base64": base64.b64encode(TOLD.encode()).decode(),
    "base64, the mark alone": base64.b64encode(MARK.encode()).decode(),
    "hexadecimal": TOLD.encode().hex(" "),
    "a line a letter": "\n".join(MARK),
}
HONEST_REPLIES = [
    "A kestrel watch page: a list of sightings with date and place, and a form to add one.",
    "Kestrel-1 and Kestrel-2 are the two drones; their state is in the cards.",
    "Ich habe die Überschrift vergrößert und die Karten zweispaltig gemacht.",
    "The deploy hash is 9f3c2a71d4e8b6a0, shown in the footer with a copy button.",
    "I cannot build a copy of a bank's sign-in page. I can make a sign-in page of your own brand.",
    "The chart is drawn with recharts.\n\n- hover shows values\n- the legend filters\n- it scrolls",
    "Question: the timer counts down in an effect; it stops at zero and clears itself when unmounted.",
]


def test_every_part_of_the_prompt_holds_a_mark_and_every_version_others():
    prompt = system_prompt("react")
    places = [prompt.index(mark) / len(prompt) for mark in MARKS]
    assert places[0] < 0.2 < places[1] < 0.8 < places[2]
    assert len(set(MARKS)) == 3
    assert not set(MARKS) & set(marks("another"))
    assert system_prompt("react") == prompt


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("step", [1, 9, 10_000])
def test_a_mark_ends_the_prose_before_it_is_shown_whole(way, step):
    guard, shown, said = Leaks(), "", f"Sure: {WAYS[way]} "
    for at in range(0, len(said), step):
        safe = guard.feed(said[at : at + step])
        if safe is None:
            break
        shown += safe
    else:
        pytest.fail("not seen")
    assert not leaks(shown)


@pytest.mark.parametrize("way", WAYS)
def test_a_mark_in_a_file_is_blocked(way):
    code = f"export default function App() {{ return <p>{{`{WAYS[way]}`}}</p>; }}\n"
    assert ("leak", "block") in {(f.rule, f.severity) for f in scan_code("App.tsx", code)}


def test_the_start_of_a_mark_waits_until_it_is_none():
    guard = Leaks()
    assert guard.feed("I saw a kestrel") == "I saw a "
    assert guard.feed(" today") == "kestrel today"
    assert Marks(PROMPT_VERSION).begun("a kes") == 0


@pytest.mark.parametrize("said", HONEST_REPLIES)
@pytest.mark.parametrize("step", [1, 7, 1000])
def test_honest_replies_are_shown_whole(said, step):
    guard = Leaks()
    shown = [guard.feed(said[at : at + step]) for at in range(0, len(said), step)]
    assert None not in shown
    assert "".join(part or "" for part in shown) + guard.rest() == said


def test_no_honest_component_holds_a_mark():
    paths = sorted(Path("web/preview/corpus").glob("*.tsx"))
    assert paths
    assert not [path for path in paths if leaks(path.read_text(encoding="utf-8"))]


def talks(chars: int, *, file_first: bool) -> str | None:
    """What the output guard says of so much prose, with a file in front of it or without one."""
    guard = OutputGuard()
    if file_first:
        assert guard.problem(reply.Opened("App.tsx", True)) is None
    sentence = "The list filters as you type and remembers what you chose. "
    for _ in range(0, chars, len(sentence)):
        problem = guard.problem(reply.Prose(sentence))
        if problem is not None:
            return problem
    return None


def test_a_long_honest_explanation_passes_and_an_endless_one_ends():
    assert talks(MAX_PROSE_CHARS - 100, file_first=False) is None
    assert talks(MAX_PROSE_WITH_FILES_CHARS - 100, file_first=True) is None
    assert "no component" in (talks(MAX_PROSE_CHARS + 100, file_first=False) or "")
    assert "beside its files" in (talks(MAX_PROSE_WITH_FILES_CHARS + 100, file_first=True) or "")


def test_a_program_of_another_kind_instead_of_a_component_ends_the_turn():
    def said(text: str, *, file_first: bool = False) -> str | None:
        guard = OutputGuard()
        if file_first:
            guard.problem(reply.Opened("App.tsx", True))
        return next((p for part in text.splitlines(True) if (p := guard.problem(reply.Prose(part)))), None)

    script = (
        "Here you go:\n```python\n"
        + "import socket\nfor port in range(1024):\n    print(port)\n" * 12
        + "```\n"
    )
    assert "another kind" in (said(script) or "")
    assert said(script, file_first=True) is None
    assert (
        said("Run it with\n```sh\nnpm start\n```\nand open the page. " + "It filters as you type. " * 40)
        is None
    )
    assert said("The data has this shape:\n```json\n" + '{"name": "Ada", "n": 1},\n' * 40 + "```\n") is None
