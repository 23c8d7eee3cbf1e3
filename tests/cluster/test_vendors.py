"""A vendor's model through the real server: keys, addresses and replies as vendors send them."""

import asyncio
import io
import json
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from PIL import Image

from studio import protocol
from studio.ids import new_session_id
from studio.state import files_of
from tests.client import Client, client, new_cookie
from tests.contract.wire_servers import (
    CACHED_TOKENS,
    INPUT_TOKENS,
    KEY,
    OUTPUT_TOKENS,
    Script,
    pictures_in,
    serve,
)
from tests.server import Server, running

CODE = "export default function App() {\n  return <button>Grüß dich 👋</button>;\n}\n"
TAGGED = f'Here it is.\n\n<file path="App.tsx">\n{CODE}</file>\n\nDone.\n'
FENCED = f"Here it is.\n\n```tsx\n{CODE}```\n\nDone.\n"
WRONG_KEY = "sk-wrong-9876543210"
PROMPT = "A button that says hello"


async def one_turn(data: Path, key: str, reply: str) -> tuple[protocol.TurnEnded, Client]:
    """One turn against a vendor that answers with `reply`. No key is ever seen outside the router."""
    script = Script(text=tuple(reply[at : at + 6] for at in range(0, len(reply), 6)))
    async with serve("openai", script) as vendor:
        model = {"ATELIER_MODEL": "openai:test", "OPENAI_BASE_URL": vendor.address, "OPENAI_API_KEY": key}
        with running(data, **model) as server:
            async with client(server.origin, new_cookie(server.origin), new_session_id()) as page:
                ended = await page.turn(PROMPT, 120)
            assert PROMPT in str(vendor.bodies[0]["messages"])
            for secret in (KEY.encode(), WRONG_KEY.encode()):
                assert secret not in heard(page)
                assert [path for path in written(data, server) if secret in path.read_bytes()] == []
    return ended, page


def heard(page: Client) -> bytes:
    """Everything that came through the socket."""
    return b"".join(protocol.encode(said) for said in (*page.events, *page.notices, page.state))


def written(data: Path, server: Server) -> list[Path]:
    """Every file of the data folder (atelier.log and the store among them) and what the server printed."""
    return [path for path in (*data.rglob("*"), server.log) if path.is_file()]


@pytest.mark.parametrize("reply", [TAGGED, FENCED], ids=["tags", "plain-fence"])
def test_a_compatible_server_makes_a_final_version(tmp_path: Path, reply: str) -> None:
    ended, page = asyncio.run(one_turn(tmp_path / "data", KEY, reply))
    assert (ended.outcome, ended.version) == ("final", 1), ended
    assert files_of(page.state) == {"App.tsx": CODE}
    assert page.state.turns[-1].model == protocol.ModelInfo("openai-compatible", "test", built_in=False)
    assert ended.usage == protocol.Usage(INPUT_TOKENS, CACHED_TOKENS, OUTPUT_TOKENS)
    assert ended.cost_usd == 0


def test_a_wrong_key_says_what_to_do_and_is_told_to_nobody(tmp_path: Path) -> None:
    ended, page = asyncio.run(one_turn(tmp_path / "data", WRONG_KEY, TAGGED))
    assert (ended.outcome, ended.code, ended.version) == ("failed", "bad_key", None), ended
    assert ended.message is not None
    assert "OPENAI_API_KEY" in ended.message
    assert "restart" in ended.message
    assert files_of(page.state) == {}


def picture_file() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(written, "WEBP")
    return written.getvalue()


def http(server: Server, path: str, cookie: str, data: bytes | None = None) -> tuple[int, bytes]:
    headers = {"Cookie": cookie, "Origin": server.origin}
    try:
        with urlopen(Request(server.origin + path, data, headers), timeout=60) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        return error.code, error.read()


def test_a_picture_reaches_the_vendor_and_is_there_after_a_restart(tmp_path: Path) -> None:
    async def work() -> None:
        script = Script(text=(TAGGED,))
        async with serve("openai", script) as vendor:
            model = {"ATELIER_MODEL": "openai:gpt-6-luna", "OPENAI_BASE_URL": vendor.address}
            server = Server(tmp_path / "data", OPENAI_API_KEY=KEY, **model)
            session = new_session_id()
            place = f"/api/sessions/{session}/pictures"
            try:
                await asyncio.to_thread(server.start)
                cookie, other = new_cookie(server.origin), new_cookie(server.origin)
                status, said = await asyncio.to_thread(http, server, place, cookie, picture_file())
                assert status == 200, said
                name = json.loads(said)["id"]
                async with client(server.origin, cookie, session) as page:
                    await page.send(protocol.Prompt("Like this", None, [name]))
                    await page.until(lambda m: isinstance(m, protocol.TurnEnded), 120)
                ((mime, seen),) = pictures_in(vendor.bodies[0])
                await asyncio.to_thread(server.stop)
                await asyncio.to_thread(server.start)
                assert await asyncio.to_thread(http, server, f"{place}/{name}", cookie) == (200, seen)
                assert (await asyncio.to_thread(http, server, f"{place}/{name}", other))[0] == 404
                async with client(server.origin, cookie, session) as page:
                    await page.until(lambda m: isinstance(m, protocol.TurnEnded | protocol.Snapshot), 60)
                    (shown,) = page.state.turns[0].attachments
                    assert (shown.id, shown.mime, shown.bytes) == (name, mime, len(seen))
            finally:
                await asyncio.to_thread(server.stop)

    asyncio.run(work())
