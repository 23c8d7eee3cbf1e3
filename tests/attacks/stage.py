"""The real page with the real frame, into which code comes past every guard: as events of its socket."""

import time
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Error, Frame, WebSocketRoute

from studio import protocol
from studio.ids import Seq
from tests.attacks.program import KEEP_ORIGINALS
from tests.server import Server

_BEATS = """() => {
  const beats = window.__beats = [performance.now()];
  const beat = () => { beats.push(performance.now()); requestAnimationFrame(beat); };
  requestAnimationFrame(beat);
}"""
_PACE = """() => {
  const beats = window.__beats.splice(0);
  const last = beats.at(-1);
  window.__beats.push(last);
  const gaps = beats.slice(1).map((at, n) => at - beats[n]);
  return { per_s: 1000 * gaps.length / (last - beats[0]), longest_ms: Math.max(...gaps) };
}"""

IDLE_MS = 500
BUSY_MS = 60_000
"""What begins at once may take so long on a busy machine."""
RECOVERY_MS = 60_000
"""A frame that answers no more is replaced after sixteen seconds, on a machine that is not busy."""


@dataclass(frozen=True)
class Pace:
    """Animation frames of the page since it was last asked."""

    per_s: float
    longest_ms: float


class Stage:
    """One page. `originals`: the frame's realm keeps what its own code takes away."""

    def __init__(self, context: BrowserContext, server: Server, *, originals: bool) -> None:
        self.page = context.new_page()
        self.page.set_default_timeout(20_000)
        self._socket: WebSocketRoute | None = None
        self._texts: dict[str, str] = {}
        self._seq = 0
        if originals:
            self.page.add_init_script(KEEP_ORIGINALS)
        self.page.route_web_socket("**/ws", self._join)
        self.page.goto(f"{server.origin}/new")
        self.url = self.page.url
        self.frame = self.page.frame_locator("iframe[title=Preview]")
        self.frame.locator("#root").wait_for(state="attached")
        self.page.wait_for_timeout(500)
        self._at = self.page.evaluate("() => [scrollX, scrollY]")
        self.page.evaluate(_BEATS)
        self.page.wait_for_timeout(IDLE_MS)
        self.idle_per_s = self.pace().per_s

    def show(self, files: dict[str, str]) -> None:
        """The artifact becomes `files`, scanned and final."""
        for path in self._texts.keys() - files.keys():
            self._event(protocol.FileRemoved, path=path)
        for path, text in files.items():
            old = self._texts.get(path)
            if old is None:
                self._event(protocol.FileOpened, path=path, fresh=True)
            if old != text:
                removed = len((old or "").encode("utf-16-le")) // 2
                self._event(protocol.FileSpliced, path=path, at=0, remove=removed, insert=text)
            self._event(protocol.Scanned, path=path, through=self._seq)
        self._texts = dict(files)

    def run(self, name: str, files: dict[str, str]) -> None:
        """Shows the artifact and waits until its row runs: the frame may be gone before it could be asked.

        Nobody listens to the console longer than that: a row may flood it.
        """
        with self.page.expect_console_message(lambda said: said.text == f"began {name}", timeout=BUSY_MS):
            self.show(files)

    def recovers(self, name: str) -> bool:
        """Whether another component shows after a row; a frame that is hung takes seconds to be replaced."""
        self.show({"App.tsx": f"export default () => <p>after {name}</p>"})
        try:
            self.frame.get_by_text(f"after {name}").wait_for(timeout=RECOVERY_MS)
        except Error:
            return False
        return True

    def done(self, timeout_ms: float = BUSY_MS) -> None:
        self.frame.locator("#box[data-done]").wait_for(state="attached", timeout=timeout_ms)

    def pace(self) -> Pace:
        return Pace(**self.page.evaluate(_PACE))

    def inner(self) -> Frame | None:
        """The frame as it is now."""
        return next((frame for frame in self.page.frames if frame.parent_frame == self.page.main_frame), None)

    def leaks(self) -> str:
        return self.frame.locator("html").get_attribute("data-leak", timeout=500) or ""

    def intact(self) -> bool:
        """The page is where it was, unscrolled, and its prompt box takes text."""
        box = self.page.get_by_role("textbox", name="Prompt")
        text = f"still here {time.monotonic()}"
        box.fill(text)
        at = self.page.evaluate("() => [scrollX, scrollY]")
        return self.page.url == self.url and box.input_value() == text and at == self._at

    def __enter__(self) -> "Stage":
        return self

    def __exit__(self, *_: object) -> None:
        self.page.context.close()

    def _join(self, route: WebSocketRoute) -> None:
        route.connect_to_server()
        self._socket = route

    def _event(self, kind: type, **fields: object) -> None:
        assert self._socket is not None
        self._seq += 1
        self._socket.send(protocol.encode(kind(seq=Seq(self._seq), **fields)).decode())
