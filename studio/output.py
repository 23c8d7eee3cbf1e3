"""What a reply may say: prose about a component, files, and nothing of the internal prompt. Pure.

Reads each part before it is emitted. Prose that may become a leak is held back until it is none; a reply that
goes on and on without a file, writes a program in another language instead, or talks long beside its files,
is an answer to something else. Of a reply that is watched (studio/scan.py) nothing is shown before it has
begun a file, or spoken of an interface or the component: as soon as it does, or, where its prompt read like
an order to the model, when it has ended. Called by studio/writing.py.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import cast

from studio import reply
from studio.about import Subject
from studio.prompt.leak import GrowingText, Leaks, leaks
from studio.scan import Watch

MAX_PROSE_CHARS = 4000
MAX_PROSE_WITH_FILES_CHARS = 8000
MAX_WATCHED_CHARS = 1500  # what an honest question about a component is answered in
_OTHER_PROGRAM = re.compile(
    r"^```(?:python|py|bash|sh|shell|sql|java|c|cpp|c\+\+|csharp|cs|go|rust|ruby|php|perl|powershell|kotlin|swift"
    r"|scala|lua|r)\s*\n[^`]{400}",
    re.MULTILINE | re.IGNORECASE,
)
REMEDY = "Say what component you want, or name the part of it that you ask about."
_TAIL_CHARS = 600
_SURE_WORDS = 2  # of the component, in a text that goes on
_LEAK = "The reply began to repeat the instructions that it was given, so it was stopped."
_ASTRAY = "The reply was a long text and no component, so it was stopped."
_OTHER = "The reply was a program of another kind and no component, so it was stopped."
_ANSWERED = "The reply was an answer to something else and no component, so it is not shown."
_TALKED = "The reply went on and on beside its files, so it was stopped."


class OutputGuard:
    """`shown`: what of the last prose may be shown now. `files`: the component before the reply."""

    def __init__(self, watch: Watch = Watch.NONE, files: Mapping[str, str] | None = None) -> None:
        self.shown = ""
        self._watch = watch
        self._subject = Subject(files or {})
        self._waiting: list[str] = []  # prose that nobody has seen
        self._prose = Leaks()
        self._written: dict[str, GrowingText] = {}  # by path
        self._said = ""  # up to what is too much

    @classmethod
    def behind(cls, parts: Iterable[reply.ReplyPart], shown: str, files: Mapping[str, str]) -> "OutputGuard":
        """The guard of a reply that another one had read so far, and had `shown` so much of. If that is
        nothing, all of it waits until `watch` says whether it must."""
        guard = cls(Watch.NONE if shown else Watch.END, files)
        for part in parts:
            guard.problem(part)
            if isinstance(part, reply.Opened | reply.Removed):
                guard.rest()
        if shown:
            guard._prose = Leaks(shown, held=guard._said[len(shown) :])
        return guard

    def watch(self, watch: Watch, before: str = "") -> str:
        """From here on so; what may be shown then. `before`: the prose of what this reply goes on with."""
        self._watch = watch
        self._said = self._said or before
        self._look()
        return self._release() if self._watch is Watch.NONE else ""

    def problem(self, part: reply.ReplyPart) -> str | None:
        """Why the reply must not go on; None if it may."""
        match part:
            case reply.Prose():
                shown = self._prose.feed(part.text)
                if shown is None:
                    return _LEAK
                self._said += part.text
                self._waiting.append(shown)
                self._look()
                self.shown = self._release() if self._watch is Watch.NONE else ""
                return self._astray()
            case reply.Opened() | reply.Removed():
                self._file(part.path)
            case reply.Spliced():
                return _LEAK if self._file(part.path).feed(part.insert) else None
            case _:
                pass
        return None

    def _file(self, path: str) -> GrowingText:
        return self._written.setdefault(path, GrowingText(_TAIL_CHARS))

    def _astray(self) -> str | None:
        if self._written:
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
        self._watch = Watch.NONE
        return self._release() + self._prose.rest()

    def _look(self) -> None:
        topic = self._watch in (Watch.BRIEF, Watch.TOPIC, Watch.STRANGE)
        if topic and self._subject.is_meant_by(self._said, shared=_SURE_WORDS):
            self._watch = Watch.NONE

    def _release(self) -> str:
        waiting, self._waiting = "".join(self._waiting), []
        return waiting

    def problem_at_end(self) -> str | None:
        """Why a reply that ends here must not be shown."""
        if self._watch is Watch.NONE or self._written or not self._said.strip():
            return None
        if self._watch is Watch.BRIEF:
            return None if self._subject.may_be_answered_by(self._said) else _ANSWERED
        if self._watch is Watch.TOPIC:
            return None if self._subject.is_answered_by(self._said) else _ANSWERED
        if self._watch is Watch.STRANGE:
            return None if self._subject.is_meant_by(self._said) else _ANSWERED
        short = len(self._said) <= MAX_WATCHED_CHARS
        return None if short and self._subject.is_surely_meant_by(self._said) else _ANSWERED


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
