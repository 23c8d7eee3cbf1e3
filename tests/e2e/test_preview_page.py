"""What a person expects around a preview: widths, colours, errors and repair, console, versions, files."""

import json
import re
import zipfile
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser import glimpse, keys
from tests.e2e.scripted_vendor import answering
from tests.server import Server, running

COUNTER = """import { useState } from "react";
import { Label } from "./label";

export default function App() {
  const [count, setCount] = useState(0);
  const items = count < 3 ? ["one"] : undefined;
  return (
    <main className="p-8 dark:bg-black dark:text-white">
      <h1 className="text-2xl font-semibold">Counter</h1>
      <Label count={count} />
      <p>{items.length} item</p>
      <button className="rounded bg-blue-600 px-4 py-2 text-white" onClick={() => setCount(count + 1)}>
        Add
      </button>
      <button className="px-4 py-2" onClick={() => console.warn("careful", count)}>
        Warn
      </button>
    </main>
  );
}
"""
LABEL = """export function Label({ count }: { count: number }) {
  return <p className="text-slate-600">Count is {count}</p>;
}
"""
FAULT_LINE = 1 + COUNTER[: COUNTER.index("{items.length}")].count("\n")
FIX = """I guard the list.

<edit path="App.tsx">
<<<<<<< SEARCH
  const items = count < 3 ? ["one"] : undefined;
=======
  const items = ["one"];
>>>>>>> REPLACE
</edit>
"""
SHARE = """export default function App() {
  const save = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["name,score\\nAda,3\\n"], { type: "text/csv" }));
    link.download = "scores.csv";
    link.click();
  };
  return (
    <main>
      <button onClick={save}>Export</button>
      <button onClick={() => navigator.clipboard.writeText("copied words")}>Copy</button>
      <a href="https://example.org/docs" target="_blank">Docs</a>
    </main>
  );
}
"""
ODD = """export default function App() {
  const pick = (first: boolean, one: number): any => first ? (one) : other => other + 1;
  return <main>Seven is {pick(true, 7)}, nine is {pick(false, 7)(8)}.</main>;
}
"""
LIVELY = """import { useEffect, useRef, useState } from "react";

const bell = new Audio("/bell.mp3");

export default function App() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [rung, setRung] = useState(0);
  useEffect(() => {
    const pen = canvas.current?.getContext("2d");
    if (!pen) return;
    pen.fillStyle = "rgb(200, 10, 30)";
    pen.fillRect(0, 0, 20, 20);
  }, []);
  const ring = () => {
    bell.currentTime = 0;
    bell.play().catch(() => undefined);
    setRung(rung + 1);
  };
  return (
    <main>
      <canvas ref={canvas} width={20} height={20} />
      <div dangerouslySetInnerHTML={{ __html: "<b>Bold</b> words" }} />
      <button onClick={ring}>Ring</button>
      <p>Rung {rung} times</p>
    </main>
  );
}
"""
START = """It starts at two.

<edit path="App.tsx">
<<<<<<< SEARCH
  const [count, setCount] = useState(0);
=======
  const [count, setCount] = useState(2);
>>>>>>> REPLACE
</edit>
"""
REPLIES = {
    "Fix this error": FIX,
    "Start at two": START,
    "a counter": f"""A counter.

<file path="label.tsx">
{LABEL}</file>
<file path="App.tsx">
{COUNTER}</file>
""",
    "an odd arrow": f'An arrow.\n\n<file path="App.tsx">\n{ODD}</file>\n',
    "a bell": f'A bell.\n\n<file path="App.tsx">\n{LIVELY}</file>\n',
    "sharing": f'It shares.\n\n<file path="App.tsx">\n{SHARE}</file>\n',
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with answering(REPLIES) as vendor:
        env = vendor | {"ATELIER_REPLAY": "false"}  # the tests ask the same, and each is to be answered anew
        with running(tmp_path_factory.mktemp("preview") / "data", **env) as up:
            yield up


def make(page: Page, prompt: str = "Build a counter") -> FrameLocator:
    """The preview of what the prompt made, final and ready."""
    page.get_by_role("textbox", name="Prompt").fill(prompt)
    page.get_by_role("button", name="Send").click()
    wait_for(page)
    return page.frame_locator('iframe[title="Preview"]')


def wait_for(page: Page, preview: str = "ready") -> None:
    expect(page.locator("[data-turn-state]")).to_have_attribute("data-turn-state", "final", timeout=60_000)
    expect(page.locator("[data-preview-state]")).to_have_attribute("data-preview-state", preview)


def break_it(page: Page, frame: FrameLocator) -> None:
    for _ in range(3):
        frame.get_by_role("button", name="Add").click()
    expect(page.locator("[data-preview-state]")).to_have_attribute("data-preview-state", "error")


def is_wide(frame: FrameLocator, px: int) -> None:
    """In a while: a frame of a process of its own is told its size after the page has it."""
    expect(frame.locator("html")).to_have_js_property("clientWidth", px)


def test_an_error_is_shown_where_it_is_and_repaired(page: Page) -> None:
    frame = make(page)
    break_it(page, frame)
    overlay = page.get_by_role("alert")
    expect(overlay).to_contain_text("Cannot read properties of undefined (reading 'length')")
    expect(overlay).to_contain_text(f"<App> · App.tsx:{FAULT_LINE}")
    expect(overlay.locator(".hit")).to_contain_text("{items.length} item")

    overlay.get_by_role("button", name="Show in code").click()
    glimpse(page, ".cm-justChanged", "{items.length} item")
    page.get_by_role("tab", name="Versions").click()
    expect(page.get_by_role("list", name="Versions")).to_contain_text("Cannot read properties")

    page.get_by_role("tab", name="Preview").click()
    overlay.get_by_role("button", name="Fix it").click()
    wait_for(page)
    expect(page.get_by_role("list", name="Conversation")).to_contain_text("I guard the list.")
    for _ in range(4):
        frame.get_by_role("button", name="Add").click()
    expect(frame.get_by_text(re.compile(r"Count is \d"))).to_be_visible()
    expect(overlay).to_have_count(0)


def test_an_edit_shows_what_it_changes_without_a_reload(page: Page) -> None:
    frame = make(page)
    frame.get_by_role("button", name="Add").click()
    expect(frame.get_by_text("Count is 1")).to_be_visible()
    make(page, "Start at two")
    expect(frame.get_by_text("Count is 2")).to_be_visible()


def test_an_error_can_be_dismissed(page: Page) -> None:
    frame = make(page)
    break_it(page, frame)
    page.get_by_role("button", name="Dismiss", exact=True).click()
    expect(page.get_by_role("button", name="Fix it")).to_have_count(0)
    page.get_by_role("button", name="Reload").click()
    wait_for(page)
    expect(frame.get_by_text("Count is 0")).to_be_visible()


def test_the_console_is_counted_filtered_and_leads_to_the_code(page: Page) -> None:
    frame = make(page)
    drawer = page.get_by_role("region", name="Console")
    for _ in range(2):
        frame.get_by_role("button", name="Warn").click()
    drawer.get_by_role("button", name="Console: 2 warnings").click()
    messages = drawer.get_by_role("log")
    expect(messages).to_contain_text("careful 0")
    drawer.get_by_role("searchbox", name="Filter console").fill("nothing like it")
    expect(messages).to_contain_text("Nothing matches.")
    drawer.get_by_role("searchbox", name="Filter console").fill("CAREFUL")
    messages.get_by_role("button", name=re.compile(r"App\.tsx:\d+")).click()
    glimpse(page, ".cm-justChanged", "console.warn")
    page.get_by_role("tab", name="Preview").click()
    drawer.get_by_role("button", name="Clear console").click()
    expect(messages).to_contain_text("appears here")


def test_widths_by_button_key_and_drag(page: Page) -> None:
    frame = make(page)
    whole_px = frame.locator("body").evaluate("() => innerWidth")
    page.get_by_role("button", name="Phone").click()
    is_wide(frame, 390)
    handle = page.get_by_role("separator", name="Preview width")
    handle.press("ArrowRight")
    is_wide(frame, 400)
    handle.press("Shift+ArrowLeft")
    is_wide(frame, 350)
    handle.drag_to(
        handle, force=True, source_position={"x": 4, "y": 200}, target_position={"x": 54, "y": 200}
    )
    is_wide(frame, 450)
    expect(page.get_by_text("450 px")).to_be_visible()
    page.set_viewport_size({"width": 1100, "height": 860})
    page.get_by_role("button", name="Tablet").click()
    is_wide(frame, 820)
    expect(page.get_by_text(re.compile(r"820 px · \d\d %"))).to_be_visible()
    page.set_viewport_size({"width": 1360, "height": 860})
    page.get_by_role("button", name="Desktop").click()
    is_wide(frame, whole_px)


def test_the_components_colours_are_its_own(page: Page) -> None:
    frame = make(page)
    page.get_by_role("button", name="Dark", exact=True).click()
    expect(frame.locator("html.dark")).to_have_count(1)
    expect(frame.locator("main")).to_have_css("color", "rgb(255, 255, 255)")
    expect(page.locator("body")).to_have_css("color", "rgb(24, 24, 27)")
    page.get_by_role("button", name="Light", exact=True).click()
    expect(frame.locator("html.dark")).to_have_count(0)


def test_a_tab_of_its_own_is_as_isolated_and_follows(page: Page, browser: Browser) -> None:
    make(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open in new tab").click()
    tab = opened.value
    wait_for_preview = tab.locator('main[data-preview-state="ready"]')
    expect(wait_for_preview).to_be_visible()
    inside = tab.frame_locator('iframe[title="Preview"]')
    expect(inside.get_by_text("Count is 0")).to_be_visible()
    assert tab.url.startswith(page.url + "/preview")
    assert "Count is" not in tab.content()
    sandboxed = tab.locator("iframe")
    assert sandboxed.count() == 1
    assert sandboxed.get_attribute("sandbox") == "allow-scripts"
    box = sandboxed.bounding_box()
    assert box is not None
    assert [box["width"], box["height"]] == list((tab.viewport_size or {}).values())
    reach = "() => { try { return parent.document.title } catch (error) { return error.name } }"
    assert inside.locator("body").evaluate("() => origin") == "null"
    assert inside.locator("body").evaluate(reach) == "SecurityError"

    make(page, "Something about sharing")
    expect(inside.get_by_role("button", name="Export")).to_be_visible()

    stranger = browser.new_context()
    answer = stranger.new_page().goto(tab.url)
    assert answer is not None
    assert answer.status == 404
    stranger.close()


def test_an_old_version_is_looked_at_without_restoring_it(page: Page) -> None:
    frame = make(page)
    make(page, "Something about sharing")
    page.get_by_role("tab", name="Versions").click()
    versions = page.get_by_role("list", name="Versions").get_by_role("listitem")
    page.get_by_role("button", name="View version 1").click()
    bar = page.get_by_role("status").filter(has_text="You look at version 1")
    expect(bar).to_be_visible()
    expect(frame.get_by_text("Count is 0")).to_be_visible()
    page.get_by_role("tab", name="Code").click()
    shown = page.get_by_role("textbox", name="Code of App.tsx").locator("visible=true")
    expect(shown).to_contain_text("setCount")
    expect(page.get_by_role("button", name="Edit").locator("visible=true")).to_be_disabled()
    page.get_by_role("tab", name="Versions").click()
    expect(versions).to_have_count(2)
    page.get_by_role("button", name="Back to newest").click()
    expect(bar).to_have_count(0)
    page.get_by_role("tab", name="Preview").click()
    expect(frame.get_by_role("button", name="Export")).to_be_visible()

    page.get_by_role("tab", name="Versions").click()
    page.get_by_role("button", name="View version 1").click()
    expect(bar).to_be_visible()
    make(page)
    expect(bar).to_have_count(0)


def test_what_changed_between_two_versions(page: Page) -> None:
    frame = make(page)
    break_it(page, frame)
    page.get_by_role("button", name="Fix it").click()
    wait_for(page)
    page.get_by_role("tab", name="Versions").click()
    page.get_by_role("button", name="Compare version 2").click()
    expect(page.get_by_role("combobox", name="Base")).to_have_value("1")
    changes = page.get_by_role("region", name="Changes of App.tsx")
    expect(changes.locator(".cm-merge-a .cm-changedLine")).to_contain_text("count < 3 ?")
    expect(changes.locator(".cm-merge-b .cm-changedLine")).to_contain_text('const items = ["one"];')
    panel = page.get_by_role("tabpanel", name="Versions")
    expect(panel.get_by_role("button", name="App.tsx")).to_be_visible()
    expect(panel.get_by_role("button", name="label.tsx")).to_have_count(0)
    page.set_viewport_size({"width": 700, "height": 900})
    expect(changes.locator(".cm-deletedChunk")).to_contain_text("count < 3 ?")
    page.get_by_role("combobox", name="Base").select_option("2")
    expect(page.get_by_text("These two versions are the same.")).to_be_visible()
    page.get_by_role("button", name="All versions").click()
    expect(page.get_by_role("list", name="Versions")).to_be_visible()


def test_a_project_as_a_zip(page: Page) -> None:
    make(page)
    page.get_by_role("tab", name="Code").click()
    with page.expect_download() as started:
        page.get_by_role("button", name="Download").click()
    assert started.value.suggested_filename == "build-a-counter.zip"
    with zipfile.ZipFile(started.value.path()) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert texts["build-a-counter/src/App.tsx"] == COUNTER
    assert texts["build-a-counter/src/label.tsx"] == LABEL
    project = json.loads(texts["build-a-counter/package.json"])
    assert project["scripts"]["build"] == "vite build"
    assert {"react", "react-dom"} <= project["dependencies"].keys()


def test_the_page_saves_copies_and_opens_for_the_component(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    frame = make(page, "Something about sharing")
    with page.expect_download() as started:
        frame.get_by_role("button", name="Export").click()
    assert started.value.suggested_filename == "scores.csv"
    assert started.value.path().read_text() == "name,score\nAda,3\n"
    expect(page.get_by_text("Saved scores.csv")).to_be_visible()

    page.wait_for_timeout(600)
    frame.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied to the clipboard")).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == "copied words"

    page.wait_for_timeout(600)
    frame.get_by_role("link", name="Docs").click()
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text("https://example.org/docs")
    link = asked.get_by_role("link", name="Open")
    assert link.get_attribute("rel") == "noopener noreferrer"
    keys(page).press("Escape")
    expect(asked).to_have_count(0)


def test_a_turn_says_what_it_took(page: Page) -> None:
    make(page)
    said = page.get_by_role("list", name="Conversation")
    expect(said).to_contain_text(re.compile(r"scripted · \d+\.\d s · 120 in · 40 cached · 33 out · "))


def test_what_the_frames_compiler_refuses_is_compiled_by_the_server(page: Page) -> None:
    with page.expect_response(re.compile(r"/translate$")) as asked:
        frame = make(page, "Build an odd arrow")
    assert list(asked.value.json()["code"]) == ["App.tsx"]
    expect(frame.get_by_text("Seven is 7, nine is 9.")).to_be_visible()


def test_a_component_with_sound_a_canvas_and_markup_of_its_own_lives(page: Page) -> None:
    frame = make(page, "Build a bell")
    expect(frame.locator("b")).to_have_text("Bold")
    drawn = "(canvas) => [...canvas.getContext('2d').getImageData(5, 5, 1, 1).data]"
    assert frame.locator("canvas").evaluate(drawn) == [200, 10, 30, 255]
    for _ in range(2):
        frame.get_by_role("button", name="Ring").click()
    expect(frame.get_by_text("Rung 2 times")).to_be_visible()
    expect(page.locator("[data-preview-state]")).to_have_attribute("data-preview-state", "ready")
