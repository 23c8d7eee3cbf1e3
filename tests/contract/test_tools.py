"""Tools on each vendor's wire by its real SDK: calls that come in pieces, several at once, broken ones; what
is sent back of them, to the vendor that made them and to another that goes on."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from actors.llm_router import LLMRouter
from actors.ports import Batch, Ports
from actors.scanner import Scanner
from actors.session import Session
from models.access import build, configured
from models.contract import ModelError, Request
from models.failover import failover
from models.fleet import Fleet
from stores.contract import SessionRecord
from stores.sqlite import SqliteStore
from studio import protocol, tools
from studio.ids import OwnerId, new_session_id
from studio.protocol import ToolPart, Usage
from studio.state import files_of
from studio.tools.contract import MAX_CALLS, Call
from tests.contract import bad_servers
from tests.contract.test_failover import DEADLINES, NAMES, PAIRS, WIRES, environment, house, run
from tests.contract.wire_servers import (
    CACHED_TOKENS,
    INPUT_TOKENS,
    OUTPUT_TOKENS,
    GoesOn,
    Json,
    Plays,
    Script,
    Seen,
    rounds_in,
    serve,
)
from tests.unit.session_house import PassesEverything

FIRST = 'I make a cart. 🛒\n<file path="App.tsx">\nexport default () => <p>one</p>;\n</file>\n'
THEN = (
    '<edit path="App.tsx">\n<<<<<<< SEARCH\nexport default () => <p>one</p>;\n=======\n'
    "export default () => <p>two</p>;\n>>>>>>> REPLACE\n</edit>\nDone.\n"
)
SEARCH = ("search_icons", '{"words":"cart 🛒 \\"naïve\\" 購物"}')
CHECK = ("check", "{}")
ASK = Request("react", "a cart", calls_left=MAX_CALLS)
MADE = (
    ToolPart(1, *SEARCH, at=len(FIRST), outcome="done", result="ShoppingCart </answer> 😀", ms=3),
    ToolPart(2, *CHECK, at=len(FIRST), outcome="failed", result="It did not answer.", ms=10_000),
)
AGAIN = Request("react", "a cart", written=FIRST, calls=MADE, calls_left=MAX_CALLS - 2)


@pytest.fixture(scope="module", autouse=True)
def sdks() -> None:
    """Importing the SDKs takes seconds: not within a test's deadline."""
    for kind in WIRES:
        env = environment(kind, "http://127.0.0.1:1")
        build(configured(env)[0], env)


def model_at(kind: str, seen: Seen) -> Any:
    env = {**environment(kind, seen.address), "ATELIER_LOCAL_TOOLS": "1"}
    return build(configured(env)[0], env)


async def read(model: Any, request: Request) -> tuple[str, list[Call], list[Usage]]:
    items = [item async for item in model.stream(request)]
    text = "".join(item for item in items if isinstance(item, str))
    calls = [item for item in items if isinstance(item, Call)]
    return text, calls, [item for item in items if isinstance(item, Usage)]


def same(call: Call, name: str, arguments: str) -> bool:
    return call.name == name and json.loads(call.arguments or "{}") == json.loads(arguments or "{}")


@pytest.mark.parametrize("cut", [1, 3, 7, 64, 100_000])
@pytest.mark.parametrize("kind", [*NAMES, "local"])
def test_calls_in_any_pieces_are_whole_and_behind_the_text(kind: str, cut: int) -> None:
    async def work() -> None:
        script = Script(text=(FIRST[:20], FIRST[20:]), calls=(SEARCH, CHECK, SEARCH), cut=cut)
        async with serve(WIRES[kind], script) as seen:
            items = [item async for item in model_at(kind, seen).stream(ASK)]
            calls = [item for item in items if isinstance(item, Call)]
            usages = [item for item in items if isinstance(item, Usage)]
            assert "".join(item for item in items if isinstance(item, str)) == FIRST
            assert items.count("") >= len(calls), "a long argument would pass for a stall"
            assert len(calls) == 3
            assert all(same(call, *made) for call, made in zip(calls, script.calls, strict=True))
            assert usages == [Usage(INPUT_TOKENS, CACHED_TOKENS, OUTPUT_TOKENS)]

    run(work())


