"""Prompts that are too long."""

from guards.heard import Heard
from studio.protocol import MAX_PROMPT_CHARS, Finding


def rule(heard: Heard) -> list[Finding]:
    if len(heard.text) <= MAX_PROMPT_CHARS:
        return []
    message = f"The prompt has {len(heard.text)} characters; at most {MAX_PROMPT_CHARS} fit."
    return [Finding("size", "block", None, 0, message, "Shorten the prompt.")]
