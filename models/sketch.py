"""The built-in model: composes components from hand-written blocks, so that Atelier works without any key.

It is no language model and never says it is. Invariant: the reply depends on the prompt and the files
alone, so `written` is resumed by composing again. Called through models.contract by actors/llm_router.py.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping

from models.catalog import SKETCH
from models.contract import Request
from models.sketches import GENERIC, detect, weight_of
from models.sketches.brief import read
from models.sketches.changes import CAN, change
from models.sketches.hunks import edit_blocks
from models.sketches.kind import Kind
from models.sketches.looks import set_dark
from studio.frameworks import entry_path
from studio.protocol import Usage
from studio.tools.contract import Call

_CHUNK_CHARS = (5, 9, 3, 12, 7, 4, 10, 6, 8, 11)
_CHARS_PER_TOKEN = 4
_STRONG = 5
_READ_CHARS = 2000
_LEAD = (
    r"^\W*(?:(?:ok(?:ay)?|now|please|instead|actually|and|then|next|can you|could you|i want|i need|i'd like|"
    r"let's|lets|start over|forget (?:that|it|this))\b\W*)*"
)
_ANEW = re.compile(
    _LEAD + r"(?:(?:build|create|generate|design|make|write|draw|sketch|show|give)\s+(?:(?:me|us)\s+)?)?"
    r"(?:an?|another|new)\s",
    re.I,
)
_BUILD = re.compile(r"\b(?:build|create|generate|design|instead|start over)\b", re.I)
_EDIT_VERB = re.compile(
    _LEAD + r"(?:add|remove|delete|drop|change|rename|replace|move|put|sort|reverse|fix|update|set|use|turn|"
    r"make (?:it|the|this|that)|the)\b",
    re.I,
)
_NO_REPAIR = "The built-in model cannot repair what the checks found.\n"
_SMALL_KINDS = ("button", "card")
_GREETING = re.compile(
    r"\W*(?:hi|hey|hello|help|hallo|moin|test|(?:who|what) are you|"
    r"what (?:can|do) you (?:do|make|build|know)|"
    r"how does (?:it|this) work)(?:\s+(?:there|atelier|for me|with this))?\W*",
    re.I,
)
_HELLO = (
    "I am the built-in sketch model: no language model, but about thirty components that were written by "
    "hand. Name one and I build it, such as “a todo list”, “a pricing page with three plans”, “a table of "
    "people with columns name and phone” or “a sales dashboard in green”. Then ask for changes: colours, "
    "texts, fields, columns, dark mode.\n"
)
_OTHER_GAMES = re.compile(
    r"\b(?:snake|tetris|pong|chess|checkers|breakout|minesweeper|sudoku|hangman|wordle|2048|pac-?man|solitaire|"
    r"blackjack|poker|asteroids|space invaders|flappy \w+|connect (?:four|4)|battleships?|schach|mühle)\b",
    re.I,
)
_GAMES = ("tictactoe", "memory")


class SketchModel:
    """`chars_per_s` None: as fast as the reader takes it."""

    info = SKETCH

    def __init__(self, chars_per_s: float | None = 900) -> None:
        self._chars_per_s = chars_per_s

    async def stream(self, request: Request) -> AsyncIterator[str | Call | Usage]:
        reply = _NO_REPAIR if request.fault else compose(request.prompt, request.files)
        rest = _rest(reply, request.written)
        loop = asyncio.get_running_loop()
        start, sent, turn = loop.time(), 0, 0
        while sent < len(rest):
            chunk = rest[sent : sent + _CHUNK_CHARS[turn % len(_CHUNK_CHARS)]]
            turn += 1
            sent += len(chunk)
            due = start + sent / self._chars_per_s if self._chars_per_s else 0.0
            await asyncio.sleep(max(0.0, due - loop.time()))
            yield chunk
        yield usage_of(request, len(rest))


def usage_of(request: Request, output_chars: int) -> Usage:
    """The prompt and the files are all that it reads."""
    read_chars = len(request.prompt) + sum(map(len, request.files.values()))
    return Usage(
        input_tokens=-(-read_chars // _CHARS_PER_TOKEN),
        output_tokens=-(-output_chars // _CHARS_PER_TOKEN),
        estimated=True,
    )


def compose(prompt: str, files: Mapping[str, str]) -> str:
    """The whole reply. Never raises, whatever the prompt or the files hold."""
    entry = entry_path(path for path, text in files.items() if text.strip())
    kind = detect(prompt)
    if entry is None and _GREETING.fullmatch(prompt[:_READ_CHARS]):
        return _HELLO
    if entry is None:
        return _whole(kind or GENERIC, prompt)
    if kind and _names_another(kind, prompt):
        return _whole(kind, prompt)
    edit = _edit(prompt, {entry: files[entry], **files})
    if edit is not None:
        return edit
    if kind and weight_of(kind, prompt) >= _STRONG and not _EDIT_VERB.search(prompt):
        return _whole(kind, prompt)
    return f"I left the code as it is: I found no change in that which I can make. {CAN}\n"


def _names_another(kind: Kind, prompt: str) -> bool:
    if kind.name in _SMALL_KINDS:
        return _BUILD.search(prompt) is not None and _EDIT_VERB.search(prompt) is None
    return _ANEW.search(prompt) is not None or re.search(r"\binstead\b(?! of)", prompt, re.I) is not None


def _whole(kind: Kind, prompt: str) -> str:
    code = kind.build(read(prompt, kind.accent))
    dark = set_dark(prompt[:_READ_CHARS], code)
    code = dark[0] if dark else code
    other = _OTHER_GAMES.search(prompt[:_READ_CHARS]) if kind.name in _GAMES else None
    instead = f"I have no block for {other[0]}, so this is the nearest that I know. " if other else ""
    return f'{instead}{kind.says}\n\n<file path="App.tsx">\n{code}</file>\n\n{kind.idea}\n'


def _edit(prompt: str, files: Mapping[str, str]) -> str | None:
    """Blocks for the first file that the prompt changes; the entry is tried first."""
    held: tuple[str, ...] = ()
    for path, text in files.items():
        changed = change(prompt, text)
        held = held or changed.held
        if changed.text != text:
            said = "; ".join(changed.done)
            blocks = edit_blocks(path, text, changed.text)
            then = "Say what comes next, or ask for another component."
            if changed.left:
                left = " and ".join(f"“{wish}”" for wish in changed.left)
                then = f"I found no change that I can make in {left}. {CAN}"
            return f"{said[:1].upper()}{said[1:]}.\n\n{blocks}\n{then}\n"
    if held:
        return f"I left the code as it is: {'; '.join(each.removesuffix(' now') for each in held)} already.\n"
    return None


def _rest(reply: str, written: str) -> str:
    """What follows `written`; where another model began the reply, its open tag is closed, ours follows."""
    if reply.startswith(written):
        return reply[len(written) :]
    closing = "".join(
        f"\n</{tag}>\n" for tag in ("file", "edit") if written.count(f"<{tag} ") > written.count(f"</{tag}>")
    )
    return f"{closing}\n{reply}"
