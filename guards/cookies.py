"""document.cookie, by whatever name document goes."""

from guards.tree import Source, found
from studio.protocol import Finding

WORDS = ("cookie", "cookieStore")


def rule(source: Source) -> list[Finding]:
    at = found(
        source, "cookies", "block", "This reaches the page's cookies.", "Keep the value in React state."
    )
    nodes = [access.node for access in source.accesses("cookie") if access.of_document]
    nodes += source.free_names("cookieStore")
    nodes += [access.node for access in source.accesses("cookieStore") if access.of_window]
    return [at(node) for node in nodes]
