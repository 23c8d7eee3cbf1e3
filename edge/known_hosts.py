"""Whom the server answers: who asks at an address of its own, not at a name that a stranger's DNS led here.

A page of such a name would be of the same origin as what it asks for, so that no browser would stop it. An IP
address is no name and cannot be led anywhere. Called by serve_app.py, around the app with the pages, routes
and sockets; previews have their own hosts (edge/preview_host.py).
"""

from collections.abc import Collection
from http import HTTPStatus
from urllib.parse import urlsplit

from fastapi import HTTPException, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from edge.origin import is_address, is_local
from edge.refusals import refuse
from studio import protocol


class KnownHosts:
    def __init__(self, app: ASGIApp, origin: str, names: Collection[str], at_any: Collection[str]) -> None:
        """`names`: of this server, besides the origin's. `at_any`: paths that are answered at any host."""
        self._app = app
        self._origin = origin
        self._names = {*names, urlsplit(origin).hostname or ""}
        self._at_any = frozenset(at_any)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or scope["path"] in self._at_any:
            await self._app(scope, receive, send)
            return
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1").lower()
        if self._is_known(host):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": int(protocol.CloseCode.NOT_ALLOWED)})
        else:
            refusal = await refuse(Request(scope), self._misdirected(host))
            await refusal(scope, receive, send)

    def _is_known(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:  # brackets without an address
            return False
        return bool(name) and (name in self._names or is_address(name) or is_local(name))

    def _misdirected(self, host: str) -> HTTPException:
        return HTTPException(
            HTTPStatus.MISDIRECTED_REQUEST,
            f"Atelier does not answer at {host or 'no host'}. Open {self._origin}, or set "
            "ATELIER_PUBLIC_ORIGIN and ATELIER_PREVIEW_DOMAIN where it runs (docs/operating.md).",
        )
