# pyright: basic
# Ray's own types are partly unknown, and it takes actor classes apart when they are decorated.
"""One session's actor: actors/session.py in a Ray process, with the others behind its ports.

Started blank and adopted by cluster/registry_actor.py, followed and commanded by cluster/gateway.py.
"""

import asyncio
import contextlib
import logging
import os
import time
from collections.abc import AsyncGenerator
from typing import Any

import ray
from ray.exceptions import RayActorError

from actors.ports import Ports
from actors.refused import Refused
from actors.session import Session
from actors.session_log import Frames
from cluster.logs import log_to
from cluster.ports import SUBSCRIBE, CountsPort, RouterPort, ScannerPort, VerifierPort
from cluster.relay import Address, Relay
from cluster.settings import ROOT, Settings
from cluster.shared import (
    CALLS,
    NAMESPACE,
    REGISTRY,
    ROUTER,
    SANDBOXES,
    now_ms,
    relay_host,
    remote,
    scanner_name,
)
from stores.contract import Fenced
from stores.sqlite import SqliteStore
from studio import protocol
from studio.fixes.known import Mender
from studio.ids import SessionId
from studio.tools.reference import BuiltReference

log = logging.getLogger(__name__)


@remote(num_cpus=0, max_restarts=0, max_concurrency=CALLS)
class SessionActor:
    """Blank until adopted, then one session's for life. Its death is seen in 10 ms; the registry starts
    another from the store."""

    def __init__(self, settings: Settings, name: str) -> None:
        log_to(settings.data_dir)
        self._settings = settings
        self._name = name
        self._store = SqliteStore(settings.data_dir)
        self._session: Session | None = None
        self._hibernation: asyncio.Task[None] | None = None
        self._ending: asyncio.Task[None] | None = None
        self._closing = False
        self._closed = asyncio.Event()
        self._used_at = time.monotonic()
        self._relay = Relay({SUBSCRIBE: self._subscribe})
        self._host = relay_host(settings)

    async def relay(self) -> Address:
        """Where SUBSCRIBE is served."""
        return await self._relay.open(self._host)

    async def adopt(self, session_id: SessionId, resume: bool) -> None:
        router = RouterPort(ray.get_actor(ROUTER, NAMESPACE))
        scanners = [ray.get_actor(scanner_name(index), NAMESPACE) for index in range(self._settings.scanners)]
        verifier = VerifierPort(ray.get_actor(SANDBOXES, NAMESPACE))
        mend = Mender(ROOT / "sandbox" / "agent" / "dist" / "packages.json")
        count = CountsPort(ray.get_actor(REGISTRY, NAMESPACE)).count
        reference = BuiltReference(ROOT / "web" / "dist" / "docs")
        scanner = ScannerPort(scanners)
        wants_judge = self._settings.judge
        ports = Ports(self._store, router, scanner, verifier, now_ms, mend, count, reference, wants_judge)
        self._session = await Session.open(session_id, ports, resume=resume)
        self._ending = asyncio.create_task(self._end_with_its_log(self._session))
        self._used_at = time.monotonic()
        self._hibernation = asyncio.create_task(self._hibernate_when_idle())

    async def command(self, command: protocol.Command) -> protocol.Error | None:
        """Ends the process instead, so that the caller asks its successor, where this one is closed."""
        if self._closing:
            os._exit(0)
        self._used_at = time.monotonic()
        try:
            await self._adopted().command(command)
        except Refused as refused:
            return refused.notice
        except Fenced:
            os._exit(0)
        except Exception:
            log.exception("session %s: a command failed", self._adopted().session_id)
            return protocol.Error("internal", "The server could not do this now. Try again.", True)
        return None

    def _subscribe(self, after: int) -> AsyncGenerator[Frames, None]:
        return self._adopted().log.subscribe(after)

    async def whose(self) -> SessionId | None:
        return self._session.session_id if self._session is not None and not self._closing else None

    async def until_closed(self) -> None:
        """Returns when the session was closed in good order; a caller sees an error if the process died."""
        await self._closed.wait()

    async def close(self) -> bool:
        """False: a command came first, so this one stays."""
        if self._session is not None and self._session.busy:
            self._hibernation = asyncio.create_task(self._hibernate_when_idle())
            return False
        await self.end()
        return True

    async def end(self) -> None:
        """At once, whatever runs; nothing of that is recorded any more."""
        self._closing = True
        if self._session is not None:
            await self._session.close()
        await self._store.close()
        self._closed.set()

    def _adopted(self) -> Session:
        if self._session is None:
            raise RuntimeError("a blank session actor was called")
        return self._session

    async def _hibernate_when_idle(self) -> None:
        """Asks the registry to end this process, which it does once no new command can reach it."""
        session, limit_s = self._adopted(), self._settings.hibernate_s
        registry: Any = ray.get_actor(REGISTRY, NAMESPACE)
        while True:
            await asyncio.sleep(limit_s / 4)
            if session.busy:
                self._used_at = time.monotonic()
            elif time.monotonic() - self._used_at > limit_s:
                with contextlib.suppress(RayActorError):  # it starts again: ask later
                    if not await registry.hibernate.remote(session.session_id, self._name):
                        os._exit(0)  # another is on record
                    return

    async def _end_with_its_log(self, session: Session) -> None:
        """A log that closed by itself has a newer owner, or a store that failed. The next actor reads it."""
        await session.log.until_closed()
        if not self._closing:
            os._exit(0)
