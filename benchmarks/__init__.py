"""Programs that measure what the README claims. `make bench` runs them all; each prints a JSON line a figure.

Absolute times depend on the machine: compare medians of one run, side by side.
"""

import json
import statistics
from collections.abc import Sequence


def report(figure: str, value: float, unit: str, n: int) -> None:
    print(json.dumps({"figure": figure, "value": round(value, 3), "unit": unit, "n": n}), flush=True)


def p50(values: Sequence[float]) -> float:
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]
