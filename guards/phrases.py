"""Prompts made comparable: look-alike letters, invisible characters and spacing evened out; and what a prompt
says once its encodings are undone. Pure."""

import re
import unicodedata
from collections.abc import Iterator

from guards.spellings import spellings, split
from studio.encodings import TAGS, hidden

_LOOKALIKES = str.maketrans("аеорсухіѕԁԛԝһјӏɡıαονρτεικυ０１３４５７@$", "aeopcyxisdqwhjlgiaovpteikuoieastas")
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]")
MAX_CHARS = 40_000


def plain(text: str) -> str:
    """Lower case, Latin look-alikes folded, invisible characters gone, one space between words."""
    visible = TAGS.sub("", _INVISIBLE.sub("", text))
    folded = unicodedata.normalize("NFKC", visible).lower().translate(_LOOKALIKES)
    return " ".join(folded.split())


def bare(text: str) -> str:
    """As `plain`, and without accents."""
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", plain(text))))


def decoded(text: str) -> Iterator[str]:
    """What hides in it: every reading that undoing an encoding gives, as `plain` has it, the likelier ones
    first."""
    text = text[:MAX_CHARS]
    found = list(dict.fromkeys(hidden(text)))
    yield from map(plain, found)
    # without folding look-alikes: other scripts keep their letters
    yield " ".join(unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).lower().split())
    yield bare(text)
    yield from spellings(bare(text))
    pieces = list(dict.fromkeys(split(text)))
    yield from map(plain, pieces)
    for each in (*found, *pieces):
        yield from spellings(bare(each))
