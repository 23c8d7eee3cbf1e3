# pyright: basic
# Ray's own types are partly unknown, and it takes actor classes apart when they are decorated.
"""The ingress: a stateless Ray Serve deployment in front of the session actors.

Serves the page, the preview host, /ws, the few HTTP routes and /health. Any replica serves any session; a
replica keeps nothing but open sockets. Identity is edge/identity.py, the socket loop edge/socket.py, and what
is asked of actors and store cluster/gateway.py.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import msgspec
from fastapi import FastAPI, HTTPException, Request, Response, WebSocket
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse
from ray import serve
from starlette.types import ASGIApp

from actors.sandbox_pool import STARTING
from cluster.gateway import ActorGateway
from cluster.logs import log_to
from cluster.settings import ROOT, Settings
from cluster.shared import ROUTER, SANDBOXES, now_ms
from edge.admin import admin_page, may_see
from edge.files import file_in
from edge.headers import COMMON, frame_headers, page_headers
from edge.identity import may_enter, same_site
from edge.metrics import CONTENT_TYPE, may_see_metrics
from edge.preview_host import PreviewHost
from edge.socket import serve_socket
from edge.uploads import picture_routes
from studio import protocol
from studio.ids import SessionId, VersionId, new_session_id, session_id

CLIENT = ROOT / "web" / "dist" / "client"
FRAME = ROOT / "web" / "dist" / "preview"
MAX_BODY_BYTES = 1_000_000
SOCKETS = 10_000


def build_app(settings: Settings) -> ASGIApp:
    """The ASGI app of one replica."""
    log_to(settings.data_dir)
    gateway: ActorGateway | None = None

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None, None]:
        watching = asyncio.create_task(the_gateway().watch())
        yield
        watching.cancel()

    def the_gateway() -> ActorGateway:
        nonlocal gateway
        if gateway is None:
            gateway = ActorGateway(settings)
        return gateway

    app = FastAPI(title="Atelier", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/")
    @app.get("/new")
    async def new_session() -> Response:
        return RedirectResponse(f"/s/{new_session_id()}", 303, {"Cache-Control": "no-store"})

    @app.get("/s/{name}")
    @app.get("/s/{name}/preview")
    async def page(request: Request, name: str) -> Response:
        session = _session_or_404(name)
        headers = page_headers(settings.preview_origin(session))
        cookie_header = request.headers.get("cookie", "")
        gate = the_gateway()
        record = await gate.store.find(session)
        owner = gate.identity.owner(cookie_header)
        if record is not None and not may_enter(owner, record):
            raise HTTPException(404, "There is no such session for this browser.")
        if owner is None:
            _, headers["Set-Cookie"] = gate.identity.new_cookie()
        return HTMLResponse(_page(settings.preview_origin(session)), headers=headers)

    @app.get("/assets/{name:path}")
    async def asset(name: str) -> Response:
        return file_in(CLIENT / "assets", name)

    @app.get("/favicon.svg")
    async def favicon() -> Response:
        return file_in(CLIENT, "favicon.svg")

    @app.get("/docs/{name}")
    async def docs(name: str) -> Response:
        path = ROOT / "docs" / f"{name}.md"
        if not name.isidentifier() or not path.is_file():
            raise HTTPException(404, "There is no such page.")
        return FileResponse(path, media_type="text/plain; charset=utf-8", headers=COMMON)

    @app.get("/api/sessions")
    async def sessions(request: Request) -> Response:
        gate = the_gateway()
        owner = gate.identity.owner(request.headers.get("cookie", ""))
        listed = await gate.store.sessions(owner) if owner else []
        return JSONResponse(
            [
                {"session_id": s.session_id, "title": s.title, "updated_ms": s.updated_ms}
                for s in listed
                if s.title  # it has one from its first prompt on
            ],
            headers=COMMON | {"Cache-Control": "no-store"},
        )

    @app.get("/api/sessions/{name}/versions/{number}")
    async def version(request: Request, name: str, number: int) -> Response:
        gate, session = the_gateway(), _session_or_404(name)
        if await gate.owned(request.headers.get("cookie", ""), session) is None:
            raise HTTPException(404, "There is no such session for this browser.")
        try:
            files = await gate.store.version(session, VersionId(number))
        except KeyError:
            raise HTTPException(404, "There is no such version.") from None
        return JSONResponse({"files": dict(files)}, headers=COMMON | {"Cache-Control": "no-store"})

    @app.post("/api/sessions/{name}/translate")
    async def translate(request: Request, name: str) -> Response:
        """Files that the page's own compiler refuses, as scripts: {"files": {path: text}} → {"code": …}."""
        gate, session = the_gateway(), _session_or_404(name)
        if not same_site(request.headers.get("origin", ""), request.headers.get("host", "")):
            raise HTTPException(403, "This origin may not ask for that.")
        if await gate.owned(request.headers.get("cookie", ""), session) is None:
            raise HTTPException(404, "There is no such session for this browser.")
        code = await gate.translate(session, _files_of(await request.body()))
        return JSONResponse({"code": code}, headers=COMMON | {"Cache-Control": "no-store"})

    app.include_router(picture_routes(the_gateway, now_ms))

    @app.get("/admin")
    async def admin(request: Request, token: str = "") -> Response:
        given = token or request.headers.get("authorization", "").removeprefix("Bearer ")
        if not may_see(settings.admin_token, given):
            raise HTTPException(404, "There is no such page.")
        headers = COMMON | {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
        gate = the_gateway()
        page = admin_page(await gate.spending(), (await gate.counts())["findings"])
        return HTMLResponse(page, headers=headers)

    @app.get("/metrics")
    async def metrics(request: Request) -> Response:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        where = {"host": settings.host, "public_origin": settings.public_origin}
        if not may_see_metrics(settings.admin_token, given, **where):
            raise HTTPException(404, "There is no such page.")
        headers = COMMON | {"Cache-Control": "no-store"}
        return Response(await the_gateway().metrics(), media_type=CONTENT_TYPE, headers=headers)

    @app.get("/health")
    async def health() -> Response:
        """Answers at once: what `starting` names is not up yet, and whoever needs it waits for it."""
        gate = the_gateway()
        starting = await gate.starting()
        model = draft = None
        if ROUTER not in starting:
            model, draft = await gate.model(), await gate.draft()
        tier = STARTING if SANDBOXES in starting else await gate.tier()
        said = {"ok": True, "model": model and f"{model.vendor}:{model.name}", "sandbox": tier}
        if draft is not None:
            said["draft"] = draft
        return JSONResponse(said | {"starting": starting} | await gate.counts())

    @app.websocket("/ws")
    async def socket(ws: WebSocket) -> None:
        origin = ws.headers.get("origin")
        if origin is not None and not same_site(origin, ws.headers.get("host", "")):
            await ws.close(protocol.CloseCode.NOT_ALLOWED, "this origin may not open a socket here")
            return
        await serve_socket(ws, the_gateway())

    return PreviewHost(
        app,
        settings.preview_host,
        FRAME,
        lambda session: frame_headers(settings.preview_origin(session), settings.origin),
    )


def _files_of(body: bytes) -> dict[str, str]:
    try:
        return msgspec.json.decode(body[:MAX_BODY_BYTES], type=dict[str, dict[str, str]])["files"]
    except (msgspec.DecodeError, KeyError):
        raise HTTPException(400, 'The body must be {"files": {path: text}}.') from None


def _session_or_404(name: str) -> SessionId:
    try:
        return session_id(name)
    except ValueError:
        raise HTTPException(404, "There is no such session.") from None


def _page(preview_origin: str) -> str:
    """The page, told where its preview lives, so that the frame can start before the socket is open."""
    html = (CLIENT / "index.html").read_text(encoding="utf-8")
    named = f'name="preview-origin" content="{preview_origin}"'
    return html.replace('name="preview-origin" content=""', named)


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