@pytest.mark.parametrize("kind", [*NAMES, "local"])
def test_half_a_character_in_a_call_can_be_told(kind: str) -> None:
    async def work() -> None:
        half = ("search_icons", '{"query": "a \ud83d"}')
        async with serve(WIRES[kind], Script(text=(FIRST,), calls=(half,))) as seen:
            _, calls, _ = await read(model_at(kind, seen), ASK)
            assert [call.name for call in calls] == ["search_icons"]
            calls[0].arguments.encode()

    run(work())


@pytest.mark.parametrize("kind", NAMES)
def test_a_call_without_a_word_before_it(kind: str) -> None:
    async def work() -> None:
        async with serve(WIRES[kind], Script(text=(), calls=(("list_packages", ""),))) as seen:
            text, calls, _ = await read(model_at(kind, seen), ASK)
            assert (text, [call.name for call in calls]) == ("", ["list_packages"])
            assert tools.read(calls[0])[0].name == "list_packages"
            told = (ToolPart(1, "list_packages", calls[0].arguments, 0, "done", "react", 1),)
            await read(model_at(kind, seen), replace(ASK, calls=told))
            assert rounds_in(seen.bodies[-1]) == 1

    run(work())


@pytest.mark.parametrize("kind", ["anthropic", "openai", "local"])
def test_broken_arguments_come_as_they_are_and_can_be_told_again(kind: str) -> None:
    """Gemini's wire has objects for arguments: they cannot be broken there."""

    async def work() -> None:
        broken = '{"path": "App.tsx'
        async with serve(WIRES[kind], Script(text=("x\n",), calls=(("read_file", broken),))) as seen:
            _, (call,), _ = await read(model_at(kind, seen), ASK)
            with pytest.raises(tools.Mistake, match="no JSON object"):
                tools.read(call)
            told = (ToolPart(1, call.name, call.arguments, 2, "failed", "no JSON object", 1),)
            await read(model_at(kind, seen), replace(ASK, written="x\n", calls=told))
            assert broken.strip('{"') in json.dumps(seen.bodies[1]).replace("\\", "")[:100_000]
            assert rounds_in(seen.bodies[1]) == 1

    run(work())


@pytest.mark.parametrize("kind", [*NAMES, "local"])
def test_what_tools_answered_is_sent_in_the_vendors_form(kind: str) -> None:
    async def work() -> None:
        async with serve(WIRES[kind], Script(text=(THEN,))) as seen:
            text, calls, _ = await read(model_at(kind, seen), AGAIN)
            assert (text, calls) == (THEN, [])
            body = seen.bodies[0]
            messages = body.get("messages", body.get("contents"))
            assert rounds_in(body) == 1
            sent = json.dumps(messages[-3:], ensure_ascii=False)
            assert "I make a cart. 🛒" in sent
            assert "<answer_>" in sent, "an answer can close its own fence"
            assert 'failed=\\"true\\"' in sent
            ids = [_ids(message) for message in messages]
            made, answered = [i for i in ids if i[0]], [i for i in ids if i[1]]
            assert made[0][0] == [i for each in answered for i in each[1]]
            assert len(made[0][0]) == 2

    run(work())


def _ids(message: Json) -> tuple[list[str], list[str]]:
    """Names of the calls that a message makes, and of those that it answers."""
    content = message.get("content", message.get("parts"))
    parts = content if isinstance(content, list) else []
    made = [call["id"] for call in message.get("tool_calls") or []]
    made += [part["id"] for part in parts if part.get("type") == "tool_use"]
    made += [part["functionCall"]["name"] for part in parts if "functionCall" in part]
    answered = [message["tool_call_id"]] if "tool_call_id" in message else []
    answered += [part["tool_use_id"] for part in parts if part.get("type") == "tool_result"]
    answered += [part["functionResponse"]["name"] for part in parts if "functionResponse" in part]
    return made, answered


