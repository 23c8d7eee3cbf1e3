"""Finds icons of lucide-react by words: of their names first, then what the words mean, then the nearest
names."""

import difflib
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated

from msgspec import Meta

from studio.fixes.exports_of import nearest
from studio.tools.contract import Arguments, Desk, Mistake, Tool
from studio.tools.icon_words import MEANT

FOUND = 12
NAMED, MEANT_BY, BEGINS = 8, 3, 2  # what a word adds that is in the name, means one that is, begins one
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


class SearchIcons(Arguments, frozen=True):
    words: Annotated[
        str, Meta(description="What it shows or means, or a name to verify.", min_length=1, max_length=200)
    ]


def answer(asked: SearchIcons, desk: Desk) -> str:
    icons, wanted = desk.reference.icons(), asked.words.strip()
    found = _ranked(_words(wanted), icons)[:FOUND] or _alike(_words(wanted), icons)
    if wanted in icons:
        others = ", ".join(name for name in found if name != wanted)
        return f"{wanted} is there." + (f" Near it: {others}." if others else "")
    if not found:
        raise Mistake("No icon is found by these words. Try one plain word for what it shows.")
    return ", ".join(found)


def _ranked(words: Sequence[str], icons: Sequence[str]) -> list[str]:
    stems = [word.removesuffix("s") for word in words if not word.isdigit()]
    asked = [(stem, {stem, f"{stem}s"}, {*MEANT.get(stem, ()), *MEANT.get(f"{stem}s", ())}) for stem in stems]
    found: list[tuple[int, int, str]] = []
    for name in icons:
        named = _words(name)
        score = NAMED if named == words else 0
        for stem, itself, meant in asked:
            if not itself.isdisjoint(named):
                score += NAMED
            elif not meant.isdisjoint(named):
                score += MEANT_BY + (named[0] in meant)
            elif len(stem) > 2 and any(part.startswith(stem) for part in named):
                score += BEGINS
        if score:
            found.append((-score, len(name), name))
    return [name for _, _, name in sorted(found)]


def _alike(words: Sequence[str], icons: Sequence[str]) -> list[str]:
    """For a name with a slip of the pen."""
    name = "".join(word.capitalize() for word in words)
    found = difflib.get_close_matches(name, icons, n=FOUND, cutoff=0.7)
    guess = nearest(name, "lucide-react", frozenset(icons))
    return found if guess in (None, "Circle", *found) else [*found, guess or ""]


@lru_cache(maxsize=4096)  # all names of icons, and what is asked
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(text))


TOOL = Tool(
    "search_icons",
    "Names of lucide-react icons by what they show or mean. Call it before you import one that you are not "
    "sure of.",
    SearchIcons,
    answer,
)
