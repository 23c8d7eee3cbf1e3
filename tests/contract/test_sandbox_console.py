"""What a program says to its console, by each driver of this machine: kept, bounded, told as what it is."""

import pytest

from sandbox.contract import Driver
from sandbox.drivers import DRIVERS
from tests.contract.boxes import AGENT
from tests.contract.each_driver import GOOD, app, ask


@pytest.fixture(params=GOOD)
def driver(request: pytest.FixtureRequest) -> Driver:
    return DRIVERS[request.param](AGENT)


TALKS = """
import { useState } from 'react'
console.log('read', { a: [1, 2] })
export default function App() {
  const [n, set] = useState(0)
  const click = () => {
    console.error('%s was clicked', 'Go', n)
    set(n + 1)
    if (n === 1) throw new Error('twice')
  }
  return <main>{[1].map((each) => <i>{each}</i>)}<button onClick={click}>Go {n}</button></main>
}
"""


def test_what_the_program_says_to_its_console_comes_with_what_it_did(driver):
    tests = {"tests": "test('a', () => { console.warn('tested') })"}
    mount, use, run = ask(
        driver, ("mount", app(TALKS)), ("use", app(TALKS)), ("run_tests", app(TALKS) | tests)
    )
    assert mount["logs"][0] == 'log: read {"a":[1,2]}'
    assert any('unique "key" prop' in line for line in mount["logs"]), "React warns there"
    assert use["logs"] == ["error: Go was clicked 0", "error: Go was clicked 1"]
    assert run["logs"][-1] == "warn: tested"


FLOODS = {
    "many": ("for (let i = 0; i < 5000; i++) console.log('line', i)", "log: line 4999"),
    "the same": ("for (let i = 0; i < 5000; i++) console.log('line')", "log: line (5000 times)"),
    "long": ("for (let i = 0; i < 50; i++) console.log('é'.repeat(1e5) + i); console.log('end')", "log: end"),
    "no texts": (
        "const a = {}; a.a = a; console.error(a, 1n, Symbol('s'), undefined, document.body)",
        'error: {"a":"…"} 1 Symbol(s) undefined <body>',
    ),
    "unreadable": (
        "console.log({ toJSON() { throw 1 } }, { get a() { throw 2 } })",
        "log: something that cannot be read something that cannot be read",
    ),
    "large": (
        "const big = {}; for (let i = 0; i < 1e4; i++) big['k' + i] = 'x'.repeat(100)\n"
        "for (let i = 0; i < 20; i++) console.log(new Float64Array(1e6), big)\n"
        "console.log(new Uint8Array(1e6), { a: { b: [1, { c: 2 }] } })",
        "log: [" + ",".join("0" * 20) + '] {"a":{"b":[1,{"c":2}]}}',
    ),
    "kept apart": ("console.log(new Map([['a', { b: 1 }]]), new Set([1, 2]))", 'log: [["a",{"b":1}]] [1,2]'),
    "another console": ("console.warn = 1; JSON.stringify = () => '[]'; console.log({})", "log: {}"),
}


@pytest.mark.parametrize("name", FLOODS)
def test_of_a_console_that_is_flooded_the_last_is_kept(driver, name):
    code, last = FLOODS[name]
    (said,) = ask(driver, ("mount", app(f"{code}; export default () => <p>ready</p>")))
    assert said["ok"], said
    assert said["logs"][-1] == last
    assert len(said["logs"]) <= 20
    assert sum(len(line.encode()) for line in said["logs"]) <= 2_000
