"""Which model writes, as a person chooses it: for one prompt, for the session, to refine. Two vendors on
loopback."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import keys
from tests.e2e.scripted_vendor import answering
from tests.e2e.test_main_job import send, wait_for
from tests.server import Server, running

REPLY = """{model} writes.

<file path="App.tsx">
export default function App() {
  return <main><h1>Made by {model}</h1><p>A counter</p></main>;
}
</file>
"""
LONG_MS = 60_000  # what a busy machine may need for a session's start, or a turn
DRAFT, LARGEST = "claude-haiku-5-5", "gemini-4-argon"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    replies = {"": REPLY}
    with answering(replies, "anthropic") as one, answering(replies, "gemini") as other:
        env = one | other | {"ATELIER_REPLAY": "0"}
        with running(tmp_path_factory.mktemp("models") / "data", **env) as up:
            yield up


def picker(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("^Model: "))


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("menuitemradio", name=re.compile(f"^{re.escape(name)}"))


def made_by(page: Page, name: str) -> None:
    wait_for(page, "final")
    heading = page.frame_locator('iframe[title="Preview"]').get_by_role("heading")
    expect(heading).to_have_text(f"Made by {name}", timeout=LONG_MS)


def shows(page: Page, model: str) -> None:
    """The button of the menu."""
    expect(picker(page)).to_have_accessible_name(re.compile(f"^Model: {model}"), timeout=LONG_MS)


def test_a_model_for_the_next_prompt_alone(page: Page) -> None:
    shows(page, f"Auto: draft {DRAFT}, refine {LARGEST}$")
    picker(page).click()
    row(page, "Next prompt").click()
    row(page, "claude-sonnet-5-5").click()
    shows(page, "claude-sonnet-5-5, for the next prompt$")
    send(page, "A counter")
    made_by(page, "claude-sonnet-5-5")
    expect(page.get_by_text("First version by claude-sonnet-5-5: you picked it")).to_be_visible(
        timeout=LONG_MS
    )
    shows(page, "Auto")
    send(page, "Write it anew")
    made_by(page, DRAFT)


def test_the_menu_by_keyboard_alone(page: Page) -> None:
    picker(page).focus()
    keys(page).press("Enter")
    expect(row(page, "This session")).to_be_focused()
    expect(row(page, "Auto")).to_be_checked()
    keys(page).press("End")
    last = page.get_by_role("menuitemradio").last
    expect(last).to_be_focused()
    keys(page).press("ArrowUp")
    expect(last).not_to_be_focused()
    keys(page).press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(picker(page)).to_be_focused()
    keys(page).press("Enter")
    for name in ("This session", "Next prompt", "Auto", "claude-haiku-5-5", "claude-sonnet-5-5"):
        expect(row(page, name)).to_be_focused()
        keys(page).press("ArrowDown")
    expect(row(page, "claude-opus-5-5")).to_be_focused()
    keys(page).press("Enter")
    shows(page, "claude-opus-5-5$")


def test_a_model_for_the_session_is_there_after_a_refresh_and_can_be_left(page: Page) -> None:
    picker(page).click()
    opus = row(page, "claude-opus-5-5")
    expect(opus).to_contain_text(re.compile(r"Anthropic · \$[\d.]+ in, \$[\d.]+ out"))
    opus.click()
    shows(page, "claude-opus-5-5$")
    page.reload()
    shows(page, "claude-opus-5-5$")
    send(page, "A counter")
    made_by(page, "claude-opus-5-5")
    picker(page).click()
    expect(row(page, "claude-opus-5-5")).to_be_checked()
    row(page, "Auto").click()
    shows(page, "Auto")
    send(page, "Write it anew")
    made_by(page, DRAFT)


def test_a_refinement_is_a_version_by_another_model_and_the_draft_stays(page: Page) -> None:
    send(page, "A counter")
    made_by(page, DRAFT)
    page.get_by_role("button", name="Refine with another model").click()
    page.get_by_role("menuitem", name=re.compile("^claude-opus-5-5")).click()
    expect(page.get_by_text("Refinement by claude-opus-5-5: you picked it")).to_be_visible(timeout=LONG_MS)
    made_by(page, "claude-opus-5-5")
    page.get_by_role("button", name=f"Refine with {LARGEST}").click()
    expect(page.get_by_text(f"Refinement by {LARGEST}: the largest there is")).to_be_visible(timeout=LONG_MS)
    made_by(page, LARGEST)

    page.get_by_role("tab", name="Versions").click()
    expect(page.get_by_role("list", name="Versions").get_by_role("listitem")).to_have_count(3)
    page.get_by_role("button", name="View version 1").click()
    heading = page.frame_locator('iframe[title="Preview"]').get_by_role("heading")
    expect(heading).to_have_text(f"Made by {DRAFT}", timeout=LONG_MS)


def test_on_a_narrow_screen_the_menu_fits(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    picker(page).click()
    expect(page.get_by_role("menu", name="Model")).to_be_in_viewport(ratio=1)
    row(page, "claude-haiku-5-5").click()
    shows(page, "claude-haiku-5-5$")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
