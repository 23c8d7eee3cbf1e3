"""The vendors' models, on local servers that speak their wires: what their contract tests share."""

import asyncio
import pickle
from collections.abc import Callable, Coroutine
from contextlib import aclosing
from typing import Any

from models.access import build, configured
from models.contract import Exchange, Model, ModelError, Request
from studio.protocol import Usage
from tests.contract.wire_servers import (
    KEY,
    VARIABLES,
    Script,
    Seen,
    serve,
)

NAMES = {"anthropic": "claude-sonnet-5-5", "openai": "gpt-6-luna", "gemini": "gemini-3.8-flash"}
VENDORS = tuple(NAMES)
TEXT = "".join(Script().text)
REQUEST = Request("react", "a todo list 🐢", {"App.tsx": "export default 1;"}, (Exchange("earlier", "done"),))


def load_sdks() -> None:
    """Importing the SDKs takes seconds, on a busy machine half a minute: not within a test's deadline."""
    for vendor in VENDORS:
        vendor_model(vendor, Seen("http://127.0.0.1:1"))


def vendor_model(vendor: str, seen: Seen, key: str = KEY) -> Model:
    prefix = VARIABLES[vendor]
    env = {
        "ATELIER_MODEL": f"{vendor}:{NAMES[vendor]}",
        f"{prefix}_API_KEY": key,
        f"{prefix}_BASE_URL": seen.address,
    }
    return build(configured(env)[0], env)


async def read(model: Model, request: Request = REQUEST) -> tuple[list[str], list[Usage]]:
    texts: list[str] = []
    usages: list[Usage] = []
    async with aclosing(model.stream(request)) as items:  # type: ignore[type-var]
        async for item in items:
            if isinstance(item, str):
                assert not usages, "text behind the usage"
                texts.append(item)
            else:
                usages.append(item)
    return texts, usages


def run(work: Callable[[], Coroutine[Any, Any, None]], limit_s: float = 60) -> None:
    asyncio.run(asyncio.wait_for(work(), limit_s))


def failure(vendor: str, script: Script, key: str = KEY) -> tuple[ModelError, list[str | Usage], Seen]:
    """The error that a stream ends with, and what came before it."""
    items: list[str | Usage] = []

    async def work() -> tuple[ModelError, Seen]:
        async with serve(vendor, script) as seen:
            try:
                async for item in vendor_model(vendor, seen, key).stream(REQUEST):
                    items.append(item)
            except ModelError as error:
                return error, seen
            raise AssertionError("the stream ended without an error")

    error, seen = asyncio.run(asyncio.wait_for(work(), 60))
    assert KEY not in repr(error) + error.message
    assert len(error.message) > 20
    assert pickle.loads(pickle.dumps(error)).code == error.code
    assert len(seen.bodies) <= 1, "the SDK retried"
    return error, items, seen
