"""main.idle_session_actors: session actors alive while 200 sockets are open and no turn runs.

Ten of the sockets belong to sessions that have had a turn and hibernated. Memory is the sum of PSS over all
server processes, before the sockets and with them.
"""

import asyncio
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from benchmarks import report
from studio import protocol
from studio.ids import new_session_id
from tests.client import client, new_cookie
from tests.server import Server, running

SOCKETS = 200
WITH_HISTORY = 10


def pss_mib(server: Server) -> float:
    total = 0
    for pid in server.processes():
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total / 1024


async def measure(server: Server) -> None:
    cookie = new_cookie(server.origin)
    sessions = [new_session_id() for _ in range(SOCKETS)]
    for session in sessions[:WITH_HISTORY]:
        async with client(server.origin, cookie, session) as page:
            assert (await page.turn("A counter")).outcome == "final"
    while server.health()["live"] != 0:
        await asyncio.sleep(0.5)
    await asyncio.sleep(5)
    report("main.idle_memory_before_mib", pss_mib(server), "MiB", 1)
    async with AsyncExitStack() as stack:
        pages = [await stack.enter_async_context(client(server.origin, cookie, s)) for s in sessions]
        await asyncio.sleep(5)
        health = server.health()
        actors = int(str(health["live"])) + int(str(health["reserve"]))
        report("main.idle_session_actors", actors, "actors", SOCKETS)
        report("main.idle_memory_after_mib", pss_mib(server), "MiB", SOCKETS)
        heard = await asyncio.gather(
            *(page.until(lambda m: isinstance(m, protocol.Heartbeat), 40) for page in pages)
        )
        assert len(heard) == SOCKETS


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder) / "data", ATELIER_SKETCH_CHARS_PER_S="0", ATELIER_HIBERNATE_S="3") as server,
    ):
        asyncio.run(measure(server))


if __name__ == "__main__":
    main()
