"""What is for the operator: /admin, /metrics and /health. Called by serve_app.py."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Protocol

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from actors.ports import Unavailable
from edge.admin import admin_page, may_see
from edge.headers import COMMON
from edge.metrics import CONTENT_TYPE, may_see_metrics

FRESH = COMMON | {"Cache-Control": "no-store"}


class Running(Protocol):
    """What a replica knows of the whole (cluster/gateway.py). The first two raise Unavailable."""

    async def spending(self) -> Mapping[str, Any]: ...
    async def counts(self) -> Mapping[str, Any]: ...
    async def metrics(self) -> bytes: ...
    async def health(self) -> Mapping[str, Any]: ...


def operator_routes(
    running: Callable[[], Running], token: str, *, host: str, public_origin: str
) -> APIRouter:
    """`token` opens /admin, and /metrics where an install of this `host` and `public_origin` needs one."""
    routes = APIRouter()

    @routes.get("/admin")
    async def admin(request: Request, given: Annotated[str, Query(alias="token")] = "") -> Response:
        if not may_see(token, given or _bearer(request)):
            raise HTTPException(404, "There is no such page.")
        try:
            page = admin_page(await running().spending(), (await running().counts())["findings"])
        except Unavailable:
            raise HTTPException(503, "A part of the server is starting anew. Reload this page.") from None
        return HTMLResponse(page, headers=FRESH)

    @routes.get("/metrics")
    async def metrics(request: Request) -> Response:
        if not may_see_metrics(token, _bearer(request), host=host, public_origin=public_origin):
            raise HTTPException(404, "There is no such page.")
        return Response(await running().metrics(), media_type=CONTENT_TYPE, headers=FRESH)

    @routes.get("/health")
    async def health() -> Response:
        said = dict(await running().health())
        return JSONResponse(said, 200 if said["ok"] else 503, FRESH)

    return routes


def _bearer(request: Request) -> str:
    return request.headers.get("authorization", "").removeprefix("Bearer ")
