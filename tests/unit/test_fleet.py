"""models.fleet: what a page is told of the models that it may pick."""

import asyncio
from collections.abc import AsyncGenerator

import pytest

from models.catalog import Vendor
from models.contract import ModelError, Request
from models.failover import Deadlines
from models.fleet import Fleet
from studio.protocol import ModelInfo, Usage


class Silent:
    def __init__(self, vendor: Vendor, name: str) -> None:
        self.info = ModelInfo(vendor, name, vendor == "atelier")

    async def stream(self, request: Request) -> AsyncGenerator[str | Usage]:
        yield Usage()


HAIKU = Silent("anthropic", "claude-haiku-5-5")
SONNET = Silent("anthropic", "claude-sonnet-5-5")
OPUS = Silent("anthropic", "claude-opus-5-5")
LOCAL = Silent("openai-compatible", "Qwen/Qwen3-Coder-Next")
SKETCH = Silent("atelier", "sketch")


@pytest.mark.parametrize(
    ("models", "ordered", "asked_for"),
    [
        ((SKETCH,), False, [["draft", "edit", "final"]]),
        ((HAIKU, SONNET, OPUS), False, [["draft"], ["edit"], ["final"]]),
        ((LOCAL, OPUS), False, [["draft"], ["edit", "final"]]),
        ((HAIKU, OPUS), True, [["draft", "edit", "final"], []]),
    ],
)
def test_an_offer_says_what_its_model_is_asked_for(
    models: tuple[Silent, ...], ordered: bool, asked_for: list[list[str]]
) -> None:
    fleet = Fleet(models, clock=lambda: 0.0, ordered=ordered)
    assert [offer.asked_for for offer in fleet.offers()] == asked_for


def test_an_offer_has_a_price_and_says_whether_its_model_sees() -> None:
    haiku, local = Fleet((HAIKU, LOCAL), clock=lambda: 0.0).offers()
    assert haiku.input_usd is not None
    assert haiku.output_usd is not None
    assert 0 < haiku.input_usd < haiku.output_usd
    assert (haiku.images, local.images) == (True, False)
    assert (local.input_usd, local.output_usd) == (0.0, 0.0)


class Probed(Silent):
    """Begins, and ends as `error` says."""

    def __init__(self, error: ModelError | None) -> None:
        super().__init__("anthropic", "claude-haiku-5-5")
        self._error = error

    async def stream(self, request: Request) -> AsyncGenerator[str | Usage]:
        yield "ok"
        if self._error:
            raise self._error
        yield Usage()


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (None, "closed"),
        (ModelError("context_too_long", "It reached its limit.", retryable=False), "closed"),
        (ModelError("quota", "It broke off.", retryable=False), "open"),
    ],
    ids=["answers", "thinks until its limit", "breaks off"],
)
def test_a_probe_takes_a_whole_answer_for_one(error: ModelError | None, state: str) -> None:
    async def work() -> None:
        now = 0.0
        model = Probed(error)
        fleet = Fleet([model], clock=lambda: now)
        (candidate,) = fleet.candidates([])
        fleet.failed(candidate, ModelError("quota", "No credit.", retryable=False))
        assert fleet.resting() == []
        now = 11.0
        assert fleet.resting() == [candidate]
        await fleet.probe(candidate, Deadlines())
        assert fleet.states()["anthropic:claude-haiku-5-5"]["state"] == state

    asyncio.run(work())


def test_a_model_that_rests_since_the_route_was_made_is_asked_last() -> None:
    fleet = Fleet((HAIKU, SONNET, OPUS), clock=lambda: 0.0)
    named = [f"anthropic:{each.info.name}" for each in (OPUS, HAIKU)]
    for _ in range(3):
        fleet.failed(fleet.candidates(named)[0], ModelError("network", "Silent.", retryable=True))
        order = [candidate.model.info.name for candidate in fleet.candidates(named)]
    assert order == ["claude-haiku-5-5", "claude-opus-5-5"]
