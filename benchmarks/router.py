"""models.router_*: one router process and many streams, through OpenAI's real SDK from a server in another
process.

router_chunk_ms_p50: from the moment when a vendor sends a chunk to the batch that holds it, less the pause
between two flushes, with STREAMS at once, CHUNKS_PER_S each; router_streams is STREAMS if that is at most a
millisecond, else 0. router_cpu_us_<vendor>: CPU of the router's process for a chunk of each vendor, flat out.
"""

import asyncio
import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator

from actors.llm_router import LLMRouter
from benchmarks import p50, report
from models.access import build, configured
from models.contract import Model, Request
from tests.contract.test_failover import NAMES, environment
from tests.contract.wire_servers import WIRES, Script

STREAMS = 100
CHUNKS_PER_S = 100
MEASURED_S = 8.0
FLUSH_S = 0.1
FLAT_OUT = 10_000
STARTED_S = 2.0  # all streams run by then


async def serve(vendor: str) -> None:
    """Paced replies of time stamps, or, to "flat out", as many chunks as fit through."""
    pieces, end = WIRES[vendor](Script(text=("some text\n",) * FLAT_OUT))
    flat = b"".join(pieces) + end
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        body = await reader.readexactly(int(asked.split("content-length: ")[1].split("\r\n")[0]))
        writer.write(head)
        if b"flat out" in body:
            for at in range(0, len(flat), 4096):
                writer.write(flat[at : at + 4096])
                await writer.drain()
        else:
            await paced(writer, *WIRES[vendor](Script(text=("STAMP",))))
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=2 * STREAMS)
    print(json.dumps(server.sockets[0].getsockname()[1]), flush=True)
    await server.serve_forever()


async def paced(writer: asyncio.StreamWriter, pieces: list[bytes], end: bytes) -> None:
    now = asyncio.get_running_loop().time
    writer.write(b"".join(pieces[:-1]))
    begun = now()
    for number in range(int(MEASURED_S * CHUNKS_PER_S)):
        await asyncio.sleep(begun + number / CHUNKS_PER_S - now())
        stamp = f"{time.perf_counter():.6f}\\n".encode()
        writer.write(pieces[-1].replace(b"STAMP", stamp))
    writer.write(end)
    await writer.drain()


@contextlib.contextmanager
def vendor_model(vendor: str) -> Iterator[Model]:
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.router", vendor], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        port = json.loads(process.stdout.readline())
        env = environment(vendor, f"http://127.0.0.1:{port}" + ("/v1" if vendor == "openai" else ""))
        yield build(configured(env)[0], env)
    finally:
        process.kill()
        process.wait()


async def late(model: Model) -> list[float]:
    """How late a chunk is out: after it was sent, or after the flush that it had to wait for."""
    router = LLMRouter(model, busy_flush_s=FLUSH_S, replay=False)
    ages: list[float] = []
    begun = time.perf_counter()

    async def one() -> None:
        due = 0.0
        async for batch in router.generate(Request("react", "x")):
            now = time.perf_counter()
            sent = [float(line) for line in batch.text.split()]
            if sent and not batch.done and now > begun + STARTED_S:
                ages.extend([now - max(due, sent[0])] * len(sent))
            due = now + FLUSH_S

    await asyncio.gather(*(one() for _ in range(STREAMS)))
    return ages


async def cpu_us(model: Model) -> float:
    router = LLMRouter(model, replay=False)
    spent: list[float] = []
    for _ in range(3):
        before = time.process_time()
        async for batch in router.generate(Request("react", "flat out")):
            assert batch.error is None, batch.error
        spent.append(1e6 * (time.process_time() - before) / FLAT_OUT)
    return min(spent)


def main() -> None:
    for vendor in NAMES:
        with vendor_model(vendor) as model:
            report(f"models.router_cpu_us_{vendor}", asyncio.run(cpu_us(model)), "us", FLAT_OUT)
    with vendor_model("openai") as model:
        ages = asyncio.run(late(model))
    report("models.router_chunk_ms_p50", 1000 * p50(ages), "ms", len(ages))
    report("models.router_streams", STREAMS if p50(ages) <= 0.001 else 0, "streams", len(ages))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        asyncio.run(serve(sys.argv[1]))
    else:
        main()
