"""Learns the weights of guards/learned.json: `python -m guards.training.learn`, the same bytes at each run.

Logistic regression on guards/features.py by stochastic descent with a step of its own for each feature
(AdaGrad). Of an order in several sentences the one that reads most like an order counts; of a wish every
sentence does.
"""

import hashlib
import json
import math
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from guards import features
from guards.training import grammar, talk
from tests.guard_sets.fifth_injections import FIFTH_INJECTIONS
from tests.guard_sets.held_injections import (
    FOURTH_HELD_INJECTIONS,
    HELD_INJECTIONS,
    SECOND_HELD_INJECTIONS,
    THIRD_HELD_INJECTIONS,
)
from tests.guard_sets.injections import INJECTIONS

HERE = Path(__file__).parent
TARGET = HERE.parent / "learned.json"
SETS = Path("tests/guard_sets")
SEEN_ORDERS = (INJECTIONS, HELD_INJECTIONS, SECOND_HELD_INJECTIONS, THIRD_HELD_INJECTIONS)
SEEN_WISHES = ("honest_prompts", "held_honest_prompts", "fresh_honest_prompts", "held_follow_ups")
"""Sets that earlier rules were measured with, and repaired for: so they are learned from."""
_ENCODED = re.compile(r"base64|hexa|rot13|encoding|leet|spelling|look-alike|invisible|split|cipher")
"""Families whose texts say nothing before they are undone: what they are written in are no words."""
SOURCES = (
    *(
        HERE / name
        for name in ("orders.txt", "wishes.txt", "grammar.py", "talk.py", "tongues.py", "learn.py")
    ),
    *(HERE.parent / name for name in ("features.py", "lexicon.py", "phrases.py")),
    *(SETS / name for name in ("injections.py", "held_injections.py", "fifth_injections.py")),
    *(SETS / f"{name}.txt" for name in SEEN_WISHES),
)
MADE = 1000
IN_A_TONGUE = 60
OF_TALK = 450
ROUNDS = 6
SEEN_AT_LEAST = 2
STEP = 0.25
SHRINK = 2e-5
WISH_WEIGHT = 2.0
SMALLEST = 0.1

Example = tuple[list[list[str]], bool]


def lines(path: Path) -> list[str]:
    found = path.read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in found if line and not line.startswith("# ")]


def examples(orders: Sequence[str], wishes: Sequence[str]) -> list[Example]:
    return [
        ([sorted(features.features(piece)) for piece in features.pieces(text)], is_order)
        for texts, is_order in ((orders, True), (wishes, False))
        for text in texts
    ]


def learned(rows: Sequence[Example]) -> tuple[float, dict[str, float]]:
    counts = Counter(feature for pieces, _ in rows for piece in pieces for feature in set(piece))
    known = {feature for feature, count in counts.items() if count >= SEEN_AT_LEAST}
    kept = [
        ([[f for f in piece if f in known] for piece in pieces], is_order)
        for pieces, is_order in rows
        if pieces
    ]
    weights = dict.fromkeys(sorted(known), 0.0)
    squares = dict.fromkeys(weights, 1e-2)
    bias, order = 0.0, list(range(len(kept)))
    chance = random.Random(1)
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for at in order:
            pieces, is_order = kept[at]
            scored = [(bias + sum(weights[f] for f in piece), piece) for piece in pieces]
            for score, piece in [max(scored)] if is_order else scored:
                off = 1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - is_order
                share = 1.0 if is_order else WISH_WEIGHT / math.sqrt(len(scored))
                bias -= 0.02 * share * off
                for feature in piece:
                    step = share * off + SHRINK * weights[feature]
                    squares[feature] += step * step
                    weights[feature] -= STEP * step / math.sqrt(squares[feature])
    return bias, {feature: weight for feature, weight in weights.items() if abs(weight) >= SMALLEST}


def digest() -> str:
    made = hashlib.sha256()
    for source in SOURCES:
        made.update(source.read_bytes())
    return made.hexdigest()[:16]


def written() -> tuple[list[str], list[str]]:
    """The orders and the wishes that people wrote."""
    seen = [
        order if isinstance(order, str) else order[1]
        for each in (*SEEN_ORDERS, FOURTH_HELD_INJECTIONS, FIFTH_INJECTIONS)
        for name, family in each.items()
        if not _ENCODED.search(name)
        for order in family
    ]
    orders = lines(HERE / "orders.txt") + seen
    wishes = lines(HERE / "wishes.txt")
    for name in SEEN_WISHES:
        wishes += lines(SETS / f"{name}.txt")
    return orders, wishes


def made() -> tuple[list[str], list[str]]:
    return (
        grammar.made(grammar.ORDERS, "orders", MADE)
        + grammar.in_tongues("orders", IN_A_TONGUE)
        + talk.errands(OF_TALK),
        grammar.made(grammar.WISHES, "wishes", MADE)
        + grammar.in_tongues("wishes", IN_A_TONGUE)
        + talk.follow_ups(OF_TALK),
    )


def main() -> None:
    orders, wishes = (one + other for one, other in zip(written(), made(), strict=True))
    bias, weights = learned(examples(orders, wishes))
    rounded = {feature: round(weight, 2) for feature, weight in sorted(weights.items())}
    TARGET.write_text(
        json.dumps(
            {"made_of": digest(), "bias": round(bias, 2), "weights": rounded}, ensure_ascii=False, indent=0
        )
        + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
