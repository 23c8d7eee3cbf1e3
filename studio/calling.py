"""The tools that a turn's model has called, with what they answered, and how many more it may call. Pure.

Invariant: calls are numbered from 1 in the order in which the model made them; each is answered once, and
the model goes on when all are. Called by studio/turn.py.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from studio.protocol import ToolCalled, ToolOutcome, ToolPart, ToolReturned
from studio.tools.contract import MAX_ARGUMENT_BYTES, MAX_CALLS, MAX_NAME_CHARS, Call, clean


class Calling:
    """`made`: every call so far."""

    def __init__(self, made: Sequence[ToolPart], *, offered: bool) -> None:
        self.made = tuple(made)
        self._offered = offered

    @property
    def left(self) -> int | None:
        """How many more the model may make; None if it is offered no tools."""
        return MAX_CALLS - len(self.made) if self._offered else None

    @property
    def waiting(self) -> tuple[ToolPart, ...]:
        """Those that are not answered yet."""
        return tuple(call for call in self.made if call.outcome is None)

    def take(self, calls: Sequence[Call], at: int, seq: int) -> list[ToolCalled]:
        """The model stopped behind `at` characters of its reply and calls these. What is over the limit
        counts as never called: the model sees that it is not among the answers."""
        events: list[ToolCalled] = []
        round = self.made[-1].round + 1 if self.made else 1
        for call in calls[: self.left or 0]:
            number = len(self.made) + 1
            name, given = clean(call.name)[:MAX_NAME_CHARS], clean(call.arguments)[: MAX_ARGUMENT_BYTES + 1]
            self.made += (ToolPart(number, name, given, at, round=round),)
            called = ToolCalled(
                seq=seq + len(events) + 1, call=number, name=name, arguments=given, at=at, round=round
            )
            events.append(called)
        return events

    def answer(self, number: int, outcome: ToolOutcome, result: str, ms: int, seq: int) -> ToolReturned:
        self.made = tuple(
            replace(call, outcome=outcome, result=result, ms=ms) if call.call == number else call
            for call in self.made
        )
        return ToolReturned(seq=seq + 1, call=number, outcome=outcome, result=result, ms=ms)
