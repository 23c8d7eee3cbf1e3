"""Every evasion of the set is stopped, most of them before the file is whole."""

import importlib
import pkgutil
import time
from collections.abc import Callable

import pytest

import guards
from guards import scan_code
from studio import quiet
from studio.protocol import MAX_FILE_CHARS, Finding
from tests.guard_sets.evasions import EVASIONS
from tests.guard_sets.fresh_evasions import FRESH_EVASIONS
from tests.guard_sets.held_evasions import HELD_EVASIONS

SETS = (EVASIONS, HELD_EVASIONS, FRESH_EVASIONS)
CASES = [(family, code) for each in SETS for family, codes in each.items() for code in codes]
ABSENT = "There is no package"
HONEST_START = "import { useState } from 'react';\nconst first = 1;\n"


def stopped(code: str) -> bool:
    """A package that is only missing today is no proof against what it would do."""
    address = "://" in code or "data:" in code
    found = [f for f in scan_code("App.tsx", code) if f.severity != "note"]
    return any(address or ABSENT not in finding.message for finding in found)


def test_the_set_is_as_large_as_promised():
    for each in SETS:
        assert len(each) >= 12
        assert sum(map(len, each.values())) >= 80
    assert len({code for _, code in CASES}) == len(CASES)


@pytest.mark.parametrize(("family", "code"), CASES)
def test_an_evasion_is_blocked_or_neutralised(family, code):
    assert stopped(code), family


def test_nearly_all_are_seen_while_they_stream():
    missed = [code for _, code in CASES if not _seen_in_stream(HONEST_START + code + "\n")]
    assert len(missed) <= len(CASES) // 50, missed


@pytest.mark.parametrize(
    ("imported", "used"),
    [
        ("import _ from 'lodash';\n", "_.template('<%= alert(1) %>')();\n"),
        ("import * as q from 'underscore';\n", "q.template('<%= alert(1) %>')();\n"),
        ("import { template as x } from 'lodash';\n", "x('<%= alert(1) %>')();\n"),
        ("import y, { map } from 'lodash';\n", "y.template('<%= alert(1) %>')();\n"),
    ],
)
def test_what_a_package_gave_is_looked_out_for_when_its_import_was_scanned_before(imported, used):
    lookout = quiet.after_scan(imported, quiet.Lookout())
    assert not quiet.is_quiet(imported, imported + used, lookout)
    honest = "import { useState } from 'react';\n"
    calm = "const first = useState(1);\n"
    assert quiet.is_quiet(honest, honest + calm, quiet.after_scan(honest, quiet.Lookout()))


def test_a_word_as_long_as_a_file_is_looked_through_once():
    """The timeout of the suite is the assertion: 20,000 letters took seconds, twice as many four times that.
    What is given on the line is found all the same."""
    line = f"eval = {'a1' * 100_000}; given = top"
    assert "given" in quiet.after_scan(line, quiet.Lookout()).names


def _seen_in_stream(text: str) -> bool:
    before, lookout = "", quiet.Lookout()
    for end in [*range(1, len(text), 17), len(text)]:
        if not quiet.is_quiet(before, text[:end], lookout):
            lookout = quiet.after_scan(text[:end], lookout)
            if any(finding.severity != "note" for finding in scan_code("App.tsx", text[:end])):
                return True
        before = text[:end]
    return False


def test_the_quick_look_knows_every_word_that_a_rule_names():
    modules = [
        importlib.import_module(f"guards.{found.name}") for found in pkgutil.iter_modules(guards.__path__)
    ]
    words = {word for module in modules for word in getattr(module, "WORDS", ())}
    assert words <= quiet.WORDS, words - quiet.WORDS


