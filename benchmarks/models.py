"""models.*: what the router promises, measured through the vendors' real SDKs against local servers on their
wires.

failover_lost_chars counts characters lost or repeated over failover_trials replies that broke off at random
points, every vendor followed by every other; failover_ms_p50 is the time from the break to the next model's
first delta, less what that model takes to its first delta when it is asked alone. price_error_cents: the
price shown, through each vendor's real SDK, against the vendor's raw count times the price table. What a
session sends and has written is measured in benchmarks/told.py, what the router costs in router.py.
"""

import asyncio
import itertools
import random
import time
from contextlib import aclosing

from actors.llm_router import LLMRouter
from benchmarks import p50, report, told
from models.contract import Request
from models.sketch import compose
from tests.contract.bad_servers import DropsMidStream
from tests.contract.money import CASES, owed, shown
from tests.contract.test_failover import NAMES, chunks, house
from tests.contract.wire_servers import GoesOn

TRIALS = 1_000
PROMPTS = ("a login form", "a pricing page", "a todo list", "a kanban board")
KINDS = (*NAMES, "prefill", "local")


async def failover() -> None:
    """The same seed gives the same breaks."""
    chance = random.Random(4)
    replies = [compose(prompt, {}) for prompt in PROMPTS]
    pairs = [pair for pair in itertools.permutations(KINDS, 2) if set(pair) != {"anthropic", "prefill"}]
    lost, waits, alone = 0, list[float](), list[float]()
    per_pair = -(-TRIALS // len(pairs))
    trials = 0
    for first, then in pairs:
        async with (
            house((first, GoesOn()), (then, GoesOn())) as (router, seen),
            house((then, GoesOn())) as (
                single,
                single_seen,
            ),
        ):
            for _ in range(per_pair):
                reply = chance.choice(replies)
                at = chance.randrange(1, len(reply))
                seen[0].script = DropsMidStream(text=chunks(reply[:at]), cut=4096)
                seen[1].script = GoesOn(whole=reply, cut=4096)
                got, wait = await broken(router, Request("react", "x"))
                lost += difference(reply, got)
                waits.append(wait)
                single_seen[0].script = GoesOn(whole=reply, cut=4096)
                alone.append(await first_delta(single, Request("react", "x", written=reply[:at])))
                trials += 1
    report("models.failover_lost_chars", lost, "chars", trials)
    report("models.failover_trials", trials, "trials", trials)
    report("models.failover_ms_p50", 1000 * (p50(waits) - p50(alone)), "ms", trials)


async def broken(router: LLMRouter, request: Request) -> tuple[str, float]:
    """The joined text, and the seconds from the switch to the next text."""
    got, switched_at, wait = "", 0.0, 0.0
    async for batch in router.generate(request):
        if batch.text and switched_at and not wait:
            wait = time.perf_counter() - switched_at
        got += batch.text
        if batch.switched:
            switched_at = time.perf_counter()
    return got, wait


async def first_delta(router: LLMRouter, request: Request) -> float:
    begun = time.perf_counter()
    async with aclosing(router.generate(request)) as batches:
        async for batch in batches:
            if batch.text:
                break
    return time.perf_counter() - begun


def difference(whole: str, got: str) -> int:
    """Characters before which, or behind which, the two are not the same; 0 if they are equal."""
    if whole == got:
        return 0
    same = next(
        (at for at, (a, b) in enumerate(zip(whole, got, strict=False)) if a != b), min(len(whole), len(got))
    )
    most, least = max(len(whole), len(got)), min(len(whole), len(got))
    tail = next((at for at, (a, b) in enumerate(zip(whole[::-1], got[::-1], strict=False)) if a != b), least)
    return max(1, most - min(same + tail, least))


async def prices() -> None:
    """The largest difference over the replies of tests/contract/money.py."""
    worst = max([abs(await shown(case) - owed(case)) for case in CASES])
    report("models.price_error_cents", 100 * float(worst), "cents", len(CASES))


def main() -> None:
    asyncio.run(failover())
    told.cacheable()
    told.edits()
    asyncio.run(prices())


if __name__ == "__main__":
    main()
