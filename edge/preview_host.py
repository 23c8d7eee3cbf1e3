"""The other host: <session>.<preview host> gets the frame's files and nothing else.

Called by serve_app.py, around the app with the pages, routes and sockets.
"""

from collections.abc import Callable
from pathlib import Path

from fastapi import HTTPException, Response
from fastapi.responses import FileResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from edge.files import file_in
from edge.headers import PREVIEW_ASSET_HEADERS, PREVIEW_REFUSAL_HEADERS
from studio import protocol
from studio.ids import SessionId, session_id


class PreviewHost:
    """Sends requests for <session>.<preview host> to the frame's files, and all others to the app: a
    preview's origin never reaches a page, a route or a socket."""

    def __init__(
        self, app: ASGIApp, host: str, folder: Path, headers: Callable[[SessionId], dict[str, str]]
    ) -> None:
        """`host`: under which each session has its label, with the port, if any. `headers`: a frame's."""
        self._app = app
        self._host = host
        self._folder = folder
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1").lower()
        suffix = "." + self._host
        if not host.endswith(suffix) and not host.split(":", 1)[0].endswith(suffix.split(":", 1)[0]):
            await self._app(scope, receive, send)
            return
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": int(protocol.CloseCode.NOT_ALLOWED)})
            return
        await self._frame(scope["path"], host)(scope, receive, send)

    def _frame(self, path: str, host: str) -> Response:
        refused = Response(status_code=404, headers=PREVIEW_REFUSAL_HEADERS)
        if path.startswith("/frame/"):
            try:
                return file_in(self._folder / "frame", path.removeprefix("/frame/"), PREVIEW_ASSET_HEADERS)
            except HTTPException:
                return refused
        try:
            session = session_id(host.split(".", 1)[0])
        except ValueError:
            return refused
        if path != "/":
            return refused
        return FileResponse(self._folder / "index.html", headers=self._headers(session))
