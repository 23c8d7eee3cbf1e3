"""Hostile components that take what they can, in the real frame of the real page: it stays usable. A file of
their own, as they are at it for minutes, which another may use (DEVELOPERS.md)."""

import pytest
from playwright.sync_api import Browser

from tests.attacks import run
from tests.attacks.counter import CountingServer
from tests.e2e.test_attacks import check
from tests.server import Server


@pytest.mark.timeout(900)
def test_what_floods(browser: Browser, server: Server, counter: CountingServer) -> None:
    check(run.floods(browser, server, counter))
