"""The counting server: a TCP port for HTTP, sockets and bare connections, a UDP port for STUN.

`/hit/<token>…` counts for the token. A connection that says nothing readable counts for `tcp`, a datagram
for `udp`: neither carries a path.
"""

import contextlib
import re
import socket
import threading
from collections import Counter
from collections.abc import Generator

_LINE = re.compile(rb"^[A-Z]+ (\S+) HTTP/1\.[01]\r\n")
_TOKEN = re.compile(r"^/hit/([\w-]+)")
_TYPES = {
    ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".html": "text/html",
    ".vtt": "text/vtt", ".json": "application/json", ".xml": "application/xml", ".woff2": "font/woff2",
}  # fmt: skip


class CountingServer:
    """`pages` are answered as HTML, every other path with nothing, of the type that its ending names."""

    def __init__(self) -> None:
        self.hits: Counter[str] = Counter()
        self.pages: dict[str, str] = {}
        self._tcp = socket.create_server(("127.0.0.1", 0), backlog=256)
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind(("127.0.0.1", 0))
        self.port: int = self._tcp.getsockname()[1]
        self.udp_port: int = self._udp.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()
        threading.Thread(target=self._receive, daemon=True).start()

    def total(self) -> int:
        return sum(self.hits.values())

    def close(self) -> None:
        self._tcp.close()
        self._udp.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._tcp.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _receive(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self._udp.recvfrom(2048)
                self.hits["udp"] += 1

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(10)
            head = connection.recv(8192)
            line = _LINE.match(head)
            if line is None:
                self.hits["tcp"] += 1
                return
            path = line[1].decode("latin-1")
            page = self.pages.get(path.split("?")[0])
            if page is None and path != "/favicon.ico":
                named = _TOKEN.match(path)
                self.hits[named[1] if named else path] += 1
            connection.sendall(_answer(path, page))


def _answer(path: str, page: str | None) -> bytes:
    body = (page or "").encode()
    ending = re.search(r"\.\w+$", path.split("?", maxsplit=1)[0])
    kind = "text/html" if page is not None else _TYPES.get(ending[0] if ending else "", "text/plain")
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
        "Access-Control-Allow-Origin: *\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


@contextlib.contextmanager
def counting() -> Generator[CountingServer]:
    server = CountingServer()
    try:
        yield server
    finally:
        server.close()
