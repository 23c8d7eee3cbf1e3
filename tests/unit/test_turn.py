"""studio.turn: every way through a turn, and what is true of all of them.

`Driven` is the caller of the machine: it numbers, folds every event with studio.state.apply, and answers
what the machine asks for. After every step the folded files are the machine's.
"""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio import steps, turn, versions
from studio.ids import TurnId
from studio.protocol import (
    CheckEnded,
    Event,
    Finding,
    FindingMade,
    ModelInfo,
    SessionState,
    TextDelta,
    TurnEnded,
    TurnStarted,
    Usage,
    VersionCreated,
)
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
            self.do(steps.PromptScanned([]))
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


def whole(reply: str, files: Mapping[str, str]) -> dict[str, str]:
    driven = Driven(files).start().write(reply).stop()
    driven.settle()
    return files_of(driven.state)


def test_happy_path() -> None:
    driven = Driven().start()
    assert [type(step) for step in driven.steps] == [steps.Emit, steps.ScanPrompt]
    assert isinstance(driven.events[0], TurnStarted)
    driven.write("Hello.\n", '<file path="App.tsx">\nexport default ', "() => <p/>;\n</file>\n")
    assert driven.asked(steps.Generate) == [steps.Generate("")]
    driven.stop()
    assert driven.machine.phase is Phase.SCAN
    driven.scan()
    assert driven.asked(steps.Verify) == [
        steps.Verify({"App.tsx": "export default () => <p/>;\n"}, "App.tsx")
    ]
    ended = driven.check().ended
    assert (ended.outcome, ended.version, ended.usage, ended.cost_usd) == ("final", 7, USAGE, 0.5)
    assert driven.prose == "Hello."
    assert driven.saved == {"App.tsx": "export default () => <p/>;\n"}


@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
def test_a_scan_while_writing_saves_the_one_at_the_end(reply: str) -> None:
    driven = Driven(PARENT).start()
    for char in reply:
        driven.write(char).scan()
    driven.stop().settle()
    assert files_of(driven.state) == whole(reply, PARENT)


def test_prompt_blocked() -> None:
    finding = Finding("prompt", "block", None, 0, "Not this.", "Ask for a page.")
    driven = Driven(PARENT).start().do(steps.PromptScanned([finding]))
    ended = driven.ended
    assert (ended.outcome, ended.code, ended.message, ended.version) == (
        "failed", "blocked", "Not this. Ask for a page.", None
    )  # fmt: skip
    assert not driven.asked(steps.Generate)
    assert FindingMade(seq=driven.begun + 2, finding=finding) in driven.events


@pytest.mark.parametrize("at", ["while writing", "held back", "last scan", "after a cancel"])
def test_code_blocked_goes_back_to_the_parents_files(at: str) -> None:
    driven = Driven(PARENT).start().write(EDIT, FILE, f'<file path="App.tsx">\nconst a = "{EVIL}";\n')
    if at == "held back":
        driven.write("const b = 1;\n</fil")
    if at in ("last scan", "after a cancel"):
        driven.stop() if at == "last scan" else driven.do(steps.CancelRequested())
        assert driven.machine.phase is Phase.SCAN
    ended = driven.scan().ended
    assert (ended.outcome, ended.code, ended.version) == ("failed", "blocked", None)
    assert "App.tsx:1: No. Do good." in (ended.message or "")
    assert files_of(driven.state) == PARENT
    if at != "last scan":
        assert driven.asked(steps.StopModel)


def test_code_blocked_while_another_file_is_open_and_unchanged() -> None:
    driven = Driven(PARENT).start().write(f'<file path="b.tsx">\n"{EVIL}";\n</file>\n', EDIT[:30])
    assert driven.scan().ended.code == "blocked"
    assert files_of(driven.state) == PARENT


def test_a_scan_of_a_file_that_was_removed_meanwhile() -> None:
    driven = Driven(PARENT).start().write('<file path="a.tsx">\n1;\n</file>\n')
    through = driven.machine.unscanned["a.tsx"]
    driven.write('<delete path="a.tsx"/>\n', FILE)
    driven.do(steps.CodeScanned("a.tsx", through, [])).stop()
    assert driven.settle().outcome == "final"
    assert "a.tsx" not in files_of(driven.state)


def test_an_old_scan_does_not_end_the_turn() -> None:
    driven = Driven().start().write('<file path="a.tsx">\n1;\n')
    through = driven.machine.unscanned["a.tsx"]
    driven.write("2;\n</file>\n").stop().do(steps.CodeScanned("a.tsx", through, []))
    assert driven.machine.phase is Phase.SCAN
    assert driven.steps[-1] == steps.Scan(("a.tsx",))
    assert driven.settle().outcome == "final"


def test_a_finding_is_told_once() -> None:
    note = Finding("storage", "neutralise", "Card.tsx", 1, "Forgets.", "Use state.")
    driven = Driven().start().write(FILE)
    for _ in range(3):
        driven.do(steps.CodeScanned("Card.tsx", 1, [note]))
    driven.stop().settle()
    assert sum(isinstance(event, FindingMade) for event in driven.events) == 1


