# pyright: basic
# Ray's own types are partly unknown, and it takes actor classes apart when they are decorated.
"""The singletons and pools of the cluster, and what happens when one dies: it is started again.

The classes here only construct the ordinary ones of actors/ inside a Ray process and pass calls through.
Heavy imports (model SDKs, tree-sitter) happen in the constructors, so each process pays for its own only.
Streaming methods never have max_task_retries: Ray would splice two different replies.
"""

import asyncio
import os
from collections.abc import AsyncGenerator, Mapping
from typing import Any

import ray
from prometheus_client import Metric

from cluster.garbage import settle_garbage
from cluster.logs import log_to
from cluster.ports import (
    GENERATE,
    SCAN_CODE,
    SCAN_PROMPT,
)
from cluster.registry_actor import RegistryActor
from cluster.relay import Address, Relay
from cluster.settings import ROOT, Settings
from cluster.shared import CALLS, NAMESPACE, REGISTRY, ROUTER, SANDBOXES, relay_host, remote, scanner_name
from models.contract import ModelError
from models.policy import Ask, Route
from sandbox.contract import Artifact, CheckResult, SandboxError
from studio.ids import SessionId
from studio.protocol import Account, Finding, ModelInfo, ModelOffer
from studio.scan import PromptScan


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
                settings.local_alone_s,
            ),
            flush_s=settings.flush_ms / 1000,
            replay=settings.replay,
            replay_between_users=settings.replay_between_users,
        )
        settle_garbage()
        self._probing = asyncio.get_event_loop().create_task(self._router.run())
        self._relay = Relay({GENERATE: self._router.generate})
        self._host = relay_host(settings)

    async def draft(self) -> str:
        """Whether the draft model can be asked: `loading`, or `ready`, though it may be asleep."""
        from models.access import is_there

        return "ready" if await is_there(os.environ) else "loading"

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

    async def account(self, user: str) -> Account:
        return await self._router.account(user)

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

    async def _code(
        self, session_id: SessionId, path: str, text: str, others: Mapping[str, str]
    ) -> AsyncGenerator[list[Finding], None]:
        yield await self._scanner.code(session_id, path, text, others)


@remote(num_cpus=0, max_restarts=-1, max_concurrency=CALLS)
class SandboxActor:
    """One a node: boxes are local to it and die with it."""

    def __init__(self, settings: Settings) -> None:
        log_to(settings.data_dir)
        from actors.metrics import SandboxMetrics
        from actors.sandbox_meanwhile import SandboxMeanwhile
        from actors.sandbox_pool import SandboxPool
        from sandbox.drivers import STOP_GAP, choose
        from sandbox.shelf import Limits

        agent_dir = ROOT / "sandbox" / "agent"
        chosen = choose(settings.sandbox, agent_dir)
        memory_bytes = settings.sandbox_memory_mb << 20
        limits = Limits(settings.boxes, min(settings.warm_boxes, settings.boxes), memory_bytes)
        least = Limits(settings.boxes, 0, memory_bytes)
        counted = SandboxMetrics()  # of both
        self._pool = SandboxMeanwhile(
            SandboxPool(chosen, limits, metrics=counted),
            lambda: SandboxPool(choose(STOP_GAP, agent_dir), least, metrics=counted),
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

    async def keep(self, session_id: SessionId) -> None:
        await self._pool.keep(session_id)

    async def translate(self, session_id: SessionId, files: dict[str, str]) -> Mapping[str, str] | None:
        """None: the sandbox cannot do it now."""
        try:
            return await self._pool.translate(session_id, files)
        except SandboxError:
            return None

    async def tier(self) -> str:
        return await self._pool.tier()

    async def tier_after(self, tier: str) -> tuple[str, str]:
        return await self._pool.tier_after(tier)

    async def metrics(self) -> list[Metric]:
        return await self._pool.metrics()

    async def close(self) -> None:
        self._running.cancel()
        await self._pool.close()


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
