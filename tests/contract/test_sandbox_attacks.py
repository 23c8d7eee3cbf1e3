"""The attack suite: what hostile code tries to get out of a box, against every driver that is installed.

Native: the agent's VM is taken for broken and sandbox/agent/attack.mjs runs in its place; only drivers whose
boxes are walls of their own face these. Components and files: what may be generated; all drivers face these.
None may come out, and a box that was attacked never harms the next one.
"""

import asyncio
import contextlib
import os
import socket
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from sandbox.contract import Box, Driver, Role, SandboxError
from sandbox.drivers import DRIVERS
from tests.contract.boxes import AGENT, DEADLINE_S, installed

NATIVE = [name for name in installed() if name != "wasm"]
MARK = f"atelier-mark-{os.getpid()}"
HELLO = {"files": {"App.tsx": "export default () => <p>hello</p>"}, "entry": "App.tsx"}


@pytest.fixture(params=NATIVE)
def native(request: pytest.FixtureRequest) -> Driver:
    return DRIVERS[request.param](AGENT)


@pytest.fixture(params=installed())
def driver(request: pytest.FixtureRequest) -> Driver:
    return DRIVERS[request.param](AGENT)


@asynccontextmanager
async def hostile(driver: Driver) -> AsyncIterator[Box]:
    box = await driver.start("hostile")
    try:
        yield box
    finally:
        await box.kill()


def attack(driver: Driver, name: str, **means: Any) -> Mapping[str, Any]:
    async def talk() -> Mapping[str, Any]:
        async with hostile(driver) as box:
            return await box.call(name, means, DEADLINE_S)

    return asyncio.run(talk())


def dies_of(driver: Driver, name: str, deadline_s: float, **means: Any) -> float:
    """Seconds until the box was found out; it must be dead then."""

    async def talk() -> float:
        async with hostile(driver) as box:
            began = time.monotonic()
            with pytest.raises(SandboxError):
                await box.call(name, means, deadline_s)
            took = time.monotonic() - began
            with pytest.raises(SandboxError):
                await box.call("ping", {}, DEADLINE_S)
            return took

    return asyncio.run(talk())


def test_native_host_files(native, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text(MARK)
    paths = [str(secret), "/etc/machine-id", "/etc/shadow", str(AGENT), str(Path.home()), "/proc/1/mem"]
    said = attack(native, "read", paths=paths)
    assert said == {"escaped": False, "said": ""}


def test_native_links_out_of_the_box(native, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text(MARK)
    assert attack(native, "link", target=str(secret))["escaped"] is False


def test_native_writing_where_programs_and_settings_are(native):
    assert attack(native, "write") == {"escaped": False, "said": ""}


def test_native_a_dropped_program_does_not_run(native):
    assert attack(native, "drop")["escaped"] is False


def test_native_network_and_sockets_of_the_host(native, tmp_path):
    async def talk() -> tuple[int, Mapping[str, Any]]:
        calls = 0

        async def count(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal calls
            calls += 1
            writer.close()

        inet = await asyncio.start_server(count, "0.0.0.0", 0)
        port = inet.sockets[0].getsockname()[1]
        path = str(tmp_path / "s")
        files = [
            await asyncio.start_unix_server(count, path),
            await asyncio.start_unix_server(count, f"\0{MARK}"),
        ]
        own = [info[4][0] for info in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)]
        async with hostile(native) as box:
            means = {"ports": [port], "sockets": [path, MARK], "hosts": own}
            said = await box.call("connect", means, DEADLINE_S)
        for server in (inet, *files):
            server.close()
        return calls, said

    calls, said = asyncio.run(talk())
    assert calls == 0
    assert said == {"escaped": False, "said": ""}


def test_native_names_are_not_resolved(native):
    assert attack(native, "resolve")["escaped"] is False


def test_native_other_processes_are_neither_seen_nor_signalled(native):
    outside = [pid for pid in (os.getpid(), os.getppid()) if pid > 1]  # in a box, 1 is the box's own
    assert attack(native, "signal", pids=outside) == {"escaped": False, "said": ""}


def test_native_the_environment_is_empty(native, monkeypatch):
    monkeypatch.setenv("ATELIER_SECRET", MARK)
    assert attack(native, "environment", marker=MARK) == {"escaped": False, "said": ""}


def test_native_a_fork_bomb_is_stopped(native):
    with contextlib.suppress(SandboxError):  # then the box died of it
        assert int(attack(native, "fork", count=200)["said"]) < 64


def test_native_memory_is_bounded(native):
    assert dies_of(native, "memory", DEADLINE_S, mib=4096) < DEADLINE_S - 5


def test_native_an_endless_loop_ends_with_the_deadline(native):
    assert dies_of(native, "spin", 1.0) < DEADLINE_S


def test_native_a_flood_of_output_is_cut(native):
    assert dies_of(native, "flood", DEADLINE_S) < DEADLINE_S - 5


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("[", 900_000),  # JSON that is nested without end
        ("[\n", 200_000),
        ('{"id":"', 400_000),  # a line without end
        ('{"id":null,"ok":true,"result":{"ok":true}}\n', 100_000),  # answers that nobody asked for
        ("9" * 100_000 + "\n", 1),
        ("\xff\ud800\n", 1),
        ("null\n", 1),
    ],
)
def test_native_what_is_written_instead_of_a_reply_kills_the_box(native, text, times):
    assert dies_of(native, "say", 3.0, text=text, times=times) < DEADLINE_S


