"""What is known of each language model that Atelier knows by name. Data only; read by access, policy,
vendors.

Names and context windows: the vendors' SDK literals (anthropic 2.12, openai 3.54, google-genai 2.34 as listed
by pydantic-ai 2.68) and the data of genai-prices 0.2.3; a test holds them to both. Prices are not here:
models/prices.py asks genai-prices. Thinking and temperature: pydantic-ai's model profiles. Prefill:
Anthropic's API reference and its migration guide: from Claude 4.6 on, every family answers it with status
400 ("does not support assistant message prefill"), which users of them report as well.
"""

from dataclasses import dataclass, replace
from typing import Literal

from models.contract import Purpose
from studio.protocol import ModelInfo

Vendor = Literal["atelier", "anthropic", "openai", "openai-compatible", "gemini"]
Thinking = Literal["never", "optional", "always"]

SKETCH = ModelInfo(vendor="atelier", name="sketch", built_in=True)

QUICK: tuple[Purpose, ...] = ("draft", "edit", "repair", "judge", "summary")
STEADY: tuple[Purpose, ...] = ("edit", "repair", "draft", "final")
LARGE: tuple[Purpose, ...] = ("final", "repair", "edit")


@dataclass(frozen=True, slots=True)
class Card:
    """`purposes`: what the model is taken for, most fitting first. `prefill`: a reply that ends in our own
    text is gone on with at the next character. `known`: false where the name is in no list, and the rest
    is a careful guess. `max_output_tokens`: as far as it is known how much the model writes at most."""

    vendor: Vendor
    name: str
    purposes: tuple[Purpose, ...]
    context_tokens: int
    tools: bool = True
    images: bool = True
    prefill: bool = False
    thinking: Thinking = "optional"
    temperature: bool = False
    known: bool = True
    max_output_tokens: int = 128_000

    @property
    def local(self) -> bool:
        return self.vendor in ("atelier", "openai-compatible")


def _local(name: str, context_tokens: int, thinking: Thinking) -> Card:
    return Card(
        "openai-compatible", name, QUICK, context_tokens, images=False, thinking=thinking, temperature=True
    )


CARDS = (
    Card("anthropic", "claude-haiku-5-5", QUICK, 1_000_000),
    Card("anthropic", "claude-sonnet-5-5", STEADY, 1_000_000),
    Card("anthropic", "claude-opus-5-5", LARGE, 1_000_000, thinking="always"),
    Card("anthropic", "claude-haiku-4-5", QUICK, 200_000, prefill=True, temperature=True,
         max_output_tokens=64_000),
    Card("anthropic", "claude-sonnet-4-5", STEADY, 200_000, prefill=True, temperature=True,
         max_output_tokens=64_000),
    Card("openai", "gpt-6-luna", QUICK, 1_050_000),
    Card("openai", "gpt-6.1-terra", STEADY, 1_050_000),
    Card("openai", "gpt-6.1-sol", LARGE, 1_050_000, thinking="always"),
    Card("gemini", "gemini-3.5-flash-lite", QUICK, 1_000_000, temperature=True),
    Card("gemini", "gemini-3.8-flash", STEADY, 1_000_000, temperature=True),
    Card("gemini", "gemini-4-argon", LARGE, 1_048_576, temperature=True),
    _local("Qwen/Qwen3-Coder-Next", 262_144, "never"),
    _local("Qwen/Qwen3.8-27B", 262_144, "optional"),
    _local("openai/gpt-oss-20b", 131_072, "always"),
    Card("atelier", SKETCH.name, QUICK, 100_000, tools=False, images=False, prefill=True, thinking="never"),
)  # fmt: skip

ALL: tuple[Purpose, ...] = ("draft", "edit", "final", "repair", "judge", "summary")

# What a vendor's key offers when no model is named; ATELIER_MODEL names others.
USUAL = {
    "anthropic": ("claude-haiku-5-5", "claude-sonnet-5-5", "claude-opus-5-5"),
    "openai": ("gpt-6-luna", "gpt-6.1-terra", "gpt-6.1-sol"),
    "gemini": ("gemini-3.5-flash-lite", "gemini-3.8-flash", "gemini-4-argon"),
}

_BY_NAME = {(card.vendor, card.name): card for card in CARDS}


def model_id(info: ModelInfo | Card) -> str:
    """How a model is named on the wire and in settings."""
    return f"{info.vendor}:{info.name}"


def card_of(vendor: Vendor, name: str) -> Card:
    """The model's card; for a name in no list, one that claims no more than every model of today can. A
    server that speaks OpenAI's wire and serves a model by OpenAI's name is taken to pass it on."""
    card = _BY_NAME.get((vendor, name))
    if card is not None:
        return card
    if vendor == "openai-compatible" and ("openai", name) in _BY_NAME:
        return replace(_BY_NAME["openai", name], vendor=vendor)
    return Card(vendor, name, ALL, 32_768, tools=False, images=False, thinking="never", known=False)
