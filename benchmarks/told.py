"""What a model is sent, and what it has to write back, in a session that really runs: the real session, talk,
router, tools, store and reply parser, and a model that edits as it is told. Called by benchmarks/models.py.

edit_output_ratio: characters of an edit of 5 lines that lie together, against those of the whole file, in
the components of 240 to 370 lines of the house corpus; edit_output_ratio_scattered: of 5 lines in 5 places.
Each block has a line before and behind it, and more where that is not found once. edits_misplaced: how many
of these replies, read by the parser, do not give the file that was meant.

cacheable_share: of all input tokens of a session of a first prompt and 19 edits, those that an earlier
request began with; the system prompt and the tools' schemas are the same for everybody, so they are from the
first on. cacheable_share_eventful: the same with a picture, tools that are called, and an edit that finds no
place and is asked for again. told_tokens_ratio and told_cost_ratio: tokens and price of the input of this
second session against sending the current files whole each turn. A token is taken as 4 characters.
"""

import asyncio
import random
import statistics
import tempfile
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from pathlib import Path

from actors.llm_router import LLMRouter
from benchmarks import report
from models.contract import Request
from studio import protocol
from studio.pictures import picture
from studio.prompt import assemble, system_prompt
from studio.prompt.messages import CHARS_PER_TOKEN, PICTURE_TOKENS
from studio.protocol import ModelInfo, Usage
from studio.reply import ReplyParser
from studio.tools import schemas
from studio.tools.contract import Call
from tests.unit.session_house import House, state_of

CORPUS = Path("web/preview/corpus")
LONG = ("analytics", "workspace", "customers", "settings")
CHANGED = 5
EDITS = 50  # a component
CACHED_OFF = 0.9  # what vendors take off for input that is in their cache
TURNS = 20
PROMPT = (
    "Change {}: make the heading and the buttons a little larger and calmer, as we said before. The cards "
    "may have more room between them, with a softer shadow, and what is less important should step back in "
    "its colour without becoming hard to read. On a small screen everything goes below one another, the "
    "menu last, and no text is cut off. Keep what we have for the keyboard, and for people who see little; "
    "the numbers stay right-aligned and in their place while they change, and so do the buttons below them."
)


def changed(text: str, chance: random.Random, *, scattered: bool) -> tuple[str, list[int]]:
    """The text with another look or wording in CHANGED of its lines, and which."""
    lines = text.split("\n")
    fit = [at for at, line in enumerate(lines) if 'className="' in line or line.strip().startswith("const ")]
    if scattered:
        places = sorted(chance.sample(fit, CHANGED))
    else:
        first = chance.choice(fit[:-CHANGED])
        places = list(range(first, first + CHANGED))
    for at in places:
        line = lines[at]
        lines[at] = (
            line.replace('className="', f'className="duration-{chance.randrange(100, 999)} ', 1)
            if 'className="' in line
            else f"{line} // {chance.randrange(100, 999)}"
        )
    return "\n".join(lines), places


def edit(text: str, new: str, places: Sequence[int]) -> str:
    """The reply that a careful model writes: each run of lines with its neighbours, as many as name it."""
    old_lines, new_lines = text.split("\n"), new.split("\n")
    runs: list[list[int]] = []
    for at in places:
        start, end = max(0, at - 1), min(len(old_lines), at + 2)
        while text.count("\n".join(old_lines[start:end])) > 1:
            start, end = max(0, start - 1), min(len(old_lines), end + 1)
        if runs and start <= runs[-1][1]:
            runs[-1] = [min(start, runs[-1][0]), max(end, runs[-1][1])]
        else:
            runs.append([start, end])
    blocks = "".join(
        "\n".join(["<<<<<<< SEARCH", *old_lines[a:b], "=======", *new_lines[a:b], ">>>>>>> REPLACE", ""])
        for a, b in runs
    )
    return f'Done: the lines are changed.\n\n<edit path="App.tsx">\n{blocks}</edit>\n'


def whole(text: str) -> str:
    return f'Done.\n\n<file path="App.tsx">\n{text}</file>\n'


def edits() -> None:
    chance, misplaced, tried = random.Random(4), 0, 0
    for scattered in (False, True):
        ratios: list[float] = []
        for name in LONG:
            text = (CORPUS / f"{name}.tsx").read_text(encoding="utf-8")
            for _ in range(EDITS):
                new, places = changed(text, chance, scattered=scattered)
                reply = edit(text, new, places)
                misplaced += read(reply, text) != new
                tried += 1
                ratios.append(len(reply) / len(whole(new)))
        name = "models.edit_output_ratio_scattered" if scattered else "models.edit_output_ratio"
        report(name, statistics.mean(ratios), "ratio of characters", len(ratios))
    report("models.edits_misplaced", misplaced, "edits", tried)


