"""preview.*: how much of a component shows while it streams, how soon, and at what cost.

What needs no browser (prefixes that compile, how steadily the cut moves) is measured by
web/scripts/prefixes.mjs over the house corpus and over the TSX of twelve npm packages. The rest runs in
the real frame of a real server in Chromium: the texts are posted to the frame as the page would, one render
unanswered at a time.

An order is `natural` (types, data, helpers, then the page) or `component first`: imports, the default
component, all the rest as it was; a file whose meaning that would change is left out. A chunk is painted when
the frame has answered and the page's next animation frame has begun. Main-thread cost is the task time of the
frame's process. `seen` to `fifth` are whole components of other people's: benchmarks/real.py.

`python -m benchmarks.preview [part ...]` runs some of PARTS alone.
A part ends after BOUND_S, with what it has by then: the `n` of its figures says how much that is.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from playwright.sync_api import Frame, Page

from benchmarks import p50, p95, report
from benchmarks.real import REAL_PARTS, gathering, real
from tests.browser import chromium
from tests.server import ROOT, running

CHUNK_CHARS = 32
CHUNK_MS = 15
MOUNT_STEP_CHARS = 240
UPDATES = 100
BOUND_S = 240
PARTS = ("prefixes", "ready", "streams", "mounts", "state", *REAL_PARTS)
OF_THE_HOUSE = {"prefixes", "streams", "mounts", "state"}
LONG_LINES = 300  # the size that main-thread cost is stated for

T = TypeVar("T")

_FRAME = "iframe[title=Preview]"
_HARNESS = """
() => {
  const frame = () => document.querySelector('iframe[title=Preview]').contentWindow;
  // The page knows of no component, and says so above the frame.
  for (const each of document.querySelector('iframe[title=Preview]').parentElement.children)
    if (each.tagName !== 'IFRAME') each.style.display = 'none';
  const waiting = new Map();
  let ids = 1e6;
  let faults = [];
  addEventListener('message', ({data}) => {
    if (data?.type === 'rendered' || data?.type === 'uncompiled') waiting.get(data.id)?.(data);
    if (data?.type === 'error') faults.push(String(data.fault?.message));
  });
  const showAll = (files, entry, final) => new Promise((resolve) => {
    const id = ++ids;
    waiting.set(id, (said) => { waiting.delete(id); resolve(said); });
    frame().postMessage({type: 'render', id, files, entry, final, dark: false}, '*');
  });
  const show = (text, final) => showAll({'App.tsx': text}, 'App.tsx', final);
  const painted = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const clear = () => show('export default () => null;\\n', false);
  // Chunks at a steady pace; one render unanswered, the newest text waits.
  const stream = async (text, chars, every_ms) => {
    const result = {first: null, errors: [], updates: 0, waits_ms: []};
    const began = performance.now();
    let sent = 0;
    let arrived = [];
    while (sent < text.length) {
      const due = Math.min(text.length, chars * (1 + Math.floor((performance.now() - began) / every_ms)));
      while (sent < due) {
        sent = Math.min(due, sent + chars);
        arrived.push(began + every_ms * (sent / chars - 1));
      }
      const batch = arrived;
      arrived = [];
      if (batch.length === 0) { await new Promise((r) => setTimeout(r, 1)); continue; }
      const said = await show(text.slice(0, sent), false);
      await painted();
      result.updates++;
      const now = performance.now();
      for (const at of batch) result.waits_ms.push(now - at);
      if (!said.ok) result.errors.push(String(said.error?.message ?? said.error));
      if (said.painted && result.first === null) result.first = sent / text.length;
    }
    const last = await show(text, true);
    if (!last.ok) result.errors.push('final: ' + String(last.error?.message ?? last.type));
    result.final = last;
    return result;
  };
  // The finished files; before them, without the pace, `steps` prefixes of the entry up to the first paint.
  const whole = async (files, entry, steps, settle_ms) => {
    const result = {first: null};
    const text = files[entry];
    for (let i = 1; i <= steps; i++) {
      const part = text.slice(0, Math.ceil(text.length * i / steps));
      const said = await showAll({...files, [entry]: part}, entry, false);
      if (said.painted) { result.first = i / steps; break; }
    }
    faults = [];
    result.final = await showAll(files, entry, true);
    await new Promise((resolve) => setTimeout(resolve, settle_ms));
    result.faults = faults;
    return result;
  };
  const mounts = async (text, step) => {
    const result = {tried: 0, failed: []};
    for (let end = step; end < text.length; end += step) {
      await clear();
      const said = await show(text.slice(0, end), false);
      result.tried++;
      if (!said.ok) result.failed.push(end + ': ' + String(said.error?.message ?? said.error));
    }
    return result;
  };
  window.$bench = {show, clear, stream, whole, mounts};
}
"""
_READY = """
addEventListener('message', ({data}) => {
  if (data?.type === 'ready' && window.$ready === undefined) window.$ready = performance.now();
});
"""


def prefixes(own: bool) -> dict[str, Any]:
    command = ["node", str(ROOT / "web" / "scripts" / "prefixes.mjs"), *(["--own"] if own else [])]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def ready_ms(page: Page, origin: str) -> float:
    page.goto(f"{origin}/new")
    page.wait_for_function("() => window.$ready !== undefined")
    return float(page.evaluate("() => window.$ready"))


def begin(page: Page, origin: str) -> Frame:
    ready_ms(page, origin)
    page.evaluate(_HARNESS)
    handle = page.query_selector(_FRAME)
    frame = handle and handle.content_frame()
    assert frame is not None
    return frame


def task_s(session: Any) -> float:  # a CDPSession, whose types are partly unknown
    metrics: list[dict[str, Any]] = session.send("Performance.getMetrics")["metrics"]
    return next(float(each["value"]) for each in metrics if each["name"] == "TaskDuration")


def stream(page: Page, text: str) -> dict[str, Any]:
    page.evaluate("() => $bench.clear()")
    return page.evaluate("([t, c, ms]) => $bench.stream(t, c, ms)", [text, CHUNK_CHARS, CHUNK_MS])


def in_time(items: Iterable[T]) -> Iterator[T]:
    """Of `items`, in an order that is mixed alike in every run, as many as BOUND_S allows."""
    began = time.monotonic()
    mixed = list(items)
    Random(1).shuffle(mixed)
    for each in mixed:
        if time.monotonic() - began > BOUND_S:
            return
        yield each


def streams(page: Page, frame: Frame, house: dict[str, Any]) -> None:
    """First paint in both orders, errors, latency and cost."""
    session: Any = page.context.new_cdp_session(frame)
    session.send("Performance.enable")
    waits: list[float] = []
    errors: list[str] = []
    costs: dict[bool, list[float]] = {True: [], False: []}
    firsts: dict[str, list[float]] = {"natural": [], "first": []}
    for name, texts in in_time(house.items()):
        for order, shares in firsts.items():
            if texts[order] is None:
                continue
            page.evaluate("(t) => $bench.show(t, true)", texts[order])  # packages arrive
            before = task_s(session)
            told = stream(page, texts[order])
            lines = texts[order].count("\n")
            charts = "recharts" in texts[order]
            costs[charts].append((task_s(session) - before) * LONG_LINES / max(lines, 1))
            waits += told["waits_ms"]
            errors += [f"{name} ({order}): {each}" for each in told["errors"]]
            shares.append(told["first"] or 1.0)
    for each in sorted(set(errors)):
        print(json.dumps({"error": each}), flush=True)
    report("preview.live_errors", len(errors), "errors", len(firsts["natural"]) + len(firsts["first"]))
    for figure, order in (("component_first", "first"), ("natural", "natural")):
        report(f"preview.first_paint_share_{figure}", p50(firsts[order]), "of the stream", len(firsts[order]))
    report("preview.chunk_to_paint_ms_p50", p50(waits), "ms", len(waits))
    report("preview.chunk_to_paint_ms_p95", p95(waits), "ms", len(waits))
    report("preview.main_thread_s_plain", p50(costs[False]), "s per 300 lines", len(costs[False]))
    report("preview.main_thread_s_charts", p50(costs[True]), "s per 300 lines", len(costs[True]))


def mounts(page: Page, house: dict[str, Any]) -> None:
    tried = 0
    failed: list[str] = []
    for name, texts in in_time(house.items()):
        told = page.evaluate("([t, n]) => $bench.mounts(t, n)", [texts["text"], MOUNT_STEP_CHARS])
        tried += told["tried"]
        failed += [f"{name} {each}" for each in told["failed"]]
    for each in failed:
        print(json.dumps({"failed": each}), flush=True)
    report("preview.prefix_mount_share", 1 - len(failed) / tried, "of prefixes", tried)


def state_kept(page: Page, frame: Frame, house: dict[str, Any]) -> None:
    """Types into the first text field once it is there; then 100 updates; then value, focus and caret."""
    kept = tried = 0
    for texts in in_time(house.values()):
        text = texts["text"]
        page.evaluate("() => $bench.clear()")
        field = frame.locator(
            "input:not([type]):visible, input[type=text]:visible, input[type=email]:visible, textarea:visible"
        ).first
        at = 0
        for at in range(len(text) // 2, len(text) - UPDATES * 2, 200):
            page.evaluate("(t) => $bench.show(t, false)", text[:at])
            if field.count():
                break
        if not field.count():
            continue
        field.click()
        field.press("End")
        before = field.input_value()
        field.press_sequentially("Ada")
        field.press("ArrowLeft")
        size = max(1, (len(text) - at) // UPDATES)
        for end in range(at, len(text), size):
            page.evaluate("(t) => $bench.show(t, false)", text[:end])
        page.evaluate("(t) => $bench.show(t, true)", text)
        told = frame.evaluate("() => [document.activeElement?.value, document.activeElement?.selectionStart]")
        tried += 1
        kept += told == [f"{before}Ada", len(before) + 2]
    report("preview.state_kept_share", kept / tried, "of fields", tried)


def main(parts: tuple[str, ...] = PARTS) -> None:
    known = prefixes(own="prefixes" not in parts) if OF_THE_HOUSE & set(parts) else {}
    if "prefixes" in parts:
        for name, figures in (("prefix", known["own"]), ("real_prefix", known["others"])):
            share, files = figures["compiled"] / figures["prefixes"], figures["files"]
            report(f"preview.{name}_compile_share", share, "of prefixes", figures["prefixes"])
            report(f"preview.{name}_moving_share", figures["moving"] / files, "of files", files)
    others = [part for part in REAL_PARTS if part in parts]
    with (
        tempfile.TemporaryDirectory() as folder,
        gathering(others) as gathered,
        running(Path(folder) / "data") as server,
        chromium() as browser,
    ):
        page = browser.new_page()
        page.add_init_script(_READY)
        ready_ms(page, server.origin)
        if "ready" in parts:
            values = [ready_ms(page, server.origin) for _ in range(9)]
            report("preview.frame_ready_ms", p50(values), "ms", len(values))
        frame = begin(page, server.origin)
        if "streams" in parts:
            streams(page, frame, known["house"])
        if "mounts" in parts:
            mounts(page, known["house"])
        if "state" in parts:
            state_kept(page, frame, known["house"])
        for part, chosen in gathered().items():
            real(page, frame, part, chosen, in_time)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or PARTS)
