"""What one turn has cost: the replies that are over, and the one that runs, by estimate. Pure.

A cost of None is unknown, and so is then the whole. Called by studio/turn.py, and by
cluster/ports.py of a reply that two routers write.
"""

from studio.protocol import Usage, add_usage

Cost = float | None


class Spending:
    def __init__(self, before: tuple[Usage, Cost] = (Usage(), 0.0)) -> None:
        """`before`: what the turn cost under an actor that died."""
        self._over = before
        self._running: tuple[Usage, Cost] = (Usage(), 0.0)

    @property
    def total(self) -> tuple[Usage, Cost]:
        (usage, cost), (more_usage, more_cost) = self._over, self._running
        known = None if cost is None or more_cost is None else cost + more_cost
        return add_usage(usage, more_usage), known

    @property
    def known_usd(self) -> float:
        """US dollars, 0 where they are not known."""
        return self.total[1] or 0.0

    def so_far(self, usage: Usage, cost_usd: Cost) -> None:
        """Of the reply that runs; replaces what was said of it before."""
        self._running = usage, cost_usd

    def reply_over(self, usage: Usage, cost_usd: Cost) -> None:
        self.so_far(usage, cost_usd)
        self.broke_off()

    def broke_off(self) -> None:
        """The reply that runs is over, with what was said of it last."""
        self._over, self._running = self.total, (Usage(), 0.0)
