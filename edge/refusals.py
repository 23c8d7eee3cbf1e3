"""What a request gets that cannot be answered: a page for a person who followed a link, JSON for a program.
Installed by serve_app.py for every HTTPException of the routes, and for addresses that no route has."""

from html import escape
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from edge.headers import COMMON

_HEADERS = COMMON | {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
_STYLE = (
    "body{font:16px/1.5 system-ui;color-scheme:light dark;display:grid;place-content:center;min-height:90vh;"
    "padding:1rem;max-width:36rem;margin:auto}h1{font-size:1.25rem;margin:0}a{color:inherit}"
)
_LINKS_ARE_PRIVATE = "A session opens only in the browser that began it: its link does not share it."
_NOTHING_LEFT = "Its conversation, its versions and its pictures are gone for good."


async def refuse(request: Request, error: Exception) -> Response:
    """The error's status and sentence, and what to do."""
    assert isinstance(error, HTTPException)
    headers = _HEADERS | dict(error.headers or {})
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"detail": error.detail}, error.status_code, headers)
    title = error.detail
    if title == HTTPStatus.NOT_FOUND.phrase:  # Starlette's word where no route fits
        title = "There is no such page."
    return HTMLResponse(
        "<!doctype html><html lang=en><meta charset=utf-8>"
        '<meta name=viewport content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style>"
        f"<main><h1>{escape(title)}</h1>{_ways(error.status_code, request.url.path)}</main></html>",
        error.status_code,
        headers,
    )


def _ways(status: int, path: str) -> str:
    if status == HTTPStatus.MISDIRECTED_REQUEST:  # nothing can be begun at that address
        return ""
    hint = f"<p>{_LINKS_ARE_PRIVATE}</p>" if path.startswith("/s/") else ""
    if status == HTTPStatus.GONE:
        hint = f"<p>{_NOTHING_LEFT}</p>"
    return f'{hint}<p><a href="/new">Begin a new session</a></p>'
