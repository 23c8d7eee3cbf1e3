"""UTF-16 offsets, against Python's own UTF-16 codec."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.text16 import index_at, splice, units


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
