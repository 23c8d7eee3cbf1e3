"""The models that may be asked, how each of them does, and which of them a turn gets. Called by
actors/llm_router.py."""

import logging
from collections.abc import Callable, Sequence
from contextlib import aclosing, suppress
from dataclasses import replace

from models.breaker import Breaker
from models.catalog import Card, card_of, model_id
from models.contract import Model, ModelError, Request
from models.failover import Allow, Candidate, Counted, Deadlines, Watcher, as_is, failover
from models.policy import (
    SMALL_ARTIFACT_CHARS,
    Ask,
    Left,
    Offer,
    OverBudget,
    Route,
    decide,
    is_lasting,
    may_switch,
    purpose_of,
    same_account,
)  # fmt: skip
from models.prices import REPLY_CHARS, Prices
from models.thinking import usual_tokens
from studio.prompt import CHARS_PER_TOKEN
from studio.protocol import ModelInfo, ModelOffer

PROBE = Request(
    "react",
    "Answer with the one word: ok",
    purpose="judge",
    max_output_tokens=16,
    user="(resting models)",
)
MIN_OUTPUT_TOKENS = 256  # of what is shown
USUAL_OUTPUT_TOKENS = REPLY_CHARS // CHARS_PER_TOKEN
MOST_OUTPUT_TOKENS = 32_000  # where there are limits: a reply keeps what it may cost from all others

_log = logging.getLogger(__name__)


class Fleet(Watcher):
    """`ordered`: the operator named the models, and their order stands. `clock` counts seconds. `cards` are
    those of the models where they are not the catalogue's."""

    def __init__(
        self,
        models: Sequence[Model],
        *,
        clock: Callable[[], float],
        prices: Prices | None = None,
        ordered: bool = False,
        cards: Sequence[Card] | None = None,
    ) -> None:
        self.prices = prices or Prices()
        self._clock = clock
        self._ordered = ordered
        cards = cards or [card_of(model.info.vendor, model.info.name) for model in models]  # type: ignore[arg-type]
        self._candidates = {
            model_id(model.info): Candidate(model, card) for model, card in zip(models, cards, strict=True)
        }
        self._breakers = dict.fromkeys(self._candidates, Breaker())
        for candidate in self._candidates.values():
            if self.prices.typical_usd(candidate.model.info) is None:
                _log.warning("the price of %s is unknown", model_id(candidate.model.info))

    def candidates(self, ids: Sequence[str]) -> list[Candidate]:
        """Those of the route that are still here; all, if it names none. One that has begun to rest since
        the route was made comes last."""
        named = [name for name in ids if name in self._candidates] or list(self._candidates)
        now = self._clock()
        named.sort(key=lambda name: self._breakers[name].state(now) != "closed")
        return [self._candidates[name] for name in named]

    def info(self, name: str) -> ModelInfo:
        return self._candidates[name].model.info

    def offers(self) -> list[ModelOffer]:
        asked = self._asked_for()
        found: list[ModelOffer] = []
        for name, candidate in self._candidates.items():
            info, card = candidate.model.info, candidate.card
            price = self.prices.per_million(info)
            read, written = price or (None, None)
            purposes = [purpose for purpose, first in asked.items() if first == name]
            found.append(ModelOffer(name, info, list(card.purposes), card.images, read, written, purposes))
        return found

    def _asked_for(self) -> dict[str, str]:
        """By purpose the model that begins where all are well and nobody picks one."""
        found: dict[str, str] = {}
        for ask in (Ask("first"), Ask("edit", SMALL_ARTIFACT_CHARS + 1), Ask("refine")):
            offers = [self._offer(candidate, ask) for candidate in self._candidates.values()]
            with suppress(ModelError):  # no model holds so much
                route = decide(ask, offers, left=None, ordered=self._ordered)
                found[route.purpose] = route.models[0]
        return found

    def route(self, ask: Ask, left: Left | None) -> Route:
        """As models.policy.decide."""
        now = self._clock()
        offers: list[Offer] = []
        for name, candidate in self._candidates.items():
            breaker = self._breakers[name]
            rests = breaker.reason if breaker.state(now) != "closed" else ""
            offers.append(self._offer(candidate, ask, rests))
        return decide(ask, offers, left=left, ordered=self._ordered)

    def _offer(self, candidate: Candidate, ask: Ask, rests: str = "") -> Offer:
        thought = usual_tokens(candidate.card, purpose_of(ask))
        usd = self.prices.typical_usd(candidate.model.info, ask.artifact_chars, thought)
        return Offer(candidate.card, usd, rests)

    def answered(self, candidate: Candidate) -> None:
        self._breakers[model_id(candidate.model.info)] = Breaker()

    def failed(self, candidate: Candidate, error: ModelError) -> None:
        """A key that was refused opens the breakers of all models that are asked with it."""
        for name, other in self._candidates.items():
            refused = error.code == "bad_key" and same_account(candidate.card, other.card)
            if refused or name == model_id(candidate.model.info):
                breaker = self._breakers[name]
                self._breakers[name] = breaker.failed(self._clock(), error.fact, lasting=is_lasting(error))

    def states(self) -> dict[str, dict[str, object]]:
        now = self._clock()
        return {
            name: {"state": breaker.state(now), "failures": breaker.failures, "reason": breaker.reason}
            for name, breaker in self._breakers.items()
        }

    def resting(self) -> list[Candidate]:
        """Those that have rested long enough to be asked whether they are back."""
        now = self._clock()
        rested = [name for name, breaker in self._breakers.items() if breaker.state(now) == "half-open"]
        return [self._candidates[name] for name in rested]

    async def probe(self, candidate: Candidate, deadlines: Deadlines, allow: Allow = as_is) -> list[Counted]:
        """Asks a model that has rested for a word, so that no user has to find out whether it is back. What
        that has used."""
        counted: list[Counted] = []
        route = [candidate, candidate]
        try:
            async with aclosing(
                failover(PROBE, route, deadlines=deadlines, watcher=self, allow=allow)
            ) as items:
                async for item in items:
                    if isinstance(item, Counted):
                        counted.append(item)
        except OverBudget:
            pass  # nobody else is asked either
        except ModelError as error:
            if not may_switch(error):  # as where thinking has used up the few tokens of a probe: it is back
                self.answered(candidate)
        return counted

    def allow(
        self, candidate: Candidate, request: Request, left: Left | None, *, usual: bool = False
    ) -> tuple[Request, float]:
        """The request, limited to what is left, and what it can cost at most; where there is no limit, what
        it is likely to. Raises OverBudget if what is left buys no reply, or none of `usual` length. What the
        model thinks first is bought as well: vendors count it into the limit that they are told."""
        info, card = candidate.model.info, candidate.card
        thought = usual_tokens(card, request.purpose)
        if left is None:
            return request, self.prices.likely_usd(info, request, thought)
        most = self.prices.at_most(info, request)
        if most is None:
            raise left.refused(card.name, None)
        wanted = min(
            MOST_OUTPUT_TOKENS, card.max_output_tokens, request.max_output_tokens or MOST_OUTPUT_TOKENS
        )
        bought = most.tokens(left.usd)
        least = min(wanted, thought + (USUAL_OUTPUT_TOKENS if usual else MIN_OUTPUT_TOKENS))
        if bought < least:
            raise left.refused(card.name, most.usd(least))
        if most.free:
            return request, 0.0
        tokens = min(wanted, bought)
        return replace(request, max_output_tokens=tokens), most.usd(tokens)
