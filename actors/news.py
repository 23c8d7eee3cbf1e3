"""What happened to sessions lately, for readers that each hold a cursor and wait for more: a log in memory.

Readers are few (the ingresses) and fast; one that comes back after KEPT items missed the oldest of them.
Owned by the registry's actor (cluster/registry_actor.py).
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from studio.ids import SessionId

KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Woken:
    """The session has a live actor, which it had not before."""

    session: SessionId


@dataclass(frozen=True, slots=True)
class Opened:
    """So many pages have the session open now."""

    session: SessionId
    pages: int


Item = Woken | Opened


class News:
    def __init__(self) -> None:
        self._items: list[Item] = []
        self._from = 0
        self._more = asyncio.Event()

    def add(self, items: Iterable[Item]) -> None:
        before = len(self._items)
        self._items += items
        if len(self._items) == before:
            return
        if len(self._items) > KEPT:
            gone = len(self._items) - KEPT // 2
            del self._items[:gone]
            self._from += gone
        more, self._more = self._more, asyncio.Event()
        more.set()

    async def after(self, cursor: int, timeout_s: float) -> tuple[int, list[Item]]:
        """The items behind `cursor` (0 at first) and the next cursor, waiting for one up to `timeout_s`."""
        if cursor >= self._from + len(self._items):
            more = self._more
            try:
                async with asyncio.timeout(timeout_s):
                    await more.wait()
            except TimeoutError:
                pass
        return self._from + len(self._items), self._items[max(0, cursor - self._from) :]
