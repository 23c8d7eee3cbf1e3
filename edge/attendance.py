"""Which sockets of this process are in which session, and what they wait to hear.

A session that is not live holds no actor: its sockets sit here until it comes to life. Owned by the gateway
(cluster/gateway.py), which passes the news on; a seat belongs to one socket (edge/socket.py).
"""

import asyncio
from collections.abc import Callable

from studio.ids import SessionId


class Seat:
    """One socket's. `woken` is set whenever the session comes to life, `counted` when `pages` changed."""

    def __init__(self, session: SessionId) -> None:
        self.session = session
        self.woken = asyncio.Event()
        self.counted = asyncio.Event()
        self.pages = 1


class Attendance:
    """`changed` is called with each session whose number of seats here changed."""

    def __init__(self, changed: Callable[[SessionId], None]) -> None:
        self._changed = changed
        self._seats: dict[SessionId, set[Seat]] = {}

    def take(self, session: SessionId) -> Seat:
        seat = Seat(session)
        self._seats.setdefault(session, set()).add(seat)
        self._changed(session)
        return seat

    def leave(self, seat: Seat) -> None:
        seats = self._seats[seat.session]
        seats.discard(seat)
        if not seats:
            del self._seats[seat.session]
        self._changed(seat.session)

    def woken(self, session: SessionId) -> None:
        for seat in self._seats.get(session, ()):
            seat.woken.set()

    def opened(self, session: SessionId, pages: int) -> None:
        for seat in self._seats.get(session, ()):
            seat.pages = pages
            seat.counted.set()

    def count(self, session: SessionId) -> int:
        return len(self._seats.get(session, ()))

    def counts(self) -> dict[SessionId, int]:
        return {session: len(seats) for session, seats in self._seats.items()}
