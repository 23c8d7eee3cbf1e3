"""The main job as people do it: a sentence, a live component, an edit, a refresh mid-stream, a restore."""

import re

from playwright.sync_api import Page, expect

from tests.server import Server

PREVIEW = "[data-preview-state]"
CONVERSATION = "[data-turn-state]"


def send(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Prompt").fill(text)
    page.get_by_role("button", name="Send").click()


def wait_for(page: Page, turn: str, preview: str = "ready") -> None:
    expect(page.locator(CONVERSATION)).to_have_attribute("data-turn-state", turn, timeout=60_000)
    expect(page.locator(PREVIEW)).to_have_attribute("data-preview-state", preview, timeout=20_000)


def test_prompt_use_edit_refresh_restore(page: Page) -> None:
    frame = page.frame_locator('iframe[title="Preview"]')
    expect(page.locator(PREVIEW)).to_have_attribute("data-preview-state", "empty")
    expect(page.get_by_text("built-in sketch model, not an LLM")).to_be_visible()

    send(page, "A todo list")
    expect(page.locator(PREVIEW)).to_have_attribute("data-preview-state", "streaming")
    wait_for(page, "final")
    assert page.url.startswith(re.match(r"http://localhost:\d+/s/", page.url).group())  # type: ignore[union-attr]

    box = frame.get_by_role("textbox").first
    box.fill("Buy oat milk")
    box.press("Enter")
    expect(frame.get_by_text("Buy oat milk")).to_be_visible()

    send(page, "make the button green")
    wait_for(page, "final")
    expect(frame.locator("button[class*=emerald]").first).to_be_visible()
    expect(frame.get_by_text("Buy oat milk")).to_be_visible()
    page.get_by_role("tab", name="Code").click()
    expect(page.get_by_role("textbox", name="Code of App.tsx")).to_contain_text("export default function App")
    page.get_by_role("tab", name="Preview").click()

    send(page, "A kanban board instead, build a kanban board")
    expect(page.locator(CONVERSATION)).to_have_attribute("data-turn-state", "running")
    page.reload()
    wait_for(page, "final")
    expect(page.get_by_text("A kanban board instead")).to_have_count(1)

    page.get_by_role("tab", name="Versions").click()
    versions = page.get_by_role("list", name="Versions")
    expect(versions.get_by_role("listitem")).to_have_count(3)
    versions.get_by_role("listitem").filter(has_text="A todo list").get_by_role(
        "button", name="Restore"
    ).click()
    expect(versions.get_by_role("listitem")).to_have_count(4)
    page.get_by_role("tab", name="Preview").click()
    expect(frame.get_by_role("textbox").first).to_be_visible()


def test_stop_keeps_a_draft_and_continue_finishes_it(page: Page) -> None:
    send(page, "A sales dashboard with charts")
    expect(page.locator(PREVIEW)).to_have_attribute("data-preview-state", "streaming")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(CONVERSATION)).to_have_attribute("data-turn-state", "cancelled")
    page.get_by_role("tab", name="Versions").click()
    expect(page.get_by_role("list", name="Versions").get_by_role("listitem")).to_have_count(1)
    page.get_by_role("button", name="Continue").click()
    wait_for(page, "final")


def test_a_cut_connection_is_said_and_mended(page: Page) -> None:
    send(page, "A pricing page with three plans")
    expect(page.locator(PREVIEW)).to_have_attribute("data-preview-state", "streaming")
    page.context.set_offline(True)
    page.evaluate("() => window.dispatchEvent(new Event('offline'))")
    page.wait_for_timeout(300)
    page.context.set_offline(False)
    wait_for(page, "final")


def test_another_browser_sees_nothing_of_it(page: Page, server: Server) -> None:
    send(page, 'A button "Treasure"')
    wait_for(page, "final")
    thief = page.context.browser.new_context()  # type: ignore[union-attr]
    try:
        other = thief.new_page()
        answer = other.goto(page.url)
        assert answer is not None
        assert answer.status == 404
        assert "Treasure" not in other.content()
    finally:
        thief.close()
