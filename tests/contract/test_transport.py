"""models.transport on both loops: the socket is left alone between two flushes, and is well afterwards."""

import asyncio
import gc
import warnings
from collections.abc import Callable, Coroutine
from contextlib import aclosing, suppress
from typing import Any

import httpx2
import pytest
import uvloop

from models.contract import pace
from models.transport import Transport

Work = Callable[[], Coroutine[Any, Any, None]]
LOOPS: dict[str, Callable[[Work], None]] = {
    "asyncio": lambda work: asyncio.run(work()),
    "uvloop": lambda work: uvloop.run(work()),
}
PAUSE_S = 0.05
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
END = b"0\r\n\r\n"
DELTA = (
    b'data: {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "%d "}}\n\n'
)

run = pytest.mark.parametrize("run", LOOPS.values(), ids=list(LOOPS))


def chunk(number: int) -> bytes:
    event = DELTA % number
    return b"%x\r\n%s\r\n" % (len(event), event)


class Vendor:
    """Answers each request with the head, then with what `say` is given; `left` is set when the other side
    goes."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self.left = asyncio.Event()
        self._writers: list[asyncio.StreamWriter] = []
        self._answers: list[asyncio.Task[None]] = []

    @property
    def connections(self) -> int:
        return len(self._writers)

    async def __aenter__(self) -> "Vendor":
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for writer in self._writers:
            writer.close()
        if self._answers:
            await asyncio.wait(self._answers, timeout=30)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answer = asyncio.current_task()
        assert answer is not None
        self._answers.append(answer)
        self._writers.append(writer)
        with suppress(EOFError, ConnectionError):
            while True:
                await reader.readuntil(b"\r\n\r\n")
                writer.write(HEAD)
                self.asked.set()
        self.left.set()

    def say(self, data: bytes) -> None:
        self._writers[-1].write(data)

    def close(self) -> None:
        self._writers[-1].close()

    def abort(self) -> None:
        self._writers[-1].transport.abort()


class Pace:
    """Waits, and tells when it has begun to; to the end, also when the vendor has hung up, if `deaf`."""

    def __init__(self, pause_s: float = PAUSE_S, deaf: bool = False) -> None:
        self.waits = asyncio.Event()
        self._pause_s, self._deaf = pause_s, deaf

    async def __call__(self, hung_up: asyncio.Future[None]) -> None:
        self.waits.set()
        waited_for = asyncio.get_running_loop().create_future() if self._deaf else hung_up
        await asyncio.wait((waited_for,), timeout=self._pause_s)


def client() -> httpx2.AsyncClient:
    return httpx2.AsyncClient(transport=Transport("anthropic"))


def numbers(data: bytes) -> list[int]:
    return [int(word) for piece in data.split(b'"text":')[1:] for word in piece.split(b'"')[1].split()]


@run
def test_what_comes_in_a_pause_is_read_as_one(run: Callable[[Work], None]) -> None:
    async def work() -> None:
        paced = Pace()
        pace.set(paced)
        async with Vendor() as vendor, client() as http, http.stream("GET", vendor.url) as response:
            vendor.say(chunk(0))
            got: list[list[int]] = []
            async for data in response.aiter_bytes():
                got.append(numbers(data))
                if len(got) == 1:
                    await asyncio.sleep(PAUSE_S)  # whoever reads is slow, and must not be overrun either
                    for number in range(1, 200):
                        vendor.say(chunk(number))
                        await asyncio.sleep(0)
                    vendor.say(END)
            assert [number for each in got for number in each] == list(range(200))
            assert len(got) <= 3

    run(work)


@run
@pytest.mark.parametrize("ended", [True, False])
def test_a_connection_is_used_again_only_if_its_response_was_whole(
    run: Callable[[Work], None], ended: bool
) -> None:
    async def work() -> None:
        pace.set(Pace())
        async with Vendor() as vendor, client() as http:
            for _ in range(2):
                async with http.stream("GET", vendor.url) as response:
                    vendor.say(chunk(1) + (END if ended else b""))
                    async with aclosing(response.aiter_bytes()) as pieces:
                        async for data in pieces:
                            assert numbers(data) == [1]
                            if not ended:
                                break
            assert vendor.connections == (1 if ended else 2)

    run(work)


@run
def test_whoever_leaves_in_a_pause_closes_the_connection(run: Callable[[Work], None]) -> None:
    async def work() -> None:
        paced = Pace()
        pace.set(paced)

        async def read() -> None:
            async with http.stream("GET", vendor.url) as response:
                async for _ in response.aiter_bytes():
                    pass

        async with Vendor() as vendor, client() as http:
            reading = asyncio.create_task(read())
            await vendor.asked.wait()
            vendor.say(chunk(1))
            await paced.waits.wait()
            reading.cancel()
            async with asyncio.timeout(30):
                await vendor.left.wait()

    run(work)


@run
@pytest.mark.parametrize("means", [{"deaf": True}, {"pause_s": 600}], ids=["behind it", "in it"])
@pytest.mark.parametrize("ends", ["abort", "close"])
def test_a_server_that_dies_in_a_pause_is_noticed(run: Callable[[Work], None], means: Any, ends: str) -> None:
    async def work() -> None:
        paced = Pace(**means)
        pace.set(paced)
        got: list[int] = []

        async def read() -> None:
            async with http.stream("GET", vendor.url) as response:
                async for data in response.aiter_bytes():
                    got.extend(numbers(data))

        async with Vendor() as vendor, client() as http:
            reading = asyncio.create_task(read())
            await vendor.asked.wait()
            vendor.say(chunk(1))
            await paced.waits.wait()
            getattr(vendor, ends)()
            with pytest.raises(httpx2.TransportError):
                await asyncio.wait_for(reading, 30)
            assert got == [1]

    run(work)


def test_a_loop_that_ends_closes_what_was_opened_in_it(recwarn: pytest.WarningsRecorder) -> None:
    http = client()  # one for both loops

    async def work() -> None:
        async with Vendor() as vendor, http.stream("GET", vendor.url) as response:
            vendor.say(chunk(1) + END)
            assert numbers(await response.aread()) == [1]

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        for run in LOOPS.values():
            run(work)
        gc.collect()
    said = [str(warning.message) for warning in recwarn]
    assert [text for text in said if text.startswith("Unclosed c")] == []  # a client session, a connection


def test_a_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        async with Vendor() as proxy, client() as http:
            monkeypatch.setenv("HTTP_PROXY", proxy.url.removesuffix("/v1"))
            monkeypatch.setenv("NO_PROXY", "127.0.0.1")
            asking = asyncio.create_task(http.get("http://vendor.invalid/v1"))
            await proxy.asked.wait()
            proxy.say(chunk(7) + END)
            assert numbers((await asyncio.wait_for(asking, 30)).content) == [7]

    asyncio.run(work())
