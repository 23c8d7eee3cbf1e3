"""Letters that stand for others evened out: look-alikes of other scripts, wide, small, circled, turned and
barred letters, accents, and invisible signs between them. Pure; called by guards/phrases.py for prompts and
by studio/prompt/ for replies.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0]"
)
MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")
_NAMED = re.compile(
    r"(?:LATIN (?:SMALL |CAPITAL )?LETTER "
    r"(?:(?:SMALL CAPITAL|TURNED|REVERSED|INVERTED|SIDEWAYS|SCRIPT|DOTLESS|OPEN|BARRED) )*"
    r"|(?:NEGATIVE )?(?:SQUARED|CIRCLED) LATIN CAPITAL LETTER |REGIONAL INDICATOR SYMBOL LETTER )"
    r"([A-Z])(?: WITH .*)?"
)
"""Unicode's names of the letters that no normal form takes apart."""
_BLOCKS = ((0x0180, 0x02B0), (0x1D00, 0x1DC0), (0x2C60, 0x2C80), (0xA720, 0xA800), (0x1F110, 0x1F200))
_ALIKE = (
    "аa еe оo рp сc уy хx іi ѕs ԁd ԛq ԝw һh јj ӏl кk мm тt вb нh ɡg ıi "  # Cyrillic
    "αa οo νv ρp τt εe ιi κk υu ωw ηn χx γy βb "  # Greek
    "օo սu ոn հh ցg ղn "  # Armenian
    "ꭺa ꮟb ꮯc ꭰd ꭼe ꮆg ꮋh ꭵi ꭻj ꮶk ꮮl ꮇm ꮎo ꮲp ꭱr ꮥs ꭲt ꮩv ꮃw ꮓz"  # Cherokee, as small letters
)


def folded(text: str) -> str:
    """In small Latin letters as far as they look like any; of plain text, just its small letters."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", INVISIBLE.sub("", text))
    return MARKS.sub("", apart).lower().translate(_table())


@cache
def _table() -> Mapping[int, str]:
    table = {ord(pair[0]): pair[-1] for pair in _ALIKE.split() if len(pair) > 1}
    for first, last in _BLOCKS:
        for code in range(first, last):
            named = _NAMED.fullmatch(unicodedata.name(chr(code), ""))
            if named is not None:
                table[code] = named[1].lower()
    return table
