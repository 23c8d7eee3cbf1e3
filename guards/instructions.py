"""Prompts that tell the model to drop its instructions. Honest prompts "ignore" fields, not instructions."""

import re

from guards.phrases import plain
from studio.protocol import Finding

_DROP = r"(?:ignore|disregard|forget|override|bypass|discard|do not follow|don't follow|stop following)"
_OWN = r"(?:previous|prior|above|earlier|preceding|system|original|initial|your|safety)"
_ANY = rf"(?:(?:all|any|every|of|the|these|those|my|current|existing|{_OWN})\s+)*"
_WHAT = r"(?:instructions?|directions?|rules|guidelines|guardrails|(?:system|internal) prompt|directives)"
_FREED = r"(?:dan|jailbroken|unrestricted|bound by (?:your|any|the) (?:rules|instructions))"
_MODE = r"(?:enter|enable|activate)\s+(?:developer|dan|god|jailbreak) mode"
_OVERRIDES = (
    re.compile(rf"\b{_DROP}\s+{_ANY}{_OWN}\s+{_ANY}{_WHAT}\b"),
    re.compile(rf"\b{_DROP}\s+{_ANY}(?:system|internal) prompt\b"),
    re.compile(rf"\byou are (?:now|no longer)\s+(?:\w+\s+){{0,4}}{_FREED}\b"),
    re.compile(rf"\b{_MODE}\b.{{0,80}}\b(?:rules|restrictions|instructions|filters)\b"),
    re.compile(r"<\|(?:im_start|im_end|system|endoftext)\|>|\[/?inst\]\s*<<sys>>"),
)


def rule(text: str) -> list[Finding]:
    words = plain(text)
    if not any(pattern.search(words) for pattern in _OVERRIDES):
        return []
    message = "The prompt asks to set the instructions of Atelier aside."
    return [Finding("instructions", "block", None, 0, message, "Say what component you want.")]
