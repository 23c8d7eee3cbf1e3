"""Anthropic, Gemini, OpenAI and OpenAI-compatible servers behind models.contract.Model, by pydantic-ai.

Importing it imports pydantic-ai, and each vendor's SDK as it is asked for: seconds and about 100 MB, so
only the router's process does. The SDKs' own retries are off: retry belongs to one layer, the router.
Messages of ModelError are written here and hold nothing that a vendor sent, for a vendor may echo a key.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from contextvars import ContextVar
from typing import cast

import httpx
import httpx2
from pydantic_ai import exceptions as failures
from pydantic_ai.direct import model_request_stream
from pydantic_ai.messages import (
    ModelMessage,
    ModelRequest,
    ModelResponse,
    ModelResponseStreamEvent,
    PartDeltaEvent,
    PartStartEvent,
    SystemPromptPart,
    TextPart,
    TextPartDelta,
    UserPromptPart,
)
from pydantic_ai.models import Model, StreamedResponse
from pydantic_ai.usage import RequestUsage

from models.contract import ModelError, Request
from studio.prompt import assemble, estimate_usage, system_prompt
from studio.protocol import ErrorCode, ModelInfo, Usage

CONNECT_S = 10.0
READ_S = 300.0  # the router's deadlines are shorter; this one only ends what nobody waits for
CONNECTIONS = 1_000

_Events = AsyncGenerator[ModelResponseStreamEvent]

_TRANSPORT = (httpx2.TransportError, httpx2.StreamError, httpx.TransportError, httpx.StreamError)

# The responses of the stream that opens them: google-genai leaves its own open when its iterator is closed.
_opened: ContextVar[list[httpx2.Response] | None] = ContextVar("opened", default=None)


class VendorModel:
    """One model of one vendor. `model` is pydantic-ai's, which owns the client and with it the key."""

    def __init__(self, info: ModelInfo, model: Model) -> None:
        self.info = info
        self._model = model

    def __repr__(self) -> str:
        return f"VendorModel({self.info.vendor}:{self.info.name})"

    async def stream(self, request: Request) -> AsyncGenerator[str | Usage]:
        """As models.contract.Model. After a failure in mid-stream the Usage comes before the ModelError."""
        written = 0
        response: StreamedResponse | None = None
        failure: ModelError | None = None
        opened: list[httpx2.Response] = []
        _opened.set(opened)
        try:
            async with (
                model_request_stream(self._model, _messages(request), instrument=False) as response,
                aclosing(cast(_Events, aiter(response))) as events,
            ):
                async for event in events:
                    text = _text(event)
                    if text:
                        written += len(text)
                        yield text
            failure = _unfinished(response)
        except failures.AgentRunError as error:
            failure = _model_error(error, self.info)
        except _TRANSPORT:
            failure = _network()
        except ValueError:  # what the SDKs' decoders raise where pydantic-ai does not map it
            failure = _garbled()
        finally:
            for http in opened:
                await http.aclose()
        if written or not failure:
            yield _usage(response, request, written)
        if failure:
            raise failure from None


def build(vendor: str, info: ModelInfo, key: str, base_url: str) -> VendorModel:
    """`vendor` is a key of the table below."""
    return VendorModel(info, _MODELS[vendor](info.name, key, base_url))


def _anthropic(name: str, key: str, base_url: str) -> Model:
    from anthropic import AsyncAnthropic
    from pydantic_ai.models.anthropic import AnthropicModel
    from pydantic_ai.providers.anthropic import AnthropicProvider

    client = AsyncAnthropic(api_key=key, base_url=base_url, max_retries=0, http_client=_http_client())
    return AnthropicModel(name, provider=AnthropicProvider(anthropic_client=client))


def _openai(name: str, key: str, base_url: str) -> Model:
    """Chat completions, not Responses: that is what every compatible server speaks."""
    from openai import AsyncOpenAI
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.profiles.openai import OpenAIModelProfile
    from pydantic_ai.providers.openai import OpenAIProvider

    client = AsyncOpenAI(api_key=key, base_url=base_url, max_retries=0, http_client=_http_client())
    profile = OpenAIModelProfile(
        openai_chat_streaming_requires_finish_reason=True,  # otherwise a dropped stream looks complete
        ignore_streamed_leading_whitespace=False,  # a continuation may begin with a line break
    )
    return OpenAIChatModel(name, provider=OpenAIProvider(openai_client=client), profile=profile)


def _gemini(name: str, key: str, base_url: str) -> Model:
    from pydantic_ai.models.google import GoogleModel
    from pydantic_ai.providers.google import GoogleProvider

    return GoogleModel(
        name, provider=GoogleProvider(api_key=key, base_url=base_url, http_client=_http_client())
    )


_MODELS: dict[str, Callable[[str, str, str], Model]] = {
    "anthropic": _anthropic,
    "openai": _openai,
    "gemini": _gemini,
}


def _http_client() -> httpx2.AsyncClient:
    return httpx2.AsyncClient(
        timeout=httpx2.Timeout(READ_S, connect=CONNECT_S),
        limits=httpx2.Limits(max_connections=CONNECTIONS, max_keepalive_connections=100),
        event_hooks={"response": [_remember]},
    )


