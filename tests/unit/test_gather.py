"""models.gather: what an SDK reads says the same as what was sent, in fewer events."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.gather import WIRES, Joiner
from tests.contract import wire_servers
from tests.contract.wire_servers import Script

VENDORS = sorted(wire_servers.WIRES)
TEXTS = ("\n  lead", "é", "😀", " x" * 50, "\r\n\t</file>\n", "data: [DONE]", "\n\n", '{"a": 1}', "")


def sent(vendor: str, script: Script) -> bytes:
    body, end = wire_servers.WIRES[vendor](script)
    return b"".join(body) + end


def events(stream: bytes) -> list[bytes]:
    assert stream.endswith(b"\n\n")
    return stream.removesuffix(b"\n\n").split(b"\n\n")


def meaning(vendor: str, stream: bytes) -> list[Any]:
    """What each event says; text that goes on, with what has gone on before it."""
    said: list[Any] = []
    for block in events(stream):
        head, _, data = block.partition(b"data: ")
        event = data if data == b"[DONE]" else json.loads(data)
        place = WIRES[vendor](event) if isinstance(event, dict) else None
        if place is None:
            said.append((head, event))
            continue
        text, place.holder[place.key] = place.holder[place.key], ""
        event.pop(place.padding, None)
        event.pop(place.counts, None)
        if said and said[-1][:2] == (head, event):
            said[-1] = (head, event, said[-1][2] + text)
        else:
            said.append((head, event, text))
    return said


def joined(vendor: str, pieces: list[bytes]) -> bytes:
    joiner = Joiner(vendor)
    return b"".join([*(joiner.feed(piece) for piece in pieces), joiner.close()])


@pytest.mark.parametrize("vendor", VENDORS)
@settings(deadline=None)
@given(
    texts=st.lists(st.one_of(st.sampled_from(TEXTS), st.text(max_size=9)), min_size=1, max_size=12),
    calls=st.sampled_from([(), (("check", "{}"), ("read_file", '{"path": "App.tsx"}'))]),
    ending=st.sampled_from(["finish", "length", "refuse"]),
    cuts=st.lists(st.integers(1, 900), min_size=1, max_size=8),
)
def test_any_cut_says_the_same(
    vendor: str, texts: list[str], calls: Any, ending: Any, cuts: list[int]
) -> None:
    stream = sent(vendor, Script(text=tuple(texts), calls=calls, ending=ending))
    pieces: list[bytes] = []
    at = 0
    while at < len(stream):
        size = cuts[len(pieces) % len(cuts)]
        pieces.append(stream[at : at + size])
        at += size
    got = joined(vendor, pieces)
    assert meaning(vendor, got) == meaning(vendor, stream)
    assert sum(b"usageMetadata" not in event for event in events(got)) <= len(events(stream))


@pytest.mark.parametrize("vendor", VENDORS)
def test_what_comes_together_is_one_event(vendor: str) -> None:
    short, long = (sent(vendor, Script(text=("x",) * size)) for size in (2, 500))
    assert len(events(joined(vendor, [long]))) == len(events(joined(vendor, [short])))


@pytest.mark.parametrize("vendor", VENDORS)
def test_windows_line_ends(vendor: str) -> None:
    stream = sent(vendor, Script(text=("a", "b", "c")))
    got = joined(vendor, [stream.replace(b"\n\n", b"\r\n\r\n")])
    assert meaning(vendor, got) == meaning(vendor, stream)


def of_gemini(text: str, **more: Any) -> bytes:
    candidate = {"content": {"parts": [{"text": text}], "role": "model"}, "index": 0}
    return b"data: " + json.dumps({"candidates": [candidate], **more}).encode() + b"\n\n"


def counts(stream: bytes) -> list[Any]:
    """What has been counted by the time of each event that is more than text, and by the end. A field that a
    later count leaves out still holds."""
    told: list[Any] = []
    count: dict[str, Any] = {}
    for block in events(stream) if stream else []:
        event = json.loads(block.removeprefix(b"data: "))
        count = count | event.pop("usageMetadata", {})
        if WIRES["gemini"](event) is None:
            told.append((event, count))
    return [*told, count]


FINISHED = b'data: {"candidates": [{"finishReason": "STOP"}], "usageMetadata": {"totalTokenCount": 99}}\n\n'
CALLED = b'data: {"candidates": [{"content": {"parts": [{"functionCall": {"name": "check"}}]}}]}\n\n'


@settings(deadline=None)
@given(
    sent=st.lists(
        st.one_of(
            st.builds(of_gemini, st.sampled_from("abc")),
            st.builds(
                lambda text, more: of_gemini(text, **more),
                st.sampled_from("abc"),
                st.fixed_dictionaries(
                    {"usageMetadata": st.dictionaries(st.sampled_from("xyz"), st.integers(1, 9))},
                    optional={"responseId": st.sampled_from(["r", "s"])},
                ),
            ),
            st.sampled_from([FINISHED, CALLED]),
        ),
        max_size=9,
    ),
    sizes=st.lists(st.integers(0, 4), min_size=1),
    whole=st.booleans(),
)
def test_what_is_counted_from_the_start_is_told_in_time(
    sent: list[bytes], sizes: list[int], whole: bool
) -> None:
    joiner, got, left = Joiner("gemini"), b"", list(sent)
    while left:
        size = sizes[len(left) % len(sizes)] or 1
        got += joiner.feed(b"".join(left[:size]))
        left = left[size:]
    got += joiner.close() if whole else joiner.owed()
    assert counts(got) == counts(b"".join(sent))
    if sent:
        assert meaning("gemini", got) == meaning("gemini", b"".join(sent))


def test_a_count_is_not_told_with_every_word() -> None:
    joiner = Joiner("gemini")
    told = [joiner.feed(of_gemini("a", usageMetadata={"totalTokenCount": n}) * 2) for n in range(10)]
    assert b"".join(told).count(b"usageMetadata") == 0
    assert b'"totalTokenCount":9' in joiner.close()
    assert joiner.close() == b""


def test_padding_does_not_keep_events_apart() -> None:
    stream = b"".join(
        b'data: {"choices":[{"index":0,"delta":{"content":"a"}}],"obfuscation":"%s"}\n\n' % (b"x" * size)
        for size in range(5)
    )
    (event,) = events(joined("openai", [stream]))
    assert json.loads(event.removeprefix(b"data: "))["choices"][0]["delta"]["content"] == "aaaaa"


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (of_gemini("a"), of_gemini("b", responseId="another")),
        (of_gemini("a"), of_gemini("b").replace(b'"text"', b'"thought": true, "text"')),
        (of_gemini("a"), b": a comment\n\n"),
        (of_gemini("a"), b"data: {not json\n\n"),
        (of_gemini("a"), b'data: ["a", "list"]\n\n'),
        (of_gemini("a"), b"id: 7\n" + of_gemini("b")),
        (of_gemini("a"), of_gemini("b").replace(b'"b"', b'"\\ud83d"')),
        (of_gemini("a"), b'data: {"candidates": [\ndata: ]}\n\n'),
    ],
)
def test_what_is_not_the_same_but_for_its_text_passes_as_it_came(first: bytes, then: bytes) -> None:
    assert joined("gemini", [first + then + first]) == first + then + first


@pytest.mark.parametrize(
    "piece",
    ['"tool_calls": [{"index": 0, "function": {"arguments": "}"}}]', '"reasoning_content": "ha"'],
)
def test_pieces_of_calls_and_thoughts_that_are_alike_are_not_one(piece: str) -> None:
    event = b'data: {"choices": [{"index": 0, "delta": {"content": "", %s}}]}\n\n' % piece.encode()
    assert joined("openai-compatible", [event * 2, event * 3]) == event * 5


def test_an_end_that_is_no_event_passes_as_it_came() -> None:
    assert joined("openai", [b"data: [DONE]\n\n", b"data: half"]) == b"data: [DONE]\n\ndata: half"
