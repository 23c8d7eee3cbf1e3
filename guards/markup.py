"""Text put into the page as HTML: shown without what is active in it."""

from guards.tree import Source, found
from studio.protocol import Finding

_KEY = "dangerouslySetInnerHTML"
_SETTERS = ("innerHTML", "outerHTML", "insertAdjacentHTML", "createContextualFragment")
_PLACES = ("jsx_attribute", "pair", "shorthand_property_identifier")


def rule(source: Source) -> list[Finding]:
    at = found(
        source,
        "markup",
        "neutralise",
        "This puts text into the page as HTML; scripts and addresses in it are left out.",
        "Write the elements as JSX.",
    )
    nodes = [node for node in source.words(_KEY) if node.parent is not None and node.parent.type in _PLACES]
    nodes += [a.node for a in source.accesses(*_SETTERS)]
    nodes += [a.node for a in source.accesses("write", "writeln") if source.is_document(a.base)]
    return [at(node) for node in nodes]
