"""tools.*: what it costs that a model calls a tool, without the model and without a sandbox.

round_ms_p50, per vendor: from the arrival of one request at the vendor to that of the next, where the reply
is one call of search_icons and nothing else: the SDK, the router, the session, its store and the tool.
answer_ms_p50, per tool: the answer alone, as the build has written it down.
"""

import asyncio
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from actors.ports import Ports
from actors.scanner import Scanner
from actors.session import Session
from benchmarks import p50, report
from cluster.settings import ROOT
from stores.contract import SessionRecord
from stores.sqlite import SqliteStore
from studio import protocol, tools
from studio.ids import OwnerId, new_session_id
from studio.tools.contract import Call, Desk
from studio.tools.reference import BuiltReference
from tests.contract.test_failover import NAMES, house
from tests.contract.wire_servers import Json, Script, rounds_in
from tests.unit.session_house import PassesEverything

TURNS = 10
DOCS = BuiltReference(ROOT / "web" / "dist" / "docs")
FILE = 'A page.\n<file path="App.tsx">\nexport default () => <p>one</p>;\n</file>\n'
SEARCH = Call("search_icons", '{"words": "shopping basket"}')
ASKED = (
    SEARCH,
    Call("component_docs", '{"module": "recharts", "name": "Pie"}'),
    Call("list_packages", "{}"),
    Call("read_file", '{"path": "App.tsx"}'),
)


@dataclass(frozen=True)
class Timed(Script):
    """Calls one tool a round for as long as it may."""

    arrived: list[float] = field(default_factory=list[float])

    def answering(self, body: Json) -> Script:
        self.arrived.append(time.perf_counter())
        made = rounds_in(body)
        return Script(text=(FILE,) if made == 0 else (), calls=((SEARCH.name, SEARCH.arguments),), cut=4096)


async def rounds(vendor: str) -> None:
    took: list[float] = []
    with TemporaryDirectory() as folder:
        script = Timed()
        async with house((vendor, script)) as (router, _):
            store = SqliteStore(Path(folder))
            for _ in range(TURNS):
                session_id = new_session_id()
                await store.create(SessionRecord(session_id, OwnerId("me"), "", 0, 0))
                ports = Ports(store, router, Scanner(), PassesEverything(), lambda: 1000, reference=DOCS)  # type: ignore[arg-type]
                session = await Session.open(session_id, ports, resume=False)
                script.arrived.clear()
                await session.command(protocol.Prompt("a page"))
                while session.busy:
                    await asyncio.sleep(0.01)
                # The first round has text as well, and the last is asked for without tools.
                took += [b - a for a, b in zip(script.arrived[1:-1], script.arrived[2:], strict=True)]
    report(f"tools.round_ms_p50.{vendor}", p50(took) * 1000, "ms", len(took))


def answers() -> None:
    desk = Desk({"App.tsx": FILE * 20}, "App.tsx", DOCS)
    for call in ASKED:
        took: list[float] = []
        for _ in range(200):
            begun = time.perf_counter()
            tool, arguments = tools.read(call)
            tool.answer(arguments, desk)
            took.append(time.perf_counter() - begun)
        report(f"tools.answer_ms_p50.{call.name}", p50(took) * 1000, "ms", len(took))
    size = len(json.dumps([[s.name, s.says, s.arguments] for s in tools.schemas()]))
    report("tools.schema_chars", size, "chars", len(tools.TOOLS))


if __name__ == "__main__":
    answers()
    for name in NAMES:
        asyncio.run(rounds(name))
