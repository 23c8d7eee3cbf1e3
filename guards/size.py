"""Prompts that are too long."""

from studio.protocol import MAX_PROMPT_CHARS, Finding


def rule(text: str) -> list[Finding]:
    if len(text) <= MAX_PROMPT_CHARS:
        return []
    message = f"The prompt has {len(text)} characters; at most {MAX_PROMPT_CHARS} fit."
    return [Finding("size", "block", None, 0, message, "Shorten the prompt.")]
