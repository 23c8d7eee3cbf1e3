"""What one reply has used and costs, over every model that wrote it. Called by actors/llm_router.py."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from models.catalog import Card
from models.contract import Request, Thought
from models.prices import Prices
from models.sketch import usage_of
from models.thinking import Thinking
from studio.prompt import estimate_usage
from studio.protocol import ModelInfo, Usage, add_usage


@dataclass(slots=True)
class Bill:
    """`writer` is the model that is asked, `chars` what it has written. `asked`: it was sent the request,
    which costs something from then on, and has not counted yet. `clock` counts seconds."""

    prices: Prices
    request: Request
    writer: ModelInfo
    chars: int = 0
    asked: bool = False
    counted: list[tuple[ModelInfo, Usage]] = field(default_factory=list[tuple[ModelInfo, Usage]])
    clock: Callable[[], float] = time.monotonic
    _thinking: Thinking = field(default_factory=lambda: Thinking(0.0))

    def count(self, info: ModelInfo, usage: Usage) -> None:
        self.counted.append((info, usage))
        self.chars, self.asked = 0, False

    def ask(self, info: ModelInfo, card: Card, request: Request) -> None:
        self.writer, self.chars, self.asked = info, 0, True
        self._thinking = Thinking.of(card, request, self.clock())

    def wrote(self, text: str) -> None:
        self.chars += len(text)
        if text:
            self._thinking.writes(self.clock())

    def thought(self, thought: Thought) -> None:
        self._thinking.told = thought

    def refused(self) -> None:
        """Who was asked has failed; what that cost, if anything, is counted."""
        self.chars, self.asked = 0, False

    def close(self) -> None:
        """The reader left before the model had counted."""
        if self.asked:
            self.count(self.writer, self.running())

    def total(self) -> tuple[Usage, float | None]:
        """Usage and dollars; an estimate for the model that has not counted yet. None: a price is unknown."""
        items = list(self.counted)
        if self.asked:
            items.append((self.writer, self.running()))
        costs = [self.prices.cost_usd(info, usage) for info, usage in items]
        known = [cost for cost in costs if cost is not None]
        return add_usage(*(usage for _, usage in items)), sum(known) if len(known) == len(costs) else None

    def running(self) -> Usage:
        if self.writer.built_in:
            return usage_of(self.request, self.chars)
        return estimate_usage(self.request, self.chars, self._thinking.tokens(self.clock()))
