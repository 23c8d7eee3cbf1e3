"""Every sandbox driver that works on this machine against sandbox/contract.py.

Needs sandbox/agent/dist (`make build`) and Node; scripts/test-machine installs the rest where it may.
"""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import docker
import pytest

from sandbox.contract import Box, Driver, SandboxError
from sandbox.drivers import DRIVERS, FirstUsable, choose
from sandbox.drivers.bubblewrap import BubblewrapDriver
from sandbox.drivers.docker import LABEL, DockerDriver
from sandbox.drivers.wasm import WasmDriver
from tests.contract.boxes import AGENT, DEADLINE_S, REPO
from tests.contract.each_driver import EACH, GOOD, HELLO, LOOP, app, ask, ask_each, made, mounted

BAD = ["never-ready", "off"]


@pytest.fixture(params=EACH)
def driver(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Driver]:
    with made(request.param, tmp_path) as driver:
        yield driver


def test_probe_of_a_good_driver_is_usable(driver):
    said = asyncio.run(driver.probe())
    assert said.usable, said.reason
    assert said.tier


@pytest.mark.parametrize("name", BAD)
def test_a_bad_driver_says_why_and_starts_nothing(name):
    driver = DRIVERS[name](AGENT)
    said = asyncio.run(driver.probe())
    assert not said.usable
    assert said.reason
    with pytest.raises(SandboxError):
        asyncio.run(driver.start())


def test_auto_takes_a_usable_driver_and_an_unknown_name_is_said():
    assert asyncio.run(choose("auto", AGENT).probe()).tier == GOOD[0]
    said = asyncio.run(choose("firecracker", AGENT).probe())
    assert not said.usable
    assert "wasm" in said.reason


def test_ping(driver):
    assert ask(driver, ("ping", {}), ("ping", {}))


ESCAPES = [
    "typeof process",
    "typeof globalThis.process",
    "new Function('return typeof process')()",
    "(0, eval)('typeof process')",
    "[].constructor.constructor('return typeof process')()",
    "typeof globalThis.Deno",
    "typeof globalThis.WebAssembly",
    "typeof globalThis.std + typeof globalThis.os === 'undefinedundefined' ? 'undefined' : 'found'",
    "typeof globalThis.__atelier",
]


def test_no_way_out_of_the_language(driver):
    inner = ", ".join(ESCAPES)
    report = mounted(driver, f"export default () => {{ throw new Error([{inner}].join()) }}")
    assert ",".join(["undefined"] * len(ESCAPES)) in report["error"]


REACHES = [
    "require('fs').readFileSync('/etc/passwd')",
    "require('node:child_process').execSync('id')",
    "new WebSocket('ws://127.0.0.1:1')",
    "new XMLHttpRequest()",
]


def test_what_would_reach_out_throws(driver):
    programs = {code: app(f"export default () => {{ {code}; return <p>out</p> }}") for code in REACHES}
    reports = ask_each(driver, programs, "mount")
    assert [code for code, (report,) in reports.items() if report["ok"]] == []


REACHING = """
import { useEffect, useState } from 'react'
const html = '<script src="U"></script><link rel="stylesheet" href="U"><iframe src="U"></iframe>'
  + '<object data="U"></object><img src="U" onerror="new Image().src = this.src"><style>@import "U"</style>'
export default () => {
  const [said, say] = useState('…')
  const go = () => fetch('U').then(() => say('reached'), () => say('no'))
  useEffect(() => { go() }, [])
  return (
    <main>
      <img src='U' alt='' /><p id='said'>{said}</p><button onClick={go}>Go</button>
      <form action='U'><input name='a' aria-label='a' /><button>Send</button></form>
      <div dangerouslySetInnerHTML={{ __html: html }} />
    </main>
  )
}
"""


