"""actors/registry.py with handles that are plain numbers."""

import asyncio
from itertools import count

import pytest

from actors.registry import YOUNG_S, Busy, GivenUp, Live, Registry
from stores.contract import NoSession
from studio.ids import SessionId, new_session_id


class Started:
    """What a registry spawned and adopted, in order."""

    def __init__(self, *, dies_when_adopted: set[str] | None = None) -> None:
        self.numbers = count(1)
        self.adopted: list[tuple[str, SessionId, bool]] = []
        self.dies = dies_when_adopted or set()
        self.woke: list[SessionId] = []
        self.now_s = 0.0

    async def spawn(self) -> Live[int]:
        number = next(self.numbers)
        await asyncio.sleep(0)
        return Live(f"actor-{number}", number)

    async def adopt(self, live: Live[int], session: SessionId, resume: bool) -> None:
        await asyncio.sleep(0)
        if live.name in self.dies:
            raise ConnectionError(live.name)
        self.adopted.append((live.name, session, resume))

    def registry(self, reserve: int = 0, max_sessions: int = 10) -> Registry[int]:
        return Registry(
            self.spawn,
            self.adopt,
            self.woke.append,
            reserve=reserve,
            max_sessions=max_sessions,
            refill_pause_s=0.001,
            clock_s=lambda: self.now_s,
        )


def test_a_session_is_claimed_once_however_many_ask_at_once() -> None:
    async def run() -> None:
        started, session = Started(), new_session_id()
        registry = started.registry()
        claims = await asyncio.gather(*(registry.claim(session) for _ in range(5)))
        assert len({claim.name for claim in claims}) == 1
        assert started.adopted == [(claims[0].name, session, False)]
        assert registry.lookup(session) == claims[0]
        assert started.woke == [session]

    asyncio.run(run())


def test_the_reserve_is_used_and_filled_again() -> None:
    async def run() -> None:
        registry = Started().registry(reserve=2)
        keeper = asyncio.create_task(registry.run())
        while registry.counts()["reserve"] < 2:
            await asyncio.sleep(0.001)
        assert (await registry.claim(new_session_id())).name in ("actor-1", "actor-2")
        while registry.counts()["reserve"] < 2:
            await asyncio.sleep(0.001)
        keeper.cancel()

    asyncio.run(run())


def test_a_lost_actor_is_replaced_once_and_its_successor_resumes() -> None:
    async def run() -> None:
        started, session = Started(), new_session_id()
        registry = started.registry()
        first = await registry.claim(session)
        started.now_s += YOUNG_S
        second, third = await asyncio.gather(
            registry.claim(session, lost=first.name), registry.claim(session, lost=first.name)
        )
        assert second == third != first
        assert started.adopted[-1] == (second.name, session, True)
        assert await registry.claim(session, lost=first.name) == second

    asyncio.run(run())


def test_a_spare_that_died_in_the_reserve_costs_no_claim() -> None:
    async def run() -> None:
        registry = Started(dies_when_adopted={"actor-1"}).registry()
        assert (await registry.claim(new_session_id())).name == "actor-2"

    asyncio.run(run())


def test_a_turn_that_kills_its_actor_at_once_is_not_gone_on_with() -> None:
    async def run() -> None:
        started, session = Started(), new_session_id()
        registry = started.registry()
        lost = (await registry.claim(session)).name
        for resumes in (True, True, False):
            lost = (await registry.claim(session, lost)).name
            assert started.adopted[-1] == (lost, session, resumes)
        with pytest.raises(GivenUp):
            await registry.claim(session, lost)
        assert registry.lookup(session) is None
        lost = (await registry.claim(session)).name
        started.now_s += YOUNG_S
        lost = (await registry.claim(session, lost)).name
        assert started.adopted[-1] == (lost, session, True)

    asyncio.run(run())


def test_release_takes_only_the_actor_on_record() -> None:
    async def run() -> None:
        registry, session = Started().registry(), new_session_id()
        live = await registry.claim(session)
        assert not registry.release(session, "actor-99")
        assert registry.release(session, live.name)
        assert registry.lookup(session) is None

    asyncio.run(run())


def test_a_full_server_says_busy_but_keeps_serving_who_is_in() -> None:
    async def run() -> None:
        registry, inside = Started().registry(max_sessions=1), new_session_id()
        live = await registry.claim(inside)
        with pytest.raises(Busy):
            await registry.claim(new_session_id())
        assert await registry.claim(inside) == live
        started = Started()
        at_once = started.registry(max_sessions=2)
        claims = (at_once.claim(new_session_id()) for _ in range(5))
        answers = await asyncio.gather(*claims, return_exceptions=True)
        assert [isinstance(answer, Busy) for answer in answers] == [False, False, True, True, True]
        assert len(started.adopted) == 2
        assert (await registry.claim(inside, lost=live.name)).name != live.name

    asyncio.run(run())


def test_a_session_that_is_dropped_while_it_starts_is_on_record_no_more() -> None:
    async def run() -> None:
        started, session = Started(), new_session_id()
        registry = started.registry()
        claim = asyncio.create_task(registry.claim(session))
        await asyncio.sleep(0)
        dropped = await registry.drop(session)
        assert dropped == await claim
        assert registry.lookup(session) is None
        assert await registry.drop(session) is None
        assert registry.counts()["live"] == 0

    asyncio.run(run())


def test_a_session_that_is_not_there_is_no_reason_to_start_another_actor() -> None:
    async def run() -> None:
        class Gone(Started):
            async def adopt(self, live: Live[int], session: SessionId, resume: bool) -> None:
                raise NoSession(session)

        started = Gone()
        with pytest.raises(NoSession):
            await started.registry().claim(new_session_id())
        assert next(started.numbers) == 2

    asyncio.run(run())


def test_another_key_error_is_a_fault_and_not_a_session_that_is_gone() -> None:
    async def run() -> None:
        class Faulty(Started):
            async def adopt(self, live: Live[int], session: SessionId, resume: bool) -> None:
                if live.name == "actor-1":
                    raise KeyError("a name that nobody knows")
                await super().adopt(live, session, resume)

        started = Faulty()
        assert (await started.registry().claim(new_session_id())).name == "actor-2"

    asyncio.run(run())