@pytest.mark.parametrize("phase", [Phase.GUARD, Phase.WRITE, Phase.SCAN, Phase.CHECK])
@pytest.mark.parametrize(
    ("input", "outcome", "code"),
    [(steps.CancelRequested(), "cancelled", None), (steps.Broke("network", "Gone."), "failed", "network")],
)
def test_cancel_or_failure_in_each_phase(phase: Phase, input: steps.Input, outcome: str, code: str) -> None:
    driven = Driven(PARENT).start()
    if phase is not Phase.GUARD:
        driven.write(FILE)
    if phase in (Phase.SCAN, Phase.CHECK):
        driven.stop()
    if phase is Phase.CHECK:
        driven.scan().do(steps.CheckBegan("compile"))
    assert driven.machine.phase is phase
    driven.do(input)
    assert bool(driven.asked(steps.StopModel)) == (phase is Phase.WRITE)
    ended = driven.settle()
    assert (ended.outcome, ended.code) == (outcome, code)
    kept = phase in (Phase.WRITE, Phase.CHECK)
    assert ("Card.tsx" in files_of(driven.state)) == kept
    assert (ended.version is not None) == kept


def test_a_second_cancel_ends_the_turn_without_the_last_scan() -> None:
    driven = Driven(PARENT).start().write(FILE, EDIT).do(steps.CancelRequested())
    assert driven.machine.phase is Phase.SCAN
    ended = driven.do(steps.CancelRequested()).ended
    assert (ended.outcome, ended.version) == ("cancelled", None)
    assert files_of(driven.state) == PARENT


def test_cancel_right_behind_the_opening_tag() -> None:
    driven = Driven(PARENT).start().write('<file path="App.tsx">\n').do(steps.CancelRequested())
    assert driven.settle().version == 7
    assert files_of(driven.state)["App.tsx"] == ""


@pytest.mark.parametrize("reply", ["", "Well.", FILE])
def test_model_error(reply: str) -> None:
    driven = Driven().start().write(reply).stop(("quota", "No money."))
    ended = driven.settle()
    assert (ended.outcome, ended.code, ended.message) == ("failed", "quota", "No money.")
    assert ended.usage == USAGE
    assert (ended.version is not None) == (reply == FILE)
    assert not driven.asked(steps.Verify)


@pytest.mark.parametrize(
    ("reply", "outcome", "code", "version"),
    [
        ("", "failed", "empty_reply", None),
        ("\n \n", "failed", "empty_reply", None),
        ("What colour?", "final", None, None),
        (MISSED, "failed", "edit_failed", None),
        (f"Sorry.\n{MISSED}", "failed", "edit_failed", None),
        (MISSED + FILE, "final", None, 7),
        ('<edit path="no.tsx">\n', "failed", "edit_failed", None),
        (f'<file path="App.tsx">\n{PARENT["App.tsx"]}</file>\n', "final", None, None),
        ("".join(f'<delete path="{path}"/>\n' for path in PARENT), "final", None, 7),
    ],
)
def test_what_a_reply_comes_to(reply: str, outcome: str, code: str | None, version: int | None) -> None:
    driven = Driven(PARENT).start().write(reply).stop()
    ended = driven.settle()
    assert (ended.outcome, ended.code, ended.version) == (outcome, code, version)
    assert (code is None) == (ended.message is None)


@pytest.mark.parametrize("outcome", ["failed", "skipped"])
def test_a_check_that_does_not_pass_makes_a_draft(outcome: str) -> None:
    driven = Driven().start().write(FILE).stop().scan().check(outcome, "line 3")
    ended = driven.ended
    assert (ended.outcome, ended.code, ended.message) == ("failed", "check_failed", "compile: line 3")
    assert ended.version == 7
    assert any(isinstance(event, CheckEnded) and event.outcome == outcome for event in driven.events)


# Continue and resume


def cut_at(reply: str, at: int, files: Mapping[str, str]) -> SessionState:
    """The session after a turn that was cancelled when `at` characters had come."""
    driven = Driven(files).start().write(reply[:at]).do(steps.CancelRequested())
    assert driven.settle().outcome == "cancelled"
    return driven.state


def continued(state: SessionState, base: Mapping[str, str], written: str) -> Driven:
    return Driven(state=state, base=base, written=written, continues=1, number=2)


@pytest.mark.parametrize("base", [PARENT, {}, {"styles.css": "p {}\n"}], ids=["App", "none", "no App"])
@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
def test_a_reply_cut_anywhere_and_continued_gives_the_files_of_the_whole(
    reply: str, base: dict[str, str]
) -> None:
    expected = whole(reply, base)
    for at in range(0, len(reply) + 1, 1 if base is PARENT else 3):
        driven = continued(cut_at(reply, at, base), base, reply[:at]).start()
        driven.write(reply[at:])
        assert driven.asked(steps.Generate) == [steps.Generate(reply[:at])]
        driven.stop().settle()
        assert files_of(driven.state) == expected, at


