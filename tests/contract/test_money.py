"""What a turn is shown to cost is what the vendor's count costs by the price table."""

import asyncio
from decimal import Decimal

import pytest

from tests.contract.money import CASES, Case, owed, shown


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.vendor}: {case.name}")
def test_the_price_shown_is_the_price_owed(case: Case) -> None:
    dollars = owed(case)
    assert dollars > 0
    assert abs(asyncio.run(asyncio.wait_for(shown(case), 60)) - dollars) < Decimal("1e-12")


def test_every_part_that_has_a_price_is_in_a_case() -> None:
    """One of the prices left out would be seen: without it, what is owed differs."""
    priced = {(case.vendor, case.name) for case in CASES}
    for vendor in ("anthropic", "openai", "gemini"):
        assert {(vendor, name) for name in ("first prompt", "cache read", "thinking", "tools")} <= priced
    assert owed(CASES[8]) * 2 > owed(CASES[9]) > owed(CASES[8]) * Decimal("1.9")
