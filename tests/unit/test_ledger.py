"""actors.ledger and the limits of the router: a limit is never crossed, and what was spent is known after a
restart."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from actors.ledger import Ledger, Limits
from actors.llm_router import LLMRouter
from edge.admin import admin_page, may_see
from models.contract import ModelError, Request
from models.failover import Deadlines
from models.fleet import MOST_OUTPUT_TOKENS, Fleet
from models.policy import Ask
from models.prices import Prices
from studio.edits import FailedBlock
from studio.prompt import assemble, estimate_usage, system_prompt
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
        ledger.settle(None, DAY, "me", [(LUNA, Usage(100, 10, 50), 0.25)])
        ledger.settle(None, DAY, "you", [(LUNA, Usage(1, 0, 1), None)])
    again = Ledger(path, Limits(user_day_usd=1.0, day_usd=1.5))
    assert left_usd(again, "me") == pytest.approx(0.5)
    assert left_usd(again, "you") == pytest.approx(1.0)
    assert left_usd(again, "me", "2026-11-24") == pytest.approx(1.0)
    held = again.hold(again.hold(None, DAY, "me", LUNA, 0.1), DAY, "me", LUNA, 0.75)
    assert left_usd(again, "you") == pytest.approx(0.25)
    own = again.left("me", DAY, but=held)
    assert own
    assert own.usd == pytest.approx(0.5)
    again.settle(held, DAY, "me", [])
    assert left_usd(again, "you") == pytest.approx(1.0)
    (row,) = again.by_model(DAY)
    assert (row["replies"], row["input_tokens"], row["usd"], row["unpriced"]) == (4, 202, 0.5, 2)


def left_usd(ledger: Ledger, user: str, day: str = DAY) -> float:
    left = ledger.left(user, day)
    assert left
    return left.usd


def test_no_limit_no_bound() -> None:
    assert Ledger().left("me", DAY) is None


def test_what_a_router_that_died_had_asked_for_counts_as_spent(tmp_path: Path) -> None:
    """Whatever its models went on to write is paid for, and nobody counts it any more."""

    async def work() -> None:
        for limits in (Limits(day_usd=5.0), Limits()):
            path = tmp_path / f"{limits.any}.sqlite"
            router = LLMRouter(Thinks(), ledger=Ledger(path, limits), today=lambda: DAY)
            stream = router.generate(REQUEST)
            await anext(stream)
            after = Ledger(path, limits).by_model(DAY)  # as its successor reads it
            assert spent_usd(after) > 0
            assert Ledger(path, limits).by_model(DAY) == after
            await stream.aclose()

    asyncio.run(work())


class Thinks:
    """Gives signs of life and no text, for ever."""

    info = LUNA

    async def stream(self, request: Request) -> AsyncGenerator[str | Usage]:
        while True:
            yield ""
            await asyncio.sleep(0.01)


class Silent(Thinks):
    """Takes the request and says nothing."""

    async def stream(self, request: Request) -> AsyncGenerator[str | Usage]:
        await asyncio.Event().wait()
        yield ""


class Fails(Thinks):
    """Before it has begun to answer."""

    async def stream(self, request: Request) -> AsyncGenerator[str | Usage]:
        raise ModelError("overloaded", "It is overloaded.", retryable=True)
        yield ""


def spent_usd(rows: Sequence[Mapping[str, object]]) -> float:
    return sum(float(str(row["usd"])) for row in rows)


@pytest.mark.parametrize("model", [Thinks(), Silent()], ids=["thinks", "silent"])
def test_a_reply_that_is_stopped_before_its_first_character_has_cost_what_was_read(model: Thinks) -> None:
    async def work() -> None:
        ledger = Ledger(limits=Limits(user_day_usd=1.0))
        router = LLMRouter(model, ledger=ledger, heartbeat_s=0.05, today=lambda: DAY)
        stream = router.generate(replace(REQUEST, files={"App.tsx": "x" * 60_000}))
        await anext(stream)
        await stream.aclose()
        assert spent_usd(ledger.by_model(DAY)) > 15_000 * 0.1e-6
        assert left_usd(ledger, "me") == pytest.approx(1.0 - spent_usd(ledger.by_model(DAY)))

    asyncio.run(work())


@pytest.mark.parametrize(("model", "paid"), [(Silent(), 3), (Fails(), 0)], ids=["silent", "overloaded"])
def test_every_try_that_the_vendor_did_not_refuse_is_paid(model: Thinks, paid: int) -> None:
    async def work() -> None:
        ledger = Ledger(limits=Limits(user_day_usd=1.0))
        router = LLMRouter(model, ledger=ledger, deadlines=Deadlines(first_token_s=0.05), today=lambda: DAY)
        last = [batch async for batch in router.generate(REQUEST)][-1]
        assert last.error
        assert sum(int(str(row["replies"])) for row in ledger.by_model(DAY)) == paid
        assert last.cost_usd == pytest.approx(spent_usd(ledger.by_model(DAY)))
        assert left_usd(ledger, "me") == pytest.approx(1.0 - spent_usd(ledger.by_model(DAY)))

    asyncio.run(work())


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


def test_a_day_goes_on_after_a_restart_and_ends_at_midnight(tmp_path: Path) -> None:
    """What the page and the operator are told, and what a limit leaves."""

    async def work() -> None:
        path, limits, today = tmp_path / "spending.sqlite", Limits(user_day_usd=0.5), DAY
        costs: list[float] = []
        for _ in range(2):
            router = LLMRouter(
                WritesAsMuchAsItMay(), ledger=Ledger(path, limits), replay=False, today=lambda: today
            )
            last = [batch async for batch in router.generate(REQUEST)][-1]
            costs.append(last.cost_usd or 0.0)
        again = LLMRouter(WritesAsMuchAsItMay(), ledger=Ledger(path, limits), today=lambda: today)
        assert all(costs)
        assert (await again.account("me")).today_usd == pytest.approx(sum(costs))
        page = admin_page(await again.spending(), {})
        assert f"<td>me</td><td>2</td><td>{sum(costs):.4f}</td>" in page
        left = Ledger(path, limits).left("me", today)
        assert left is not None
        assert left.usd == pytest.approx(0.5 - sum(costs))
        today = "2026-11-24"
        assert (await again.account("me")).today_usd == 0.0

    asyncio.run(work())


def test_the_admin_page_needs_its_token() -> None:
    assert may_see("t", "t")
    assert not may_see("t", "")
    assert not may_see("", "")


class Dear:
    """Puts all that it reads into its cache, a token for every three characters, and writes all it may."""

    def __init__(self, vendor: str, name: str) -> None:
        self.info = ModelInfo(vendor, name, built_in=False)
        self.requests: list[Request] = []

    async def stream(self, request: Request) -> AsyncGenerator[str | Usage]:
        self.requests.append(request)
        sent = system_prompt("react", request.purpose) + "".join(m.text for m in assemble(request))
        tokens = len(sent.encode()) // 3
        yield "x"
        yield Usage(tokens, 0, request.max_output_tokens or 1_000_000, cache_write_tokens=tokens)


PRICED = ["anthropic:claude-haiku-5-5", "anthropic:claude-opus-5-5", "openai:gpt-6-luna"]
LONG = {"App.tsx": "x = 1;\n" * 128_000}
REQUESTS = {
    "small": REQUEST,
    "long": replace(REQUEST, files=LONG),
    "summary": replace(REQUEST, summary="It was so. " * 80_000),
    "fault": replace(REQUEST, fault="mount: it breaks. " * 40_000),
    "failed": replace(REQUEST, failed=(FailedBlock("App.tsx", "s" * 400_000, "none", "n" * 400_000),)),
    "in Chinese": replace(REQUEST, files={"App.tsx": "時計" * 200_000}),
}


@pytest.mark.parametrize("sent", REQUESTS)
@pytest.mark.parametrize("limit_usd", [0.02, 0.5, 1.5, 4.0])
@pytest.mark.parametrize(
    "named",
    [
        "anthropic:claude-sonnet-4-5",
        "anthropic:claude-haiku-5-5",
        "anthropic:claude-opus-5-5",
        "openai:gpt-6-luna",
    ],
)
def test_no_reply_passes_its_limit_whatever_is_sent(named: str, limit_usd: float, sent: str) -> None:
    """In the dear tier of long contexts, with all of it written to the cache."""

    async def work() -> None:
        model = Dear(*named.split(":"))
        ledger = Ledger(limits=Limits(turn_usd=limit_usd))
        router = LLMRouter(model, ledger=ledger, replay=False, today=lambda: DAY)
        last = [batch async for batch in router.generate(REQUESTS[sent])][-1]
        assert spent_usd(ledger.by_model(DAY)) <= limit_usd
        assert bool(model.requests) is (last.error is None)
        if last.error:
            assert last.error[0] == "over_budget"
            assert f"ATELIER_TURN_USD={limit_usd:g} leaves" in last.error[1]
            assert "tomorrow" not in last.error[1]

    asyncio.run(work())


@pytest.mark.parametrize("named", PRICED)
def test_a_wide_limit_stops_no_honest_turn(named: str) -> None:
    async def work() -> None:
        model = Dear(*named.split(":"))
        ledger = Ledger(limits=Limits(day_usd=1_000.0))
        router = LLMRouter(model, ledger=ledger, replay=False, today=lambda: DAY)
        for request in (REQUEST, replace(REQUEST, files={"App.tsx": "x" * 200_000})):
            last = [batch async for batch in router.generate(request)][-1]
            assert last.error is None
            assert model.requests[-1].max_output_tokens == MOST_OUTPUT_TOKENS

    asyncio.run(work())


def test_what_others_write_now_is_kept_for_them_and_said_so() -> None:
    async def work() -> None:
        ledger = Ledger(limits=Limits(day_usd=0.02))
        router = LLMRouter(Thinks(), ledger=ledger, replay=False, heartbeat_s=0.05, today=lambda: DAY)
        first = router.generate(REQUEST)
        await anext(first)
        last = [batch async for batch in router.generate(replace(REQUEST, files={"a.ts": "x" * 90_000}))][-1]
        assert last.error
        assert "ATELIER_DAY_USD=0.02 leaves" in last.error[1]
        assert "Try again when the replies that are being written now have ended" in last.error[1]
        await first.aclose()

    asyncio.run(work())


def test_a_model_of_unknown_price_is_not_asked_where_there_is_a_limit() -> None:
    async def work() -> None:
        unknown, luna = Dear("openai", "gpt-99"), Dear("openai", "gpt-6-luna")
        ledger = Ledger(limits=Limits(day_usd=0.01))
        router = LLMRouter(unknown, ledger=ledger, replay=False, today=lambda: DAY)
        with pytest.raises(ModelError, match="gpt-99 is unknown, so ATELIER_DAY_USD") as refused:
            await router.route(Ask("first", user="me"))
        assert refused.value.code == "over_budget"
        last = [batch async for batch in router.generate(REQUEST)][-1]
        assert last.error
        assert "price of gpt-99 is unknown" in last.error[1]
        assert not unknown.requests
        two = LLMRouter(Fleet([unknown, luna], clock=lambda: 0.0), ledger=ledger, today=lambda: DAY)
        route, _ = await two.route(Ask("first", picked="openai:gpt-99", user="me"))
        assert route.models == ("openai:gpt-6-luna",)
        assert "gpt-99 has no known price, and there is a limit" in route.why

    asyncio.run(work())


def test_what_is_taken_for_the_input_is_more_than_the_estimate() -> None:
    for request in REQUESTS.values():
        most = Prices().at_most(LUNA, request)
        likely = Prices().cost_usd(LUNA, estimate_usage(request, 0))
        assert most
        assert likely
        assert most.input_usd > 1.9 * likely


def test_a_user_is_told_what_the_day_has_cost_and_the_operator_who_spent_it() -> None:
    async def work() -> None:
        ledger = Ledger(limits=Limits(turn_usd=0.5, user_day_usd=2.0, day_usd=9.0))
        ledger.settle(None, DAY, "me", [(LUNA, Usage(1, 0, 1), 0.25), (LUNA, Usage(1, 0, 1), None)])
        ledger.settle(None, DAY, "you", [(LUNA, Usage(1, 0, 1), 1.0)])
        router = LLMRouter(Dear("openai", "gpt-6-luna"), ledger=ledger, today=lambda: DAY)
        account = await router.account("me")
        assert (account.today_usd, account.turn_usd, account.user_day_usd) == (0.25, 0.5, 2.0)
        assert (await router.account("nobody")).today_usd == 0.0
        page = admin_page(await router.spending(), {})
        assert "<td>you</td><td>1</td><td>1.0000</td>" in page
        assert page.index("<td>you</td>") < page.index("<td>me</td><td>2</td><td>0.2500 and unknown</td>")
        assert "$1.2500 spent today; limits: $9 all together, $2 a user, $0.5 a turn" in page

    asyncio.run(work())
