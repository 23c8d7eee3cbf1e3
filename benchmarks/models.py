"""models.*: what the router promises, measured through the vendors' real SDKs against local servers on their
wires.

failover_lost_chars counts characters lost or repeated over failover_trials replies that broke off at random
points, every vendor followed by every other; failover_ms_p50 is the time from the break to the next model's
first delta, less what that model takes to its first delta when it is asked alone. cacheable_share: of all
tokens sent in a session of 20 turns, those that the request before it (or, for the system prompt, another
session's) began with; told_chars_ratio and told_cost_ratio: characters and price of its input against
sending the current files whole each turn. edit_output_ratio: an edit of 5 lines in a file of 300, as
search/replace against the whole file. price_error_cents: the price shown, through each vendor's real SDK,
against the vendor's raw count times the price table. What the router costs is in benchmarks/router.py.
"""

import asyncio
import itertools
import random
import statistics
import time
from contextlib import aclosing

from actors.llm_router import LLMRouter
from actors.talk import REPLIES
from benchmarks import p50, report
from models.contract import Exchange, Request
from models.sketch import compose
from studio.prompt import assemble, system_prompt
from tests.contract.bad_servers import DropsMidStream
from tests.contract.money import CASES, owed, shown
from tests.contract.test_failover import NAMES, chunks, house
from tests.contract.wire_servers import GoesOn

TRIALS = 1_000
CACHED_OFF = 0.9  # what vendors take off for input that is in their cache
TURNS = 20
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


def cacheable() -> None:
    """A session as actors/talk.py tells it: one component, then an edit of 5 lines a turn; and, to compare,
    the same with the current files sent whole in every turn, behind the older turns in prose."""
    sent, known = told(whole=False)
    report("models.cacheable_share", known / sent, "share", TURNS)
    whole_sent, whole_known = told(whole=True)
    cost_ratio = (sent - CACHED_OFF * known) / (whole_sent - CACHED_OFF * whole_known)
    report("models.told_chars_ratio", sent / whole_sent, "ratio", TURNS)
    report("models.told_cost_ratio", cost_ratio, "ratio", TURNS)


def told(*, whole: bool) -> tuple[int, int]:
    """Characters sent in TURNS turns, and those of them that the request before began with."""
    files = {"App.tsx": compose("a kanban board", {}).split(">\n", 1)[1].rsplit("</file>", 1)[0]}
    base, history, sent, known = dict[str, str](), tuple[Exchange, ...](), 0, 0
    before = system_prompt("react")
    for turn in range(TURNS):
        if turn and turn % REPLIES == 0 and not whole:
            base, history = dict(files), ()
        prompt = f"Change {turn}: make the heading and the buttons a little larger and calmer"
        prose = "".join(f"\0{each.prompt}\0{each.reply.splitlines()[0]}" for each in history)
        request = (
            Request("react", prompt, files) if whole else Request("react", prompt, files, history, base=base)
        )
        text = system_prompt("react") + (prose if whole else "")
        text += "".join(f"\0{message.role}\0{message.text}" for message in assemble(request))
        same = next((at for at, (a, b) in enumerate(zip(text, before, strict=False)) if a != b), None)
        sent, known = sent + len(text), known + (min(len(text), len(before)) if same is None else same)
        before = text
        reply = compose("a kanban board", {})
        if turn:
            reply = edit(files["App.tsx"], turn)
            files = {"App.tsx": "\n".join(edited(files["App.tsx"].split("\n"), turn))}
        history = (*history, Exchange(prompt, reply))
    return sent, known


def edited(lines: list[str], turn: int) -> list[str]:
    at = (turn * 13) % (len(lines) - 8)
    return [line + " " * (at < number < at + 6) for number, line in enumerate(lines)]


def edit(text: str, turn: int) -> str:
    """Blocks that change 5 lines."""
    lines = text.split("\n")
    at = (turn * 13) % (len(lines) - 8)
    old, new = lines[at : at + 7], edited(lines, turn)[at : at + 7]
    block = "\n".join(["<<<<<<< SEARCH", *old, "=======", *new, ">>>>>>> REPLACE"])
    return f'Done: the lines are changed.\n\n<edit path="App.tsx">\n{block}\n</edit>\n'


def edit_ratio() -> None:
    text = compose("a kanban board", {}).split(">\n", 1)[1].rsplit("</file>", 1)[0]
    lines = (text * 3).split("\n")[:300]
    ratios = [
        len(edit("\n".join(lines), turn)) / len("\n".join([*lines, '<file path="App.tsx">', "</file>"]))
        for turn in range(20)
    ]
    report("models.edit_output_ratio", statistics.mean(ratios), "ratio", len(ratios))


async def prices() -> None:
    """The largest difference over the replies of tests/contract/money.py."""
    worst = max([abs(await shown(case) - owed(case)) for case in CASES])
    report("models.price_error_cents", 100 * float(worst), "cents", len(CASES))


def main() -> None:
    asyncio.run(failover())
    cacheable()
    edit_ratio()
    asyncio.run(prices())


if __name__ == "__main__":
    main()
