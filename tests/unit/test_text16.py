"""UTF-16 offsets, against Python's own UTF-16 codec."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.text16 import Whole, index_at, splice, units, whole, whole_json


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


@given(st.text())
def test_units(text):
    assert units(text) == len(utf16(text)) // 2


@given(st.text(), st.data())
def test_splice_is_what_the_browser_does(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    insert = data.draw(st.text(max_size=5))
    at, remove = units(text[:start]), units(text[start:end])
    raw = utf16(text)
    expected = raw[: 2 * at] + utf16(insert) + raw[2 * (at + remove) :]
    assert utf16(splice(text, at, remove, insert)) == expected


@pytest.mark.parametrize(
    ("text", "at"),
    [("ab", 3), ("a\U0001f600", 2), ("\U0001f600", 1), ("\U0001f600", 3)],
)
def test_offsets_that_no_browser_sends(text, at):
    with pytest.raises(ValueError, match="offset"):
        index_at(text, at)


HALVES = st.text(st.sampled_from(["a", "\ud83d", "\ude00", "\udbff", "😀"]))


@given(HALVES)
def test_whole_text_can_be_sent_and_only_lone_halves_are_lost(text):
    told = whole(text)
    told.encode()
    assert units(told) == units(text)
    paired = text.encode("utf-16-le", "surrogatepass")
    for at, char in enumerate(told):
        if char != "\ufffd":
            before = 2 * units(told[:at])
            assert paired[before : before + 2 * units(char)] == char.encode("utf-16-le")
    assert told.count("\ufffd") == sum("\ud800" <= char <= "\udfff" for char in whole_pairs(text))


def whole_pairs(text: str) -> str:
    return text.replace("\ud83d\ude00", "😀").replace("\udbff\ude00", "\U0010fe00")


@given(st.lists(HALVES))
def test_pieces_say_what_the_whole_says(texts):
    pieces = Whole()
    said = [pieces.feed(text) for text in texts]
    for text in said:
        text.encode()
    assert "".join(said) + pieces.close() == whole("".join(texts))


def test_every_text_in_json_is_made_whole():
    given = {"k\ud83d": ["\ud83d\ude00", {"a": "\ude00"}, 1, None, True]}
    assert whole_json(given) == {"k\ufffd": ["😀", {"a": "\ufffd"}, 1, None, True]}
