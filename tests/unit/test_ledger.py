"""actors.ledger and the limits of the router: a limit is never crossed, and what was spent is known after a
restart."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import pytest

from actors.ledger import Ledger, Limits
from actors.llm_router import LLMRouter
from edge.admin import admin_page, may_see
from models.contract import ModelError, Request
from models.policy import Ask
from models.prices import Prices
from studio.protocol import ModelInfo, Usage

DAY = "2026-11-23"
LUNA = ModelInfo("openai", "gpt-6-luna", built_in=False)
REQUEST = Request("react", "a clock", user="me")


class WritesAsMuchAsItMay:
    """As many tokens as it was allowed, 20,000 if nobody limits it."""

    info = LUNA

    def __init__(self) -> None:
        self.requests: list[Request] = []

    async def stream(self, request: Request) -> AsyncGenerator[str | Usage]:
        self.requests.append(request)
        tokens = request.max_output_tokens or 20_000
        yield "x" * 4 * min(tokens, 500)
        yield Usage(1_500, 0, min(tokens, 20_000))


def test_spending_is_kept_by_day_user_and_model(tmp_path: Path) -> None:
    path = tmp_path / "spending.sqlite"
    for _ in range(2):
        ledger = Ledger(path, Limits(user_day_usd=1.0, day_usd=1.5))
        ledger.record(DAY, "me", LUNA, Usage(100, 10, 50), 0.25)
        ledger.record(DAY, "you", LUNA, Usage(1, 0, 1), None)
    again = Ledger(path, Limits(user_day_usd=1.0, day_usd=1.5))
    assert again.left_usd("me", DAY) == pytest.approx(0.5)
    assert again.left_usd("you", DAY) == pytest.approx(1.0)
    assert again.left_usd("me", "2026-11-24") == pytest.approx(1.0)
    again.reserve("me", 0.75)
    assert again.left_usd("you", DAY) == pytest.approx(0.25)
    again.release("me", 0.75)
    (row,) = again.by_model(DAY)
    assert (row["replies"], row["input_tokens"], row["usd"], row["unpriced"]) == (4, 202, 0.5, 2)


def test_no_limit_no_bound() -> None:
    assert Ledger().left_usd("me", DAY) is None


@pytest.mark.parametrize("limit", [0.0005, 0.002, 0.01, 0.05])
def test_a_day_ends_before_its_limit_whatever_the_model_writes(limit: float) -> None:
    async def work() -> None:
        model = WritesAsMuchAsItMay()
        ledger = Ledger(limits=Limits(user_day_usd=limit))
        router = LLMRouter(model, ledger=ledger, replay=False, today=lambda: DAY)
        errors: list[str] = []
        for _ in range(12):
            try:
                await router.route(Ask("first", user="me"))
            except ModelError as error:
                errors.append(error.code)
                break
            batches = [batch async for batch in router.generate(REQUEST)]
            if batches[-1].error:
                errors.append(batches[-1].error[0])
                break
        spent = sum(float(str(row["usd"])) for row in ledger.by_model(DAY))
        assert spent <= limit
        assert set(errors) <= {"over_budget"}
        assert (spent > 0) == (limit > Prices().typical_usd(LUNA)) or spent > 0  # type: ignore[operator]

    asyncio.run(work())


def test_a_first_prompt_is_replayed_at_no_cost() -> None:
    async def work() -> None:
        model = WritesAsMuchAsItMay()
        router = LLMRouter(model)
        first = [batch async for batch in router.generate(REQUEST)]
        await router.keep(first[-1].receipt)
        second = [batch async for batch in router.generate(REQUEST)]
        assert "".join(b.text for b in first) == "".join(b.text for b in second)
        assert (len(model.requests), second[-1].cost_usd, second[-1].usage) == (1, 0.0, Usage())
        changed = Request("react", "a clock", {"App.tsx": "x"}, user="me")
        assert [batch async for batch in router.generate(changed)]
        assert len(model.requests) == 2
        page = admin_page(await router.spending(), {"cookies": 3})
        assert "gpt-6-luna" in page
        assert "1 of them replayed" in page

    asyncio.run(work())


def test_a_reply_that_nobody_found_good_is_written_anew_and_a_cut_off_one_kept_whole() -> None:
    async def work() -> None:
        model = WritesAsMuchAsItMay()
        router = LLMRouter(model)
        for _ in range(2):
            assert [batch async for batch in router.generate(REQUEST)][-1].receipt
        assert len(model.requests) == 2
        rest = [batch async for batch in router.generate(replace(REQUEST, written="Half. "))]
        await router.keep(rest[-1].receipt)
        again = [batch async for batch in router.generate(REQUEST)]
        assert "".join(b.text for b in again) == "Half. " + "".join(b.text for b in rest)

    asyncio.run(work())


def test_the_admin_page_needs_its_token() -> None:
    assert may_see("t", "t")
    assert not may_see("t", "")
    assert not may_see("", "")
