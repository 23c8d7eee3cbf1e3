"""What is counted of a session: how its turns end, what the guards found, what the checks said. Pure.

Holds names of our own only: no ids, no paths, nothing that a user or a model wrote. Made by
actors/session.py, added up by actors/metrics.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from studio.protocol import Check, Finding, ToolPart, Turn
from studio.tools import TOOLS


@dataclass(frozen=True, slots=True)
class Counts:
    """`ending`: outcome and code of a turn; None for findings in an edit of the user's. `findings` are rules
    and severities, `checks` and `tools` names and outcomes. `conduct`: of a prompt or an edit that had to
    wait or was not taken (studio/conduct.py)."""

    ending: tuple[str, str] | None = None
    findings: tuple[tuple[str, str], ...] = ()
    checks: tuple[tuple[str, str], ...] = ()
    tools: tuple[tuple[str, str], ...] = ()
    conduct: Literal["", "slowed", "stopped"] = ""


def of_turn(turn: Turn) -> Counts:
    """Of one that has ended."""
    return Counts(
        ending=(turn.outcome or "", turn.code or ""),
        findings=_named(turn.findings),
        checks=of_checks(turn.checks).checks,
        tools=tuple(
            (part.name if part.name in TOOLS else "unknown", part.outcome or "stopped")
            for part in turn.parts
            if isinstance(part, ToolPart)
        ),
    )


def of_checks(checks: Sequence[Check]) -> Counts:
    """Of a version that no turn made."""
    return Counts(checks=tuple((check.check, check.outcome) for check in checks if check.outcome))


def of_findings(findings: Sequence[Finding]) -> Counts:
    return Counts(findings=_named(findings))


def _named(findings: Sequence[Finding]) -> tuple[tuple[str, str], ...]:
    return tuple((finding.rule, finding.severity) for finding in findings)
