"""A session whose prompts and replies are stopped again and again gets slower, and then is stopped. Pure.

Called by actors/session.py before a prompt begins.
"""

from collections.abc import Sequence

from studio.protocol import Turn

WINDOW_MS = 3_600_000
SLOW_FROM, STOP_FROM = 4, 12
STEP_S, MAX_WAIT_S = 1.0, 8.0
STOPPED = (
    "Many of this session's prompts were stopped by the guards within the last hour. Wait a while, or begin "
    "a new session and say what component you want."
)


def wait_s(turns: Sequence[Turn], now_ms: int) -> float | None:
    """Seconds to wait before the next prompt; None: it is not taken."""
    recent = [turn for turn in turns if now_ms - turn.started_ms < WINDOW_MS]
    stopped = sum(any(f.severity == "block" for f in turn.findings) for turn in recent)
    if stopped >= STOP_FROM:
        return None
    return min(MAX_WAIT_S, STEP_S * 2 ** (stopped - SLOW_FROM)) if stopped >= SLOW_FROM else 0.0