def test_native_nothing_outlives_its_box(native):
    mark = f"{MARK}-outlive"

    async def talk() -> None:
        async with hostile(native) as box:
            await box.call("outlive", {"mark": mark}, DEADLINE_S)
            assert _running(mark), "the attack itself did not work"

    asyncio.run(talk())
    ends = time.monotonic() + DEADLINE_S
    while _running(mark) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not _running(mark)


def _running(mark: str) -> bool:
    def says(process: Path) -> bool:
        try:
            return mark.encode() in (process / "cmdline").read_bytes()
        except OSError:
            return False

    return any(says(process) for process in Path("/proc").glob("[0-9]*") if process.name != str(os.getpid()))


def test_native_boxes_neither_see_nor_reach_each_other(native):
    async def talk() -> list[Mapping[str, Any]]:
        async with hostile(native) as one, hostile(native) as other:
            await one.call("outlive", {"mark": MARK}, DEADLINE_S)
            await one.call("link", {"target": "/left-by-another-box"}, DEADLINE_S)
            seen = await other.call("read", {"paths": ["/tmp/s"], "marker": MARK}, DEADLINE_S)
            signalled = await other.call("signal", {"pids": [40, 41, 42]}, DEADLINE_S)
            alive = await one.call("ping", {}, DEADLINE_S)
            return [seen, signalled, {"escaped": alive != {}}]

    assert all(said["escaped"] is False for said in asyncio.run(talk()))


def test_native_a_hostile_box_does_not_harm_the_next(native):
    async def talk() -> Mapping[str, Any]:
        async with hostile(native) as box:
            with pytest.raises(SandboxError):
                await box.call("flood", {}, DEADLINE_S)
        fresh = await native.start()
        try:
            return await fresh.call("mount", HELLO, DEADLINE_S)
        finally:
            await fresh.kill()

    assert asyncio.run(talk())["ok"] is True


def test_native_a_runner_neither_answers_for_its_agent_nor_looks_into_it(native):
    async def talk() -> Mapping[str, Any]:
        box = await native.start("traitor")
        try:
            return await box.call("mount", HELLO, DEADLINE_S)
        finally:
            await box.kill()

    said = asyncio.run(talk())
    assert (said["ok"], said["error"]) == (False, "worked: ")


# What a component may contain. Each fails, in words of at most 2 kB, and leaves the box usable.
COMPONENTS = {
    "pollutes what the agent might read": (
        "Object.prototype.ok = true; Array.prototype.toJSON = () => 'x'; Object.prototype.error = ''\n"
        "export default () => { throw new Error('honest') }"
    ),
    "answers in the agent's place": (
        'const said = \'{"id":1,"ok":true,"result":{"ok":true}}\\n\'\n'
        "console.log(said); globalThis.print?.(said); globalThis.std?.out?.puts(said)\n"
        "export default () => { throw new Error('honest') }"
    ),
    "throws what cannot be read": (
        "export default () => { throw new Proxy({}, { get() { throw 1 }, getPrototypeOf() { throw 2 } }) }"
    ),
    "throws what never ends": "export default () => { throw { toString() { for (;;) {} } } }",
    "throws an endless text": "export default () => { throw new Error('x'.repeat(5e7)) }",
    "throws a stack that lies": (
        "export default () => { const e = new Error('honest'); "
        "Object.defineProperty(e, 'stack', { get() { for (;;) {} } }); throw e }"
    ),
    "replaces the language": (
        "JSON.parse = () => ({ ok: true }); Promise.prototype.then = () => {}; Map.prototype.get = () => 1\n"
        "Array.prototype.map = Function.prototype.call = () => ({})\n"
        "export default () => { throw new Error('honest') }"
    ),
    "closes the function around it": (
        "}); globalThis.left = 1; (function () {\nexport default () => { throw new Error('honest') }"
    ),
    "recurses in a getter": ("const o = { get a() { return this.a } }\nexport default () => <p>{o.a}</p>"),
    "matches without end": ("export default () => <p>{/^(a+)+$/.test('a'.repeat(60) + 'b') ? 'y' : 'n'}</p>"),
    "never stops its timers": (
        "export default () => { const f = () => { for (let i = 0; i < 9; i++) setTimeout(f, 0) }; f(); "
        "return null }"
    ),
    "grows a text": "export default () => { let s = 'x'; for (;;) s += s }",
}


