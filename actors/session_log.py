"""A session's numbered events: in the store first, then with whoever is subscribed.

Invariant: an event is in the store before any subscriber sees it, and events reach a subscriber in order,
each once. A subscriber is a cursor into the log in memory, not a queue: a slow one costs nothing and gets a
snapshot when it has fallen too far behind. Owned by actors/session.py; the tasks of a turn write to it.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from stores.contract import Append, Fenced, Store
from studio import protocol
from studio.ids import Epoch, Seq, SessionId, TurnId, VersionId
from studio.protocol import Event, SessionState
from studio.state import apply, files_of, running_turn

log = logging.getLogger(__name__)

LOG_EVENTS = 4000
SUBSCRIBER_HEARTBEAT_S = 2.0


@dataclass(frozen=True, slots=True)
class Frames:
    """Encoded wire messages, in order; `seq` is the session's number after them. Empty: a heartbeat."""

    seq: int
    frames: Sequence[bytes]


class SessionLog:
    """Writes as the owner of `epoch`; closed for good when a newer owner has fenced it off."""

    def __init__(self, session_id: SessionId, store: Store, epoch: Epoch, state: SessionState) -> None:
        self.session_id = session_id
        self.state = state
        self._store = store
        self._epoch = epoch
        self._frames: list[bytes] = []
        self._from = state.seq
        self._changed = asyncio.Event()
        self._closed = False
        self.numbering = asyncio.Lock()
        """Held by whoever numbers events, until they are recorded."""

    @property
    def seq(self) -> int:
        return self.state.seq

    async def record(
        self,
        events: Sequence[Event],
        *,
        version: tuple[VersionId, Mapping[str, str]] | None = None,
        reply: tuple[TurnId, str] | None = None,
    ) -> None:
        """Stores, then publishes. A version, or the end of a turn, takes a snapshot along. Raises Fenced."""
        if not events and reply is None:
            return
        state = self.state
        for event in events:
            state = apply(state, event)
        frames = [protocol.encode(event) for event in events]
        settled = version is not None or any(isinstance(e, protocol.TurnEnded) for e in events)
        snapshot = protocol.encode(state) if settled and running_turn(state) is None else None
        write = Append(Seq(self.state.seq + 1), frames, version, snapshot, reply)
        try:
            await self._store.append(self.session_id, self._epoch, write)
        except Fenced:
            log.warning("session %s has a newer owner; this one stops", self.session_id)
            self.close()
            raise
        self.state = state
        self._frames.extend(frames)
        if len(self._frames) > 2 * LOG_EVENTS:
            del self._frames[:-LOG_EVENTS]
            self._from = self.seq - LOG_EVENTS
        if frames:
            self._wake()

    async def subscribe(self, after: int) -> AsyncGenerator[Frames, None]:
        """Everything behind event `after`, then what happens, until the log is closed."""
        while not self._closed:
            changed = self._changed
            if after < self._from or after > self.seq:
                after = self.seq
                yield Frames(after, [protocol.encode(protocol.Snapshot(self.state))])
            elif after < self.seq:
                frames = self._frames[after - self._from :]
                after = self.seq
                yield Frames(after, frames)
            else:
                try:
                    async with asyncio.timeout(SUBSCRIBER_HEARTBEAT_S):
                        await changed.wait()
                except TimeoutError:
                    yield Frames(after, [])

    @property
    def closed(self) -> bool:
        return self._closed

    async def until_closed(self) -> None:
        while not self._closed:
            await self._changed.wait()

    def close(self) -> None:
        """Ends every subscription. The store keeps everything."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()


async def load_state(store: Store, session_id: SessionId) -> SessionState:
    """The stored session: its newest snapshot and the events after it, folded. Raises KeyError."""
    state, events = await _snapshot_and_events(store, session_id)
    return reduce(apply, events, state)


async def files_checked_last(store: Store, session_id: SessionId) -> Mapping[str, str]:
    """The files that the newest check of the running turn tried. What follows that is of a repair. A turn's
    events are all there as long as it runs. Raises KeyError."""
    state, events = await _snapshot_and_events(store, session_id)
    checked: Mapping[str, str] = {}
    for event in events:
        state = apply(state, event)
        if isinstance(event, protocol.CheckStarted | protocol.CheckEnded):
            checked = files_of(state)
    return checked


async def _snapshot_and_events(store: Store, session_id: SessionId) -> tuple[SessionState, list[Event]]:
    tail = await store.tail(session_id, Seq(-1), 0)
    state = protocol.decode_state(tail.snapshot) if tail.snapshot else SessionState()
    return state, [protocol.decode_event(data) for data in tail.events]
