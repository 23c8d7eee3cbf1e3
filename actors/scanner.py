"""Runs the guards for sessions. Stateless but for caches, so any scanner can serve any session.

While a file streams, each scan differs from the last by what was written since: the last tree is kept for
each (session, path) and reused by the parser. So is, for each session, the newest set of files that were
judged together and of which none was blocked, and what each showed to the others (guards/artifact.py). As
long as the others of a file are exactly those of that set, and it shows them the same, they need not be
looked at again; in every other case the whole set is judged. Called by actors/session.py and turn_tasks.py
through a port.
"""

import hashlib
import logging
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from tree_sitter import Tree

import guards
from guards.artifact import Artifact, Seen
from guards.tree import Source
from studio.findings import blocking
from studio.ids import SessionId
from studio.protocol import Finding
from studio.scan import PromptScan

log = logging.getLogger(__name__)

TREES_KEPT = 256
SHOWING = (*guards.SCRIPTS, ".json")
K = TypeVar("K")
T = TypeVar("T")
Key = tuple[SessionId, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """Files that were judged together, and none was blocked: a digest of each text, and what each showed."""

    texts: Mapping[str, bytes]
    shown: Mapping[str, Seen]

    def holds_for(self, path: str, texts: Mapping[str, bytes], shown: Seen) -> bool:
        """Whether what was judged of the others is true of them now, too."""
        return (
            self.shown.get(path) == shown
            and self.texts.keys() == texts.keys()
            and all(self.texts[each] == text for each, text in texts.items() if each != path)
        )


NOTHING = Judged({}, {})


class Scanner:
    def __init__(self, trees_kept: int = TREES_KEPT) -> None:
        self._trees_kept = trees_kept
        self._trees: OrderedDict[Key, tuple[bytes, Tree]] = OrderedDict()
        self._judged: OrderedDict[SessionId, Judged] = OrderedDict()

    async def prompt(self, text: str) -> PromptScan:
        return guards.scan_prompt(text)

    async def code(
        self, session_id: SessionId, path: str, text: str, others: Mapping[str, str] | None = None
    ) -> list[Finding]:
        """Findings in one file, whole or cut off, as guards.scan_code has them; and in those of its
        artifact's others, unless they were judged as they are, with what this one shows."""
        if path.endswith(guards.SHEETS) or not (others or _is_script(path)):
            return guards.scan_code(path, text)
        files = {**(others or {}), path: text}
        artifact = Artifact(files, lambda at, said: self._parsed(session_id, at, said))
        findings = guards.scan_source(artifact.source(path)) if _is_script(path) else []
        if len(files) == 1:
            return findings
        texts = {
            each: hashlib.blake2b(text.encode("utf-8", "replace")).digest() for each, text in files.items()
        }
        judged = self._judged.get(session_id, NOTHING)
        try:
            shown = artifact.shown(path)
            holds = judged.holds_for(path, texts, shown)
            rest = [] if holds else [each for each in files if each != path and each.endswith(SHOWING)]
            seen = {**(judged.shown if holds else {}), path: shown}
            seen |= {each: artifact.shown(each) for each in rest}
        except Exception as error:
            log.error("session %s: a file's exports broke off: %s", session_id, type(error).__name__)
            return [*findings, guards.unread(path)]
        for other in filter(_is_script, rest):
            findings += guards.scan_source(artifact.source(other))
        if blocking(findings) is None:  # what was judged before stays true of its own texts
            _keep(self._judged, session_id, Judged(texts, seen), self._trees_kept)
        return findings

    def _parsed(self, session_id: SessionId, path: str, text: str) -> Source:
        key = (session_id, path)
        source = Source(path, text, self._trees.pop(key, None))
        _keep(self._trees, key, (source.data, source.tree), self._trees_kept)
        return source


def _is_script(path: str) -> bool:
    return path.endswith(guards.SCRIPTS)


def _keep(kept: OrderedDict[K, T], key: K, value: T, most: int) -> None:
    kept.pop(key, None)
    kept[key] = value
    if len(kept) > most:
        kept.popitem(last=False)
