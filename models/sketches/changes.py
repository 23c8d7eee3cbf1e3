"""The changes that the sketch model can make to a file, each a function from prompt and text to a text. Pure.

Invariant: a change that does not understand the prompt, or finds nothing to do, returns None.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from models.sketches.listing import add_items, order_items, remove_items, set_price
from models.sketches.looks import recolour, resize, round_corners, set_dark
from models.sketches.wording import rename

CAN = (
    'What I can change: colours (“make the button blue”), dark mode, texts (“change the title to "Hello"”, '
    "“rename Team to Crew”), fields, columns and items (“add a column phone”, “remove the email field”), "
    "sizes (“make it wider”), rounded or square corners, and the order (“put Team before Starter”, “sort by name”, "
    "“reverse”). Or name something new to build, such as a pricing page."
)


@dataclass(frozen=True, slots=True)
class Changed:
    """`done`: one clause for each change made. `left`: the wishes of the prompt that none of them was for.
    `held`: a clause for each that is so already."""

    text: str
    done: tuple[str, ...]
    left: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")
_NEXT_WISH = re.compile(
    r"(?:[,;.]|\band\b|\bthen\b|\balso\b)[\s,]*(?:(?:and|then|also|please)\s+)*"
    r"(?=(?:add|remove|delete|drop|change|rename|replace|move|put|sort|reverse|set|turn|make|round|square)\b|"
    r"(?:the|its)\s+(?:title|heading|headline)\s+(?:to\s+|is\s+)?_)",  # the text in quotation marks
    re.I,
)


_CHANGES: tuple[Callable[[str, str], tuple[str, str] | None], ...] = (
    set_price, rename, add_items, remove_items, order_items, set_dark, recolour, resize, round_corners,
)  # fmt: skip


def change(prompt: str, text: str) -> Changed:
    """Everything that the prompt asks for, one wish after another."""
    asked = " ".join(prompt[:2000].split())
    done: list[str] = []
    left: list[str] = []
    for wish in _wishes(asked):
        changed = _changed(wish, text)
        text = changed.text
        done += changed.done
        left += [] if changed.done or changed.held else [wish]
    return Changed(text, tuple(done), tuple(left)) if done else _changed(asked, text)


def _wishes(asked: str) -> list[str]:
    """A new one begins at a word that asks for a change, outside of quotation marks."""
    masked = _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), asked)
    cuts = [(0, 0), *(cut.span() for cut in _NEXT_WISH.finditer(masked)), (len(asked), len(asked))]
    return [asked[end:start].strip(" ,;") for (_, end), (start, _) in pairwise(cuts)]


def _changed(wish: str, text: str) -> Changed:
    done: list[str] = []
    held: list[str] = []
    for step in _CHANGES:
        result = step(wish, text)
        if result is not None:
            (held if result[0] == text else done).append(result[1])
            text = result[0]
    return Changed(text, tuple(done), held=tuple(held))
