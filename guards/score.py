"""How sure the guard is that a prompt wants something else than a component: weights of signals, joined.

Signals are independent hints: the score is one minus the chance that each of them is harmless. Called by
guards.scan_prompt.
"""

from collections.abc import Mapping, Sequence

from studio.protocol import Finding

_WEIGHTS = {"block": 1.0, "neutralise": 0.3, "note": 0.1}


def signals(findings: Sequence[Finding]) -> dict[str, float]:
    """What the rules found, by rule."""
    return {finding.rule: _WEIGHTS[finding.severity] for finding in findings if finding.rule != "size"}


def joined(because: Mapping[str, float]) -> float:
    harmless = 1.0
    for weight in because.values():
        harmless *= 1.0 - weight
    return round(1.0 - harmless, 3)
