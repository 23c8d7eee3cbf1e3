"""Anthropic, Gemini, OpenAI and OpenAI-compatible servers behind models.contract.Model, by pydantic-ai.

Importing it imports pydantic-ai, and each vendor's SDK as it is asked for: seconds and about 100 MB, so
only the router's process does. The SDKs' own retries are off: retry belongs to one layer, the router.
"""

import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress
from contextvars import ContextVar
from typing import Any, cast

import httpx2
from msgspec.structs import asdict
from pydantic_ai import exceptions
from pydantic_ai.direct import model_request_stream
from pydantic_ai.messages import (
    ModelResponseStreamEvent,
    PartDeltaEvent,
    PartStartEvent,
    TextPart,
    TextPartDelta,
    ThinkingPart,
    ThinkingPartDelta,
)
from pydantic_ai.models import Model, StreamedResponse
from pydantic_ai.settings import ModelSettings
from pydantic_ai.usage import RequestUsage

from models.catalog import Card, card_of
from models.contract import CountedUsage, ModelError, Request, Thought
from models.failures import Asked, broken_off, garbled, model_error, unfinished, unreachable
from models.rendering import calls_of, is_unshown, messages, offered
from models.thinking import Thinking, thinks
from models.told_thinking import ToldThinking
from models.transport import Transport
from studio.prompt import CHARS_PER_TOKEN, estimate_usage
from studio.protocol import Usage
from studio.text16 import Whole
from studio.tools.contract import Call

CONNECT_S = 10.0
READ_S = 300.0  # the router's deadlines are shorter; this one only ends what nobody waits for

_Events = AsyncGenerator[ModelResponseStreamEvent]

_TRANSPORT = (httpx2.TransportError, httpx2.StreamError)

# The responses of the stream that opens them: google-genai leaves its own open when its iterator is closed.
_opened: ContextVar[list[httpx2.Response] | None] = ContextVar("opened", default=None)


