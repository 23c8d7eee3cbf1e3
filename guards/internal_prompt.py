"""Prompts that ask to see the internal prompt."""

import re

from guards.phrases import plain
from studio.protocol import Finding

_TELL = r"show|print|reveal|repeat|output|display|tell|give|write|dump|leak|expose|return|recite|copy"
_SHOW = rf"(?:{_TELL}|translate|encode|summari[sz]e)"
_KIND = r"(?:system|internal|hidden|secret|initial|original|developer)"
_WHAT = rf"{_KIND}\s+(?:prompt|instructions?|message|directives)"
_ALL = r"(?:(?:whole|full|entire|exact|complete)\s+)*"
_ASKS = (
    re.compile(rf"\b{_SHOW}\b[\w\s,']{{0,40}}\byour\s+{_ALL}{_WHAT}\b"),
    re.compile(
        rf"\b{_SHOW}\s+(?:(?:me|us|all|of)\s+)*the\s+{_ALL}(?:system|internal)\s+prompt\s*(?:[.?!]|$)"
    ),
    re.compile(rf"\b{_SHOW}\s+(?:me\s+)?your\s+{_ALL}(?:prompt|instructions)\b"),
    re.compile(rf"\bwhat(?:'s| is| are| were)\s+your\s+{_ALL}{_WHAT}"),
    re.compile(
        r"\b(?:repeat|print|output|copy)\s+(?:everything|all|the (?:text|words|content)|all text)\s+"
        r"(?:above|before (?:this|my))\b"
    ),
)


def rule(text: str) -> list[Finding]:
    words = plain(text)
    if not any(pattern.search(words) for pattern in _ASKS):
        return []
    message = "The prompt asks for the internal prompt, which is not shown."
    return [Finding("internal-prompt", "block", None, 0, message, "Say what component you want.")]
