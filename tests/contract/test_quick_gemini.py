"""models.quick_gemini: the SDK makes the same of a chunk as without it."""

import json
from typing import Any

import pytest
from google.genai import _common, models, types
from google.genai.types import GenerateContentResponse as Chunk

from models.quick_gemini import quicken

TEXT = {"candidates": [{"content": {"parts": [{"text": "a 🐢"}], "role": "model"}, "index": 0}]}
COUNTED = TEXT | {
    "usageMetadata": {"promptTokenCount": 8, "totalTokenCount": 9},
    "modelVersion": "gemini-3.8-flash",
}
CALLED = {
    "candidates": [{"content": {"parts": [{"functionCall": {"name": "check", "args": {"a": [1, None]}}}]}}]
}
CITED = {
    "candidates": [
        {
            "content": {"parts": [{"text": "t", "thought": True, "thoughtSignature": "c2ln"}]},
            "citationMetadata": {"citationSources": [{"uri": "https://example.org"}]},
            "safetyRatings": [{"category": "HARM_CATEGORY_HARASSMENT", "probability": "LOW"}],
            "finishReason": "STOP",
        }
    ]
}
BLOCKED = {"promptFeedback": {"blockReason": "SAFETY"}, "responseId": "r"}
NEWER = TEXT | {"aFieldOfNextYear": {"x": 1}}
CHUNKS: dict[str, dict[str, Any]] = {
    "text": TEXT, "counted": COUNTED, "called": CALLED, "cited": CITED, "blocked": BLOCKED, "newer": NEWER,
    "empty": {},
}  # fmt: skip


def made(chunk: dict[str, Any]) -> Chunk:
    """As the SDK makes it, through its converter for this API."""
    converted = models._GenerateContentResponse_from_mldev(json.loads(json.dumps(chunk)))  # pyright: ignore
    return Chunk._from_response(response=converted, kwargs={})  # pyright: ignore


@pytest.mark.parametrize("name", CHUNKS)
def test_a_chunk_is_made_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quicken()
    quick = made(CHUNKS[name])
    monkeypatch.setattr(models, "getv", _common.get_value_by_path)
    monkeypatch.setattr(Chunk, "_from_response", classmethod(_common.BaseModel._from_response.__func__))  # pyright: ignore
    assert made(CHUNKS[name]) == quick
    assert quick.model_dump(exclude_none=True) or name == "empty"


@pytest.mark.parametrize(
    "data", [{}, {"a": 1}, {"a": None}, {"a": {"b": [{"c": 2}]}}, None, [], types.Part(text="t")]
)
@pytest.mark.parametrize("keys", [["a"], ["text"], ["_self"], ["a", "b[]", "c"], ["a", "b"], ["a[]"]])
def test_a_value_is_found_as_the_sdk_finds_it(data: Any, keys: list[str]) -> None:
    quicken()

    def found(look: Any) -> Any:
        try:
            return look(data, keys, default_value="none")
        except (TypeError, AttributeError) as error:
            return type(error)

    assert found(models.getv) == found(_common.get_value_by_path)  # pyright: ignore
