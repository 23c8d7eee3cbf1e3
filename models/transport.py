"""httpx2's transport under every vendor's SDK: HTTP by aiohttp, read at the router's pace.

A vendor sends a word or two in a packet. Where the router sets a pace (models.contract.pace), the socket is
not read between two flushes: what has come meanwhile is then received, parsed and decoded in one, at once if
the vendor hangs up. Invariant:
however a response ends, its connection is either whole again or closed, and never left unread. A client's
connections end with the event loop that opened them. Called by models/vendors.py.
"""

import asyncio
import ssl
from collections.abc import AsyncGenerator, Generator
from contextlib import contextmanager
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx2

from models.contract import pace
from models.gather import EndlessError, Joiner
from models.hangups import Hangups

CONNECTIONS = 1_000
IDLE_S = 5.0  # so long a connection is kept for the next request


class Transport(httpx2.AsyncBaseTransport):
    def __init__(self, vendor: str) -> None:
        self._vendor = vendor
        self._tls = httpx2.create_ssl_context()
        self._hangups = Hangups()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._sessions: AsyncGenerator[aiohttp.ClientSession] | None = None
        self._session: aiohttp.ClientSession | None = None

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        session = await self._opened()
        body = await request.aread()
        timeout = request.extensions.get("timeout", {})
        url = request.url.copy_with(userinfo=b"")  # it is in a header by now
        with _translated(httpx2.ConnectError):
            response = await session.request(
                request.method,
                str(url),
                headers=request.headers.multi_items(),
                data=body or None,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(
                    sock_connect=timeout.get("connect"), sock_read=timeout.get("read")
                ),
                proxy=_proxy(url),
            )
        return httpx2.Response(
            response.status,
            headers=response.raw_headers,
            stream=Body(response, self._vendor, self._hangups),
            request=request,
            extensions={"reason_phrase": (response.reason or "").encode("ascii", "replace")},
        )

    async def aclose(self) -> None:
        if self._sessions is not None and self._loop is asyncio.get_running_loop():
            await self._sessions.aclose()
        self._loop = self._sessions = self._session = None

    async def _opened(self) -> aiohttp.ClientSession:
        loop = asyncio.get_running_loop()
        if self._session is None or self._loop is not loop:
            self._hangups = Hangups()
            self._loop, self._sessions = loop, _sessions(self._tls, self._hangups)
            self._session = await anext(self._sessions)
        return self._session


class Body(httpx2.AsyncByteStream):
    """What a response holds. A stream of events in plain bytes is read at the pace of whoever asked for it,
    its text joined."""

    def __init__(self, response: aiohttp.ClientResponse, vendor: str, hangups: Hangups) -> None:
        self._response = response
        self._hangups = hangups
        self._joiner = Joiner(vendor)
        self._pace = pace.get()
        self._left: asyncio.Transport | None = None
        self._number = -1  # of its file
        self._hung_up: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def __aiter__(self) -> AsyncGenerator[bytes]:
        if not _is_events(self._response):
            while data := await self._received():
                yield data
            return
        try:
            while data := await self._received():
                self._leave()
                if whole := self._joiner.feed(data):
                    yield whole
                if self._pace is not None:
                    await self._pace(self._hung_up)
                self._take()
        except (httpx2.TransportError, EndlessError) as error:
            if owed := self._joiner.owed():
                yield owed
            if isinstance(error, EndlessError):
                raise httpx2.RemoteProtocolError(str(error)) from error
            raise
        finally:
            self._take()
        if rest := self._joiner.close():
            yield rest

    async def aclose(self) -> None:
        self._response.release()  # closes the connection, if there is more to come

    async def _received(self) -> bytes:
        with _translated(httpx2.ReadError):
            return await self._response.content.readany()

    def _leave(self) -> None:
        """The socket alone, unless there is no pace, or it is left alone already as its buffer is full."""
        connection = self._response.connection  # None: all has come
        socket = connection.transport if self._pace and connection else None
        if socket is not None and socket.is_reading():
            socket.pause_reading()
            self._left = socket
            self._number = int(socket.get_extra_info("socket").fileno())
            if not self._hung_up.done():
                self._hangups.wait(self._number, self._hung_up)

    def _take(self) -> None:
        socket, self._left = self._left, None
        if socket is None:
            return
        self._hangups.leave(self._number, self._hung_up)
        if not socket.is_closing():
            socket.resume_reading()


async def _sessions(tls: ssl.SSLContext, hangups: Hangups) -> AsyncGenerator[aiohttp.ClientSession]:
    """One. A generator, because a loop that ends closes those that are open."""
    connector = aiohttp.TCPConnector(ssl=tls, limit=CONNECTIONS, keepalive_timeout=IDLE_S)
    with hangups.told():
        async with aiohttp.ClientSession(
            connector=connector, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False
        ) as session:
            yield session


def _is_events(response: aiohttp.ClientResponse) -> bool:
    headers = response.headers
    plain = headers.get("content-encoding", "identity") == "identity"
    return plain and headers.get("content-type", "").startswith("text/event-stream")


def _proxy(url: httpx2.URL) -> str | None:
    """As HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY say."""
    proxies = getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    return proxy if proxy and not proxy_bypass(url.host) else None


@contextmanager
def _translated(kind: type[httpx2.TransportError]) -> Generator[None]:
    """aiohttp's errors as those that the SDKs know; `kind` is that of a connection."""
    try:
        yield
    except aiohttp.ConnectionTimeoutError as error:
        raise httpx2.ConnectTimeout(str(error)) from error
    except TimeoutError as error:
        raise httpx2.ReadTimeout(str(error)) from error
    except (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError) as error:
        raise httpx2.UnsupportedProtocol(str(error)) from error
    except (aiohttp.ClientError, OSError) as error:
        raise kind(str(error)) from error
