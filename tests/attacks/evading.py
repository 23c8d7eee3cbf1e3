"""The tries of tests/guard_sets in the real frame, past every guard, and in a page without any protection.

In the frame nothing may arrive at the counting server, whatever a try reaches there. The control tells which
tries do anything at all.
"""

import contextlib
import json
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Route, ViewportSize

from tests.attacks import marks
from tests.attacks.counter import CountingServer
from tests.attacks.run import Report
from tests.attacks.stage import Stage
from tests.attacks.tries import Try
from tests.server import Server

BEGUN_MS, AGAIN_MS = 1_500, 10_000
"""In which a try shows that it runs. One that does not gets a second, longer chance in a page of its own."""
LEFT_MS = 100
"""How long a try is left to itself before it is clicked, and after it."""
STEP_MS = 20
TOGETHER = 12
"""Tries between two looks at the page around them."""
_SIZE: ViewportSize = {"width": 1360, "height": 860}
_VENDOR = Path("web/dist/vendor")
_HIT = """
{
  const kept = [window.fetch.bind(window), navigator.sendBeacon.bind(navigator)];
  const { WebSocket, EventSource, Image } = window;
  const src = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, "src");
  const said = console.info.bind(console);
  const hit = (n) => {
    said(`ran ${n}`);
    const u = `ORIGIN/hit/RUN--e${n}--`;
    const ways = [
      () => kept[0](u, { mode: "no-cors" }).catch(() => 0),
      () => kept[1](u, "x"),
      () => src.set.call(new Image(), u),
      () => new WebSocket(u.replace("http", "ws")),
      () => new EventSource(u),
    ];
    for (const way of ways) try { way(); } catch {}
  };
  if (RUN_AT) addEventListener("load", () => { window.hit = hit; });
}
"""


@dataclass
class Evading:
    """What came of the tries in the frame: of the report, `broken` are those after which the page was not
    where it was; `silent` never began; `ran` are the programs made of text that ran in the frame's realm."""

    report: Report = field(default_factory=Report)
    silent: list[int] = field(default_factory=list[int])
    ran: set[int] = field(default_factory=set[int])


def framed(browser: Browser, server: Server, counter: CountingServer, some: Sequence[Try]) -> Evading:
    """Each alone, one after another in one page; `hit` has the originals of all that the frame takes away."""
    made = Evading(Report(tried=len(some)))
    again = _in_one_page(browser, server, counter, some, made, begun_ms=BEGUN_MS)
    silent = _in_one_page(browser, server, counter, again, made, begun_ms=AGAIN_MS) if again else again
    made.silent = [each.number for each in silent]
    made.report.hits = arrived(counter)
    return made


def arrived(counter: CountingServer) -> dict[str, int]:
    """What no page without protection sent."""
    return {name: n for name, n in counter.hits.items() if not name.startswith("bare--")}


def _in_one_page(
    browser: Browser,
    server: Server,
    counter: CountingServer,
    some: Sequence[Try],
    made: Evading,
    *,
    begun_ms: int,
) -> list[Try]:
    """Those that did not begin."""
    silent: list[Try] = []
    context = browser.new_context(viewport=_SIZE)
    context.add_init_script(_hit(counter, "frame", "window !== window.top"))
    with Stage(context, server, originals=False) as stage:
        said: list[str] = []
        stage.page.on("console", lambda message: said.append(message.text))
        made.report.idle_per_s = stage.idle_per_s
        for at, each in enumerate(some, 1):
            said.clear()
            stage.show(each.aimed(counter, "frame"))
            if not _said_soon(stage, said, each.began, begun_ms):
                silent.append(each)
                stage.recovers(str(each.number))
            stage.page.wait_for_timeout(LEFT_MS)
            _click(stage)
            stage.page.wait_for_timeout(LEFT_MS)
            made.ran |= {int(line.split()[1]) for line in said if line.startswith("ran ")}
            if at % TOGETHER == 0 or at == len(some):
                _look(stage, made.report, f"tries up to {each.number}")
    return silent


