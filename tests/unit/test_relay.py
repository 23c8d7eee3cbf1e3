"""The relay over real sockets: items in order, cancel by closing, a side that dies, goes silent or breaks."""

import asyncio
from collections.abc import AsyncGenerator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actors.session_log import Frames
from cluster.relay import Address, Broken, Caller, Lost, Method, Relay, stream

COUNT = Method("count", tuple[int, int], Frames)
HANG = Method("hang", tuple[()], Frames)
BREAK = Method("break", tuple[()], Frames)
SILENCE_S = 0.3


class Counter:
    """Gives `frames` items of `size` bytes; hangs, or breaks after one item, when asked to."""

    def __init__(self) -> None:
        self.closed = asyncio.Event()
        self.relay = Relay({COUNT: self.count, HANG: self.hang, BREAK: self.break_off})

    async def count(self, frames: int, size: int) -> AsyncGenerator[Frames, None]:
        for number in range(frames):
            yield Frames(number, [bytes(size)])

    async def hang(self) -> AsyncGenerator[Frames, None]:
        try:
            yield Frames(0, [])
            await asyncio.Event().wait()
        finally:
            self.closed.set()

    async def break_off(self) -> AsyncGenerator[Frames, None]:
        yield Frames(1, [])
        raise RuntimeError("broken")


async def opened() -> tuple[Counter, Address]:
    counter = Counter()
    return counter, await counter.relay.open("127.0.0.1")


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 200_000)), min_size=1, max_size=4))
def test_items_come_whole_and_in_order_over_a_kept_connection(calls: list[tuple[int, int]]) -> None:
    async def run() -> None:
        _, address = await opened()
        caller = Caller(address, SILENCE_S)
        for frames, size in calls:
            got = [item async for item in caller.stream(COUNT, frames, size)]
            assert got == [Frames(number, [bytes(size)]) for number in range(frames)]
        caller.close()

    asyncio.run(run())


def test_closing_the_iterator_closes_the_generator_on_the_other_side() -> None:
    async def run() -> None:
        counter, address = await opened()
        items = stream(address, 5, HANG)
        assert await anext(items) == Frames(0, [])
        await items.aclose()
        async with asyncio.timeout(30):
            await counter.closed.wait()

    asyncio.run(run())


def test_a_silent_side_is_given_up() -> None:
    async def run() -> None:
        _, address = await opened()
        items = stream(address, SILENCE_S, HANG)
        await anext(items)
        with pytest.raises(Lost, match="silent for"):
            await anext(items)

    asyncio.run(run())


def test_a_side_that_is_not_there() -> None:
    async def run() -> None:
        counter, address = await opened()
        counter.relay.close()
        with pytest.raises(Lost):
            await anext(stream(address, SILENCE_S, HANG))

    asyncio.run(run())


def test_a_side_that_dies_in_mid_stream() -> None:
    async def run() -> None:
        async def die(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(10)
            writer.write(b"I\0\0")
            writer.transport.abort()

        server = await asyncio.start_server(die, "127.0.0.1", 0)
        address = Address("127.0.0.1", server.sockets[0].getsockname()[1], bytes(32))
        with pytest.raises(Lost):
            await anext(stream(address, SILENCE_S, HANG))

    asyncio.run(run())


def test_a_method_that_breaks_is_told_after_its_items_and_leaves_the_connection_usable() -> None:
    async def run() -> None:
        _, address = await opened()
        caller = Caller(address, SILENCE_S)
        items = caller.stream(BREAK)
        assert await anext(items) == Frames(1, [])
        with pytest.raises(Broken):
            await anext(items)
        assert await caller.call(COUNT, 1, 3) == Frames(0, [bytes(3)])
        caller.close()

    asyncio.run(run())


def test_a_wrong_token_gets_nothing() -> None:
    async def run() -> None:
        counter, address = await opened()
        with pytest.raises(Lost):
            await anext(stream(Address(address.host, address.port, bytes(32)), SILENCE_S, HANG))
        assert not counter.closed.is_set()

    asyncio.run(run())
