"""Whatever is in a prompt or a reply, the guards read it: no text raises. Texts of all planes, halves of
characters, digits of all scripts, and the marks of the encodings mixed with each other."""

import sys
import unicodedata
from collections.abc import Callable

from hypothesis import example, given, settings
from hypothesis import strategies as st

import guards
from studio import reply
from studio.encodings import hidden
from studio.folding import folded
from studio.output import OutputGuard
from studio.prompt.leak import GrowingText, Leaks, leaks
from studio.prompt.letters import Letters, spelled
from studio.prompt.overlap import Overlap, overlaps
from studio.scan import Watch

DIGITS = "".join(char for char in map(chr, range(sys.maxunicode)) if unicodedata.category(char)[0] == "N")
_MARKS = (
    r"=41=42=43 =C3=BC %41%zz &#x41; &#1114112; &amp U+D83D U+0041 \ud83d \u{110000} \x41 \101 \777 0x41 41 "
    "99 65 101 116 01000001 26 7 .- -... / <~87cUR~> aGVsbG8gd29ybGQgaGVsbG8= NBSWY3DPEB3W64TM ⠓⠑⠇⠇⠕ echo "
    "alpha bravo charlie delta E:?8 H@C=5 \U000e0068\U000e0065 <p> {/*x*/} { ```py"
)
MARKS = (*_MARKS.split(), "\n", " ")
RUNS = st.tuples(st.sampled_from([*MARKS, *"٨९๙７²Ⅷ"]), st.integers(1, 16)).map(
    lambda run: f"{run[0]} " * run[1]
)
TEXTS = st.lists(
    st.one_of(
        RUNS,
        st.sampled_from(MARKS),
        st.text(max_size=24),
        st.text(st.characters(categories=["Cs", "Cf", "Mn", "Co"]), max_size=6),  # halves, and what is unseen
        st.text(DIGITS, max_size=24),
        st.text("0123456789abcdefABCDEF=%&#;\\uxU+-_/., \n", max_size=40),
    ),
    max_size=12,
).map("".join)

ODD = (
    "make a table " + "٨٩ " * 10,
    "make a table " + "८९ " * 10,
    "\u0661\u0662" * 10,
    "U+D83D =41=42=43",
    "\\ud83d =41=42=43",
    "\ud83d =41=42=43 " + "4" * 40,
    "1²" * 20,
)


def each(test: Callable[..., None]) -> Callable[..., None]:
    for text in ODD:
        test = example(text)(test)
    return test


@each
@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_no_text_raises_where_encodings_and_letters_are_undone(text: str) -> None:
    for found in hidden(text):
        assert isinstance(found, str)
    assert folded(folded(text)) is not None
    assert spelled(text) in (True, False)
    assert overlaps(text) in (True, False)
    assert leaks(text) in (True, False)


@each
@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_no_prompt_raises(text: str) -> None:
    assert 0 <= guards.scan_prompt(text).score <= 1


@each
@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_no_reply_raises_however_it_comes(text: str) -> None:
    letters, overlap, file, prose = Letters(), Overlap(), GrowingText(600), Leaks()
    guard = OutputGuard(Watch.TOPIC, {"App.tsx": text})
    for piece in (text[:7], text[7:20], text[20:]):
        for reader in (letters, overlap, file, prose):
            reader.feed(piece)
        guard.problem(reply.Prose(piece))
    guard.problem(reply.Opened("App.tsx", fresh=True))
    guard.problem(reply.Spliced("App.tsx", 0, 0, text))
    guard.problem_of_call(text)
    guard.watch(Watch.STRANGE, text)
    guard.problem_at_end()
    assert isinstance(guard.rest(), str)
