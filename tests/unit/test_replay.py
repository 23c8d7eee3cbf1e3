"""The router's replay of first prompts: whose, of which, and where in a reply."""

import asyncio
import sqlite3
from dataclasses import replace

import pytest

from actors.ledger import Ledger
from actors.llm_router import LLMRouter
from edge.admin import admin_page
from models.contract import Request
from studio.pictures import picture
from studio.protocol import Usage
from tests.unit.test_ledger import REQUEST, WritesAsMuchAsItMay


async def text_of(router: LLMRouter, request: Request) -> str:
    """The reply, found good."""
    batches = [batch async for batch in router.generate(request)]
    await router.keep(batches[-1].receipt)
    return "".join(batch.text for batch in batches)


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
        assert "<td>me</td><td>2</td>" in page
        assert "no limits are set" in page

    asyncio.run(work())


def test_where_kept_replies_cannot_be_read_or_written_a_model_is_asked() -> None:
    class Locked(Ledger):
        def reply(self, *_: object) -> None:
            raise sqlite3.OperationalError("database is locked")

        def keep_reply(self, *_: object) -> None:
            raise sqlite3.OperationalError("database is locked")

    async def work() -> None:
        model = WritesAsMuchAsItMay()
        router = LLMRouter(model, ledger=Locked())
        assert await text_of(router, REQUEST)
        assert len(model.requests) == 1

    asyncio.run(work())


def test_a_setting_switches_replay_off() -> None:
    async def work() -> None:
        model = WritesAsMuchAsItMay()
        router = LLMRouter(model, replay=False)
        for _ in range(2):
            last = [batch async for batch in router.generate(REQUEST)][-1]
            assert last.receipt == ""
            assert last.cost_usd
        assert len(model.requests) == 2

    asyncio.run(work())


@pytest.mark.parametrize("between", [False, True])
def test_another_user_gets_it_only_where_that_is_switched_on(between: bool) -> None:
    async def work() -> None:
        model = WritesAsMuchAsItMay()
        router = LLMRouter(model, replay_between_users=between)
        mine = [batch async for batch in router.generate(REQUEST)]
        await router.keep(mine[-1].receipt)
        theirs = [batch async for batch in router.generate(replace(REQUEST, user="somebody else"))]
        assert len(model.requests) == (1 if between else 2)
        assert (theirs[-1].cost_usd == 0.0) == between
        again = [batch async for batch in router.generate(REQUEST)]
        assert again[-1].cost_usd == 0.0

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


def test_a_reply_is_not_replayed_behind_the_beginning_of_another() -> None:
    async def work() -> None:
        model = WritesAsMuchAsItMay()
        router = LLMRouter(model)
        whole = await text_of(router, REQUEST)
        assert await text_of(router, replace(REQUEST, written=whole[:7])) == whole[7:]
        assert len(model.requests) == 1
        await text_of(router, replace(REQUEST, written="Begun in another way, "))
        assert len(model.requests) == 2, "the rest of that is in no kept reply"

    asyncio.run(work())


def test_a_prompt_behind_others_is_no_first_one() -> None:
    """Though there are no files yet: what was said or shown before may be what it is about."""

    async def work() -> None:
        model = WritesAsMuchAsItMay()
        router = LLMRouter(model)
        shown = [picture("image/png", 1, 1, bytes([number])) for number in range(2)]
        behind = [
            replace(REQUEST, summary="- Make it red → Which one?"),
            *(replace(REQUEST, earlier=(each,)) for each in shown),
        ]
        for request in (REQUEST, *behind):
            await text_of(router, request)
        assert len(model.requests) == 4

    asyncio.run(work())
