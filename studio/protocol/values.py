"""Values that messages of both directions carry: names, limits, tokens, models, pictures, findings."""

from typing import Literal

from msgspec import Struct

MAX_PROMPT_CHARS = 20_000
MAX_FILE_CHARS = 200_000
MAX_ERROR_CHARS = 8_000
MAX_COMMAND_BYTES = 1_000_000
MAX_PICTURES = 4  # with one prompt
MAX_PICTURE_BYTES = 5_000_000

Outcome = Literal["final", "cancelled", "failed"]
Severity = Literal["block", "neutralise", "note"]
CheckOutcome = Literal["passed", "warned", "failed", "skipped"]
ToolOutcome = Literal["done", "failed"]
VersionOrigin = Literal["prompt", "edit", "restore", "fork"]
VersionStatus = Literal["draft", "final"]
ErrorCode = Literal[
    "bad_message",  # not JSON, unknown type, unknown or missing field
    "bad_request",  # well-formed, but cannot be done now: names the field and the remedy
    "busy",  # no room for another session or turn: try again
    "blocked",  # a guard stopped the prompt or the code
    "bad_key",
    "quota",
    "over_budget",  # the turn would cost more than a limit of this server leaves
    "overloaded",
    "context_too_long",
    "cannot_see",  # pictures came, and the model takes none: the message names one that does
    "refused",
    "network",
    "interrupted",  # the turn was cut off by a restart: it can be continued
    "empty_reply",  # the model wrote no file
    "edit_failed",  # an edit did not match the file
    "check_failed",  # the finished component does not compile or mount
    "internal",
]


class Usage(Struct, frozen=True, forbid_unknown_fields=True):
    """Tokens as the vendor counted them, or as estimated if it did not say (`estimated`). `input_tokens` are
    all that were sent; of them, `cached_tokens` were read from the vendor's cache, `cache_write_tokens`
    put there."""

    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    estimated: bool = False
    cache_write_tokens: int = 0


def add_usage(*usages: Usage) -> Usage:
    return Usage(
        input_tokens=sum(usage.input_tokens for usage in usages),
        cached_tokens=sum(usage.cached_tokens for usage in usages),
        output_tokens=sum(usage.output_tokens for usage in usages),
        estimated=any(usage.estimated for usage in usages),
        cache_write_tokens=sum(usage.cache_write_tokens for usage in usages),
    )


class ModelInfo(Struct, frozen=True, forbid_unknown_fields=True):
    """What the page says about the model in use. `built_in`: the sketch model, which is no LLM."""

    vendor: str
    name: str
    built_in: bool


class ModelOffer(Struct, frozen=True, forbid_unknown_fields=True):
    """A model that a user may pick by its `id`. Prices are dollars for a million tokens, null if unknown.
    `asked_for`: the purposes for which it is asked where nobody picks one: draft (a first version, a small
    edit), edit (of large files), final (a refinement)."""

    id: str
    model: ModelInfo
    purposes: list[str]
    images: bool
    input_usd: float | None
    output_usd: float | None
    asked_for: list[str] = []


class Account(Struct, frozen=True, forbid_unknown_fields=True):
    """What a user has spent today (UTC) by `at_ms`, in dollars, without the replies that run then. The limits
    of a turn and of a user's day; null: there is none."""

    today_usd: float
    at_ms: int
    turn_usd: float | None = None
    user_day_usd: float | None = None


class Attachment(Struct, frozen=True, forbid_unknown_fields=True):
    """A picture that came with a prompt, as it is kept: its bytes are had over HTTP by its `id`."""

    id: str
    mime: Literal["image/png", "image/jpeg"]
    width: int
    height: int
    bytes: int


class ForkSource(Struct, frozen=True, forbid_unknown_fields=True):
    """The version of another session that a session began from. `title` is that session's."""

    session_id: str
    version: int
    title: str


class Finding(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a guard saw. `line` is 1-based, 0 where it has none; `path` is null for the prompt."""

    rule: str
    severity: Severity
    path: str | None
    line: int
    message: str
    remedy: str
