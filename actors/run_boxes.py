"""The boxes of a node in which artifacts run: started, leased, taken away and killed as the Shelf says.

Invariant: a number of the Shelf is a box that is there or starting; whoever holds a lease is told when its
box is taken away. Owned by actors/sandbox_pool.py, which does what is due when `changed` is set and when
`next_due_s` is over; actors/lease.py claims and gives back.
"""

import asyncio
import logging
import time
from collections.abc import Coroutine

from actors.lease import Lease
from actors.metrics import SandboxMetrics
from sandbox.contract import Box, Crowded, Driver, SandboxError
from sandbox.shelf import Limits, Shelf, Stage

log = logging.getLogger(__name__)

TOO_SLOW = "The sandbox took too long to start."
PING_DEADLINE_S = 5.0


class RunBoxes:
    def __init__(self, driver: Driver, limits: Limits, metrics: SandboxMetrics) -> None:
        self._driver = driver
        self._metrics = metrics
        self._shelf = Shelf(limits, time.monotonic())
        self._starting: dict[int, asyncio.Task[Box]] = {}  # or started
        self._leases: dict[int, Lease] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self.changed = asyncio.Event()

    @property
    def limits(self) -> Limits:
        return self._shelf.limits

    def limit(self, limits: Limits) -> None:
        """Before the first box."""
        self._shelf = Shelf(limits, time.monotonic())

    @property
    def has_warm(self) -> bool:
        return any(slot.stage is Stage.WARM for slot in self._shelf.slots.values())

    @property
    def stages(self) -> list[Stage]:
        return [slot.stage for slot in self._shelf.slots.values()]

    async def claim(self, lease: Lease) -> tuple[int, Box]:
        """A box for the caller alone, who gives it back; if there are no more, that of the session which has
        not used its own for longest is taken away. Whoever lost one in use gets none that was warm and is
        dead: of an engine that was restarted all are. Raises SandboxError."""
        for tries_left in reversed(range(self.limits.most + 1)):
            number, cold = self._claimed(lease)
            try:
                box = await asyncio.shield(self._starting[number])
                lives = cold or not lease.failed or tries_left == 0 or await _lives(box)
                if self._leases.get(number) is not lease:  # it came in the moment in which it was given up
                    raise SandboxError(TOO_SLOW)
            except BaseException:
                self.give_back(number)
                raise
            if lives:
                self._metrics.count("cold claim" if cold else "warm claim")
                return number, box
            self._metrics.count("found dead")
            self.give_back(number)
        raise AssertionError

    def _claimed(self, lease: Lease) -> tuple[int, bool]:
        """Its number, and whether it is only now started. Raises Crowded."""
        claimed = self._shelf.claim(time.monotonic())
        if claimed is None:
            idle = [other for other in self._leases.values() if other.number is not None and not other.busy]
            if not idle:
                raise Crowded("a sandbox that does not start is still being ended. Try again.")
            longest = min(idle, key=lambda other: other.used_at)
            longest.lost = True
            longest.drop()
            claimed = self._shelf.claim(time.monotonic())
            assert claimed is not None
        number, cold = claimed
        if cold:
            self._start(number)
        self._leases[number] = lease
        self.changed.set()
        return number, cold

    def give_back(self, number: int) -> None:
        """Kills the box, or keeps it for the next who comes if it is not there yet; does nothing if it has
        been taken away before."""
        if self._leases.pop(number, None) is not None:
            if self._shelf.given_back(number, time.monotonic()) or self._closed:
                self._end(number)
            self.changed.set()

    def hold(self, number: int, more_s: float = 0.0) -> None:
        """For a run that is under way: it may ask again within `lease_s`, or `more_s` later."""
        self.renew(number, self.limits.lease_s + more_s)
        self.changed.set()  # it may end sooner than before

    def renew(self, number: int, seconds: float) -> bool:
        """The lease goes on for so long. False if the box is to be given back."""
        return self._shelf.renew(number, time.monotonic(), seconds)

    def do_due(self) -> bool:
        """Starts and kills what is due. Whether nobody has wanted a box for long."""
        due = self._shelf.due(time.monotonic())
        for number in due.expired:
            lease = self._leases.pop(number)
            self._metrics.count("lease expired" if lease.busy else "rested")
            lease.expire()
        for number in (*due.kill, *due.expired):
            self._end(number)
        for number in due.give_up:
            self._metrics.count("start given up")
            self._starting[number].cancel()
        for number in due.start:
            self._start(number)
        return due.idle

    def next_due_s(self) -> float | None:
        """Seconds until something may be due if nothing changes before; None for never."""
        now = time.monotonic()
        wait_s = self._shelf.next_due(now) - now
        return wait_s if wait_s < float("inf") else None

    def end_unleased(self) -> None:
        """From here on what is given back is ended, too."""
        self._closed = True
        for number in [number for number in self._starting if number not in self._leases]:
            self._end(number)

    def own(self, work: Coroutine[None, None, None]) -> None:
        """Does the work in a task that `ended` waits for."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def ended(self) -> None:
        """Waits for boxes that are being killed."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def measure(self, role: str, box: Box | None) -> None:
        if box is not None:
            self._metrics.used(role, box, await box.used())

    def _start(self, number: int) -> None:
        task = asyncio.create_task(self._begun())
        self._starting[number] = task
        task.add_done_callback(lambda done: self._started(number, done))

    async def _begun(self) -> Box:
        """Cancelled only where it takes too long: whoever waits for it must not take that for its own end."""
        try:
            return await self._driver.start("run")
        except asyncio.CancelledError:
            raise SandboxError(TOO_SLOW) from None

    def _started(self, number: int, task: asyncio.Task[Box]) -> None:
        now = time.monotonic()
        if task.cancelled():
            self._shelf.gone(number, now)
        elif (error := task.exception()) is not None:
            log.warning("sandbox: no box: %s", error)
            self._metrics.count("start failed")
            self._shelf.gone(number, now, failed=True)
            self._starting.pop(number, None)
        else:
            self._metrics.count("started")
            if not self._shelf.started(number, now):
                self._leases.pop(number, None)
                self._shelf.gone(number, now)
                self._end(number)
        self.changed.set()

    def _end(self, number: int) -> None:
        """Kills the box with that number, started or not, in a task of its own."""
        starting = self._starting.pop(number, None)
        if starting is not None:
            if not starting.cancelling():  # a second time would cut off what ends it
                starting.cancel()  # of one that is there, this does nothing
            self.own(self._kill(starting))

    async def _kill(self, starting: asyncio.Task[Box]) -> None:
        try:
            box = await starting
        except SandboxError:
            return
        await self.measure("run", box)
        await box.kill()


async def _lives(box: Box) -> bool:
    try:
        await box.call("ping", {}, PING_DEADLINE_S)
    except SandboxError:
        return False
    return True
