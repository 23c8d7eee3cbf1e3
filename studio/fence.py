"""How words of a program or a checker stand in a text for a model: as data. Pure.

Called by actors/session.py and studio/tools/logs.py. What a person pasted: studio/prompt/pasted.py.
"""


def as_pasted(text: str) -> str:
    """What a program or a checker said, for a prompt that nobody typed: a fence that it cannot close."""
    return "```\n" + text.replace("```", "'''") + "\n```"
