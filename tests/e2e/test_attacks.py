"""Hostile components in the real frame of the real page: nothing arrives, and the page stays usable.

The rows are in tests/attacks. Those that stay run once against the whole frame, and once with the originals
of all that its own code takes away: then its headers alone must hold. Those that leave or grasp for the focus
run one after another, and so do those that flood (test_floods.py). The control shows that the server counts.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.attacks import evading, lookups, run
from tests.attacks.counter import CountingServer
from tests.attacks.rows import COUNTED
from tests.attacks.run import Report
from tests.attacks.tries import tries
from tests.server import Server

pytestmark = pytest.mark.timeout(900)

LOST_KEYS = 8
"""Typed before the page has taken the focus back and, the second time, stopped the frame."""
EACH_OF_TRIES = 24
"""One of so many is run here."""
LATE = 2
"""Rows of the control that may come after its page is closed, on a busy machine."""


def check(report: Report) -> None:
    assert report.hits == {}
    assert report.leaks == []
    assert report.broken == []
    assert report.slow() == {}


@pytest.mark.parametrize("originals", [False, True], ids=["whole frame", "headers alone"])
def test_what_stays(browser: Browser, server: Server, counter: CountingServer, originals: bool) -> None:
    check(run.still(browser, server, counter, originals=originals))


def test_what_a_click_lets(browser: Browser, server: Server, counter: CountingServer) -> None:
    check(run.clicks(browser, server, counter))


def test_what_leaves(browser: Browser, server: Server, counter: CountingServer) -> None:
    check(run.leaving(browser, server, counter))


def test_what_grasps_for_the_focus(browser: Browser, server: Server) -> None:
    kept = run.focus(browser, server)
    assert {name: keys for name, keys in kept.items() if keys < run.KEYS - LOST_KEYS} == {}


def test_no_name_is_looked_up(
    browser: Browser, server: Server, counter: CountingServer, tmp_path: Path
) -> None:
    frame, bare = lookups.looked_up(browser, server, counter, tmp_path)
    assert frame == set()
    assert bare == {name for name in lookups.LOOKUPS if not name.startswith(("react-", "jsx-"))}


def test_what_the_guards_would_have_stopped(
    browser: Browser, server: Server, counter: CountingServer
) -> None:
    """A part of the tries to get past the guards; `python -m benchmarks.attacks evasions` runs all."""
    some = tries()[::EACH_OF_TRIES]
    made = evading.framed(browser, server, counter, some)
    check(made.report)
    assert made.ran  # some get as far as the frame's own realm: nothing of what they try there arrives
    assert len(made.silent) <= LATE


def test_the_server_counts(browser: Browser, counter: CountingServer) -> None:
    counted = run.control(browser, counter)
    assert {"udp", "fetch", "img", "websocket", "css-mask", "location-href", "worker-blob"} <= counted
    assert len(COUNTED - counted) <= LATE
