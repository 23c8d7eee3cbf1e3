"""What the checks said of a turn's files, and what follows from it: pure. Called by studio/turn.py.

A version is final if what NEEDED names passed. Whatever failed is worth a repair; what was only warned of is
not.
"""

from studio.steps import CheckDone

NEEDED = ("compile", "render", "mount")
MAX_PROBLEM_CHARS = 4_000


class Checked:
    """Of one round: a new one begins when the files have changed."""

    def __init__(self) -> None:
        self._done: list[CheckDone] = []

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
