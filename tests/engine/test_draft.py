"""`make run DRAFT=…` as a whole: Atelier with no other model than a real vLLM engine as a Ray Serve LLM
application beside it. From the page's socket, and under a router of its own. The tokens are noise."""

import asyncio
import time
from contextlib import aclosing

import pytest

from actors.llm_router import LLMRouter
from models.access import fleet
from models.contract import Request
from models.failover import Deadlines
from studio import protocol
from studio.ids import new_session_id
from tests.client import Client, client, new_cookie
from tests.engine.engines import PYTHON, START_S, Drafting, get

LOADING = Deadlines(stall_s=60, loading_s=START_S)
TOKENS = 60

pytestmark = pytest.mark.timeout(900)


def router(drafting: Drafting, key: str | None = None) -> LLMRouter:
    env = {
        "ATELIER_MODEL": "local:tiny",
        "ATELIER_LOCAL_URL": drafting.address,
        "ATELIER_LOCAL_KEY": key or drafting.key,
    }
    return LLMRouter(fleet(env), deadlines=LOADING, replay=False)


async def one_reply(asked: LLMRouter) -> tuple[int, protocol.Usage, object]:
    """Texts, usage and error."""
    texts, batch = 0, None
    async for batch in asked.generate(Request("react", "a clock", max_output_tokens=TOKENS)):
        texts += bool(batch.text)
    assert batch is not None
    return texts, batch.usage, batch.error


def is_text(message: object) -> bool:
    return isinstance(message, protocol.TextDelta | protocol.FileOpened)


async def stopped_turn(page: Client) -> protocol.TurnEnded:
    """A prompt, stopped when its first words are there."""
    await page.send(protocol.Prompt("a clock"))
    await page.until(is_text, START_S)
    await page.send(protocol.Cancel())
    return await page.until(lambda message: isinstance(message, protocol.TurnEnded), 60)


async def engines_when_ready(drafting: Drafting) -> int:
    """How many of vLLM's engines there are when /health first says that the model can be asked."""
    while (await asyncio.to_thread(drafting.server.health))["draft"] != "ready":
        await asyncio.sleep(0.5)
    return drafting.engines()


def test_a_prompt_waits_while_it_loads_and_the_page_says_so(drafting: Drafting) -> None:
    origin = drafting.server.origin
    assert drafting.server.health()["model"] == "openai-compatible:tiny"

    async def work() -> None:
        async with client(origin, new_cookie(origin), new_session_id()) as page:
            loading = drafting.server.health()["draft"] == "loading"
            engines = asyncio.create_task(engines_when_ready(drafting))
            ended = await stopped_turn(page)
            assert ended.outcome == "cancelled"
            turn = page.state.turns[-1]
            assert turn.model == protocol.ModelInfo("openai-compatible", "tiny", built_in=False)
            assert not turn.switches
            waits = [event.why for event in page.events if isinstance(event, protocol.Waiting)]
            took_s = (turn.ended_ms or 0) / 1000 - turn.started_ms / 1000
            assert bool(waits) >= (loading and took_s > 20)
            assert all("tiny" in why and "data/draft.log" in why for why in waits)
            async with asyncio.timeout(60):
                assert await engines >= 1

    asyncio.run(work())


def test_its_environments_programs_are_on_path_and_no_nvcc_is_asked_for(drafting: Drafting) -> None:
    replicas = [each for command, each in drafting.environments() if "Guarded" in command]
    assert replicas
    for environment in replicas:
        assert environment["PATH"].split(":")[0] == str(PYTHON.parent)
        assert environment["VLLM_USE_FLASHINFER_SAMPLER"] == "0"


def test_without_the_key_nothing_is_said(drafting: Drafting) -> None:
    assert get(f"{drafting.address}/models")[0] == 401
    assert get(f"{drafting.address}/models", "wrong")[0] == 401
    _, _, error = asyncio.run(one_reply(router(drafting, "wrong")))
    assert error is not None
    assert error[0] == "bad_key"  # type: ignore[index]


def test_it_streams_and_counts(drafting: Drafting) -> None:
    texts, usage, error = asyncio.run(one_reply(router(drafting)))
    assert error is None or error[0] == "context_too_long"  # type: ignore[index]  # where it is told to stop
    assert texts >= 1
    assert 0 < usage.output_tokens <= TOKENS
    assert usage.input_tokens > 2_000
    assert not usage.estimated


def test_whoever_leaves_ends_the_request_and_the_next_is_answered(drafting: Drafting) -> None:
    async def work() -> None:
        request = Request("react", "a clock", max_output_tokens=10_000)
        async with aclosing(router(drafting).generate(request)) as batches:
            async for batch in batches:
                if batch.text:
                    break
        assert (await one_reply(router(drafting)))[0] >= 1

    asyncio.run(work())


def test_unused_it_is_ended_and_the_next_prompt_starts_it_again(drafting: Drafting) -> None:
    begun = time.monotonic()
    while drafting.replicas() and time.monotonic() - begun < 180:
        time.sleep(1)
    assert drafting.replicas() == 0
    assert drafting.server.health()["draft"] == "ready"
    origin = drafting.server.origin

    async def work() -> None:
        async with client(origin, new_cookie(origin), new_session_id()) as page:
            assert (await stopped_turn(page)).outcome == "cancelled"

    asyncio.run(work())


def test_it_ends_with_atelier(drafting: Drafting) -> None:
    """The last test of this file."""
    drafting.server.stop()
    begun = time.monotonic()
    while drafting.processes() and time.monotonic() - begun < 60:  # idle workers see it a little later
        time.sleep(0.5)
    assert drafting.processes() == []
