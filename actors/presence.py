"""How many pages have a session open, over all ingresses. Pure.

Each ingress (a place) says what it holds itself and is forgotten when it falls silent. A session that only
one page has, before and after, is no news: every page takes itself to be alone until it hears otherwise.
Owned by the registry's actor (cluster/registry_actor.py).
"""

from collections.abc import Mapping

from studio.ids import SessionId

SILENT_S = 60.0


class Presence:
    def __init__(self) -> None:
        self._pages: dict[SessionId, dict[str, int]] = {}  # by place, none of them 0
        self._heard: dict[str, float] = {}

    def heard(self, place: str, now_s: float) -> dict[SessionId, int]:
        """`place` lives. News: sessions that had pages at places which have been silent for too long."""
        self._heard[place] = now_s
        news: dict[SessionId, int] = {}
        for other in [other for other, at_s in self._heard.items() if now_s - at_s > SILENT_S]:
            del self._heard[other]
            held = [session for session, places in self._pages.items() if other in places]
            news |= self.tell(other, dict.fromkeys(held, 0))
        return news

    def tell(self, place: str, pages: Mapping[SessionId, int]) -> dict[SessionId, int]:
        """`place` has so many pages of these sessions. News: the totals that became others."""
        news: dict[SessionId, int] = {}
        for session, count in pages.items():
            places = self._pages.pop(session, {})
            before = sum(places.values())
            places = {**places, place: count}
            if now := {at: n for at, n in places.items() if n > 0}:
                self._pages[session] = now
            after = sum(now.values())
            if after != before and after > 0 and max(after, before) > 1:
                news[session] = after
        return news
