"""Failover between vendors' real SDKs on their wires: one unbroken reply, whoever breaks off and whoever goes
on."""

import asyncio
import itertools
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest

from actors.llm_router import LLMRouter
from actors.ports import Batch
from edge.admin import admin_page
from models.access import build, configured
from models.contract import Request
from models.failover import Deadlines
from models.fleet import Fleet
from models.policy import Ask
from models.sketch import compose
from tests.contract import bad_servers
from tests.contract.wire_servers import KEY, GoesOn, Script, Seen, serve

NAMES = {"anthropic": "claude-sonnet-5-5", "openai": "gpt-6-luna", "gemini": "gemini-3.8-flash"}
WIRES = {**{name: name for name in NAMES}, "prefill": "anthropic", "local": "openai"}
PAIRS = [
    *itertools.permutations(NAMES, 2),
    ("openai", "prefill"),
    ("local", "anthropic"),
    ("gemini", "local"),
]
_PLAIN = compose("a login form", {})
_HALF = len(_PLAIN) // 2
REPLY = f"{_PLAIN[:_HALF]}👩‍🎨 näive 😀{_PLAIN[_HALF:]}"
AT = REPLY.index("😀") + 1  # the last character before a model breaks off takes four bytes
DEADLINES = Deadlines(first_token_s=2, local_first_token_s=2, stall_s=2)
REQUEST = Request("react", "a login form")


def environment(kind: str, address: str) -> dict[str, str]:
    match kind:
        case "local":
            return {"ATELIER_MODEL": "local:mine", "ATELIER_LOCAL_URL": address, "ATELIER_LOCAL_KEY": KEY}
        case "prefill":
            named = "anthropic:claude-haiku-4-5"
            return {"ATELIER_MODEL": named, "ANTHROPIC_API_KEY": KEY, "ANTHROPIC_BASE_URL": address}
        case _:
            prefix = kind.upper()
            named = f"{kind}:{NAMES[kind]}"
            tools = {"ATELIER_LOCAL_TOOLS": "1"}  # an address of our own makes OpenAI's wire a local server's
            return {**tools, "ATELIER_MODEL": named, f"{prefix}_API_KEY": KEY, f"{prefix}_BASE_URL": address}


@asynccontextmanager
async def models(*vendors: tuple[str, Script]) -> AsyncGenerator[tuple[list[Any], list[Seen]]]:
    """Of these vendors, each with a server of its own."""
    async with AsyncExitStack() as servers:
        seen: list[Seen] = []
        built: list[Any] = []
        for kind, script in vendors:
            server = await servers.enter_async_context(serve(WIRES[kind], script))
            env = environment(kind, server.address)
            seen.append(server)
            built.append(build(configured(env)[0], env))
        yield built, seen


def router_of(asked: Sequence[Any], deadlines: Deadlines = DEADLINES) -> LLMRouter:
    """They are asked in this order; none has failed yet."""
    fleet = Fleet(asked, clock=asyncio.get_running_loop().time, ordered=True)
    return LLMRouter(fleet, deadlines=deadlines, replay=False)


@asynccontextmanager
async def house(
    *vendors: tuple[str, Script], deadlines: Deadlines = DEADLINES
) -> AsyncGenerator[tuple[LLMRouter, Sequence[Seen]]]:
    """A router over these vendors, asked in this order."""
    async with models(*vendors) as (built, seen):
        yield router_of(built, deadlines), seen


def chunks(text: str, size: int = 16) -> tuple[str, ...]:
    return tuple(text[at : at + size] for at in range(0, len(text), size))


async def read(router: LLMRouter) -> list[Batch]:
    return [batch async for batch in router.generate(REQUEST)]


def run(work: Any) -> None:
    asyncio.run(asyncio.wait_for(work, 120))


@pytest.fixture(scope="module", autouse=True)
def sdks() -> None:
    """Importing the SDKs takes seconds: not within a test's deadline."""
    for kind in WIRES:
        env = environment(kind, "http://127.0.0.1:1")
        build(configured(env)[0], env)


