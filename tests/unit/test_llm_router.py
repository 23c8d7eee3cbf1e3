"""actors.llm_router: batching, heartbeats, deadlines, cancel; and which model the environment chooses."""

import asyncio
import pickle
import sqlite3
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing
from itertools import pairwise
from typing import Any

import pytest

from actors.feed import BUFFER_CHARS
from actors.ledger import Ledger, Limits
from actors.llm_router import BROKE, LLMRouter
from actors.ports import Batch
from models.contract import ModelError, Request
from models.failover import Deadlines
from models.fleet import Fleet
from studio.protocol import ModelInfo, Usage

REQUEST = Request("react", "a clock")
Step = str | float | Usage | Exception


class Scripted:
    """Strings are sent, floats are pauses, exceptions are raised."""

    def __init__(self, *steps: Step) -> None:
        self.info = ModelInfo("test", "scripted", built_in=False)
        self.steps = steps
        self.closed = 0
        self.sent = 0

    async def stream(self, request: Request) -> AsyncGenerator[str | Usage]:
        try:
            for step in self.steps:
                if isinstance(step, float):
                    await asyncio.sleep(step)
                elif isinstance(step, Exception):
                    raise step
                else:
                    self.sent += 1
                    yield step
        finally:
            self.closed += 1


class Once(Scripted):
    """The second time it has no credit left."""

    async def stream(self, request: Request) -> AsyncGenerator[str | Usage]:
        if self.closed:
            raise ModelError("quota", "Add credit.", retryable=False)
        async with aclosing(super().stream(request)) as items:
            async for item in items:
                yield item


class VirtualLoop(asyncio.SelectorEventLoop):
    """Time jumps to the next timer when nothing is ready, so that a minute of waiting takes no time."""

    def __init__(self) -> None:
        super().__init__()
        self._now = 0.0

    def time(self) -> float:
        return self._now

    def _run_once(self) -> None:
        ready: Any = self._ready  # type: ignore[attr-defined]
        timers: Any = self._scheduled  # type: ignore[attr-defined]
        due = [timer.when() for timer in timers if not timer.cancelled()]
        if not ready and due:
            self._now = max(self._now, min(due))
        super()._run_once()  # type: ignore[misc]


def run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(work())


async def read(router: LLMRouter) -> list[tuple[float, Batch]]:
    loop = asyncio.get_running_loop()
    start = loop.time()
    batches: list[tuple[float, Batch]] = []
    async with aclosing(router.generate(REQUEST)) as items:
        async for batch in items:
            batches.append((round(loop.time() - start, 4), batch))
    assert [b.done for _, b in batches] == [False] * (len(batches) - 1) + [True]
    return batches


def text(batches: list[tuple[float, Batch]]) -> str:
    return "".join(batch.text for _, batch in batches)


def test_first_delta_leaves_at_once_and_the_rest_once_an_interval() -> None:
    async def work() -> None:
        steps: list[Step] = [0.5]
        for i in range(1000):
            steps += [f"{i} ", 0.01]
        batches = await read(LLMRouter(Scripted(*steps, Usage(1, 0, 9))))
        times = [at for at, _ in batches]
        assert times[0] == 0.5
        assert batches[0][1].text == "0 "
        assert text(batches) == "".join(f"{i} " for i in range(1000))
        gaps = [b - a for a, b in pairwise(times)]
        assert 0.033 / 2 <= gaps[0] <= 0.06  # to the first line of its grid
        young = [gap for gap, at in zip(gaps, times, strict=False) if times[0] < at < 2.4]
        later = [gap for gap, at in zip(gaps, times, strict=False) if 2.6 < at < 10.4]
        assert min(young) >= 0.033 - 0.01  # a flush waits for the chunk that was read for it
        assert max(young) <= 0.045
        assert abs(sum(young) / len(young) - 0.033) < 0.002
        assert min(later) >= 0.05 - 0.01
        assert max(later) <= 0.065
        assert abs(sum(later) / len(later) - 0.05) < 0.002
        assert batches[-1][1].usage == Usage(1, 0, 9)

    run(work)


def test_many_streams_flush_slower() -> None:
    async def work() -> None:
        steps: list[Step] = []
        for _ in range(200):
            steps += ["x", 0.01]
        router = LLMRouter(Scripted(*steps, Usage(1, 0, 9)))
        for results in await asyncio.gather(*(read(router) for _ in range(8))):
            assert text(results) == "x" * 200
            assert len(results) <= 22

    run(work)


def test_a_delta_behind_a_pause_leaves_at_once() -> None:
    async def work() -> None:
        batches = await read(LLMRouter(Scripted("a", 1.0, "b", 1.0, Usage(1, 0, 1))))
        assert [(at, b.text) for at, b in batches] == [(0.0, "a"), (1.0, "b"), (2.0, "")]

    run(work)


