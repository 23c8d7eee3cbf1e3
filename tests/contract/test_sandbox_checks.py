"""What the checks find and what they leave alone: ops of run boxes, and of the box that analyses.

Honest components are those of the house corpus and of the built-in model: none may fail.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from models.sketch import compose
from models.sketches import KINDS
from sandbox.contract import Driver, Overused, Role
from sandbox.drivers import DRIVERS
from tests.contract.boxes import AGENT, DEADLINE_S, REPO, installed

CORPUS = sorted((REPO / "web" / "preview" / "corpus").glob("*.tsx"))
RUN = ("render", "mount", "use", "accessibility")


@pytest.fixture(params=installed())
def driver(request: pytest.FixtureRequest) -> Driver:
    return DRIVERS[request.param](AGENT)


def app(text: str) -> dict[str, Any]:
    return {"files": {"App.tsx": text}, "entry": "App.tsx"}


def ask(driver: Driver, role: Role, *asked: tuple[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    async def talk() -> list[Mapping[str, Any]]:
        box = await driver.start(role)
        try:
            return [await box.call(op, payload, DEADLINE_S) for op, payload in asked]
        finally:
            await box.kill()

    return asyncio.run(talk())


def honest() -> dict[str, str]:
    ours = {path.stem: path.read_text() for path in CORPUS}
    for name in KINDS:
        reply = compose(f"a {name}", {})
        ours[f"sketch {name}"] = reply.partition('App.tsx">\n')[2].partition("</file>")[0]
    assert all(ours.values())
    return ours


def test_no_honest_component_fails(driver):
    components = honest()
    asked = [(op, app(text)) for text in components.values() for op in RUN]
    replies = iter(ask(driver, "run", *asked))
    faults = {
        (name, op): reply
        for name in components
        for op in RUN
        if (reply := next(replies)).get("ok") is not True
    }
    assert faults == {}


def test_no_honest_component_is_said_to_break(driver):
    components = honest()
    asked = [(op, app(text)) for text in components.values() for op in ("lint", "types")]
    replies = ask(driver, "analyse", *asked)
    breaks = [problem for reply in replies for problem in reply["problems"] if problem["breaks"]]
    assert breaks == []
    clean = sum(reply["ok"] for reply in replies)
    assert clean >= 0.9 * len(replies), [reply["problems"] for reply in replies if not reply["ok"]]


def test_what_lint_and_types_find(driver):
    text = (
        "import { useState } from 'react'\n"
        "import { Button } from '@/components/ui/button'\n"
        "export default function App({ a }) {\n"
        "  if (a) { useState(1) }\n"
        "  return <ul>{[1].map((x) => <li>{x.size}{nope}</li>)}<Button size='huge' /></ul>\n"
        "}\n"
    )
    lint, types = ask(driver, "analyse", ("lint", app(text)), ("types", app(text)))
    assert [(p["line"], p["message"].split("(")[-1]) for p in lint["problems"]] == [
        (4, "rules-of-hooks))"),
        (5, "jsx-key))"),
    ]
    assert {(p["line"], p["message"][-8:-1], p["breaks"]) for p in types["problems"]} == {
        (5, "(TS2339", False),
        (5, "(TS2304", True),
        (5, "(TS2322", False),
    }


# Each line asks for all orders of eight names: the compiler is at it for minutes.
ORDERS = "type P<T, K = T> = [T] extends [never] ? [] : K extends K ? [K, ...P<Exclude<T, K>>] : never;\n"
SLOW = ORDERS + "".join(
    f"export const all{n}: P<{' | '.join(repr(letter + str(n)) for letter in 'abcdefgh')}> = null as never;\n"
    for n in range(400)
)


def test_the_file_on_which_types_hang_is_named(driver):
    async def talk() -> Overused:
        box = await driver.start("analyse")
        files = {"App.tsx": "export default function App() { return <p>1</p>; }", "slow.ts": SLOW}
        with pytest.raises(Overused) as hung:
            await box.call("types", {"files": files, "entry": "App.tsx"}, 8.0)
        return hung.value

    hung = asyncio.run(talk())
    assert hung.at == "slow.ts"
    assert hung.what in ("time", "memory")  # a quick machine fills the box before the time is over


def test_types_know_the_artifacts_own_files_and_forget_those_of_another(driver):
    first = {"files": {"App.tsx": "import { n } from './lib/n'\nexport default () => <p>{n.up}</p>",
                       "lib/n.ts": "export const n = { up: 1 }"}, "entry": "App.tsx"}  # fmt: skip
    changed = {"files": first["files"] | {"lib/n.ts": "export const n = { down: 1 }"}, "entry": "App.tsx"}
    alone = app("export default () => <p>{n.up}</p>")
    one, two, three = ask(driver, "analyse", ("types", first), ("types", changed), ("types", alone))
    assert one == {"ok": True, "problems": []}
    assert "'up' does not exist" in two["problems"][0]["message"]
    assert three["problems"][0]["breaks"]


USED = {
    "a click": "<button onClick={() => setN(n.no.no)}>Add</button>",
    "a choice": (
        "<select aria-label='Add' onChange={() => setN(n.no.no)}><option>a</option><option>b</option>"
        "</select>"
    ),
    "typing": "<input aria-label='Add' onChange={() => setN(n.no.no)} />",
    "a form": ("<form onSubmit={(e) => { e.preventDefault(); setN(n.no.no) }}><button>Add</button></form>"),
    "what appears": (
        "n === 0 ? <button onClick={() => setN(1)}>Open</button>"
        " : <button onClick={() => setN(n.no.no)}>Add</button>"
    ),
    "what renders afterwards": "<button onClick={() => setN(null)}>Add {n.toFixed()}</button>",
}
STATEFUL = """import { useState } from 'react'
export default function App() {
  const [n, setN] = useState<any>(0)
  return %s
}
"""


def test_use_finds_what_only_a_person_would(driver):
    asked = [(op, app(STATEFUL % code)) for code in USED.values() for op in ("mount", "use")]
    replies = iter(ask(driver, "run", *asked))
    for name in USED:
        mounted, used = next(replies), next(replies)
        assert (mounted["ok"], used["ok"]) == (True, False), name
        assert "TypeError" in used["error"], name
        assert "App.tsx:4" in used["error"], name
        assert "Add" in used["during"], name


LABELS = {
    "of what is no control": "<label htmlFor='t'><span id='t' role='checkbox'>Tick</span></label>",
    "around its control": "<label>Of <select><option>a</option></select><b role='button'>which</b></label>",
    "clicked in its control": (
        "<label>Of <output><b role='button' onClick={() => { if (n > 0) throw Error('twice'); setN(1) }}>"
        "which</b></output></label>"
    ),
}


def test_a_click_on_a_label_goes_to_its_control_once(driver):
    replies = ask(driver, "run", *[("use", app(STATEFUL % code)) for code in LABELS.values()])
    for name, used in zip(LABELS, replies, strict=True):
        assert used["ok"], (name, used)
        assert used["acts"] > 0, name


def test_a_label_ticks_the_box_that_it_names(driver):
    text = STATEFUL % (
        "<><label htmlFor='t'><b role='button'>Add</b></label>"
        "<input id='t' type='checkbox' disabled={n > 0} onChange={() => setN(n.no.no)} /></>"
    )
    (used,) = ask(driver, "run", ("use", app(text)))
    assert "TypeError" in used["error"]
    assert "Add" in used["during"]


def test_a_rejected_promise_and_a_failed_fetch_are_no_faults(driver):
    text = (
        "const go = async () => { await fetch('/api'); throw new Error('no') }\n"
        "export default () => <button onClick={go}>Go</button>"
    )
    (used,) = ask(driver, "run", ("use", app(text)))
    assert used == {"ok": True, "error": "", "acts": 1, "all": True, "during": "", "logs": []}


def test_accessibility_names_the_rule_and_the_element(driver):
    text = "export default () => <div><button><svg /></button><img src='a.png' /><p>text</p></div>"
    (said,) = ask(driver, "run", ("accessibility", app(text)))
    assert said["ok"]
    assert any("Buttons must have" in problem and "<button>" in problem for problem in said["problems"])
    assert any("alternative text" in problem for problem in said["problems"])


LIST = """
import { useState } from 'react'
import { Dialog, DialogContent, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
export default function App() {
  const [items, setItems] = useState(['Milk'])
  const [text, setText] = useState('')
  return (
    <main>
      <h1>Shopping</h1>
      <label htmlFor="item">Item</label>
      <input id="item" value={text} onChange={(e) => setText(e.target.value)} />
      <button onClick={() => { setItems([...items, text]); setText('') }} disabled={text === ''}>Add</button>
      <ul>{items.map((item) => <li key={item}>{item}</li>)}</ul>
      <Dialog>
        <DialogTrigger>Help</DialogTrigger>
        <DialogContent><DialogTitle>Inside</DialogTitle></DialogContent>
      </Dialog>
      <button onClick={() => setTimeout(() => setItems([]), 5000)}>Clear later</button>
    </main>
  )
}
"""
TESTS = """
import { describe, expect, it } from 'vitest'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import App from './App'
describe('list', () => {
  it('adds', async () => {
    const user = userEvent.setup()
    render(<App />)
    await user.type(screen.getByLabelText('Item'), 'Bread')
    await user.click(screen.getByRole('button', { name: 'Add' }))
    expect(screen.getAllByRole('listitem')).toHaveLength(2)
    expect(screen.getByText('Bread')).toBeInTheDocument()
  })
  test('waits', async () => {
    await user.click(screen.getByText('Clear later'))
    await waitFor(() => expect(screen.queryByText('Milk')).toBeNull(), { timeout: 6000 })
  })
  test('opens', async () => {
    await user.click(screen.getByText('Help'))
    expect(await screen.findByText('Inside')).toBeVisible()
  })
  test('misses', () => { screen.getByText('Butter') })
  test('differs', () => { expect(1 + 1).toBe(3) })
  test('never ends', () => new Promise(() => {}))
})
"""


def test_the_text_of_a_component_is_what_a_screen_reader_tells(driver):
    (said,) = ask(driver, "run", ("render_text", app(LIST)))
    assert said["ok"], said
    lines = [line.strip() for line in said["text"].splitlines()]
    for line in ('- heading "Shopping"', '- textbox "Item"', '- button "Add" [disabled]', "- listitem"):
        assert line in lines, said["text"]


def test_tests_run_with_the_usual_names_and_say_what_failed(driver):
    (said,) = ask(driver, "run", ("run_tests", app(LIST) | {"tests": TESTS}))
    assert said["error"] == ""
    assert not said["ok"]
    assert [(test["name"], test["ok"]) for test in said["tests"]] == [
        ("list › adds", True),
        ("list › waits", True),
        ("list › opens", True),
        ("list › misses", False),
        ("list › differs", False),
        ("list › never ends", False),
    ]
    errors = [test["error"] for test in said["tests"] if not test["ok"]]
    assert "Butter" in errors[0]
    assert "Milk" in errors[0]
    assert "expected 2 to be 3" in errors[1]
    assert "waits for something" in errors[2]


def test_what_breaks_in_use_is_looked_at_for_accessibility_as_it_was_before(driver):
    text = """
import { useState } from 'react'
export default function App() {
  const [n, set] = useState(0)
  if (n > 0) throw new Error('gone')
  return <main><img src="a.png" /><button onClick={() => set(1)}>Go</button></main>
}
"""
    used, looked = ask(driver, "run", ("use", app(text)), ("accessibility", app(text)))
    assert (used["ok"], looked["ok"]) == (False, True), looked
    assert any("alternative text" in problem for problem in looked["problems"]), looked


def test_a_script_without_tests_says_why(driver):
    scripts = ["", "this is no script (", "throw new Error('at once')"]
    for said in ask(driver, "run", *[("run_tests", app(LIST) | {"tests": tests}) for tests in scripts]):
        assert said["ok"] is False
        assert said["tests"] == []
        assert said["error"]


FORM = """
import { useState } from 'react'
export default function App() {
  const [sent, setSent] = useState('')
  const [over, setOver] = useState(false)
  return (
    <form onSubmit={(e) => {
      e.preventDefault()
      setSent(JSON.stringify([...new FormData(e.currentTarget)]))
    }}>
      <label>Name <input name="name" defaultValue="Ada" /></label>
      <label>Age <input name="age" type="number" /></label>
      <label>Notes <textarea name="notes" /></label>
      <label>Size
        <select name="size"><option value="s">Small</option><option value="l">Large</option></select>
      </label>
      <label><input name="agree" type="checkbox" /> I agree</label>
      <label><input name="pay" type="radio" value="card" /> Card</label>
      <label><input name="pay" type="radio" value="cash" /> Cash</label>
      <p onMouseEnter={() => setOver(true)} onDoubleClick={() => setSent('twice')}>
        {over ? 'over' : 'away'}
      </p>
      <button>Send</button>
      <output>{sent}</output>
    </form>
  )
}
"""
FORM_TESTS = """
const field = (name) => screen.getByLabelText(name)
test('fills in and sends', async () => {
  await user.clear(field('Name'))
  await user.type(field('Name'), 'Grace{Backspace}{Backspace}ve')
  await user.type(field('Age'), '41')
  await user.type(field('Notes'), 'one{Enter}two')
  await user.selectOptions(field('Size'), 'Large')
  await user.click(field('I agree'))
  await user.click(field('Cash'))
  expect(field('I agree')).toBeChecked()
  expect(field('Card')).not.toBeChecked()
  expect(field('Size')).toHaveDisplayValue('Large')
  await user.click(screen.getByRole('button'))
  expect(JSON.parse(screen.getByRole('status').textContent)).toEqual([
    ['name', 'Grave'], ['age', '41'], ['notes', expect.stringMatching(/^one\\s+two$/)],
    ['size', 'l'], ['agree', 'on'], ['pay', 'cash'],
  ])
})
test('types in the middle', async () => {
  await user.type(field('Name'), 'r', { initialSelectionStart: 1, initialSelectionEnd: 2 })
  expect(field('Name')).toHaveValue('Ara')
})
test('by the keys', async () => {
  await user.tab()
  expect(field('Name')).toHaveFocus()
  await user.keyboard('Bo')
  expect(field('Name')).toHaveValue('Bo')
  await user.tab()
  expect(field('Age')).toHaveFocus()
  await user.keyboard('7{Enter}')
  expect(screen.getByRole('status')).toHaveTextContent('"Bo"')
})
test('by the pointer', async () => {
  await user.hover(screen.getByText('away'))
  await user.dblClick(await screen.findByText('over'))
  expect(screen.getByText('twice')).toBeVisible()
})
"""


def test_tests_use_fields_keys_and_the_pointer(driver):
    (said,) = ask(driver, "run", ("run_tests", app(FORM) | {"tests": FORM_TESTS}))
    assert said["tests"]
    assert [test for test in said["tests"] if not test["ok"]] == []