@pytest.mark.parametrize("bad", bad_servers.MID_STREAM, ids=lambda bad: bad.__name__)
@pytest.mark.parametrize(("first", "then"), PAIRS)
def test_a_reply_that_breaks_off_is_gone_on_with(first: str, then: str, bad: type[Script]) -> None:
    async def work() -> None:
        broken = bad(text=chunks(REPLY[:AT]))
        async with house((first, broken), (then, GoesOn(whole=REPLY))) as (router, seen):
            batches = await read(router)
            assert "".join(batch.text for batch in batches) == REPLY
            assert batches[-1].error is None
            (switched,) = [batch.switched for batch in batches if batch.switched]
            assert "Continued by" in switched[1]
            assert KEY not in switched[1]
            assert [len(server.bodies) for server in seen] == [1, 1]
            await asyncio.wait_for(seen[0].hung_up.wait(), 10)

    run(work())


@pytest.mark.parametrize("bad", bad_servers.BEFORE_TEXT, ids=lambda bad: bad.__name__)
@pytest.mark.parametrize(("first", "then"), PAIRS)
def test_a_reply_that_never_begins_is_written_by_the_next(first: str, then: str, bad: type[Script]) -> None:
    async def work() -> None:
        async with house((first, bad()), (then, GoesOn(whole=REPLY))) as (router, seen):
            batches = await read(router)
            assert "".join(batch.text for batch in batches) == REPLY
            assert batches[-1].error is None
            assert [len(server.bodies) for server in seen] == [1, 1]

    run(work())


@pytest.mark.parametrize("vendor", NAMES)
def test_a_refusal_is_not_taken_to_another_model(vendor: str) -> None:
    async def work() -> None:
        good = GoesOn(whole=REPLY)
        other = "anthropic" if vendor == "openai" else "openai"
        async with house((vendor, bad_servers.Refuses()), (other, good)) as (router, seen):
            last = (await read(router))[-1]
            assert last.error is not None
            assert last.error[0] == "refused"
            assert not seen[1].bodies

    run(work())


@pytest.mark.parametrize("vendor", NAMES)
def test_the_only_model_is_asked_again_itself(vendor: str) -> None:
    async def work() -> None:
        async with house((vendor, bad_servers.DropsMidStream(text=chunks(REPLY[:AT])))) as (router, seen):
            texts: list[str] = []
            async for batch in router.generate(REQUEST):
                texts.append(batch.text)
                if len("".join(texts)) >= AT // 2:
                    seen[0].script = GoesOn(whole=REPLY)
            assert "".join(texts) == REPLY
            assert len(seen[0].bodies) == 2

    run(work())


@pytest.mark.parametrize("vendor", NAMES)
def test_two_switches_and_no_more(vendor: str) -> None:
    async def work() -> None:
        order = [vendor, *(name for name in NAMES if name != vendor), "local"]
        async with house(*((name, bad_servers.Overloaded()) for name in order)) as (router, seen):
            batches = await read(router)
            assert sum(bool(batch.switched) for batch in batches) == 2
            assert batches[-1].error is not None
            assert batches[-1].error[0] == "overloaded"
            assert [len(server.bodies) for server in seen] == [1, 1, 1, 0]

    run(work())


def test_a_refused_key_is_not_tried_with_the_vendors_other_models() -> None:
    async def work() -> None:
        good = GoesOn(whole=REPLY)
        wrong = bad_servers.RefusesTheKey()
        async with house(("anthropic", wrong), ("prefill", good), ("openai", good)) as (router, seen):
            batches = await read(router)
            assert "".join(batch.text for batch in batches) == REPLY
            assert [len(server.bodies) for server in seen] == [1, 0, 1]
            breakers: Any = (await router.spending())["breakers"]
            assert [name for name, breaker in breakers.items() if breaker["state"] == "open"] == [
                "anthropic:claude-sonnet-5-5",
                "anthropic:claude-haiku-4-5",
            ]
        async with house(("anthropic", wrong), ("prefill", good)) as (router, seen):
            last = (await read(router))[-1]
            assert last.error is not None
            assert last.error[0] == "bad_key"
            assert [len(server.bodies) for server in seen] == [1, 0]

    run(work())


