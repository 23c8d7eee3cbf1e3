"""A second opinion on a prompt that the rules find suspicious and do not block: one word by a small model.

Fails open: a judge that is slow, broken or unclear stops nobody, and a finding says so. There is none where
only the built-in model writes. Called by actors/turn_tasks.py.
"""

import asyncio
import re
from contextlib import aclosing
from dataclasses import dataclass, field

from actors.ports import Router, Unavailable
from models.contract import ModelError, Request
from models.policy import Ask
from studio.protocol import Finding, Usage

SILENCE_S = 4.0  # the router gives the model up earlier, and then says what it cost
MAX_TOKENS = 64  # one word; some models think before it
_SAFE, _UNSAFE = re.compile(r"\bSAFE\b"), re.compile(r"\bUNSAFE\b|\bNOT\s+SAFE\b")

_BLOCKED = Finding(
    "judge", "block", None, 0, "A second look says that this prompt wants something else than a component.",
    "Say what component you want.",
)  # fmt: skip
_MISSED = Finding(
    "judge", "note", None, 0, "A second look at this prompt was wanted but did not come; it goes on.",
    "",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    """`findings` to add to those of the rules, and what it cost; a cost of None is unknown."""

    findings: list[Finding] = field(default_factory=list[Finding])
    usage: Usage = field(default_factory=Usage)
    cost_usd: float | None = 0.0


async def judge(router: Router, prompt: str, user: str) -> Judged:
    try:
        async with asyncio.timeout(SILENCE_S):
            route, first = await router.route(Ask("judge", len(prompt), None, user))
    except (ModelError, TimeoutError, Unavailable):
        return Judged([_MISSED])
    if first.built_in:
        return Judged()
    request = Request(
        "react", prompt, purpose="judge", route=route.models[:1], user=user, max_output_tokens=MAX_TOKENS
    )
    said, usage, cost_usd, failed = "", Usage(), 0.0, True
    try:
        async with asyncio.timeout(SILENCE_S), aclosing(router.generate(request)) as batches:
            async for batch in batches:
                said += batch.text
                if batch.done:
                    usage, cost_usd, failed = batch.usage, batch.cost_usd, batch.error is not None
    except (TimeoutError, Unavailable):
        pass
    return Judged(_verdict("" if failed else said.upper()), usage, cost_usd)


def _verdict(said: str) -> list[Finding]:
    """A model that says more than one word may say both: then it has seen something."""
    if _UNSAFE.search(said):
        return [_BLOCKED]
    return [] if _SAFE.search(said) else [_MISSED]
