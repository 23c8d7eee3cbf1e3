"""Every sandbox driver, by the name that the settings use: one file and one line here each."""

import logging
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sandbox.contract import Box, Capabilities, Driver, Role, SandboxError
from sandbox.drivers.bubblewrap import BubblewrapDriver
from sandbox.drivers.docker import DockerDriver
from sandbox.drivers.doubles import DiesMidCall, NeverReady
from sandbox.drivers.kubernetes import KubernetesDriver
from sandbox.drivers.wasm import WasmDriver
from sandbox.pods import Place

log = logging.getLogger(__name__)

# Each is given sandbox/agent, the program that runs inside.
DRIVERS: dict[str, Callable[[Path], Driver]] = {
    "docker": lambda agent_dir: DockerDriver(agent_dir=agent_dir),
    "bubblewrap": lambda agent_dir: BubblewrapDriver(agent_dir=agent_dir),
    "wasm": lambda agent_dir: WasmDriver(agent_dir=agent_dir),
    "kubernetes": lambda _: KubernetesDriver(Place.read(os.environ)),
    "never-ready": lambda _: NeverReady(),
    "dies-mid-call": lambda _: DiesMidCall(),
    "off": lambda _: NeverReady("Checks are switched off in the settings.", "off"),
}
AUTO = ("docker", "bubblewrap", "wasm")  # best first; a cluster is asked only where it is named
STOP_GAP = "wasm"  # needs nothing, so it can check while a better one is being made ready


class FirstUsable:
    """The first of `drivers` that passes its self-test; which one that is, is seen when it is probed."""

    def __init__(self, drivers: list[Driver]) -> None:
        self._drivers = drivers
        self._taken: Driver | None = None

    async def probe(self) -> Capabilities:
        refused: list[str] = []
        for driver in self._drivers:
            said = await _probed(driver)
            if said.usable:
                self._taken = driver
                reason = " ".join([said.reason, *refused])
                return replace(said, reason=reason)
            refused.append(f"Not {said.tier}: {said.reason}")
        return Capabilities("none", False, " ".join(refused))

    async def start(self, role: Role = "run") -> Box:
        if self._taken is None:
            raise SandboxError("No sandbox driver has passed its self-test.")
        return await self._taken.start(role)


async def _probed(driver: Driver) -> Capabilities:
    """One that breaks is refused like any other: the next one may work."""
    try:
        return await driver.probe()
    except Exception as error:
        log.exception("the probe of %s broke", type(driver).__name__)
        return Capabilities(type(driver).__name__, False, f"Its probe broke: {error}")


def choose(name: str, agent_dir: Path) -> Driver:
    """The driver called `name`, or for `auto` the first usable one. One that cannot be used says why in its
    probe."""
    if name == "auto":
        return FirstUsable([DRIVERS[candidate](agent_dir) for candidate in AUTO])
    known = DRIVERS.get(name)
    if known is None:
        return NeverReady(f"There is no sandbox driver {name!r}: use auto, {', '.join(DRIVERS)}.", "none")
    return known(agent_dir)
