"""What a kind of component is to the sketch model, and how its TSX template is filled in. Pure.

Owns the placeholder syntax («name») and the accent rule: templates are written in indigo, and `fill`
turns every indigo class into the accent of the brief. Called by the templates beside it.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from models.sketches.brief import Brief

_PLACEHOLDER = re.compile("«([a-z_]+)»")
_UNSAFE_IN_JSX = re.compile(r"[{}<>&\\\n]")


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing the sketch model can build.

    `words`: what names it in a prompt, with a weight. `says` and `idea`: the prose before and after the code.
    """

    name: str
    words: Mapping[str, int]
    says: str
    idea: str
    build: Callable[[Brief], str]
    accent: str = "indigo"


def fill(template: str, brief: Brief, **parts: str) -> str:
    """The template in the accent of the brief. Raises KeyError for a placeholder without a part."""
    accented = re.sub(r"\bindigo-(?=\d)", f"{brief.accent}-", template.strip("\n") + "\n")
    return _PLACEHOLDER.sub(lambda match: parts[match.group(1)], accented)


def js(text: str) -> str:
    """A TypeScript string literal; it can hold neither a tag of the reply format nor a line break."""
    return json.dumps(text, ensure_ascii=False).replace("<", "\\u003c")


def jsx(text: str) -> str:
    """JSX text, or a string expression where the text has characters that JSX reads."""
    return "{" + js(text) + "}" if _UNSAFE_IN_JSX.search(text) else text


def rows(lines: Iterable[str]) -> str:
    """The lines of an array, one item each."""
    return "\n".join(f"  {line}," for line in lines)


def slug(text: str) -> str:
    """A key made of the words of a label: "First name" becomes first_name."""
    return "_".join(re.findall(r"[a-z0-9]+", text.lower())) or "item"


def unique_slugs(labels: Iterable[str]) -> list[str]:
    """One key for each label, no key twice."""
    keys: list[str] = []
    for label in labels:
        key = slug(label)
        number = 2
        while key in keys:
            key = f"{slug(label)}_{number}"
            number += 1
        keys.append(key)
    return keys


def sentence_case(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]
