# pyright: basic
# Ray's own types are partly unknown, and it takes actor classes apart when they are decorated.
"""The ingress: a stateless Ray Serve deployment in front of the session actors.

Serves the page, the preview host, /ws, the few HTTP routes and /health. Any replica serves any session; a
replica keeps nothing but open sockets. The routes and the socket loop are edge/, what they ask of actors and
store is cluster/gateway.py.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI, WebSocket
from ray import serve
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from cluster.gateway import ActorGateway
from cluster.logs import log_to
from cluster.settings import ROOT, Settings
from cluster.shared import now_ms
from edge.headers import frame_headers
from edge.known_hosts import KnownHosts
from edge.operating import operator_routes
from edge.pages import page_routes
from edge.preview_host import PreviewHost
from edge.refusals import refuse
from edge.sessions import session_routes
from edge.socket import serve_socket
from edge.uploads import picture_routes
from studio import protocol

CLIENT = ROOT / "web" / "dist" / "client"
FRAME = ROOT / "web" / "dist" / "preview"
SOCKETS = 10_000


def build_app(settings: Settings) -> ASGIApp:
    """The ASGI app of one replica."""
    log_to(settings.data_dir)
    gateway: ActorGateway | None = None

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None, None]:
        async with the_gateway().informed():
            yield

    def the_gateway() -> ActorGateway:
        nonlocal gateway
        if gateway is None:
            gateway = ActorGateway(settings)
        return gateway

    app = FastAPI(title="Atelier", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.add_exception_handler(HTTPException, refuse)
    where_pages_are = {"origin": settings.origin, "preview_origin": settings.preview_origin}
    app.include_router(page_routes(the_gateway, **where_pages_are, client=CLIENT, documents=ROOT / "docs"))
    app.include_router(session_routes(the_gateway))
    app.include_router(picture_routes(the_gateway, now_ms))
    where = {"host": settings.host, "public_origin": settings.public_origin}
    app.include_router(operator_routes(the_gateway, settings.admin_token, **where))

    @app.websocket("/ws")
    async def socket(ws: WebSocket) -> None:
        if ws.headers.get("origin", settings.origin) != settings.origin:
            await ws.close(protocol.CloseCode.NOT_ALLOWED, "this origin may not open a socket here")
            return
        await serve_socket(ws, the_gateway())

    at_any_host = ["/health", *(["/metrics"] if settings.admin_token else [])]
    return PreviewHost(
        KnownHosts(app, settings.origin, [settings.host], at_any_host),
        settings.preview_host,
        FRAME,
        lambda session: frame_headers(settings.preview_origin(session), settings.origin),
    )


def ingress(settings: Settings) -> serve.Application:
    """The deployment. A socket is one ongoing request all its life, hence the limits; no request timeout."""
    deployment = serve.deployment(
        name="ingress",
        num_replicas=settings.ingress_replicas,
        max_ongoing_requests=SOCKETS,
        ray_actor_options={"num_cpus": 0},
        health_check_period_s=10,
    )

    def app() -> ASGIApp:
        return build_app(settings)

    return deployment(serve.ingress(app)()).bind()
