"""Another browser can neither list, read, join nor write a session, however it asks."""

import asyncio
import json
import urllib.error
import urllib.request

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from studio import protocol
from studio.ids import new_session_id
from tests.client import client, new_cookie
from tests.server import Server


def get(url: str, cookie: str | None) -> tuple[int, bytes]:
    request = urllib.request.Request(url, headers={"Cookie": cookie} if cookie else {})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


@pytest.fixture(scope="module")
def mine(server: Server) -> tuple[str, str]:
    """(cookie, session) of a browser that has a session with a secret in it."""

    async def run() -> tuple[str, str]:
        cookie, session = new_cookie(server.origin), new_session_id()
        async with client(server.origin, cookie, session) as page:
            assert (await page.turn('A button "Treasure"')).outcome == "final"
        return cookie, session

    return asyncio.run(run())


@pytest.mark.parametrize("thief", ["another browser", "no cookie", "forged", "truncated"])
def test_http_and_socket_refuse(server: Server, mine: tuple[str, str], thief: str) -> None:
    cookie, session = mine
    stolen = {
        "another browser": new_cookie(server.origin),
        "no cookie": None,
        "forged": cookie.replace("=", "=a", 1),
        "truncated": cookie[:-3],
    }[thief]
    status, body = get(f"{server.origin}/api/sessions", stolen)
    assert (status, json.loads(body)) == (200, [])
    for path in (f"/s/{session}", f"/api/sessions/{session}/versions/1"):
        status, body = get(server.origin + path, stolen)
        assert status == 404
        assert b"Treasure" not in body

    translated = urllib.request.Request(
        f"{server.origin}/api/sessions/{session}/translate",
        data=b'{"files":{}}',
        headers={"Origin": server.origin} | ({"Cookie": stolen} if stolen else {}),
    )
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(translated, timeout=60)

    async def reads_no_treasure(ws: ClientConnection) -> None:
        while True:
            assert "Treasure" not in str(await ws.recv())

    async def join() -> int | None:
        url = server.origin.replace("http", "ws", 1) + "/ws"
        async with connect(url, additional_headers={"Cookie": stolen} if stolen else {}) as ws:
            await ws.send(protocol.encode(protocol.Hello(protocol.PROTOCOL_VERSION, session, 0)).decode())
            with pytest.raises(ConnectionClosed) as closed:
                await reads_no_treasure(ws)
            assert closed.value.rcvd is not None
            return closed.value.rcvd.code

    assert asyncio.run(join()) == protocol.CloseCode.NOT_ALLOWED


def test_another_browser_cannot_fork_it(server: Server, mine: tuple[str, str]) -> None:
    """It gets no socket into the session to ask on; on one of its own there is no such version."""
    _, session = mine
    thief = new_cookie(server.origin)

    async def ask(session: str, *first: protocol.Command) -> object:
        url = server.origin.replace("http", "ws", 1) + "/ws"
        async with connect(url, additional_headers={"Cookie": thief}) as ws:
            for command in (protocol.Hello(protocol.PROTOCOL_VERSION, session, 0), *first, protocol.Fork(1)):
                await ws.send(protocol.encode(command).decode())
            async with asyncio.timeout(60):
                while True:
                    said = json.loads(await ws.recv())
                    if said["type"] in ("error", "fork_made"):
                        return said["type"]

    with pytest.raises(ConnectionClosed):
        asyncio.run(ask(session))
    assert asyncio.run(ask(new_session_id())) == "error"
    assert json.loads(get(f"{server.origin}/api/sessions", thief)[1]) == []


def test_who_was_in_before_the_first_prompt_of_another_is_shut_out_by_it(server: Server) -> None:
    async def run() -> None:
        session = new_session_id()
        async with (
            client(server.origin, new_cookie(server.origin), session) as stranger,
            client(server.origin, new_cookie(server.origin), session) as owner,
        ):
            assert (await owner.turn('A button "Treasure"')).outcome == "final"
            with pytest.raises(ConnectionClosed) as closed:
                await stranger.until(lambda _: False)
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == protocol.CloseCode.NOT_ALLOWED
            assert stranger.state.seq == 0

    asyncio.run(run())


def test_the_owner_still_gets_in(server: Server, mine: tuple[str, str]) -> None:
    cookie, session = mine
    assert get(f"{server.origin}/s/{session}", cookie)[0] == 200
    assert b"Treasure" in get(f"{server.origin}/api/sessions/{session}/versions/1", cookie)[1]
    assert session.encode() in get(f"{server.origin}/api/sessions", cookie)[1]


def test_a_guessed_id_is_just_an_empty_session(server: Server) -> None:
    async def run() -> None:
        async with client(server.origin, new_cookie(server.origin), new_session_id()) as page:
            assert page.state.seq == 0

    asyncio.run(run())


