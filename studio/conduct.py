"""A session whose prompts, replies and edits the guards find fault with again and again gets slower, and then
is stopped. Pure.

What a guard blocks counts whole, what it only suspects half; what it neutralises counts for nothing, as every
tenth honest component has some. Called by actors/session.py before a prompt begins or an edit is taken.
"""

from collections.abc import Sequence

from studio.protocol import Finding, Turn

WINDOW_MS = 3_600_000
SLOW_FROM, STOP_FROM = 4, 12
MOST_A_TURN = 2  # a model that writes one forbidden thing ten times was asked for it once
STEP_S, MAX_WAIT_S = 1.0, 8.0
SLOWED = (
    "The guards stopped several prompts, replies or edits of this session, so this one waited {wait_s:g} s. "
    "With more of them the session is stopped."
)
STOPPED = (
    "The guards stopped many of this session's prompts, replies or edits within the last hour. Wait a while, "
    "or begin a new session and say what component you want."
)


def wait_s(turns: Sequence[Turn], now_ms: int, refused_ms: Sequence[int] = ()) -> float | None:
    """Seconds to wait before the next prompt or edit; None: it is not taken. `refused_ms`: when edits were
    refused."""
    recent = [turn for turn in turns if now_ms - turn.started_ms < WINDOW_MS]
    faults = sum(min(MOST_A_TURN, sum(map(_weight, turn.findings))) for turn in recent)
    faults += sum(now_ms - at_ms < WINDOW_MS for at_ms in refused_ms)
    if faults >= STOP_FROM:
        return None
    return min(MAX_WAIT_S, STEP_S * 2 ** int(faults - SLOW_FROM)) if faults >= SLOW_FROM else 0.0


def _weight(finding: Finding) -> float:
    if finding.severity == "block":
        return 1.0
    return 0.5 if finding.rule == "suspicion" else 0.0
