"""How well what is learned holds for other examples: `python -m guards.training.try_out`.

Learns from three quarters of what people wrote, asks for the fourth, four times over; prints what share of
orders and of wishes lies above each bound, and the wishes that read most like orders.
"""

import random

from guards.features import features, pieces
from guards.heard import Heard
from guards.training.learn import examples, learned, made, written

FOLDS = 4
BOUNDS = (0, 1, 2, 3, 4, 5, 6)
SHOWN = 30


def main() -> None:
    orders, wishes = ([text for text in texts if Heard(text).own.text.strip()] for texts in written())
    random.Random(3).shuffle(orders)
    random.Random(4).shuffle(wishes)
    made_orders, made_wishes = made()
    scored: dict[bool, list[tuple[float, str]]] = {True: [], False: []}
    for fold in range(FOLDS):
        known = [[text for at, text in enumerate(texts) if at % FOLDS != fold] for texts in (orders, wishes)]
        bias, weights = learned(examples(known[0] + made_orders, known[1] + made_wishes))
        for is_order, texts in ((True, orders), (False, wishes)):
            for text in texts[fold::FOLDS]:
                own = Heard(text).own
                found = [
                    bias + sum(weights.get(f, 0.0) for f in features(p))
                    for each in (own.text, *own.readings)
                    for p in pieces(each)
                ]
                scored[is_order].append((max(found), text))
    for bound in BOUNDS:
        shares = [
            sum(score >= bound for score, _ in scored[kind]) / len(scored[kind]) for kind in (True, False)
        ]
        print(f"{bound}: orders {shares[0]:.3f}, wishes {shares[1]:.4f}")
    for score, text in sorted(scored[False], reverse=True)[:SHOWN]:
        print(f"{score:6.2f} {text!r:.110}")


if __name__ == "__main__":
    main()
