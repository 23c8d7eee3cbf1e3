"""All attacks: what was tried, what arrived at the counting server, what was obtained, how the page fared."""

import contextlib
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Error, Page, TimeoutError, ViewportSize

from tests.attacks.counter import CountingServer
from tests.attacks.lookups import LOOKUPS
from tests.attacks.program import clickable, component, flooding, grasping, unprotected
from tests.attacks.rows import BY_CODE_ALONE, CLICKS, FLOODS, FOCUS, LEAVING, STILL
from tests.attacks.stage import Pace, Stage
from tests.browser import keys
from tests.server import Server

STAY_MS = 900
"""How long a row that tries to leave is given. One that works is gone within a tenth of it."""

FLOOD_MS = 3_000
AT_ONCE = 140
"""Rows that stay: more than these keep each other from their turn."""
KEYS = 40
KEY_MS = 3_000

_SIZE: ViewportSize = {"width": 1360, "height": 860}
_LEAVING_IN_CONTROL = ("location-href", "meta-refresh", "form-get", "blob-document", "top-location")
_NOT_BESIDE_OTHERS = (
    "top-location", "parent-location", "top-open", "parent-open", "link-top", "window-open",
    "window-open-stand-in", "link-blank", "form-blank", "alert", "print", "opener", "parent-frames",
    "frameset", "xhr-sync", "iframe-blank-write", "fake-message", "window-open-noopener", "print-media-leak",
    "page-closed", "page-stop", "data-child-top", "stylesheet-processing",
)  # fmt: skip


@dataclass
class Report:
    tried: int = 0
    hits: dict[str, int] = field(default_factory=dict[str, int])
    leaks: list[str] = field(default_factory=list[str])
    broken: list[str] = field(default_factory=list[str])
    """Rows after which the page was not where it was, or took no text, or a window had opened."""
    paces: dict[str, Pace] = field(default_factory=dict[str, Pace])
    idle_per_s: float = 0
    """Animation frames of the page before anything was tried."""

    def slow(self) -> dict[str, Pace]:
        """The rows during which the page was not responsive: less than a tenth of its idle pace.

        A page that hangs has none; beside other work on two cores, large messages left 0.29 of it at worst.
        """
        return {name: pace for name, pace in self.paces.items() if pace.per_s < self.idle_per_s / 10}


def still(browser: Browser, server: Server, counter: CountingServer, *, originals: bool) -> Report:
    """Every row that stays, AT_ONCE of them at the same time in one load."""
    run = "still-originals" if originals else "still"
    names = [name for name in STILL if not (originals and name in BY_CODE_ALONE)]
    report = Report(tried=len(names) + 2)
    for some in batched(names):
        with _stage(browser, server, originals=originals) as stage:
            began: list[str] = []
            stage.page.on("console", lambda said, began=began: began.append(said.text))
            stage.show(component(counter, run, some))
            stage.done()
            assert {f"began {name}" for name in some} <= set(began), "a row did not run"
            report.idle_per_s = max(report.idle_per_s, stage.idle_per_s)
            report.paces[f"{run} from {some[0]}"] = stage.pace()
            _settle(stage, report, f"{run} from {some[0]}")
    report.hits = dict(counter.hits)
    return report


def batched(names: list[str]) -> list[list[str]]:
    return [names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE)]


def leaving(browser: Browser, server: Server, counter: CountingServer) -> Report:
    """Each row that takes the frame away, one after another in one page; the originals are kept for all."""
    report = Report(tried=len(LEAVING))
    with _stage(browser, server, originals=True) as stage:
        report.idle_per_s = stage.idle_per_s
        for name in LEAVING:
            _run(stage, report, name, component(counter, "leaving", [name]))
            stage.page.wait_for_timeout(STAY_MS)
            report.paces[name] = stage.pace()
            _settle(stage, report, name)
            if not stage.recovers(name):
                report.broken.append(f"{name}: no other component shows after it")
    report.hits = dict(counter.hits)
    return report


