"""How many requests a name may make: a count for each of the last NAMES. Used by edge/preview_host.py."""

import logging
from collections import OrderedDict
from collections.abc import Callable

log = logging.getLogger(__name__)

NAMES = 4096


class Limit:
    """`burst` requests at once, and `per_s` a second after that."""

    def __init__(self, burst: int, per_s: float, clock: Callable[[], float]) -> None:
        self._burst = burst
        self._per_s = per_s
        self._clock = clock
        self._spent: OrderedDict[str, tuple[float, float]] = OrderedDict()  # how many as of when
        self._told: set[str] = set()

    def takes(self, name: str) -> bool:
        """Counts one more request of `name`, unless it has had too many."""
        now = self._clock()
        spent, as_of = self._spent.pop(name, (0.0, now))
        spent = max(0.0, spent - (now - as_of) * self._per_s)
        taken = spent + 1 <= self._burst
        self._spent[name] = (spent + 1 if taken else spent), now
        if len(self._spent) > NAMES:
            self._told.discard(self._spent.popitem(last=False)[0])
        if not taken and name not in self._told:
            self._told.add(name)
            log.warning("%s asks for more than %g files a second: refused for now", name, self._per_s)
        return taken
