# pyright: basic
# Ray's own types are partly unknown, and it takes actor classes apart when they are decorated.
"""Actor handles as the ports that actors/ calls. What flows with a stream's text goes over cluster/relay.py;
what happens once a turn goes over Ray."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import ray
from ray.exceptions import RayActorError, RayError

from actors.ports import Batch, Unavailable
from actors.session_log import Frames
from cluster import relay
from cluster.relay import Address, Caller, Lost, Method
from models.contract import ModelError, Request
from models.policy import Ask, Route
from sandbox.contract import Artifact, CheckResult, SandboxError
from studio.counts import Counts
from studio.ids import SessionId
from studio.protocol import Finding, ModelInfo
from studio.scan import PromptScan
from studio.spending import Spending

T = TypeVar("T")

SUCCESSOR_S = 30.0  # an actor that starts again imports for some seconds, on a busy machine for many
RETRY_PAUSE_S = 1.0
SILENCE_S = 10.0  # every stream has a heartbeat of 2 s; a scan takes milliseconds

GENERATE = Method("generate", tuple[Request], Batch)
SUBSCRIBE = Method("subscribe", tuple[int], Frames)
SCAN_PROMPT = Method("prompt", tuple[str], PromptScan)
SCAN_CODE = Method("code", tuple[SessionId, str, str, dict[str, str]], list[Finding])


@dataclass(frozen=True, slots=True)
class SessionHandle:
    """A session's actor: commands over Ray, what happens over its relay."""

    actor: Any
    address: Address

    def subscribe(self, after: int) -> AsyncGenerator[Frames, None]:
        """Raises Lost when the actor is gone."""
        return relay.stream(self.address, SILENCE_S, SUBSCRIBE, after)


async def stream(method: Any, *args: object) -> AsyncGenerator[Any, None]:
    """Items of an actor's async generator. Closing this one cancels that one."""
    items = method.options(num_returns="streaming").remote(*args)
    ended = False
    try:
        async for ref in items:
            yield await ref
        ended = True
    finally:
        if not ended:
            # If that raises, the actor is gone, and its generator with it.
            with contextlib.suppress(RayError, ValueError, TypeError):
                ray.cancel(items)


class Patience:
    """How long the successor of an actor that died is waited for."""

    def __init__(self, whom: str) -> None:
        self._whom = whom
        self._until_s = time.monotonic() + SUCCESSOR_S

    async def wait(self, gone: Exception) -> None:
        """Raises Unavailable when it is at its end."""
        if time.monotonic() > self._until_s:
            raise Unavailable(self._whom) from gone
        await asyncio.sleep(RETRY_PAUSE_S)


class RouterPort:
    """If the router dies under a reply, its successor is asked to go on behind the text so far."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle

    async def route(self, ask: Ask) -> tuple[Route, ModelInfo]:
        answer: tuple[Route, ModelInfo] | ModelError | None
        patience = Patience("the router")
        while True:
            try:
                answer = await self._handle.route.remote(ask)
                break
            except RayActorError as gone:
                await patience.wait(gone)
        if answer is None:
            raise KeyError(ask.picked)
        if isinstance(answer, ModelError):
            raise answer
        return answer

    async def keep(self, receipt: str) -> None:
        self._handle.keep.remote(receipt)  # nobody waits for it

    async def generate(self, request: Request) -> AsyncGenerator[Batch, None]:
        """What it cost under a router that died is part of what it costs, and of what its turn may."""
        written, spending = request.written, Spending()
        patience = Patience("the router")
        while True:
            try:
                address = await self._handle.relay.remote()
                spent_usd = request.spent_usd + spending.known_usd
                again = replace(request, written=written, spent_usd=spent_usd)
                async with aclosing(relay.stream(address, SILENCE_S, GENERATE, again)) as batches:
                    async for batch in batches:
                        patience = Patience("the router")
                        written += batch.text
                        yield _in_all(batch, spending)
                        if batch.done:
                            return
                return
            except (Lost, RayActorError) as gone:
                spending.broke_off()
                await patience.wait(gone)


def _in_all(batch: Batch, spending: Spending) -> Batch:
    """The batch, with what the reply has cost before the router that sent it."""
    if batch.done:
        spending.reply_over(batch.usage, batch.cost_usd)
        usage, cost_usd = spending.total
        return replace(batch, usage=usage, cost_usd=cost_usd)
    if batch.spent:
        spending.so_far(*batch.spent)
        return replace(batch, spent=spending.total)
    return batch


class ScannerPort:
    """A session always asks the same scanner of the pool, which has its trees; another if that is gone."""

    def __init__(self, handles: Sequence[Any]) -> None:
        self._handles = handles
        self._callers: dict[int, Caller] = {}

    async def prompt(self, text: str) -> PromptScan:
        return await self._call(hash(text), SCAN_PROMPT, text)

    async def code(
        self, session_id: SessionId, path: str, text: str, others: Mapping[str, str] | None = None
    ) -> list[Finding]:
        return await self._call(hash(session_id), SCAN_CODE, session_id, path, text, dict(others or {}))

    async def _call(self, key: int, method: Method[T], *arguments: object) -> T:
        patience = Patience("the scanners")
        while True:
            try:
                return await self._ask(key % len(self._handles), method, *arguments)
            except (Lost, RayActorError) as gone:
                await patience.wait(gone)
                key += 1

    async def _ask(self, at: int, method: Method[T], *arguments: object) -> T:
        caller = self._callers.get(at)
        if caller is None:
            caller = self._callers[at] = Caller(await self._handles[at].relay.remote(), SILENCE_S)
        try:
            return await caller.call(method, *arguments)
        except Lost:
            self._callers.pop(at, None)  # the next scanner of this name has another address
            raise


class VerifierPort:
    """If the actor of the sandboxes dies under a call, its successor is asked the same, and tells what was
    not told yet."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle

    async def verify(
        self, session_id: SessionId, artifact: Artifact
    ) -> AsyncGenerator[str | CheckResult, None]:
        """Raises Unavailable."""
        begun, ended = set[str](), set[str]()
        patience = Patience("the sandboxes")
        while True:
            known = {str: frozenset(begun), CheckResult: frozenset(ended)}
            try:
                async for said in stream(self._handle.verify, session_id, artifact):
                    check = said if isinstance(said, str) else said.check
                    (begun if isinstance(said, str) else ended).add(check)
                    if check not in known[type(said)]:
                        yield said
                return
            except RayActorError as gone:
                await patience.wait(gone)

    async def ask(
        self, session_id: SessionId, op: str, artifact: Artifact, more: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """As SandboxPool.ask. Raises SandboxError, Unavailable."""
        patience = Patience("the sandboxes")
        while True:
            try:
                said: Mapping[str, Any] | str = await self._handle.ask.remote(session_id, op, artifact, more)
            except RayActorError as gone:
                await patience.wait(gone)
                continue
            if isinstance(said, str):
                raise SandboxError(said)
            return said

    async def keep(self, session_id: SessionId) -> None:
        self._handle.keep.remote(session_id)  # nobody waits for it


class CountsPort:
    """The registry's counts of what sessions tell. One that is away misses some."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle

    def count(self, counts: Counts) -> None:
        self._handle.count.remote(counts)
