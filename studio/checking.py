"""What the checks said of a turn's files, or of a version that no turn made, and what is left to do about it.
Pure. Called by studio/turn.py, actors/version_check.py and cluster/gateway.py.

A version is final if what NEEDED names passed. What failed is mended once without a model, then by one as
often as the plan says; what was only warned of is not.
"""

from collections.abc import Mapping

from studio.protocol import SessionState, Version
from studio.steps import CheckDone

NEEDED = ("compile", "render", "mount")
MAX_PROBLEM_CHARS = 4_000


class Checking:
    """`asked`: how often a model was asked to mend a fault; `asked_about`: the files that it was to mend."""

    def __init__(self, repairs: int) -> None:
        """`repairs`: how often one may be."""
        self.asked = 0
        self._repairs = repairs
        self.asked_about: Mapping[str, str] = {}
        self._mended = False
        self._done: list[CheckDone] = []

    def begin(self) -> None:
        """A round; what was said of files that have changed since counts for nothing."""
        self._done = []

    def add(self, done: CheckDone) -> None:
        self._done.append(done)

    @property
    def fault(self) -> str:
        """All that failed, each with its lines, for whoever mends it; empty if nothing did."""
        failed = [f"{done.check}: {done.detail}" for done in self._done if done.outcome == "failed"]
        return "\n".join(failed)[:MAX_PROBLEM_CHARS]

    @property
    def refusal(self) -> str:
        """Why the version is not final; empty if it is."""
        missed = [
            done for done in self._done if done.check in NEEDED and done.outcome in ("failed", "skipped")
        ]
        return f"{missed[0].check}: {missed[0].detail}" if missed else ""

    def may_mend(self) -> bool:
        """Without a model: the first time that somebody asks."""
        first, self._mended = not self._mended, True
        return first

    def may_ask(self, files: Mapping[str, str]) -> bool:
        """A model; not again about these very files, for a repair that changed nothing is the last."""
        if self.asked == self._repairs or self.asked_about == files:
            return False
        self.asked += 1
        self.asked_about = dict(files)
        return True


def unsettled(state: SessionState) -> Version | None:
    """The newest version, if no turn has made it and its checks have not come to an end: else it would be
    final, or one that is needed would have said why not."""
    newest = state.versions[-1] if state.versions else None
    if newest is None or newest.turn is not None or newest.status == "final" or newest.entry is None:
        return None
    refused = any(check.check in NEEDED and check.outcome in ("failed", "skipped") for check in newest.checks)
    return None if refused else newest


def waits_for_checks(state: SessionState) -> bool:
    """Whether a check of a version has begun that has not ended: the page says so until somebody ends it."""
    version = unsettled(state)
    return version is not None and any(check.outcome is None for check in version.checks)
