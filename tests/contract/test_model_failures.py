"""Every vendor's real SDK where its server refuses, breaks off or is not there, against models.contract."""

import asyncio
from contextlib import aclosing, suppress
from typing import Any

import pytest

from models.contract import ModelError, Thought
from studio.protocol import Usage
from tests.contract.vendor_models import REQUEST, TEXT, VENDORS, failure, load_sdks, read, run, vendor_model
from tests.contract.wire_servers import (
    INPUT_TOKENS,
    OUTPUT_TOKENS,
    VARIABLES,
    Script,
    serve,
)


@pytest.fixture(scope="module", autouse=True)
def sdks() -> None:
    load_sdks()


@pytest.mark.parametrize("vendor", VENDORS)
def test_wrong_key(vendor: str) -> None:
    error, items, _ = failure(vendor, Script(), key="sk-wrong")
    assert (error.code, error.retryable, items) == ("bad_key", False, [])
    assert f"{VARIABLES[vendor]}_API_KEY" in error.message


def _body(message: str, kind: str, status: int) -> dict[str, Any]:
    return {"error": {"message": message, "type": kind, "code": status, "status": kind}}


STATUSES = [
    (403, _body("no", "permission_error", 403), "bad_key", False),
    (429, _body("slow down", "rate_limit_error", 429), "overloaded", True),
    (429, _body("You exceeded your current quota, check billing", "rate", 429), "quota", False),
    (503, _body("The model is overloaded", "UNAVAILABLE", 503), "overloaded", True),
    (529, _body("Overloaded", "overloaded_error", 529), "overloaded", True),
    (500, _body("oops", "api_error", 500), "internal", True),
    (404, _body("model not found", "NOT_FOUND", 404), "internal", False),
    (400, _body("bad", "invalid_request_error", 400), "internal", False),
]


@pytest.mark.parametrize(("status", "body", "code", "retryable"), STATUSES)
@pytest.mark.parametrize("vendor", VENDORS)
def test_statuses(vendor: str, status: int, body: dict[str, Any], code: str, retryable: bool) -> None:
    error, items, _ = failure(vendor, Script(status=status, error=body))
    assert (error.code, error.retryable, items) == (code, retryable, [])


@pytest.mark.parametrize(
    ("vendor", "message"),
    [
        ("anthropic", "prompt is too long: 210000 tokens > 200000 maximum"),
        ("openai", "This model's maximum context length is 4096 tokens. However, you requested 9000 tokens"),
        ("openai", "the request exceeds the available context size, try increasing it"),
        ("gemini", "The input token count (2000000) exceeds the maximum number of tokens allowed (1048576)."),
    ],
)
def test_context_too_long(vendor: str, message: str) -> None:
    kind = "INVALID_ARGUMENT" if vendor == "gemini" else "invalid_request_error"
    error, _, _ = failure(vendor, Script(status=400, error=_body(message, kind, 400)))
    assert (error.code, error.retryable) == ("context_too_long", False)


@pytest.mark.parametrize(
    ("ending", "code", "retryable"),
    [
        ("drop", "network", True),
        ("vanish", "network", True),
        ("garbage", "internal", True),
        ("endless", "network", True),
        ("length", "context_too_long", False),
        ("refuse", "refused", False),
    ],
)
@pytest.mark.parametrize("vendor", VENDORS)
def test_bad_endings_keep_the_text_and_count_it(vendor: str, ending: Any, code: str, retryable: bool) -> None:
    error, items, _ = failure(vendor, Script(ending=ending))
    assert (error.code, error.retryable) == (code, retryable)
    assert "".join(item for item in items if isinstance(item, str)) == TEXT
    usage = items[-1]
    assert isinstance(usage, Usage)
    whole = ending in ("length", "refuse")
    assert usage.estimated is not whole
    assert usage.output_tokens >= (OUTPUT_TOKENS if whole else -(-len(TEXT) // 4)), "as much as was written"
    assert usage.input_tokens >= INPUT_TOKENS


@pytest.mark.parametrize("ending", ["drop", "hang"])
@pytest.mark.parametrize("vendor", VENDORS)
def test_what_is_thought_before_a_reply_breaks_off_is_counted(vendor: str, ending: Any) -> None:
    """As far as the vendor tells of it. Nothing of it is shown."""
    script = Script(text=("Hi",) if vendor == "gemini" else (), ending=ending, thought="Hm. " * 200)
    awaited = Thought(200, counted=vendor == "gemini")

    async def work() -> None:
        async with serve(vendor, script) as seen:
            told: list[Thought] = []
            shown = ""
            model = vendor_model(vendor, seen)  # its first one imports the SDK, which takes its time
            with suppress(ModelError):
                async with asyncio.timeout(30), aclosing(model.stream(REQUEST)) as items:  # type: ignore[type-var]
                    async for item in items:
                        told += [item] if isinstance(item, Thought) else []
                        shown += item if isinstance(item, str) else ""
                        if isinstance(item, Usage):
                            assert item.output_tokens >= 200
                        if ending == "hang" and item == awaited:
                            break
            assert "Hm" not in shown
            assert told[-1] == awaited

    run(work, 60)


@pytest.mark.parametrize("vendor", VENDORS)
def test_nobody_listens(vendor: str) -> None:
    async def work() -> None:
        async with serve(vendor, Script()) as seen:
            model = vendor_model(vendor, seen)
        with pytest.raises(ModelError) as caught:
            await read(model)
        assert (caught.value.code, caught.value.retryable) == ("network", True)

    run(work)
