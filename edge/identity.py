"""Who a browser is, and what it may touch: the one place where both are decided.

A browser gets a random owner id in a signed, HTTP-only cookie; a session belongs to the owner that sent its
first prompt. The signature carries no time: a server clock that is set back must not lock anyone out. Every
route and the socket ask `may_enter` before they read or write anything of a session.
"""

from http.cookies import CookieError, SimpleCookie

from itsdangerous import BadSignature, Signer

from stores.contract import SessionRecord
from studio.ids import OwnerId, new_owner_id

COOKIE = "atelier_owner"
MAX_AGE_S = 365 * 24 * 3600


class Identity:
    def __init__(self, secret: str, *, secure: bool) -> None:
        self._signer = Signer(secret, salt="atelier.owner")
        self._secure = secure

    def owner(self, cookie_header: str) -> OwnerId | None:
        """The owner in a Cookie header; None if there is none, or its signature is wrong."""
        try:
            morsel = SimpleCookie(cookie_header).get(COOKIE)
            if morsel is None:
                return None
            return OwnerId(self._signer.unsign(morsel.value).decode())
        except (CookieError, BadSignature):
            return None

    def new_cookie(self) -> tuple[OwnerId, str]:
        """A new owner and the Set-Cookie value that makes a browser that owner."""
        owner = new_owner_id()
        value = self._signer.sign(owner).decode()
        secure = "; Secure" if self._secure else ""
        return owner, f"{COOKIE}={value}; Path=/; Max-Age={MAX_AGE_S}; HttpOnly; SameSite=Lax{secure}"


def may_enter(owner: OwnerId | None, record: SessionRecord | None) -> bool:
    """An unknown session may be entered by anyone with a cookie: nothing is in it yet, and its id is a secret
    of whoever was handed it. A known one only by its owner, one that was deleted by nobody."""
    return owner is not None and (record is None or (record.owner == owner and not record.deleted))


def deleted_theirs(owner: OwnerId | None, record: SessionRecord | None) -> bool:
    """Whether the session is one that this browser had, and deleted. Nobody else is told."""
    return record is not None and record.deleted and record.owner == owner
