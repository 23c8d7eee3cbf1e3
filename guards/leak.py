"""The internal prompt written into a file, as text or as comments, plain or encoded."""

from guards.tree import Source, found
from studio.prompt.leak import leaks
from studio.protocol import Finding


def rule(source: Source) -> list[Finding]:
    if not leaks(source.data.decode("utf-8", "replace")):
        return []
    at = found(
        source, "leak", "block", "This writes down Atelier's own instructions.", "Ask for a component."
    )
    return [at(source.tree.root_node)]
