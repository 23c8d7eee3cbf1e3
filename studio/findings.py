"""What the guards find, as a turn and an edit take it. Pure. Called by studio/turn.py, actors/session.py."""

from collections.abc import Iterable, Sequence

from studio.protocol import Finding, FindingMade


def blocking(findings: Iterable[Finding]) -> Finding | None:
    """The first that stops what it was found in."""
    return next((finding for finding in findings if finding.severity == "block"), None)


def reason(finding: Finding) -> str:
    """For the user: what was found in a prompt, or where in the code, and what to do about it."""
    said = f"{finding.message} {finding.remedy}".strip()
    if finding.path is None:
        return said
    where = f"{finding.path}:{finding.line}" if finding.line else finding.path
    return f"Stopped by rule {finding.rule} at {where}: {said}"


class Told:
    """The findings that the page has heard of: each is told once, however often its file is scanned."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._keys = set(map(_key, findings))

    def fresh(self, findings: Sequence[Finding], seq: int) -> list[FindingMade]:
        """Numbered from seq + 1."""
        made: list[FindingMade] = []
        for finding in findings:
            if _key(finding) not in self._keys:
                self._keys.add(_key(finding))
                made.append(FindingMade(seq=seq + len(made) + 1, finding=finding))
        return made


def _key(finding: Finding) -> tuple[str, str | None, int, str]:
    """Code that is still being written may change what is said of its line, and not what is found there."""
    return finding.rule, finding.path, finding.line, finding.message if finding.path is None else ""
