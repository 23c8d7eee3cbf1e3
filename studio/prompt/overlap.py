"""The internal prompt told with other words between its own, or in another order: filler words, tags,
columns, swapped pairs, words turned round or stirred one by one. Pure; called by studio/prompt/leak.py.

Looks at the prompt's rarer words alone. Two measures, both taken as the text comes: how many stand in the
order of the prompt, each near the one before (CHAIN), and how many of one place of the prompt stand close
together in any order (BAG). Of 700 honest files and documents none has more than 6 and 11, but this
project's own README (8).
"""

import codecs
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from studio.folding import folded
from studio.prompt.system import system_prompt

CHAIN, BAG = 10, 15
SUSPICIOUS_CHAIN = 5
SKIPPED = 4
"""Of the prompt's words, between two that follow each other."""
GAP_WORDS = 24
"""Of the text's, between two."""
BAG_WORDS, PLACE_WORDS = 60, 40
SHORTEST, SHORTEST_TURNED = 3, 5
MAX_WORD = 40
_WORD = re.compile(r"[^\W_]+")
_VOWELS = re.compile("[aeiou]")
_LEET = str.maketrans("01345789", "oieastbg")
_WORDS_OF_ALL = """
the and for from with are its that this these those not but you your what which who them they their when
where how all any each one two does than then there has have had was were will can may more most only other
into out off over she his her our
"""
_OFTEN = frozenset(_WORDS_OF_ALL.split())


class Overlap:
    """Reads one text as it comes."""

    def __init__(self) -> None:
        self._at = 0  # words read
        self._half = ""  # the text's last word may go on
        self._chains: dict[int, _Link] = {}
        self._recent: deque[tuple[int, str, tuple[int, ...]]] = deque()
        self._places: defaultdict[int, Counter[str]] = defaultdict(Counter)

    def feed(self, text: str) -> bool:
        """Whether that makes it a leak."""
        fresh = self._half + folded(text)
        hits = list(_WORD.finditer(fresh))
        self._half = ""
        if hits and hits[-1].end() == len(fresh):
            self._half = hits.pop()[0][-MAX_WORD:]
        return sum(self._read(hit[0]) for hit in hits) > 0  # reads every word

    def end(self) -> bool:
        half, self._half = self._half, ""
        return bool(half) and self._read(half)

    @property
    def begun(self) -> int:
        """How many words ago something began that may become a leak; 0 if nothing did."""
        live = [link for link in self._chains.values() if self._at - link.at <= GAP_WORDS]
        firsts = [link.first for link in live if link.size >= SUSPICIOUS_CHAIN]
        return self._at - min(firsts) if firsts else 0

    def _read(self, word: str) -> bool:
        self._at += 1
        known = _known()
        own = known.form_of.get(word) or known.form_of.get(_stirred(word))
        if own is None and not word.isalpha():
            own = known.form_of.get(word.translate(_LEET))
        while self._recent and self._recent[0][0] <= self._at - BAG_WORDS:
            self._forget(*self._recent.popleft()[1:])
        if own is None:
            return False
        return self._chain(known.places[own]) | self._bag(own, known.areas[own])

    def _chain(self, places: tuple[int, ...]) -> bool:
        found = False
        for place in places:
            before = [self._chains.get(at) for at in range(place - SKIPPED, place)]
            near = [link for link in before if link is not None and self._at - link.at <= GAP_WORDS]
            last = max(near, key=_size, default=None)
            size = last.size + 1 if last else 1
            self._chains[place] = _Link(size, self._at, last.first if last else self._at)
            found = found or size >= CHAIN
        return found

    def _bag(self, word: str, areas: tuple[int, ...]) -> bool:
        self._recent.append((self._at, word, areas))
        for area in areas:
            self._places[area][word] += 1
        return any(len(self._places[area]) >= BAG for area in areas)

    def _forget(self, word: str, areas: tuple[int, ...]) -> None:
        for area in areas:
            counted = self._places[area]
            counted[word] -= 1
            if not counted[word]:
                del counted[word]


@dataclass(frozen=True, slots=True)
class _Link:
    """The end of a chain: its length, and at which words of the text it ends and begins."""

    size: int
    at: int
    first: int


@dataclass(frozen=True, slots=True)
class _Known:
    """The rarer words of the prompt: by the forms that they are told in, where they stand, and in which
    areas."""

    form_of: Mapping[str, str]
    places: Mapping[str, tuple[int, ...]]
    areas: Mapping[str, tuple[int, ...]]


def overlaps(text: str) -> bool:
    reader = Overlap()
    return reader.feed(text) | reader.end()


@cache
def _known() -> _Known:
    words = [
        word
        for word in _WORD.findall(_without_packages(system_prompt("react", tools=True)).lower())
        if len(word) >= SHORTEST and word not in _OFTEN
    ]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        places[word].append(at)
    forms: dict[str, str] = {}
    for word in places:
        for form in _forms(word):
            forms.setdefault(form, word)
    half = PLACE_WORDS // 2
    areas = {
        word: tuple({a for at in ats for a in (at // half, at // half - 1)}) for word, ats in places.items()
    }
    own = {word: word for word in places}
    return _Known(forms | own, {word: tuple(ats) for word, ats in places.items()}, areas)


def _without_packages(prompt: str) -> str:
    """Who asks for the packages is told their names, in their order."""
    return "\n".join(line for line in prompt.splitlines() if not line.startswith("  - "))


def _forms(word: str) -> Iterator[str]:
    """Ways to write one word that leave it one."""
    if len(word) < SHORTEST_TURNED or not word.isalpha():
        return
    yield word[::-1]
    yield codecs.encode(word, "rot13")
    yield _stirred(word)
    yield "".join(letter * 2 for letter in word)
    head = re.match("[^aeiou]*", word)
    begun = len(head[0]) if head else 0
    yield from (f"{word[begun:]}{word[:begun]}ay", f"{word[begun:]}{word[:begun]}way")
    bare = _VOWELS.sub("", word)
    if len(bare) >= SHORTEST_TURNED - 1:
        yield bare


def _stirred(word: str) -> str:
    """The same for all words that have these letters between the first and the last."""
    return f"{word[0]}{''.join(sorted(word[1:-1]))}{word[-1]}*" if len(word) >= SHORTEST_TURNED else word


def _size(link: _Link) -> int:
    return link.size
