"""Sessions over HTTP: a browser's own, the files of their versions, and files that its page cannot compile.

What changes a session goes over the socket (edge/socket.py); but one is deleted here, for a page lists others
than its own. Called by serve_app.py.
"""

import logging
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Protocol

import msgspec
from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import JSONResponse

from actors.ports import Unavailable
from edge.entrance import (
    Gate,
    deleted_or_404,
    our_page_or_403,
    owner_of,
    read_body,
    record_or_404,
    session_or_404,
)
from edge.headers import COMMON
from stores.contract import SessionRecord, StoreError
from studio.ids import OwnerId, SessionId, VersionId

log = logging.getLogger(__name__)

MAX_BODY_BYTES = 1_000_000
MAX_MS_DIGITS = 15
FRESH = COMMON | {"Cache-Control": "no-store"}


class House(Gate, Protocol):
    async def translate(self, session: SessionId, files: dict[str, str]) -> dict[str, str]: ...

    async def delete(self, session: SessionId) -> None:
        """Its running turn is stopped, and its pages are told. Raises StoreError, Unavailable."""
        ...


def session_routes(gate: Callable[[], House]) -> APIRouter:
    routes = APIRouter()

    @routes.get("/api/sessions")
    async def sessions(request: Request, behind: str = "") -> Response:
        """A page of the list; `behind` is `updated_ms,session_id` of the last one that the browser has."""
        owner, line = owner_of(gate(), request), _line(behind)
        listed: Sequence[SessionRecord] = await gate().store.sessions(owner, behind=line) if owner else ()
        return JSONResponse(
            [{"session_id": s.session_id, "title": s.title, "updated_ms": s.updated_ms} for s in listed],
            headers=FRESH,
        )

    @routes.delete("/api/sessions/{name}", status_code=HTTPStatus.NO_CONTENT)
    async def delete(request: Request, name: str) -> Response:
        """For good. Once more is as well as once: the first answer may have been lost."""
        session = session_or_404(name)
        our_page_or_403(gate(), request)
        await deleted_or_404(gate(), request, session)
        try:
            await gate().delete(session)
        except (StoreError, Unavailable):
            log.exception("session %s could not be deleted", session)
            raise HTTPException(503, "The session could not be deleted now. Try again.") from None
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=FRESH)

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


def _line(behind: str) -> SessionRecord | None:
    """Where the next page of the list begins. Raises HTTPException."""
    if not behind:
        return None
    at_ms, _, name = behind.partition(",")
    if not (at_ms.isascii() and at_ms.isdigit() and len(at_ms) <= MAX_MS_DIGITS):
        raise HTTPException(400, "behind must be updated_ms,session_id of a session in the list.")
    return SessionRecord(session_or_404(name), OwnerId(""), "", 0, int(at_ms))


def _files(body: bytes) -> dict[str, str]:
    try:
        return msgspec.json.decode(body, type=dict[str, dict[str, str]])["files"]
    except (msgspec.DecodeError, KeyError):
        raise HTTPException(400, 'The body must be {"files": {path: text}}.') from None
