"""alert, confirm and prompt: their text is shown in a note, and they are answered at once."""

from guards.tree import Source, found
from studio.protocol import Finding

_NAMES = ("alert", "confirm", "prompt")


def rule(source: Source) -> list[Finding]:
    at = found(
        source,
        "dialogs",
        "neutralise",
        "The preview opens no dialogs: it shows the text, agrees to confirm and gives prompt a sample.",
        "Show the message or the question in the component.",
    )
    nodes = list(source.free_names(*_NAMES))
    nodes += [access.node for access in source.accesses(*_NAMES) if access.of_window]
    return [at(node) for node in nodes]
