"""Every model against models.contract: the sketch model, and each vendor's real SDK on its wire."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from actors.llm_router import LLMRouter
from models.access import build, configured
from models.contract import Exchange, Request, Thought
from models.sketch import SketchModel
from studio import protocol
from studio.pictures import picture
from studio.prompt import system_prompt
from studio.protocol import Usage
from tests.contract.vendor_models import REQUEST, TEXT, VENDORS, load_sdks, read, run, vendor_model
from tests.contract.wire_servers import (
    CACHED_TOKENS,
    INPUT_TOKENS,
    KEY,
    OUTPUT_TOKENS,
    VARIABLES,
    Script,
    pictures_in,
    serve,
    written_in,
)
from tests.unit.session_house import House, ended, shows, until


@pytest.fixture(scope="module", autouse=True)
def sdks() -> None:
    load_sdks()


@pytest.mark.parametrize("kind", ["sketch", *VENDORS])
def test_streams_text_then_one_usage(kind: str) -> None:
    async def work() -> None:
        async with serve(kind if kind in VENDORS else "openai", Script()) as seen:
            model = SketchModel(None) if kind == "sketch" else vendor_model(kind, seen)
            for _ in range(2):
                texts, usages = await read(model)
                assert all(texts)
                assert len(texts) > 1
                assert len(usages) == 1
                assert usages[0].output_tokens > 0
            assert model.info.built_in is (kind == "sketch")
            assert KEY not in repr(model) + repr(vars(model)) + repr(model.info)

    run(work)


@pytest.mark.parametrize("kind", ["sketch", *VENDORS])
def test_closing_early_is_quiet(kind: str) -> None:
    async def work() -> None:
        async with serve(kind if kind in VENDORS else "openai", Script(ending="hang")) as seen:
            model = SketchModel(5.0) if kind == "sketch" else vendor_model(kind, seen)
            items: Any = model.stream(REQUEST)
            assert isinstance(await anext(items), str)
            await items.aclose()
            with pytest.raises(StopAsyncIteration):
                await anext(items)

    run(work)


@pytest.mark.parametrize("cut", [1, 2, 3, 5, 64, 100_000])
@pytest.mark.parametrize("vendor", VENDORS)
def test_any_cut_gives_the_same_text(vendor: str, cut: int) -> None:
    async def work() -> None:
        text = ("\n  lead", "é", "😀", "👩‍👩‍👧", " x" * 50, "\r\n\t</file>\n", "data: [DONE]", "\n")
        async with serve(vendor, Script(text=text, cut=cut)) as seen:
            texts, usages = await read(vendor_model(vendor, seen))
            assert "".join(texts) == "".join(text)
            assert usages == [Usage(INPUT_TOKENS, CACHED_TOKENS, OUTPUT_TOKENS)]

    run(work)


@pytest.mark.parametrize("vendor", VENDORS)
def test_half_a_character_is_joined_with_the_next_half_or_lost(vendor: str) -> None:
    async def work() -> None:
        text = ("a \ud83d", "\ude00 b \ud83d", " \ude00 c", "\ud83d")
        async with serve(vendor, Script(text=text)) as seen:
            texts, usages = await read(vendor_model(vendor, seen))
            assert "".join(texts) == "a 😀 b \ufffd \ufffd c\ufffd"
            assert usages == [Usage(INPUT_TOKENS, CACHED_TOKENS, OUTPUT_TOKENS)]

    run(work)


@pytest.mark.parametrize("broken", ["a\x85b", "a\u2028b", "a\u2029b", "a\x0bb\x0cb\x1cb"])
@pytest.mark.parametrize("vendor", VENDORS)
def test_what_only_some_call_a_line_break_is_text(vendor: str, broken: str) -> None:
    async def work() -> None:
        for text in ((broken,), ("one ", broken), ("one ", "two ", broken, " four")):
            async with serve(vendor, Script(text=text)) as seen:
                texts, _ = await read(vendor_model(vendor, seen))
                assert "".join(texts) == "".join(text)

    run(work)


@pytest.mark.parametrize("vendor", VENDORS)
def test_what_comes_together_is_read_as_one(vendor: str) -> None:
    async def work() -> None:
        words = tuple(f"{number} " for number in range(1_000))
        async with serve(vendor, Script(text=words, cut=100_000)) as seen:
            texts, usages = await read(vendor_model(vendor, seen))
            assert "".join(texts) == "".join(words)
            assert len(texts) < len(words) / 5
            assert usages == [Usage(INPUT_TOKENS, CACHED_TOKENS, OUTPUT_TOKENS)]

    run(work)


@pytest.mark.parametrize("vendor", VENDORS)
def test_sends_the_prompt(vendor: str) -> None:
    async def work() -> None:
        async with serve(vendor, Script()) as seen:
            request = Request("react", REQUEST.prompt, REQUEST.files, REQUEST.history, written="half a rep")
            await read(vendor_model(vendor, seen), request)
            sent = str(seen.bodies[0])
            begin = sent.index("export default 1;")  # what every request begins with may hold these words too
            order = [sent.index(word, begin) for word in ("earlier", "done", "🐢", "half a rep")]
            assert order == sorted(order)
            assert system_prompt("react")[:60] in sent
            assert "stream" in sent or "streamGenerateContent" in seen.paths[0]

    run(work)


@pytest.mark.parametrize("vendor", VENDORS)
def test_shows_the_pictures(vendor: str) -> None:
    """In order: those before the history, each exchange's, the prompt's; each before its words."""
    older, old, new = (picture("image/png", 1, 1, name) for name in (b"older\xff\xfe", b"old", b"new"))
    request = replace(
        REQUEST, history=(Exchange("earlier", "done", (old,)),), pictures=(new,), earlier=(older,)
    )

    async def work() -> None:
        async with serve(vendor, Script()) as seen:
            await read(vendor_model(vendor, seen), request)
            (body,) = seen.bodies
            assert pictures_in(body) == [("image/png", shown.data) for shown in (older, old, new)]
            assert "1 picture that I gave with this prompt" in str(body)
            assert written_in(body) == ("done", False)

    run(work)


@pytest.mark.parametrize(
    ("named", "limit"),
    [
        ("anthropic:claude-sonnet-5-5", ("max_tokens",)),
        ("openai:gpt-6-luna", ("max_completion_tokens",)),
        ("local:qwen3-coder", ("max_tokens",)),
        ("gemini:gemini-3.8-flash", ("generationConfig", "maxOutputTokens")),
    ],
)
def test_every_vendor_is_told_at_which_token_to_stop(named: str, limit: tuple[str, ...]) -> None:
    """By the name that it knows: what it does not know it may ignore, and write on."""
    vendor = named.split(":", maxsplit=1)[0]
    prefix = {"local": "ATELIER_LOCAL"}.get(vendor, VARIABLES.get(vendor, ""))
    address = "ATELIER_LOCAL_URL" if vendor == "local" else f"{prefix}_BASE_URL"

    async def work() -> None:
        async with serve("openai" if vendor == "local" else vendor, Script()) as seen:
            key = "ATELIER_LOCAL_KEY" if vendor == "local" else f"{prefix}_API_KEY"
            env = {"ATELIER_MODEL": named, key: KEY, address: seen.address}
            await read(build(configured(env)[0], env), replace(REQUEST, max_output_tokens=321))
            (body,) = seen.bodies
            told: Any = body
            for name in limit:
                told = told[name]
            assert told == 321
            assert str(body).count("321") == 1

    run(work)


def test_a_model_that_cannot_see_is_told_that_there_were_pictures() -> None:
    shown = picture("image/png", 1, 1, b"shown")

    async def work() -> None:
        async with serve("openai", Script()) as seen:
            env = {"ATELIER_MODEL": "local:mine", "ATELIER_LOCAL_URL": seen.address, "ATELIER_LOCAL_KEY": KEY}
            model = build(configured(env)[0], env)
            await read(model, replace(REQUEST, history=(Exchange("earlier", "done", (shown,)),)))
            assert not pictures_in(seen.bodies[0])
            assert "you cannot see pictures" in str(seen.bodies[0])

    run(work)


@pytest.mark.parametrize("vendor", VENDORS)
def test_usage_is_estimated_where_the_vendor_does_not_count(vendor: str) -> None:
    async def work() -> None:
        async with serve(vendor, Script(usage=False)) as seen:
            _, usages = await read(vendor_model(vendor, seen))
            assert usages[0].estimated
            assert usages[0].input_tokens > 500
            assert usages[0].output_tokens == -(-len(TEXT) // 4)

    run(work)


def test_what_a_local_server_leaves_of_thinking_in_the_text_is_not_shown() -> None:
    script = Script(text=("\n<thi", "nk>\nHm. ", "Hm. " * 200, "</thi", "nk>\n", "\nHi", " there"))

    async def work() -> None:
        async with serve("openai", script) as seen:
            items = [item async for item in vendor_model("openai", seen).stream(REQUEST)]  # type: ignore[union-attr]
            assert "".join(item for item in items if isinstance(item, str)) == "Hi there"
            assert [item for item in items if isinstance(item, Thought)][-1].tokens >= 200

    run(work)


@pytest.mark.parametrize("way", ["aclose", "cancel", "router"])
@pytest.mark.parametrize("vendor", VENDORS)
def test_cancel_closes_the_connection_at_once(vendor: str, way: str) -> None:
    async def work() -> None:
        async with serve(vendor, Script(ending="hang")) as seen:
            model = vendor_model(vendor, seen)
            if way == "cancel":
                begun = asyncio.Event()

                async def take() -> None:
                    async for _ in model.stream(REQUEST):
                        begun.set()

                task = asyncio.create_task(take())
                await begun.wait()
                assert not seen.hung_up.is_set()
                task.cancel()
                await asyncio.wait([task])
                assert task.cancelled()
            else:
                items: Any = model.stream(REQUEST) if way == "aclose" else LLMRouter(model).generate(REQUEST)
                await anext(items)
                assert not seen.hung_up.is_set()
                await items.aclose()
            await asyncio.wait_for(seen.hung_up.wait(), 5)

    run(work)


@pytest.mark.parametrize("vendor", VENDORS)
def test_cancel_before_the_first_word_closes_the_connection_as_well(vendor: str) -> None:
    """The model thinks, or is silent: that is paid for, too."""

    async def work() -> None:
        async with serve(vendor, Script(first_s=600)) as seen:
            reading = asyncio.create_task(read(vendor_model(vendor, seen)))
            while not seen.bodies:
                await asyncio.sleep(0.01)
            assert not seen.hung_up.is_set()
            reading.cancel()
            await asyncio.wait([reading])
            await asyncio.wait_for(seen.hung_up.wait(), 5)

    run(work)


@pytest.mark.parametrize("vendor", VENDORS)
def test_stop_in_a_session_closes_the_connection_and_keeps_what_is_written(
    vendor: str, tmp_path: Path
) -> None:
    page = '<file path="App.tsx">\nexport default function App() {\n  return <p>one</p>;\n}\n'

    async def work() -> None:
        async with serve(vendor, Script(text=tuple(page), ending="hang")) as seen:
            house = House(tmp_path, router=LLMRouter(vendor_model(vendor, seen), replay=False))
            session = await house.open()
            await session.command(protocol.Prompt("A page"))
            await until(session, shows("</p>"))
            assert not seen.hung_up.is_set()
            await session.command(protocol.Cancel())
            await asyncio.wait_for(seen.hung_up.wait(), 5)
            done = await ended(session)
            assert (done.outcome, done.version, done.usage.estimated) == ("cancelled", 1, True)
            assert done.usage.output_tokens > 0
            await session.close()

    run(work)
