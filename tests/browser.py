"""A real Chromium, with the flags that keep it off the network and out of a user's profile."""

import contextlib
import os
import shutil
from collections.abc import Iterator

from playwright.sync_api import Browser, Locator, Page, sync_playwright

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_SHOWN = (
    "([css, text]) => [...document.querySelectorAll(css)].some((each) => each.textContent.includes(text))"
)


def chromium_path() -> str:
    named = os.environ.get("CHROMIUM")
    found = named or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
    )
    if not found:
        raise AssertionError("no Chromium: run scripts/test-machine, or set CHROMIUM=/path/to/it")
    return found


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


def keys(page: Page) -> Locator:
    """Presses go to whatever has the focus, which the body never takes. `page.keyboard` waits without an end,
    and Chromium never answers a key whose frame is gone before it was handled."""
    return page.locator("body")


def glimpse(page: Page, css: str, text: str = "") -> None:
    """Waits for what may be there for a moment only: an expectation looks once a second, this at every frame
    that is drawn."""
    page.wait_for_function(_SHOWN, arg=[css, text])
