"""The browser's storage gets a stand-in that forgets."""

from guards.tree import Source, found
from studio.protocol import Finding

_NAMES = ("localStorage", "sessionStorage", "indexedDB", "caches")


def rule(source: Source) -> list[Finding]:
    at = found(
        source,
        "storage",
        "neutralise",
        "The preview keeps nothing: what is stored here is gone after a reload.",
        "Keep it in React state.",
    )
    nodes = list(source.free_names(*_NAMES))
    nodes += [a.node for a in source.accesses(*_NAMES) if source.is_window(a.base)]
    return [at(node) for node in nodes]
