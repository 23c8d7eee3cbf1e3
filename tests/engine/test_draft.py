"""The draft mode as it runs beside Atelier: a real vLLM engine as a Ray Serve LLM application of its own,
under the router. The tokens are noise."""

import asyncio
import contextlib
import time
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path
from typing import NamedTuple

import pytest

from actors.llm_router import LLMRouter
from models.access import fleet
from models.contract import Request
from models.failover import Deadlines
from tests.engine.engines import Engine, beside

LOADING = Deadlines(stall_s=60, loading_s=240)
TOKENS = 60
IDLE_S = 45.0


class Kept(NamedTuple):
    engine: Engine
    key: str


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    with beside(tmp_path_factory.mktemp("draft"), IDLE_S) as (engine, key):
        yield Kept(engine, key)
    begun = time.monotonic()
    while (
        processes(key) and time.monotonic() - begun < 20
    ):  # idle workers see their node's end a little later
        time.sleep(0.5)
    assert processes(key) == []


def router(draft: Kept, key: str | None = None) -> LLMRouter:
    env = {
        "ATELIER_MODEL": "local:tiny",
        "ATELIER_LOCAL_URL": draft.engine.address,
        "ATELIER_LOCAL_KEY": key or draft.key,
    }
    return LLMRouter(fleet(env), deadlines=LOADING, replay=False)


async def one_reply(asked: LLMRouter) -> tuple[int, object, object]:
    """Texts, usage and error."""
    texts, batch = 0, None
    async for batch in asked.generate(Request("react", "a clock", max_output_tokens=TOKENS)):
        texts += bool(batch.text)
    assert batch is not None
    return texts, batch.usage, batch.error


def processes(key: str) -> list[bytes]:
    """Command lines of what was started with the key in its environment."""
    found: list[bytes] = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"ATELIER_DRAFT_KEY={key}".encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_bytes())
    return [command for command in found if command]


def replicas(draft: Kept) -> int:
    """Of the model itself."""
    return sum(b"LLMServer" in command for command in processes(draft.key))


def test_without_the_key_nothing_is_said(draft: Kept) -> None:
    assert draft.engine.get(f"{draft.engine.address}/models")[0] == 401
    assert draft.engine.get(f"{draft.engine.address}/models", "wrong")[0] == 401
    _, _, error = asyncio.run(one_reply(router(draft, "wrong")))
    assert error is not None
    assert error[0] == "bad_key"  # type: ignore[index]


def test_it_is_waited_for_streams_and_counts(draft: Kept) -> None:
    texts, usage, error = asyncio.run(one_reply(router(draft)))
    assert error is None or error[0] == "context_too_long"  # type: ignore[index]  # where it is told to stop
    assert texts >= 1
    assert 0 < usage.output_tokens <= TOKENS  # type: ignore[attr-defined]
    assert usage.input_tokens > 2_000  # type: ignore[attr-defined]
    assert not usage.estimated  # type: ignore[attr-defined]


def test_whoever_leaves_ends_the_request_and_the_next_is_answered(draft: Kept) -> None:
    async def work() -> None:
        request = Request("react", "a clock", max_output_tokens=10_000)
        async with aclosing(router(draft).generate(request)) as batches:
            async for batch in batches:
                if batch.text:
                    break
        assert (await one_reply(router(draft)))[0] >= 1

    asyncio.run(work())


def test_unused_it_is_ended_and_the_next_prompt_starts_it_again(draft: Kept) -> None:
    assert replicas(draft) >= 1
    begun = time.monotonic()
    while replicas(draft) and time.monotonic() - begun < 120:
        time.sleep(1)
    assert replicas(draft) == 0
    assert draft.engine.get(f"{draft.engine.address}/models", draft.key)[0] == 200
    assert asyncio.run(one_reply(router(draft)))[0] >= 1
