"""A prompt as the prompt rules hear it: the user's own words and what was pasted in, each as it stands and as
it reads once its encodings are undone. Made once a prompt, by guards.scan_prompt."""

import re
from collections.abc import Sequence
from functools import cached_property

from guards.learned import reads_like_an_order
from guards.phrases import decoded, plain
from studio.prompt.pasted import pasted
from studio.protocol import Finding

REMEDY = "Say what component you want."


class Part:
    """Own words, or one pasted piece."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = plain(text)
        self.readings = {self.plain, *decoded(text)}

    @cached_property
    def odds(self) -> float:
        """How much its most suspicious sentence reads like an order to the model, as it stands or decoded."""
        return max(map(reads_like_an_order, [self.text, *sorted(self.readings)]))

    def says(self, patterns: Sequence[re.Pattern[str]]) -> bool:
        return any(pattern.search(reading) for reading in self.readings for pattern in patterns)


class Heard:
    def __init__(self, text: str) -> None:
        self.text = text
        self._own, self._pasted = pasted(text)

    @cached_property
    def own(self) -> Part:
        return Part(self._own)

    @cached_property
    def pasted(self) -> list[Part]:
        return [Part(piece) for piece in self._pasted]

    def judged(
        self, rule: str, patterns: Sequence[re.Pattern[str]], *, asked: str, pasted: str
    ) -> list[Finding]:
        """Blocks what the user asks; what only pasted text says is told, and handed on as data."""
        if self.own.says(patterns):
            return [Finding(rule, "block", None, 0, asked, REMEDY)]
        if any(part.says(patterns) for part in self.pasted):
            return [Finding(rule, "neutralise", None, 0, pasted, REMEDY)]
        return []
