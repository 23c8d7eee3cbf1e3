"""Which models are asked for a turn, in which order, and why. Pure; called by actors/llm_router.py.

A first version and a small edit go to what is quick and cheap, the local model before all; an edit of a large
artifact to a steadier model; a refinement to the largest. What the user picked comes first. A model that
rests after failures, cannot hold the artifact or costs more than the budget has left is passed over, and the
reason says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from models.catalog import USUAL, Card, model_id
from models.contract import ModelError, Purpose

SMALL_ARTIFACT_CHARS = 12_000  # about 300 lines
LEAST_CHARS_PER_TOKEN = 3  # fewer than code usually has
REPLY_TOKENS = 8_000
MAX_SWITCHES = 2
TURN_LIMIT = "ATELIER_TURN_USD"

Kind = Literal["first", "edit", "refine", "repair", "judge", "summary"]

_SAYS: dict[Purpose, str] = {
    "draft": "quickest and cheapest",
    "edit": "steady with larger files",
    "final": "the largest there is",
    "repair": "good at repairs",
    "judge": "quickest and cheapest",
    "summary": "quickest and cheapest",
}
_KINDS: dict[Kind, str] = {
    "first": "First version",
    "edit": "Edit",
    "refine": "Refinement",
    "repair": "Repair",
    "judge": "Check",
    "summary": "Summary",
}


@dataclass(frozen=True, slots=True)
class Ask:
    """`artifact_chars`: the size of all files. `picked`: the id of the model that the user wants, for the
    turn or the session. `user` is who pays. `pictures`: some came with the prompt. `spent_usd` is what the
    turn has cost before."""

    kind: Kind
    artifact_chars: int = 0
    picked: str | None = None
    user: str = ""
    pictures: bool = False
    spent_usd: float = 0.0


@dataclass(frozen=True, slots=True)
class Offer:
    """`usd` is the price of a usual reply, None if unknown; `rests`: why its circuit breaker is open, "" if
    not."""

    card: Card
    usd: float | None
    rests: str = ""

    @property
    def id(self) -> str:
        return model_id(self.card)


@dataclass(frozen=True, slots=True)
class Route:
    """Models to ask, in order, by id. `why` is one line for the page."""

    purpose: Purpose
    models: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Left:
    """What the limits leave for a reply: `setting` is the one that leaves least, and says `limit_usd`.
    `held_usd` of it is kept for replies that run now."""

    usd: float
    setting: str
    limit_usd: float
    held_usd: float = 0.0

    @property
    def limit(self) -> str:
        return f"{self.setting}={self.limit_usd:g}"

    def refused(self, name: str, usd: float | None) -> "OverBudget":
        """A reply of the model `name` may cost `usd`, which is more; None: nobody knows."""
        raised = f"pick a cheaper model, send less at once, or have {self.setting} raised"
        if usd is None:
            fact = f"The price of {name} is unknown, so {self.limit} cannot be kept with it."
            remedy = f"Pick another model, or have {self.setting} unset."
        else:
            fact = f"{name} may need ${usd:.4f} here, and {self.limit} leaves ${self.usd:.4f}."
            if usd > self.limit_usd or self.setting == TURN_LIMIT:
                remedy = f"{raised[0].upper()}{raised[1:]}."
            elif usd <= self.usd + self.held_usd:
                remedy = f"Try again when the replies that are being written now have ended, or {raised}."
            else:
                remedy = f"Try again tomorrow (UTC), {raised}."
        return OverBudget(fact, remedy, usd)


class OverBudget(ModelError):
    """A reply may cost `usd`, which is more than the limits leave; infinity: nobody knows."""

    def __init__(self, fact: str, remedy: str, usd: float | None) -> None:
        super().__init__("over_budget", fact, remedy, retryable=False)
        self.usd = float("inf") if usd is None else usd


def purpose_of(ask: Ask) -> Purpose:
    match ask.kind:
        case "first":
            return "draft"
        case "edit":
            return "draft" if ask.artifact_chars <= SMALL_ARTIFACT_CHARS else "edit"
        case "refine":
            return "final"
        case "repair" | "judge" | "summary":
            return ask.kind


def decide(ask: Ask, offers: Sequence[Offer], *, left: Left | None, ordered: bool = False) -> Route:
    """`left` is what the limits leave, None for no limit. `ordered`: the operator named the models, so
    their order stands. Raises ModelError over_budget, context_too_long or cannot_see if none can be asked,
    KeyError for an unknown pick."""
    purpose = purpose_of(ask)
    if ask.picked is not None and all(offer.id != ask.picked for offer in offers):
        raise KeyError(ask.picked)
    ranked = list(offers) if ordered else sorted(offers, key=lambda offer: _rank(offer, purpose))
    if ask.picked is not None:
        ranked.sort(key=lambda offer: offer.id != ask.picked)
    if ask.pictures:
        _check_sight(ask, ranked)
    fitting = [offer for offer in ranked if _holds(offer.card, ask) and _sees(offer.card, ask)]
    if not fitting:
        raise ModelError(
            "context_too_long",
            "The files are too long for every model here. Start a new session.",
            retryable=False,
        )
    paid = [each for each in fitting if left is None or (each.usd is not None and each.usd <= left.usd)]
    if left is not None and not paid:
        cheapest = min(fitting, key=lambda offer: float("inf") if offer.usd is None else offer.usd)
        raise left.refused(cheapest.card.name, cheapest.usd)
    paid.sort(key=lambda offer: bool(offer.rests))
    why = _why(ask, purpose, ranked, paid, left, ordered=ordered)
    return Route(purpose, tuple(offer.id for offer in paid), why)


def may_switch(error: ModelError) -> bool:
    """Whether another model may do better: not where the model declined, or has written all that it can."""
    return error.code not in ("refused", "context_too_long", "over_budget")


def is_lasting(error: ModelError) -> bool:
    """Whether the same model would fail again at once."""
    return error.code in ("bad_key", "quota")


def same_account(one: Card, other: Card) -> bool:
    """Whether one key and one address serve both. Servers of one's own may be several."""
    return one.vendor == other.vendor != "openai-compatible"


