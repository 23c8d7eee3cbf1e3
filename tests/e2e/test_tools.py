"""A model calls tools while it writes, as a person sees it: each call as it runs, how it went, how long it
took, its arguments and result by the keyboard, and again after a refresh."""

import asyncio
import re
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.cluster.test_tools import ROUNDS
from tests.contract.wire_servers import KEY, Plays, serve
from tests.e2e.test_main_job import CONVERSATION, send
from tests.server import running

# Every line that a call has ever shown: a call that runs may be over before anybody looks.
WATCH = """() => {
  window.seen = new Set();
  new MutationObserver(() => {
    for (const line of document.querySelectorAll("details > summary")) window.seen.add(line.textContent);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


@contextmanager
def vendor() -> Generator[dict[str, str]]:
    """The environment of a server that uses a vendor on loopback, which has a loop of its own."""
    address, ready, over = "", threading.Event(), threading.Event()

    async def work() -> None:
        nonlocal address
        async with serve("openai", Plays(rounds=ROUNDS)) as up:
            address = up.address
            ready.set()
            await asyncio.to_thread(over.wait)

    thread = threading.Thread(target=lambda: asyncio.run(work()), daemon=True)
    thread.start()
    assert ready.wait(30)
    try:
        yield {
            "ATELIER_MODEL": "openai:gpt-6-luna",
            "OPENAI_BASE_URL": address,
            "OPENAI_API_KEY": KEY,
            "ATELIER_LOCAL_TOOLS": "1",
        }
    finally:
        over.set()
        thread.join(30)


def test_calls_of_tools_are_shown_as_they_run_and_open_by_the_keyboard(
    browser: Browser, tmp_path: Path
) -> None:
    with vendor() as env, running(tmp_path / "data", **env) as server:
        page = browser.new_page()
        page.set_default_timeout(30_000)
        page.goto(server.origin)
        page.evaluate(WATCH)
        send(page, "A cart button")
        expect(page.locator(CONVERSATION)).to_have_attribute("data-turn-state", "final", timeout=120_000)

        seen = page.evaluate("[...window.seen]")
        assert any(line.startswith("check") and line.endswith("running") for line in seen), seen

        for _ in range(2):
            lines = page.locator("details > summary").filter(
                has_text=re.compile("^(search_icons|component_docs|check)")
            )
            expect(lines).to_have_count(3)
            expect(lines.nth(0)).to_have_text(re.compile(r"^search_icons\s*shopping cart\s*in \d"))
            expect(lines.nth(1)).to_have_text(
                re.compile(r"^component_docs\s*@/components/ui/button, Button\s*in \d")
            )
            expect(lines.nth(2)).to_have_text(re.compile(r"^check\s*in \d"))

            call = page.locator("details").filter(has_text="search_icons").first
            expect(call.locator("pre")).to_be_hidden()
            lines.nth(0).focus()
            page.keyboard.press("Enter")
            expect(call.locator("pre")).to_be_visible()
            expect(call.locator("pre")).to_contain_text('"words": "shopping cart"')
            expect(call.locator("pre")).to_contain_text("ShoppingCart")
            page.keyboard.press("Enter")
            expect(call.locator("pre")).to_be_hidden()
            page.reload()
        page.close()
