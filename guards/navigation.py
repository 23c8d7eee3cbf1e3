"""The page's address: it can be read and is kept in memory, and the preview never leaves it."""

from guards.tree import Source, found
from studio.protocol import Finding

_NAMES = ("location", "history")


def rule(source: Source) -> list[Finding]:
    at = found(
        source,
        "navigation",
        "neutralise",
        "The preview stays where it is: addresses and history are kept in memory.",
        "Switch views with React state.",
    )
    nodes = list(source.free_names(*_NAMES))
    nodes += [access.node for access in source.accesses(*_NAMES) if access.of_window or access.of_document]
    return [at(node) for node in nodes]
