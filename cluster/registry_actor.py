# pyright: basic
# Ray's own types are partly unknown, and it takes actor classes apart when they are decorated.
"""The registry's actor: actors/registry.py in a Ray process, with what the pages hear of sessions.

Asked by cluster/gateway.py of every ingress, and by session actors that are idle.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Mapping
from typing import Any

import ray
from prometheus_client import Metric
from ray.exceptions import RayError, RayTaskError

from actors.metrics import SessionMetrics
from actors.news import Item, News, Opened, Woken
from actors.presence import Presence
from actors.registry import Busy, GivenUp, Live, Registry
from cluster.logs import log_to
from cluster.ports import SessionHandle
from cluster.session_actor import SessionActor
from cluster.settings import Settings
from cluster.shared import CALLS, NAMESPACE, SESSION, remote
from stores.contract import NoSession
from studio import protocol
from studio.counts import Counts
from studio.ids import SessionId, new_session_id

NEWS_WAIT_S = 20.0
RECALL_S = 15.0

log = logging.getLogger(__name__)


@remote(num_cpus=0, max_restarts=-1, max_concurrency=CALLS)
class RegistryActor:
    """Knows which session is where. If it dies, sessions live on, and its successor asks every session actor
    whose it is. The store's epoch is what keeps a session's writer single, not this process."""

    def __init__(self, settings: Settings) -> None:
        log_to(settings.data_dir)
        self._settings = settings
        self._news = News()
        self._presence = Presence()
        self._registry: Registry[SessionHandle] = Registry(
            self._spawn,
            self._adopt,
            lambda session: self._news.add([Woken(session)]),
            reserve=settings.reserve,
            max_sessions=settings.max_sessions,
        )
        self._metrics = SessionMetrics()
        self._running: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._recalled = asyncio.get_event_loop().create_task(self._recall())

    async def _recall(self) -> None:
        named: list[Any] = ray.util.list_named_actors(all_namespaces=True)
        names = [str(each["name"]) for each in named]
        await asyncio.gather(*(self._recall_one(name) for name in names if name.startswith(SESSION)))

    async def _recall_one(self, name: str) -> None:
        try:
            actor: Any = ray.get_actor(name, NAMESPACE)
        except ValueError:
            return
        try:
            async with asyncio.timeout(RECALL_S):
                session_id: SessionId | None = await actor.whose.remote()
                if session_id is None:
                    ray.kill(actor)
                    return
                live = Live(name, SessionHandle(actor, await actor.relay.remote()))
        except TimeoutError:
            log.warning(
                "%s outlived the registry and does not answer: it is ended, its session goes on", name
            )
            ray.kill(actor)
            return
        except RayError:
            return
        self._registry.recall(session_id, live)
        self._own(asyncio.create_task(self._replace_when_dead(live, session_id)))

    async def claim(self, session_id: SessionId, lost: str | None) -> Live[SessionHandle] | protocol.Error:
        """As Registry.claim, or what to tell the user."""
        await self._recalled
        try:
            return await self._registry.claim(session_id, lost)
        except NoSession:
            return protocol.Error("bad_request", "This session was deleted.", False)
        except (GivenUp, RayError):  # also what broke in the actor: Ray wraps it
            log.exception("session %s cannot be started", session_id)
            return protocol.Error("internal", "The session could not be started. Try again.", True)
        except Busy:
            full = "The server is at its limit of running sessions. Try again in a moment."
            return protocol.Error("busy", full, True)

    async def forget(self, session_id: SessionId) -> None:
        """The session is deleted: its actor ends, running turn and all, and its pages are woken to see it."""
        await self._recalled
        live = await self._registry.drop(session_id)
        if live is not None:
            with contextlib.suppress(RayError, TimeoutError):
                async with asyncio.timeout(5):
                    await live.handle.actor.end.remote()
        self._news.add([Woken(session_id)])
        if live is not None:
            self._own(asyncio.create_task(self._kill_soon(live)))

    async def lookup(self, session_id: SessionId) -> Live[SessionHandle] | None:
        await self._recalled
        return self._registry.lookup(session_id)

    async def news(self, place: str, after: int) -> tuple[int, list[Item]]:
        """What the ingress `place` has not heard yet. The reserve is filled from the first call on: earlier,
        its actors would only keep that ingress from starting."""
        if self._running is None:
            self._running = asyncio.create_task(self._registry.run())
        self._tell(self._presence.heard(place, time.monotonic()))
        return await self._news.after(after, NEWS_WAIT_S)

    async def opened(self, place: str, pages: Mapping[SessionId, int]) -> None:
        """So many pages of these sessions are open at `place`."""
        self._tell(self._presence.tell(place, pages))

    def _tell(self, pages: Mapping[SessionId, int]) -> None:
        self._news.add(Opened(session, count) for session, count in pages.items())

    async def counts(self) -> dict[str, int]:
        return self._registry.counts()

    async def findings(self) -> dict[str, int]:
        """Since the start, by rule."""
        return dict(self._metrics.findings)

    async def count(self, counts: Counts) -> None:
        self._metrics.count(counts)

    async def metrics(self) -> list[Metric]:
        return self._metrics.families(self._registry.counts() | {"most": self._settings.max_sessions})

    async def hibernate(self, session_id: SessionId, name: str) -> bool:
        """Whether the actor is the one on record; it is then ended."""
        await self._recalled
        live = self._registry.lookup(session_id)
        if live is None or not self._registry.release(session_id, name):
            return False
        self._own(asyncio.create_task(self._end(session_id, live)))
        return True

    async def _end(self, session_id: SessionId, live: Live[SessionHandle]) -> None:
        actor, closed = live.handle.actor, True
        with contextlib.suppress(RayError, TimeoutError):
            async with asyncio.timeout(5):
                closed = await actor.close.remote()
        if not closed and self._registry.lookup(session_id) is None:
            self._registry.recall(session_id, live)  # a command came first
            return
        await self._kill_soon(live)

    async def _kill_soon(self, live: Live[SessionHandle]) -> None:
        await asyncio.sleep(0.5)  # the last items of its subscriptions are on their way
        ray.kill(live.handle.actor)

    async def _spawn(self) -> Live[SessionHandle]:
        name = f"{SESSION}{new_session_id()}"
        # Detached: otherwise Ray ends it with this registry, which owns it.
        options = SessionActor.options(name=name, namespace=NAMESPACE, lifetime="detached")
        actor = options.remote(self._settings, name)
        return Live(name, SessionHandle(actor, await actor.relay.remote()))

    async def _adopt(self, live: Live[SessionHandle], session_id: SessionId, resume: bool) -> None:
        try:
            await live.handle.actor.adopt.remote(session_id, resume)
        except RayTaskError:  # it lives, and will not be this session's; mostly, that was deleted meanwhile
            ray.kill(live.handle.actor)
            raise
        self._own(asyncio.create_task(self._replace_when_dead(live, session_id)))

    async def _replace_when_dead(self, live: Live[SessionHandle], session_id: SessionId) -> None:
        """Sees an actor die even if nobody follows its session, and lets its turn go on in the next one."""
        try:
            await live.handle.actor.until_closed.remote()
        except RayError:
            if self._registry.lookup(session_id) == live:
                await self.claim(session_id, live.name)  # which logs why there is none

    def _own(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
