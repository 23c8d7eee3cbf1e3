"""A picture in a real browser: chosen, refused with the reason, sent with a prompt, seen again after a
refresh."""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.e2e.scripted_vendor import answering
from tests.e2e.test_main_job import send, wait_for
from tests.server import running

CODE = "export default function App() {\n  return <p>Like the picture</p>;\n}\n"
REPLY = f'Here it is.\n\n<file path="App.tsx">\n{CODE}</file>\n'


def encoded(kind: str) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (320, 200), "teal").save(written, kind)
    return written.getvalue()


def add(page: Page, name: str, mime: str, data: bytes) -> None:
    page.get_by_label("Picture files").set_input_files({"name": name, "mimeType": mime, "buffer": data})


def test_a_model_that_cannot_see_names_one_that_can(page: Page) -> None:
    chosen = page.get_by_role("list", name="Pictures for the next prompt").get_by_role("listitem")
    add(page, "bad.png", "image/png", b"<html>")
    expect(page.get_by_text("no PNG, JPEG or WebP picture")).to_be_visible()
    page.get_by_role("button", name="Remove bad.png").click()
    add(page, "good.webp", "image/webp", encoded("WEBP"))
    expect(chosen).to_have_attribute("data-state", "there")
    send(page, "A todo list like this")
    expect(page.get_by_text("claude-haiku-5-5 can")).to_be_visible()
    expect(chosen).to_have_count(1)
    page.get_by_role("button", name="Remove good.webp").click()
    page.get_by_role("button", name="Send").click()
    wait_for(page, "final")


def test_a_picture_goes_with_its_prompt_and_is_there_after_a_refresh(
    browser: Browser, tmp_path: Path
) -> None:
    with answering({"Like this": REPLY}) as vendor:
        env = vendor | {"ATELIER_MODEL": "openai:gpt-6-luna"}
        with running(tmp_path / "data", **env) as server:
            page = browser.new_page()
            page.goto(server.origin)
            add(page, "shot.png", "image/png", encoded("PNG"))
            page.get_by_role("textbox", name="Prompt").fill("Like this")
            page.get_by_role("button", name="Send").click()
            wait_for(page, "final")
            for _ in range(2):
                shown = page.get_by_role("list", name="Pictures").get_by_role("img")
                expect(shown).to_have_count(1)
                expect(shown).to_have_js_property("naturalWidth", 320)
                page.reload()
            page.close()
