"""A box's process, where its output is more than anybody has read."""

import asyncio

import pytest

from sandbox.process import ProcessChannel, spawn


async def flooding() -> ProcessChannel:
    """Its output has filled all that is kept for it, so that asyncio has stopped to read."""
    process = await spawn(["/bin/sh", "-c", "exec yes"], "")
    channel = ProcessChannel(process, process.pid)
    for _ in range(1000):
        assert await channel.line() == b"y\n"
    await asyncio.sleep(0.5)
    return channel


@pytest.mark.parametrize("reads", [False, True])
def test_a_process_that_floods_its_output_ends_when_it_is_killed(reads):
    async def talk() -> None:
        channel = await flooding()
        reader = asyncio.create_task(read_on(channel)) if reads else None
        await asyncio.wait_for(channel.kill(), 30)
        await asyncio.wait_for(channel.kill(), 30)
        if reader is not None:
            reader.cancel()
            await asyncio.gather(reader, return_exceptions=True)

    asyncio.run(talk())


async def read_on(channel: ProcessChannel) -> None:
    while await channel.line():
        pass


def test_a_silent_process_ends_when_it_is_killed():
    async def talk() -> None:
        process = await spawn(["/bin/sh", "-c", "exec cat"], "")
        reader = asyncio.create_task(ProcessChannel(process, process.pid).line())
        await asyncio.sleep(0)
        await asyncio.wait_for(ProcessChannel(process, process.pid).kill(), 30)
        assert await reader == b""

    asyncio.run(talk())
