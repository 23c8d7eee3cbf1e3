"""The fold: transcripts replayed here and by web/src/fold.test.ts give the same states."""

import json
from pathlib import Path

import msgspec
import pytest

from studio.protocol import (
    Event,
    FileOpened,
    FileSpliced,
    SessionState,
    TextDelta,
    decode_event,
    encode,
)
from studio.state import apply

TRANSCRIPTS = sorted((Path(__file__).parents[1] / "transcripts").glob("*.jsonl"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_every_transcript_folds_to_its_state(path: Path) -> None:
    *events, last = path.read_bytes().splitlines()
    state = SessionState()
    for event in events:
        state = apply(state, decode_event(event))
    assert json.loads(encode(state)) == json.loads(last)["state"]


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_snapshot_at_any_event_leads_to_the_same_state(path: Path) -> None:
    *events, last = path.read_bytes().splitlines()
    state = SessionState()
    for event in events:
        state = msgspec.json.decode(encode(apply(state, decode_event(event))), type=SessionState)
    assert json.loads(encode(state)) == json.loads(last)["state"]


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(TextDelta(seq=2, text="x"), id="a gap"),
        pytest.param(TextDelta(seq=0, text="x"), id="a repetition"),
        pytest.param(FileSpliced(seq=1, path="App.tsx", at=0, remove=0, insert="x"), id="an unknown file"),
    ],
)
def test_an_event_that_does_not_fit_is_refused(event: Event) -> None:
    with pytest.raises(ValueError, match=r"follow|no file"):
        apply(SessionState(), event)


def test_a_splice_past_the_end_is_refused() -> None:
    opened = apply(SessionState(), FileOpened(seq=1, path="App.tsx", fresh=True))
    with pytest.raises(ValueError, match="past the end"):
        apply(opened, FileSpliced(seq=2, path="App.tsx", at=1, remove=0, insert="x"))
