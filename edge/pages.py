"""The page of a session, its files, and the documents. Called by serve_app.py."""

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from edge.documents import HEADERS, document
from edge.entrance import Gate, owner_of, session_or_404
from edge.files import file_in
from edge.headers import page_headers
from edge.identity import deleted_theirs, may_enter
from edge.origin import another_name, is_at
from studio.ids import new_session_id


def page_routes(
    gate: Callable[[], Gate],
    *,
    origin: str,
    preview_origin: Callable[[str], str],
    client: Path,
    documents: Path,
) -> APIRouter:
    """`preview_origin`: of a session. `client`: the folder of the built page."""
    routes = APIRouter()

    @routes.get("/")
    @routes.get("/new")
    async def new_session() -> Response:
        return RedirectResponse(f"/s/{new_session_id()}", 303, {"Cache-Control": "no-store"})

    @routes.get("/s/{name}")
    @routes.get("/s/{name}/preview")
    async def page(request: Request, name: str) -> Response:
        """Also of a session that nobody has begun. A browser that was never here gets its cookie."""
        session = session_or_404(name)
        if (elsewhere := _elsewhere(request, origin)) is not None:
            return elsewhere
        owner, record = owner_of(gate(), request), await gate().store.find(session)
        if deleted_theirs(owner, record):
            raise HTTPException(HTTPStatus.GONE, "You deleted this session.")
        if record is not None and not may_enter(owner, record):
            raise HTTPException(404, "There is no such session for this browser.")
        preview = preview_origin(session)
        headers = page_headers(preview)
        if owner is None:
            _, headers["Set-Cookie"] = gate().identity.new_cookie()
        return HTMLResponse(_page(client, preview), headers=headers)

    @routes.get("/assets/{name:path}")
    async def asset(name: str) -> Response:
        return file_in(client / "assets", name)

    @routes.get("/favicon.svg")
    async def favicon() -> Response:
        return file_in(client, "favicon.svg")

    @routes.get("/docs/{name:path}")
    def docs(name: str) -> Response:
        html = document(documents, name)
        if html is None:
            raise HTTPException(404, "There is no such page.")
        return HTMLResponse(html, headers=HEADERS)

    return routes


def _elsewhere(request: Request, origin: str) -> Response | None:
    """The answer to a browser that asks at another address than the origin."""
    asked = request.headers.get("host", "")
    if is_at(asked, origin):
        return None
    if another_name(asked, origin):
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{origin}{request.url.path}{query}", 307, {"Cache-Control": "no-store"})
    raise HTTPException(
        HTTPStatus.MISDIRECTED_REQUEST,
        f"Atelier shows no page at {asked}, for its previews could not be shown there. Open {origin}, or set "
        "ATELIER_PUBLIC_ORIGIN and ATELIER_PREVIEW_DOMAIN where it runs (docs/operating.md).",
    )


def _page(client: Path, preview_origin: str) -> str:
    """The page, told where its preview lives, so that the frame can start before the socket is open."""
    html = (client / "index.html").read_text(encoding="utf-8")
    named = f'name="preview-origin" content="{preview_origin}"'
    return html.replace('name="preview-origin" content=""', named)
