"""preview.real_*: finished components that other people wrote, shown by the preview as they are.

web/scripts/wholes.mjs chooses them by rules that look at no preview: files of npm packages that export a
component without required props, import only what the allow-list has or what is there too, and render no
component that is neither declared nor imported. REAL_PARTS are lists of packages: the failures of `seen` were
looked at while the preview was repaired, each other part was run once before anybody looked at it.

Each is first shown in plain React, bundled by esbuild, on an empty page of the same browser, which has the
address and the answers to requests that the preview has: one that throws or shows nothing there does not
stand alone, and is left out. Complete means: no error, nothing stood in for, something painted where plain
React shows words, and at least WORDS_SHARE of those words. First paint is measured on those of one file, in
the order of their text; first word is where the first word of their markup stands.
Called by benchmarks/preview.py, whose harness shows the files in the real frame.
"""

import json
import subprocess
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import Any

from playwright.sync_api import Browser, Error, Frame, Page, Route

from benchmarks import p50, report
from tests.server import ROOT

REAL_PARTS = ("seen", "held", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
STEPS = 40
SETTLE_MS = 400
WORDS_SHARE = 0.9
MIN_WORDS = 3

_ORIGIN = "https://preview.example/"  # where a program believes to be in the preview, too
# Requests get what they get in the preview.
_EMPTY = """<!doctype html><style>html,body,#root{height:100%}</style><div id="root"></div>
<script>
const pathOf = (asked) => new URL(asked?.url ?? asked, location).pathname;
window.fetch = async (asked, {method = 'GET'} = {}) => {
  const text = `There is no network in the preview: ${method} ${pathOf(asked)} was not sent.`;
  const response = new Response(text, {status: 503, statusText: 'No network in the preview'});
  response.json = async () => { throw new Error(text); };
  return response;
};
</script>"""
_WORDS = """
() => {
  const told = document.body.cloneNode(true);
  for (const each of told.querySelectorAll('script,style,noscript,[role=note]')) each.remove();
  const texts = document.createTreeWalker(told, NodeFilter.SHOW_TEXT);
  const words = new Set();
  while (texts.nextNode())
    for (const word of texts.currentNode.data.match(/\\p{L}{2,}/gu) ?? []) words.add(word.toLowerCase());
  return [...words];
}
"""

Wholes = list[dict[str, Any]]
InTime = Callable[[Iterable[Any]], Iterator[Any]]


@contextmanager
def gathering(parts: list[str]) -> Generator[Callable[[], dict[str, Wholes]]]:
    """The components of `parts` are chosen and bundled beside what the caller does until it asks for them."""
    command = ["node", str(ROOT / "web" / "scripts" / "wholes.mjs"), *parts]
    with TemporaryFile("w+") as out, subprocess.Popen(command, stdout=out) as node:

        def gathered() -> dict[str, Wholes]:
            if node.wait() != 0:
                raise SystemExit("The components could not be gathered; what failed is said above.")
            out.seek(0)
            return json.load(out)

        try:
            yield gathered
        finally:
            node.kill()


def plain_page(browser: Browser) -> Page:
    """A page that reaches nothing."""

    def answer(route: Route) -> None:
        if route.request.url == _ORIGIN:
            route.fulfill(body=_EMPTY, content_type="text/html")
        else:
            route.abort()

    page = browser.new_page()
    page.route("**/*", answer)
    page.on("dialog", lambda dialog: dialog.dismiss())
    return page


def in_plain_react(page: Page, script: str) -> list[str] | None:
    """The words that it shows; None where it fails by itself."""
    page.goto(_ORIGIN)
    try:
        page.add_script_tag(path=script)
        page.wait_for_timeout(SETTLE_MS)
        failed = page.evaluate("() => window.$failed ?? []")
        words: list[str] = page.evaluate(_WORDS)
        shows = page.evaluate("() => document.body.querySelectorAll('#root *').length > 0")
    except Error:  # it left the page, or broke it
        return None
    return None if failed or not (shows or words) else words


def why_not(final: dict[str, Any], faults: list[str], wanted: list[str], words: list[str]) -> str | None:
    """What a component lacks of being complete; None if nothing."""
    if final["type"] != "rendered":
        return "its text is refused by the compiler"
    if not final["ok"]:
        return str(final["error"]["message"])
    if faults:
        return faults[0]
    if final["stubs"]:
        return f"{final['stubs']} stand-ins"
    if wanted and not final["painted"]:
        return "nothing is painted"
    lacking = set(wanted) - set(words)
    if len(wanted) >= MIN_WORDS and len(lacking) > (1 - WORDS_SHARE) * len(wanted):
        return f"words are not there: {' '.join(sorted(lacking)[:8])}"
    return None


def real(page: Page, frame: Frame, part: str, chosen: Wholes, in_time: InTime) -> None:
    complete = tried = alone = met = 0
    firsts: list[float] = []
    first_words: list[float] = []
    browser = page.context.browser
    assert browser is not None
    plain = plain_page(browser)
    for each in in_time(chosen):
        met += 1
        wanted = in_plain_react(plain, each["plain"]) if each["plain"] else []
        if wanted is None:
            continue
        alone += 1
        files: dict[str, str] = each["files"]
        steps = STEPS if len(files) == 1 else 0
        page.evaluate("() => $bench.clear()")
        told = page.evaluate(
            "([f, e, n, w]) => $bench.whole(f, e, n, w)", [files, each["entry"], steps, SETTLE_MS]
        )
        words: list[str] = frame.evaluate(_WORDS)
        tried += 1
        why = why_not(told["final"], told["faults"], wanted, words)
        complete += why is None
        if why is not None:
            print(json.dumps({"incomplete": each["path"], "why": why}), flush=True)
        elif steps:
            firsts.append(told["first"] or 1.0)
            first_words.append(each["firstWord"])
    plain.close()
    name = "real" if part == "held" else f"real_{part}"
    print(json.dumps({"met": met, "alone": alone, "part": part}), flush=True)
    if tried:
        report(f"preview.{name}_complete_share", complete / tried, "of files", tried)
    for figure, shares in (("first_paint", firsts), ("first_word", first_words)):
        if shares:
            report(f"preview.{name}_{figure}_median", p50(shares), "of the stream", len(shares))
            quarter = sorted(shares)[len(shares) * 3 // 4]
            report(f"preview.{name}_{figure}_p75", quarter, "of the stream", len(shares))
