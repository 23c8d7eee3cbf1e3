"""The files of docs/ as pages: what the page of a session links to where words of its own are not enough.

Markdown becomes HTML without any HTML of its own and without a script. Called by edge/pages.py.
"""

import re
from functools import lru_cache
from html import escape
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from edge.files import path_in
from edge.headers import COMMON

HEADERS = COMMON | {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Cache-Control": "no-cache",
}
_STYLE = (
    "body{font:16px/1.6 system-ui;color-scheme:light dark;max-width:52rem;margin:2rem auto;padding:0 1rem}"
    "pre,code{font-size:.9em;background:#8882;border-radius:4px}code{padding:.1em .3em}"
    "pre{padding:1rem;overflow-x:auto}pre code{background:none;padding:0}a{color:inherit}"
    "table{border-collapse:collapse;display:block;overflow-x:auto}"
    "td,th{border:1px solid #8884;padding:.35rem .6rem;text-align:left;vertical-align:top}"
)
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


def document(folder: Path, name: str) -> str | None:
    """HTML of the page `name`, as in "models" or "decisions/0001-models"; None if there is none."""
    path = path_in(folder, f"{name}.md")
    return _html(path, path.stat().st_mtime_ns) if path else None


@lru_cache(maxsize=64)
def _html(path: Path, _changed_ns: int) -> str:
    tokens = _markdown.parse(path.read_text(encoding="utf-8"))
    title = "Atelier"
    for heading, words in pairwise(tokens):
        if heading.type == "heading_open":
            heading.attrSet("id", _anchor(words.content))
            title = words.content if heading.tag == "h1" else title
        for inline in heading.children or ():
            _point_here(inline)
    body = _markdown.renderer.render(tokens, _markdown.options, {})
    return (
        "<!doctype html><html lang=en><meta charset=utf-8>"
        '<meta name=viewport content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · Atelier</title><style>{_STYLE}</style><main>{body}</main></html>"
    )


def _anchor(heading: str) -> str:
    """As GitHub names it, so that a link works in both places."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _point_here(inline: Token) -> None:
    href = inline.attrGet("href")
    if isinstance(href, str) and "://" not in href:
        inline.attrSet("href", re.sub(r"\.md(?=#|$)", "", href))
