"""The internal prompt does not leave on the stream, however it is written; honest text passes unchanged."""

import base64
import codecs
from pathlib import Path

import pytest

from guards import scan_code
from studio.prompt.leak import LEAK_WORDS, Leaks, leaks
from studio.prompt.system import system_prompt
from tests.guard_sets.tenth_leaks import TENTH_LEAKS

PROMPT = system_prompt("react")
PART = " ".join(PROMPT.split()[40:100])
CORPUS = Path("web/preview/corpus")
WAYS = {
    "plain": PART,
    "upper case, on lines of their own": "\n".join(PART.upper().split()),
    "as comments": "\n".join(f"// {line}" for line in PROMPT.splitlines()[20:30]),
    "as a list": "\n".join(f"- {word}" for word in PART.split()),
    "rot13": codecs.encode(PART, "rot13"),
    "reversed": PART[::-1],
    "base64": base64.b64encode(PART.encode()).decode(),
    "base64, shifted": "x" + base64.urlsafe_b64encode(PART.encode()).decode(),
    "hexadecimal": PART.encode().hex(),
    "hexadecimal, spaced": PART.encode().hex(" "),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("step", [1, 7, 40, 10_000])
def test_a_leak_is_seen_before_it_is_shown(way, step):
    guard, shown, said = Leaks(), "", "Sure, here it is: " + WAYS[way]
    for at in range(0, len(said), step):
        safe = guard.feed(said[at : at + step])
        if safe is None:
            break
        shown += safe
    else:
        pytest.fail("not seen")
    assert len(shown) < len("Sure, here it is: ") + 60
    assert not leaks(shown)


@pytest.mark.parametrize("way", TENTH_LEAKS)
def test_a_leak_spelled_in_yet_another_way_is_one(way):
    assert leaks(TENTH_LEAKS[way]())


@pytest.mark.parametrize("way", WAYS)
def test_a_leak_in_a_file_is_blocked(way):
    code = f"export default function App() {{ return <p>{{`\n{WAYS[way]}\n`}}</p>; }}\n"
    assert ("leak", "block") in {(f.rule, f.severity) for f in scan_code("App.tsx", code)}


@pytest.mark.parametrize(
    "said",
    [
        "A todo list with a filter, a counter and an empty state.",
        "I changed the heading; everything else stays as it is.\n\nThe buttons are larger now.",
        "Start with one or two short sentences, then the list.",
        "The key is AKIAABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdef and it is made up.",
    ],
)
@pytest.mark.parametrize("step", [1, 5, 1000])
def test_honest_prose_passes_whole(said, step):
    guard = Leaks()
    shown = [guard.feed(said[at : at + step]) for at in range(0, len(said), step)]
    assert None not in shown
    assert "".join(part or "" for part in shown) + guard.rest() == said


def test_honest_components_hold_no_row_of_the_prompt():
    for path in sorted(CORPUS.glob("*.tsx")):
        assert not leaks(path.read_text(encoding="utf-8")), path


def test_fewer_words_than_the_limit_are_no_leak():
    words = PROMPT.split()[200:]
    short = " ".join(words[: LEAK_WORDS - 4])
    assert not leaks(short)
