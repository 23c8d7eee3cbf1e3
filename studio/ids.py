"""Identifiers, as distinct types so that a turn is never passed where a version is meant.

A SessionId is also a DNS label: the preview of a session lives at ``<session_id>.preview.<domain>``.
"""

import re
import secrets
from typing import NewType

SessionId = NewType("SessionId", str)
OwnerId = NewType("OwnerId", str)
TurnId = NewType("TurnId", int)
VersionId = NewType("VersionId", int)
Seq = NewType("Seq", int)
Epoch = NewType("Epoch", int)

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_SESSION_ID = re.compile(r"[a-z2-7]{26}")


def new_session_id() -> SessionId:
    """26 base32 characters: 130 random bits, so an id cannot be guessed."""
    return SessionId("".join(secrets.choice(_ALPHABET) for _ in range(26)))


def new_owner_id() -> OwnerId:
    """As unguessable as a session id; the signed cookie of a browser carries it."""
    return OwnerId("".join(secrets.choice(_ALPHABET) for _ in range(26)))


def session_id(text: str) -> SessionId:
    """The id in `text`. Raises ValueError if it is not one."""
    if not _SESSION_ID.fullmatch(text):
        raise ValueError("session_id: expected 26 characters of a-z and 2-7")
    return SessionId(text)