def test_another_site_cannot_open_a_socket(server: Server, mine: tuple[str, str]) -> None:
    cookie, session = mine

    hello = protocol.encode(protocol.Hello(protocol.PROTOCOL_VERSION, session, 0)).decode()

    async def opened(origin: str) -> str:
        """The type of the first message to a page of `origin` that has the owner's cookie."""
        url = server.origin.replace("http", "ws", 1) + "/ws"
        async with connect(url, additional_headers={"Cookie": cookie}, origin=origin) as ws:  # type: ignore[arg-type]
            await ws.send(hello)
            return json.loads(await ws.recv())["type"]

    assert asyncio.run(opened(server.origin)) == "welcome"
    for origin in ("http://evil.test", f"http://{session}.preview.localhost:{server.port}", "null"):
        with pytest.raises((InvalidStatus, ConnectionClosed)) as refused:
            asyncio.run(opened(origin))
        if isinstance(refused.value, InvalidStatus):
            assert refused.value.response.status_code == 403
        else:
            assert refused.value.rcvd is not None
            assert refused.value.rcvd.code == protocol.CloseCode.NOT_ALLOWED


def test_the_preview_host_serves_the_frame_and_nothing_else(server: Server, mine: tuple[str, str]) -> None:
    cookie, session = mine
    for path, expected in (("/", 200), ("/api/sessions", 404), (f"/s/{session}", 404), ("/health", 404)):
        request = urllib.request.Request(
            f"http://127.0.0.1:{server.port}{path}",
            headers={"Host": f"{session}.preview.localhost:{server.port}", "Cookie": cookie},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                status, headers = answer.status, answer.headers
        except urllib.error.HTTPError as error:
            status, headers = error.code, error.headers
        assert status == expected, path
        if status == 200:
            assert "sandbox allow-scripts" in headers["Content-Security-Policy"]
            assert headers["Connection-Allowlist"]


def test_a_name_that_a_stranger_led_here_gets_nothing(server: Server, mine: tuple[str, str]) -> None:
    """Its page would be of one origin with what it asks for, and the browser would say so."""
    cookie, session = mine
    host = f"evil.test:{server.port}"
    for path in (f"/s/{session}", "/api/sessions", f"/api/sessions/{session}/versions/1", "/metrics"):
        asked = urllib.request.Request(f"{server.origin}{path}", headers={"Host": host, "Cookie": cookie})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(asked, timeout=60)
        assert refused.value.code == 421, path
        assert b"Treasure" not in refused.value.read()
    probe = urllib.request.Request(f"{server.origin}/health", headers={"Host": host})
    assert json.load(urllib.request.urlopen(probe, timeout=60))["ok"]

    async def join(host: str, origin: str) -> None:
        url = f"ws://{host}/ws"
        headers = {"Cookie": cookie}
        async with connect(
            url,
            additional_headers=headers,
            origin=origin,
            host="127.0.0.1",
            port=server.port,  # type: ignore[arg-type]
        ) as ws:
            await ws.send(protocol.encode(protocol.Hello(protocol.PROTOCOL_VERSION, session, 0)).decode())
            await ws.recv()

    for origin in (f"http://{host}", server.origin):
        with pytest.raises(InvalidStatus):
            asyncio.run(join(host, origin))


BAD_SESSION = protocol.encode(protocol.Hello(protocol.PROTOCOL_VERSION, "../etc", 0)).decode()


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("not json", protocol.CloseCode.BAD_MESSAGE),
        ('{"type":"hello","protocol":0,"session_id":"x","last_seq":0}', protocol.CloseCode.CLIENT_TOO_OLD),
        ('{"type":"hello","protocol":99,"session_id":"x","last_seq":0}', protocol.CloseCode.SERVER_TOO_OLD),
        (
            f'{{"type":"hello","protocol":{protocol.PROTOCOL_VERSION},"session_id":"../etc","last_seq":0}}',
            protocol.CloseCode.BAD_MESSAGE,
        ),
        ('{"type":"cancel"}', protocol.CloseCode.BAD_MESSAGE),
        ('{"type":"prompt","text":"x","extra":1}', protocol.CloseCode.BAD_MESSAGE),
        (b"\x00\x01", protocol.CloseCode.BAD_MESSAGE),
    ],
)
def test_a_bad_hello_is_closed_by_name(server: Server, frame: str | bytes, code: int) -> None:
    async def run() -> int | None:
        url = server.origin.replace("http", "ws", 1) + "/ws"
        async with connect(url, additional_headers={"Cookie": new_cookie(server.origin)}) as ws:
            await ws.send(frame)
            with pytest.raises(ConnectionClosed) as closed:
                await ws.recv()
            return closed.value.rcvd.code if closed.value.rcvd else None

    assert asyncio.run(run()) == code
