"""Runs the guards for sessions. Stateless but for caches, so any scanner can serve any session.

While a file streams, each scan differs from the last by what was written since: the last tree is kept for
each (session, path) and reused by the parser. So is what the file showed to the other files of its artifact
(guards/artifact.py): as long as that stays the same, they need not be looked at again. Called by
actors/session.py and turn_tasks.py through a port.
"""

import logging
from collections import OrderedDict
from collections.abc import Mapping
from typing import TypeVar

from tree_sitter import Tree

import guards
from guards.artifact import Artifact, Seen
from guards.tree import Source
from studio.ids import SessionId
from studio.protocol import Finding
from studio.scan import PromptScan

log = logging.getLogger(__name__)

TREES_KEPT = 256
T = TypeVar("T")
Key = tuple[SessionId, str]


class Scanner:
    def __init__(self, trees_kept: int = TREES_KEPT) -> None:
        self._trees_kept = trees_kept
        self._trees: OrderedDict[Key, tuple[bytes, Tree]] = OrderedDict()
        self._shown: OrderedDict[Key, Seen] = OrderedDict()

    async def prompt(self, text: str) -> PromptScan:
        return guards.scan_prompt(text)

    async def code(
        self, session_id: SessionId, path: str, text: str, others: Mapping[str, str] | None = None
    ) -> list[Finding]:
        """Findings in one file, whole or cut off, as guards.scan_code has them; and in those of its
        artifact's others, where they know something else of it since they were last looked at."""
        if path.endswith(guards.SHEETS) or not (others or _is_script(path)):
            return guards.scan_code(path, text)
        files = {**(others or {}), path: text}
        artifact = Artifact(files, lambda at, said: self._parsed(session_id, at, said))
        findings = guards.scan_source(artifact.source(path)) if _is_script(path) else []
        if len(files) == 1:
            return findings
        try:
            shown = artifact.shown(path)
        except Exception as error:
            log.error("session %s: a file's exports broke off: %s", session_id, type(error).__name__)
            return [*findings, guards.unread(path)]
        if self._has_shown(session_id, path) != shown:
            for other in artifact.scripts:
                findings += guards.scan_source(artifact.source(other)) if other != path else []
        _keep(self._shown, (session_id, path), shown, self._trees_kept)
        return findings

    def _has_shown(self, session_id: SessionId, path: str) -> Seen:
        """Nothing, where it was not looked at: so do the others think that were judged before."""
        return self._shown.get((session_id, path), frozenset())

    def _parsed(self, session_id: SessionId, path: str, text: str) -> Source:
        key = (session_id, path)
        source = Source(path, text, self._trees.pop(key, None))
        _keep(self._trees, key, (source.data, source.tree), self._trees_kept)
        return source


def _is_script(path: str) -> bool:
    return path.endswith(guards.SCRIPTS)


def _keep(kept: OrderedDict[Key, T], key: Key, value: T, most: int) -> None:
    kept.pop(key, None)
    kept[key] = value
    if len(kept) > most:
        kept.popitem(last=False)
