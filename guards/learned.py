"""How much a text reads like an order to the model, by what was learned from examples of orders and wishes.

The weights are data, made by `make build` (guards/training/). A text reads as its most suspicious sentence,
or two in a row, does. Called by guards/heard.py and guards/score.py.
"""

import json
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import TypedDict, cast

from guards.features import features, pieces

FILE = Path(__file__).parent / "learned.json"
MAX_PIECES = 1500
"""Of one text with all its readings."""
PIECES_KEPT = 2048


class _Learned(TypedDict):
    made_of: str
    bias: float
    weights: dict[str, float]


def reads_like_an_order(*texts: str) -> float:
    """Log-odds against an example of the same number of orders and wishes; 0 says nothing. Of several
    readings of a text, the highest; the first ones are looked at first."""
    return max(map(_odds, _distinct(texts)), default=learned()["bias"])


def _distinct(texts: Iterable[str]) -> Iterable[str]:
    found: dict[str, None] = {}
    for text in texts:
        for piece in pieces(text):
            found[" ".join(piece.lower().split())] = None
            if len(found) == MAX_PIECES:
                return found
    return found


@lru_cache(PIECES_KEPT)
def _odds(piece: str) -> float:
    made = learned()
    return made["bias"] + sum(made["weights"].get(name, 0.0) for name in features(piece))


@cache
def learned() -> _Learned:
    return cast(_Learned, json.loads(FILE.read_text(encoding="utf-8")))
