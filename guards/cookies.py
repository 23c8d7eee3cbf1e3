"""document.cookie, by whatever name document goes."""

from guards.tree import Source, found
from studio.protocol import Finding


def rule(source: Source) -> list[Finding]:
    at = found(
        source, "cookies", "block", "This reaches the page's cookies.", "Keep the value in React state."
    )
    return [at(access.node) for access in source.accesses("cookie") if source.is_document(access.base)]
