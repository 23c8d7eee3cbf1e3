"""Where in a prompt a pattern is: in what the user asks, plain or encoded, or only in pasted text."""

import re
from collections.abc import Sequence
from enum import Enum, auto

from guards.phrases import decoded, plain
from studio.prompt.pasted import pasted


class Judgement(Enum):
    NOTHING = auto()
    PASTED = auto()
    ASKED = auto()


def judge(text: str, patterns: Sequence[re.Pattern[str]]) -> Judgement:
    own, foreign = pasted(text)
    if _says(own, patterns):
        return Judgement.ASKED
    if any(_says(part, patterns) for part in foreign):
        return Judgement.PASTED
    return Judgement.NOTHING


def _says(text: str, patterns: Sequence[re.Pattern[str]]) -> bool:
    readings = {plain(text), *decoded(text)}
    return any(pattern.search(reading) for reading in readings for pattern in patterns)
