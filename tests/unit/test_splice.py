"""models.splice: whatever way a model goes on with a text, joined it is that text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.sketch import compose
from models.splice import Splicer
from studio.anchor import anchor_of

PROMPTS = ("a todo list", "a pricing page", "a sales dashboard with charts", "a kanban board", "a login form")
REPLIES = {prompt: compose(prompt, {}) for prompt in PROMPTS}
TAG = '<file path="App.tsx">\n'


def joined(written: str, sent: str, cut: int = 11) -> str:
    splicer = Splicer(written, anchor_of(written))
    parts = [splicer.feed(sent[at : at + cut]) for at in range(0, len(sent), cut)]
    return written + "".join(parts) + splicer.close()


@st.composite
def cuts(draw: st.DrawFn) -> tuple[str, int, int]:
    """A reply, where it is cut off, and the size of the chunks that go on with it."""
    reply = REPLIES[draw(st.sampled_from(PROMPTS))]
    return reply, draw(st.integers(1, len(reply) - 1)), draw(st.sampled_from([1, 3, 17, 200, 100_000]))


@settings(max_examples=400, deadline=None)
@given(cuts(), st.integers(0, 63))
def test_a_wrong_place_is_never_taken_for_certain(case: tuple[str, int, int], back: int) -> None:
    """Some characters back in text that is there more than once, or at the next character by coincidence."""
    reply, at, cut = case
    written, sent = reply[:at], reply[max(0, at - back) :]
    splicer = Splicer(written, anchor_of(written))
    got = written + "".join(splicer.feed(sent[at : at + cut]) for at in range(0, len(sent), cut))
    assert got + splicer.close() == reply or splicer.doubt


def test_asked_for_lines_are_certain_and_so_is_what_resembles_nothing() -> None:
    written = f"{TAG}<li>One</li>\n<li>One</li>\n<li>"
    for sent, doubt in ((anchor_of(written) + "Two", False), ("Two</li>", False), ("<li>Two</li>", True)):
        splicer = Splicer(written, anchor_of(written))
        splicer.feed(sent)
        splicer.close()
        assert splicer.doubt is doubt


@settings(max_examples=300, deadline=None)
@given(cuts())
def test_a_model_that_begins_with_the_lines_it_was_asked_for(case: tuple[str, int, int]) -> None:
    reply, at, cut = case
    written = reply[:at]
    assert joined(written, anchor_of(written) + reply[at:], cut) == reply


@settings(max_examples=150, deadline=None)
@given(cuts(), st.integers(64, 4000))
def test_a_model_that_begins_some_characters_back(case: tuple[str, int, int], back: int) -> None:
    reply, at, cut = case
    back = min(back, at)
    if back < 64:
        return
    assert joined(reply[:at], reply[at - back :], cut) == reply


@settings(max_examples=100, deadline=None)
@given(cuts())
def test_a_model_that_begins_the_whole_reply_again(case: tuple[str, int, int]) -> None:
    reply, at, cut = case
    if at >= 8:
        assert joined(reply[:at], reply, cut) == reply


@settings(max_examples=150, deadline=None)
@given(cuts())
def test_a_preamble_a_fence_and_the_asked_lines(case: tuple[str, int, int]) -> None:
    reply, at, cut = case
    start, end = reply.index(TAG) + len(TAG), reply.index("\n</file>")
    if not start + 8 < at < end:
        return
    written = reply[:at]
    sent = f"Here is the rest of the file:\n\n```tsx\n{anchor_of(written)}{reply[at:]}```\n"
    assert joined(written, sent, cut) == reply


@settings(max_examples=150, deadline=None)
@given(cuts())
def test_the_open_file_from_its_tag_on(case: tuple[str, int, int]) -> None:
    reply, at, cut = case
    start, end = reply.index(TAG), reply.index("\n</file>")
    if start + len(TAG) < at < end:
        assert joined(reply[:at], reply[start:], cut) == reply


@settings(max_examples=150, deadline=None)
@given(cuts())
def test_space_and_width_of_the_asked_lines_do_not_matter(case: tuple[str, int, int]) -> None:
    reply, at, cut = case
    written = reply[:at].rstrip()
    loose = " " + " ".join(anchor_of(written).split())
    assert joined(written, loose + reply[len(written) :], cut) == reply


WRITTEN = (
    f'A clock.\n\n{TAG}import {{ useState }} from "react";\n\nexport default function App() {{\n'
    "  const [now, se"
)
REST = "tNow] = useState(0);\n  return <p>{now}</p>;\n}\n</file>\n"


@pytest.mark.parametrize("cut", [1, 5, 1000])
@pytest.mark.parametrize(
    "sent",
    [
        REST,
        f"  const [now, se{REST}",
        f"const [now, se{REST}",
        f"{TAG}{REST}",
        f"```tsx\n{REST}```\n",
        f"{TAG}  const [now, se{REST}",
        f"Sure, here it goes on:\n{TAG}export default function App() {{\n  const [now, se{REST}",
    ],
    ids=["exact", "line", "in the line", "tag", "fence", "tag and line", "preamble, tag and lines"],
)
def test_habits(sent: str, cut: int) -> None:
    assert joined(WRITTEN, sent, cut) == WRITTEN + REST


def test_a_file_written_anew_from_its_tag_stays_whole() -> None:
    anew = f'{TAG}import {{ useState }} from "react";\n\nfunction Clock() {{}}\n</file>\n'
    assert joined(WRITTEN, anew) == f"{WRITTEN}\n{anew}"


@given(st.text(max_size=60), st.text(max_size=60), st.integers(1, 9))
def test_a_promise_to_go_on_at_the_next_character_is_taken(written: str, rest: str, cut: int) -> None:
    splicer = Splicer(written, None)
    parts = [splicer.feed(rest[at : at + cut]) for at in range(0, len(rest), cut)]
    assert "".join(parts) + splicer.close() == rest


@given(st.text(min_size=1, max_size=40), st.sampled_from([" ", "\n", "\n    ", "\t "]), st.integers(1, 9))
def test_space_that_was_not_sent_is_not_written_twice(written: str, space: str, cut: int) -> None:
    text = written.rstrip() + "x"
    splicer = Splicer(text + space, None, trimmed=True)
    sent = f"{space}  <p>{{}}</p>"
    parts = [splicer.feed(sent[at : at + cut]) for at in range(0, len(sent), cut)]
    assert text + space + "".join(parts) + splicer.close() == text + sent


@given(st.text(min_size=1, max_size=2000))
def test_the_anchor_is_the_end_of_the_text(written: str) -> None:
    anchor = anchor_of(written)
    assert anchor
    assert written.endswith(anchor)
    assert len(anchor) <= 400
