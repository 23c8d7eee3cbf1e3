"""Who is asked for the replies of one turn, and how often one model took over from another in it.

A turn has several replies: rounds of tools, blocks that found no place, faults that checks found. Invariant:
the one that wrote last begins the next, and those that failed come last, so that a model that failed is not
waited for in every reply, and all of them together change models at most MAX_SWITCHES times. Called by
actors/turn_tasks.py.
"""

from dataclasses import replace

from actors.ports import Router
from models.catalog import model_id
from models.contract import Request
from models.policy import Ask
from studio.protocol import ModelInfo
from studio.steps import Plan


class Writers:
    def __init__(self, router: Router, plan: Plan, user: str) -> None:
        self._router = router
        self._plan = plan
        self._user = user
        self._newest = plan.writer
        self._failed = list(plan.failed)

    def took_over(self, info: ModelInfo, *, failed: bool) -> None:
        """`failed`: from one that did."""
        if failed:
            self._failed.append(self._newest)
        self._newest = model_id(info)

    def asked(self, request: Request) -> Request:
        """The request, with the models of the turn in the order in which they are asked now."""
        route = sorted(request.route, key=lambda name: (name != self._newest, name in self._failed))
        self._newest = route[0] if route else self._newest
        return replace(request, route=tuple(route), switches=len(self._failed))

    async def asked_to_mend(self, request: Request) -> tuple[Request, ModelInfo, str]:
        """The request, with the models that are good at it, the first of them, and why, in one line. Raises
        ModelError where none can be asked, and Unavailable."""
        size, seen = sum(map(len, request.files.values())), bool(request.pictures)
        ask = Ask("repair", size, self._plan.picked, self._user, seen, request.spent_usd)
        try:
            route, first = await self._router.route(ask)
        except KeyError:  # it was picked before a restart that took it away
            route, first = await self._router.route(replace(ask, picked=None))
        self._newest = model_id(first)
        return replace(request, route=route.models, switches=len(self._failed)), first, route.why
