"""A circuit breaker of one model: a value that its events turn into the next one. Pure; times in seconds.

closed → open after FAILURES failures in a row (one is enough where waiting does not help: a bad key, an empty
account) → half-open when it has rested → closed by a success, or open again, for twice as long.
"""

from dataclasses import dataclass, replace
from typing import Literal

State = Literal["closed", "open", "half-open"]

FAILURES = 3
REST_S = 10.0
MAX_REST_S = 300.0


@dataclass(frozen=True, slots=True)
class Breaker:
    failures: int = 0
    opened_at: float | None = None
    rest_s: float = REST_S
    reason: str = ""

    def state(self, now: float) -> State:
        if self.opened_at is None:
            return "closed"
        return "half-open" if now >= self.opened_at + self.rest_s else "open"

    def failed(self, now: float, reason: str, *, lasting: bool) -> "Breaker":
        """`lasting`: the same request would fail again."""
        failures = self.failures + 1
        match self.state(now):
            case "half-open":
                rest_s = min(MAX_REST_S, 2 * self.rest_s)
                return replace(self, failures=failures, opened_at=now, rest_s=rest_s, reason=reason)
            case "open":
                return replace(self, failures=failures, reason=reason)
            case "closed":
                opened_at = now if lasting or failures >= FAILURES else None
                return replace(self, failures=failures, opened_at=opened_at, reason=reason)