@pytest.mark.parametrize(
    "code",
    [
        "(" * 3000 + "eval" + ")" * 3000,
        "const a0 = 'x';\n"
        + "".join(f"const a{n + 1} = a{n} + a{n};\n" for n in range(200))
        + "window[a200];",
        "let k = 'a';\n" + "k += k;\n" * 300 + "f[k];",
        "const f = (x) => f(f(x));\nwindow[f('a')];",
        "x" + "['a']" * 4000,
        "const o = { get a() { return o.a; } };\nwindow[o.a];",
        "'x'.repeat(1e9)['y'.padStart(1e9)];",
        "'" + "a" * 290 + "'.replace(/(a+)+$/, 'b')[k];",
        "f['" + "a" * 290 + "'.match(/(a|aa)+b/)];\n",
        "const a = [];\n" + "a[0] = a;\n" * 4000 + "f[a[0]];",
        "function* g() { " + "yield g();" * 2000 + " }\nfor (const k of g()) f[k];",
        "<b onClick={(e) => e.view[e.view[e.view]]} />;\n" * 800,
        "f[k];\n" + "'con';'st';'r';'co';'ns';'tru';'cto';'ctor';\n" * 1000,
        "f['" + "a" * 28 + "'.replace(/" + "a?" * 28 + "b/, 'x')];",
        "f['" + "a" * 28 + "'.replace(/" + "(a|a)" * 28 + "b/, 'x')];",
        ("f['" + "a" * 290 + "'.replace(/a*a*b/, 'x')];\n") * 200,
        "const a0 = ['x'];\n"
        + "".join(f"const a{n + 1} = [a{n}, a{n}];\n" for n in range(30))
        + "o[a30];\no[a30.join('')];",
        "const a0 = [];\n" + "".join(f"const a{n + 1} = [a{n}, a{n}];\n" for n in range(30)) + "o[a30];",
        "const a0 = ['x'];\n"
        + "".join(f"const a{n + 1} = [...a{n}, ...a{n}];\n" for n in range(30))
        + "o[a30];",
        "const a0 = { x: 1 };\n"
        + "".join(f"const a{n + 1} = {{ x: a{n}, y: a{n} }};\n" for n in range(30))
        + "o[f(a30)];\nvar f = (x) => x, o;",
        "function f0(x) { return x; }\n"
        + "".join(f"function f{n + 1}(x) {{ return [f{n}(x), f{n}(x)]; }}\n" for n in range(25))
        + "o[f25('a')];\no[f25('a').join('')];",
        "function f0(x) { return x; }\n"
        + "".join(f"function f{n + 1}(x) {{ return f{n}(x) + f{n}(x); }}\n" for n in range(25))
        + "o[f25('a')];",
        "const s0 = 'ab';\n"
        + "".join(f"const s{n + 1} = String.raw`${{s{n}}}${{s{n}}}`;\n" for n in range(40))
        + "o[s40];",
        "const s0 = '\"';\n"
        + "".join(f"const s{n + 1} = JSON.stringify(s{n});\n" for n in range(40))
        + "o[s40];",
    ],
)
def test_hostile_nesting_costs_little(code):
    assert cpu_s(lambda: scan_code("App.tsx", code)) < 5  # 0.3 s was the most, minutes without bounds


