"""Vendors on a bad day, by name. Each is a Script for tests.contract.wire_servers.serve."""

from dataclasses import dataclass, field

from tests.contract.wire_servers import Json, Script


def _error(message: str, kind: str, code: int) -> Json:
    return {"error": {"message": message, "type": kind, "code": code, "status": kind}}


@dataclass(frozen=True)
class Refuses(Script):
    """Stops with the vendor's word for "I will not"."""

    ending: str = "refuse"  # type: ignore[assignment]


@dataclass(frozen=True)
class Overloaded(Script):
    status: int = 503
    error: Json = field(default_factory=lambda: _error("The model is overloaded", "UNAVAILABLE", 503))


@dataclass(frozen=True)
class RefusesTheKey(Script):
    status: int = 401
    error: Json = field(default_factory=lambda: _error("invalid x-api-key", "authentication_error", 401))


@dataclass(frozen=True)
class RateLimits(Script):
    status: int = 429
    error: Json = field(default_factory=lambda: _error("slow down", "rate_limit_error", 429))


@dataclass(frozen=True)
class SlowFirstToken(Script):
    """Takes the request and says nothing."""

    first_s: float = 600.0


@dataclass(frozen=True)
class StallsMidStream(Script):
    """Sends its text and then nothing, over a connection that stays open."""

    ending: str = "hang"  # type: ignore[assignment]


@dataclass(frozen=True)
class DropsMidStream(Script):
    """Its connection dies inside the body."""

    ending: str = "drop"  # type: ignore[assignment]


@dataclass(frozen=True)
class GarbageChunk(Script):
    """Sends a chunk that is no JSON."""

    ending: str = "garbage"  # type: ignore[assignment]


@dataclass(frozen=True)
class CutsInsideUtf8(Script):
    """Every byte by itself, so that characters come in pieces; then the connection dies inside one. Give it a
    text that has some."""

    cut: int = 1
    lacks_half: bool = True
    ending: str = "drop"  # type: ignore[assignment]


@dataclass(frozen=True)
class EndsWithoutUsage(Script):
    usage: bool = False


BEFORE_TEXT = (Overloaded, RateLimits, SlowFirstToken)
MID_STREAM = (StallsMidStream, DropsMidStream, GarbageChunk, CutsInsideUtf8)
