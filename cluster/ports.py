# pyright: basic
# Ray's own types are partly unknown, and it takes actor classes apart when they are decorated.
"""Actor handles as the ports that actors/ calls. The transport of the token path is `stream` alone: whoever
wants a cheaper one than Ray's generators replaces that function."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import ray
from ray.exceptions import RayActorError, RayError

from actors.ports import Batch
from models.contract import Request
from sandbox.contract import Artifact, CheckResult
from studio.ids import SessionId
from studio.protocol import Finding, ModelInfo

T = TypeVar("T")

ROUTER_TRIES = 3
RETRY_PAUSE_S = 1.0


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


class RouterPort:
    """If the router dies under a reply, its successor is asked to go on behind the text so far."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle

    async def info(self) -> ModelInfo:
        return await self._handle.info.remote()

    async def generate(self, request: Request) -> AsyncGenerator[Batch, None]:
        written = request.written
        for tried in range(ROUTER_TRIES):
            batches = stream(self._handle.generate, replace(request, written=written))
            try:
                async for batch in batches:
                    written += batch.text
                    yield batch
                    if batch.done:
                        return
                return
            except RayActorError:
                if tried == ROUTER_TRIES - 1:
                    raise
                await asyncio.sleep(RETRY_PAUSE_S)
            finally:
                await batches.aclose()


class ScannerPort:
    """A session always asks the same scanner of the pool, which has its trees; another if that is gone."""

    def __init__(self, handles: Sequence[Any]) -> None:
        self._handles = handles

    async def prompt(self, text: str) -> list[Finding]:
        return await self._call("prompt", hash(text), text)

    async def code(self, session_id: SessionId, path: str, text: str) -> list[Finding]:
        return await self._call("code", hash(session_id), session_id, path, text)

    async def _call(self, method: str, key: int, *args: object) -> list[Finding]:
        first = key % len(self._handles)
        order = [*self._handles[first:], *self._handles[:first]]
        for handle in order:
            try:
                return await getattr(handle, method).remote(*args)
            except RayActorError:
                await asyncio.sleep(RETRY_PAUSE_S)
        return await getattr(order[0], method).remote(*args)


class VerifierPort:
    def __init__(self, handle: Any) -> None:
        self._handle = handle

    async def verify(
        self, session_id: SessionId, artifact: Artifact
    ) -> AsyncGenerator[str | CheckResult, None]:
        async for said in stream(self._handle.verify, session_id, artifact):
            yield said

    async def tier(self) -> str:
        return await self._handle.tier.remote()
