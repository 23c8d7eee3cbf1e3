"""Which of the connections that are left unread the other end has closed: who does not read, is not told.

Owns one epoll for an event loop. Invariant: what is not waited for any more is not looked at. Where the
system has no epoll, nobody is told, and the reader finds out when it reads again. Called by
models/transport.py.
"""

import asyncio
import select
from collections.abc import Generator
from contextlib import contextmanager, suppress

_HUNG_UP = 0x2000 | 1 << 30  # EPOLLRDHUP, EPOLLONESHOT: once, for the other end's half of a connection


class Hangups:
    def __init__(self) -> None:
        self._epoll: select.epoll | None = None
        self._waiting: dict[int, asyncio.Future[None]] = {}

    @contextmanager
    def told(self) -> Generator[None]:
        """While this lasts, in the running loop."""
        if not hasattr(select, "epoll"):
            yield
            return
        loop = asyncio.get_running_loop()
        with select.epoll() as epoll:
            loop.add_reader(epoll.fileno(), self._read, epoll)
            self._epoll = epoll
            try:
                yield
            finally:
                self._epoll = None
                with suppress(RuntimeError):  # the loop is closed
                    loop.remove_reader(epoll.fileno())

    def wait(self, socket: int, hung_up: asyncio.Future[None]) -> None:
        """`hung_up` gets its result when the other end of `socket`, a file's number, has closed it."""
        if self._epoll is not None:
            with suppress(OSError):
                self._epoll.register(socket, _HUNG_UP)
                self._waiting[socket] = hung_up

    def leave(self, socket: int, hung_up: asyncio.Future[None]) -> None:
        """Does nothing for another's: the number of a socket that is closed is given again."""
        if self._waiting.get(socket) is hung_up:
            del self._waiting[socket]
            if self._epoll is not None:
                with suppress(OSError):
                    self._epoll.unregister(socket)

    def _read(self, epoll: select.epoll) -> None:
        for socket, _ in epoll.poll(0):
            hung_up = self._waiting.get(socket)
            if hung_up is not None and not hung_up.done():
                hung_up.set_result(None)
