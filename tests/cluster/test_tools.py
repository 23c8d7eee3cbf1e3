"""Tools through the real server: a vendor's model on its wire calls them, real Ray and a real sandbox answer,
and a session that is killed meanwhile is gone on with."""

import asyncio
from pathlib import Path

from studio import protocol
from studio.ids import new_session_id
from studio.protocol import ToolPart
from studio.state import files_of
from tests.client import client, new_cookie
from tests.contract.wire_servers import INPUT_TOKENS, KEY, Plays, Script, rounds_in, serve
from tests.server import running

FIRST = 'A cart.\n<file path="App.tsx">\nimport { ShoppingCart } from "lucide-react";\n'
FIRST += "export default function App() {\n  return <button><ShoppingCart /> {missing.length}</button>;\n}\n"
FIRST += "</file>\n"
FIXED = FIRST.partition('tsx">\n')[2].replace("{missing.length}", "Cart").removesuffix("</file>\n")
THEN = (
    '<edit path="App.tsx">\n<<<<<<< SEARCH\n  return <button><ShoppingCart /> {missing.length}</button>;\n'
    "=======\n  return <button><ShoppingCart /> Cart</button>;\n>>>>>>> REPLACE\n</edit>\n"
)
SEARCH = ("search_icons", '{"words": "shopping cart"}')
DOCS = ("component_docs", '{"module": "@/components/ui/button", "name": "Button"}')
ROUNDS = (
    Script(text=(), calls=(SEARCH, DOCS)),
    Script(text=(FIRST,), calls=(("check", "{}"),)),
    Script(text=(THEN,)),
)


def test_a_model_asks_writes_checks_mends_and_survives_its_session(tmp_path: Path) -> None:
    async def work() -> None:
        async with serve("openai", Plays(rounds=ROUNDS)) as vendor:
            model = {"ATELIER_MODEL": "openai:gpt-6-luna", "OPENAI_BASE_URL": vendor.address}
            with running(tmp_path / "data", OPENAI_API_KEY=KEY, ATELIER_LOCAL_TOOLS="1", **model) as server:
                cookie = new_cookie(server.origin)
                await asyncio.to_thread(server.await_sandbox)  # a tool has ten seconds, a start may take more
                async with client(server.origin, cookie, new_session_id()) as page:
                    ended = await page.turn("A cart button", 120)
                    search, docs, check = tools_of(page.state.turns[0])
                    assert ended.outcome == "final", ended
                    assert files_of(page.state) == {"App.tsx": FIXED}
                    assert search.result.startswith("ShoppingCart")
                    assert "'destructive'" in docs.result
                    assert "missing" in check.result, "the check found what the model then mended"
                    assert [rounds_in(body) for body in vendor.bodies] == [0, 1, 2]
                    assert ended.usage.input_tokens == 3 * INPUT_TOKENS
                vendor.bodies.clear()
                async with client(server.origin, cookie, new_session_id()) as page:
                    await page.send(protocol.Prompt("A cart button"))
                    await page.until(lambda m: isinstance(m, protocol.ToolCalled) and m.name == "check", 60)
                    server.kill("SessionActor")
                    ended = await page.until(lambda m: isinstance(m, protocol.TurnEnded), 120)
                    assert ended.outcome == "final", ended
                    assert files_of(page.state) == {"App.tsx": FIXED}
                    again = tools_of(page.state.turns[0])
                    assert [part.outcome for part in again] == ["done"] * 3
                    assert [part.result for part in again[:2]] == [search.result, docs.result]
                    # Where the check had ended before the kill came, the last round is asked for again.
                    assert list(dict.fromkeys(map(rounds_in, vendor.bodies))) == [0, 1, 2]
                    assert ended.usage.input_tokens >= 3 * INPUT_TOKENS

    asyncio.run(work())


def tools_of(turn: protocol.Turn) -> list[ToolPart]:
    return [part for part in turn.parts if isinstance(part, ToolPart)]
