"""Runs the guards for sessions. Stateless but for a cache of trees, so any scanner can serve any session.

While a file streams, each scan differs from the last by what was written since: the last tree is kept for
each (session, path) and reused by the parser. Called by actors/session.py and turn_tasks.py through
a port.
"""

from collections import OrderedDict

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

    async def prompt(self, text: str) -> PromptScan:
        return guards.scan_prompt(text)

    async def code(self, session_id: SessionId, path: str, text: str) -> list[Finding]:
        """Findings in one file, whole or cut off, as guards.scan_code has them."""
        if not path.endswith(guards.SCRIPTS):
            return guards.scan_code(path, text)
        key = (session_id, path)
        source = Source(path, text, self._trees.pop(key, None))
        self._trees[key] = (source.data, source.tree)
        if len(self._trees) > self._trees_kept:
            self._trees.popitem(last=False)
        return guards.scan_source(source)