@pytest.mark.parametrize("unit", ["(", "[", "!", "`${", "- ", "try{", "do ", "a=>{", "<a>"])
def test_what_is_nested_too_deeply_is_not_looked_through(unit):
    code = "const a = 1;\n" + unit * (MAX_FILE_CHARS // len(unit) - 20)
    findings: list[Finding] = []
    assert cpu_s(lambda: findings.extend(scan_code("App.tsx", code))) < 10
    assert [(found.rule, found.severity, found.line) for found in findings] == [("nesting", "block", 2)]


@pytest.mark.parametrize("link", ["[0]", " as b", "()", ".b"])
def test_a_chain_too_long_is_nesting_too(link):
    assert [found.rule for found in scan_code("App.tsx", "a" + link * 20_000)] == ["nesting"]


@pytest.mark.parametrize(
    "code",
    [
        "const rows: any = { a: 1 };\nexport const value = (key: string) => rows[key];",
        "const keys = ['driver', 'constructors'];\nkeys.map((key) => row[key]);\nvar row: any;",
        "const text = 'A constructor is a method.';\nlist[at];\nvar list: any, at = 1;",
        "class Box { constructor(private rows: any) {}\n  at(key: string) { return this.rows[key]; } }",
        "if (key !== '__proto__' && key !== 'constructor') out[key] = 1;\nvar key = '', out: any;",
        "const short = ['con', 'pro', 'str'];\nshort.map((each) => words[each]);\nvar words: any;",
        "export default () => <b onClick={(e) => console.log(e.target, e.currentTarget.value)}>x</b>;",
    ],
)
def test_what_only_looks_like_a_spelled_name_is_honest(code):
    assert scan_code("App.tsx", code) == []


@pytest.mark.parametrize(
    "code",
    [
        "<Button variant='default'>View</Button>;\ncolors[k];\nvar Button: any, colors: any, k = '';",
        "const look = { default: { p: 1 }, compact: { p: 0 } }[v];\n<span>View</span>;\nvar v: any;",
        "const label = { owner: 'Owner' }[r];\n<h2>Document</h2>;\nvar r: any;",
        "const icons = { Document: 1 }, one = { role: 'owner' };\nicons[one.role];",
        "const menu = ['File', 'Edit', 'Window'], page = { content: 'x' };\nmenu[n];\nvar n = 0;",
        "const kinds = [['owner', 'Owner'], ['paper', 'Document']];\nkinds[n];\nvar n = 0;",
        "const verbs = { get: 'Get', post: 'Post' }, words = { Prototype: 1, Of: 2 };\nverbs[v];",
    ],
)
def test_words_that_only_together_would_be_a_hidden_name_are_honest(code):
    assert scan_code("App.tsx", code) == []


RACES = """\
import { useState } from "react";
type Row = { driver: string; constructor: string; points: number };
const columns = [{ id: "driver", label: "Driver" }, { id: "constructor", label: "Constructors" }];
const teams: Record<string, { name: string; color: string }> = { rbr: { name: "Red Bull", color: "navy" } };
const rows: Row[] = [{ driver: "Max", constructor: "rbr", points: 25 }];

export default function Standings() {
  const [by, setBy] = useState<keyof Row>("points");
  const [picked, setPicked] = useState<Record<string, boolean>>({});
  const sorted = [...rows].sort((a, b) => {
    const left = a[by], right = b[by];
    if (typeof left === "number") return Number(a[by]) - Number(b[by]);
    return String(left).localeCompare(String(right));
  });
  return (
    <table>
      <thead>
        <tr>{columns.map((c) => <th key={c.id} onClick={() => setBy(c.id as keyof Row)}>{c.label}</th>)}</tr>
      </thead>
      {sorted.map((row) => {
        const team = teams[row.driver];
        return (
          <tr key={row.driver} className={picked[row.driver] ? "on" : ""}>
            {columns.map((c) => <td key={c.id}>{row[c.id as keyof Row] ?? "-"}</td>)}
            <td style={{ color: team.color }} onClick={() => setPicked({ ...picked, [row.driver]: true })}>
              <em>{row[by]}</em>
            </td>
          </tr>
        );
      })}
    </table>
  );
}
"""


@pytest.mark.parametrize(
    "code",
    [
        "const cols = ['driver', 'constructor', 'points'], teams = {};\nshow(teams[k]);\nvar k = '';",
        "const cols = ['driver', 'constructor'];\nconst el = cols.map((c) => <td>{row[c]}</td>);",
        "const cols = ['constructor'];\nconst v = row[k];\nconst el = <b title={`${v}`}>{v || 0}</b>;",
        "const cols = ['constructor'];\nconst { name, color } = teams[k];\nf(name, color);",
        "const next = { ...form, [k]: 1, constructor: 'a' };\nform[k] = 2;\nvar form: any;",
        RACES,
    ],
)
def test_an_everyday_word_is_only_noted_where_what_a_key_gives_is_not_called(code):
    assert {(f.rule, f.severity) for f in scan_code("App.tsx", code)} == {("spelled", "note")}


def test_a_table_of_races_is_never_blocked_while_it_streams():
    for end in range(1, len(RACES), 3):
        found = scan_code("App.tsx", RACES[:end])
        assert [f for f in found if f.severity == "block"] == [], RACES[:end]


@pytest.mark.parametrize(
    "code",
    [
        "f[at('constructor')]('x')();",
        "const g = f[at('constructor')];\ng('x')();",
        "const g = f[at('constructor')] ?? f;\nconst h = g;\nh('x')();",
        "const run = (g) => g('x')();\nrun(f[at('constructor')]);",
        "const get = (k) => f[k];\nget(at('constructor'))('x')();",
        "f[at('constructor')].call(null, 'x')();",
        "f[at('constructor')].valueOf()('x')();",
        "f[at('constructor')]`x`();",
        "g`${f[at('constructor')]}`;\nvar g = (_, h) => h('x')();",
        "const o = {};\nconst c = o[at('constructor')];\nc[at('constructor')]('x')();",
        "const o = {};\no[at('constructor')][at('constructor')]('x')();",
        "const { [at('constructor')]: g } = f;\ng('x')();",
        "const e = <b>{f[at('constructor')]}</b>;\ne.props.children('x')();",
        "const Run = ({ children }) => children('x')();\n<Run>{f[at('constructor')]}</Run>;",
        "const Run = ({ g }) => g('x')();\n<Run g={f[at('constructor')]} />;",
        "const a = { includes: (g) => g('x')() };\na.includes(f[at('constructor')]);",
        "const String = (g) => g('x')();\nString(f[at('constructor')]);",
        "export const g = f[at('constructor')];",
        "let o = {};\no = () => 1;\no[at('constructor')]('x')();",
    ],
)
def test_an_everyday_word_blocks_where_what_a_key_gives_may_be_called(code):
    head = "var f: any = () => 1, at = (name: any) => [name].sort(() => 0).find(Boolean);\n"
    assert ("block") in [f.severity for f in scan_code("App.tsx", head + code)]


@pytest.mark.parametrize(
    "code",
    [
        "el[['default', 'View'].sort().join('')];",
        "el[pick('owner', 'Document')];",
        "el[kind(`${'get'}`, 'Prototype' + x, 'Of')];",
        "const a = { x: 'defa', y: 'ultView' };\nel[at(a)];",
    ],
)
def test_a_hidden_name_in_words_that_meet_is_spelled(code):
    assert ("spelled", "block") in [(f.rule, f.severity) for f in scan_code("App.tsx", code)]


@pytest.mark.parametrize(
    "code",
    [
        "const s = 'Winning numbers: 04, 08, 15, 16, 23, 42, 09, 07, 01';\nnames[k];",
        "<path d='M01,02,03,04,05,06,07,08,09,10' />;\nnames[k];",
        f"<b>&#{'9' * 5000};&#ab;&#xD800;&#99999999;</b>;\nnames[k];",
        "const a0 = 999999999999;\n"
        + "".join(f"const a{n + 1} = a{n} * a{n};\n" for n in range(12))
        + "o[a12];\no[a7 + 0.5];\no[a7 / 3];\no[-a9 + a9];",
        f"o[{'9' * 4000} + 0.5];\no[0x{'f' * 5000}];\no[Number('{'9' * 3000}') / 7];\no[1e308 * 10];",
        "f['ab'.replace(/(?<one>a)/g, (c) => c + k)];",
        "f['ab'.replace(/(?<=a+)b/, 'x')];",
    ],
)
def test_what_a_rule_cannot_reckon_with_breaks_nothing(code):
    head = "const f: any = {}, o: any = {}, names: any = {}, k: any = '';\n"
    assert [found.rule for found in scan_code("App.tsx", head + code)] == []


def test_a_file_on_which_a_rule_breaks_off_is_held_back(monkeypatch, caplog):
    def broken(source):
        raise ValueError(source.path)

    monkeypatch.setitem(guards.CODE_RULES, "cookies", broken)
    found = scan_code("App.tsx", "eval('secret');\n")
    assert {(f.rule, f.severity, f.path) for f in found} == {
        ("unread", "block", "App.tsx"),
        ("dynamic-code", "block", "App.tsx"),
    }
    assert "rule cookies broke off: ValueError" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize(
    "sheet",
    [
        "@import 'https://evil.example/a.css';",
        ".a { background: image-set('https://evil.example/x' 1x) }",
        ".a { background: u\\72l(//evil.example/x) }",
        "@font-face { font-family: q; src: url( https://evil.example/x ) }",
    ],
)
def test_an_address_in_a_style_sheet_is_told(sheet):
    found = scan_code("styles.css", "/* a\n'b */\n" + sheet)
    assert [(f.rule, f.severity, f.line) for f in found] == [("addresses", "neutralise", 3)]
    assert scan_code("styles.css", "/* url(https://x) */ @import 'tailwindcss';\n.a { color: red }") == []


@pytest.mark.parametrize(
    "code",
    [
        "export const w = globalThis;",
        "const w = window as any;\nexport { w as theme };",
        "export default document;",
        "export let d = window.document;",
    ],
)
def test_the_page_cannot_be_handed_to_another_file(code):
    assert ("other-windows", "block") in [(f.rule, f.severity) for f in scan_code("theme.ts", code)]


@pytest.mark.parametrize(
    "code",
    [
        "export const inBrowser = typeof window !== 'undefined';",
        "export { document } from './document';",
        "export const width = () => window.innerWidth;",
        "export const title = document.title;",
    ],
)
def test_what_only_asks_the_page_may_be_exported(code):
    assert [f for f in scan_code("theme.ts", code) if f.severity == "block"] == []


def cpu_s(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


@pytest.mark.parametrize(
    "code",
    [
        "const tag = <Label onClose={() => Function.prototype} />;\n",
        "Array.prototype.forEach.call(list.children, focus);\n",
        "const mark = name + String.fromCharCode(8203);\n",
        "const make = React.createElement;\nmake('section', null, typeof x === 'object');\n",
    ],
)
def test_honest_ways_that_look_like_it_pass(code):
    assert [f for f in scan_code("App.tsx", code) if f.severity == "block"] == []
