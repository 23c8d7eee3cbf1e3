"""Every sandbox driver that works on this machine against sandbox/contract.py.

Needs sandbox/agent/dist (`make build`) and Node; scripts/test-machine installs the rest where it may.
"""

import asyncio
import json
import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from sandbox.contract import Box, Driver, Overused, SandboxError
from sandbox.drivers import DRIVERS, FirstUsable, choose
from sandbox.drivers.bubblewrap import BubblewrapDriver
from sandbox.drivers.wasm import WasmDriver
from tests.contract.boxes import AGENT, DEADLINE_S, REPO, installed
from tests.contract.cluster_server import Cluster, serving

CORPUS = REPO / "web" / "preview" / "corpus"
GOOD = installed()
BAD = ["never-ready", "off"]


@pytest.fixture(params=[*GOOD, *(["kubernetes"] if "bubblewrap" in GOOD else [])])
def driver(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Driver]:
    if request.param == "kubernetes":
        with serving(Cluster()) as cluster, cluster.known(tmp_path):
            yield DRIVERS["kubernetes"](AGENT)
    else:
        yield DRIVERS[request.param](AGENT)


def ask(driver: Driver, *asked: tuple[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The replies of one box."""

    async def talk() -> list[Mapping[str, Any]]:
        box = await driver.start()
        try:
            return [await box.call(op, payload, DEADLINE_S) for op, payload in asked]
        finally:
            await box.kill()

    return asyncio.run(talk())


def app(text: str, **others: str) -> dict[str, Any]:
    files = {"App.tsx": textwrap.dedent(text)} | {
        path.replace("__", "."): own for path, own in others.items()
    }
    return {"files": files, "entry": "App.tsx"}


def compiled(driver: Driver, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    return ask(driver, ("compile", payload))[0]


def mounted(driver: Driver, text: str, **others: str) -> Mapping[str, Any]:
    return ask(driver, ("mount", app(text, **others)))[0]


HELLO = "export default function App() { return <p>hello</p> }"


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


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.tsx")), ids=lambda path: path.stem)
def test_real_components_pass(driver, path):
    payload = {"files": {"App.tsx": path.read_text()}, "entry": "App.tsx"}
    verdict, report = ask(driver, ("compile", payload), ("mount", payload))
    assert verdict["ok"], verdict["errors"]
    assert report["ok"], report
    assert report["elements"] > 5


def test_several_files_with_relative_and_at_imports(driver):
    report = mounted(
        driver,
        """
        import { title } from './lib/words'
        import { Row } from "@/Row"
        import data from './data.json'
        import './styles.css'
        export default function App() { return <ul><Row text={title + data.n} /></ul> }
        """,
        **{
            "lib/words.ts": "export const title: string = 'shopping ' as const",
            "Row.jsx": "export const Row = ({ text }) => <li>{text}</li>",
            "data.json": '{"n": 12}',
            "styles.css": "p { color: red }",
        },
    )
    assert report == {"ok": True, "error": "", "text_length": 11, "elements": 2, "logs": []}


def test_what_is_mounted_is_what_the_preview_shows(driver):
    cases = json.loads((REPO / "tests" / "cases" / "shown.json").read_text(encoding="utf-8"))
    told = ask(driver, *[("render_text", app(case["text"])) for case in cases])
    assert [said["text"] for said in told] == [f"- text: {case['shows']}" for case in cases]


def test_effects_timers_and_promises_run(driver):
    report = mounted(
        driver,
        """
        import { useEffect, useState } from 'react'
        export default function App() {
          const [text, setText] = useState<string | null>(null)
          useEffect(() => { setTimeout(() => Promise.resolve('later').then(setText), 1000) }, [])
          return text
        }
        """,
    )
    assert report["ok"]
    assert report["text_length"] == 5


BROWSER = {
    "canvas": "document.createElement('canvas').getContext('2d').fillRect(0, 0, 1, 1)",
    "storage": "localStorage.setItem('a', '1'); localStorage.getItem('a').length",
    "media": "matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {})",
    "observers": "new ResizeObserver(([e]) => e.contentRect.width.toFixed()).observe(root.current)",
    "measure": "root.current.getBoundingClientRect().width.toFixed(); root.current.scrollIntoView()",
    "listeners": "addEventListener('keydown', () => {}); document.addEventListener('click', () => {})",
    "document": "document.title = 'x'; document.documentElement.classList.toggle('dark')",
    "frames": "let n = 0; requestAnimationFrame(function on() { n += 1; requestAnimationFrame(on) })",
    "interval": "const t = setInterval(() => {}, 10); return () => clearInterval(t)",
    "failed fetch": "fetch('/api').then((r) => r.json())",
    "url": "new URL('/a?b=1', 'https://c.d').searchParams.get('b').length",
    "intl": "new Intl.DateTimeFormat('de').format(new Date()); (1.5).toLocaleString('en-US')",
    "crypto": "crypto.randomUUID().length; structuredClone({ a: [1] }); performance.now().toFixed()",
    "audio": "const o = new AudioContext().createOscillator(); o.frequency.value = 440",
}


@pytest.mark.parametrize("name", BROWSER)
def test_what_components_ask_of_a_browser_is_there(driver, name):
    report = mounted(
        driver,
        f"""
        import {{ useEffect, useRef }} from 'react'
        export default function App() {{
          const root = useRef(null)
          useEffect(() => {{ {BROWSER[name]} }}, [])
          return <p ref={{root}}>hello</p>
        }}
        """,
    )
    assert report["ok"], report


SENT = {
    "a removed listener": (
        0,
        "root.current.addEventListener('x', () => root.current.removeEventListener('x', told));"
        "root.current.addEventListener('x', told); root.current.dispatchEvent(event)",
    ),
    "a stopped event, sent again": (
        2,
        "root.current.addEventListener('x', (e) => { e.stopImmediatePropagation(); told() });"
        "root.current.addEventListener('x', told);"
        "root.current.dispatchEvent(event); root.current.dispatchEvent(event)",
    ),
}


@pytest.mark.parametrize("name", SENT)
def test_events_of_the_vm_reach_whom_they_would_in_a_browser(name):
    times, code = SENT[name]
    report = mounted(
        DRIVERS["wasm"](AGENT),
        f"""
        import {{ useEffect, useRef }} from 'react'
        export default function App() {{
          const root = useRef(null)
          useEffect(() => {{
            const event = new Event('x')
            let times = 0
            const told = () => {{ times += 1 }}
            {code}
            if (times !== {times}) throw new Error(`told ${{times}} times`)
          }}, [])
          return <p ref={{root}}>hello</p>
        }}
        """,
    )
    assert report["ok"], report


CHARTS = """
import { Bar, BarChart, Line, LineChart, Pie, PieChart, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { AnimatePresence, motion } from 'framer-motion'
const data = [{ name: 'a', n: 1 }, { name: 'b', n: 2 }]
export default () => (
  <AnimatePresence>
    <motion.div animate={{ rotate: [0, 360] }} transition={{ repeat: Infinity }} layout>
      <ResponsiveContainer width="100%" height={300}>
        <LineChart data={data}><XAxis dataKey="name" /><YAxis /><Line dataKey="n" /></LineChart>
      </ResponsiveContainer>
      <ResponsiveContainer><BarChart data={data}><Bar dataKey="n" /></BarChart></ResponsiveContainer>
      <PieChart width={200} height={200}><Pie data={data} dataKey="n" /></PieChart>
    </motion.div>
  </AnimatePresence>
)
"""


def test_charts_and_animations_mount(driver):
    report = mounted(driver, CHARTS)
    assert report["ok"], report
    assert report["elements"] > 30


COMPILE_ERRORS = {
    "unclosed tag": ("const a = 1\nexport default () => <div><p></div>", 2, ""),
    "declared twice": ("let a = 1\nlet a = 2\nexport default () => <p>{a}</p>", 2, "already been declared"),
    "unknown package": ("import { Bar } from 'react-chartjs-2'\nexport default () => <Bar />", 1, "recharts"),
    "misspelt package": ("\nimport clsx from 'clxs'\nexport default () => <p>{clsx()}</p>", 2, "clsx"),
    "node module": ("import fs from 'node:fs'\nexport default () => <p>{fs}</p>", 1, "node:fs"),
    "unknown file": ("import { B } from './B'\nexport default () => <B />", 1, "./B"),
    "missing icon": ("import { Nil } from 'lucide-react'\nexport default () => <Nil />", 1, "Nil"),
    "misspelt icon": ("import { Strar } from 'lucide-react'\nexport default () => <Strar />", 1, "Star"),
}


@pytest.mark.parametrize("name", COMPILE_ERRORS)
def test_compile_errors_have_path_line_and_a_hint(driver, name):
    text, line, hint = COMPILE_ERRORS[name]
    verdict, report = ask(driver, ("compile", app(text)), ("mount", app(text)))
    assert not verdict["ok"]
    assert not report["ok"]
    error = verdict["errors"][0]
    assert (error["path"], error["line"]) == ("App.tsx", line), error
    assert hint in error["message"]


@pytest.mark.parametrize(
    "text",
    [
        "import type { Thing } from 'some-types'\nexport default (p: Thing) => <p>typed</p>",
        "import { LucideIcon, X } from 'lucide-react'\nconst I: LucideIcon = X\nexport default () => <I />",
        "// import x from 'nowhere'\nconst s = \"import y from 'nope'\"\nexport default () => <p>{s}</p>",
    ],
)
def test_types_comments_and_strings_are_no_imports(driver, text):
    assert compiled(driver, app(text)) == {"ok": True, "errors": []}


def test_an_import_names_the_file_that_the_preview_finds(driver):
    text = (
        "import { one } from './lib/one.js'\nimport { two } from '@/two'\n"
        "import { three } from '~/three.js'\n"
        "export default () => <p>{one}{two}{three}</p>"
    )
    others = {
        "lib/one.ts": "import three from '..'\nexport const one: number = three",
        "index.tsx": "export default 1",
        "app/two/index.ts": "export const two = 2",
        "src/three.js": "export const three = 3",
    }
    assert compiled(driver, app(text, **others)) == {"ok": True, "errors": []}
    assert mounted(driver, text, **others)["ok"]


ENDLESS = ("endless loop", "out of memory", "calls itself")  # whichever limit is reached first
FAILURES: dict[str, tuple[str, str | tuple[str, ...]]] = {
    "throws": ("export default function App() { throw new Error('broken on purpose') }", "broken on purpose"),
    "throws in an effect": (
        "import { useEffect } from 'react'\n"
        "export default () => { useEffect(() => { nothing.here() }, []); return <p>x</p> }",
        "nothing",
    ),
    "empty": ("export default function App() { return null }", "nothing that can be seen"),
    "empty wrappers": ("export default () => <div><div /></div>", "nothing that can be seen"),
    "no component": ("export const x = 1", "exports no component"),
    "missing icon by name": (
        "import * as L from 'lucide-react'\nconst I = L['Nope']\nexport default () => <I />",
        "lucide-react has no export Nope",
    ),
    "endless loop": ("export default function App() { while (true) {} }", "endless loop"),
    "endless loop in a catch": (
        "export default function App() { for (;;) { try { for (;;) {} } catch {} finally {} } }",
        "endless loop",
    ),
    "endless promises": (
        "export default () => { (async () => { for (;;) await null })(); return <p>x</p> }",
        "endless loop",
    ),
    "endless recursion": ("const f = n => f(n + 1) + 1\nexport default () => <p>{f(1)}</p>", "calls itself"),
    "endless children": ("export default function App() { return <App /> }", ENDLESS),
    "memory bomb": (
        "export default () => { const a = []; for (;;) a.push(new Uint8Array(4e6)) }",
        "out of memory",
    ),
    "one large buffer": ("export default () => <p>{new Uint8Array(2e9).length}</p>", "out of memory"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_what_fails_when_mounted(driver, name):
    """What fills the memory ends in its process, or takes the box with it: whichever limit sees it first."""
    text, message = FAILURES[name]
    try:
        verdict, report, after = ask(
            driver, ("compile", app(text)), ("mount", app(text)), ("mount", app(HELLO))
        )
    except Overused as over:
        if (over.what, message) != ("memory", "out of memory"):
            raise
        verdict, report = {"ok": True}, {"ok": False, "error": message}
        after = mounted(driver, HELLO)
    assert verdict["ok"], verdict
    assert not report["ok"]
    messages = (message,) if isinstance(message, str) else message
    assert any(each in report["error"] for each in messages), report
    assert after["ok"], "the box is not usable afterwards"


def test_the_error_names_the_line(driver):
    report = mounted(
        driver, "type P = { user: { name: string } }\n\nexport default ({ user }: P) => <p>{user.name}</p>"
    )
    assert "App.tsx:3" in report["error"]


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


@pytest.mark.parametrize(
    "code",
    [
        "require('fs').readFileSync('/etc/passwd')",
        "require('node:child_process').execSync('id')",
        "new WebSocket('ws://127.0.0.1:1')",
        "new XMLHttpRequest()",
    ],
)
def test_what_would_reach_out_throws(driver, code):
    report = mounted(driver, f"export default () => {{ {code}; return <p>out</p> }}")
    assert not report["ok"]


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
            await box.call("mount", app(FAILURES["endless loop"][0]), 0.3)
        took = time.monotonic() - began
        with pytest.raises(SandboxError):
            await box.call("ping", {}, DEADLINE_S)
        return took

    assert asyncio.run(talk()) < 2


def test_a_cancelled_call_kills_the_box(driver):
    async def talk(box: Box) -> None:
        call = asyncio.create_task(box.call("mount", app(FAILURES["endless loop"][0]), DEADLINE_S))
        await asyncio.sleep(0.2)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        with pytest.raises(SandboxError):
            await box.call("ping", {}, DEADLINE_S)

    async def whole() -> None:
        await talk(await driver.start())

    asyncio.run(whole())


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
    ends = time.monotonic() + 5
    while child.exists() and time.monotonic() < ends and "Z" not in (child / "stat").read_text().split()[2]:
        time.sleep(0.02)
    assert not child.exists() or "Z" in (child / "stat").read_text().split()[2]