@pytest.mark.parametrize("cut", ["guard", "blocked prompt", "scan"])
def test_a_continued_turn_cut_again_leaves_no_file_open(cut: str) -> None:
    for at in range(0, len(SAMPLE) + 1, 5):
        state = cut_at(SAMPLE, at, PARENT)
        driven = continued(state, PARENT, SAMPLE[:at]).start()
        if cut == "guard":
            driven.do(steps.CancelRequested(), steps.PromptScanned([]))
        elif cut == "blocked prompt":
            driven.do(steps.PromptScanned([Finding("x", "block", None, 0, "No.", "")]))
        else:
            driven.write(SAMPLE[at : at + 9]).do(steps.CancelRequested(), steps.CancelRequested())
        driven.settle()
        if cut == "scan" and driven.ended.version is None:
            assert files_of(driven.state) == files_of(state)


def test_a_turn_whose_files_were_taken_back_is_continued_with_all_of_them() -> None:
    taken_back = (
        Driven(PARENT).start().write(SAMPLE[:-9]).do(steps.CancelRequested(), steps.CancelRequested())
    )
    assert files_of(taken_back.state) == PARENT
    driven = continued(taken_back.state, PARENT, SAMPLE[:-9]).start().write(SAMPLE[-9:]).stop()
    assert driven.settle().outcome == "final"
    assert files_of(driven.state) == whole(SAMPLE, PARENT)


def dead(reply: str, at: int, phase: Phase, files: Mapping[str, str]) -> SessionState:
    """The session of an actor that died when `at` characters had come, or at the end of the reply."""
    driven = Driven(files).start().write(reply[:at])
    if phase is not Phase.WRITE:
        driven.stop()
    if driven.machine.phase is Phase.SCAN and phase is Phase.CHECK:
        driven.scan()
    if driven.machine.phase is Phase.CHECK and phase is Phase.CHECK:
        driven.do(steps.CheckBegan("compile"))
    return driven.state


@pytest.mark.parametrize("broke", [False, True], ids=["resumed", "interrupted"])
@pytest.mark.parametrize("phase", [Phase.WRITE, Phase.SCAN, Phase.CHECK])
@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
def test_a_turn_found_running_is_finished(reply: str, phase: Phase, broke: bool) -> None:
    for at in range(0, len(reply) + 1, 3) if phase is Phase.WRITE else [len(reply)]:
        state = dead(reply, at, phase, PARENT)
        if state.turns[-1].outcome is not None:  # it needed no scan or check
            continue
        finished = bool(state.turns[-1].checks) and not broke
        driven = Driven(state=state, base=PARENT, parent=PARENT, written=reply[:at], finished=finished)
        driven.resume()
        if broke:
            driven.do(steps.Broke("interrupted", "Press Continue."))
            assert driven.settle().code == "interrupted"
            shown = files_of(driven.state)
            assert shown == files_of(cut_at(reply, at, PARENT))
            continue
        assert bool(driven.asked(steps.Generate)) != finished
        if not finished:
            driven.do(steps.Arrived(reply[at:])).stop()
        driven.settle()
        assert files_of(driven.state) == whole(reply, PARENT)


INPUTS = st.one_of(
    st.sampled_from(
        [
            FILE, EDIT, MISSED, "Hi. ", '<delete path="old.tsx"/>', '<file path="App.tsx">\n', "</file>\n",
            "<edit path='App.tsx'>\n<<<<<<< SEARCH\n}\n", "=======\n", "}}\n", ">>>>>>> REPLACE\n",
            "```tsx\n", '<file path="a.css">', "\U0001f600", f"const {EVIL} = 1;\n", "export default 1;\n",
        ]
    ).map(steps.Arrived),
    st.sampled_from(
        [
            steps.PromptScanned([]), steps.ModelStopped(USAGE, 0.1), "scan", "check",
            steps.ModelStopped(USAGE, 0.1, ("quota", "x")), steps.CancelRequested(),
            steps.Broke("internal", "x"),
        ]
    ),
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(
    st.lists(INPUTS, max_size=25), st.sampled_from([{}, PARENT]), st.integers(0, len(SAMPLE)), st.booleans()
)
def test_any_order_of_inputs_keeps_the_invariants(
    inputs: list[steps.Input | str], files: dict[str, str], at: int, again: bool
) -> None:
    if again:
        driven = continued(cut_at(SAMPLE, at, files), files, SAMPLE[:at]).start()
    else:
        driven = Driven(files).start()
    for input in [*inputs, steps.CancelRequested(), steps.CancelRequested()]:
        if input == "scan":
            driven.scan()
        elif input == "check":
            if driven.machine.phase is Phase.CHECK:
                driven.check()
        else:
            driven.do(input)
    assert driven.ended