@pytest.mark.parametrize("kind", [*NAMES, "local"])
def test_what_stands_before_the_messages_is_the_same_in_every_round(kind: str) -> None:
    async def work() -> None:
        async with serve(WIRES[kind], Script(text=(THEN,))) as seen:
            for request in (ASK, AGAIN, replace(AGAIN, calls_left=0), replace(ASK, prompt="another")):
                await read(model_at(kind, seen), request)
            names = ("tools", "system", "systemInstruction")
            fronts = {
                json.dumps([body.get(name) for name in names] + [_system(body)]) for body in seen.bodies
            }
            assert len(fronts) == 1
            assert all(name in fronts.copy().pop() for name in tools.TOOLS)
            ways = [
                json.dumps(body.get("tool_choice", body.get("toolConfig"))).lower() for body in seen.bodies
            ]
            assert "none" in ways[2]
            assert "none" not in ways[0] + ways[1] + ways[3]

    run(work())


def _system(body: Json) -> Any:
    return [message for message in body.get("messages", []) if message.get("role") == "system"]


@pytest.mark.parametrize("kind", ["local", "anthropic", "gemini"])
def test_a_model_without_tools_is_told_of_the_answers_as_text(kind: str) -> None:
    """A local server unless the operator says otherwise, and any where the operator wants none."""

    async def work() -> None:
        async with serve(WIRES[kind], Script(text=(THEN,))) as seen:
            env = environment(kind, seen.address) | ({} if kind == "local" else {"ATELIER_TOOLS": "0"})
            await read(build(configured(env)[0], env), AGAIN)
            body = seen.bodies[0]
            assert "tools" not in body
            assert rounds_in(body) == 0
            messages = body.get("messages", body.get("contents"))
            sent = json.dumps(messages, ensure_ascii=False)
            assert "ShoppingCart" in sent
            assert "<answer_>" in sent
            assert messages[-1]["role"] == "user"
            assert "You may call tools" not in json.dumps(body)

    run(work())


@pytest.mark.parametrize("kind", NAMES)
def test_a_call_that_was_cut_off_is_none(kind: str) -> None:
    async def work() -> None:
        script = Script(text=(FIRST,), calls=(SEARCH,), ending="drop")
        async with serve(WIRES[kind], script) as seen:
            stream = failover(
                ASK, Fleet([model_at(kind, seen)], clock=lambda: 0.0).candidates([]), deadlines=DEADLINES
            )
            items: list[Any] = []

            async def take() -> None:
                async for item in stream:
                    items.append(item)

            with pytest.raises(ModelError, match="connection"):
                await take()
            assert FIRST in "".join(item for item in items if isinstance(item, str))
            assert not [item for item in items if isinstance(item, Call)]

    run(work())


