"""What a program said to its console, as an answer to a model tells it: data in a fence. Pure.

The lines come from hostile code, so that only their known shape counts, and their number and lengths are cut
again. Called by actors/verification.py, and by the tools whose runs have a console.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from studio.fence import as_pasted

MOST_LINES = 20
MAX_LOG_BYTES = 2_000


def logs_of(reply: Mapping[str, Any]) -> tuple[str, ...]:
    """The last lines of the reply's `logs` that fit."""
    found = reply.get("logs")
    lines = cast(list[Any], found)[-MOST_LINES:] if isinstance(found, list) else []
    kept: list[str] = []
    left = MAX_LOG_BYTES
    for line in reversed([line for line in lines if isinstance(line, str)]):
        left -= len(line.encode("utf-8", "replace"))
        if left < 0:
            break
        kept.insert(0, line)
    return tuple(kept)


def console(logs: Sequence[str]) -> list[str]:
    """Nothing if it said nothing."""
    return ["The console, its last lines:", as_pasted("\n".join(logs))] if logs else []
