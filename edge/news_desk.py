"""Passes the registry's news on to the sockets of this process, and tells the registry of them.

Invariant: whatever the registry does, it is asked again, from the first of its news; what is heard twice does
no harm. A socket that is never woken would look alive and show nothing. Owned by cluster/gateway.py.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

from actors.news import Item, Opened, Woken
from edge.attendance import Attendance, Seat
from studio.ids import SessionId

log = logging.getLogger(__name__)

COUNT_PAUSE_S = 0.05  # pages come and go in bursts: they are told of together
SILENCE_S = 60.0  # the registry answers after 20 s where it has no news
RETRY_PAUSE_S = 1.0


class NewsDesk:
    """`news` asks for what is behind a cursor; `opened` tells each session's number of pages here."""

    def __init__(
        self,
        news: Callable[[int], Awaitable[tuple[int, Sequence[Item]]]],
        opened: Callable[[Mapping[SessionId, int]], Awaitable[object]],
    ) -> None:
        self._news = news
        self._opened = opened
        self._attendance = Attendance(self._note)
        self._uncounted: set[SessionId] = set()
        self._uncounted_any = asyncio.Event()

    def take_seat(self, session: SessionId) -> Seat:
        return self._attendance.take(session)

    def leave_seat(self, seat: Seat) -> None:
        self._attendance.leave(seat)

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._hear())
            group.create_task(self._tell())

    async def _hear(self) -> None:
        cursor, failing = 0, False
        while True:
            try:
                async with asyncio.timeout(SILENCE_S):
                    cursor, items = await self._news(cursor)
                self._pass_on(items)
                failing = False
            except Exception:  # of any kind: it may be the registry's own, or Ray's
                if not failing:
                    log.warning("the registry tells no news; it is asked again", exc_info=True)
                cursor, failing = 0, True
                self._count_anew()
                await asyncio.sleep(RETRY_PAUSE_S)

    def _pass_on(self, items: Sequence[Item]) -> None:
        for item in items:
            match item:
                case Woken():
                    self._attendance.woken(item.session)
                case Opened():
                    self._attendance.opened(item.session, item.pages)

    def _count_anew(self) -> None:
        """A registry that begins again knows of no pages."""
        for session, pages in self._attendance.counts().items():
            self._attendance.opened(session, pages)
            self._note(session)

    async def _tell(self) -> None:
        while True:
            await self._uncounted_any.wait()
            await asyncio.sleep(COUNT_PAUSE_S)
            self._uncounted_any.clear()
            sessions, self._uncounted = self._uncounted, set()
            counts = {session: self._attendance.count(session) for session in sessions}
            try:
                async with asyncio.timeout(SILENCE_S):
                    await self._opened(counts)
            except Exception:  # `_hear` says so, once
                for session in sessions:
                    self._note(session)
                await asyncio.sleep(RETRY_PAUSE_S)

    def _note(self, session: SessionId) -> None:
        self._uncounted.add(session)
        self._uncounted_any.set()
