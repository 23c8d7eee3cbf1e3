"""A box's side of the JSON lines, over a channel that says what it is told to."""

import asyncio
import json
from collections.abc import Callable

import pytest

from actors.sandbox_pool import MAX_ARTIFACT_BYTES
from sandbox.contract import Overused, SandboxError, Used
from sandbox.lines import LineBox, Usage

MEMORY = 1000


class Scripted:
    """Answers each request with the lines that `says` makes of its id, then is silent."""

    def __init__(self, says: Callable[[str], list[bytes]], uses: Usage | None = None) -> None:
        self._says = says
        self._lines: asyncio.Queue[bytes] = asyncio.Queue()
        self.uses = uses
        self.dead = False

    async def send(self, line: bytes) -> None:
        for said in self._says(json.loads(line)["id"]):
            self._lines.put_nowait(said)

    async def line(self) -> bytes:
        return await self._lines.get()

    async def usage(self) -> Usage | None:
        return self.uses

    async def kill(self) -> None:
        self.dead = True


def reply(asked: object, result: object = None) -> bytes:
    return json.dumps({"id": asked, "ok": True, "result": {} if result is None else result}).encode() + b"\n"


def called(channel: Scripted) -> object:
    return asyncio.run(LineBox(channel, MEMORY).call("ping", {}, 0.2))


def test_the_reply_with_the_asked_id_is_taken_and_others_are_not():
    channel = Scripted(
        lambda asked: [reply("1"), reply(None), reply(1, {"forged": 1}), reply(asked, {"a": 1})]
    )
    assert called(channel) == {"a": 1}
    assert not channel.dead


def test_ids_cannot_be_foreseen():
    seen: list[str] = []

    async def talk() -> None:
        box = LineBox(Scripted(lambda asked: (seen.append(asked), [reply(asked)])[1]), MEMORY)
        for _ in range(100):
            await box.call("ping", {}, 1)

    asyncio.run(talk())
    assert len(set(seen)) == 100
    assert all(len(asked) == 16 for asked in seen)


@pytest.mark.parametrize("text", ["Ж" * 300_000, "😀" * 150_000, '"\n' * 300_000, "\0" * 600_000])
def test_what_the_pool_takes_fits_into_a_line_whatever_it_is_spelled_in(text: str):
    assert len(text.encode()) == MAX_ARTIFACT_BYTES
    channel = Scripted(lambda asked: [reply(asked)])
    asyncio.run(LineBox(channel, MEMORY).call("check", {"files": {"App.tsx": text}}, 5))
    assert not channel.dead


def test_what_is_too_large_is_said_and_costs_no_box():
    channel = Scripted(lambda asked: [reply(asked)])

    async def talk() -> None:
        box = LineBox(channel, MEMORY)
        with pytest.raises(SandboxError, match="too large"):
            await box.call("check", {"text": "x" * 4_000_000}, 5)
        await box.call("ping", {}, 5)

    asyncio.run(talk())
    assert not channel.dead


def test_half_a_character_that_a_box_spells_is_no_half_any_more():
    said = {"checks": [{"detail": "before \ud83d behind", "\ud83d\ude00": "\\ud83d"}]}
    channel = Scripted(lambda asked: [reply(asked, said)])
    assert called(channel) == {"checks": [{"detail": "before \ufffd behind", "😀": "\\ud83d"}]}


BROKEN: dict[str, Callable[[str], list[bytes]]] = {
    "ended": lambda _: [b""],
    "no JSON": lambda _: [b"{\n"],
    "no text": lambda _: [b"\xff\n"],
    "nested without end": lambda _: [b"[" * 100_000 + b"\n"],
    "no object": lambda _: [b"null\n"],
    "no result": lambda asked: [reply(asked, [])],
    "a failure": lambda asked: [json.dumps({"id": asked, "ok": False, "error": "no"}).encode()],
    "a flood": lambda _: [reply("x", {"a": "x" * 9000})] * 300,
    "silent": lambda _: [],
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_box_is_a_platform_error_and_dead(name):
    channel = Scripted(BROKEN[name])
    with pytest.raises(SandboxError):
        called(channel)
    assert channel.dead


@pytest.mark.parametrize(
    ("uses", "what", "said"),
    [
        (Usage(MEMORY + 1, 0, 23), "memory", "processes: 23"),
        (Usage(1, 99, 1), "cpu", "90 s of CPU"),
        (None, "time", "within 0.2 s"),
    ],
)
def test_a_box_that_uses_too_much_is_killed_and_says_of_what(uses, what, said):
    channel = Scripted(lambda _: [], uses)

    async def talk() -> Used:
        box = LineBox(channel, MEMORY, max_cpu_s=90)
        with pytest.raises(Overused, match=said) as told:
            await box.call("ping", {}, 30 if uses else 0.2)
        assert told.value.what == what
        return await box.used()

    used = asyncio.run(talk())
    assert channel.dead
    assert used.wall_s > 0
    if uses is not None:
        assert (used.memory_bytes, used.cpu_s) == (uses.memory_bytes, uses.cpu_s)


def test_an_engine_that_does_not_say_once_is_asked_again():
    class Reluctant(Scripted):
        asked = 0

        async def usage(self) -> Usage | None:
            self.asked += 1
            return None if self.asked < 3 else self.uses

    channel = Reluctant(lambda _: [], Usage(MEMORY + 1, 0, 1))
    with pytest.raises(Overused) as told:
        asyncio.run(LineBox(channel, MEMORY).call("ping", {}, 30))
    assert (told.value.what, channel.asked) == ("memory", 3)


def test_a_flood_is_told_apart():
    with pytest.raises(Overused) as told:
        called(Scripted(BROKEN["a flood"]))
    assert told.value.what == "output"


def test_what_a_box_used_adds_up_and_does_not_sink():
    channel = Scripted(lambda asked: [reply(asked)], Usage(500, 2, 1))

    async def talk() -> tuple[Used, Used]:
        box = LineBox(channel, MEMORY)
        await box.call("ping", {}, 30)
        first = await box.used()
        channel.uses = Usage(100, 3, 1)
        await box.call("ping", {}, 30)
        return first, await box.used()

    first, second = asyncio.run(talk())
    assert (first.cpu_s, first.memory_bytes) == (2, 500)
    assert (second.cpu_s, second.memory_bytes) == (3, 500)
    assert second.output_bytes == 2 * first.output_bytes > 0
    assert second.wall_s > first.wall_s > 0
