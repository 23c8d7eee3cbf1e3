"""What finished versions are tried in, as the sandboxes say it, and who waits to hear that it has changed.

Invariant: whatever happens to the sandboxes, they are asked again. Owned by cluster/gateway.py; a socket
(edge/socket.py) tells its page.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

SILENCE_S = 60.0  # they answer after 20 s where nothing has changed
RETRY_PAUSE_S = 1.0


class Tier:
    """`ask` takes a tier and gives another, or after a while the same, with why it is that one."""

    def __init__(self, ask: Callable[[str], Awaitable[tuple[str, str]]]) -> None:
        self._ask = ask
        self._changed = asyncio.Event()
        self.name: str | None = None  # until it was heard
        self.reason = ""

    async def run(self) -> None:
        """Until cancelled."""
        failing = False
        while True:
            try:
                async with asyncio.timeout(SILENCE_S):
                    name, reason = await self._ask(self.name or "")
                failing = False
            except Exception:  # of any kind: the actor may be starting, or Ray's own
                if not failing:
                    log.warning("the sandboxes do not say what they are; they are asked again", exc_info=True)
                failing = True
                await asyncio.sleep(RETRY_PAUSE_S)
                continue
            self.reason = reason
            if name != self.name:
                self.name = name
                changed, self._changed = self._changed, asyncio.Event()
                changed.set()

    async def other_than(self, name: str) -> str:
        """Waits until it is."""
        while self.name is None or self.name == name:
            await self._changed.wait()
        return self.name
