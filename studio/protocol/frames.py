"""Messages to bytes and back. Whoever decodes what a stranger sent validates it here, once."""

import msgspec

from studio.protocol.commands import Command
from studio.protocol.events import Event
from studio.protocol.notices import Notice
from studio.protocol.session_state import SessionState

ServerMessage = Event | Notice

_encoder = msgspec.json.Encoder()
_command_decoder = msgspec.json.Decoder(Command)
_event_decoder = msgspec.json.Decoder(Event)
_state_decoder = msgspec.json.Decoder(SessionState)


def encode(message: ServerMessage | Command | SessionState) -> bytes:
    """One wire frame (or, for a SessionState, one stored snapshot)."""
    return _encoder.encode(message)


def decode_command(frame: str | bytes) -> Command:
    """Raises msgspec.DecodeError or its subclass ValidationError, whose text names the field."""
    return _command_decoder.decode(frame)


def decode_event(data: bytes) -> Event:
    """The event in a stored record. Raises msgspec.DecodeError."""
    return _event_decoder.decode(data)


def decode_state(data: bytes) -> SessionState:
    """The state in a stored snapshot. Raises msgspec.DecodeError."""
    return _state_decoder.decode(data)
