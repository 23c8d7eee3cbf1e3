"""Makes a session that starts from a version of another one. Needs the store alone: no actor is woken.

Called by the ingress, which has seen that the asker owns the first session; the fork gets the same owner.
"""

from actors.session_log import load_state
from stores.contract import Append, SessionRecord, Store
from studio import protocol
from studio.forks import forked, title_of
from studio.ids import Seq, SessionId, VersionId, new_session_id
from studio.state import apply


async def fork(store: Store, of: SessionRecord, version: int, now_ms: int) -> SessionId:
    """The new session's id. Raises KeyError if there is no such version."""
    source = await load_state(store, of.session_id)
    known = {v.version: v for v in source.versions}[version]
    files = await store.version(of.session_id, VersionId(version))
    events = forked(source, of.session_id, known, files, now_ms)
    state = protocol.SessionState()
    for event in events:
        state = apply(state, event)
    made = SessionRecord(new_session_id(), of.owner, title_of(state), now_ms, now_ms)
    await store.create(made)
    first = Append(
        Seq(1), [protocol.encode(event) for event in events], (VersionId(1), files), protocol.encode(state)
    )
    await store.append(made.session_id, await store.acquire(made.session_id), first)
    return made.session_id
