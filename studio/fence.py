"""How words of a program or a checker stand in a text for a model: as data. Pure.

Called by actors/session.py, studio/tools/logs.py and studio/prompt/. What a person pasted:
studio/prompt/pasted.py.
"""

import re
from collections.abc import Iterable


def as_pasted(text: str) -> str:
    """What a program or a checker said, for a prompt that nobody typed: a fence that it cannot close."""
    return "```\n" + text.replace("```", "'''") + "\n```"


def open_tag(name: str, texts: Iterable[str]) -> str:
    """The name of a tag that none of the texts can close, or begin anew, in any writing. Looks through them
    once, whatever is in them."""
    tags = re.compile(rf"<\s*+(?:/\s*+)?{name}(_*+)\b", re.IGNORECASE)
    taken = {len(underscores) for text in texts for underscores in tags.findall(text)}
    return name + "_" * next(count for count in range(len(taken) + 1) if count not in taken)