class VendorModel:
    """One model of one vendor. `model` is pydantic-ai's, which owns the client and with it the key."""

    def __init__(self, card: Card, asked: Asked, model: Model) -> None:
        self.info = asked.info
        self._card = card
        self._asked = asked
        self._model = model

    def __repr__(self) -> str:
        return f"VendorModel({self.info.vendor}:{self.info.name})"

    async def stream(self, request: Request) -> AsyncGenerator[str | Thought | Call | Usage]:
        """As models.contract.Model. After a failure the Usage comes before the ModelError, where the vendor
        had accepted the request: then it may have to be paid, with a text or without."""
        written, pieces, now = 0, Whole(), time.monotonic
        thinking, seen = Thinking.of(self._card, request, now()), 0
        told_thinking = ToldThinking() if self._card.vendor == "openai-compatible" else None
        response: StreamedResponse | None = None
        failure: ModelError | None = None
        opened: list[httpx2.Response] = []
        _opened.set(opened)
        try:
            async with (
                model_request_stream(
                    self._model,
                    messages(request, self._card),
                    model_settings=_settings(request, self._card),
                    model_request_parameters=offered(request, self._card),
                    instrument=False,
                ) as response,
                aclosing(cast(_Events, aiter(response))) as events,
            ):
                async for event in events:
                    text = pieces.feed(_text(event))
                    if told_thinking is not None:
                        dropped, text = told_thinking.dropped, told_thinking.feed(text)
                        seen += told_thinking.dropped - dropped
                    written += len(text)
                    if text:
                        thinking.writes(now())
                    seen += len(_unshown(event))
                    counted = response.usage.output_reasoning_tokens
                    if (counted or seen // CHARS_PER_TOKEN) != thinking.told.tokens:
                        thinking.told = Thought(counted or seen // CHARS_PER_TOKEN, bool(counted))
                        yield thinking.told
                    if text or not written or is_unshown(event):
                        yield text
                rest = pieces.close()
                if told_thinking is not None:
                    rest = told_thinking.feed(rest) + told_thinking.close()
                if rest:
                    written += len(rest)
                    yield rest
            failure = unfinished(response, self._asked)
            if failure is None and request.calls_left and self._card.tools:
                for call in calls_of(response):
                    yield call
        except exceptions.AgentRunError as error:
            failure = model_error(error, self._asked, begun=bool(opened))
        except _TRANSPORT:
            failure = broken_off(self._asked) if opened else unreachable(self._asked)
        except ValueError:  # what the SDKs' decoders raise where pydantic-ai does not map it
            failure = garbled(self._asked)
        finally:
            for http in opened:
                await http.aclose()
        if written or not failure or any(http.is_success for http in opened):
            yield _usage(response, request, written, thinking.tokens(now()))
        if failure:
            raise failure from None


def build(card: Card, asked: Asked, key: str) -> VendorModel:
    """`card.vendor` is a key of the table below."""
    return VendorModel(card, asked, _MODELS[card.vendor](card.name, key, asked.base_url))


def _anthropic(name: str, key: str, base_url: str) -> Model:
    from anthropic import AsyncAnthropic
    from pydantic_ai.models.anthropic import AnthropicModel
    from pydantic_ai.providers.anthropic import AnthropicProvider

    http = _http_client("anthropic")
    client = AsyncAnthropic(api_key=key, base_url=base_url, max_retries=0, http_client=http)
    return AnthropicModel(name, provider=AnthropicProvider(anthropic_client=client))


def _compatible(name: str, key: str, base_url: str) -> Model:
    """Ollama and LM Studio know the limit of a reply by its old name alone, and ignore the new one without a
    word; vLLM and llama.cpp know both. OpenAI's own models, which a proxy may serve, refuse the old one."""
    return _openai(name, key, base_url, old_limit=not card_of("openai", name).known)


def _openai(name: str, key: str, base_url: str, *, old_limit: bool = False) -> Model:
    """Chat completions, not Responses: that is what every compatible server speaks."""
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletionChunk
    from pydantic import ValidationError
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.profiles.openai import OpenAIModelProfile
    from pydantic_ai.providers.openai import OpenAIProvider

    class Quick(AsyncOpenAI):
        """The SDK makes each chunk field by field, which is half of what a chunk costs (50 of 127 µs here);
        validating it gives the same for 2 µs. What does not validate, it makes as ever."""

        def _process_response_data(self, *, data: object, cast_to: Any, response: httpx2.Response) -> Any:
            if cast_to is ChatCompletionChunk:
                with suppress(ValidationError):
                    return ChatCompletionChunk.model_validate(data)
            return super()._process_response_data(data=data, cast_to=cast_to, response=response)

    client = Quick(api_key=key, base_url=base_url, max_retries=0, http_client=_http_client("openai"))
    profile = OpenAIModelProfile(
        openai_chat_streaming_requires_finish_reason=True,  # otherwise a dropped stream looks complete
        ignore_streamed_leading_whitespace=False,  # a continuation may begin with a line break
        openai_chat_supports_max_completion_tokens=not old_limit,
    )
    return OpenAIChatModel(name, provider=OpenAIProvider(openai_client=client), profile=profile)


def _gemini(name: str, key: str, base_url: str) -> Model:
    from pydantic_ai.models.google import GoogleModel
    from pydantic_ai.providers.google import GoogleProvider

    from models.quick_gemini import quicken

    quicken()
    return GoogleModel(
        name, provider=GoogleProvider(api_key=key, base_url=base_url, http_client=_http_client("gemini"))
    )


_MODELS: dict[str, Callable[[str, str, str], Model]] = {
    "anthropic": _anthropic,
    "openai": _openai,
    "openai-compatible": _compatible,
    "gemini": _gemini,
}


def _http_client(vendor: str) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(
        transport=Transport(vendor),
        follow_redirects=False,  # a key goes nowhere else
        timeout=httpx2.Timeout(READ_S, connect=CONNECT_S),
        event_hooks={"response": [_note]},
    )


async def _note(response: httpx2.Response) -> None:
    responses = _opened.get()
    if responses is not None:
        responses.append(response)


def _settings(request: Request, card: Card) -> ModelSettings:
    """Anthropic caches up to marks: one behind the system prompt, which all users share, one behind the
    newest message. The other vendors cache what they have seen by themselves."""
    chosen = ModelSettings()
    if card.thinking == "optional" and not thinks(card, request.purpose):
        chosen["thinking"] = False
    if request.max_output_tokens is not None:
        chosen["max_tokens"] = request.max_output_tokens
    if request.calls_left == 0 and card.tools:
        chosen["tool_choice"] = "none"
    if card.vendor == "anthropic":
        marks = {"anthropic_cache_instructions": True, "anthropic_cache": True}
        return cast(ModelSettings, {**chosen, **marks})
    return chosen


def _text(event: ModelResponseStreamEvent) -> str:
    """Thinking and everything else is left out."""
    if isinstance(event, PartDeltaEvent):
        return event.delta.content_delta if isinstance(event.delta, TextPartDelta) else ""
    if isinstance(event, PartStartEvent) and isinstance(event.part, TextPart):
        return event.part.content
    return ""


def _unshown(event: ModelResponseStreamEvent) -> str:
    """What is seen of the model's thinking."""
    if isinstance(event, PartDeltaEvent):
        return (event.delta.content_delta or "") if isinstance(event.delta, ThinkingPartDelta) else ""
    if isinstance(event, PartStartEvent) and isinstance(event.part, ThinkingPart):
        return event.part.content
    return ""


def _usage(response: StreamedResponse | None, request: Request, written: int, thought: int) -> Usage:
    """What its vendor has counted of a reply that broke off is but a part: of Anthropic's, one token."""
    counted = response.usage if response else RequestUsage()
    whole = response is not None and response.finish_reason is not None and counted.output_tokens > 0
    guess = estimate_usage(request, written, thought)
    if not whole and not counted.input_tokens:
        return guess
    usage = Usage(
        input_tokens=counted.input_tokens,
        cached_tokens=counted.cache_read_tokens,
        output_tokens=counted.output_tokens if whole else max(counted.output_tokens, guess.output_tokens),
        estimated=not whole,
        cache_write_tokens=counted.cache_write_tokens,
    )
    if counted.cache_write_1h_tokens:
        return CountedUsage(**asdict(usage), cache_write_1h_tokens=counted.cache_write_1h_tokens)
    return usage
