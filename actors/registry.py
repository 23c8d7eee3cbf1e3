"""Where the live sessions are: session id to its actor, and the warm reserve that new ones come from.

Generic over the handle H, so it is tested without Ray. Invariant: at most one live actor a session; the
store's epoch fences off one that was given up for dead and is not. Idle users cost nothing here: a session
enters with its first command and leaves when it hibernates or dies.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from stores.contract import NoSession
from studio.ids import SessionId

log = logging.getLogger(__name__)

H = TypeVar("H")

YOUNG_S = 5.0


class Busy(Exception):
    """The server holds as many sessions as it may. Try again later."""


class GivenUp(Busy):
    """What this session does kills its actors. It is started again when somebody asks for it anew."""


@dataclass(frozen=True, slots=True)
class Live(Generic[H]):
    """A live session. `name` tells this actor from a later one of the same session."""

    name: str
    handle: H


class Registry(Generic[H]):
    """`spawn` starts a blank actor and returns once it answers; `adopt` gives it a session to own; `woke`
    hears of every session that came to life."""

    def __init__(
        self,
        spawn: Callable[[], Awaitable[Live[H]]],
        adopt: Callable[[Live[H], SessionId, bool], Awaitable[None]],
        woke: Callable[[SessionId], None],
        *,
        reserve: int,
        max_sessions: int,
        refill_pause_s: float = 0.5,
        clock_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._spawn = spawn
        self._adopt = adopt
        self._woke = woke
        self._reserve_size = reserve
        self._max_sessions = max_sessions
        self._refill_pause_s = refill_pause_s
        self._reserve: list[Live[H]] = []
        self._claims: dict[SessionId, asyncio.Task[Live[H]]] = {}
        self._live: dict[SessionId, Live[H]] = {}
        self._clock_s = clock_s
        self._born_s: dict[SessionId, float] = {}
        self._died_young: dict[SessionId, int] = {}  # in a row
        self._short = asyncio.Event()
        self._short.set()

    async def run(self) -> None:
        """Keeps the reserve full, one actor at a time: each costs a second of CPU, and users come first."""
        while True:
            await self._short.wait()
            self._short.clear()
            while len(self._reserve) < self._reserve_size:
                try:
                    self._reserve.append(await self._spawn())
                except Exception:
                    log.exception("a spare session actor could not be started")
                    await asyncio.sleep(10 * self._refill_pause_s)
                await asyncio.sleep(self._refill_pause_s)

    def lookup(self, session_id: SessionId) -> Live[H] | None:
        return self._live.get(session_id)

    async def claim(self, session_id: SessionId, lost: str | None = None) -> Live[H]:
        """The session's live actor, started from the reserve if there is none. `lost` names an actor that
        the caller saw die: if it is still the one on record, its running turn goes on in the next one. After
        three in a row that died young it is only shown as cut off, for what killed them would kill the next;
        after four there is no next one. Raises Busy, GivenUp, NoSession, or what `adopt` raises twice."""
        live = self._live.get(session_id)
        if live is not None and live.name != lost:
            return live
        claim = self._claims.get(session_id)
        if claim is None:
            if live is None and len(self._live.keys() | self._claims.keys()) >= self._max_sessions:
                raise Busy
            young = self._young_deaths(session_id, live, lost)
            if young >= 4:
                raise GivenUp
            resume = lost is not None and young < 3
            claim = asyncio.create_task(self._start(session_id, resume=resume))
            self._claims[session_id] = claim
            claim.add_done_callback(lambda _: self._claims.pop(session_id, None))
        return await asyncio.shield(claim)

    def recall(self, session_id: SessionId, live: Live[H]) -> None:
        """This actor has outlived the registry's predecessor, or was to end and has work."""
        self._live[session_id] = live
        self._born_s[session_id] = self._clock_s()

    async def drop(self, session_id: SessionId) -> Live[H] | None:
        """The session's live actor, which is on record no more; also one that is just being started."""
        claim = self._claims.get(session_id)
        if claim is not None:
            await asyncio.wait([claim])
        live = self._live.pop(session_id, None)
        self._born_s.pop(session_id, None)
        self._died_young.pop(session_id, None)
        return live

    def release(self, session_id: SessionId, name: str) -> bool:
        """The actor `name` is to end. False if it is not the one on record."""
        live = self._live.get(session_id)
        if live is None or live.name != name:
            return False
        del self._live[session_id], self._born_s[session_id]
        self._died_young.pop(session_id, None)
        return True

    def _young_deaths(self, session_id: SessionId, live: Live[H] | None, lost: str | None) -> int:
        if lost is None:
            self._died_young.pop(session_id, None)
        elif live is not None:
            young = self._clock_s() - self._born_s.pop(session_id) < YOUNG_S
            self._died_young[session_id] = self._died_young.get(session_id, 0) + 1 if young else 0
            del self._live[session_id]
        return self._died_young.get(session_id, 0)

    def counts(self) -> dict[str, int]:
        return {"live": len(self._live), "reserve": len(self._reserve)}

    async def _start(self, session_id: SessionId, *, resume: bool) -> Live[H]:
        live = self._reserve.pop(0) if self._reserve else await self._spawn()
        self._short.set()
        try:
            await self._adopt(live, session_id, resume)
        except NoSession:
            raise
        except Exception:
            log.warning("a spare session actor was lost; starting another", exc_info=True)
            live = await self._spawn()
            await self._adopt(live, session_id, resume)
        self._live[session_id] = live
        self._born_s[session_id] = self._clock_s()
        self._woke(session_id)
        return live