def test_where_a_vendor_cannot_be_reached_another_one_comes_before_its_other_models() -> None:
    async def work() -> None:
        good = GoesOn(whole=REPLY)
        drops = bad_servers.DropsMidStream(text=chunks(REPLY[:AT]))
        async with house(("anthropic", drops), ("prefill", drops), ("openai", good)) as (router, seen):
            batches = await read(router)
            assert "".join(batch.text for batch in batches) == REPLY
            assert [len(server.bodies) for server in seen] == [1, 0, 1]

    run(work())


def test_the_bill_is_of_all_that_wrote() -> None:
    async def work() -> None:
        broken = bad_servers.DropsMidStream(text=chunks(REPLY[:AT]))
        async with house(("anthropic", broken), ("gemini", GoesOn(whole=REPLY))) as (router, _):
            last = (await read(router))[-1]
            models = (await router.spending())["models"]
            assert isinstance(models, list)
            assert {row["model"].split(":")[0] for row in models} == {"anthropic", "gemini"}
            assert last.cost_usd == pytest.approx(sum(row["usd"] for row in models))
            assert last.cost_usd

    run(work())


@pytest.mark.parametrize(
    "bad",
    [
        bad_servers.Overloaded(),
        bad_servers.SlowFirstToken(),
        bad_servers.DropsMidStream(text=chunks(REPLY[:AT])),
        bad_servers.StallsMidStream(text=chunks(REPLY[:AT])),
    ],
    ids=lambda bad: type(bad).__name__,
)
def test_a_model_that_keeps_failing_rests_and_the_operator_sees_it(bad: Script) -> None:
    """Whether it fails at the start or in the middle: a beginning is no answer."""

    async def work() -> None:
        good, soon = GoesOn(whole=REPLY), Deadlines(first_token_s=5, local_first_token_s=1, stall_s=1)
        async with house(("openai", bad), ("gemini", good), deadlines=soon) as (router, seen):
            for _ in range(3):
                await read(router)
            assert len(seen[0].bodies) == 3
            route, first = await router.route(Ask("first"))
            assert first.vendor == "gemini"
            assert "rests" in route.why
            page = admin_page(await router.spending(), {})
            assert "<td>openai-compatible:gpt-6-luna</td><td>open</td><td>3</td>" in page
            assert "<td>gemini:gemini-3.8-flash</td><td>closed</td><td>0</td>" in page
            assert "3 times another model went on" in page


