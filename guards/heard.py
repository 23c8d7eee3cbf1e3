"""A prompt as the prompt rules hear it: the user's own words and what was pasted in, each as it stands and as
it reads once its encodings are undone. Made once a prompt, by guards.scan_prompt."""

import re
from collections.abc import Sequence
from functools import cached_property

from guards.learned import reads_like_an_order
from guards.phrases import decoded, plain
from studio.prompt.pasted import pasted
from studio.protocol import Finding

MAX_PASTED = 8
READING_CHARS = 16_000
"""Each costs all patterns; of a prompt as long as may be, what is a fifth of a second."""
MAX_RUN = 40
"""Of one sign: patterns with two repetitions that may meet take the square of a run's length."""
_RUN = re.compile(rf"(.)\1{{{MAX_RUN},}}|\s{{{MAX_RUN},}}", re.DOTALL)
REMEDY = "Say what component you want."


class Part:
    """Own words, or one pasted piece. `most`: characters of readings beside the plain one."""

    def __init__(self, text: str, most: int = READING_CHARS) -> None:
        self.text = text
        self.plain = plain(text)
        self.readings = {self.plain}
        for reading in decoded(text):
            if most <= 0:
                break
            if reading not in self.readings:
                self.readings.add(reading[:most])
                most -= len(reading)

    @cached_property
    def odds(self) -> float:
        """How much its most suspicious sentence reads like an order to the model, as it stands or decoded."""
        return reads_like_an_order(
            self.text, self.plain, *sorted(self.readings, key=lambda text: (-len(text), text))
        )

    def says(self, patterns: Sequence[re.Pattern[str]]) -> bool:
        return any(pattern.search(reading) for reading in self.readings for pattern in patterns)


class Heard:
    def __init__(self, text: str) -> None:
        self.text = text
        self._own, self._pasted = pasted(_RUN.sub(lambda run: run[0][:MAX_RUN], text))

    @cached_property
    def own(self) -> Part:
        return Part(self._own)

    @cached_property
    def pasted(self) -> list[Part]:
        """The last one holds all that are too many."""
        first, others = self._pasted[: MAX_PASTED - 1], self._pasted[MAX_PASTED - 1 :]
        pieces = [*first, *(["\n".join(others)] if others else [])]
        return [Part(piece, READING_CHARS // len(pieces)) for piece in pieces]

    def judged(
        self, rule: str, patterns: Sequence[re.Pattern[str]], *, asked: str, pasted: str
    ) -> list[Finding]:
        """Blocks what the user asks; what only pasted text says is told, and handed on as data."""
        if self.own.says(patterns):
            return [Finding(rule, "block", None, 0, asked, REMEDY)]
        if any(part.says(patterns) for part in self.pasted):
            return [Finding(rule, "neutralise", None, 0, pasted, REMEDY)]
        return []
