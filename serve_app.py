# pyright: basic
# Ray's own types are partly unknown, and it takes actor classes apart when they are decorated.
"""The ingress: a stateless Ray Serve deployment in front of the session actors.

Serves the page, the preview host, /ws, the few HTTP routes and /health. Any replica serves any session; a
replica keeps nothing but open sockets. Identity is edge/identity.py, the socket loop edge/socket.py.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, asynccontextmanager
from typing import Any

import msgspec
import ray
from fastapi import FastAPI, HTTPException, Request, Response, WebSocket
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse
from ray import serve
from ray.exceptions import RayActorError, RayError
from starlette.types import ASGIApp, Receive, Scope, Send

from actors.sandbox_pool import STARTING
from actors.session_log import Frames, load_state
from cluster.logs import log_to
from cluster.relay import Lost
from cluster.remote import NAMESPACE, REGISTRY, ROUTER, SANDBOXES, now_ms
from cluster.settings import ROOT, Settings, cookie_secret
from edge.admin import admin_page, may_see
from edge.headers import (
    ASSET_HEADERS,
    COMMON,
    PREVIEW_ASSET_HEADERS,
    PREVIEW_REFUSAL_HEADERS,
    frame_headers,
    page_headers,
)
from edge.identity import Identity, may_enter, same_site
from edge.metrics import CONTENT_TYPE, exposition, may_see_metrics
from edge.socket import serve_socket
from edge.uploads import picture_routes
from stores.contract import SessionRecord
from stores.sqlite import SqliteStore
from studio import protocol
from studio.ids import OwnerId, Seq, SessionId, VersionId, new_session_id, session_id
from studio.state import running_turn

log = logging.getLogger(__name__)

CLIENT = ROOT / "web" / "dist" / "client"
FRAME = ROOT / "web" / "dist" / "preview"
MAX_MISSED_EVENTS = 2000
MAX_BODY_BYTES = 1_000_000
SOCKETS = 10_000
METRICS_S = 5.0


class ActorGateway:
    """edge.socket.Gateway over the actors and the store."""

    def __init__(self, settings: Settings) -> None:
        self.store = SqliteStore(settings.data_dir)
        self.identity = Identity(cookie_secret(settings), secure=settings.origin.startswith("https"))
        self._settings = settings
        self._registry: Any = ray.get_actor(REGISTRY, NAMESPACE)
        self._wakers: dict[SessionId, set[asyncio.Event]] = {}
        self._model: protocol.ModelInfo | None = None
        self._offers: list[protocol.ModelOffer] | None = None
        self._tier: str | None = None

    async def watch(self) -> None:
        """Passes on the registry's wake-ups to the sockets that wait here."""
        cursor = 0
        while True:
            try:
                cursor, sessions = await self._registry.woken.remote(cursor)
            except RayActorError:
                cursor = 0
                await asyncio.sleep(1)
                continue
            for session in sessions:
                for event in self._wakers.get(session, ()):
                    event.set()

    async def owned(self, cookie_header: str, session: SessionId) -> SessionRecord | None:
        """The session's record if this browser owns it."""
        record = await self.store.find(session)
        owner = self.identity.owner(cookie_header)
        return record if record is not None and may_enter(owner, record) else None

    async def enter(self, cookie_header: str, session: SessionId) -> str | None:
        owner = self.identity.owner(cookie_header)
        if may_enter(owner, await self.store.find(session)):
            return owner
        log.warning(
            "a browser %s was refused session %s",
            "of another owner" if owner else "without identity",
            session,
        )
        return None

    async def model(self) -> protocol.ModelInfo:
        if self._model is None:
            router: Any = ray.get_actor(ROUTER, NAMESPACE)
            model: protocol.ModelInfo = await router.info.remote()
            self._model = model
        return self._model

    async def offers(self) -> list[protocol.ModelOffer]:
        if self._offers is None:
            router: Any = ray.get_actor(ROUTER, NAMESPACE)
            offers: list[protocol.ModelOffer] = await router.offers.remote()
            self._offers = offers
        return self._offers

    async def spending(self) -> dict[str, Any]:
        router: Any = ray.get_actor(ROUTER, NAMESPACE)
        return await router.spending.remote()

    async def tier(self) -> str:
        if self._tier in (None, STARTING):
            sandboxes: Any = ray.get_actor(SANDBOXES, NAMESPACE)
            tier: str = await sandboxes.tier.remote()
            self._tier = tier
        return self._tier

    async def translate(self, session: SessionId, files: dict[str, str]) -> dict[str, str]:
        sandboxes: Any = ray.get_actor(SANDBOXES, NAMESPACE)
        code = await sandboxes.translate.remote(session, files)
        return dict(code or {})

    async def counts(self) -> dict[str, Any]:
        counts: dict[str, int] = await self._registry.counts.remote()
        return {**counts, "findings": await self._registry.findings.remote()}

    async def metrics(self) -> bytes:
        names = (REGISTRY, ROUTER, SANDBOXES)
        told = await asyncio.gather(*(self._told_by(name) for name in names))
        return exposition(dict(zip(names, told, strict=True)))

    async def _told_by(self, name: str) -> Any:
        try:
            async with asyncio.timeout(METRICS_S):
                actor: Any = ray.get_actor(name, NAMESPACE)
                return await actor.metrics.remote()
        except (RayError, ValueError, TimeoutError):
            return None

    async def welcome(self, session: SessionId) -> protocol.Welcome:
        return protocol.Welcome(
            protocol=protocol.PROTOCOL_VERSION,
            session_id=session,
            model=await self.model(),
            sandbox=await self.tier(),
            preview_origin=self._settings.preview_origin(session),
            models=await self.offers(),
        )

    async def stored(self, session: SessionId, after: int) -> Frames:
        if await self.store.find(session) is None:
            if after == 0:
                return Frames(0, [])
            return Frames(0, [protocol.encode(protocol.Snapshot(protocol.SessionState()))])
        state = await load_state(self.store, session)
        if running_turn(state) is not None and await self._registry.lookup.remote(session) is None:
            await self._claim(session, None)
            state = await load_state(self.store, session)
        if after > state.seq or state.seq - after > MAX_MISSED_EVENTS:
            return Frames(state.seq, [protocol.encode(protocol.Snapshot(state))])
        tail = await self.store.tail(session, Seq(after), MAX_MISSED_EVENTS)
        if tail.snapshot is not None:
            return Frames(state.seq, [protocol.encode(protocol.Snapshot(state))])
        return Frames(after + len(tail.events), tail.events)

    async def command(self, owner: str, session: SessionId, frame: str) -> protocol.Error | None:
        record = await self.store.find(session)
        if record is None:
            if not isinstance(protocol.decode_command(frame), protocol.Prompt):
                return protocol.Error("bad_request", "This session is empty. Send a prompt first.", False)
            now = now_ms()
            await self.store.create(SessionRecord(session, OwnerId(owner), "", now, now))
            record = await self.store.find(session)
        if not may_enter(OwnerId(owner), record):
            return protocol.Error("bad_request", "This session belongs to another browser.", False)
        lost: str | None = None
        for _ in range(3):
            live = await self._claim(session, lost)
            if live is None:
                busy = "The server is at its limit of running sessions. Try again in a moment."
                return protocol.Error("busy", busy, True)
            try:
                return await live.handle.actor.command.remote(frame)
            except RayActorError:
                lost = live.name
        return protocol.Error("internal", "The session could not be started. Try again.", True)

    async def follow(self, session: SessionId, after: int) -> AsyncGenerator[Frames, None]:
        live = await self._registry.lookup.remote(session)
        while live is not None:
            try:
                async with aclosing(live.handle.subscribe(after)) as said:
                    async for frames in said:
                        after = frames.seq
                        yield frames
                live = None
            except Lost:
                log.warning("session %s lost its actor; starting another", session)
                live = await self._claim(session, live.name)

    def waker(self, session: SessionId) -> tuple[asyncio.Event, Callable[[], None]]:
        event = asyncio.Event()
        self._wakers.setdefault(session, set()).add(event)

        def forget() -> None:
            waiting = self._wakers[session]
            waiting.discard(event)
            if not waiting:
                del self._wakers[session]

        return event, forget

    async def _claim(self, session: SessionId, lost: str | None) -> Any:
        return await self._registry.claim.remote(session, lost)


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
        return _file(CLIENT / "assets", name)

    @app.get("/favicon.svg")
    async def favicon() -> Response:
        return _file(CLIENT, "favicon.svg")

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
        gate = the_gateway()
        model = await gate.model()
        counts = await gate.counts()
        return JSONResponse(
            {"ok": True, "model": f"{model.vendor}:{model.name}", "sandbox": await gate.tier()} | counts
        )

    @app.websocket("/ws")
    async def socket(ws: WebSocket) -> None:
        origin = ws.headers.get("origin")
        if origin is not None and not same_site(origin, ws.headers.get("host", "")):
            await ws.close(protocol.CloseCode.NOT_ALLOWED, "this origin may not open a socket here")
            return
        await serve_socket(ws, the_gateway())

    return _PreviewHost(app, settings)


class _PreviewHost:
    """Sends requests for <session>.<preview host> to the frame's files, and all others to the app: a
    preview's origin never reaches a page, a route or a socket."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1").lower()
        suffix = "." + self._settings.preview_host
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
                return _file(FRAME / "frame", path.removeprefix("/frame/"), PREVIEW_ASSET_HEADERS)
            except HTTPException:
                return refused
        try:
            session = session_id(host.split(".", 1)[0])
        except ValueError:
            return refused
        if path != "/":
            return refused
        headers = frame_headers(self._settings.preview_origin(session), self._settings.origin)
        return FileResponse(FRAME / "index.html", headers=headers)


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


def _file(folder: Any, name: str, headers: dict[str, str] = ASSET_HEADERS) -> Response:
    """A content-hashed file below `folder`, cached for ever."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise HTTPException(404, "There is no such file.")
    return FileResponse(path, headers=headers)


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
