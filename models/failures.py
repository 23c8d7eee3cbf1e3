"""Whatever a vendor's SDK raises, as one of our errors, each with what the user can do. The only place that
decides it.

Messages are written here and hold nothing that a vendor sent, for a vendor may echo a key. Called by
models/vendors.py.
"""

from pydantic_ai import exceptions as failures
from pydantic_ai.models import StreamedResponse

from models.contract import ModelError
from studio.protocol import ErrorCode, ModelInfo


def unfinished(response: StreamedResponse) -> ModelError | None:
    """What is wrong with a stream that ended without an error of its own."""
    match response.finish_reason:
        case None:
            return network()
        case "length":
            return _say("context_too_long", "The reply reached the model's limit. Press Continue to go on.")
        case "content_filter":
            return _refused()
        case "error":
            return _say("internal", "The model stopped with an error of its own. Try again.", retryable=True)
        case _:
            return None


def model_error(error: failures.AgentRunError, info: ModelInfo) -> ModelError:
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
            return network()
        case failures.ModelNotFoundError():
            return _say("internal", f"{who} does not know this model or address. Check ATELIER_MODEL.")
        case failures.ContentFilterError():
            return _refused()
        case failures.ModelServerError():
            return _say("internal", f"{who} failed with status {status}. Try again.", retryable=True)
        case failures.ModelAPIError() if _says(error, _LENGTH_WORDS):
            return _too_long()
        case failures.ModelAPIError() if status is None and _says(error, ("finish_reason",)):
            return network()
        case failures.ModelHTTPError():
            return _say("internal", f"{who} did not accept the request (status {status}). Try another model.")
        case failures.ModelAPIError() | failures.UnexpectedModelBehavior():
            return garbled()
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


def network() -> ModelError:
    return _say("network", "The connection to the model failed. Press Continue to go on.", retryable=True)


def garbled() -> ModelError:
    return _say("internal", "The model's server sent something unreadable. Try again.", retryable=True)