def test_the_end_does_not_wait_for_the_interval() -> None:
    async def work() -> None:
        batches = await read(LLMRouter(Scripted("a", 0.001, "b", Usage(1, 0, 2)), flush_s=5.0))
        assert [(at, b.text, b.done) for at, b in batches] == [(0.0, "a", False), (0.001, "b", True)]

    run(work)


def test_a_switch_and_what_the_next_model_begins_with_leave_at_once() -> None:
    async def work() -> None:
        first = Scripted("a", 0.01, "b", ModelError("overloaded", "Busy.", retryable=True))
        more = "const more = [1, 2, 3];\n" * 9  # so much that it is clear where it goes on
        second = Scripted(more, 0.01, "d", Usage(1, 0, 2))
        second.info = ModelInfo("test", "second", built_in=False)
        fleet = Fleet([first, second], clock=asyncio.get_running_loop().time, ordered=True)
        batches = await read(LLMRouter(fleet, flush_s=5.0))
        told = [(at, b.text, b.switched is not None) for at, b in batches]
        assert told == [(0.0, "a", False), (0.01, "b", True), (0.01, more, False), (0.02, "d", False)]

    run(work)


def test_heartbeats_in_silence_then_the_stall_deadline() -> None:
    async def work() -> None:
        model = Once(1.0, "a", 500.0, "b")
        batches = await read(LLMRouter(model, deadlines=Deadlines(stall_s=5.0)))
        told = [(at, b.text) for at, b in batches]
        assert told == [(0.75, ""), (1.0, "a"), (3.0, ""), (5.0, ""), (6.0, ""), (6.0, "")]
        switched, last = batches[-2][1].switched, batches[-1][1]
        assert switched is not None
        assert "silent for 5 s" in switched[1]
        assert last.error == ("quota", "Add credit.", False)
        assert last.usage.estimated
        assert model.closed == 1

    run(work)


def test_first_token_deadline() -> None:
    async def work() -> None:
        model = Once(500.0, "a")
        batches = await read(LLMRouter(model, deadlines=Deadlines(first_token_s=7.0, stall_s=1.0)))
        assert [at for at, _ in batches] == [0.75, 2.0, 4.0, 6.0, 7.0, 7.5]
        assert batches[-1][1].error is not None
        asked = batches[-1][1].usage
        assert (asked.input_tokens > 500, asked.output_tokens, asked.estimated) == (True, 0, True)

    run(work)


class Loading(Scripted):
    def __init__(self, *steps: Step) -> None:
        super().__init__(*steps)
        self.info = ModelInfo("openai-compatible", "mine", built_in=False)


def test_while_a_local_model_that_is_alone_loads_it_is_said_how_long_and_where_to_look() -> None:
    async def work() -> None:
        deadlines = Deadlines(loading_s=60.0)
        batches = await read(LLMRouter(Loading(40.0, "a", 5.0, "b", Usage(1, 0, 2)), deadlines=deadlines))
        waits = [(at, batch.waiting) for at, batch in batches if batch.waiting]
        assert [at for at, _ in waits] == [4.0, 20.0, 36.0]
        assert waits[1][1] == (
            "mine has not begun after 20 s: it may still be loading, and is waited for up to 60 s "
            "(ATELIER_DRAFT_LOADING_S). data/draft.log tells how far it is."
        )
        alone = Deadlines(alone_s=30.0)
        batches = await read(LLMRouter(Loading(9.0, "a", Usage(1, 0, 2)), deadlines=alone))
        assert [batch.waiting for _, batch in batches if batch.waiting] == [
            "mine has not begun after 4 s: it may still be loading, or read the prompt. It is waited for up "
            "to 30 s (ATELIER_LOCAL_ALONE_S)."
        ]
        for model, loading_s in ((Loading(9.0, "a", Usage()), 0.0), (Scripted(9.0, "a", Usage()), 60.0)):
            quick = LLMRouter(model, deadlines=Deadlines(local_first_token_s=30.0, loading_s=loading_s))
            assert not any(batch.waiting for _, batch in await read(quick))

    run(work)


def test_an_error_that_another_try_would_not_mend_ends_the_stream_with_the_text_so_far() -> None:
    async def work() -> None:
        raised = ModelError("quota", "add credit", retryable=False)
        batches = await read(LLMRouter(Scripted("a", 0.01, "b", Usage(3, 0, 4), raised)))
        assert text(batches) == "ab"
        last = batches[-1][1]
        assert last.error == ("quota", "add credit", False)
        assert last.usage == Usage(3, 0, 4)
        assert pickle.loads(pickle.dumps(last)) == last

    run(work)


def test_a_mistake_in_a_model_is_told_without_its_text() -> None:
    async def work() -> None:
        model = Scripted(ZeroDivisionError("the key is k-secret"))
        last = (await read(LLMRouter(model)))[-1][1]
        said = "scripted failed in an unexpected way. Try again; data/atelier.log tells more."
        assert last.error == ("internal", said, True)
        assert model.closed == 3

    run(work)


