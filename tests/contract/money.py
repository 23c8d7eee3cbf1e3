"""Replies with the vendors' own counts, and what each costs by the price table. For tests and benchmarks.

The counts have the form that each vendor documents for a streamed reply, and every part of it that has a
price of its own: what was read from a cache and put there (for five minutes, for an hour), thinking, tools,
and more input than the tier of long contexts begins at. The sums here use neither genai-prices' arithmetic
nor ours, only the numbers of its table.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import genai_prices.data

from actors.llm_router import LLMRouter
from models.catalog import card_of
from models.contract import Request
from models.failures import Asked
from models.fleet import Fleet
from models.vendors import build
from studio.protocol import ModelInfo
from tests.contract.wire_servers import KEY, Json, Script, serve

MTOK = Decimal(1_000_000)
TABLES = {"anthropic": "anthropic", "openai": "openai", "gemini": "google"}


@dataclass(frozen=True)
class Case:
    name: str
    vendor: str
    model: str
    counted: Json
    calls: tuple[tuple[str, str], ...] = ()


def _anthropic(fresh: int, written: int, **more: Any) -> Json:
    """The start of the stream tells what was read; its end, what was written, and the rest again."""
    read = {"cache_creation_input_tokens": 0, "cache_read_input_tokens": 0, **more}
    start = {"input_tokens": fresh, **read, "output_tokens": 1, "service_tier": "standard"}
    again = {name: count for name, count in read.items() if name.endswith("_tokens")}
    return {"start": start, "delta": {"input_tokens": fresh, **again, "output_tokens": written}}


def _split(five_minutes: int, hour: int) -> Json:
    split = {"ephemeral_5m_input_tokens": five_minutes, "ephemeral_1h_input_tokens": hour}
    return {"cache_creation_input_tokens": five_minutes + hour, "cache_creation": split}


def _openai(prompt: int, written: int, cached: int = 0, reasoning: int = 0, **more: int) -> Json:
    return {
        "prompt_tokens": prompt,
        "completion_tokens": written,
        "total_tokens": prompt + written,
        "prompt_tokens_details": {"cached_tokens": cached, "audio_tokens": 0, **more},
        "completion_tokens_details": {
            "reasoning_tokens": reasoning,
            "audio_tokens": 0,
            "accepted_prediction_tokens": 0,
            "rejected_prediction_tokens": 0,
        },
    }


def _gemini(prompt: int, written: int, **more: int) -> Json:
    total = prompt + written + more.get("thoughtsTokenCount", 0) + more.get("toolUsePromptTokenCount", 0)
    return {
        "promptTokenCount": prompt,
        "candidatesTokenCount": written,
        "totalTokenCount": total,
        "promptTokensDetails": [{"modality": "TEXT", "tokenCount": prompt}],
        **more,
    }


_CHECK = (("check", "{}"),)
_HAIKU, _SONNET, _OPUS = "claude-haiku-5-5", "claude-sonnet-5-5", "claude-opus-5-5"
_LUNA, _TERRA, _SOL = "gpt-6-luna", "gpt-6.1-terra", "gpt-6.1-sol"
_LITE, _FLASH, _ARGON = "gemini-3.5-flash-lite", "gemini-3.8-flash", "gemini-4-argon"

CASES = (
    Case("first prompt", "anthropic", _HAIKU, _anthropic(2_117, 3_405)),
    Case("cache written", "anthropic", _SONNET, _anthropic(61, 2_290, **_split(2_056, 0))),
    Case("cache read", "anthropic", _SONNET, _anthropic(412, 880, cache_read_input_tokens=48_211)),
    Case("read and written", "anthropic", _HAIKU,
         _anthropic(9, 1_204, cache_read_input_tokens=20_480, **_split(1_713, 0))),
    Case("kept for an hour", "anthropic", _SONNET, _anthropic(33, 507, **_split(456, 100_000))),
    Case("an hour and five minutes in a long context", "anthropic", _HAIKU,
         _anthropic(20_001, 911, cache_read_input_tokens=70_000, **_split(9_999, 1_000))),
    Case("thinking", "anthropic", _OPUS,
         _anthropic(5_000, 12_345, output_tokens_details={"thinking_tokens": 9_001})),
    Case("tools", "anthropic", _SONNET, _anthropic(7_310, 96, cache_read_input_tokens=2_048), _CHECK),
    Case("200,000 exactly", "anthropic", "claude-sonnet-4-5", _anthropic(200_000, 1_000)),
    Case("above 200,000", "anthropic", "claude-sonnet-4-5", _anthropic(200_001, 1_000)),
    Case("above 200,000 by what was cached", "anthropic", "claude-sonnet-4-5",
         _anthropic(1_000, 4_321, cache_read_input_tokens=199_500, **_split(777, 0))),
    Case("first prompt", "openai", _LUNA, _openai(1_911, 2_870)),
    Case("cache read", "openai", _TERRA, _openai(24_006, 733, cached=23_040)),
    Case("cache written", "openai", _LUNA, _openai(6_144, 12, cached=1_024, cache_write_tokens=5_000)),
    Case("thinking", "openai", _SOL, _openai(9_876, 20_480, cached=1_152, reasoning=17_536)),
    Case("tools", "openai", _LUNA, _openai(3_333, 41), _CHECK),
    Case("a long context", "openai", _LUNA, _openai(300_000, 5_000, cached=128_000)),
    Case("a long context, thinking", "openai", _SOL,
         _openai(512_345, 30_000, cached=400_000, reasoning=29_000)),
    Case("first prompt", "gemini", _LITE, _gemini(1_777, 4_096)),
    Case("cache read", "gemini", _FLASH, _gemini(31_415, 926, cachedContentTokenCount=28_672)),
    Case("thinking", "gemini", _ARGON, _gemini(4_321, 1_000, thoughtsTokenCount=8_765)),
    Case("thinking and a cache", "gemini", _FLASH,
         _gemini(65_536, 2_048, thoughtsTokenCount=512, cachedContentTokenCount=60_000)),
    Case("tools", "gemini", _FLASH, _gemini(2_500, 60, toolUsePromptTokenCount=340), _CHECK),
    Case("200,000 exactly", "gemini", "gemini-2.5-pro", _gemini(200_000, 2_000)),
    Case("above 200,000", "gemini", "gemini-2.5-pro",
         _gemini(250_000, 2_000, cachedContentTokenCount=240_000, thoughtsTokenCount=3_000)),
)  # fmt: skip


def owed(case: Case) -> Decimal:
    """Dollars, from the vendor's own count and the table's numbers."""
    rate, counted = _rates(case), case.counted
    match case.vendor:
        case "anthropic":
            read = {**counted["start"], **counted["delta"]}
            fresh, cached = read["input_tokens"], read["cache_read_input_tokens"]
            written = read["cache_creation_input_tokens"]
            hour = read.get("cache_creation", {}).get("ephemeral_1h_input_tokens", 0)
            sent = fresh + cached + written
            return (
                fresh * rate("input_mtok", sent)
                + cached * rate("cache_read_mtok", sent)
                + (written - hour) * rate("cache_write_mtok", sent)
                + hour * rate("cache_write_1h_mtok", sent)
                + read["output_tokens"] * rate("output_mtok", sent)
            ) / MTOK
        case "openai":
            sent, details = counted["prompt_tokens"], counted["prompt_tokens_details"]
            cached, written = details["cached_tokens"], details.get("cache_write_tokens", 0)
            return (
                (sent - cached - written) * rate("input_mtok", sent)
                + cached * rate("cache_read_mtok", sent)
                + written * rate("cache_write_mtok", sent)
                + counted["completion_tokens"] * rate("output_mtok", sent)
            ) / MTOK
        case _:
            sent = counted["promptTokenCount"] + counted.get("toolUsePromptTokenCount", 0)
            cached = counted.get("cachedContentTokenCount", 0)
            said = counted["candidatesTokenCount"] + counted.get("thoughtsTokenCount", 0)
            return (
                (sent - cached) * rate("input_mtok", sent)
                + cached * rate("cache_read_mtok", sent)
                + said * rate("output_mtok", sent)
            ) / MTOK


def _rates(case: Case) -> Any:
    """Dollars for a million tokens of a kind, where so many were sent."""
    models = next(p.models for p in genai_prices.data.providers if p.id == TABLES[case.vendor])
    listed = next(m for m in models if m.id == case.model)
    prices = listed.get_prices(datetime.now(UTC)) if isinstance(listed.prices, list) else listed.prices

    def rate(kind: str, sent: int) -> Decimal:
        value = getattr(prices, kind)
        if value is None:
            return Decimal(0)
        if isinstance(value, Decimal):
            return value
        above = [tier.price for tier in value.tiers if sent > tier.start]
        return above[-1] if above else value.base

    return rate


async def shown(case: Case) -> Decimal:
    """Dollars as a turn's end shows them, behind the vendor's real SDK and wire."""
    async with serve(case.vendor, Script(counted=case.counted, calls=case.calls)) as seen:
        info = ModelInfo(case.vendor, case.model, built_in=False)
        card = card_of(case.vendor, case.model)  # type: ignore[arg-type]
        asked = Asked(info, seen.address, "A_KEY", "A_BASE_URL", "ATELIER_MODEL")
        fleet = Fleet([build(card, asked, KEY)], clock=time.monotonic, cards=[card])
        async for batch in LLMRouter(fleet, replay=False).generate(Request("react", "x", calls_left=8)):
            last = batch
    assert last.error is None, last.error
    assert last.cost_usd is not None
    return Decimal(str(last.cost_usd))
