"""The changes that the sketch model can make to a file, each a function from prompt and text to a text. Pure.

Invariant: a change that does not understand the prompt, or finds nothing to do, returns None.
"""

from collections.abc import Callable
from dataclasses import dataclass

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
    """`done`: one clause for each change made."""

    text: str
    done: tuple[str, ...]


_CHANGES: tuple[Callable[[str, str], tuple[str, str] | None], ...] = (
    set_price, rename, add_items, remove_items, order_items, set_dark, recolour, resize, round_corners,
)  # fmt: skip


def change(prompt: str, text: str) -> Changed:
    """Every change that the prompt asks for, one after another."""
    asked = " ".join(prompt[:2000].split())
    done: list[str] = []
    for step in _CHANGES:
        result = step(asked, text)
        if result is not None and result[0] != text:
            text = result[0]
            done.append(result[1])
    return Changed(text, tuple(done))
