# pyright: basic
# Ray's own types are partly unknown, and it takes actor classes apart when they are decorated.
"""Every actor of the cluster: its name, what it costs, what happens when it dies.

The classes here only construct the ordinary ones of actors/ inside a Ray process and pass calls through.
Heavy imports (model SDKs, tree-sitter) happen in the constructors, so each process pays for its own only.
Streaming methods never have max_task_retries: Ray would splice two different replies.
"""

import asyncio
import contextlib
import gc
import logging
import os
import time
from collections.abc import AsyncGenerator, Mapping
from typing import Any

import ray
from prometheus_client import Metric
from ray.exceptions import RayError

from actors.metrics import SessionMetrics
from actors.news import Item, News, Opened, Woken
from actors.ports import Ports
from actors.presence import Presence
from actors.refused import Refused
from actors.registry import Busy, Live, Registry
from actors.session import Session
from actors.session_log import Frames
from cluster.logs import log_to
from cluster.ports import (
    GENERATE,
    SCAN_CODE,
    SCAN_PROMPT,
    SUBSCRIBE,
    Books,
    RouterPort,
    ScannerPort,
    SessionHandle,
    VerifierPort,
)
from cluster.relay import Address, Relay
from cluster.settings import ROOT, Settings
from models.contract import ModelError
from models.policy import Ask, Route
from sandbox.contract import Artifact, CheckResult, SandboxError
from stores.contract import Fenced
from stores.sqlite import SqliteStore
from studio import protocol
from studio.counts import Counts
from studio.fixes.known import Mender
from studio.ids import SessionId, new_session_id
from studio.protocol import Finding, ModelInfo, ModelOffer
from studio.scan import PromptScan
from studio.tools.reference import BuiltReference

NAMESPACE = "atelier"
ROUTER, REGISTRY, SANDBOXES = "router", "registry", "sandboxes"
NEWS_WAIT_S = 20.0
CALLS = 100_000  # max_concurrency of asyncio actors: bounded by sessions, not by threads

log = logging.getLogger(__name__)
remote: Any = ray.remote  # its overloads lack max_concurrency


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def relay_host(settings: Settings) -> str:
    """The address that this process's relay listens on."""
    return ray.util.get_node_ip_address() if settings.relay_host == "node" else settings.relay_host


def scanner_name(index: int) -> str:
    return f"scanner-{index}"


@remote(num_cpus=0, max_restarts=-1, max_concurrency=CALLS)
class RouterActor:
    """The only process that reads vendors' keys. What it knows is either kept in its ledger or soon known
    again."""

    def __init__(self, settings: Settings) -> None:
        log_to(settings.data_dir)
        from actors.ledger import Ledger, Limits
        from actors.llm_router import LLMRouter
        from models.access import fleet
        from models.failover import Deadlines

        self._router = LLMRouter(
            fleet(os.environ, sketch_chars_per_s=settings.sketch_chars_per_s or None),
            ledger=Ledger(
                settings.data_dir / "spending.sqlite",
                Limits(settings.turn_usd, settings.user_day_usd, settings.day_usd),
            ),
            deadlines=Deadlines(
                settings.first_token_s,
                settings.local_first_token_s,
                settings.thinking_s,
                settings.stall_s,
                settings.draft_loading_s if settings.draft else 0.0,
            ),
            flush_s=settings.flush_ms / 1000,
            replay=settings.replay,
        )
        gc.collect()
        gc.freeze()  # the SDKs' hundred thousand objects: looking through them stops every stream for 0.1 s
        self._probing = asyncio.get_event_loop().create_task(self._router.run())
        self._relay = Relay({GENERATE: self._router.generate})
        self._host = relay_host(settings)

    async def info(self) -> ModelInfo:
        return await self._router.info()

    async def offers(self) -> list[ModelOffer]:
        return await self._router.offers()

    async def route(self, ask: Ask) -> tuple[Route, ModelInfo] | ModelError | None:
        """None: nobody knows the model that was picked."""
        try:
            return await self._router.route(ask)
        except ModelError as error:
            return error
        except KeyError:
            return None

    async def keep(self, receipt: str) -> None:
        await self._router.keep(receipt)

    async def spending(self) -> dict[str, object]:
        return await self._router.spending()

    async def metrics(self) -> list[Metric]:
        return self._router.metrics()

    async def relay(self) -> Address:
        """Where GENERATE is served."""
        return await self._relay.open(self._host)


@remote(num_cpus=0, max_restarts=-1, max_concurrency=CALLS)
class ScannerActor:
    """Stateless but for syntax trees, which it can always make again."""

    def __init__(self, settings: Settings) -> None:
        log_to(settings.data_dir)
        from actors.scanner import Scanner

        self._scanner = Scanner()
        self._relay = Relay({SCAN_PROMPT: self._prompt, SCAN_CODE: self._code})
        self._host = relay_host(settings)

    async def relay(self) -> Address:
        """Where SCAN_PROMPT and SCAN_CODE are served."""
        return await self._relay.open(self._host)

    async def _prompt(self, text: str) -> AsyncGenerator[PromptScan, None]:
        yield await self._scanner.prompt(text)

    async def _code(self, session_id: SessionId, path: str, text: str) -> AsyncGenerator[list[Finding], None]:
        yield await self._scanner.code(session_id, path, text)


