"""A real vLLM engine under the router: its wire, stream, count, cache, cancel and death. The tokens are
noise."""

import asyncio
import time
from contextlib import aclosing

import pytest

from actors.llm_router import LLMRouter
from actors.ports import Batch
from models.access import build, configured, fleet
from models.contract import Request
from models.failover import Deadlines
from models.fleet import Fleet
from tests.contract.test_failover import environment
from tests.contract.wire_servers import GoesOn, serve
from tests.engine.engines import Engine

PATIENT = Deadlines(first_token_s=60, local_first_token_s=60, stall_s=30)
TOKENS = 200


pytestmark = pytest.mark.timeout(900)


def local(engine: Engine) -> dict[str, str]:
    return {"ATELIER_MODEL": "local:tiny", "ATELIER_LOCAL_URL": engine.address}


def router(engine: Engine) -> LLMRouter:
    return LLMRouter(fleet(local(engine)), deadlines=PATIENT, replay=False)


async def read(asked: LLMRouter, request: Request) -> list[Batch]:
    return [batch async for batch in asked.generate(request)]


def test_it_streams_counts_and_caches_what_every_prompt_begins_with(engine: Engine) -> None:
    first = asyncio.run(read(router(engine), Request("react", "a clock", max_output_tokens=TOKENS)))
    then = asyncio.run(read(router(engine), Request("react", "a kanban board", max_output_tokens=TOKENS)))
    for batches in (first, then):
        last = batches[-1]
        assert last.error is not None  # it was told to stop there, and says so
        assert last.error[0] == "context_too_long"
        assert (last.usage.estimated, last.usage.output_tokens, last.cost_usd) == (False, TOKENS, 0.0)
        assert len([batch for batch in batches if batch.text]) >= 2
        assert last.usage.input_tokens > 2_000
    assert then[-1].usage.cached_tokens > 0.8 * then[-1].usage.input_tokens


def test_whoever_leaves_ends_the_request_in_the_engine(engine: Engine) -> None:
    async def work() -> None:
        request = Request("react", "a clock", max_output_tokens=10_000)
        async with aclosing(router(engine).generate(request)) as batches:
            async for batch in batches:
                if batch.text:
                    break
            assert engine.metric("num_requests_running") == 1
        begun = time.monotonic()
        while engine.metric("num_requests_running") and time.monotonic() - begun < 10:
            await asyncio.sleep(0.05)
        assert engine.metric("num_requests_running") == 0
        assert engine.metric("generation_tokens_total") < 5_000

    asyncio.run(work())


def test_when_it_dies_the_next_model_goes_on(engine: Engine) -> None:
    """The last test: nothing is left to ask."""

    async def work() -> None:
        async with serve("anthropic", GoesOn(whole="?" * 100_000)) as vendor:
            env = environment("anthropic", vendor.address)
            models = [build(configured(local(engine))[0], local(engine)), build(configured(env)[0], env)]
            both = Fleet(models, clock=time.monotonic, ordered=True)
            said, switched, dead = "", 0, False
            request = Request("react", "a clock", max_output_tokens=10_000)
            async for batch in LLMRouter(both, deadlines=PATIENT, replay=False).generate(request):
                said += batch.text
                switched += bool(batch.switched)
                if batch.text and not dead:
                    await asyncio.to_thread(engine.kill)
                    dead = True
            assert batch.error is None
            assert switched == 1
            assert said.endswith("?")
            assert not said.startswith("?")

    asyncio.run(work())
