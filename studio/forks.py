"""A session that begins from a version of another: its first events, and what sessions are called. Pure.

A fork holds the files of that version as its own version 1 and nothing of the conversation; what it began
from stays written in its state. Called by actors/forking.py.
"""

from collections.abc import Mapping

from studio import protocol
from studio.protocol import Event, SessionState
from studio.versions import replace_files, version_created

TITLE_CHARS = 80


def title_of(state: SessionState, newest_prompt: str = "") -> str:
    """The session's line in its owner's list: its first prompt, or what it is a fork of."""
    if state.forked_from is not None:
        return f"Fork of {state.forked_from.title}"[:TITLE_CHARS]
    return (state.turns[0].prompt if state.turns else newest_prompt)[:TITLE_CHARS]


def forked(
    source: SessionState, session_id: str, version: protocol.Version, files: Mapping[str, str], now_ms: int
) -> list[Event]:
    """The events of a new session that starts from `version`, whose files these are, of the session
    `session_id` in the state `source`."""
    title = source.forked_from.title if source.forked_from else title_of(source)
    begun = protocol.Forked(seq=1, source=protocol.ForkSource(session_id, version.version, title))
    written = replace_files({}, files, begun.seq)
    label = f"Version {version.version} of {title}"
    created = version_created(
        len(written) + 2, 1, None, None, "fork", version.status, label, {}, files, now_ms
    )  # fmt: skip
    return [begun, *written, created]
