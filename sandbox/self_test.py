"""The attack suite in short, which every driver passes before it is used: a box that computes, ends what does
not end, and lets nothing out. The long form is tests/contract/test_sandbox_attacks.py.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from sandbox.contract import Capabilities, Driver, SandboxError

DEADLINE_S = 40.0
LOOP_CPU_MS = 200
_HELLO = "export default function App() { return <p>ready</p>; }"
_LOOP = "export default function App() { while (true) {} }"
_REACH = """
const names = ["process", "require", "module", "Deno", "Bun", "WebAssembly"];
const found = names.filter((name) => (() => 1).constructor(`return typeof ${name}`)() !== "undefined");
export default () => { throw new Error(`found [${found}]`) };
"""
# What native code in the box tries, as sandbox/agent/attack.mjs names it.
_ATTACKS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("read", {"paths": ["/etc/passwd", "/etc/shadow", "/root", "/home"]}),
    ("write", {}),
    ("connect", {}),
    ("signal", {}),
    ("environment", {}),
)


async def self_test(
    tier: str, driver: Driver, works: str, *, native: bool, box_bytes: int = 0
) -> Capabilities:
    """The result of a probe; never raises. `box_bytes`: as in Capabilities. `native`: the box holds whatever
    runs in it, so that programs may run outside of a VM; its agent is replaced by one that attacks."""
    try:
        async with asyncio.timeout(DEADLINE_S):
            await _works(driver)
            await (_holds(driver) if native else _hides(driver))
    except (SandboxError, TimeoutError) as error:
        return Capabilities(tier, False, str(error) or f"No answer within {DEADLINE_S:g} s.")
    said = f"{works}: mounts a component, ends an endless loop, lets nothing out."
    return Capabilities(tier, True, said, box_bytes)


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
    finally:
        await box.kill()


async def _holds(driver: Driver) -> None:
    box = await driver.start("hostile")
    try:
        for attack, means in _ATTACKS:
            said = await box.call(attack, means, DEADLINE_S)
            if said.get("escaped") is not False:
                raise SandboxError(
                    f"The self-test's attack `{attack}` came out: {str(said.get('said'))[:500]}"
                )
    finally:
        await box.kill()


def _one(text: str) -> dict[str, Any]:
    return {"files": {"App.tsx": text}, "entry": "App.tsx"}
