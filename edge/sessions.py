"""Sessions over HTTP: a browser's own, the files of their versions, and files that its page cannot compile.

What changes a session goes over the socket (edge/socket.py). Called by serve_app.py.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec
from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import JSONResponse

from edge.entrance import Gate, our_page_or_403, owner_of, read_body, record_or_404, session_or_404
from edge.headers import COMMON
from stores.contract import SessionRecord
from studio.ids import SessionId, VersionId

MAX_BODY_BYTES = 1_000_000
FRESH = COMMON | {"Cache-Control": "no-store"}


class Translator(Gate, Protocol):
    async def translate(self, session: SessionId, files: dict[str, str]) -> dict[str, str]: ...


def session_routes(gate: Callable[[], Translator]) -> APIRouter:
    routes = APIRouter()

    @routes.get("/api/sessions")
    async def sessions(request: Request) -> Response:
        owner = owner_of(gate(), request)
        listed: Sequence[SessionRecord] = await gate().store.sessions(owner) if owner else ()
        return JSONResponse(
            [{"session_id": s.session_id, "title": s.title, "updated_ms": s.updated_ms} for s in listed],
            headers=FRESH,
        )

    @routes.get("/api/sessions/{name}/versions/{number}")
    async def version(request: Request, name: str, number: int) -> Response:
        session = session_or_404(name)
        await record_or_404(gate(), request, session)
        try:
            files = await gate().store.version(session, VersionId(number))
        except KeyError:
            raise HTTPException(404, "There is no such version.") from None
        return JSONResponse({"files": dict(files)}, headers=FRESH)

    @routes.post("/api/sessions/{name}/translate")
    async def translate(request: Request, name: str) -> Response:
        """Files that the page's own compiler refuses, as scripts: {"files": {path: text}} → {"code": …}."""
        session = session_or_404(name)
        our_page_or_403(gate(), request)
        await record_or_404(gate(), request, session)
        body = await read_body(request, MAX_BODY_BYTES)
        if body is None:
            raise HTTPException(413, f"The files are larger than {MAX_BODY_BYTES // 1_000_000} MB together.")
        return JSONResponse({"code": await gate().translate(session, _files(body))}, headers=FRESH)

    return routes


def _files(body: bytes) -> dict[str, str]:
    try:
        return msgspec.json.decode(body, type=dict[str, dict[str, str]])["files"]
    except (msgspec.DecodeError, KeyError):
        raise HTTPException(400, 'The body must be {"files": {path: text}}.') from None
