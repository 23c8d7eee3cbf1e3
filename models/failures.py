"""Whatever a vendor's SDK raises, as one of our errors, each with what the user can do. The only place that
decides it.

Messages are written here and hold nothing that a vendor sent, for a vendor may echo a key. Called by
models/vendors.py.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic_ai import exceptions as failures
from pydantic_ai.models import StreamedResponse

from models.contract import ModelError
from studio.protocol import ErrorCode, ModelInfo


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked, where, and which settings say so. `own`: it is the vendor's own address. `drafts`: it is
    the draft model, whose address nobody sets."""

    info: ModelInfo
    base_url: str
    key_variable: str
    url_variable: str
    name_variable: str
    own: bool = False
    drafts: bool = False

    @property
    def who(self) -> str:
        return f"{self.info.name} ({self.info.vendor})"

    @property
    def where(self) -> str:
        """Without a path, a name or a password: those are nobody's business on a page."""
        parts = urlsplit(self.base_url)
        port = f":{parts.port}" if parts.port else ""
        host = parts.hostname or ""
        return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}"

    @property
    def place(self) -> str:
        """What to look at where the server is not as it should be."""
        if self.drafts:
            return "data/draft.log tells of it."
        if self.own:
            return f"Check this machine's connection; a proxy's address goes into {self.url_variable}."
        return f"Check {self.url_variable}, and that the server runs there."


def unfinished(response: StreamedResponse, asked: Asked) -> ModelError | None:
    """What is wrong with a stream that ended without an error of its own."""
    match response.finish_reason:
        case None:
            return broken_off(asked)
        case "length":
            return _say(
                "context_too_long",
                f"The reply reached the limit of {asked.who}.",
                "Press Continue to go on.",
            )
        case "content_filter":
            return _refused(asked)
        case "error":
            return _say(
                "internal", f"{asked.who} stopped with an error of its own.", "Try again.", retryable=True
            )
        case _:
            return None


def model_error(error: failures.AgentRunError, asked: Asked, *, begun: bool) -> ModelError:
    """The one place where a vendor's failure becomes one of ours. Most specific first. `begun`: the vendor
    had begun to answer."""
    status = error.status_code if isinstance(error, failures.ModelHTTPError) else None
    match error:
        case failures.ModelContextWindowExceededError():
            return _too_long(asked)
        case failures.ModelQuotaExceededError():
            return _quota(asked)
        case failures.ModelRateLimitError():
            return _quota(asked) if _says(error, _QUOTA_WORDS) else _overloaded(asked)
        case failures.ModelAuthenticationError():
            return _bad_key(asked)
        case failures.ModelUnavailableError():
            return _overloaded(asked)
        case failures.ModelConnectionError() | failures.ModelRequestTimeout():
            return broken_off(asked) if begun else unreachable(asked)
        case failures.ModelNotFoundError() if asked.drafts:  # its name and address are ours: it loads yet
            return _say("network", f"{asked.who} is not there yet.", asked.place, retryable=True)
        case failures.ModelNotFoundError():
            return _say(
                "internal",
                f"{asked.where} does not know the model {asked.info.name}, or the address is wrong.",
                f"Check {asked.name_variable} and {asked.url_variable}.",
            )
        case failures.ContentFilterError():
            return _refused(asked)
        case failures.ModelServerError():
            return _say(
                "internal",
                f"The server of {asked.who} failed with status {status}.",
                "Try again, or choose another model.",
                retryable=True,
            )
        case failures.ModelAPIError() if _says(error, _LENGTH_WORDS):
            return _too_long(asked)
        case failures.ModelAPIError() if status is None and _says(error, ("finish_reason",)):
            return broken_off(asked)
        case failures.ModelHTTPError():
            return _say(
                "internal",
                f"{asked.who} did not accept the request (status {status}).",
                "Choose another model.",
            )
        case failures.ModelAPIError() | failures.UnexpectedModelBehavior():
            return garbled(asked)
        case _:
            return _say(
                "internal",
                f"{asked.who} could not be used ({type(error).__name__}).",
                "Choose another model.",
            )


_QUOTA_WORDS = ("quota", "billing", "credit", "spend limit")
_LENGTH_WORDS = ("context length", "context window", "context size", "maximum context", "too many tokens")


def _says(error: failures.AgentRunError, words: tuple[str, ...]) -> bool:
    body = error.body if isinstance(error, failures.ModelAPIError) else ""
    text = f"{error} {body}".lower()
    return any(word in text for word in words)


def _say(code: ErrorCode, fact: str, remedy: str, *, retryable: bool = False) -> ModelError:
    return ModelError(code, fact, remedy, retryable=retryable)


def _too_long(asked: Asked) -> ModelError:
    return _say(
        "context_too_long",
        f"The conversation is too long for {asked.who}.",
        "Choose a model that holds more, or start a new session.",
    )


def _bad_key(asked: Asked) -> ModelError:
    return _say(
        "bad_key", f"{asked.who} did not accept the key.", f"Check {asked.key_variable} and restart Atelier."
    )


def _quota(asked: Asked) -> ModelError:
    return _say(
        "quota",
        f"The account behind {asked.key_variable} has used up its quota or credit for {asked.who}.",
        "Add credit there, or choose another model.",
    )


def _overloaded(asked: Asked) -> ModelError:
    return _say(
        "overloaded",
        f"{asked.who} is overloaded, or takes no more requests for now.",
        "Try again in a moment.",
        retryable=True,
    )


def _refused(asked: Asked) -> ModelError:
    return _say("refused", f"{asked.who} declined this request.", "Ask for it in another way.")


def unreachable(asked: Asked) -> ModelError:
    return _say("network", f"{asked.who} at {asked.where} cannot be reached.", asked.place, retryable=True)


def broken_off(asked: Asked) -> ModelError:
    return _say(
        "network",
        f"The connection to {asked.who} at {asked.where} broke off.",
        "Press Continue to go on.",
        retryable=True,
    )


def garbled(asked: Asked) -> ModelError:
    return _say(
        "internal",
        f"The server of {asked.who} at {asked.where} sent something unreadable.",
        "Try again." if asked.own else f"Try again; if that does not help: {asked.place}",
        retryable=True,
    )
