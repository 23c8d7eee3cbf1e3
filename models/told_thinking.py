"""What a model thinks in the text of its reply, between `<think>` and `</think>` at the begin: some local
servers do not take it out. It is not shown and no part of the reply.

Pure; the cut does not depend on how the text comes in pieces. Called by models/vendors.py.
"""

OPEN, CLOSE = "<think>", "</think>"


class ToldThinking:
    """`dropped`: characters that were left out so far."""

    def __init__(self) -> None:
        self.dropped = 0
        self._waiting = ""  # until it is clear what the text is; then the end of the thinking
        self._inside = False
        self._over = False

    def feed(self, text: str) -> str:
        """What of the reply can be shown now."""
        if self._over:
            return text
        self._waiting += text
        if not self._inside:
            begun = self._waiting.lstrip()
            if OPEN.startswith(begun[: len(OPEN)]) and len(begun) < len(OPEN):
                return ""
            if not begun.startswith(OPEN):
                return self.close()
            self._inside = True
        thought, closed, rest = self._waiting.partition(CLOSE)
        if not closed:
            kept = self._waiting[-len(CLOSE) + 1 :]
            self.dropped += len(self._waiting) - len(kept)
            self._waiting = kept
            return ""
        shown = rest.lstrip()
        if not shown:  # a line break more may follow
            self._waiting = CLOSE + rest
            self.dropped += len(thought)
            return ""
        self.dropped += len(thought) + len(closed)
        self._over, self._waiting = True, ""
        return shown

    def close(self) -> str:
        """The rest, where a reply ends before it was clear what it is. A thought that never ended is none."""
        rest, self._waiting = "" if self._inside else self._waiting, ""
        self._over = True
        return rest
