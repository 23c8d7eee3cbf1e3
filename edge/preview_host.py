"""The other host: <session>.<preview host> gets the frame's files and nothing else.

Invariant: every answer has headers under which nothing runs but the frame's own document. What runs there is
hostile and may ask for its files in a loop: more than a frame needs is refused. Called by serve_app.py,
around the app with the pages, routes and sockets.
"""

import logging
import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from fastapi import HTTPException, Response
from fastapi.responses import FileResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from edge.files import file_in
from edge.headers import PREVIEW_ASSET_HEADERS, PREVIEW_REFUSAL_HEADERS
from edge.limit import Limit
from studio import protocol
from studio.ids import SessionId, session_id

log = logging.getLogger(__name__)

BURST = 1_000  # a frame with every package that is served asks for some 60 files, once
PER_S = 100.0


class PreviewHost:
    """Sends requests for <session>.<preview host> to the frame's files, and all others to the app: a
    preview's origin never reaches a page, a route or a socket."""

    def __init__(
        self,
        app: ASGIApp,
        host: str,
        folder: Path,
        headers: Callable[[SessionId], dict[str, str]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`host`: under which each session has its label, with the port, if any. `headers`: a frame's."""
        self._app = app
        self._host = host
        self._folder = folder
        self._headers = headers
        self._limit = Limit(BURST, PER_S, clock)

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
        await self._answer(host, scope, receive, send)

    async def _answer(self, host: str, scope: Scope, receive: Receive, send: Send) -> None:
        """What breaks before an answer has begun gets one that runs nothing, too."""
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._frame(scope["path"], host)(scope, receive, noted)
        except Exception:
            log.exception("a preview could not be served")
            if not begun:
                await _refused(HTTPStatus.INTERNAL_SERVER_ERROR)(scope, receive, send)

    def _frame(self, path: str, host: str) -> Response:
        label = host.split(".", 1)[0]
        if not self._limit.takes(label):
            return _refused(HTTPStatus.TOO_MANY_REQUESTS)
        if path.startswith("/frame/"):
            try:
                return file_in(self._folder / "frame", path.removeprefix("/frame/"), PREVIEW_ASSET_HEADERS)
            except HTTPException:
                return _refused(HTTPStatus.NOT_FOUND)
        try:
            session = session_id(label)
        except ValueError:
            return _refused(HTTPStatus.NOT_FOUND)
        if path != "/":
            return _refused(HTTPStatus.NOT_FOUND)
        return FileResponse(self._folder / "index.html", headers=self._headers(session))


def _refused(status: HTTPStatus) -> Response:
    return Response(status_code=status, headers=PREVIEW_REFUSAL_HEADERS)
