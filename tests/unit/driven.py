"""A turn that is driven by hand, and replies to drive it with: for the tests of studio.turn.

`Driven` is the caller of the machine: it numbers, folds every event with studio.state.apply, and answers
what the machine asks for. After every step the folded files are the machine's.
"""

from collections.abc import Mapping, Sequence

from studio import steps, turn, versions
from studio.ids import TurnId
from studio.protocol import (
    Event,
    Finding,
    ModelInfo,
    SessionState,
    TextDelta,
    TextPart,
    TurnEnded,
    Usage,
    VersionCreated,
)
from studio.scan import Watch
from studio.state import apply, files_of
from studio.steps import Plan
from studio.turn import Phase

MODEL = ModelInfo("test", "scripted", False)
USAGE = Usage(10, 0, 20)
EVIL = "EVIL"
PARENT = {
    "App.tsx": "export default function App() {\n  return <p>\U0001f600 old</p>;\n}\n",
    "old.tsx": "export const old = 1;\n",
    "styles.css": "p { color: red }\n",
}
FILE = '<file path="Card.tsx">\nexport const Card = () => {\n  return <b>\U0001f680</b>;\n};\n</file>\n'
EDIT = (
    '<edit path="App.tsx">\n<<<<<<< SEARCH\n  return <p>\U0001f600 old</p>;\n=======\n'
    "  const a = 1;\n  return <Card />;\n>>>>>>> REPLACE\n<<<<<<< SEARCH\n}\n=======\n} // end\n"
    ">>>>>>> REPLACE\n</edit>\n"
)
SAMPLE = f'I add a card.\n\n{FILE}\nNow the page.\n{EDIT}<delete path="old.tsx"/>\nDone.\n'
FENCED = "Here it is:\n```tsx\nexport default function App() {\n  return <i>new</i>;\n}\n```\nEnjoy.\n"
UNCLOSED = '<file path="App.tsx">\nexport default () => <p>1</p>;\nconst x = "</fi'
MISSED = '<edit path="App.tsx">\n<<<<<<< SEARCH\nnot there\n=======\nx\n>>>>>>> REPLACE\n</edit>\n'
REPLIES = {"sample": SAMPLE, "fenced": FENCED, "unclosed": UNCLOSED, "edit missed": MISSED}


def state_of(files: Mapping[str, str]) -> SessionState:
    state = SessionState()
    for event in versions.replace_files({}, files, 0):
        state = apply(state, event)
    return state


def guard(path: str, text: str) -> list[Finding]:
    lines = text.split("\n")
    return [Finding("evil", "block", path, n, "No.", "Do good.") for n, s in enumerate(lines, 1) if EVIL in s]


class Driven:
    def __init__(
        self,
        files: Mapping[str, str] | None = None,
        *,
        state: SessionState | None = None,
        base: Mapping[str, str] | None = None,
        parent: Mapping[str, str] | None = None,
        number: int = 1,
        **plan: object,
    ) -> None:
        self.state = state_of(files or {}) if state is None else state
        shown = files_of(self.state)
        self.parent = shown if parent is None else parent
        self.plan = Plan(
            TurnId(number), "a page", MODEL, shown if base is None else base, self.parent, None, **plan
        )
        self.machine = turn.Turn(self.plan, 7)
        self.watch = Watch.NONE
        self.events: list[Event] = []
        self.steps: list[steps.Instruction] = []
        self.saved: dict[str, str] | None = None
        self.begun = self.state.seq

    def take(self, taken: Sequence[steps.Instruction]) -> list[steps.Instruction]:
        for step in taken:
            if isinstance(step, steps.Emit):
                assert step.event.seq == self.state.seq + 1
                self.state = apply(self.state, step.event)
                self.events.append(step.event)
            elif isinstance(step, steps.Save):
                assert self.saved is None
                self.saved = dict(step.files)
        self.steps += taken
        assert files_of(self.state) == dict(self.machine.files)
        return list(taken)

    def start(self) -> "Driven":
        self.take(self.machine.start(self.state.seq, 1))
        return self

    def resume(self) -> "Driven":
        self.take(self.machine.resume(files_of(self.state), self.state.seq, 1))
        return self

    def do(self, *inputs: steps.Input) -> "Driven":
        for input in inputs:
            self.take(self.machine.handle(input, self.state.seq, 2))
        return self

    def write(self, *chunks: str) -> "Driven":
        if self.machine.phase is Phase.GUARD:
            self.do(steps.PromptScanned([], watch=self.watch))
        return self.do(*(steps.Arrived(chunk) for chunk in chunks))

    def stop(self, error: tuple[str, str] | None = None) -> "Driven":
        return self.do(steps.ModelStopped(USAGE, 0.5, error))

    def scan(self) -> "Driven":
        """Scans what is unscanned, once."""
        for path, through in list(self.machine.unscanned.items()):
            text = self.machine.files.get(path, "")
            self.do(steps.CodeScanned(path, through, guard(path, text)))
        return self

    def check(self, outcome: str = "passed", detail: str = "") -> "Driven":
        self.do(steps.CheckBegan("compile"), steps.CheckDone("compile", outcome, detail, 3))
        return self.do(steps.ChecksOver())

    def settle(self) -> TurnEnded:
        if self.machine.phase is Phase.SCAN:
            self.scan()
        if self.machine.phase is Phase.CHECK:
            self.check()
        return self.ended

    @property
    def ended(self) -> TurnEnded:
        """What is true of every turn that has ended, and its last event."""
        assert self.machine.phase is Phase.ENDED
        ends = [event for event in self.events if isinstance(event, TurnEnded)]
        assert len(ends) == 1
        assert self.events[-1] is ends[0]
        numbers = [event.seq for event in self.events]
        assert numbers == list(range(self.begun + 1, self.begun + 1 + len(numbers)))
        versions = [event for event in self.events if isinstance(event, VersionCreated)]
        assert [v.version for v in versions] == ([7] if ends[0].version else [])
        assert self.saved == (files_of(self.state) if versions else None)
        if files_of(self.state) != dict(self.parent):
            assert versions, "the artifact has changed and no version holds it"
        assert all(v.status == ("final" if ends[0].outcome == "final" else "draft") for v in versions)
        for file in self.state.files:
            assert not file.open, file.path
            assert file.scanned >= file.changed, file.path
            assert not guard(file.path, file.text)
        before = list(self.events)
        self.do(steps.CancelRequested(), steps.Arrived("<file"), steps.ChecksOver(), steps.PromptScanned([]))
        assert self.events == before
        return ends[0]

    def asked(self, kind: type) -> list[steps.Instruction]:
        return [step for step in self.steps if isinstance(step, kind)]

    @property
    def prose(self) -> str:
        return "".join(event.text for event in self.events if isinstance(event, TextDelta))

    @property
    def said(self) -> str:
        """The prose of the newest turn, whichever actors wrote it."""
        parts = self.state.turns[-1].parts if self.state.turns else []
        return "".join(part.text for part in parts if isinstance(part, TextPart))


def whole(reply: str, files: Mapping[str, str]) -> dict[str, str]:
    driven = Driven(files).start().write(reply).stop()
    driven.settle()
    return files_of(driven.state)
