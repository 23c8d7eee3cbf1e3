"""A real server and a real Chromium, once for the folder; a page with a fresh browser profile each test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.attacks.counter import CountingServer, counting
from tests.browser import chromium
from tests.server import Server, running

expect.set_options(timeout=30_000)  # as the pages here have: a busy machine needs more than the usual 5 s


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("atelier") / "data", ATELIER_SKETCH_CHARS_PER_S="1500") as up:
        yield up


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as up:
        yield up


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1360, "height": 860})
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(server.origin)
    yield page
    context.close()


@pytest.fixture
def counter() -> Iterator[CountingServer]:
    with counting() as up:
        yield up
