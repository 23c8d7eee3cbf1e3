"""Each sandbox driver that works on this machine, and how the contract's suites ask one."""

import asyncio
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sandbox.contract import Driver
from sandbox.drivers import DRIVERS
from tests.contract.boxes import AGENT, DEADLINE_S, installed
from tests.contract.cluster_server import Cluster, serving

GOOD = installed()
EACH = [*GOOD, *(["kubernetes"] if "bubblewrap" in GOOD else [])]
HELLO = "export default function App() { return <p>hello</p> }"
LOOP = "export default function App() { while (true) {} }"


@contextmanager
def made(name: str, folder: Path) -> Iterator[Driver]:
    """A driver by its name; a cluster is made for it."""
    if name == "kubernetes":
        with serving(Cluster()) as cluster, cluster.known(folder):
            yield DRIVERS["kubernetes"](AGENT)
    else:
        yield DRIVERS[name](AGENT)


def ask(driver: Driver, *asked: tuple[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The replies of one box."""

    async def talk() -> list[Mapping[str, Any]]:
        box = await driver.start()
        try:
            return [await box.call(op, payload, DEADLINE_S) for op, payload in asked]
        finally:
            await box.kill()

    return asyncio.run(talk())


def ask_each(driver: Driver, payloads: Mapping[str, Any], *ops: str) -> dict[str, list[Mapping[str, Any]]]:
    """The replies of one box for each payload, by its name, in the order of `ops`."""
    replies = iter(ask(driver, *((op, payload) for payload in payloads.values() for op in ops)))
    return {name: [next(replies) for _ in ops] for name in payloads}


def app(text: str, **others: str) -> dict[str, Any]:
    files = {"App.tsx": textwrap.dedent(text)} | {
        path.replace("__", "."): own for path, own in others.items()
    }
    return {"files": files, "entry": "App.tsx"}


def compiled(driver: Driver, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    return ask(driver, ("compile", payload))[0]


def mounted(driver: Driver, text: str, **others: str) -> Mapping[str, Any]:
    return ask(driver, ("mount", app(text, **others)))[0]
