"""A model calls tools while it writes, as a person sees it: each call as it runs, how it went, how long it
took, its arguments and result by the keyboard, and again after a refresh."""

import asyncio
import re
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, WebSocketRoute, expect

from tests.browser import keys
from tests.cluster.test_tools import ROUNDS
from tests.contract.wire_servers import KEY, Plays, serve
from tests.e2e.test_main_job import CONVERSATION, send
from tests.server import running


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


class Hold:
    """Keeps what the server says from the page, from the first answer of a tool on, until it is let go."""

    def __init__(self) -> None:
        self._kept: list[str | bytes] = []
        self._holds = True
        self._socket: WebSocketRoute | None = None

    def connect(self, socket: WebSocketRoute) -> None:
        self._socket = socket
        socket.connect_to_server().on_message(self._say)

    def _say(self, message: str | bytes) -> None:
        if self._holds and (self._kept or '"tool_returned"' in str(message)):
            self._kept.append(message)
        elif self._socket is not None:
            self._socket.send(message)

    def let_go(self) -> None:
        self._holds = False
        kept, self._kept = self._kept, []
        for message in kept:
            self._say(message)


def test_calls_of_tools_are_shown_as_they_run_and_open_by_the_keyboard(
    browser: Browser, tmp_path: Path
) -> None:
    with vendor() as env, running(tmp_path / "data", **env) as server:
        page = browser.new_page()
        page.set_default_timeout(30_000)
        hold = Hold()
        page.route_web_socket("**/ws", hold.connect)
        page.goto(server.origin)
        send(page, "A cart button")
        tools = re.compile("^(search_icons|component_docs|check)")
        lines = page.locator("details > summary").filter(has_text=tools)
        expect(lines.nth(0)).to_have_text(re.compile(r"^search_icons\s*shopping cart\s*running$"))
        hold.let_go()
        expect(page.locator(CONVERSATION)).to_have_attribute("data-turn-state", "final", timeout=120_000)

        for _ in range(2):
            expect(lines).to_have_count(3)
            expect(lines.nth(0)).to_have_text(re.compile(r"^search_icons\s*shopping cart\s*in \d"))
            expect(lines.nth(1)).to_have_text(
                re.compile(r"^component_docs\s*@/components/ui/button, Button\s*in \d")
            )
            expect(lines.nth(2)).to_have_text(re.compile(r"^check\s*in \d"))

            call = page.locator("details").filter(has_text="search_icons").first
            expect(call.locator("pre")).to_be_hidden()
            lines.nth(0).focus()
            keys(page).press("Enter")
            expect(call.locator("pre")).to_be_visible()
            expect(call.locator("pre")).to_contain_text('"words": "shopping cart"')
            expect(call.locator("pre")).to_contain_text("ShoppingCart")
            keys(page).press("Enter")
            expect(call.locator("pre")).to_be_hidden()
            page.reload()
        page.close()
