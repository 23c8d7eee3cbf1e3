"""Comments that are orders: JSX pragmas that name a function, HTML comments that hide code."""

import re

from guards.tree import Source, found, text_hits
from studio.protocol import Finding

_PRAGMA = re.compile(
    rb"@jsx(?:Frag|ImportSource|Runtime)?\s+(?!(?:react|React\.(?:createElement|Fragment)|automatic|classic)\b)\S"
)
_HTML = re.compile(rb"<!--|(?m:^\\s*-->)")
_TEXT = ("string", "template_string", "comment", "jsx_text", "regex")
_PLACES = (*_TEXT, "html_comment", "ERROR", "program")


def rule(source: Source) -> list[Finding]:
    at = found(
        source, "comments", "block", "This comment changes what the code means.", "Leave the comment out."
    )
    nodes = [node for _, node in text_hits(source, _PRAGMA, "comment")]
    nodes += [node for _, node in text_hits(source, _HTML, *_PLACES) if node.type not in _TEXT]
    return [at(node) for node in nodes]
