"""What the prompt guard says of a prompt: findings, and a score with what it is made of. Pure.

Made by guards/__init__.py, handed on by actors/scanner.py, read by actors/turn_tasks.py: a prompt between the
two bounds may be shown to a small model for a second opinion.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from studio.about import Subject
from studio.protocol import Finding

SUSPICIOUS_FROM, BLOCK_FROM = 0.4, 0.8
DOUBTED_FROM, WATCHED_FROM = -1.2, 1.0
FIRST_DOUBTED_FROM, FIRST_WATCHED_FROM = -6.0, -1.5
"""Odds. A first prompt can only want a component; later ones may ask about it, and need no file."""


class Watch(Enum):
    """When a reply may be shown: as it comes; from where it speaks of an interface or of the component, or
    begins a file, or when it has ended and is brief (BRIEF), said little (TOPIC) or has spoken of them
    (STRANGE); with its first file, or when it has ended and has surely spoken of it."""

    NONE = "none"
    BRIEF = "brief"
    TOPIC = "topic"
    STRANGE = "strange"
    END = "end"


@dataclass(frozen=True, slots=True)
class PromptScan:
    """`score`, 0 to 1: how sure it is that the prompt wants something else than a component. `because`: the
    signals that it is made of, by name, each with its weight. From BLOCK_FROM on a finding blocks. `odds`: of
    guards/learned.py, what its wording alone says. `doubted`: its sentences that read at least a little like
    an order, from DOUBTED_FROM on."""

    findings: list[Finding] = field(default_factory=list[Finding])
    score: float = 0.0
    because: Mapping[str, float] = field(default_factory=dict[str, float])
    odds: float = -9.0
    doubted: Sequence[str] = ()

    @property
    def suspicious(self) -> bool:
        return SUSPICIOUS_FROM <= self.score < BLOCK_FROM

    def watch(self, files: Mapping[str, str], prompt: str = "") -> Watch:
        """How the reply has to show what it is before it is shown (studio/output.py): far less is enough for
        that than for a finding. `files`: the component that is there; before there is one, any reply is
        watched."""
        subject = Subject(files)
        if not files:
            watch = _watch(self.odds, FIRST_DOUBTED_FROM, FIRST_WATCHED_FROM, sure=self.suspicious)
            small_talk = not self.suspicious and subject.names_little(prompt, new=0)
            return Watch.BRIEF if small_talk and watch is not Watch.NONE else watch
        watch = _watch(self.odds, DOUBTED_FROM, WATCHED_FROM, sure=self.suspicious)
        if subject.is_strange_to(prompt):
            return Watch.END if watch is Watch.END else Watch.STRANGE
        if watch is Watch.NONE:
            return Watch.TOPIC if subject.may_be_strange_to(prompt) else Watch.NONE
        if not subject.may_be_strange_to(prompt) and all(map(subject.settles, self.doubted)):
            watch = Watch.TOPIC if watch is Watch.END else Watch.NONE
        if watch is Watch.NONE or self.suspicious:
            return watch
        if subject.names_little(prompt, own=0 if self.odds < WATCHED_FROM else 2):
            return Watch.BRIEF
        return Watch.STRANGE if watch is Watch.END and subject.names_little(prompt) else watch


def _watch(odds: float, doubted_from: float, watched_from: float, *, sure: bool) -> Watch:
    if sure or odds >= watched_from:
        return Watch.END
    return Watch.TOPIC if odds >= doubted_from else Watch.NONE
