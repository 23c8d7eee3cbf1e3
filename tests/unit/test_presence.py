"""Pages counted over all ingresses (actors/presence.py), and the news of it (actors/news.py)."""

import asyncio

from actors import news
from actors.news import News, Opened, Woken
from actors.presence import SILENT_S, Presence
from edge.attendance import Attendance
from studio.ids import SessionId, new_session_id

HERE, THERE = "here", "there"
S = new_session_id()


def test_one_page_is_no_news_and_a_second_one_is() -> None:
    presence = Presence()
    assert presence.tell(HERE, {S: 1}) == {}
    assert presence.tell(HERE, {S: 2}) == {S: 2}
    assert presence.tell(HERE, {S: 1}) == {S: 1}
    assert presence.tell(HERE, {S: 0}) == {}


def test_pages_at_two_ingresses_are_added_up() -> None:
    presence = Presence()
    presence.tell(HERE, {S: 1})
    assert presence.tell(THERE, {S: 1}) == {S: 2}
    assert presence.tell(THERE, {S: 1}) == {}
    assert presence.tell(THERE, {S: 0}) == {S: 1}


def test_nobody_is_left_to_hear_that_all_are_gone() -> None:
    presence = Presence()
    presence.tell(HERE, {S: 2})
    assert presence.tell(HERE, {S: 0}) == {}


def test_an_ingress_that_falls_silent_has_no_pages_any_more() -> None:
    presence = Presence()
    presence.heard(HERE, 0.0)
    presence.heard(THERE, 0.0)
    presence.tell(HERE, {S: 1})
    presence.tell(THERE, {S: 2})
    assert presence.heard(HERE, SILENT_S) == {}
    assert presence.heard(HERE, SILENT_S + 1) == {S: 1}
    assert presence.heard(HERE, SILENT_S + 2) == {}


def test_every_reader_hears_all_news_in_order() -> None:
    async def run() -> None:
        told = News()
        cursor, none = await told.after(0, 0.001)
        assert none == []
        waiting = asyncio.create_task(told.after(cursor, 5))
        await asyncio.sleep(0)
        told.add([Woken(S)])
        told.add([])
        told.add([Opened(S, 2)])
        cursor, heard = await waiting
        assert (await told.after(cursor, 0.001))[1] == []
        assert heard == [Woken(S), Opened(S, 2)] == (await told.after(0, 0.001))[1]

    asyncio.run(run())


def test_old_news_are_dropped_and_cursors_stay_right() -> None:
    async def run() -> None:
        told = News()
        for n in range(news.KEPT + 10):
            told.add([Opened(S, n)])
        cursor, rest = await told.after(0, 0.001)
        assert cursor == news.KEPT + 10
        assert len(rest) <= news.KEPT
        assert rest[-1] == Opened(S, news.KEPT + 9)
        told.add([Woken(S)])
        assert (await told.after(cursor, 0.001))[1] == [Woken(S)]

    asyncio.run(run())


def test_seats_hear_of_their_session_alone() -> None:
    changed: list[SessionId] = []
    other = new_session_id()
    attendance = Attendance(changed.append)
    mine, hers = attendance.take(S), attendance.take(other)
    attendance.woken(S)
    attendance.opened(S, 3)
    assert (mine.woken.is_set(), mine.counted.is_set(), mine.pages) == (True, True, 3)
    assert (hers.woken.is_set(), hers.counted.is_set(), hers.pages) == (False, False, 1)
    attendance.leave(mine)
    assert attendance.counts() == {other: 1}
    assert changed == [S, other, S]
