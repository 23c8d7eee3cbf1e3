"""Pictures over HTTP: a browser sends one to its session and gets its id, which a prompt then names; and gets
it back to show it. Frames of the socket are too small for them.

Every route asks who the browser is first. Called by serve_app.py.
"""

import asyncio
from collections.abc import Callable
from typing import Protocol

import msgspec
from fastapi import APIRouter, HTTPException, Request, Response

from edge.entrance import Gate, our_page_or_403, owner_or_404, read_body, session_or_404
from edge.headers import COMMON
from edge.pictures import MAX_KEPT, PictureError, take, too_large
from edge.room import Room
from stores.contract import SessionRecord
from studio.protocol import MAX_PICTURE_BYTES

AT_ONCE = 2  # pictures decoded in this process: each may take some 100 MB for a moment
PICTURE_HEADERS = COMMON | {
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Keeper(Gate, Protocol):
    @property
    def room(self) -> Room: ...


def picture_routes(gate: Callable[[], Keeper], now_ms: Callable[[], int]) -> APIRouter:
    routes = APIRouter()
    decoding = asyncio.Semaphore(AT_ONCE)

    @routes.post("/api/sessions/{name}/pictures")
    async def add(request: Request, name: str) -> Response:
        """The bytes of a PNG, JPEG or WebP → its Attachment. 422 says in one line why it is not taken."""
        session = session_or_404(name)
        our_page_or_403(gate(), request)
        owner = await owner_or_404(gate(), request, session)
        begins = await gate().store.find(session) is None
        if (full := await gate().room.refusal(owner, begins=begins)) is not None:
            raise HTTPException(422, full)
        data = await read_body(request, MAX_PICTURE_BYTES)
        if data is None:
            raise HTTPException(422, str(too_large()))
        async with decoding:
            try:
                picture = await asyncio.to_thread(take, data)
            except PictureError as why:
                raise HTTPException(422, str(why)) from None
        now = now_ms()  # a first prompt makes its session, and so does a first picture
        await gate().store.create(SessionRecord(session, owner, "", now, now))
        await owner_or_404(gate(), request, session)
        if not await gate().store.add_picture(session, picture, MAX_KEPT):
            raise HTTPException(422, f"A session holds at most {MAX_KEPT} pictures. Start a new session.")
        return Response(msgspec.json.encode(picture.about), media_type="application/json", headers=COMMON)

    @routes.get("/api/sessions/{name}/pictures/{picture}")
    async def show(request: Request, name: str, picture: str) -> Response:
        session = session_or_404(name)
        await owner_or_404(gate(), request, session)
        try:
            kept = await gate().store.picture(session, picture)
        except KeyError:
            raise HTTPException(404, "There is no such picture.") from None
        return Response(kept.data, media_type=kept.about.mime, headers=PICTURE_HEADERS)

    return routes
