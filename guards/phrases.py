"""Prompts made comparable: look-alike letters, invisible characters and spacing evened out."""

import re
import unicodedata

_LOOKALIKES = str.maketrans("аеорсухіѕԁ０１３４５７@$", "aeopcyxisdoieast" + "as")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")


def plain(text: str) -> str:
    """Lower case, Latin look-alikes folded, invisible characters gone, one space between words."""
    visible = _INVISIBLE.sub("", text)
    folded = unicodedata.normalize("NFKC", visible.lower().translate(_LOOKALIKES))
    return " ".join(folded.split())
