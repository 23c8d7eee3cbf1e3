"""Ctrl-C, a SIGTERM or a closed terminal: asked once, and every wait of the start and of the run ends.

Made before anything else, by cluster/local.py. No handler raises, so that no start is cut in a place which
nobody cleans up behind; what waits asks.
"""

import contextlib
import os
import select
import signal

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """Somebody asked for the end."""


class Stop:
    """A pipe, not an Event: a handler that runs while its own thread is in Event.wait() can lock it up."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()
        self._asked = False
        os.set_blocking(self._write, False)
        self.listen()

    def listen(self) -> None:
        """Again after somebody else set handlers. What was started with `nohup` stays deaf to SIGHUP."""
        for name in _SIGNALS:
            if name != signal.SIGHUP or signal.getsignal(name) != signal.SIG_IGN:
                signal.signal(name, self._ask)

    def _ask(self, *_: object) -> None:
        if self._asked:  # it is on its way; nothing is quicker than to let it finish
            return
        self._asked = True
        with contextlib.suppress(OSError):  # the terminal may be gone
            os.write(1, b"atelier: stopping \xe2\x80\xa6\n")
        os.write(self._write, b"!")

    def wait(self, timeout_s: float | None = None) -> None:
        """Raises Stopped as soon as somebody asks; returns after `timeout_s` if nobody did."""
        if select.select([self._read], [], [], timeout_s)[0]:
            raise Stopped

    def check(self) -> None:
        """Raises Stopped if somebody has asked."""
        self.wait(0)
