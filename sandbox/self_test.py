"""The attack suite in short, which every driver passes before it is used: boxes that read and that run, end
what does not end and what eats all there is, and let nothing out; one after the other, so that no more than
one of them takes memory. The long form is
tests/contract/test_sandbox_attacks.py.
"""

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Any

from sandbox.contract import Capabilities, Driver, Role, SandboxError

DEADLINE_S = 60.0
LOOP_CPU_MS = 200
_HELLO = "export default function App() { return <p>ready</p>; }"
_LOOP = "export default function App() { while (true) {} }"
_BOMB = "export default function App() { const a = []; for (;;) a.push(new Uint8Array(4e6)) }"
_REACH = """
const names = ["process", "require", "module", "Deno", "Bun", "WebAssembly"];
const found = names.filter((name) => (() => 1).constructor(`return typeof ${name}`)() !== "undefined");
export default () => { throw new Error(`found [${found}]`) };
"""
# What native code in the box tries, as sandbox/agent/attack.mjs names it.
_ATTACKS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("read", {"paths": ["/etc/passwd", "/etc/shadow", "/root", "/home"]}),
    ("write", {}),
    ("signal", {}),
    ("environment", {}),
)
_READ: tuple[tuple[Role, tuple[str, ...]], ...] = (("check", ("compile",)), ("analyse", ("lint", "types")))
FORKS = 100  # more than a box may hold, each Node being about eleven threads
BOMB_MIB = 1024  # more than a box may use


async def self_test(
    tier: str,
    driver: Driver,
    works: str,
    *,
    native: bool,
    box_bytes: int = 0,
    connect: Mapping[str, Any] | None = None,
) -> Capabilities:
    """The result of a probe; never raises. `box_bytes`: as in Capabilities. `native`: the box holds whatever
    runs in it, so that programs may run outside of a VM; its agent is replaced by one that attacks.
    `connect`: what the attack of that name is told of a network that the box may have."""
    try:
        async with asyncio.timeout(DEADLINE_S):
            await _reads(driver)
            await _works(driver)
            await (_holds(driver, connect or {}) if native else _hides(driver))
    except (SandboxError, TimeoutError) as error:
        return Capabilities(tier, False, str(error) or f"No answer within {DEADLINE_S:g} s.")
    bombs = "bombs of memory and of processes" if native else "a memory bomb"
    said = f"{works}: reads and mounts a component, ends an endless loop and {bombs}, lets nothing out."
    return Capabilities(tier, True, said, box_bytes)


async def _reads(driver: Driver) -> None:
    """What all sessions share: it says what it thinks of a component, and does not run it."""
    for role, ops in _READ:
        box = await driver.start(role)
        try:
            for op in ops:
                if (await box.call(op, _one(_HELLO), DEADLINE_S)).get("ok") is not True:
                    raise SandboxError(f"The self-test's component did not pass `{op}`.")
            ran = False
            with contextlib.suppress(SandboxError):
                ran = bool(await box.call("mount", _one(_HELLO), DEADLINE_S))
            if ran:
                raise SandboxError(f"The self-test's component was run in the box for `{role}`.")
        finally:
            await box.kill()


async def _works(driver: Driver) -> None:
    box = await driver.start()
    try:
        hello = await box.call("mount", _one(_HELLO), DEADLINE_S)
        if hello.get("ok") is not True:
            raise SandboxError(f"The self-test's component failed: {str(hello.get('error'))[:500]}")
        loop = await box.call("mount", _one(_LOOP) | {"cpu_ms": LOOP_CPU_MS}, DEADLINE_S)
        if loop.get("ok") is not False:
            raise SandboxError("The self-test's endless loop was not interrupted.")
    finally:
        await box.kill()


async def _hides(driver: Driver) -> None:
    """The VM knows nothing of the process that it is in."""
    box = await driver.start()
    try:
        said = str((await box.call("mount", _one(_REACH), DEADLINE_S)).get("error"))
        if "found []" not in said:
            raise SandboxError(f"The self-test's component reached out of its VM: {said[:500]}")
        ended: Any = False
        with contextlib.suppress(SandboxError):  # then the box has died of it
            ended = (await box.call("mount", _one(_BOMB), DEADLINE_S)).get("ok")
        if ended is not False:
            raise SandboxError("The self-test's memory bomb was not ended.")
    finally:
        await box.kill()


async def _holds(driver: Driver, connect: Mapping[str, Any]) -> None:
    box = await driver.start("hostile")
    try:
        for attack, means in (*_ATTACKS, ("connect", connect)):
            _held(attack, await box.call(attack, means, DEADLINE_S))
    finally:
        await box.kill()
    for bomb, means in (("fork", {"count": FORKS}), ("memory", {"mib": BOMB_MIB})):
        box = await driver.start("hostile")
        try:
            said = await box.call(bomb, means, DEADLINE_S)
        except SandboxError:  # the box has died of it
            continue
        finally:
            await box.kill()
        _held(bomb, said)


def _held(attack: str, said: Mapping[str, Any]) -> None:
    if said.get("escaped") is not False:
        raise SandboxError(f"The self-test's attack `{attack}` came out: {str(said.get('said'))[:500]}")


def _one(text: str) -> dict[str, Any]:
    return {"files": {"App.tsx": text}, "entry": "App.tsx"}
