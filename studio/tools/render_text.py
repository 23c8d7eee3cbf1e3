"""Tells the mounted component as a screen reader would."""

from collections.abc import Mapping
from typing import Any

from studio.tools.contract import Arguments, Desk, Mistake, Tool, Work, entry_of


class RenderText(Arguments, frozen=True):
    pass


def answer(_: RenderText, desk: Desk) -> Work:
    return Work("render_text", entry_of(desk), tell, {})


def tell(reply: Mapping[str, Any]) -> str:
    if reply.get("ok") is not True:
        raise Mistake(f"It cannot be mounted: {reply.get('error')}")
    return str(reply.get("text") or "It shows nothing.")


TOOL = Tool(
    "render_text",
    "What the component shows when it is mounted: its accessible tree, an element a line.",
    RenderText,
    answer,
)
