"""main.stream_mcore: CPU of all server processes for one of ten streams that run at once.

Each stream is paced like 100 tokens a second (4 characters a token). CPU is user + system time of every
process of the server over the middle of the streams, divided by wall time and by the number of streams.
"""

import asyncio
import contextlib
import os
import tempfile
import time
from pathlib import Path

from benchmarks import report
from studio import protocol
from studio.ids import new_session_id
from tests.client import Client, client, new_cookie
from tests.server import Server, running

STREAMS = 10
CHARS_PER_S = 400
SETTLE_S = 3.0
MEASURED_S = 8.0
RESERVE = 2
PROMPT = "A sales dashboard with charts"


def cpu_s(server: Server) -> float:
    ticks = 0
    for pid in server.processes():
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


async def wake(page: Client) -> None:
    """Gives the session its actor: starting one is a cost of a session, not of a stream."""
    await page.send(protocol.Prompt(PROMPT))
    await page.until(lambda m: isinstance(m, protocol.TextDelta))
    await page.send(protocol.Cancel())
    await page.until(lambda m: isinstance(m, protocol.TurnEnded))


async def one(page: Client, started: asyncio.Barrier) -> None:
    await page.send(protocol.Prompt(PROMPT))
    await page.until(lambda m: isinstance(m, protocol.FileSpliced))
    await started.wait()
    await page.until(lambda m: isinstance(m, protocol.TurnEnded))


async def idle(server: Server) -> float:
    """CPU seconds a second, once the reserve is full again."""
    while int(str(server.health()["reserve"])) < RESERVE:
        await asyncio.sleep(0.5)
    await asyncio.sleep(SETTLE_S)
    before = cpu_s(server)
    await asyncio.sleep(MEASURED_S)
    return (cpu_s(server) - before) / MEASURED_S


async def measure(server: Server) -> None:
    cookie = new_cookie(server.origin)
    async with contextlib.AsyncExitStack() as sockets:
        pages = [
            await sockets.enter_async_context(client(server.origin, cookie, new_session_id()))
            for _ in range(STREAMS)
        ]
        for page in pages:
            await wake(page)
        base = await idle(server)
        started = asyncio.Barrier(STREAMS + 1)
        async with asyncio.TaskGroup() as group:
            for page in pages:
                group.create_task(one(page, started))
            await started.wait()
            await asyncio.sleep(SETTLE_S)
            before, at = cpu_s(server), time.monotonic()
            await asyncio.sleep(MEASURED_S)
            used, wall = cpu_s(server) - before, time.monotonic() - at
    report("main.idle_mcore", 1000 * base, "mcore", 1)
    report("main.stream_mcore", 1000 * used / wall / STREAMS, "mcore", STREAMS)


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        running(
            Path(folder) / "data",
            ATELIER_SKETCH_CHARS_PER_S=str(CHARS_PER_S),
            ATELIER_RESERVE=str(RESERVE),
        ) as server,
    ):
        asyncio.run(measure(server))


if __name__ == "__main__":
    main()
