"""main.first_paint_ms: from Send to the first visible pixels of the component, built-in model at full pace.

A real Chromium, a warm server and a new session each time. "Visible" is what the preview frame reports once
it has painted something, seen in the page as data-preview-state leaving `empty`.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Page

from benchmarks import p50, p95, report
from tests.browser import chromium
from tests.server import running

RUNS = 20
PROMPTS = ("A pricing page with three plans", "A todo list", "A sign-up form", "A kanban board")

_MEASURE = """
() => new Promise((resolve, reject) => {
  const box = document.querySelector('[data-preview-state]');
  const started = performance.now();
  const look = () => {
    if (box.dataset.previewState !== 'empty') { resolve(performance.now() - started); return true; }
    return false;
  };
  new MutationObserver((_, me) => { if (look()) me.disconnect(); }).observe(box, {attributes: true});
  document.querySelector('button[aria-label="Send"], button[type=submit]').click();
  setTimeout(() => reject(new Error('nothing was painted in 20 s')), 20000);
})
"""


def first_paint_ms(page: Page, origin: str, prompt: str) -> float:
    page.goto(f"{origin}/new")
    page.get_by_role("textbox", name="Prompt").fill(prompt)
    page.frame_locator("iframe[title=Preview]").locator("#root").wait_for(state="attached")
    page.wait_for_timeout(1000)
    return float(page.evaluate(_MEASURE))


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder) / "data", ATELIER_SKETCH_CHARS_PER_S="0", ATELIER_RESERVE="2") as server,
        chromium() as browser,
    ):
        page = browser.new_page()
        first_paint_ms(page, server.origin, PROMPTS[0])
        values = [first_paint_ms(page, server.origin, PROMPTS[n % len(PROMPTS)]) for n in range(RUNS)]
    report("main.first_paint_ms", p50(values), "ms", RUNS)
    report("main.first_paint_ms_p95", p95(values), "ms", RUNS)


if __name__ == "__main__":
    main()
