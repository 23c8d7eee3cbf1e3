"""How sure the guard is that a prompt wants something else than a component: 0 to 1, and what that is made
of.

Concepts (guards/concepts.py) that stand near each other are a signal; each signal has the weight of how
rarely an honest prompt has it. Signals are taken as independent hints: the score is one minus the chance that
every one of them is harmless. Called by guards.scan_prompt.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from guards.concepts import CONCEPTS, ELSEWHERE, OTHER_SCRIPTS
from guards.features import sentences
from guards.heard import REMEDY, Heard, Part
from guards.learned import reads_like_an_order
from studio.protocol import Finding
from studio.scan import BLOCK_FROM, DOUBTED_FROM, SUSPICIOUS_FROM

REACH_CHARS = 140
NEAR_CHARS = 70
MAX_HITS = 40
MAX_DOUBTED = 20
PASTED_FROM = 0.6
ALONE_ODDS, BLOCKING_ODDS, SUSPICIOUS_ODDS, PASTED_ODDS = 4.5, 3.0, 2.0, 1.5
"""Of guards/learned.py; ALONE_ODDS where no other signal speaks.
By `python -m guards.training.try_out`, 3.0 stops three in five orders that were not learned from, and one in
a hundred wishes of sets in which most were written to trip the guard; of others none."""

Places = Sequence[tuple[int, int]]

# (signal, concepts of which each must be near the first, weight, how near)
_TOGETHER: tuple[tuple[str, tuple[str, ...], float, int], ...] = (
    ("drops its instructions", ("own instructions", "drop"), 0.85, REACH_CHARS),
    ("drops earlier instructions", ("earlier instructions", "drop"), 0.8, NEAR_CHARS),
    ("drops rules", ("any rules", "drop", "you"), 0.45, NEAR_CHARS),
    ("tells its instructions", ("own instructions", "tell"), 0.8, NEAR_CHARS),
    ("tells what stands above", ("what stands above", "tell"), 0.8, NEAR_CHARS),
    ("drops a system prompt", ("system prompt", "drop"), 0.8, 12),
    ("tells a system prompt", ("system prompt", "tell", "you"), 0.3, NEAR_CHARS),
    ("speaks of its instructions", ("own instructions",), 0.4, 0),
    ("speaks of a system prompt", ("system prompt",), 0.1, 0),
    ("a persona without rules", ("persona", "freed"), 0.75, REACH_CHARS),
    ("another persona", ("persona",), 0.15, 0),
    ("told to drop rules", ("any rules", "drop", "you", "tell"), 0.4, REACH_CHARS),
    ("freed of rules", ("freed", "you"), 0.45, NEAR_CHARS),
    ("another errand", ("no interface", "errand"), 0.8, REACH_CHARS),
    ("a persona on an errand", ("persona", "errand"), 0.6, REACH_CHARS),
    ("no interface", ("no interface",), 0.35, 0),
    ("speaks with authority", ("authority",), 0.2, 0),
    ("authority about instructions", ("authority", "own instructions"), 0.4, REACH_CHARS),
    ("authority about rules", ("authority", "any rules", "drop"), 0.6, REACH_CHARS),
    ("asks for a secret", ("secret", "tell"), 0.8, NEAR_CHARS),
    ("speaks of a secret", ("secret",), 0.2, 0),
    ("a forged turn", ("forged turn",), 0.4, 0),
    ("a forged turn with orders", ("forged turn", "freed"), 0.6, REACH_CHARS),
    ("a forged turn that drops rules", ("forged turn", "drop"), 0.6, REACH_CHARS),
    ("a forged turn about instructions", ("forged turn", "own instructions"), 0.5, REACH_CHARS),
    ("speaks to a model", ("addressed",), 0.3, 0),
    ("orders a model", ("addressed", "drop"), 0.6, NEAR_CHARS),
)
_HIDDEN = 0.35  # the signals are only there once an encoding is undone


def signals(plain: str, readings: Iterable[str]) -> dict[str, float]:
    """Of a text as it stands, and as it reads with its encodings undone."""
    found = _signals(plain)
    hidden: dict[str, float] = {}
    for reading in readings:
        if reading != plain:
            hidden |= {name: weight for name, weight in _signals(reading).items() if name not in found}
    if max(hidden.values(), default=0.0) >= 0.4:
        hidden["hidden by an encoding"] = _HIDDEN
    return found | hidden


def wording(part: Part, *, alone: bool) -> dict[str, float]:
    """The signal of what the whole text reads like, where it reads like an order at all. `alone`: there is no
    other; what only sounds odd is then no more than watched."""
    if part.odds >= (ALONE_ODDS if alone else BLOCKING_ODDS):
        return {"its wording": 0.85}
    return {"its wording": 0.45} if part.odds >= SUSPICIOUS_ODDS and not alone else {}


def suspicion(heard: Heard, score: float, because: Mapping[str, float]) -> list[Finding]:
    """What the score of the user's own words, and that of pasted text, mean; called where no rule is sure."""
    why = ", ".join(sorted(because, key=lambda name: -because[name])[:3])
    if score >= BLOCK_FROM:
        message = f"The prompt reads like an order to the model and not like a component ({why})."
        return [Finding("suspicion", "block", None, 0, message, REMEDY)]
    if any(_carries_orders(part) for part in heard.pasted):
        message = "The pasted text reads like orders to the model; it is handed on as data."
        return [Finding("suspicion", "neutralise", None, 0, message, REMEDY)]
    if score >= SUSPICIOUS_FROM:
        message = f"Parts of the prompt read like an order to the model ({why})."
        return [Finding("suspicion", "note", None, 0, message, "")]
    return []


