"""The walls of the house: which room imports which, and what the many processes of sessions go without."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import ROOT

BESIDE = ("guards", "models", "sandbox", "stores")
MAY_IMPORT = {
    "studio": (),
    **dict.fromkeys(BESIDE, ("studio",)),
    "actors": ("studio", *BESIDE),
    "edge": ("studio", *BESIDE, "actors"),
    "cluster": ("studio", *BESIDE, "actors", "edge"),
}
ROOMS = (*MAY_IMPORT, "serve_app")
STARTS_IT_ALL = ROOT / "cluster" / "start.py"  # the program of `make run`: above serve_app.py
SDKS = {
    "anthropic",
    "openai",
    "google.genai",
    "pydantic_ai",
    "genai_prices",
    "httpx",
    "docker",
    "kubernetes_asyncio",
}
HEAVY = SDKS | {"tree_sitter", "PIL", "fastapi", "starlette"}


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_go_one_way(room: str) -> None:
    files = [file for file in (ROOT / room).rglob("*.py") if "node_modules" not in file.parts]
    assert files
    wrong = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in files
        for name in imported(file)
        if name.split(".")[0] in ROOMS
        and name.split(".")[0] not in (room, *MAY_IMPORT[room])
        and (file, name) != (STARTS_IT_ALL, "serve_app")
    ]
    assert wrong == []


SESSION = """
import asyncio, sys, tempfile
from pathlib import Path
import cluster.session_actor
from actors.ports import Ports
from actors.session import Session
from stores.contract import SessionRecord
from stores.sqlite import SqliteStore
from studio.fixes.known import Mender
from studio.ids import new_session_id

async def live(folder):
    store = SqliteStore(folder)
    ports = Ports(store, None, None, None, lambda: 1, Mender(Path("none")), None, None, False)
    record = SessionRecord(new_session_id(), "me", "", 1, 1)
    await store.create(record)
    session = await Session.open(record.session_id, ports, resume=False)
    await session.close()
    await store.close()

with tempfile.TemporaryDirectory() as folder:
    asyncio.run(live(Path(folder)))
print(*sys.modules)
"""


def test_the_process_of_a_session_imports_no_sdk() -> None:
    """There is one for everybody who is at work: an SDK costs each of them seconds and some 60 MB."""
    done = subprocess.run(
        [sys.executable, "-c", SESSION], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "actors.session" in loaded
    assert loaded & HEAVY == set()
