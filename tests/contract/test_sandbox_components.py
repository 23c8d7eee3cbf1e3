"""What components need of every sandbox driver: what they import, ask of a browser, and how they fail.

The contract's own suite is tests/contract/test_sandbox.py.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.contract import Driver, Overused
from sandbox.drivers import DRIVERS
from tests.contract.boxes import AGENT, REPO
from tests.contract.each_driver import EACH, HELLO, LOOP, app, ask, ask_each, compiled, made, mounted

CORPUS = REPO / "web" / "preview" / "corpus"


@pytest.fixture(params=EACH)
def driver(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Driver]:
    with made(request.param, tmp_path) as driver:
        yield driver


def test_real_components_pass(driver):
    real = {
        path.stem: {"files": {"App.tsx": path.read_text()}, "entry": "App.tsx"}
        for path in CORPUS.glob("*.tsx")
    }
    assert real
    for name, (verdict, report) in ask_each(driver, real, "compile", "mount").items():
        assert verdict["ok"], (name, verdict["errors"])
        assert report["ok"], (name, report)
        assert report["elements"] > 5, name


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


ASKS = """
import { useEffect, useRef } from 'react'
export default function App() {
  const root = useRef(null)
  useEffect(() => { %s }, [])
  return <p ref={root}>hello</p>
}
"""


def test_what_components_ask_of_a_browser_is_there(driver):
    reports = ask_each(driver, {name: app(ASKS % code) for name, code in BROWSER.items()}, "mount")
    assert {name: report for name, (report,) in reports.items() if not report["ok"]} == {}


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


def test_compile_errors_have_path_line_and_a_hint(driver):
    payloads = {name: app(text) for name, (text, _, _) in COMPILE_ERRORS.items()}
    for name, (verdict, report) in ask_each(driver, payloads, "compile", "mount").items():
        _, line, hint = COMPILE_ERRORS[name]
        assert (verdict["ok"], report["ok"]) == (False, False), name
        error = verdict["errors"][0]
        assert (error["path"], error["line"]) == ("App.tsx", line), (name, error)
        assert hint in error["message"], name


NO_IMPORTS = {
    "types": "import type { Thing } from 'some-types'\nexport default (p: Thing) => <p>typed</p>",
    "a type among values": (
        "import { LucideIcon, X } from 'lucide-react'\nconst I: LucideIcon = X\nexport default () => <I />"
    ),
    "comments and strings": (
        "// import x from 'nowhere'\nconst s = \"import y from 'nope'\"\nexport default () => <p>{s}</p>"
    ),
}


def test_types_comments_and_strings_are_no_imports(driver):
    verdicts = ask_each(driver, {name: app(text) for name, text in NO_IMPORTS.items()}, "compile")
    assert verdicts == {name: [{"ok": True, "errors": []}] for name in NO_IMPORTS}


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
    "endless loop": (LOOP, "endless loop"),
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
