"""What a reply may say: prose about a component, files, and nothing of the internal prompt. Pure.

Reads each part before it is emitted. Prose that may become a leak is held back until it is none; a reply that
goes on and on without a file, writes a program in another language instead, or talks long beside its files,
is an answer to something else. Of a reply that is watched, because its prompt read like an order to the
model, nothing is shown before it has begun a file, or ended and spoken of an interface. Called by
studio/writing.py.
"""

import json
import re
from collections.abc import Iterable
from typing import cast

from studio import reply
from studio.about import speaks_of_interface
from studio.prompt.leak import Leaks, leaks

MAX_PROSE_CHARS = 4000
MAX_PROSE_WITH_FILES_CHARS = 8000
MAX_WATCHED_CHARS = 1500  # what an honest question about a component is answered in
_OTHER_PROGRAM = re.compile(
    r"^```(?:python|py|bash|sh|shell|sql|java|c|cpp|c\+\+|csharp|cs|go|rust|ruby|php|perl|powershell|kotlin|swift"
    r"|scala|lua|r)\s*\n[^`]{400}",
    re.MULTILINE | re.IGNORECASE,
)
_TAIL_CHARS = 600
_LEAK = "The reply began to repeat the instructions that it was given, so it was stopped."
_ASTRAY = "The reply was a long text and no component, so it was stopped."
_OTHER = "The reply was a program of another kind and no component, so it was stopped."
_ANSWERED = "The reply was an answer to something else and no component, so it is not shown."
_TALKED = "The reply went on and on beside its files, so it was stopped."


class OutputGuard:
    """`shown`: what of the last prose may be shown now."""

    def __init__(self, *, watched: bool = False) -> None:
        self.shown = ""
        self._waiting: list[str] | None = [] if watched else None  # prose that is shown with the first file
        self._prose = Leaks()
        self._tails: dict[str, str] = {}
        self._said = ""  # up to what is too much

    @classmethod
    def behind(cls, parts: Iterable[reply.ReplyPart], shown: str) -> "OutputGuard":
        """The guard of a reply that another one had read so far, and had `shown` so much of. If that is
        nothing, all of it waits until `watch` says whether it must."""
        guard = cls(watched=not shown)
        for part in parts:
            guard.problem(part)
            if isinstance(part, reply.Opened | reply.Removed):
                guard.rest()
        if shown:
            guard._prose = Leaks(shown, held=guard._said[len(shown) :])
        return guard

    def watch(self, watched: bool) -> str:
        """From here on, or no more; what may be shown then."""
        waiting = "".join(self._waiting or ())
        self._waiting = [waiting] if watched else None
        return "" if watched else waiting

    def problem(self, part: reply.ReplyPart) -> str | None:
        """Why the reply must not go on; None if it may."""
        match part:
            case reply.Prose():
                shown = self._prose.feed(part.text)
                if shown is None:
                    return _LEAK
                self.shown = shown if self._waiting is None else ""
                if self._waiting is not None:
                    self._waiting.append(shown)
                self._said += part.text
                return self._astray()
            case reply.Opened() | reply.Removed():
                self._tails.setdefault(part.path, "")
            case reply.Spliced():
                text = self._tails.get(part.path, "") + part.insert
                self._tails[part.path] = text[-_TAIL_CHARS:]
                return _LEAK if leaks(text, len(part.insert)) else None
            case _:
                pass
        return None

    def _astray(self) -> str | None:
        if self._tails:
            return _TALKED if len(self._said) > MAX_PROSE_WITH_FILES_CHARS else None
        if _OTHER_PROGRAM.search(self._said):
            return _OTHER
        return _ASTRAY if len(self._said) > MAX_PROSE_CHARS else None

    def problem_of_call(self, arguments: str) -> str | None:
        """Why a tool must not be called so: its arguments are shown, and JSON can spell a text in many
        ways."""
        try:
            spelled = _texts_in(json.loads(arguments))
        except (ValueError, RecursionError):
            spelled = ""
        return _LEAK if leaks(arguments) or leaks(spelled) else None

    def rest(self) -> str:
        """What was held back and has become no leak."""
        waiting, self._waiting = self._waiting or [], None
        return "".join(waiting) + self._prose.rest()

    def problem_at_end(self) -> str | None:
        """Why a reply that ends here must not be shown."""
        if self._waiting is None or self._tails or not self._said.strip():
            return None
        short = len(self._said) <= MAX_WATCHED_CHARS
        return None if short and speaks_of_interface(self._said) else _ANSWERED


def _texts_in(value: object) -> str:
    """Every text in a JSON value, names included."""
    match value:
        case str():
            return value
        case list():
            return " ".join(_texts_in(each) for each in cast(list[object], value))
        case dict():
            pairs = cast(dict[str, object], value).items()
            return " ".join(f"{name} {_texts_in(each)}" for name, each in pairs)
        case _:
            return ""
