"""models.access, catalog and prices: which models the environment gives, and what they cost."""

import typing

import pytest

from models.access import ConfigError, configured
from models.catalog import CARDS, USUAL, card_of, model_id
from models.prices import Prices, local_price
from studio.protocol import ModelInfo, Usage

KEYS = {"ANTHROPIC_API_KEY": "k-a", "OPENAI_API_KEY": "k-o", "GEMINI_API_KEY": "k-g"}
LOCAL = {"OPENAI_BASE_URL": "http://localhost:11434/v1"}
OWN = {"ATELIER_LOCAL_URL": "http://gpu:8100/v1", "ATELIER_LOCAL_MODEL": "Qwen/Qwen3-Coder-Next"}
SONNET, GEMINI = "anthropic:claude-sonnet-5-5", "gemini:gemini-3.8-flash"


@pytest.mark.parametrize(
    ("env", "first", "count"),
    [
        ({}, "atelier:sketch", 1),
        ({"ANTHROPIC_API_KEY": " "}, "atelier:sketch", 1),
        (KEYS, "anthropic:claude-haiku-5-5", 9),
        ({**KEYS, **OWN}, "openai-compatible:Qwen/Qwen3-Coder-Next", 10),
        (OWN, "openai-compatible:Qwen/Qwen3-Coder-Next", 1),
        ({**OWN, "ATELIER_MODEL": "local:mine"}, "openai-compatible:mine", 1),
        ({**KEYS, "ATELIER_MODEL": "sketch"}, "atelier:sketch", 1),
        ({**KEYS, "ATELIER_MODEL": "atelier:sketch"}, "atelier:sketch", 1),
        ({"OPENAI_API_KEY": "k", "GEMINI_API_KEY": "k"}, "openai:gpt-6-luna", 6),
        ({"GEMINI_API_KEY": "k"}, "gemini:gemini-3.5-flash-lite", 3),
        ({**KEYS, "ATELIER_MODEL": "gemini:gemini-4-argon"}, "gemini:gemini-4-argon", 1),
        ({**KEYS, "ATELIER_MODEL": f"{SONNET}, {GEMINI},{SONNET}"}, SONNET, 2),
        ({**LOCAL, "ATELIER_MODEL": "openai:qwen3:8b"}, "openai-compatible:qwen3:8b", 1),
        ({**LOCAL, "OPENAI_API_KEY": "k", "ATELIER_MODEL": "openai:x"}, "openai-compatible:x", 1),
        ({"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "https://api.openai.com/v1"}, "openai:gpt-6-luna", 3),
    ],
)
def test_configured(env: dict[str, str], first: str, count: int) -> None:
    found = configured(env)
    assert (model_id(found[0].card), len(found)) == (first, count)
    assert found[0].info.built_in is (first == "atelier:sketch")


@pytest.mark.parametrize(
    ("env", "named"),
    [
        ({"ATELIER_MODEL": "gpt-6"}, "ATELIER_MODEL"),
        ({"ATELIER_MODEL": "mistral:x"}, "ATELIER_MODEL"),
        ({"ATELIER_MODEL": "openai:"}, "ATELIER_MODEL"),
        ({"ATELIER_MODEL": "local:x"}, "ATELIER_LOCAL_URL"),
        ({"ATELIER_MODEL": SONNET}, "ANTHROPIC_API_KEY"),
        ({**KEYS, "ANTHROPIC_API_KEY": "", "ATELIER_MODEL": f"{GEMINI},{SONNET}"}, "ANTHROPIC_API_KEY"),
        ({"ATELIER_MODEL": "openai:gpt-6-luna"}, "OPENAI_API_KEY"),
        (LOCAL, "ATELIER_MODEL"),
        ({"ATELIER_LOCAL_URL": "http://gpu:1/v1"}, "ATELIER_LOCAL_MODEL"),
        ({"ATELIER_LOCAL_MODEL": "mine"}, "ATELIER_LOCAL_URL"),
        ({**OWN, "ATELIER_LOCAL_URL": "gpu:1"}, "ATELIER_LOCAL_URL"),
        ({"ATELIER_LOCAL_PRICE": "cheap"}, "ATELIER_LOCAL_PRICE"),
        ({"ATELIER_LOCAL_PRICE": "1,-2"}, "ATELIER_LOCAL_PRICE"),
        ({"OPENAI_BASE_URL": "localhost:11434", "ATELIER_MODEL": "openai:x"}, "OPENAI_BASE_URL"),
        ({"OPENAI_BASE_URL": "http://h:99999999/", "ATELIER_MODEL": "openai:x"}, "OPENAI_BASE_URL"),
        ({"ANTHROPIC_API_KEY": "k-secret with space"}, "ANTHROPIC_API_KEY"),
        ({"GEMINI_API_KEY": "“k-secret”"}, "GEMINI_API_KEY"),
    ],
)
def test_bad_settings_get_one_line_that_names_the_variable(env: dict[str, str], named: str) -> None:
    with pytest.raises(ConfigError) as caught:
        configured(env)
    message = str(caught.value)
    assert named in message
    assert "\n" not in message
    assert "secret" not in message


def _literals(kind: object) -> set[str]:
    found: set[str] = set()
    for value in typing.get_args(kind):
        found |= {value} if isinstance(value, str) else _literals(value)
    return found


def test_every_name_is_one_that_the_vendors_sdk_or_the_price_list_knows() -> None:
    import genai_prices.data
    from anthropic.types import Model as AnthropicName
    from openai.types.shared import ChatModel as OpenAIName

    listed = {p.id: {m.id: m for m in p.models} for p in genai_prices.data.providers}
    known = {
        "anthropic": _literals(AnthropicName),
        "openai": _literals(OpenAIName),
        "gemini": set(listed["google"]),
    }
    elsewhere = {name.lower().rsplit("/", 1)[-1] for models in listed.values() for name in models}
    for card in CARDS:
        if card.vendor in known:
            assert card.name in known[card.vendor], card
            listing = listed["google" if card.vendor == "gemini" else card.vendor]
            assert listing[card.name].context_window == card.context_tokens, card
        elif card.vendor == "openai-compatible":
            assert card.name.lower().rsplit("/", 1)[-1] in elsewhere, card
    assert all(card_of(vendor, name).known for vendor, names in USUAL.items() for name in names)  # type: ignore[arg-type]


def test_thinking_and_temperature_are_as_the_profiles_say() -> None:
    from pydantic_ai.profiles.anthropic import anthropic_model_profile
    from pydantic_ai.profiles.openai import openai_model_profile

    for card in CARDS:
        if card.vendor == "anthropic":
            profile = anthropic_model_profile(card.name) or {}
            assert card.temperature is not profile.get("anthropic_disallows_sampling_settings")
            assert card.max_output_tokens == profile.get("anthropic_max_output_tokens")
        elif card.vendor == "openai":
            profile = openai_model_profile(card.name)
        else:
            continue
        assert (card.thinking == "always") is profile.get("thinking_always_enabled"), card


def test_an_unknown_name_claims_little() -> None:
    card = card_of("openai", "gpt-7-nobody")
    assert (card.known, card.images, card.prefill, card.context_tokens) == (False, False, False, 32_768)


def info(vendor: str, name: str) -> ModelInfo:
    return ModelInfo(vendor, name, built_in=vendor == "atelier")


def test_prices() -> None:
    prices, usage = Prices(), Usage(1_000_000, 0, 1_000_000)
    assert prices.cost_usd(
        info("anthropic", "claude-sonnet-5-5"), Usage(100_000, 0, 100_000)
    ) == pytest.approx(1.2)
    assert prices.cost_usd(info("anthropic", "claude-sonnet-5-5"), Usage(1000, 100, 50, False, 300)) == (
        pytest.approx(600 * 2e-6 + 100 * 0.1e-6 + 300 * 2.5e-6 + 50 * 10e-6)
    )
    assert prices.cost_usd(info("openai", "nobody-knows-it"), usage) is None
    assert prices.cost_usd(info("somebody", "gpt-6-luna"), usage) is None
    assert prices.cost_usd(info("atelier", "sketch"), usage) == 0
    assert prices.cost_usd(info("openai-compatible", "gpt-6-luna"), usage) == 0
    own = Prices(local_price({"ATELIER_LOCAL_PRICE": " 0.05, 0.20 "}))
    assert own.cost_usd(info("openai-compatible", "x"), usage) == pytest.approx(0.25)
    assert own.per_million(info("openai-compatible", "x")) == pytest.approx((0.05, 0.20))
    assert prices.per_million(info("openai", "gpt-6-luna")) == pytest.approx((0.1, 0.5))
