"""How a turn ends: its outcome, and the last events that say so. Pure.

A version comes of whatever was written, `final` if the turn is, a draft otherwise. Called by studio/turn.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from studio.protocol import ErrorCode, Outcome, TurnEnded, Usage, VersionCreated, VersionStatus
from studio.spending import Cost
from studio.steps import Plan
from studio.versions import version_created


@dataclass(frozen=True, slots=True)
class Ending:
    """`code` and `message` are those of a failure."""

    outcome: Outcome
    code: ErrorCode | None = None
    message: str | None = None


FINAL = Ending("final")
CANCELLED = Ending("cancelled")


def failed(code: ErrorCode, message: str) -> Ending:
    return Ending("failed", code, message)


def version_made(
    plan: Plan, ending: Ending, version: int, files: Mapping[str, str], *, seq: int, now_ms: int
) -> VersionCreated:
    status: VersionStatus = "final" if ending == FINAL else "draft"
    return version_created(
        seq, version, plan.parent_version, plan.turn, "prompt", status, plan.prompt, plan.parent, files,
        now_ms,
    )  # fmt: skip


def turn_ended(
    plan: Plan, ending: Ending, version: int | None, spent: tuple[Usage, Cost], *, seq: int, now_ms: int
) -> TurnEnded:
    usage, cost_usd = spent
    return TurnEnded(
        seq=seq, turn=plan.turn, outcome=ending.outcome, code=ending.code, message=ending.message,
        version=version, usage=usage, cost_usd=cost_usd, at_ms=now_ms,
    )  # fmt: skip
