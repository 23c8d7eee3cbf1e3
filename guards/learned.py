"""How much a text reads like an order to the model, by what was learned from examples of orders and wishes.

The weights are data, made by `make build` (guards/training/). A text reads as its most suspicious sentence,
or two in a row, does. Called by guards/heard.py and guards/score.py.
"""

import json
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TypedDict, cast

from guards.features import features, pieces

FILE = Path(__file__).parent / "learned.json"
MAX_PIECES = 300


class _Learned(TypedDict):
    made_of: str
    bias: float
    weights: dict[str, float]


def reads_like_an_order(text: str) -> float:
    """Log-odds against an example of the same number of orders and wishes; 0 says nothing."""
    made = learned()
    odds = [
        made["bias"] + sum(made["weights"].get(name, 0.0) for name in features(piece))
        for piece in islice(pieces(text), MAX_PIECES)
    ]
    return max(odds, default=made["bias"])


@cache
def learned() -> _Learned:
    return cast(_Learned, json.loads(FILE.read_text(encoding="utf-8")))