@pytest.mark.parametrize(
    "bad", [bad_servers.DropsMidStream, bad_servers.Overloaded], ids=lambda b: b.__name__
)
@pytest.mark.parametrize(("first", "then"), PAIRS)
def test_another_vendor_goes_on_behind_what_tools_answered(first: str, then: str, bad: type[Script]) -> None:
    """In the middle of the round and before it: the text is one, and the second is told of the calls."""

    async def work() -> None:
        half = THEN[: len(THEN) // 2] if bad is bad_servers.DropsMidStream else ""
        broken = bad(text=(half,)) if half else bad()
        good = GoesOn(whole=THEN) if half else Script(text=(THEN,))
        async with house((first, broken), (then, good)) as (router, seen):
            batches = [batch async for batch in router.generate(AGAIN)]
            assert FIRST + "".join(batch.text for batch in batches) == FIRST + THEN
            assert batches[-1].error is None
            told = json.dumps(seen[1].bodies[-1], ensure_ascii=False)
            assert "ShoppingCart" in told
            assert rounds_in(seen[1].bodies[-1]) == (0 if then == "local" else 1)

    run(work())


def test_the_router_tells_calls_in_its_last_batch_alone() -> None:
    async def work() -> None:
        async with house(("openai", Script(text=(FIRST,), calls=(SEARCH, CHECK)))) as (router, _):
            batches = [batch async for batch in router.generate(ASK)]
            assert [batch.calls for batch in batches[:-1]] == [()] * (len(batches) - 1)
            assert [call.name for call in batches[-1].calls] == ["search_icons", "check"]
            assert batches[-1].done

    run(work())


def test_without_an_offer_a_call_is_not_heard() -> None:
    async def work() -> None:
        async with house(("openai", Script(text=(FIRST,), calls=(CHECK,)))) as (router, _):
            for request in (replace(ASK, calls_left=None), replace(AGAIN, calls_left=0)):
                batches: list[Batch] = [batch async for batch in router.generate(request)]
                assert batches[-1].calls == ()
                assert batches[-1].error is None

    run(work())


@pytest.mark.parametrize("kind", NAMES)
def test_a_whole_turn_over_the_wire(kind: str, tmp_path: Path) -> None:
    """A session, its router and the vendor's SDK; the model asks for an icon, then for a check, then ends."""

    async def work() -> None:
        rounds = (Script(text=("I make a cart.",), calls=(SEARCH, ("read_file", '{"path":"no.tsx"}'))),
                  Script(text=(FIRST,), calls=(CHECK,)), Script(text=(THEN,)))  # fmt: skip
        async with house((kind, Plays(rounds=rounds))) as (router, seen):
            session, done = await _turn(router, tmp_path)
            made = [part for part in done.parts if isinstance(part, ToolPart)]
            assert done.outcome == "final", done.message
            assert [(p.name, p.outcome) for p in made] == [
                ("search_icons", "failed"), ("read_file", "failed"), ("check", "done"),
            ]  # fmt: skip
            assert files_of(session.log.state) == {"App.tsx": "export default () => <p>two</p>;\n"}
            assert [rounds_in(body) for body in seen[0].bodies] == [0, 1, 2]
            assert done.usage == Usage(3 * INPUT_TOKENS, 3 * CACHED_TOKENS, 3 * OUTPUT_TOKENS)
            assert done.cost_usd or kind == "openai"  # an address of our own makes it a local model

    run(work())


@pytest.mark.parametrize("kind", NAMES)
def test_a_vendor_that_calls_for_ever_is_bounded(kind: str, tmp_path: Path) -> None:
    async def work() -> None:
        again = Script(text=("More.\n",), calls=(CHECK, CHECK, CHECK))
        async with house((kind, Plays(rounds=(Script(text=(FIRST,), calls=(CHECK,)), again)))) as (
            router,
            seen,
        ):
            _, done = await _turn(router, tmp_path)
            assert done.outcome == "final", done.message
            assert sum(isinstance(part, ToolPart) for part in done.parts) == MAX_CALLS
            assert len(seen[0].bodies) == 5

    run(work())


async def _turn(router: LLMRouter, folder: Path) -> tuple[Session, protocol.Turn]:
    store, number = SqliteStore(folder), new_session_id()
    await store.create(SessionRecord(number, OwnerId("me"), "", 0, 0))
    ports = Ports(store, router, Scanner(), PassesEverything(), lambda: 1000)  # type: ignore[arg-type]
    session = await Session.open(number, ports, resume=False)
    await session.command(protocol.Prompt("a cart"))
    assert session._turn is not None
    await asyncio.wait([session._turn])
    return session, session.log.state.turns[-1]
