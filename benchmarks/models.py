"""models.*: what the router promises, measured through the vendors' real SDKs against local servers on their
wires.

failover_lost_chars counts characters lost or repeated over failover_trials replies that broke off at random
points, every vendor followed by every other; failover_ms_p50 is the time from when the
server cuts the connection to the next model's first delta, less what that model takes to its first delta when
it is asked alone: the flush that the break waits for, and the next one's, are in it. price_error_cents: the
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
from tests.contract.test_failover import NAMES, chunks, models, router_of
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
    for first, then in pairs:
        async with models((first, GoesOn()), (then, GoesOn())) as (asked, seen):
            for _ in range(per_pair):
                reply = chance.choice(replies)
                at = chance.randrange(1, len(reply))
                seen[0].script = DropsMidStream(text=chunks(reply[:at]), cut=4096)
                seen[1].script = GoesOn(whole=reply, cut=4096)
                got, went_on = await broken(router_of(asked), Request("react", "x"))
                lost += difference(reply, got)
                waits.append(went_on - seen[0].dropped_s)
                rest = Request("react", "x", written=reply[:at])
                alone.append(await first_delta(router_of(asked[1:]), rest))
    report("models.failover_lost_chars", lost, "chars", len(waits))
    report("models.failover_trials", len(waits), "trials", len(waits))
    report("models.failover_ms_p50", 1000 * (p50(waits) - p50(alone)), "ms", len(waits))


async def broken(router: LLMRouter, request: Request) -> tuple[str, float]:
    """The joined text, and when the first text behind the switch came. Of a router that has seen no failure:
    one that has seen three does not ask the first any more."""
    got, switched, went_on = "", False, 0.0
    async for batch in router.generate(request):
        if batch.text and switched and not went_on:
            went_on = time.perf_counter()
        got += batch.text
        switched = switched or batch.switched is not None
    if not went_on:
        raise SystemExit("nothing broke off")
    return got, went_on


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