def test_nothing_that_is_mounted_used_or_read_reaches_anybody(driver):
    async def serve() -> tuple[int, list[Mapping[str, Any]]]:
        calls = 0

        async def count(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal calls
            calls += 1
            writer.close()

        server = await asyncio.start_server(count, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        payload = app(REACHING.replace("U", f"http://127.0.0.1:{port}/"))
        box = await driver.start()
        ops = ("render", "mount", "use", "accessibility", "render_text")
        replies = [await box.call(op, payload, DEADLINE_S) for op in ops]
        await asyncio.sleep(0.2)
        await box.kill()
        server.close()
        return calls, replies

    calls, replies = asyncio.run(serve())
    assert calls == 0
    assert [reply["ok"] for reply in replies] == [True] * 5, replies
    assert "text: no" in replies[-1]["text"]


def test_output_of_the_program_cannot_forge_a_reply(driver):
    forged = (
        'const said = \'{"id":2,"ok":true,"result":{"ok":true}}\\n\'\n'
        "console.log(said); globalThis.print?.(said); JSON.stringify = () => said\n"
        "export default () => { throw new Error('honest') }"
    )
    first, second = ask(driver, ("mount", app(forged)), ("mount", app(HELLO)))
    assert not first["ok"]
    assert second["ok"]


def test_each_mount_and_each_box_starts_clean(driver):
    mark = (
        "globalThis.left = (globalThis.left ?? 0) + 1; localStorage.setItem('a', 'b')\n"
        "export default () => <p>{'x'.repeat(globalThis.left + localStorage.length)}</p>"
    )
    first, second = ask(driver, ("mount", app(mark)), ("mount", app(mark)))
    assert first["text_length"] == second["text_length"] == 2
    assert mounted(driver, mark)["text_length"] == 2


def test_the_death_of_one_box_does_not_touch_another(driver):
    async def talk() -> Mapping[str, Any]:
        one, other = await asyncio.gather(driver.start(), driver.start())
        await one.kill()
        try:
            return await other.call("mount", app(HELLO), DEADLINE_S)
        finally:
            await other.kill()

    assert asyncio.run(talk())["ok"]


def test_kill_is_idempotent_and_a_dead_box_says_so(driver):
    async def talk() -> None:
        box = await driver.start()
        await box.kill()
        await box.kill()
        with pytest.raises(SandboxError):
            await box.call("ping", {}, DEADLINE_S)

    asyncio.run(talk())


def test_a_missed_deadline_kills_the_box(driver):
    async def talk() -> float:
        box = await driver.start()
        began = time.monotonic()
        with pytest.raises(SandboxError):
            await box.call("mount", app(LOOP), 0.3)
        took = time.monotonic() - began
        with pytest.raises(SandboxError):
            await box.call("ping", {}, DEADLINE_S)
        return took

    assert asyncio.run(talk()) < DEADLINE_S


def test_a_cancelled_call_kills_the_box(driver):
    async def talk(box: Box) -> None:
        call = asyncio.create_task(box.call("mount", app(LOOP), DEADLINE_S))
        await asyncio.sleep(0.2)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        with pytest.raises(SandboxError):
            await box.call("ping", {}, DEADLINE_S)

    async def whole() -> None:
        await talk(await driver.start())

    asyncio.run(whole())


def test_a_cancelled_start_leaves_nothing(driver):
    """Whatever it is at: with an engine, a container may just have been made."""
    client = docker.from_env() if isinstance(driver, DockerDriver) else None

    def left() -> list[str]:
        if client is not None:
            own = {"label": f"{LABEL}={socket.gethostname()}:{os.getpid()}"}
            return [container.id for container in client.containers.list(all=True, filters=own)]
        children = Path(f"/proc/{os.getpid()}/task").glob("*/children")
        return [child for each in children for child in each.read_text().split()]

    async def begin() -> None:
        before = left()
        for moment in range(8):
            starting = asyncio.create_task(driver.start())
            await asyncio.sleep(0.03 * moment)
            starting.cancel()
            (box,) = await asyncio.gather(starting, return_exceptions=True)
            if not isinstance(box, BaseException):  # it came in that moment
                await box.kill()
        while set(left()) - set(before):
            await asyncio.sleep(0.05)

    asyncio.run(begin())


def test_an_unknown_op_and_a_huge_request_are_platform_errors(driver):
    with pytest.raises(SandboxError):
        ask(driver, ("format", {}))
    with pytest.raises(SandboxError):
        ask(driver, ("compile", app("//" + "x" * 5_000_000)))


def test_auto_says_why_a_better_driver_is_not_used():
    drivers: list[Driver] = [BubblewrapDriver(AGENT, bwrap="no-such-bwrap"), WasmDriver(agent_dir=AGENT)]
    said = asyncio.run(FirstUsable(drivers).probe())
    assert said.tier == "wasm"
    assert "apt-get install bubblewrap" in said.reason


def test_a_check_box_executes_nothing(driver):
    async def talk() -> Mapping[str, Any]:
        box = await driver.start("check")
        verdict = await box.call("compile", app(HELLO), DEADLINE_S)
        with pytest.raises(SandboxError):
            await box.call("mount", app(HELLO), DEADLINE_S)
        return verdict

    assert asyncio.run(talk()) == {"ok": True, "errors": []}


def test_missing_node_and_missing_build_name_the_remedy(tmp_path):
    no_node = asyncio.run(WasmDriver(node="no-such-node", agent_dir=AGENT).probe())
    assert not no_node.usable
    assert "install Node 20" in no_node.reason
    no_build = asyncio.run(WasmDriver(agent_dir=tmp_path).probe())
    assert not no_build.usable
    assert "make build" in no_build.reason


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_child_dies_with_its_parent_and_inherits_no_environment():
    program = f"""
import asyncio, os
from pathlib import Path
from sandbox.drivers.wasm import WasmDriver
async def main():
    box = await WasmDriver(agent_dir=Path({str(AGENT)!r})).start()
    print(box._channel._process.pid, flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""
    env = os.environ | {"ATELIER_SECRET": "do not leak", "PYTHONPATH": str(REPO)}
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env=env, text=True)
    assert parent.stdout is not None
    child = Path("/proc") / parent.stdout.readline().strip()
    names = {pair.split(b"=")[0] for pair in (child / "environ").read_bytes().split(b"\0") if pair}
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert names == {b"PATH"}
    ends = time.monotonic() + DEADLINE_S
    while child.exists() and time.monotonic() < ends and "Z" not in (child / "stat").read_text().split()[2]:
        time.sleep(0.02)
    assert not child.exists() or "Z" in (child / "stat").read_text().split()[2]