def clicks(browser: Browser, server: Server, counter: CountingServer) -> Report:
    """Each row under a real click. That the page then asks whether to open an address is as it should be."""
    report = Report(tried=len(CLICKS))
    with _stage(browser, server, originals=True) as stage:
        for name in CLICKS:
            stage.show(clickable(counter, "clicks", name))
            try:
                stage.frame.locator(f"[data-row={name}]").get_by_text("click", exact=True).click()
            except Error:
                report.broken.append(f"{name}: did not run")
            stage.page.wait_for_timeout(STAY_MS)
            asked = stage.page.get_by_role("button", name="Cancel")
            if asked.count():
                asked.click()
            _settle(stage, report, name)
    report.hits = dict(counter.hits)
    return report


def control(browser: Browser, counter: CountingServer) -> set[str]:
    """The rows whose hits the server counts when nothing is in their way."""
    beside = batched([row for row in STILL if row not in _NOT_BESIDE_OTHERS])
    for names in [*([name] for name in _LEAVING_IN_CONTROL), *beside]:
        path = f"/control/{names[0]}"
        counter.pages[path] = unprotected(counter, "control", names)
        context = browser.new_context(viewport=_SIZE)
        page = context.new_page()
        try:
            page.goto(counter.origin + path)
            if names in beside:
                _until_no_more_come(page, counter)
            else:
                page.wait_for_timeout(400)
        except Error:
            pass  # It left before it was there: that is what some rows do.
        context.close()
    return {hit.split("--")[1] for hit in counter.hits if "--" in hit} | counter.hits.keys() & {"udp", "tcp"}


def _until_no_more_come(page: Page, counter: CountingServer) -> None:
    """Three seconds, and as many more as bring what had not come before."""
    page.wait_for_timeout(2_000)
    for _ in range(20):
        before = len(counter.hits)
        page.wait_for_timeout(1_000)
        if len(counter.hits) == before:
            break


def _stage(browser: Browser, server: Server, *, originals: bool) -> Stage:
    return Stage(browser.new_context(viewport=_SIZE), server, originals=originals)


def _run(stage: Stage, report: Report, name: str, files: dict[str, str]) -> None:
    """A row that did not run proves nothing, so it is reported as broken."""
    try:
        stage.run(name, files)
    except Error:
        report.broken.append(f"{name}: did not run")


def _settle(stage: Stage, report: Report, name: str) -> None:
    try:
        leak = stage.leaks()
    except Error:
        leak = ""  # The frame is being replaced: what it had is gone.
    if leak:
        report.leaks.append(f"{name}:{leak}")
    if not stage.intact() or len(stage.page.context.pages) > 1:
        report.broken.append(name)


def floods(browser: Browser, server: Server, counter: CountingServer) -> Report:
    """Each takes what it can for some seconds, in a page of its own whose pace is measured meanwhile."""
    report = Report(tried=len(FLOODS))
    for name in FLOODS:
        with _stage(browser, server, originals=True) as stage:
            report.idle_per_s = max(report.idle_per_s, stage.idle_per_s)
            _run(stage, report, name, flooding(counter, name))
            stage.page.wait_for_timeout(FLOOD_MS)
            report.paces[name] = stage.pace()
            _settle(stage, report, name)
            if not stage.recovers(name):
                report.broken.append(f"{name}: no other component shows after it")
    report.hits = dict(counter.hits)
    return report


def focus(browser: Browser, server: Server) -> dict[str, int]:
    """Of the KEYS typed into the prompt while a row grasps for the focus: how many arrive there.

    One that is not answered within KEY_MS is lost with the frame that had the focus.
    """
    kept: dict[str, int] = {}
    with _stage(browser, server, originals=False) as stage:
        box = stage.page.get_by_role("textbox", name="Prompt")
        for name in FOCUS:
            box.fill("")
            box.click()
            stage.run(name, grasping(name))
            for _ in range(KEYS):
                with contextlib.suppress(TimeoutError):
                    keys(stage.page).press("a", timeout=KEY_MS)
                stage.page.wait_for_timeout(10)
            kept[name] = len(box.input_value())
    return kept


def rows() -> int:
    """How many different attacks there are, the artifact's own style sheet and its import among them."""
    return len(STILL) + 2 + len(LEAVING) + len(CLICKS) + len(FLOODS) + len(FOCUS) + len(LOOKUPS)