async def _remember(response: httpx2.Response) -> None:
    opened = _opened.get()
    if opened is not None:
        opened.append(response)


def _messages(request: Request) -> list[ModelMessage]:
    first, *others = assemble(request)
    parts = [SystemPromptPart(system_prompt(request.framework)), UserPromptPart(first.text)]
    messages: list[ModelMessage] = [ModelRequest(parts=parts)]
    for message in others:
        if message.role == "user":
            messages.append(ModelRequest(parts=[UserPromptPart(message.text)]))
        else:
            messages.append(ModelResponse(parts=[TextPart(message.text)]))
    return messages


def _text(event: ModelResponseStreamEvent) -> str:
    """Thinking and everything else is left out."""
    if isinstance(event, PartDeltaEvent):
        return event.delta.content_delta if isinstance(event.delta, TextPartDelta) else ""
    if isinstance(event, PartStartEvent) and isinstance(event.part, TextPart):
        return event.part.content
    return ""


def _usage(response: StreamedResponse | None, request: Request, written: int) -> Usage:
    counted = response.usage if response else RequestUsage()
    if not counted.output_tokens:
        return estimate_usage(request, written)
    return Usage(
        input_tokens=counted.input_tokens,
        cached_tokens=counted.cache_read_tokens,
        output_tokens=counted.output_tokens,
    )


def _unfinished(response: StreamedResponse) -> ModelError | None:
    """What is wrong with a stream that ended without an error of its own."""
    match response.finish_reason:
        case None:
            return _network()
        case "length":
            return _say("context_too_long", "The reply reached the model's limit. Press Continue to go on.")
        case "content_filter":
            return _refused()
        case "error":
            return _say("internal", "The model stopped with an error of its own. Try again.", retryable=True)
        case _:
            return None


def _model_error(error: failures.AgentRunError, info: ModelInfo) -> ModelError:
    """The one place where a vendor's failure becomes one of ours. Most specific first."""
    status = error.status_code if isinstance(error, failures.ModelHTTPError) else None
    who = f"{info.vendor} ({info.name})"
    match error:
        case failures.ModelContextWindowExceededError():
            return _too_long()
        case failures.ModelQuotaExceededError():
            return _quota(who)
        case failures.ModelRateLimitError():
            return _quota(who) if _says(error, _QUOTA_WORDS) else _overloaded(who)
        case failures.ModelAuthenticationError():
            return _say("bad_key", f"{who} did not accept the key. Check it{_variable(info)} and restart.")
        case failures.ModelUnavailableError():
            return _overloaded(who)
        case failures.ModelConnectionError() | failures.ModelRequestTimeout():
            return _network()
        case failures.ModelNotFoundError():
            return _say("internal", f"{who} does not know this model or address. Check ATELIER_MODEL.")
        case failures.ContentFilterError():
            return _refused()
        case failures.ModelServerError():
            return _say("internal", f"{who} failed with status {status}. Try again.", retryable=True)
        case failures.ModelAPIError() if _says(error, _LENGTH_WORDS):
            return _too_long()
        case failures.ModelAPIError() if status is None and _says(error, ("finish_reason",)):
            return _network()
        case failures.ModelHTTPError():
            return _say("internal", f"{who} did not accept the request (status {status}). Try another model.")
        case failures.ModelAPIError() | failures.UnexpectedModelBehavior():
            return _garbled()
        case _:
            return _say("internal", f"{who} could not be used ({type(error).__name__}).")


_QUOTA_WORDS = ("quota", "billing", "credit", "spend limit")
_LENGTH_WORDS = ("context length", "context window", "context size", "maximum context", "too many tokens")


def _says(error: failures.AgentRunError, words: tuple[str, ...]) -> bool:
    body = error.body if isinstance(error, failures.ModelAPIError) else ""
    text = f"{error} {body}".lower()
    return any(word in text for word in words)


def _variable(info: ModelInfo) -> str:
    family = "openai" if info.vendor == "openai-compatible" else info.vendor
    return f" in {family.upper()}_API_KEY"


def _say(code: ErrorCode, message: str, *, retryable: bool = False) -> ModelError:
    return ModelError(code, message, retryable=retryable)


def _too_long() -> ModelError:
    return _say("context_too_long", "The conversation is too long for this model. Start a new session.")


def _quota(who: str) -> ModelError:
    return _say(
        "quota", f"The account at {who} has used up its quota or credit. Add credit or change the model."
    )


def _overloaded(who: str) -> ModelError:
    return _say("overloaded", f"{who} is overloaded. Try again in a moment.", retryable=True)


def _refused() -> ModelError:
    return _say("refused", "The model declined this request. Ask for it in another way.")


def _network() -> ModelError:
    return _say("network", "The connection to the model failed. Press Continue to go on.", retryable=True)


def _garbled() -> ModelError:
    return _say("internal", "The model's server sent something unreadable. Try again.", retryable=True)
