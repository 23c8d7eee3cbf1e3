"""What the prompt guard says of a prompt: findings, and a score with what it is made of. Pure.

Made by guards/score.py, handed on by actors/scanner.py, read by actors/turn_tasks.py: a prompt between the
two bounds may be shown to a small model for a second opinion.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from studio.protocol import Finding

SUSPICIOUS_FROM, BLOCK_FROM = 0.4, 0.8
WATCHED_FROM, FIRST_WATCHED_FROM = 0.0, -1.5
"""Odds. A first prompt can only want a component; later ones may ask about it, and need no file."""


@dataclass(frozen=True, slots=True)
class PromptScan:
    """`score`, 0 to 1: how sure it is that the prompt wants something else than a component. `because`: the
    signals that it is made of, by name, each with its weight. From BLOCK_FROM on a finding blocks. `odds`: of
    guards/learned.py, what its wording alone says."""

    findings: list[Finding] = field(default_factory=list[Finding])
    score: float = 0.0
    because: Mapping[str, float] = field(default_factory=dict[str, float])
    odds: float = -9.0

    @property
    def suspicious(self) -> bool:
        return SUSPICIOUS_FROM <= self.score < BLOCK_FROM

    def watched(self, *, first: bool) -> bool:
        """Whether the reply has to show what it is before it is shown (studio/output.py): far less than what
        would be told or stopped. `first`: there is no component yet."""
        return self.suspicious or self.odds >= (FIRST_WATCHED_FROM if first else WATCHED_FROM)