@pytest.mark.parametrize("broken", ["hold", "settle"])
def test_books_that_cannot_be_written_make_no_empty_reply(broken: str) -> None:
    """A full disk, say: before the model is asked the reply fails, and says so; behind it, it is there."""

    class FullDisk(Ledger):
        def hold(self, *_: object) -> int:
            if broken == "hold":
                raise sqlite3.OperationalError("database or disk is full")
            return 1

        def settle(self, *_: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

    async def work() -> None:
        batches = await read(LLMRouter(Scripted("text", Usage(1, 0, 1)), ledger=FullDisk()))
        if broken == "hold":
            assert batches[-1][1].error == ("internal", BROKE, True)
        else:
            assert (text(batches), batches[-1][1].error) == ("text", None)

    run(work)


@pytest.mark.parametrize(("limit_usd", "asked"), [(None, 1), (1.0, 1), (0.0, 0)])
def test_what_asking_a_resting_model_costs_is_in_the_books_and_within_the_limit(
    limit_usd: float | None, asked: int
) -> None:
    async def work() -> None:
        model = Scripted("ok", Usage(200, 0, 1))
        model.info = ModelInfo("openai", "gpt-6-luna", built_in=False)
        fleet = Fleet([model], clock=asyncio.get_running_loop().time)
        fleet.failed(fleet.candidates([])[0], ModelError("quota", "No credit.", retryable=False))
        ledger = Ledger(limits=Limits(day_usd=limit_usd))
        router = LLMRouter(fleet, ledger=ledger)
        probing = asyncio.create_task(router.run())
        await asyncio.sleep(60)
        probing.cancel()
        spent: Any = await router.spending()
        assert model.closed == asked
        assert [row["replies"] for row in spent["models"]] == [1] * asked
        assert all(row["usd"] > 0 for row in spent["users"])
        assert (spent["breakers"]["openai:gpt-6-luna"]["state"] == "closed") == bool(asked)

    run(work)


def test_a_price_that_nobody_knows_is_no_zero() -> None:
    async def work() -> None:
        router = LLMRouter(Scripted("a", Usage(10, 0, 5)))
        assert (await read(router))[-1][1].cost_usd is None
        assert (await router.info()).name == "scripted"

    run(work)


def test_what_it_costs_is_told_from_the_first_batch_on_though_nothing_is_written_yet() -> None:
    async def work() -> None:
        (_, silent), *_ = await read(LLMRouter(Scripted(1.5, "a", Usage(1, 0, 2))))
        assert silent.spent is not None
        assert (silent.text, silent.spent[0].input_tokens > 500, silent.spent[0].output_tokens) == (
            "",
            True,
            0,
        )
        (at, first), *_ = await read(LLMRouter(Scripted("Hello", 1.0, Usage(1, 0, 2))))
        assert first.spent is not None
        assert (at, first.text, first.spent[0].output_tokens) == (0.0, "Hello", 2)

    run(work)


def test_what_it_costs_is_told_while_it_is_written() -> None:
    async def work() -> None:
        steps: list[Step] = []
        for _ in range(50):
            steps += ["x" * 40, 0.1]
        batches = await read(LLMRouter(Scripted(*steps, Usage(10, 0, 500))))
        told = [(at, b.spent) for at, b in batches if b.spent]
        assert 4 <= len(told) <= 5
        counts = [spent[0].output_tokens for _, spent in told if spent]
        assert counts == sorted(counts)
        assert all(spent[0].estimated for _, spent in told if spent)
        assert not batches[-1][1].usage.estimated

    run(work)


@pytest.mark.parametrize("before", ["text", "pause", "full"])
def test_closing_closes_the_model_and_leaves_no_task(before: str) -> None:
    async def work() -> None:
        steps: list[Step] = ["a"] + ["x" * 5_000] * 100 if before == "full" else ["a", 100.0]
        model = Scripted(*steps)
        batches = LLMRouter(model).generate(REQUEST)
        await anext(batches)
        if before != "text":
            await asyncio.sleep(1.0)
        await batches.aclose()
        assert model.closed == 1
        assert asyncio.all_tasks() == {asyncio.current_task()}

    run(work)


def test_cancelling_the_reader_closes_the_model() -> None:
    async def work() -> None:
        model = Scripted("a", 100.0)
        reader = asyncio.create_task(read(LLMRouter(model)))
        await asyncio.sleep(1.0)
        reader.cancel()
        await asyncio.wait([reader])
        assert reader.cancelled()
        assert model.closed == 1

    run(work)


def test_a_slow_reader_holds_the_model_and_is_no_stall() -> None:
    async def work() -> None:
        model = Scripted(*(["x" * 10_000] * 50), Usage(1, 0, 1))
        batches = LLMRouter(model, deadlines=Deadlines(stall_s=5.0)).generate(REQUEST)
        got = (await anext(batches)).text
        await asyncio.sleep(60.0)
        assert model.sent * 10_000 <= len(got) + BUFFER_CHARS + 20_000
        async for batch in batches:
            got += batch.text
            assert batch.error is None
            await asyncio.sleep(10.0)
        assert len(got) == 500_000

    run(work)
