"""The HTTP routes of edge/ over a real store, with one session in it."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException

from actors.ports import Unavailable
from edge.identity import Identity
from edge.pages import page_routes
from edge.refusals import refuse
from edge.sessions import session_routes
from stores.contract import Append, SessionRecord
from stores.sqlite import SqliteStore
from studio.ids import OwnerId, Seq, SessionId, VersionId, new_session_id

ORIGIN = "http://localhost:8000"
FILES = {"App.tsx": "export default () => <p>Treasure</p>;\n"}
NOTES = """# Notes on *models*

[more](deeper/more.md#why), [elsewhere](https://example.test/a.md), <script>alert(1)</script>

| a | b |
|---|---|
| 1 | 2 |
"""


class Replica:
    """What cluster/gateway.py has, without actors."""

    def __init__(self, folder: Path) -> None:
        self.store = SqliteStore(folder)
        self.identity = Identity("secret", secure=False)
        self.origin = ORIGIN
        self.ok = True
        self.translated: list[tuple[SessionId, dict[str, str]]] = []
        self.told: list[SessionId] = []
        self.registry_answers = True

    async def translate(self, session: SessionId, files: dict[str, str]) -> dict[str, str]:
        self.translated.append((session, files))
        return {path: text.upper() for path, text in files.items()}

    async def delete(self, session: SessionId) -> None:
        await self.store.delete(session)
        if not self.registry_answers:
            raise Unavailable("the registry")
        self.told.append(session)

    async def spending(self) -> dict[str, object]:
        limits = {"day_usd": 5.0, "user_day_usd": None, "turn_usd": 0.5}
        users = [{"user": "9f2c", "replies": 7, "usd": 1.25, "unpriced": 0}]
        counted = {"replies": 7, "replayed": 0, "failovers": 0, "day": "today"}
        return {"models": [], "breakers": {}, "users": users, "limits": limits} | counted

    async def counts(self) -> dict[str, object]:
        if not self.registry_answers:
            raise Unavailable("the registry")
        return {"findings": {"no-eval": 3}}

    async def metrics(self) -> bytes:
        return b"atelier_up 1\n"

    async def health(self) -> dict[str, object]:
        return {"ok": self.ok}


class Site:
    """One session of `mine` with a version, and another browser."""

    def __init__(self, folder: Path) -> None:
        self.replica = Replica(folder / "data")
        client = folder / "client"
        (client / "assets").mkdir(parents=True)
        (client / "assets" / "page-1a2b.js").write_text("1")
        (client / "index.html").write_text('<meta name="preview-origin" content="">')
        (folder / "notes.md").write_text(NOTES)
        (folder / "deeper").mkdir()
        (folder / "deeper" / "more.md").write_text("# Deeper")
        self.app = FastAPI()
        self.app.add_exception_handler(HTTPException, refuse)
        self.app.include_router(self._pages(client, folder))
        self.app.include_router(session_routes(lambda: self.replica))
        self.session = new_session_id()
        self.mine, self.other = self._cookie(), self._cookie()
        asyncio.run(self._fill())
        self.client = TestClient(self.app, base_url=ORIGIN, follow_redirects=False)

    def _pages(self, client: Path, documents: Path) -> APIRouter:
        return page_routes(
            lambda: self.replica,
            origin=ORIGIN,
            preview_origin=lambda s: f"http://{s}.p",
            client=client,
            documents=documents,
        )

    def _cookie(self) -> str:
        return self.replica.identity.new_cookie()[1].split(";", 1)[0]

    async def _fill(self) -> None:
        store, owner = self.replica.store, self.replica.identity.owner(self.mine)
        assert owner is not None
        await store.create(SessionRecord(self.session, OwnerId(owner), "A chest", 1, 2))
        epoch = await store.acquire(self.session)
        await store.append(self.session, epoch, Append(Seq(1), [b"{}"], (VersionId(1), FILES)))

    def get(self, path: str, cookie: str = ""):
        return self.client.get(path, headers={"cookie": cookie})

    def delete(self, session: str, **headers: str):
        sent = {"cookie": self.mine, "origin": ORIGIN, **headers}
        return self.client.delete(f"/api/sessions/{session}", headers=sent)

    def translate(self, content: bytes, **headers: str):
        sent = {"cookie": self.mine, "origin": ORIGIN, **headers}
        return self.client.post(f"/api/sessions/{self.session}/translate", content=content, headers=sent)


@contextmanager
def visited(folder: Path) -> Generator[Site]:
    site = Site(folder)
    with site.client:
        yield site
    asyncio.run(site.replica.store.close())
