"""Prompts made comparable: look-alike letters, invisible characters and spacing evened out; and what a prompt
says once its encodings are undone. Pure."""

import unicodedata
from collections.abc import Iterator

from guards.spellings import spellings, split
from studio.encodings import TAGS, hidden
from studio.folding import INVISIBLE, MARKS, folded

_LOOKALIKES = str.maketrans("аеорсухіѕԁԛԝһјӏɡıαονρτεικυ０１３４５７@$", "aeopcyxisdqwhjlgiaovpteikuoieastas")
MAX_CHARS = 40_000


def plain(text: str) -> str:
    """Lower case, Latin look-alikes folded, invisible characters gone, one space between words."""
    visible = TAGS.sub("", INVISIBLE.sub("", text))
    return " ".join(unicodedata.normalize("NFKC", visible).lower().translate(_LOOKALIKES).split())


def bare(text: str) -> str:
    """As `plain`, and without accents."""
    return unicodedata.normalize("NFC", MARKS.sub("", unicodedata.normalize("NFD", plain(text))))


def decoded(text: str) -> Iterator[str]:
    """What hides in it: every reading that undoing an encoding gives, as `plain` has it, the likelier ones
    first."""
    text = text[:MAX_CHARS]
    found = list(dict.fromkeys(hidden(text)))
    yield from map(plain, found)
    # without folding look-alikes: other scripts keep their letters
    yield " ".join(unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).lower().split())
    yield bare(text)
    if not text.isascii():
        yield " ".join(folded(text).split())
    yield from spellings(bare(text))
    pieces = list(dict.fromkeys(split(text)))
    yield from map(plain, pieces)
    for each in (*found, *pieces):
        yield from spellings(bare(each))
