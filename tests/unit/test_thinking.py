"""models.thinking, and what a bill makes of it: tokens that nobody sees are paid for as well."""

import pytest

from models.bill import Bill
from models.catalog import card_of
from models.contract import Purpose, Request, Thought
from models.prices import Prices
from models.thinking import MOST_TOKENS_PER_S, Thinking, thinks, usual_tokens
from studio.prompt import estimate_usage
from studio.protocol import ModelInfo

OPUS = ModelInfo("anthropic", "claude-opus-5-5", False)
HAIKU = ModelInfo("anthropic", "claude-haiku-5-5", False)
REQUEST = Request("react", "a clock")


@pytest.mark.parametrize(
    ("vendor", "name", "purpose", "does"),
    [
        ("anthropic", "claude-opus-5-5", "draft", True),
        ("anthropic", "claude-haiku-5-5", "draft", False),
        ("anthropic", "claude-haiku-5-5", "final", True),
        ("openai-compatible", "Qwen/Qwen3.8-27B", "draft", True),
        ("openai-compatible", "Qwen/Qwen3-Coder-Next", "final", False),
        ("atelier", "sketch", "final", False),
    ],
)
def test_who_thinks(vendor: str, name: str, purpose: Purpose, does: bool) -> None:
    card = card_of(vendor, name)  # type: ignore[arg-type]
    assert thinks(card, purpose) is does
    assert (usual_tokens(card, purpose) > 0) is does


def test_what_a_vendor_counted_stands_and_else_it_goes_by_the_time_until_the_first_word() -> None:
    thinking = Thinking.of(card_of("anthropic", "claude-opus-5-5"), REQUEST, now_s=10.0)
    assert thinking.tokens(12.0) == 2 * MOST_TOKENS_PER_S
    thinking.told = Thought(900)
    assert thinking.tokens(12.0) == 900, "what is seen of it, if that is more"
    thinking.writes(14.0)
    thinking.writes(20.0)
    assert thinking.tokens(30.0) == 4 * MOST_TOKENS_PER_S
    thinking.told = Thought(300, counted=True)
    assert thinking.tokens(30.0) == 300


def test_no_more_than_the_reply_may_have() -> None:
    card = card_of("anthropic", "claude-opus-5-5")
    asked = Request("react", "a clock", max_output_tokens=400)
    assert Thinking.of(card, asked, now_s=0.0).tokens(60.0) == 400


def test_a_server_of_ones_own_may_load_so_that_time_says_nothing() -> None:
    thinking = Thinking.of(card_of("openai-compatible", "openai/gpt-oss-20b"), REQUEST, now_s=0.0)
    assert thinking.tokens(60.0) == 0
    thinking.told = Thought(70)
    assert thinking.tokens(60.0) == 70


@pytest.mark.parametrize("info", [OPUS, HAIKU])
def test_a_bill_runs_while_a_model_thinks_and_a_reply_that_is_left_then_is_paid(info: ModelInfo) -> None:
    now = 0.0
    bill = Bill(Prices(), REQUEST, info, clock=lambda: now)
    bill.ask(info, card_of("anthropic", info.name), REQUEST)
    now = 2.0
    thought = 2 * MOST_TOKENS_PER_S if info is OPUS else 0
    assert bill.total()[0].output_tokens == thought
    bill.wrote("four")
    now = 60.0
    expected = estimate_usage(REQUEST, 4, thought)
    assert bill.running() == expected
    bill.close()
    assert bill.counted == [(info, expected)]
    assert bill.total()[1] == Prices().cost_usd(info, expected)
