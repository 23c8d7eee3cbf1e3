"""What one reply may cost: held in the ledger from before a model is asked until its books are closed.

Invariant: where there are limits, a model is asked only for what they leave, its input priced as dear as it
can be, so that spent plus held never passes one. A router that dies leaves what it held in the ledger's file,
and its successor counts it as spent. Called by actors/llm_router.py.
"""

from collections.abc import Sequence
from dataclasses import replace

from actors.ledger import Ledger
from models.contract import Request
from models.failover import Candidate, Granted
from models.fleet import Fleet
from models.policy import OverBudget
from studio.protocol import ModelInfo, Usage

Booked = tuple[ModelInfo, Usage, float | None]


class Allowance:
    def __init__(self, ledger: Ledger, fleet: Fleet, request: Request, day: str) -> None:
        self._ledger = ledger
        self._fleet = fleet
        self._request = request
        self._day = day
        self._held: int | None = None

    def allow(self, candidates: Sequence[Candidate], asked: Request, spent_usd: float) -> Granted:
        """Who is asked: the first whose reply of usual length the limits leave enough for now, else the first
        that may begin one; its request is limited to that. `spent_usd` is what this reply has cost so far,
        whoever wrote it. Raises OverBudget, of the cheapest, if there is none."""
        user = self._request.user
        left = self._ledger.left(user, self._day, self._request.spent_usd, but=self._held)
        if left is not None:
            left = replace(left, usd=max(0.0, left.usd - spent_usd))
        refused: list[OverBudget] = []
        for usual in (True, False):
            for place, candidate in enumerate(candidates):
                try:
                    granted, at_most_usd = self._fleet.allow(candidate, asked, left, usual=usual)
                except OverBudget as error:
                    refused.append(error)
                    continue
                info, usd = candidate.model.info, spent_usd + at_most_usd
                self._held = self._ledger.hold(self._held, self._day, user, info, usd)
                return Granted(place, granted, refused[0].fact if place else "")
        raise min(refused, key=lambda error: error.usd)

    def settle(self, day: str, spent: list[Booked]) -> None:
        """Nothing is held any more; this was spent."""
        self._ledger.settle(self._held, day, self._request.user, spent)
