"""Pictures over HTTP: a browser sends one to its session and gets its id, which a prompt then names; and gets
it back to show it. Frames of the socket are too small for them.

Every route asks who the browser is first. Called by serve_app.py.
"""

import asyncio
from collections.abc import Callable
from typing import Protocol

import msgspec
from fastapi import APIRouter, HTTPException, Request, Response

from edge.headers import COMMON
from edge.identity import Identity, may_enter, same_site
from edge.pictures import MAX_KEPT, PictureError, take
from stores.contract import SessionRecord, Store
from studio.ids import OwnerId, SessionId, session_id
from studio.protocol import MAX_PICTURE_BYTES

AT_ONCE = 2  # pictures decoded in this process: each may take some 100 MB for a moment
PICTURE_HEADERS = COMMON | {
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Gate(Protocol):
    """What serve_app.py has of a replica."""

    @property
    def store(self) -> Store: ...
    @property
    def identity(self) -> Identity: ...


def picture_routes(gate: Callable[[], Gate], now_ms: Callable[[], int]) -> APIRouter:
    routes = APIRouter()
    turn = asyncio.Semaphore(AT_ONCE)

    @routes.post("/api/sessions/{name}/pictures")
    async def add(request: Request, name: str) -> Response:
        """The bytes of a PNG, JPEG or WebP → its Attachment. 422 says in one line why it is not taken."""
        session = _session_or_404(name)
        if not same_site(request.headers.get("origin", ""), request.headers.get("host", "")):
            raise HTTPException(403, "This origin may not ask for that.")
        owner = await _owner_or_404(gate(), request, session)
        data = await _body(request)
        async with turn:
            try:
                picture = await asyncio.to_thread(take, data)
            except PictureError as why:
                raise HTTPException(422, str(why)) from None
        now = now_ms()  # a first prompt makes its session, and so does a first picture
        await gate().store.create(SessionRecord(session, owner, "", now, now))
        await _owner_or_404(gate(), request, session)
        if not await gate().store.add_picture(session, picture, MAX_KEPT):
            raise HTTPException(422, f"A session holds at most {MAX_KEPT} pictures. Start a new session.")
        return Response(msgspec.json.encode(picture.about), media_type="application/json", headers=COMMON)

    @routes.get("/api/sessions/{name}/pictures/{picture}")
    async def show(request: Request, name: str, picture: str) -> Response:
        session = _session_or_404(name)
        await _owner_or_404(gate(), request, session)
        try:
            kept = await gate().store.picture(session, picture)
        except KeyError:
            raise HTTPException(404, "There is no such picture.") from None
        return Response(kept.data, media_type=kept.about.mime, headers=PICTURE_HEADERS)

    return routes


async def _owner_or_404(gate: Gate, request: Request, session: SessionId) -> OwnerId:
    owner = gate.identity.owner(request.headers.get("cookie", ""))
    if owner is None or not may_enter(owner, await gate.store.find(session)):
        raise HTTPException(404, "There is no such session for this browser.")
    return owner


async def _body(request: Request) -> bytes:
    """At most one byte more than is taken: that much is refused, and no more is read."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        parts.append(part)
        size += len(part)
        if size > MAX_PICTURE_BYTES:
            break
    return b"".join(parts)


def _session_or_404(name: str) -> SessionId:
    try:
        return session_id(name)
    except ValueError:
        raise HTTPException(404, "There is no such session.") from None
