"""What a route asks before it does anything: which session, whose browser, whose page, how large a body.

Each answer but the right one is an HTTPException. Who may enter is decided in edge/identity.py. Called by all
routes of edge/ that touch a session.
"""

from typing import Protocol

from fastapi import HTTPException, Request

from edge.identity import Identity, deleted_theirs, may_enter
from stores.contract import SessionRecord, Store
from studio.ids import OwnerId, SessionId, session_id


class Gate(Protocol):
    """What a replica has for them (cluster/gateway.py)."""

    @property
    def store(self) -> Store: ...
    @property
    def identity(self) -> Identity: ...
    @property
    def origin(self) -> str:
        """Of its pages."""
        ...


def session_or_404(name: str) -> SessionId:
    try:
        return session_id(name)
    except ValueError:
        raise HTTPException(404, "There is no such session.") from None


def owner_of(gate: Gate, request: Request) -> OwnerId | None:
    """Whose browser sent it; None for one that was never here."""
    return gate.identity.owner(request.headers.get("cookie", ""))


async def owner_or_404(gate: Gate, request: Request, session: SessionId) -> OwnerId:
    """For what may begin a session: an unknown one is free to any browser that was here before."""
    owner = owner_of(gate, request)
    if owner is None or not may_enter(owner, await gate.store.find(session)):
        raise _not_here()
    return owner


async def record_or_404(gate: Gate, request: Request, session: SessionId) -> SessionRecord:
    """For what asks for something of a session: it must be there, and be this browser's."""
    record = await gate.store.find(session)
    if record is None or not may_enter(owner_of(gate, request), record):
        raise _not_here()
    return record


async def deleted_or_404(gate: Gate, request: Request, session: SessionId) -> SessionRecord:
    """As record_or_404; one that its owner has deleted already is there, too."""
    record, owner = await gate.store.find(session), owner_of(gate, request)
    if record is None or not (may_enter(owner, record) or deleted_theirs(owner, record)):
        raise _not_here()
    return record


def _not_here() -> HTTPException:
    return HTTPException(404, "There is no such session for this browser.")


def our_page_or_403(gate: Gate, request: Request) -> None:
    """For what changes or costs something: another site's page may not send it. A page is shown at the origin
    alone, whatever the request calls its host."""
    if request.headers.get("origin", "") != gate.origin:
        raise HTTPException(403, "This origin may not ask for that.")


async def read_body(request: Request, most: int) -> bytes | None:
    """None if it is larger than `most` bytes: no more than that is ever held."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            return None
        parts.append(part)
    return b"".join(parts)
