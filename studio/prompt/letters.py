"""The internal prompt told letter by letter: spaced out, starred, shifted by any number, mirrored, turned
round, without its vowels, as the first letters of its words. Pure; called by studio/prompt/leak.py.

Two texts that differ by a shift of the alphabet have the same steps from letter to letter: steps are
compared, not letters.
"""

import re
from functools import cache
from operator import add
from string import ascii_lowercase

from studio.prompt.system import system_prompt

RUN = 40
REACH_CHARS = 400  # a row of so many letters, well apart, ends within
INITIALS = 24
_LEET = str.maketrans("01345789@$!|", "oieastbgasil")
_NO_LETTER = re.compile(r"[^a-z]+")
_STEP = {a + b: chr((ord(b) - ord(a)) % 26 + 97) for a in ascii_lowercase for b in ascii_lowercase}
_VOWELS = re.compile(r"[aeiou]+")


def spelled(text: str) -> bool:
    """Whether more than some 60 letters in a row, or 24 first letters, are the prompt's, in one of these
    ways."""
    known = _known()
    lower = text.lower()
    letters = _NO_LETTER.sub("", lower)
    if len(letters) < INITIALS:
        return False
    if any(part in known.initials for part in _windows(letters, INITIALS, INITIALS // 4)):
        return True
    folded = _NO_LETTER.sub("", lower.translate(_LEET))
    ways = {letters, folded} if folded != letters else {letters}
    if any(part in known.steps for way in ways for part in _windows(_steps(way), RUN)):
        return True
    return any(part in known.skeleton for part in _windows(_VOWELS.sub("", letters), RUN))


class _Known:
    def __init__(self, prompt: str) -> None:
        words = re.findall(r"[a-z]+", prompt.lower())
        letters = "".join(words)
        mirrored = "".join(chr(219 - ord(letter)) for letter in letters)
        ways = (letters, letters[::-1], mirrored, mirrored[::-1])
        self.steps = "\n".join(map(_steps, ways))
        self.skeleton = _VOWELS.sub("", letters)
        self.initials = "".join(word[0] for word in words)


@cache
def _known() -> _Known:
    return _Known(system_prompt("react", tools=True))


def _steps(letters: str) -> str:
    """From each letter to the next, as letters."""
    return "".join(map(_STEP.__getitem__, map(add, letters, letters[1:])))


def _windows(text: str, size: int, step: int = RUN // 2) -> list[str]:
    """Pieces of which one lies whole in every row of the size and a step."""
    return [text[at : at + size] for at in range(0, len(text) - size + 1, step)]
