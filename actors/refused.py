"""A command that a session cannot carry out: raised by actors/session.py and its parts, told by the page."""

from studio.protocol import Error, ErrorCode


class Refused(Exception):
    """The session is unchanged; `notice` is for the page that asked."""

    def __init__(self, code: ErrorCode, message: str, *, retryable: bool = False) -> None:
        super().__init__(message)
        self.notice = Error(code, message, retryable)
