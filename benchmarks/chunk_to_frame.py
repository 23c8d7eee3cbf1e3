"""main.chunk_to_frame_ms: from a chunk's leaving the vendor to its arrival in a socket frame of the page.

A vendor in a process of its own speaks OpenAI's wire and streams one component at 100 chunks a second; each
chunk is a comment with a number, by which it is found again in the frames. Both ends read the same monotonic
clock. The time holds the router's wait for its flush (33 ms in the first two seconds of a reply, then 50 ms).
`newest_chunk_to_frame` is that of each frame's newest chunk: it has hardly waited, so that is what the way
takes.
"""

import asyncio
import multiprocessing
import re
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks import p50, p95, report
from studio import protocol
from studio.ids import new_session_id
from tests.client import Client, client, new_cookie
from tests.contract.wire_servers import Script, openai
from tests.server import running

CHUNKS = 2000
CHUNKS_PER_S = 100
TURN_S = 120

_BEGIN = '<file path="App.tsx">\nexport default function App() {\n'
_END = "  return <p>Hello</p>;\n}\n</file>\n"
_NUMBER = re.compile(r"// (\d{6})")


def reply(chunks: int) -> tuple[str, ...]:
    return (_BEGIN, *(f"  // {n:06}\n" for n in range(chunks)), _END)


def vendor(pipe: Connection) -> None:
    """Sends its port, then after each reply when each numbered chunk left. The first reply is a short one."""
    asyncio.run(_vendor(pipe))


async def _vendor(pipe: Connection) -> None:
    lengths = iter((5, CHUNKS))

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        await reader.readexactly(int(head.partition("content-length: ")[2].split("\r\n")[0]))
        (role, *body), end = openai(Script(text=reply(next(lengths))))
        kind = b"content-type: text/event-stream\r\nconnection: close"
        writer.write(b"HTTP/1.1 200 OK\r\n" + kind + b"\r\n\r\n" + role)
        started, sent = time.monotonic(), []
        for n, event in enumerate(body):
            await asyncio.sleep(max(0.0, started + n / CHUNKS_PER_S - time.monotonic()))
            sent.append(time.monotonic())
            writer.write(event)
        writer.write(end)
        await writer.drain()
        writer.close()
        pipe.send(sent[1:-1])

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    pipe.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


async def arrivals(page: Client) -> list[dict[int, float]]:
    """One turn: for each frame that held numbers, when each of them arrived."""
    frames: list[dict[int, float]] = []
    await page.send(protocol.Prompt("Say hello"))
    async with asyncio.timeout(TURN_S):
        while True:
            message = await page.receive(TURN_S)
            at = time.monotonic()
            if isinstance(message, protocol.FileSpliced):
                frames.append({int(n): at for n in _NUMBER.findall(message.insert)})
            if isinstance(message, protocol.TurnEnded):
                assert message.outcome == "final", message
                return [frame for frame in frames if frame]


async def measure(origin: str, pipe: Connection) -> None:
    async with client(origin, new_cookie(origin), new_session_id()) as page:
        await arrivals(page)
        pipe.recv()
        await asyncio.sleep(2)
        frames = await arrivals(page)
    sent: list[float] = pipe.recv()
    numbers = [n for frame in frames for n in frame]
    assert numbers == list(range(CHUNKS)), "a chunk was lost, repeated or out of order"
    took = [1000 * (at - sent[n]) for frame in frames for n, at in frame.items()]
    newest = [1000 * (frame[max(frame)] - sent[max(frame)]) for frame in frames]
    report("main.chunk_to_frame_ms_p50", p50(took), "ms", len(took))
    report("main.chunk_to_frame_ms_p95", p95(took), "ms", len(took))
    report("main.newest_chunk_to_frame_ms_p50", p50(newest), "ms", len(newest))


def main() -> None:
    processes = multiprocessing.get_context("spawn")
    pipe, far_end = processes.Pipe()
    sender = processes.Process(target=vendor, args=(far_end,), daemon=True)
    sender.start()
    try:
        url = f"http://127.0.0.1:{pipe.recv()}/v1"
        with (
            tempfile.TemporaryDirectory() as folder,
            running(Path(folder) / "data", OPENAI_BASE_URL=url, ATELIER_MODEL="openai:test") as server,
        ):
            asyncio.run(measure(server.origin, pipe))
    finally:
        sender.terminate()
        sender.join()


if __name__ == "__main__":
    main()
