"""edge/news_desk.py: whatever goes wrong at the registry, sockets are woken and it hears of them again."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

import pytest

from actors.news import Item, News, Opened, Woken
from edge import news_desk
from edge.news_desk import NewsDesk
from studio.ids import SessionId, new_session_id

S = new_session_id()
WAIT_S = 20


class Registry:
    """One that fails at `broken`, once each, and then tells its news."""

    def __init__(self, *broken: BaseException | None) -> None:
        self.broken = list(broken)
        self.told: list[Mapping[SessionId, int]] = []
        self.says = News()

    async def news(self, after: int) -> tuple[int, Sequence[Item]]:
        if self.broken and (error := self.broken.pop(0)):
            raise error
        return await self.says.after(after, 20)

    async def opened(self, pages: Mapping[SessionId, int]) -> None:
        if self.broken and (error := self.broken[0]):
            raise error
        self.told.append(pages)


def run(registry: Registry, test: Callable[[NewsDesk], Awaitable[None]]) -> None:
    async def work() -> None:
        desk = NewsDesk(registry.news, registry.opened)
        running = asyncio.create_task(desk.run())
        async with asyncio.timeout(WAIT_S):
            await test(desk)
        assert not running.done()
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running

    asyncio.run(work())


@pytest.mark.parametrize(
    "errors",
    [
        (RuntimeError("of Ray"),),
        (ConnectionError(), TimeoutError(), KeyError("x")),
        (ExceptionGroup("x", [OSError()]),),
    ],
)
def test_sockets_are_woken_after_any_failure(
    errors: Sequence[Exception], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(news_desk, "RETRY_PAUSE_S", 0.01)
    registry = Registry(*errors)

    async def test(desk: NewsDesk) -> None:
        seat = desk.take_seat(S)
        registry.says.add([Woken(S), Opened(S, 2)])
        await seat.woken.wait()
        await seat.counted.wait()
        while not registry.told:
            await asyncio.sleep(0.01)
        assert registry.told[-1] == {S: 1}
        assert seat.pages == 2

    with caplog.at_level(logging.WARNING):
        run(registry, test)
    assert [record.message for record in caplog.records].count(
        "the registry tells no news; it is asked again"
    ) == 1


def test_what_could_not_be_told_is_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news_desk, "RETRY_PAUSE_S", 0.01)

    class Deaf(Registry):
        asked = 0

        async def opened(self, pages: Mapping[SessionId, int]) -> None:
            self.asked += 1
            if self.asked < 3:
                raise RuntimeError
            await super().opened(pages)

    registry = Deaf()

    async def test(desk: NewsDesk) -> None:
        desk.take_seat(S)
        while not registry.told:
            await asyncio.sleep(0.01)

    run(registry, test)
    assert registry.told == [{S: 1}]


def test_a_registry_that_hangs_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news_desk, "RETRY_PAUSE_S", 0.01)
    monkeypatch.setattr(news_desk, "SILENCE_S", 0.05)

    class Hangs(Registry):
        asked = 0

        async def news(self, after: int) -> tuple[int, Sequence[Item]]:
            self.asked += 1
            if self.asked == 1:
                await asyncio.Future()
            return await super().news(after)

    registry = Hangs()

    async def test(desk: NewsDesk) -> None:
        seat = desk.take_seat(S)
        registry.says.add([Woken(S)])
        await seat.woken.wait()

    run(registry, test)
    assert registry.asked >= 2
