"""Which boxes there should be: kept warm, leased, too old, expired. Pure: times come in, numbers of boxes to
start and to kill come out. actors/sandbox_pool.py does what it says.

Invariants: never more than `most` boxes, those included whose start was given up and has not ended yet; a
box that is there is leased once in its life, to one holder, who may renew; while boxes were wanted within
`idle_s`, `warm` of them are ready or starting as far as there is room; all times in seconds. How many fit
into the memory, `fitting` says.
"""

from dataclasses import dataclass, replace
from enum import Enum, auto

RESTART_PAUSE_S = 5.0


@dataclass(frozen=True, slots=True)
class Limits:
    """`memory_bytes`: what all boxes together may use; None is no limit."""

    most: int
    warm: int = 1
    memory_bytes: int | None = None
    idle_s: float = 120.0
    max_age_s: float = 1800.0
    lease_s: float = 60.0
    start_s: float = 120.0


def fitting(limits: Limits, box_bytes: int, others: int = 0) -> Limits:
    """With as many boxes as fit into the memory if each uses all of `box_bytes` that it may, beside `others`
    of the same size; perhaps none."""
    if limits.memory_bytes is None or box_bytes == 0:
        return limits
    fit = max(0, limits.memory_bytes // box_bytes - others)
    return replace(limits, most=min(limits.most, fit), warm=min(limits.warm, fit))


class Stage(Enum):
    STARTING = auto()
    WARM = auto()
    LEASED = auto()
    GIVEN_UP = auto()  # its start takes too long, and is being ended


@dataclass(frozen=True, slots=True)
class Slot:
    """`until`: when a lease expires. `there`: its start has ended."""

    stage: Stage
    born: float
    until: float = 0.0
    there: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be done now, by the boxes' numbers. `expired` are killed too, and their holders told. Of
    those in `give_up` the start is to be ended; `gone` tells when it has. `idle`: nobody has wanted a box
    for long."""

    start: list[int]
    kill: list[int]
    expired: list[int]
    give_up: list[int]
    idle: bool


class Shelf:
    def __init__(self, limits: Limits, now: float) -> None:
        self.limits = limits
        self.slots: dict[int, Slot] = {}
        self._last = 0
        self._wanted_at = now
        self._paused_until = now

    def due(self, now: float) -> Due:
        give_up = [n for n, slot in self.slots.items() if self._starts_too_long(slot, now)]
        for number in give_up:
            self.slots[number] = replace(self.slots[number], stage=Stage.GIVEN_UP)
        leased = {n: slot for n, slot in self.slots.items() if slot.stage is Stage.LEASED and slot.there}
        expired = [n for n, slot in leased.items() if slot.until <= now]
        kill = [n for n, slot in self.slots.items() if slot.stage is Stage.WARM and self._too_old(slot, now)]
        ready = [n for n, slot in self.slots.items() if slot.stage is Stage.WARM and n not in kill]
        kill += ready[self._target(now) :]
        for number in (*kill, *expired):
            del self.slots[number]
        start: list[int] = []
        if now >= self._paused_until:
            start = [self._add(Stage.STARTING, now) for _ in range(self._short(now))]
        return Due(start, kill, expired, give_up, not self._wanted_lately(now))

    def next_due(self, now: float) -> float:
        """When `due` must be asked again if nothing happens before; infinity for never."""
        times = [slot.until for slot in self.slots.values() if slot.stage is Stage.LEASED and slot.there]
        begun = [slot for slot in self.slots.values() if not slot.there and slot.stage is not Stage.GIVEN_UP]
        times += [slot.born + self.limits.start_s for slot in begun]
        warm = [slot for slot in self.slots.values() if slot.stage is Stage.WARM]
        times += [slot.born + self.limits.max_age_s for slot in warm]
        if self._wanted_lately(now):
            times.append(self._wanted_at + self.limits.idle_s)
        if now < self._paused_until:
            times.append(self._paused_until)
        return min(times, default=float("inf"))

    def claim(self, now: float) -> tuple[int, bool] | None:
        """The number of a box for the caller alone, and whether to start it; None if there can be no more. A
        lease counts from when its box is there."""
        self._wanted_at = now
        until = now + self.limits.lease_s
        for stage in (Stage.WARM, Stage.STARTING):
            for number, slot in self.slots.items():
                if slot.stage is stage:
                    self.slots[number] = replace(slot, stage=Stage.LEASED, until=until)
                    return number, False
        if len(self.slots) >= self.limits.most:
            return None
        number = self._add(Stage.LEASED, now)
        return number, True

    def started(self, number: int, now: float) -> bool:
        """False if the box is no longer wanted: kill it."""
        slot = self.slots.get(number)
        if slot is None:
            return False
        if slot.stage is Stage.STARTING:
            self.slots[number] = Slot(Stage.WARM, now, there=True)
        elif slot.stage is Stage.LEASED:
            self.slots[number] = replace(slot, until=now + self.limits.lease_s, there=True)
        return slot.stage is not Stage.GIVEN_UP

    def given_back(self, number: int, now: float) -> bool:
        """By its holder. Whether it is to be killed: a box that is not there yet has served nobody, and waits
        for whoever comes next."""
        slot = self.slots.get(number)
        if slot is not None and not slot.there:
            if slot.stage is Stage.LEASED:
                self.slots[number] = replace(slot, stage=Stage.STARTING)
            return False
        self.gone(number, now)
        return True

    def renew(self, number: int, now: float, seconds: float) -> bool:
        """The lease goes on for so long. False if the box is too old for that: it is to be given back."""
        slot = self.slots.get(number)
        if slot is None or slot.stage is not Stage.LEASED:
            return False
        self._wanted_at = now
        self.slots[number] = replace(slot, until=now + seconds)
        return not self._too_old(slot, now)

    def gone(self, number: int, now: float, *, failed: bool = False) -> None:
        """The box was given back or died; `failed`: it never started, so the next start waits a while."""
        self.slots.pop(number, None)
        if failed:
            self._paused_until = now + RESTART_PAUSE_S

    def _starts_too_long(self, slot: Slot, now: float) -> bool:
        begun = not slot.there and slot.stage is not Stage.GIVEN_UP
        return begun and now >= slot.born + self.limits.start_s

    def _too_old(self, slot: Slot, now: float) -> bool:
        return now >= slot.born + self.limits.max_age_s

    def _target(self, now: float) -> int:
        return self.limits.warm if self._wanted_lately(now) else 0

    def _wanted_lately(self, now: float) -> bool:
        return now < self._wanted_at + self.limits.idle_s

    def _short(self, now: float) -> int:
        unleased = sum(slot.stage in (Stage.STARTING, Stage.WARM) for slot in self.slots.values())
        return max(0, min(self._target(now) - unleased, self.limits.most - len(self.slots)))

    def _add(self, stage: Stage, now: float) -> int:
        self._last += 1
        self.slots[self._last] = Slot(stage, now)
        return self._last
