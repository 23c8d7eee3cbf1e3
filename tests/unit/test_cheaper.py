"""What a limit leaves too little for goes to a cheaper model of the route, and the page is told why."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest

from actors.ledger import Ledger, Limits
from actors.llm_router import LLMRouter
from actors.ports import Batch
from models.contract import ModelError, Request
from models.fleet import Fleet
from models.policy import Ask
from models.prices import Prices
from studio.protocol import ModelInfo, Usage

DAY = "2026-11-26"
OPUS = ModelInfo("anthropic", "claude-opus-5-5", False)
HAIKU = ModelInfo("anthropic", "claude-haiku-5-5", False)
LUNA = ModelInfo("openai", "gpt-6-luna", False)
BOTH = ("anthropic:claude-opus-5-5", "anthropic:claude-haiku-5-5")
REQUEST = Request("react", "a clock", user="me", purpose="final", route=BOTH)


class WritesAsMuchAsItMay:
    """Fails before its first word as often as `fails`. Thinks or writes whatever it is allowed to, 20,000
    tokens where nobody limits it: a bound that leaves thinking out would be passed."""

    def __init__(self, info: ModelInfo, fails: int = 0) -> None:
        self.info = info
        self.requests: list[Request] = []
        self._fails = fails

    async def stream(self, request: Request) -> AsyncGenerator[str | Usage]:
        self.requests.append(request)
        if len(self.requests) <= self._fails:
            raise ModelError("overloaded", "It is overloaded.", retryable=True)
        yield "Well."
        yield Usage(1_500, 0, request.max_output_tokens or 20_000)


def ask(
    limits: Limits, *models: WritesAsMuchAsItMay, request: Request = REQUEST
) -> tuple[list[Batch], object]:
    async def work() -> tuple[list[Batch], object]:
        fleet = Fleet(models, clock=asyncio.get_running_loop().time)
        router = LLMRouter(fleet, ledger=Ledger(limits=limits), replay=False, today=lambda: DAY)
        return [batch async for batch in router.generate(request)], (await router.spending())["failovers"]

    return asyncio.run(asyncio.wait_for(work(), 20))


@pytest.mark.parametrize(
    "limits",
    [Limits(turn_usd=0.05), Limits(user_day_usd=0.05), Limits(day_usd=0.05)],
    ids=["turn", "user", "day"],
)
def test_the_next_that_fits_writes_and_says_why(limits: Limits) -> None:
    opus, haiku = WritesAsMuchAsItMay(OPUS), WritesAsMuchAsItMay(HAIKU)
    batches, failovers = ask(limits, opus, haiku)
    (switched,) = [batch.switched for batch in batches if batch.switched]
    assert switched[0] == HAIKU
    assert switched[1].startswith("claude-opus-5-5 may need $0.")
    assert "_USD=0.05 leaves $0.0500. Written by claude-haiku-5-5 instead." in switched[1]
    assert not switched[2], "nobody failed"
    assert "".join(batch.text for batch in batches) == "Well."
    assert (len(opus.requests), len(haiku.requests)) == (0, 1)
    last = batches[-1]
    assert last.error is None
    assert last.cost_usd is not None
    assert 0 < last.cost_usd <= 0.05
    assert failovers == 0


def test_none_that_fits_is_a_clear_stop_before_anyone_is_asked() -> None:
    opus, haiku = WritesAsMuchAsItMay(OPUS), WritesAsMuchAsItMay(HAIKU)
    batches, _ = ask(Limits(turn_usd=0.0001), opus, haiku)
    (last,) = batches
    assert last.error is not None
    assert last.error[0] == "over_budget"
    assert "claude-haiku-5-5 may need" in last.error[1], "the cheapest is named"
    assert "ATELIER_TURN_USD=0.0001 leaves $0.0001" in last.error[1]
    assert not opus.requests + haiku.requests
    assert last.cost_usd == 0.0


def test_a_beginning_that_fits_is_better_than_none() -> None:
    """What is left buys no whole reply of any: the first that may begin one does, and it is told to stop."""
    haiku, luna = WritesAsMuchAsItMay(HAIKU), WritesAsMuchAsItMay(LUNA)
    request = replace(REQUEST, purpose="draft", route=("anthropic:claude-haiku-5-5", "openai:gpt-6-luna"))
    batches, _ = ask(Limits(turn_usd=0.0018), haiku, luna, request=request)
    assert batches[-1].error is None
    assert not [batch for batch in batches if batch.switched]
    (asked,) = haiku.requests
    assert asked.max_output_tokens is not None
    assert 256 <= asked.max_output_tokens < 3_000
    assert (batches[-1].cost_usd or 0.0) <= 0.0018


def test_where_only_a_dearer_one_is_left_the_one_that_failed_is_asked_once_more() -> None:
    opus, haiku = WritesAsMuchAsItMay(OPUS), WritesAsMuchAsItMay(HAIKU, fails=1)
    batches, _ = ask(Limits(turn_usd=0.05), opus, haiku, request=replace(REQUEST, route=BOTH[::-1]))
    assert batches[-1].error is None
    assert (len(opus.requests), len(haiku.requests)) == (0, 2)
    (switched,) = [batch.switched for batch in batches if batch.switched]
    assert "Asked again: claude-haiku-5-5" in switched[1]


def test_the_route_counts_the_files_and_what_is_thought_before_it_promises_a_model() -> None:
    async def work() -> None:
        fleet = Fleet([WritesAsMuchAsItMay(OPUS), WritesAsMuchAsItMay(HAIKU)], clock=lambda: 0.0)
        reply_usd = Prices().typical_usd(OPUS)
        assert reply_usd is not None
        router = LLMRouter(fleet, ledger=Ledger(limits=Limits(turn_usd=reply_usd * 1.05)), today=lambda: DAY)
        route, first = await router.route(Ask("refine", 10_000, user="me"))
        assert first == HAIKU
        assert "claude-opus-5-5 costs about $" in route.why
        assert "ATELIER_TURN_USD=" in route.why
        _, first = await router.route(Ask("edit", 0, BOTH[0], "me", spent_usd=reply_usd))
        assert first == HAIKU, "what the turn has cost before is gone"

    asyncio.run(work())