def odds(heard: Heard) -> float:
    """Of the user's own words, or of what was pasted, which reads like an order sooner."""
    return max([heard.own.odds, *(part.odds - PASTED_ODDS for part in heard.pasted)])


def doubted(heard: Heard) -> list[str]:
    """The user's own sentences that read at least a little like an order, up to MAX_DOUBTED; all that they
    wrote, if only sentences together or decoded do."""
    found = [each for each in sentences(heard.own.text) if reads_like_an_order(each) >= DOUBTED_FROM]
    if not found and odds(heard) >= DOUBTED_FROM:
        return [heard.own.text]
    return found[:MAX_DOUBTED]


def _carries_orders(pasted: Part) -> bool:
    found = signals(pasted.plain, pasted.readings)
    return joined(found | wording(pasted, alone=False)) >= PASTED_FROM


def joined(because: Mapping[str, float]) -> float:
    harmless = 1.0
    for weight in because.values():
        harmless *= 1.0 - weight
    return round(1.0 - harmless, 3)


def _signals(text: str) -> dict[str, float]:
    hits: dict[str, Places] = {}

    def places(concept: str) -> Places:
        if concept not in hits:
            hits[concept] = _places(CONCEPTS[concept], text)
        return hits[concept]

    found: dict[str, float] = {}
    for name, concepts, weight, reach in _TOGETHER:
        first, *others = concepts
        if any(all(_near(at, places(other), reach) for other in others) for at in places(first)):
            found[name] = weight
    for language, (rules, drop, prompt, tell) in ELSEWHERE.items():
        if language in OTHER_SCRIPTS and text.isascii():
            continue
        if any(_near(at, _places(drop, text), NEAR_CHARS) for at in _places(rules, text)):
            found[f"drops its instructions ({language})"] = 0.85
        if any(_near(at, _places(tell, text), NEAR_CHARS) for at in _places(prompt, text)):
            found[f"tells its instructions ({language})"] = 0.8
    return found


def _places(pattern: re.Pattern[str], text: str) -> Places:
    found: list[tuple[int, int]] = []
    for hit in pattern.finditer(text):
        found.append(hit.span())
        if len(found) == MAX_HITS:
            break
    return found


def _near(at: tuple[int, int], others: Places, reach: int) -> bool:
    return any(start - at[1] <= reach and at[0] - end <= reach for start, end in others)
