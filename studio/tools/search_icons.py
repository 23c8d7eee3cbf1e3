"""Finds icons of lucide-react by words: names first, then the words that each is known by, then the nearest
names."""

import difflib
import re
from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta

from studio.fixes.exports_of import nearest
from studio.tools.contract import Arguments, Desk, Mistake, Tool

FOUND = 12
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


class SearchIcons(Arguments, frozen=True):
    words: Annotated[
        str, Meta(description="What it shows or means, or a name to verify.", min_length=1, max_length=200)
    ]


def answer(asked: SearchIcons, desk: Desk) -> str:
    icons = desk.reference.icons()
    if asked.words.strip() in icons:
        others = [name for name in _ranked(asked.words, icons) if name != asked.words.strip()][:4]
        return f"{asked.words.strip()} exists. Near it: {', '.join(others) or 'none'}."
    found = _ranked(asked.words, icons)[:FOUND]
    if not found:
        name = "".join(word.capitalize() for word in _words(asked.words))
        guess = nearest(name, "lucide-react", frozenset(icons))
        found = difflib.get_close_matches(name, list(icons), n=FOUND, cutoff=0.6)
        if guess is not None and guess != "Circle" and guess not in found:
            found.append(guess)
    if not found:
        raise Mistake("No icon is found by these words. Try one plain word for what it shows.")
    return "\n".join(f"{name}: {icons[name]}" if icons[name] else name for name in found)


def _ranked(wanted: str, icons: Mapping[str, str]) -> list[str]:
    words = _words(wanted)
    scored = [(_score(words, name, said), len(name), name) for name, said in icons.items()]
    return [name for score, _, name in sorted(scored, key=lambda s: (-s[0], s[1], s[2])) if score]


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _score(words: list[str], name: str, said: str) -> int:
    """A word of the name counts more than one that it is known by, and a whole word more than a part."""
    named = _words(name)
    told = [word.strip() for word in said.split(",")]
    known = {part for word in told for part in word.split()}
    score = 0
    for word in words:
        stem = word.removesuffix("s")
        if word in named or stem in named:
            score += 8
        elif word in told or stem in told:
            score += 5
        elif word in known or stem in known:
            score += 3
        elif len(stem) > 2 and any(part.startswith(stem) for part in named):
            score += 2
    if words == named:
        score += 8
    return score


TOOL = Tool(
    "search_icons",
    "Names of lucide-react icons by what they show or mean. Call it before you import one that you are not "
    "sure of.",
    SearchIcons,
    answer,
)
