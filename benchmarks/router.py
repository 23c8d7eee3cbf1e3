"""models.router_*: one router process and many streams, through each vendor's real SDK.

Two processes, each on the loop that Ray's actors run on. The world: a server on each vendor's wire that
sends every stream CHUNKS_PER_S chunks a second, evenly spread, each in an HTTP chunk of its own; and the
sessions that the router answers over cluster/relay.py. The router: actors/llm_router.py as it is set by
default. Streams begin at random within RAMP_S; what is measured begins when all run.

router_chunk_ms_p50_<vendor>: the median time from the moment when the vendor sends a chunk to the router's
having written it to the session's socket, less half the pause between two flushes (which is what waiting for
the next flush takes), at STREAMS streams. router_arrival_ms_p50_<vendor>: the same to the session's having
it: the two processes share the machine, so this has the world's own work in it. router_streams_<vendor>: the
most streams of those tried at which the first is at most BAR_S. router_cpu_us_<vendor>: CPU of the router's
process for a chunk, at STREAMS. Without a vendor: the worst of them. Where the world itself was late, the
error stream says so.
"""

import asyncio
import json
import random
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import uvloop

from actors.llm_router import LLMRouter
from actors.ports import Batch
from benchmarks import p50, report
from cluster import relay
from cluster.garbage import settle_garbage
from cluster.ports import GENERATE
from cluster.relay import Address, Relay
from models.access import build, configured
from models.contract import Request
from tests.contract.test_failover import NAMES, environment

STREAMS = 100
TRIED = (STREAMS, 150, 200, 50, 25)  # the smaller ones if STREAMS is too many
CHUNKS_PER_S = 103  # no whole number to a flush: a stream's chunks come at all distances from it
BAR_S = 0.001
FLUSH_S = 0.1  # LLMRouter's busy_flush_s
RAMP_S = 2.0
MEASURED_S = 6.0
LATE_S = 0.002  # a world that sends later than this says nothing about the router

_ANTHROPIC = (
    b'event: message_start\ndata: {"type":"message_start","message":{"id":"msg_1","type":"message",'
    b'"role":"assistant","model":"claude-sonnet-5-5","content":[],"stop_reason":null,"stop_sequence":null,'
    b'"usage":{"input_tokens":25,"output_tokens":1}}}\n\nevent: content_block_start\ndata: '
    b'{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}\n\n',
    b'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,'
    b'"delta":{"type":"text_delta","text":"%(at)s\\n"}}\n\n',
)
_OPENAI = (
    b'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"gpt-6-luna",'
    b'"service_tier":"default","system_fingerprint":"fp","choices":[{"index":0,"delta":{"role":"assistant",'
    b'"content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null,"obfuscation":"x7"}\n\n',
    b'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"gpt-6-luna",'
    b'"service_tier":"default","system_fingerprint":"fp","choices":[{"index":0,"delta":{"content":"%(at)s\\n"},'
    b'"logprobs":null,"finish_reason":null}],"usage":null,"obfuscation":"%(number)s"}\n\n',
)
_GEMINI = (
    b"",
    b'data: {"candidates": [{"content": {"parts": [{"text": "%(at)s\\n"}],"role": "model"},"index": 0}],'
    b'"usageMetadata": {"promptTokenCount": 8,"candidatesTokenCount": %(number)s,'
    b'"totalTokenCount": %(number)s,"promptTokensDetails": [{"modality": "TEXT","tokenCount": 8}]},'
    b'"modelVersion": "gemini-3.8-flash","responseId": "r"}\r\n\r\n',
)
WIRES = {"anthropic": _ANTHROPIC, "openai": _OPENAI, "gemini": _GEMINI}


HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"