def after(error: ModelError, failed: Card, waiting: Sequence[Card]) -> list[int]:
    """Places in `waiting`, in the order in which they are asked now. A key that was refused is refused for
    every model of its vendor, and where a vendor cannot be reached another one comes first: else two switches
    may end at a vendor's other models, with somebody else's never asked."""
    shares = [same_account(failed, card) for card in waiting]
    match error.code:
        case "bad_key":
            return [place for place, shared in enumerate(shares) if not shared]
        case "network":
            return sorted(range(len(waiting)), key=lambda place: shares[place])
        case _:
            return list(range(len(waiting)))


def _rank(offer: Offer, purpose: Purpose) -> tuple[bool, bool, int, float]:
    card = offer.card
    fits = purpose in card.purposes
    place = card.purposes.index(purpose) if fits else len(card.purposes)
    cheap_first = purpose in ("draft", "judge", "summary")
    price = float("inf") if offer.usd is None else offer.usd
    if cheap_first:
        return (not fits, not card.local, 0, price)
    return (not fits, card.local, place, price)


def _holds(card: Card, ask: Ask) -> bool:
    return ask.artifact_chars // LEAST_CHARS_PER_TOKEN + REPLY_TOKENS <= card.context_tokens


def _sees(card: Card, ask: Ask) -> bool:
    return card.images or not ask.pictures


def _check_sight(ask: Ask, ranked: Sequence[Offer]) -> None:
    """Raises ModelError with the name of a model that sees, if the one that was picked, or all, do not."""
    first = ranked[0].card
    seeing = [offer.card.name for offer in ranked if offer.card.images]
    if seeing and not (ask.picked and not first.images):
        return
    remedy = (
        f"Pick {seeing[0]}, which can"
        if seeing
        else f"{USUAL['anthropic'][0]} can, with ANTHROPIC_API_KEY (docs/models.md names others)"
    )
    blind = f"{first.name} cannot" if seeing or len(ranked) == 1 else "No model here can"
    raise ModelError(
        "cannot_see", f"{blind} see pictures. {remedy}, or send the prompt without.", retryable=False
    )


def _why(
    ask: Ask,
    purpose: Purpose,
    ranked: Sequence[Offer],
    paid: Sequence[Offer],
    left: Left | None,
    *,
    ordered: bool,
) -> str:
    first, wanted = paid[0], ranked[0]
    if first.id == ask.picked:
        reason = "you picked it"
    elif ordered:
        reason = "the server is set to it"
    elif len(ranked) == 1:
        reason = "the only model here"
    else:
        reason = "runs on this server" if first.card.local and purpose == "draft" else _SAYS[purpose]
    if wanted is not first:
        reason = f"{wanted.card.name} {_passed_over(wanted, paid, ask, left)}"
    line = f"{_KINDS[ask.kind]} by {first.card.name}: {reason}"
    if len(paid) > 1:
        line += f"; if it fails, {paid[1].card.name}"
    return line + "."


def _passed_over(offer: Offer, paid: Sequence[Offer], ask: Ask, left: Left | None) -> str:
    if not _sees(offer.card, ask):
        return "cannot see pictures"
    if not _holds(offer.card, ask):
        return "cannot hold the files"
    if left is not None and offer not in paid:
        if offer.usd is None:
            return "has no known price, and there is a limit"
        return f"costs about ${offer.usd:.4f}, and {left.limit} leaves ${left.usd:.4f}"
    return f"rests: {offer.rests}"
