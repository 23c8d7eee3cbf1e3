"""Threads of their own: Worker, SharedWorker, worklets, service workers."""

from guards.tree import Source, found
from studio.protocol import Finding

_NAMES = ("Worker", "SharedWorker", "importScripts")
_PLACES = ("serviceWorker", "audioWorklet", "paintWorklet", "addModule")
WORDS = (*_NAMES, *_PLACES)


def rule(source: Source) -> list[Finding]:
    at = found(
        source,
        "workers",
        "block",
        "This starts a program beside the component.",
        "Do the work in the component, in small steps.",
    )
    nodes = list(source.free_names(*_NAMES))
    nodes += [access.node for access in source.accesses(*_NAMES) if access.of_window]
    nodes += [access.node for access in source.accesses(*_PLACES)]
    return [at(node) for node in nodes]