class Vendor:
    """A server that writes time stamps to all that have asked, in turn."""

    def __init__(self, head: bytes, chunk: bytes) -> None:
        self._head, self._chunk = head, chunk
        self._slots: list[list[asyncio.StreamWriter]] = [[] for _ in range(10)]
        self.late: list[float] = []

    async def open(self) -> int:
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0, backlog=512)
        return server.sockets[0].getsockname()[1]

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            asked = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        except (ConnectionError, EOFError):
            return
        await reader.readexactly(int(asked.split("content-length: ")[1].split("\r\n")[0]))
        writer.write(HEAD)
        if self._head:
            writer.write(b"%x\r\n%s\r\n" % (len(self._head), self._head))
        slot = min(self._slots, key=len)
        slot.append(writer)
        with suppress(ConnectionError):
            await reader.read()
        slot.remove(writer)
        writer.close()

    async def run(self) -> None:
        """Each slot is written to CHUNKS_PER_S times a second, one behind the other."""
        begun = time.perf_counter()
        step = 1 / CHUNKS_PER_S / len(self._slots)
        tick = 0
        while True:
            tick += 1
            due = begun + tick * step
            await asyncio.sleep(due - time.perf_counter())
            self.late.append(time.perf_counter() - due)
            for writer in self._slots[tick % len(self._slots)]:
                at = f"{time.perf_counter():.6f}".encode()
                event = self._chunk % {b"at": at, b"number": b"%d" % (8 + tick // len(self._slots))}
                writer.write(b"%x\r\n%s\r\n" % (len(event), event))


async def world() -> None:
    """Prints the servers' ports; then, for each router that it is told of, how late its chunks were."""
    vendors = {name: Vendor(*wire) for name, wire in WIRES.items()}
    say({name: await vendor.open() for name, vendor in vendors.items()})
    while line := await asyncio.to_thread(sys.stdin.readline):
        asked: dict[str, Any] = json.loads(line)
        vendor = vendors[asked["vendor"]]
        sending = asyncio.create_task(vendor.run())
        address = Address("127.0.0.1", asked["port"], bytes.fromhex(asked["token"]))
        now, streams = time.perf_counter(), asked["streams"]
        begins = random.Random(streams)  # people do not come at even distances
        vendor.late.clear()
        ages = await asyncio.gather(
            *(follow(address, now + RAMP_S * begins.random(), now + RAMP_S) for _ in range(streams))
        )
        sending.cancel()
        say({"ages": [age for each in ages for age in each], "late": p50(vendor.late)})


async def follow(address: Address, start: float, measured_from: float) -> list[float]:
    """Seconds from when each chunk was sent to its arrival."""
    await asyncio.sleep(start - time.perf_counter())
    ages: list[float] = []
    until = measured_from + MEASURED_S
    async with aclosing(relay.stream(address, 30.0, GENERATE, Request("react", "x"))) as batches:
        async for batch in batches:
            now = time.perf_counter()
            if batch.error is not None:
                raise SystemExit(str(batch.error))
            if now > measured_from:
                ages += ages_of(now, batch.text)
            if now > until:
                break
    return ages


def ages_of(now: float, text: str) -> list[float]:
    return [now - float(stamp) for stamp in text.split()]


class Passing:
    """What a router sends, and when the relay has written it."""

    def __init__(self, router: LLMRouter) -> None:
        self._router = router
        self.sent: list[tuple[float, str]] = []

    async def generate(self, request: Request) -> AsyncGenerator[Batch]:
        async with aclosing(self._router.generate(request)) as batches:
            async for batch in batches:
                yield batch
                self.sent.append((time.perf_counter(), batch.text))


def say(what: object) -> None:
    print(json.dumps(what), flush=True)


@contextmanager
def the_world() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.router", "world"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def heard(process: subprocess.Popen[str]) -> Any:
    assert process.stdout is not None
    line = await asyncio.to_thread(process.stdout.readline)
    if not line:
        raise SystemExit("the benchmark's other process has ended")
    return json.loads(line)


@dataclass(frozen=True)
class Tried:
    """Medians in seconds of `count` chunks, less half a flush; the router's CPU in µs for each chunk."""

    sent_s: float
    arrived_s: float
    cpu_us: float
    count: int


async def tried(process: subprocess.Popen[str], vendor: str, port: int, streams: int) -> Tried:
    env = environment(vendor, f"http://127.0.0.1:{port}" + ("/v1" if vendor == "openai" else ""))
    passing = Passing(LLMRouter(build(configured(env)[0], env), replay=False))
    serving = Relay({GENERATE: passing.generate})
    address = await serving.open("127.0.0.1")
    settle_garbage()
    asked = {"vendor": vendor, "port": address.port, "token": address.token.hex(), "streams": streams}
    assert process.stdin is not None
    process.stdin.write(json.dumps(asked) + "\n")
    process.stdin.flush()
    await asyncio.sleep(RAMP_S)
    passing.sent.clear()
    before = time.process_time()
    await asyncio.sleep(MEASURED_S)
    spent = time.process_time() - before
    sent = [age for now, text in passing.sent for age in ages_of(now, text)]
    told = await heard(process)
    serving.close()
    if told["late"] > LATE_S:
        print(f"{vendor}: the servers sent {1000 * told['late']:.1f} ms late", file=sys.stderr)
    sent_s, arrived_s = p50(sent) - FLUSH_S / 2, p50(told["ages"]) - FLUSH_S / 2
    print(
        f"{vendor}: {streams} streams, sent {1000 * sent_s:.2f} ms, arrived {1000 * arrived_s:.2f} ms, "
        f"{len(sent) / MEASURED_S:.0f} chunks/s",
        file=sys.stderr,
    )
    return Tried(sent_s, arrived_s, 1e6 * spent / (MEASURED_S * streams * CHUNKS_PER_S), len(sent))


async def measure() -> None:
    at_once, most = list[Tried](), list[int]()
    with the_world() as process:
        ports = await heard(process)
        for vendor in NAMES:
            held = 0
            for streams in TRIED:
                if streams < STREAMS and held:
                    break
                found = await tried(process, vendor, ports[vendor], streams)
                if streams == STREAMS:
                    at_once.append(found)
                    tell(f"_{vendor}", found)
                if found.sent_s <= BAR_S:
                    held = max(held, streams)
            most.append(held)
            report(f"models.router_streams_{vendor}", held, "streams", len(TRIED))
    tell(
        "",
        Tried(
            max(each.sent_s for each in at_once),
            max(each.arrived_s for each in at_once),
            max(each.cpu_us for each in at_once),
            sum(each.count for each in at_once),
        ),
    )
    report("models.router_streams", min(most), "streams", len(TRIED))


def tell(suffix: str, found: Tried) -> None:
    report(f"models.router_chunk_ms_p50{suffix}", 1000 * found.sent_s, "ms", found.count)
    report(f"models.router_arrival_ms_p50{suffix}", 1000 * found.arrived_s, "ms", found.count)
    report(f"models.router_cpu_us{suffix}", found.cpu_us, "us", found.count)


if __name__ == "__main__":
    uvloop.run(world() if sys.argv[1:] == ["world"] else measure())
