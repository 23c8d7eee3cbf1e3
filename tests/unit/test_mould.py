"""models.mould: what fits says the same as when each event is decoded; what may not fit is refused."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.gather import WIRES, Joiner
from models.mould import mould

ANTHROPIC = '{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"%s"}}'
OPENAI = '{"id":"c","choices":[{"index":0,"delta":{"content":"%s"}}],"usage":null,"obfuscation":"xY7"}'
GEMINI = (
    '{"candidates": [{"content": {"parts": [{"text": "%s"}],"role": "model"},"index": 0}],'
    '"usageMetadata": {"totalTokenCount": 17, "details": [{"modality": "TEXT","tokenCount": 8}]},'
    '"modelVersion": "gemini-3.8-flash"}'
)
SHAPES = {"anthropic": ANTHROPIC, "openai": OPENAI, "gemini": GEMINI}
VENDORS = sorted(SHAPES)


def block(vendor: str, text: str = "a", shape: str = "") -> bytes:
    return (
        b"data: "
        + (shape or SHAPES[vendor]).replace("%s", json.dumps(text, ensure_ascii=False)[1:-1]).encode()
    )


def whole(*blocks: bytes) -> bytes:
    return b"".join(each + b"\n\n" for each in blocks)


def said(vendor: str, event: bytes) -> tuple[str, Any]:
    """Its text, and the rest but for padding and counts."""
    decoded = json.loads(event.removeprefix(b"data: "))
    text = WIRES[vendor](decoded)
    assert text is not None
    value, text.holder[text.key] = text.holder[text.key], ""
    decoded.pop(text.padding, None)
    decoded.pop(text.counts, None)
    return value, decoded


@pytest.mark.parametrize("vendor", VENDORS)
@settings(deadline=None)
@given(
    first=st.text(st.characters(exclude_categories=["Cs"])),
    texts=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=6),
)
def test_what_fits_is_said_in_one(vendor: str, first: str, texts: list[str]) -> None:
    made = mould(block(vendor, first), WIRES[vendor])
    if "<text>" in first:
        return
    assert made is not None
    filled = made.filled(whole(*(block(vendor, text) for text in texts)))
    assert filled is not None
    assert said(vendor, filled.event) == ("".join(texts), said(vendor, block(vendor))[1])


def test_the_last_count_is_told() -> None:
    made = mould(block("gemini"), WIRES["gemini"])
    assert made is not None
    blocks = [block("gemini", shape=GEMINI.replace("17", str(total))) for total in (18, 190, 2_000)]
    filled = made.filled(whole(*blocks))
    assert filled is not None
    details = [{"modality": "TEXT", "tokenCount": 8}]
    assert filled.counts == {"totalTokenCount": 2_000, "details": details}


def of_gemini(old: str, new: str) -> bytes:
    assert old in GEMINI
    return block("gemini", shape=GEMINI.replace(old, new))


OTHERS = {
    "another field": of_gemini('"role"', '"thought": true, "role"'),
    "another value": of_gemini("gemini-3.8", "gemini-3.9"),
    "a count more": of_gemini('"totalTokenCount"', '"thoughtsTokenCount": 3, "totalTokenCount"'),
    "a count less": of_gemini('"totalTokenCount": 17, ', ""),
    "no count": of_gemini("17", "null"),
    "no number": of_gemini("17", "017"),
    "two parts": of_gemini('"}],"role"', '"}, {"text": "b"}],"role"'),
    "an end": of_gemini('"index": 0', '"finishReason": "STOP", "index": 0'),
    "half a character": of_gemini("%s", r"\ud83d"),
    "no escape": of_gemini("%s", r"\x"),
    "a control character": of_gemini("%s", "a\x01"),
    "no UTF-8": block("gemini", "é").replace("é".encode(), "é".encode()[:1]),
    "garbage": b"data: {",
    "a comment": b": ping",
    "an event's name": b"event: x\n" + block("gemini"),
    "an empty block": b"",
}


@pytest.mark.parametrize("other", OTHERS)
def test_what_does_not_fit_is_refused(other: str) -> None:
    made = mould(block("gemini"), WIRES["gemini"])
    assert made is not None
    assert made.filled(whole(block("gemini"), block("gemini"))) is not None
    assert made.filled(whole(block("gemini"), OTHERS[other], block("gemini"))) is None


@pytest.mark.parametrize(
    "unsure",
    [
        '{"choices":[{"delta":{"role":"assistant","content":null}}],"obfuscation":"x"}',  # no text
        '{"content":"%s","choices":[{"delta":{"content":"b"}}]}',  # another field of the same name
        '{"choices":[{"delta":{"cont\\u0065nt":"%s"}}]}',  # a name that is spelled differently
        '{"choices":[{"delta":{"content":"%s"}}],"obfuscation":7}',
        '{"choices":[{"delta":{"content":"%s"}}],"id":"<text>"}',
    ],
)
def test_a_place_that_is_not_certain_makes_no_mould(unsure: str) -> None:
    assert mould(b"data: " + unsure.replace("%s", "a").encode(), WIRES["openai"]) is None


@pytest.mark.parametrize("count", ['"a: 5"', "-5", "1.5", "true", '{"5": 5}'])
def test_a_count_of_another_kind_makes_no_mould(count: str) -> None:
    assert mould(of_gemini("17", count), WIRES["gemini"]) is None


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("other", sorted(OTHERS))
def test_a_stream_in_which_one_is_different_loses_nothing(vendor: str, other: str) -> None:
    """Before it, a mould has been made; behind it, another is."""
    odd = OTHERS[other] if vendor == "gemini" else b"data: {" + other.encode()
    feeds = [whole(*(block(vendor, text) for text in texts)) for texts in ("abc", "def", "ghi", "jkl")]
    feeds.insert(2, whole(block(vendor, "1"), odd, block(vendor, "2")))
    joiner = Joiner(vendor)
    got = b"".join([*(joiner.feed(feed) for feed in feeds), joiner.close()])
    whole_events = [each for each in got.split(b"\n\n") if each.startswith(b"data: ")]
    texts = ""
    for event in whole_events:
        try:
            texts += said(vendor, event)[0]
        except (ValueError, AssertionError):
            continue
    assert texts.startswith("abcdef1")
    assert texts.endswith("2ghijkl")
