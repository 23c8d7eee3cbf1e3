"""The browser's storage gets a stand-in that forgets."""

from guards.tree import Source, found
from studio.protocol import Finding

WORDS = ("localStorage", "sessionStorage", "indexedDB", "caches", "getDirectory")


def rule(source: Source) -> list[Finding]:
    at = found(
        source,
        "storage",
        "neutralise",
        "The preview keeps nothing: what is stored here is gone after a reload.",
        "Keep it in React state.",
    )
    nodes = list(source.free_names(*WORDS))
    nodes += [
        access.node for access in source.accesses(*WORDS) if access.of_window or access.name == "getDirectory"
    ]
    return [at(node) for node in nodes]