def read(reply: str, text: str) -> str:
    """The file, as a turn reads it from the reply in pieces."""
    parser = ReplyParser({"App.tsx": text})
    for at in range(0, len(reply), 7):
        parser.feed(reply[at : at + 7])
    parser.close()
    return parser.files["App.tsx"]


class Edits:
    """Writes the component, then an edit a turn. `eventful`: every third turn it reads the file first, and
    once its edit finds no place."""

    info = ModelInfo("anthropic", "claude-haiku-5-5", False)

    def __init__(self, *, eventful: bool) -> None:
        self._eventful = eventful
        self.requests: list[Request] = []
        self._chance = random.Random(4)

    async def stream(self, request: Request) -> AsyncGenerator[str | Call | Usage]:
        self.requests.append(request)
        turn = int(request.prompt.split(":")[0].split()[-1]) if request.purpose != "summary" else 0
        reads = self._eventful and turn % 3 == 0 and bool(request.files)
        if reads and request.calls_left and not request.calls:
            yield "I look at the file first.\n"
            yield Call("read_file", '{"path":"App.tsx"}')
        else:
            yield self._reply(request, turn)
        yield Usage(1, 0, 1)

    def _reply(self, request: Request, turn: int) -> str:
        if request.purpose == "summary":
            return "They want it larger and calmer, step by step."
        if not request.files:
            return whole((CORPUS / "workspace.tsx").read_text(encoding="utf-8"))
        text = request.files["App.tsx"]
        new, places = changed(text, self._chance, scattered=turn % 2 == 0)
        reply = edit(text, new, places)
        if self._eventful and turn == TURNS // 2 and not request.failed:
            return reply.replace("SEARCH\n", "SEARCH\n<p>nowhere</p>\n", 1)
        return reply


async def session(folder: Path, *, eventful: bool) -> list[Request]:
    """Every request of TURNS turns."""
    model = Edits(eventful=eventful)
    home = House(folder, router=LLMRouter(model, flush_s=0.001, later_flush_s=0.001, replay=False))
    opened = await home.open()
    shown = picture("image/png", 900, 600, b"x")
    await home.store.add_picture(home.id, shown, most=9)
    for turn in range(1, TURNS + 1):
        home.clock += 1
        pictures = [shown.about.id] if eventful and turn == 4 else []
        await opened.command(protocol.Prompt(PROMPT.format(turn), None, pictures))
        while state_of(opened).turns[-1].outcome is None:
            await asyncio.sleep(0.01)
        assert state_of(opened).turns[-1].outcome == "final", state_of(opened).turns[-1]
        await asyncio.sleep(0.05)  # a summary is written behind the turn
    await opened.close()
    return model.requests


def same_for_all(request: Request) -> str:
    offered = "".join(map(str, schemas())) if request.calls_left is not None else ""
    return offered + system_prompt("react", request.purpose, tools=request.calls_left is not None)


def text_of(request: Request) -> str:
    """All that the vendor reads, in its order; a picture is as many characters as its tokens would be."""
    text = same_for_all(request)
    for message in assemble(request, tools=True):
        seen = "".join(each.about.id.ljust(PICTURE_TOKENS * CHARS_PER_TOKEN) for each in message.pictures)
        answers = "".join(f"{call.name}{call.arguments}{call.result}" for call in message.called)
        text += f"\0{message.role}\0{seen}{message.text}{answers}"
    return text


def shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    both = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in both if a != b), min(len(one), len(other)))


def counted(requests: Sequence[Request]) -> tuple[float, float]:
    """Tokens sent, and those of them that an earlier request, of anybody, began with."""
    sent, known, before = 0, 0, list[str]()
    for request in requests:
        text = text_of(request)
        sent += len(text)
        known += max([len(same_for_all(request)), *(shared(text, each) for each in before)])
        before.append(text)
    return sent / CHARS_PER_TOKEN, known / CHARS_PER_TOKEN


def cacheable() -> None:
    for eventful, name in ((False, "models.cacheable_share"), (True, "models.cacheable_share_eventful")):
        with tempfile.TemporaryDirectory() as folder:
            requests = asyncio.run(session(Path(folder), eventful=eventful))
        sent, known = counted(requests)
        report(name, known / sent, "share of input tokens", len(requests))
    anew = [replace(each, base=None, history=()) for each in requests]
    anew_sent, anew_known = counted(anew)
    report("models.told_tokens_ratio", sent / anew_sent, "ratio", len(requests))
    ratio = (sent - CACHED_OFF * known) / (anew_sent - CACHED_OFF * anew_known)
    report("models.told_cost_ratio", ratio, "ratio", len(requests))
