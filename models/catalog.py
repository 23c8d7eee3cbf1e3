"""Which model answers, by the environment, and what it costs. Pure but for `build`, which imports an SDK.

Keys come from the vendors' own variables and go nowhere but into their clients. Called by cluster/.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from models.contract import Model
from studio.protocol import ModelInfo, Usage

Vendor = Literal["sketch", "anthropic", "openai", "openai-compatible", "gemini"]

_DEFAULT_MODEL = "ATELIER_MODEL"
_SKETCH = "sketch"
_HOSTED = "api.openai.com"


@dataclass(frozen=True, slots=True)
class _Access:
    """Where a vendor's key and address stand, its own address, and the model taken when none is named."""

    key: str
    base_url: str
    own_url: str
    name: str


_ACCESS: dict[str, _Access] = {
    "anthropic": _Access(
        "ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "https://api.anthropic.com", "claude-sonnet-5-5"
    ),
    "openai": _Access("OPENAI_API_KEY", "OPENAI_BASE_URL", "https://api.openai.com/v1", "gpt-6-luna"),
    "gemini": _Access(
        "GEMINI_API_KEY", "GEMINI_BASE_URL", "https://generativelanguage.googleapis.com", "gemini-3.8-flash"
    ),
}
_PRICE_LIST = {"anthropic": "anthropic", "openai": "openai", "gemini": "google"}


class ConfigError(ValueError):
    """A setting cannot be used. The text is one line that names the variable and the remedy."""


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """`openai-compatible`: a server behind OPENAI_BASE_URL that is not OpenAI's; it has no price."""

    vendor: Vendor
    name: str

    @property
    def built_in(self) -> bool:
        return self.vendor == _SKETCH

    @property
    def info(self) -> ModelInfo:
        return ModelInfo(self.vendor, self.name, self.built_in)


@dataclass(frozen=True, slots=True)
class Cost:
    """`known` is false where no price list names the model: then `usd` is 0 and says nothing."""

    usd: float
    known: bool


def choose(env: Mapping[str, str]) -> ModelChoice:
    """The model that the settings ask for, else the first vendor with a key, else the sketch model.

    Raises ConfigError.
    """
    wanted = _value(env, _DEFAULT_MODEL)
    if not wanted:
        return _first_with_access(env)
    if wanted == _SKETCH:
        return ModelChoice("sketch", _SKETCH)
    vendor, colon, name = wanted.partition(":")
    if vendor not in _ACCESS or not colon or not name.strip():
        raise ConfigError(
            f"ATELIER_MODEL={wanted!r} is not usable: write vendor:name with one of {', '.join(_ACCESS)} "
            "(for example anthropic:claude-sonnet-5-5), or sketch."
        )
    _check_access(vendor, env)
    return _choice(vendor, name.strip(), env)


def build(choice: ModelChoice, env: Mapping[str, str], *, sketch_chars_per_s: float | None = None) -> Model:
    """The model itself. Slow for a vendor (its SDK: seconds, 100 MB); only the router's process calls it.

    Raises ConfigError.
    """
    if choice.vendor == "sketch":
        from models.sketch import SketchModel

        return SketchModel(sketch_chars_per_s)
    from models import vendors

    family = "openai" if choice.vendor == "openai-compatible" else choice.vendor
    _check_access(family, env)
    access = _ACCESS[family]
    key = _value(env, access.key) or "no-key"  # the OpenAI SDK insists on one; local servers ignore it
    cost(choice.info, Usage())  # loads the price list now rather than at the end of somebody's turn
    return vendors.build(family, choice.info, key, _value(env, access.base_url) or access.own_url)


def cost(info: ModelInfo, usage: Usage) -> Cost:
    """What the vendor charges for this usage, by the price list that ships with genai-prices."""
    if info.vendor not in _PRICE_LIST:
        return Cost(0.0, known=True)
    import genai_prices  # takes half a second

    counted = genai_prices.Usage(
        input_tokens=usage.input_tokens,
        cache_read_tokens=usage.cached_tokens,
        output_tokens=usage.output_tokens,
    )
    try:
        price = genai_prices.calc_price(counted, model_ref=info.name, provider_id=_PRICE_LIST[info.vendor])
    except LookupError:
        return Cost(0.0, known=False)
    return Cost(float(price.total_price), known=True)


def cost_usd(vendor: str, name: str, usage: Usage) -> float:
    """`cost` without its flag: 0 for an unknown model."""
    return cost(ModelInfo(vendor, name, built_in=False), usage).usd


def _first_with_access(env: Mapping[str, str]) -> ModelChoice:
    for vendor in ("anthropic", "openai", "gemini"):
        access = _ACCESS[vendor]
        if not _value(env, access.key) and not (vendor == "openai" and _value(env, access.base_url)):
            continue
        _check_access(vendor, env)
        if vendor == "openai" and not _hosted(env):
            raise ConfigError(
                "OPENAI_BASE_URL names a server but not its model: set ATELIER_MODEL=openai:<name> as well "
                "(the server lists its names under /models)."
            )
        return _choice(vendor, access.name, env)
    return ModelChoice("sketch", _SKETCH)


def _choice(vendor: str, name: str, env: Mapping[str, str]) -> ModelChoice:
    match vendor:
        case "anthropic":
            return ModelChoice("anthropic", name)
        case "gemini":
            return ModelChoice("gemini", name)
        case _:
            return ModelChoice("openai" if _hosted(env) else "openai-compatible", name)


def _hosted(env: Mapping[str, str]) -> bool:
    base_url = _value(env, "OPENAI_BASE_URL")
    return not base_url or urlsplit(base_url).hostname == _HOSTED


def _check_access(vendor: str, env: Mapping[str, str]) -> None:
    access = _ACCESS[vendor]
    key, base_url = _value(env, access.key), _value(env, access.base_url)
    if base_url and not _usable(base_url):
        raise ConfigError(f"{access.base_url} is not an address: write http://host:port/… or https://host/…")
    if not key and not (vendor == "openai" and base_url and not _hosted(env)):
        raise ConfigError(
            f"{access.key} is not set: {vendor} needs a key. Set it, or choose ATELIER_MODEL=sketch."
        )
    if not all("!" <= char <= "~" for char in key):
        raise ConfigError(f"{access.key} holds a space or a character that no key has: copy it again.")


def _usable(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _value(env: Mapping[str, str], variable: str) -> str:
    return env.get(variable, "").strip()
