"""Every sandbox driver, by the name that the settings use: one file and one line here each."""

from collections.abc import Callable
from pathlib import Path

from sandbox.contract import Driver
from sandbox.drivers.doubles import DiesMidCall, NeverReady
from sandbox.drivers.wasm import WasmDriver

# Each is given sandbox/agent, the program that runs inside.
DRIVERS: dict[str, Callable[[Path], Driver]] = {
    "wasm": lambda agent_dir: WasmDriver(agent_dir=agent_dir),
    "never-ready": lambda _: NeverReady(),
    "dies-mid-call": lambda _: DiesMidCall(),
    "off": lambda _: NeverReady("Checks are switched off in the settings.", "off"),
}
AUTO = ("wasm",)  # best first; the first whose probe succeeds is taken


async def choose(name: str, agent_dir: Path) -> Driver:
    """The driver called `name`, or for `auto` the first usable one. Never raises: a driver that is not
    usable says why in its probe."""
    if name != "auto":
        known = DRIVERS.get(name)
        if known is None:
            return NeverReady(f"There is no sandbox driver {name!r}: use auto, {', '.join(DRIVERS)}.", "none")
        return known(agent_dir)
    reasons: list[str] = []
    for candidate in AUTO:
        driver = DRIVERS[candidate](agent_dir)
        said = await driver.probe()
        if said.usable:
            return driver
        reasons.append(f"{said.tier}: {said.reason}")
    return NeverReady(" ".join(reasons), "none")