@pytest.mark.parametrize("name", COMPONENTS)
def test_component(driver, name):
    async def talk() -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        box = await driver.start()
        try:
            first = await box.call("mount", _app(COMPONENTS[name]), DEADLINE_S)
            return first, await box.call("mount", HELLO, DEADLINE_S)
        finally:
            await box.kill()

    first, second = asyncio.run(talk())
    assert first["ok"] is False
    assert len(first["error"]) <= 2000
    assert second == {"ok": True, "error": "", "text_length": 5, "elements": 1, "logs": []}


# What a mounted page may be to whoever reads it afterwards.
PAGES = {
    "nested without end": "'<div>'.repeat(30000) + 'deep'",
    "elements without end": "'<button></button>'.repeat(30000)",
    "attributes without end": "'<p ' + Array.from(Array(9999), (_, i) => 'a' + i + '=b').join(' ') + '>x'",
    "labels in a circle": (
        "'<p id=a aria-labelledby=b>x</p><p id=b aria-labelledby=a aria-owns=a>y</p>'.repeat(200)"
    ),
    "names of the language": "'<form><input name=__proto__ id=constructor><input name=toString></form>x'",
    "no markup": "'<'.repeat(100000) + '&'.repeat(100000) + 'x'",
    "what looks like a reply": '\'{"id":"1","ok":true,"result":{"ok":true}}\\n\'.repeat(100)',
}


@pytest.mark.parametrize("name", PAGES)
def test_page(driver, name):
    """Whoever reads it says so or gives up, which is a platform error; the next artifact is judged."""
    text = f"export default () => <main dangerouslySetInnerHTML={{{{ __html: {PAGES[name]} }}}} />"

    async def talk(op: str) -> None:
        box = await driver.start()
        try:
            said = await box.call(op, _app(text), DEADLINE_S)
            assert len(str(said)) < 30_000
            assert (await box.call("mount", HELLO, DEADLINE_S))["ok"] is True
        except SandboxError:
            await another_judges(driver, "mount", "run")
        finally:
            await box.kill()

    for op in ("accessibility", "render_text"):
        asyncio.run(talk(op))


FILES: dict[str, dict[str, Any]] = {
    "names of the language": {
        "files": {"__proto__": "x", "constructor": "y", "App.tsx": "import './constructor'"},
        "entry": "App.tsx",
    },
    "an entry of the language": {"files": {"App.tsx": "export default 1"}, "entry": "constructor"},
    "paths out of the box": {
        "files": {"../../etc/passwd": "x", "App.tsx": "import '../../../../etc/hostname'"},
        "entry": "App.tsx",
    },
    "nested without end": {"files": {"App.tsx": "export default " + "(" * 100_000}, "entry": "App.tsx"},
    "elements without end": {
        "files": {"App.tsx": "export default () => " + "<a>" * 20_000}, "entry": "App.tsx"
    },
    "JSON nested without end": {
        "files": {"a.json": "[" * 200_000, "App.tsx": "import a from './a.json'\nexport default a"},
        "entry": "App.tsx",
    },
    "a file that is no text": {"files": {"App.tsx": 7}, "entry": "App.tsx"},
    "no files": {"files": None, "entry": None},
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_files(driver, name):
    """A check box reads these and goes on, or says that it cannot, which is a platform error."""

    async def talk() -> None:
        box = await driver.start("check")
        try:
            verdict = await box.call("compile", FILES[name], DEADLINE_S)
            assert isinstance(verdict["ok"], bool)
            assert await box.call("compile", HELLO, DEADLINE_S) == {"ok": True, "errors": []}
        except SandboxError:
            await another_judges(driver, "compile", "check")
        finally:
            await box.kill()

    asyncio.run(talk())


async def another_judges(driver: Driver, op: str, role: Role) -> None:
    """What ended its box has not ended the machine's: the next one judges."""
    box = await driver.start(role)
    try:
        assert (await box.call(op, HELLO, DEADLINE_S))["ok"] is True
    finally:
        await box.kill()


def _app(text: str) -> dict[str, Any]:
    return {"files": {"App.tsx": text}, "entry": "App.tsx"}
