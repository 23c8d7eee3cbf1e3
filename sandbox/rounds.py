"""Who is next at something that serves all sessions, one request at a time. Pure.

Invariants: sessions take turns, one request each a round, however many one of them has sent; of one session
the oldest comes first; no more than `most_each` wait of one session, and no more than `most` in all.
Used by actors/check_worker.py.
"""

from collections import deque
from typing import Generic, TypeVar

from studio.ids import SessionId

T = TypeVar("T")


class Rounds(Generic[T]):
    def __init__(self, most_each: int, most: int) -> None:
        self._most_each = most_each
        self._most = most
        self._waiting: dict[SessionId, deque[T]] = {}  # the session that is next stands first

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def of(self, session_id: SessionId) -> int:
        """How many of the session wait."""
        return len(self._waiting.get(session_id, ()))

    def put(self, session_id: SessionId, request: T) -> bool:
        """False if there is no room for it."""
        if self.of(session_id) >= self._most_each or len(self) >= self._most:
            return False
        self._waiting.setdefault(session_id, deque()).append(request)
        return True

    def next(self) -> T | None:
        """The request whose turn it is; its session is now last."""
        for session_id, requests in self._waiting.items():
            del self._waiting[session_id]
            request = requests.popleft()
            if requests:
                self._waiting[session_id] = requests
            return request
        return None

    def drop(self, session_id: SessionId, request: T) -> None:
        """It waits no longer, if it did."""
        requests = self._waiting.get(session_id, deque())
        if request in requests:
            requests.remove(request)
        if not requests:
            self._waiting.pop(session_id, None)
