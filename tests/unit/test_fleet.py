"""models.fleet: what a page is told of the models that it may pick."""

from collections.abc import AsyncGenerator

import pytest

from models.catalog import Vendor
from models.contract import Request
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
