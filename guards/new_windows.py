"""window.open: the page asks its user, with the whole address, before it opens anything."""

from guards.tree import Source, found
from studio.protocol import Finding

_NAMES = ("open",)


def rule(source: Source) -> list[Finding]:
    at = found(
        source,
        "new-windows",
        "neutralise",
        "The preview opens no windows by itself: you are asked first.",
        "Use a link with target=_blank, or a dialog in the component.",
    )
    nodes = list(source.free_names(*_NAMES))
    nodes += [access.node for access in source.accesses(*_NAMES) if access.of_window]
    return [at(node) for node in nodes]
