"""cluster.ports without Ray: a router that dies under a reply, over the real relay."""

import asyncio
from collections.abc import AsyncGenerator

import pytest

from actors.ports import Batch
from cluster import ports
from cluster.ports import GENERATE, RouterPort
from cluster.relay import Address, Relay
from models.contract import Request
from studio.protocol import Usage

BEFORE, BEHIND = (Usage(10, 0, 2), 0.25), (Usage(20, 0, 3), 0.5)


class Router:
    """As an actor's handle: the first that is asked dies behind `Half. `, the second goes on."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.relay = self
        self._relays = [Relay({GENERATE: self._dies}), Relay({GENERATE: self._goes_on})]

    async def remote(self) -> Address:
        return await self._relays[len(self.requests)].open("127.0.0.1")

    async def _dies(self, request: Request) -> AsyncGenerator[Batch]:
        self.requests.append(request)
        yield Batch("Half. ", spent=BEFORE)
        raise ConnectionResetError

    async def _goes_on(self, request: Request) -> AsyncGenerator[Batch]:
        self.requests.append(request)
        yield Batch("Whole.", spent=(Usage(20, 0, 1), 0.375))
        yield Batch(done=True, usage=BEHIND[0], cost_usd=BEHIND[1])


def test_what_a_reply_cost_under_a_router_that_died_is_told_and_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ports, "RETRY_PAUSE_S", 0.0)

    async def work() -> None:
        router = Router()
        request = Request("react", "a clock", spent_usd=1.0)
        batches = [batch async for batch in RouterPort(router).generate(request)]
        assert "".join(batch.text for batch in batches) == "Half. Whole."
        assert [(each.written, each.spent_usd) for each in router.requests] == [("", 1.0), ("Half. ", 1.25)]
        assert [batch.spent and batch.spent[1] for batch in batches] == [0.25, 0.625, None]
        assert (batches[-1].usage, batches[-1].cost_usd) == (Usage(30, 0, 5), 0.75)

    asyncio.run(work())
