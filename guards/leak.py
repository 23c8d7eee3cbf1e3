"""The internal prompt written into a file, as text or as comments, plain or encoded.

A file that grows is looked at in overlapping blocks, of which only the last is new.
"""

from functools import lru_cache

from guards.tree import Source, found
from studio.prompt.leak import leaks
from studio.protocol import Finding

BLOCK_CHARS, OVERLAP_CHARS = 2000, 600
BLOCKS_KEPT = 512


def rule(source: Source) -> list[Finding]:
    text = source.data.decode("utf-8", "replace")
    step = BLOCK_CHARS - OVERLAP_CHARS
    if not any(_block_leaks(text[at : at + BLOCK_CHARS]) for at in range(0, max(1, len(text)), step)):
        return []
    at = found(
        source, "leak", "block", "This writes down Atelier's own instructions.", "Ask for a component."
    )
    return [at(source.tree.root_node)]


@lru_cache(BLOCKS_KEPT)
def _block_leaks(block: str) -> bool:
    return leaks(block)
