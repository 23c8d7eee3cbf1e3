"""What a language model is told: the system prompt and the messages of one request. Pure.

The stable part comes first and is the same bytes for every user and turn of a framework, so that vendors'
prompt caches hit. Called by models/rendering.py; what models/ counts by itself is
estimated with it.
"""

from studio.prompt.messages import (
    CHARS_PER_TOKEN,
    Message,
    assemble,
    estimate_usage,
    most_input_tokens,
)
from studio.prompt.system import PROMPT_VERSION, Purpose, system_prompt

__all__ = [
    "CHARS_PER_TOKEN",
    "PROMPT_VERSION",
    "Message",
    "Purpose",
    "assemble",
    "estimate_usage",
    "most_input_tokens",
    "system_prompt",
]
