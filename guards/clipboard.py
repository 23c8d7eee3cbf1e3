"""The clipboard: text is copied by the page after a click; reading it is not possible."""

from guards.paths import Path
from guards.tree import Source, found
from studio.protocol import Finding

WORDS = ("readText",)


def rule(source: Source) -> list[Finding]:
    write = found(
        source,
        "clipboard",
        "neutralise",
        "The preview copies to the clipboard through the page, after a click.",
        "Copy in the handler of a button's click.",
    )
    read = found(
        source, "clipboard", "block", "This reads your clipboard.", "Let the user paste into a field instead."
    )
    writes = [a.node for a in source.accesses("clipboard") if Path(("navigator",)) in a.bases]
    reads = [a.node for a in source.accesses(*WORDS) if Path(("navigator", "clipboard")) in a.bases]
    return [write(node) for node in writes] + [read(node) for node in reads]
