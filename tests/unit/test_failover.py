"""models.failover: what the next model goes on behind, and whose calls count. With real wires:
tests/contract/test_failover.py."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

import pytest

from models.catalog import card_of
from models.contract import ModelError, Request
from models.failover import Candidate, Deadlines, Said, failover
from studio.prompt import assemble
from studio.protocol import ModelInfo, Usage
from studio.tools.contract import Call

GONE = ModelError("network", "The line is dead.", retryable=True)
TWICE = '<file path="App.tsx">\nx = 1;\nx = 1;\nx = 1;\n'


class Says:
    """These, one behind the other; an error is raised."""

    def __init__(self, name: str, *items: str | Call | Usage | ModelError) -> None:
        self.info = ModelInfo("anthropic", name, built_in=False)
        self.requests: list[Request] = []
        self._items = items

    async def stream(self, request: Request) -> AsyncGenerator[str | Call | Usage]:
        self.requests.append(request)
        for item in self._items:
            if isinstance(item, ModelError):
                raise item
            yield item


def said(*models: Says) -> list[Said]:
    async def work() -> list[Said]:
        route = [Candidate(model, card_of("anthropic", model.info.name)) for model in models]
        request = Request("react", "a clock", calls_left=8)
        async with aclosing(failover(request, route, deadlines=Deadlines())) as items:
            return [item async for item in items]

    return asyncio.run(work())


def test_what_a_model_called_that_went_astray_is_not_carried_out() -> None:
    """What it wrote is not shown either, and another is asked."""
    check, mine = Call("check", "{}"), Call("search_icons", '{"query": "clock"}')
    begun, whole = Says("claude-haiku-5-5", TWICE, GONE), Says("claude-opus-5-5", TWICE, "y", mine, Usage())
    astray = Says("claude-sonnet-5-5", "x = 1;\nx", check, Usage())
    items = said(begun, astray, whole)
    assert "".join(item for item in items if isinstance(item, str)) == TWICE + "y"
    assert [item for item in items if isinstance(item, Call)] == [mine]


@pytest.mark.parametrize("name", ["claude-sonnet-5-5", "claude-sonnet-4-5"])
def test_a_reply_that_broke_off_behind_a_line_end_is_begun_anew(name: str) -> None:
    """No model can be asked to go on behind nothing, and Anthropic refuses messages that are but space."""
    next_one = Says(name, "Here it is.", Usage())
    items = said(Says("claude-haiku-5-5", "\n", GONE), next_one)
    assert "".join(item for item in items if isinstance(item, str)) == "\nHere it is."
    (asked,) = next_one.requests
    (message,) = assemble(asked, prefill=card_of("anthropic", name).prefill)
    assert "a clock" in message.text