def _look(stage: Stage, report: Report, name: str) -> None:
    report.paces[name] = stage.pace()
    asked = stage.page.get_by_role("button", name="Cancel")  # whether to open an address, as it should be
    if asked.count():
        asked.first.click()
    if not stage.intact() or len(stage.page.context.pages) > 1:
        report.broken.append(name)


def _said_soon(stage: Stage, said: list[str], words: str, begun_ms: int) -> bool:
    for _ in range(begun_ms // STEP_MS):
        if words in said:
            return True
        stage.page.wait_for_timeout(STEP_MS)
    return False


def _click(stage: Stage) -> None:
    inner = stage.inner()
    if inner is not None:
        with contextlib.suppress(Error):  # it is being replaced
            inner.evaluate(f"() => {{ {marks.CLICK} }}")


@dataclass
class Bare:
    """What a try did in a page without protection; `loaded`: its modules came to their end."""

    loaded: bool = False
    marks: set[str] = field(default_factory=set[str])
    threw: str = ""


def bare(browser: Browser, counter: CountingServer, some: Sequence[Try]) -> dict[int, Bare]:
    """By number. A request counts as the mark `request`, a program that ran as `ran`."""
    found = {each.number: Bare() for each in some}
    counter.pages["/bare"] = marks.page(json.dumps(_imports()))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        broken = _bundle(folder, counter, some)
        context = browser.new_context(viewport=_SIZE)
        context.add_init_script(_hit(counter, "bare", "true"))
        whole = [folder]
        _serve(context, whole)
        for each in some:
            if each.number in broken:
                found[each.number].threw = "does not compile"
                continue
            whole[0] = folder / str(each.number) / "whole.js"
            _watch(context, counter, found[each.number])
        context.close()
    for number, of in found.items():
        if any(hit.startswith(f"bare--e{number}--") for hit in counter.hits):
            of.marks.add("request")
    return found


def _watch(context: BrowserContext, counter: CountingServer, found: Bare) -> None:
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    try:
        page.goto(f"{counter.origin}/bare")
        for _ in range(BEGUN_MS // STEP_MS):
            if "over" in said:
                break
            page.wait_for_timeout(STEP_MS)
    except Error:
        pass  # It left before it was there.
    for line in said:
        kind, _, what = line.partition(" ")
        if kind == "mark":
            found.marks.add(what)
        elif kind == "ran":
            found.marks.add("ran")
        elif kind == "threw":
            found.threw = found.threw or what
    found.loaded = "loaded" in said
    for opened in context.pages:
        opened.close()


def _serve(context: BrowserContext, whole: list[Path]) -> None:
    """The packages, and the module that is `whole[0]` at the time, with its style sheet."""

    def vendored(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[1]
        route.fulfill(path=_vendor() / name, content_type="text/javascript")

    def sheet(route: Route) -> None:
        own = whole[0].with_suffix(".css")
        route.fulfill(body=own.read_text(encoding="utf-8") if own.exists() else "", content_type="text/css")

    context.route("**/vendor/*", vendored)
    context.route("**/whole.css", sheet)
    context.route("**/whole.js", lambda route: route.fulfill(path=whole[0], content_type="text/javascript"))


def _vendor() -> Path:
    return next(path.parent for path in _VENDOR.glob("*/manifest.json"))


def _imports() -> dict[str, str]:
    modules = json.loads((_vendor() / "manifest.json").read_text(encoding="utf-8"))
    return {name: f"/vendor/{bundle['file']}" for name, bundle in modules.items()}


def _bundle(folder: Path, counter: CountingServer, some: Sequence[Try]) -> set[int]:
    """Those that do not compile."""
    for each in some:
        own = folder / str(each.number)
        own.mkdir()
        for path, text in each.aimed(counter, "bare").items():
            (own / path).write_text(text, encoding="utf-8")
    command = ["node", "tests/attacks/bundle.mjs", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    return {int(line) for line in done.stdout.split()}


def _hit(counter: CountingServer, run: str, where: str) -> str:
    return _HIT.replace("ORIGIN", counter.origin).replace("RUN_AT", where).replace("RUN", run)


__all__ = ["Bare", "Evading", "arrived", "bare", "framed"]
