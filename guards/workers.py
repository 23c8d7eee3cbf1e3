"""Threads of their own: Worker, SharedWorker, worklets, service workers."""

from guards.tree import Source, found
from studio.protocol import Finding

_NAMES = ("Worker", "SharedWorker", "importScripts")


def rule(source: Source) -> list[Finding]:
    at = found(
        source,
        "workers",
        "block",
        "This starts a program beside the component.",
        "Do the work in the component, in small steps.",
    )
    nodes = list(source.free_names(*_NAMES))
    nodes += [a.node for a in source.accesses(*_NAMES) if source.is_window(a.base)]
    nodes += [a.node for a in source.accesses("serviceWorker", "audioWorklet", "paintWorklet")]
    return [at(node) for node in nodes]