@pytest.mark.parametrize("vendor", NAMES)
def test_a_reply_that_ends_without_usage_is_whole_and_paid_by_estimate(vendor: str) -> None:
    async def work() -> None:
        async with house((vendor, bad_servers.EndsWithoutUsage(text=chunks(REPLY)))) as (router, _):
            batches = await read(router)
            last = batches[-1]
            assert "".join(batch.text for batch in batches) == REPLY
            assert last.error is None
            assert last.usage.estimated
            assert last.usage.output_tokens == -(-len(REPLY) // 4)
            rows: Any = (await router.spending())["models"]
            assert rows[0]["usd"] == pytest.approx(last.cost_usd)
            assert bool(last.cost_usd) is (vendor != "openai"), (
                "an address of our own costs what it is set to"
            )

    run(work())


@pytest.mark.parametrize(
    ("bad", "paid"),
    [
        (bad_servers.Overloaded(), 0),
        (bad_servers.RefusesTheKey(), 0),
        (bad_servers.RateLimits(), 0),
        (bad_servers.DropsMidStream(text=()), 1),
        (bad_servers.SlowFirstToken(), 1),
    ],
    ids=lambda bad: type(bad).__name__,
)
@pytest.mark.parametrize("vendor", NAMES)
def test_who_failed_without_a_word_is_paid_if_it_had_accepted(vendor: str, bad: Script, paid: int) -> None:
    async def work() -> None:
        other = "anthropic" if vendor == "openai" else "openai"
        async with house((vendor, bad), (other, GoesOn(whole=REPLY))) as (router, _):
            assert (await read(router))[-1].error is None
            models = (await router.spending())["models"]
            assert isinstance(models, list)
            names = {"anthropic": "anthropic", "openai": "openai-compatible", "gemini": "gemini"}
            booked = [row for row in models if str(row["model"]).startswith(f"{names[vendor]}:")]
            assert len(booked) == paid
            assert all(row["input_tokens"] > 0 for row in booked)

    run(work())


def test_where_it_is_not_certain_where_a_model_goes_on_another_is_asked() -> None:
    """The first to go on begins in a line that stands in the text more than once."""
    reply = "A list.\n\n" + "".join(f"  <li>Item</li>\n  <p>{number}</p>\n" for number in range(9))
    at = reply.index("Item", 100) + 2

    async def work() -> None:
        broken = bad_servers.DropsMidStream(text=chunks(reply[:at]))
        astray = GoesOn(whole=reply, habit=lambda written, rest: written[-6:] + rest)
        asked = (("openai", broken), ("gemini", astray), ("anthropic", GoesOn(whole=reply)))
        async with house(*asked) as (router, seen):
            batches = await read(router)
            assert "".join(batch.text for batch in batches) == reply
            assert batches[-1].error is None
            assert ["did not go on" in b.switched[1] for b in batches if b.switched] == [False, True]
            assert [len(server.bodies) for server in seen] == [1, 1, 1]
            models = (await router.spending())["models"]
            assert isinstance(models, list)
            assert len(models) == 3

    run(work())


@pytest.mark.parametrize("meanwhile", [bad_servers.Overloaded, bad_servers.SlowFirstToken])
def test_a_local_model_that_is_alone_is_waited_for_while_it_loads(meanwhile: type[Script]) -> None:
    async def work() -> None:
        slow = {"first_s": 1.5} if meanwhile is bad_servers.SlowFirstToken else {}
        async with serve("openai", meanwhile(**slow)) as seen:
            env = environment("local", seen.address)
            model = build(configured(env)[0], env)
            patient = Deadlines(local_first_token_s=0.2, stall_s=2, loading_s=20)
            router = LLMRouter(model, deadlines=patient, replay=False)
            reading = asyncio.create_task(read(router))
            await asyncio.sleep(0.5)
            assert not reading.done()
            seen.script = GoesOn(whole=REPLY) if meanwhile is bad_servers.Overloaded else seen.script
            batches = await reading
            assert batches[-1].error is None
            assert not [batch for batch in batches if batch.switched]
            assert len(seen.bodies) == (2 if meanwhile is bad_servers.Overloaded else 1)

    run(work())


def test_a_local_model_that_is_alone_and_silent_is_not_asked_over_and_over() -> None:
    async def work() -> None:
        async with serve("openai", bad_servers.SlowFirstToken(first_s=9)) as seen:
            env = environment("local", seen.address)
            model = build(configured(env)[0], env)
            deadlines = Deadlines(local_first_token_s=0.2, stall_s=2, alone_s=1)
            batches = await read(LLMRouter(model, deadlines=deadlines, replay=False))
            assert len(seen.bodies) == 1
            assert batches[-1].error is not None
            assert "was silent for 1 s. Try again; ATELIER_LOCAL_ALONE_S" in batches[-1].error[1]

    run(work())


def test_a_local_model_with_an_alternative_is_not() -> None:
    async def work() -> None:
        good = GoesOn(whole=REPLY)
        async with house(("local", bad_servers.Overloaded()), ("gemini", good)) as (router, seen):
            batches = await read(router)
            assert "".join(batch.text for batch in batches) == REPLY
            assert [len(server.bodies) for server in seen] == [1, 1]

    run(work())
