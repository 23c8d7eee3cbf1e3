"""The kinds that the sketch model can build, and which of them a prompt names. Pure.

One file of templates and one line in _FAMILIES add a kind.
"""

import re

from models.sketches import (
    access,
    clock,
    data,
    forms,
    generic,
    learning,
    media,
    money,
    outlook,
    pages,
    people,
    play,
    reckoning,
    talk,
    tasks,
)
from models.sketches.kind import Kind

_FAMILIES = (
    forms,
    access,
    money,
    tasks,
    data,
    reckoning,
    clock,
    talk,
    learning,
    play,
    media,
    outlook,
    people,
    pages,
)

KINDS: dict[str, Kind] = {kind.name: kind for family in _FAMILIES for kind in family.KINDS}
GENERIC = generic.GENERIC

_PLURAL = r"(?:s|es|n)?"
_PATTERNS = [
    (re.compile(rf"(?<![\w-]){re.escape(words)}{_PLURAL}(?![\w-])", re.I), weight, kind)
    for kind in KINDS.values()
    for words, weight in kind.words.items()
]
_CONTENT = re.compile(r"\b(?:with|containing|including|has|having)\b", re.I)
_READ_CHARS = 2000


def detect(prompt: str) -> Kind | None:
    """The kind with the highest score; what stands behind "with" counts a third, for it is mostly content."""
    text = prompt[:_READ_CHARS]
    content = _CONTENT.search(text)
    border = content.start() if content else len(text)
    scores: dict[str, float] = {}
    for pattern, weight, kind in _PATTERNS:
        found = pattern.search(text)
        if found:
            gain = weight if found.start() < border else weight / 3
            scores[kind.name] = max(scores.get(kind.name, 0.0), gain)
    if not scores:
        return None
    return KINDS[max(scores, key=lambda name: scores[name])]


def weight_of(kind: Kind, prompt: str) -> int:
    """The weight of the strongest words of the kind in the prompt, 0 for none."""
    return max(
        (weight for pattern, weight, each in _PATTERNS if each is kind and pattern.search(prompt)), default=0
    )