@remote(num_cpus=0, max_restarts=-1, max_concurrency=CALLS)
class SandboxActor:
    """One a node: boxes are local to it and die with it."""

    def __init__(self, settings: Settings) -> None:
        log_to(settings.data_dir)
        from actors.sandbox_meanwhile import SandboxMeanwhile
        from actors.sandbox_pool import SandboxPool
        from sandbox.drivers import STOP_GAP, choose
        from sandbox.shelf import Limits

        agent_dir = ROOT / "sandbox" / "agent"
        chosen = choose(settings.sandbox, agent_dir)
        limits = Limits(settings.boxes, min(settings.warm_boxes, settings.boxes))
        self._pool = SandboxMeanwhile(
            SandboxPool(chosen, limits),
            lambda: SandboxPool(choose(STOP_GAP, agent_dir), Limits(settings.boxes, 0)),
        )
        self._running = asyncio.get_event_loop().create_task(self._pool.run())

    async def verify(
        self, session_id: SessionId, artifact: Artifact
    ) -> AsyncGenerator[str | CheckResult, None]:
        async for said in self._pool.verify(session_id, artifact):
            yield said

    async def ask(
        self, session_id: SessionId, op: str, artifact: Artifact, more: Mapping[str, Any]
    ) -> Mapping[str, Any] | str:
        """A text says why it cannot be done."""
        try:
            return await self._pool.ask(session_id, op, artifact, more)
        except SandboxError as error:
            return str(error)

    async def translate(self, session_id: SessionId, files: dict[str, str]) -> Mapping[str, str] | None:
        """None: the sandbox cannot do it now."""
        try:
            return await self._pool.translate(session_id, files)
        except SandboxError:
            return None

    async def tier(self) -> str:
        return await self._pool.tier()

    async def metrics(self) -> list[Metric]:
        return await self._pool.metrics()

    async def close(self) -> None:
        self._running.cancel()
        await self._pool.close()


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
        count = Books(ray.get_actor(REGISTRY, NAMESPACE)).count
        reference = BuiltReference(ROOT / "web" / "dist" / "docs")
        scanner = ScannerPort(scanners)
        wants_judge = self._settings.judge
        ports = Ports(self._store, router, scanner, verifier, now_ms, mend, count, reference, wants_judge)
        self._session = await Session.open(session_id, ports, resume=resume)
        self._ending = asyncio.create_task(self._end_with_its_log(self._session))
        self._used_at = time.monotonic()
        self._hibernation = asyncio.create_task(self._hibernate_when_idle())

    async def command(self, frame: str) -> protocol.Error | None:
        """Ends the process instead, so that the caller asks its successor, where this one is closed."""
        if self._closed.is_set():
            os._exit(0)
        self._used_at = time.monotonic()
        try:
            await self._adopted().command(protocol.decode_command(frame))
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

    async def until_closed(self) -> None:
        """Returns when the session was closed in good order; a caller sees an error if the process died."""
        await self._closed.wait()

    async def close(self) -> None:
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
                if not await registry.hibernate.remote(session.session_id, self._name):
                    os._exit(0)  # another is on record
                return

    async def _end_with_its_log(self, session: Session) -> None:
        """A log that closed by itself has a newer owner, or a store that failed. The next actor reads it."""
        await session.log.until_closed()
        if not self._closing:
            os._exit(0)


@remote(num_cpus=0, max_restarts=-1, max_concurrency=CALLS)
class RegistryActor:
    """Knows which session is where. If it dies, sessions that live on are fenced off when they are next
    claimed: the store's epoch is what keeps a session's writer single, not this process."""

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

    async def claim(self, session_id: SessionId, lost: str | None) -> Live[SessionHandle] | None:
        """None: the server is full."""
        try:
            return await self._registry.claim(session_id, lost)
        except Busy:
            return None

    async def lookup(self, session_id: SessionId) -> Live[SessionHandle] | None:
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
        live = self._registry.lookup(session_id)
        if live is None or not self._registry.release(session_id, name):
            return False
        self._own(asyncio.create_task(self._end(live.handle.actor)))
        return True

    async def _end(self, actor: Any) -> None:
        with contextlib.suppress(RayError, TimeoutError):
            async with asyncio.timeout(5):
                await actor.close.remote()
        await asyncio.sleep(0.5)  # the last items of its subscriptions are on their way
        ray.kill(actor)

    async def _spawn(self) -> Live[SessionHandle]:
        name = f"session-{new_session_id()}"
        actor = SessionActor.options(name=name, namespace=NAMESPACE).remote(self._settings, name)
        return Live(name, SessionHandle(actor, await actor.relay.remote()))

    async def _adopt(self, live: Live[SessionHandle], session_id: SessionId, resume: bool) -> None:
        await live.handle.actor.adopt.remote(session_id, resume)
        self._own(asyncio.create_task(self._watch(live, session_id)))

    async def _watch(self, live: Live[SessionHandle], session_id: SessionId) -> None:
        """Sees an actor die even if nobody follows its session, and lets its turn go on in the next one."""
        try:
            await live.handle.actor.until_closed.remote()
        except RayError:
            if self._registry.lookup(session_id) == live:
                with contextlib.suppress(Busy, RayError):
                    await self._registry.claim(session_id, live.name)

    def _own(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def start_actors(settings: Settings) -> list[ray.ObjectRef[Any]]:
    """Starts every singleton and pool. Get what comes back to wait until all answer; that raises what a
    constructor raised."""

    def start(actor: Any, name: str) -> Any:
        return actor.options(name=name, namespace=NAMESPACE, lifetime="detached").remote(settings)

    router = start(RouterActor, ROUTER)
    sandboxes = start(SandboxActor, SANDBOXES)
    scanners = [start(ScannerActor, scanner_name(index)) for index in range(settings.scanners)]
    registry = start(RegistryActor, REGISTRY)
    scanning = [scanner.relay.remote() for scanner in scanners]
    return [router.info.remote(), sandboxes.tier.remote(), registry.counts.remote(), *scanning]
