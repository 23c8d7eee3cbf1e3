"""The internal prompt told letter by letter: spaced out, starred, shifted by any number, mirrored, turned
round, in swapped pairs, without its vowels, each second one, with a sign or a tag between any two, as the
first letters of words or lines; and the first letters of its words. Pure; called by studio/prompt/leak.py.

Two texts that differ by a shift of the alphabet have the same steps from letter to letter: steps are
compared, not letters.
"""

import re
from collections.abc import Iterator
from functools import cache
from operator import add
from string import ascii_lowercase

from studio.folding import folded
from studio.prompt.system import system_prompt

RUN = 40
INITIALS = 24
MAX_TAG_CHARS = 300
_KEPT = 4 * RUN  # letters of one stream: half of them hold a row and a step
_FEW, _STEP_OF_FEW = 100, 5
_BEGIN, _TABLE = 12, 1 << 17
_LEET = str.maketrans("01345789@$!|", "oieastbgasil")
_NO_LETTER = re.compile(r"[^a-z]+")
_STEP = {a + b: chr((ord(b) - ord(a)) % 26 + 97) for a in ascii_lowercase for b in ascii_lowercase}
_VOWELS = re.compile(r"[aeiou]+")
_TAG = re.compile(rf"</?[a-z][^<>]{{0,{MAX_TAG_CHARS}}}>|\{{\s*/\*.{{0,80}}?\*/\s*\}}")
_OPEN_TAG = re.compile(rf"<[^<>]{{0,{MAX_TAG_CHARS}}}\Z")
_FIRST = re.compile(r"(?<![a-z])[a-z]")
_LINE = re.compile(r"\n[^a-z\n]*([a-z])")
_NO_LETTERS_YET = re.compile(r"\n[^a-z\n]*\Z")


class Letters:
    """Reads one text as it comes."""

    def __init__(self) -> None:
        self._streams: dict[str, str] = {}
        self._open = ""  # a tag that may go on
        self._before = "\n"  # so much of the text that it tells where a word and a line begin

    def feed(self, text: str) -> bool:
        """Whether some 60 letters in a row, or 36 first letters, are the prompt's, in one of these ways."""
        lower = folded(text)
        known = _known()
        looked_at: set[str] = set()
        found = False
        for name, letters in self._told(lower):
            kept = (self._streams.get(name, "") + letters)[-_KEPT - len(letters) :]
            self._streams[name] = kept[-_KEPT:]
            if letters and kept not in looked_at:
                looked_at.add(kept)
                # what is told in a long piece is told in short ones, too
                rows = (RUN, _STEP_OF_FEW) if len(letters) < _FEW else (RUN + _STEP_OF_FEW, RUN // 2)
                found = found or _is_told(name, kept, known, rows)
        return found

    def _told(self, lower: str) -> Iterator[tuple[str, str]]:
        """The text's streams of letters."""
        letters = _NO_LETTER.sub("", lower)
        yield "letters", letters
        yield "leet", _NO_LETTER.sub("", lower.translate(_LEET))
        bare = self._open + lower
        tag = _OPEN_TAG.search(bare)
        self._open = tag[0] if tag else ""
        bare = _TAG.sub("", bare[: tag.start()] if tag else bare)
        yield "without tags", _NO_LETTER.sub("", bare)
        lines, known = self._before + bare, len(self._before)
        yield "of words", "".join(hit[0] for hit in _FIRST.finditer(lines) if hit.start() >= known)
        yield "of lines", "".join(_LINE.findall(lines))
        rest = _NO_LETTERS_YET.search(lines)
        self._before = rest[0][-_KEPT:] if rest else lines[-1:]


def _is_told(name: str, letters: str, known: "_Known", rows: tuple[int, int]) -> bool:
    """`rows`: how long those are that are looked for, and how far apart."""
    if any(part in known.steps for part in _windows(_steps(letters), *rows)):
        return True
    match name:
        case "of lines":
            return False
        case "of words":
            return any(part in known.letters for part in _windows(letters, INITIALS, INITIALS // 2))
        case _:
            pass
    if any(part in known.initials for part in _windows(letters, INITIALS, INITIALS // 4)):
        return True
    halves = (_steps(letters[at::2]) for at in (0, 1))
    if any(part in known.steps for half in halves for part in _windows(half, *rows)):
        return True
    return any(part in known.skeleton for part in _windows(_VOWELS.sub("", letters), *rows))


def spelled(text: str) -> bool:
    return Letters().feed(text)


class _Rows:
    """Texts in which rows of letters are looked for, most of which are not there: told by a table of how rows
    begin, so that it takes little room and time."""

    def __init__(self, *texts: str) -> None:
        self._text = "\n".join(texts)
        self._begun = bytearray(_TABLE)
        for at in range(len(self._text) - _BEGIN + 1):
            self._begun[hash(self._text[at : at + _BEGIN]) % _TABLE] = 1

    def __contains__(self, row: str) -> bool:
        return bool(self._begun[hash(row[:_BEGIN]) % _TABLE]) and row in self._text


class _Known:
    def __init__(self, prompt: str) -> None:
        words = re.findall(r"[a-z]+", prompt.lower())
        letters = "".join(words)
        mirrored = "".join(chr(219 - ord(letter)) for letter in letters)
        swapped = [re.sub("(.)(.)", r"\2\1", letters[at:]) for at in (0, 1)]
        halves = [letters[at::2] for at in (0, 1)]
        ways = (letters, letters[::-1], mirrored, mirrored[::-1], *swapped, *halves)
        self.letters = _Rows(letters)
        self.steps = _Rows(*map(_steps, ways))
        self.skeleton = _Rows(_VOWELS.sub("", letters))
        self.initials = _Rows("".join(word[0] for word in words))


@cache
def _known() -> _Known:
    return _Known(system_prompt("react", tools=True))


def _steps(letters: str) -> str:
    """From each letter to the next, as letters."""
    return "".join(map(_STEP.__getitem__, map(add, letters, letters[1:])))


def _windows(text: str, size: int, step: int) -> list[str]:
    """Pieces of which one lies whole in every row of the size and a step."""
    return [text[at : at + size] for at in range(0, len(text) - size + 1, step)]
