"""Runs the guards for sessions. Stateless but for a cache of trees, so any scanner can serve any session.

While a file streams, each scan differs from the last by what was written since: the last tree is kept for
each (session, path) and reused by the parser. Called by actors/session.py through a port.
"""

from collections import Counter, OrderedDict

from tree_sitter import Tree

import guards
from guards.tree import Source
from studio.ids import SessionId
from studio.protocol import Finding
from studio.scan import PromptScan

TREES_KEPT = 256


class Scanner:
    def __init__(self, trees_kept: int = TREES_KEPT) -> None:
        self._trees_kept = trees_kept
        self._trees: OrderedDict[tuple[SessionId, str], tuple[bytes, Tree]] = OrderedDict()
        self._told: dict[tuple[SessionId, str], Counter[str]] = {}

        self._counts: Counter[str] = Counter()

    def counts(self) -> dict[str, int]:
        """Findings since the start, by rule; one that stands through many scans of a file counts once a scan
        in which it is new."""
        return dict(self._counts)

    async def prompt(self, text: str) -> PromptScan:
        scan = guards.scan_prompt(text)
        self._counts.update(finding.rule for finding in scan.findings)
        return scan

    async def code(self, session_id: SessionId, path: str, text: str) -> list[Finding]:
        """Findings in one file, whole or cut off, as guards.scan_code has them."""
        if not path.endswith(guards.SCRIPTS):
            return []
        key = (session_id, path)
        source = Source(path, text, self._trees.pop(key, None))
        self._trees[key] = (source.data, source.tree)
        if len(self._trees) > self._trees_kept:
            oldest, _ = self._trees.popitem(last=False)
            self._told.pop(oldest, None)
        findings = guards.scan_source(source)
        told = Counter(finding.rule for finding in findings)
        self._counts += told - self._told.get(key, Counter())
        self._told[key] = told
        return findings
