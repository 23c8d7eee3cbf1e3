"""Which models the environment gives access to, and the models themselves.

Keys come from the vendors' own variables and go nowhere but into their clients. Pure but for `build`
and `fleet`, which import SDKs, and `is_there`. Called by cluster/.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from models.catalog import SKETCH, USUAL, Card, Vendor, card_of
from models.contract import Model
from models.fleet import Fleet
from models.prices import LOCAL_PRICE, Prices, local_price
from studio.protocol import ModelInfo

PINNED = "ATELIER_MODEL"
LOCAL_URL, LOCAL_MODEL, LOCAL_KEY = "ATELIER_LOCAL_URL", "ATELIER_LOCAL_MODEL", "ATELIER_LOCAL_KEY"
LOCAL_IMAGES = "ATELIER_LOCAL_IMAGES"
TOOLS, LOCAL_TOOLS = "ATELIER_TOOLS", "ATELIER_LOCAL_TOOLS"
DRAFT = "ATELIER_DRAFT"  # cluster/beside.py sets the local model's variables for it
VARIABLES = (PINNED, LOCAL_URL, LOCAL_MODEL, LOCAL_KEY, LOCAL_IMAGES, LOCAL_PRICE, TOOLS, LOCAL_TOOLS, DRAFT)
_HOSTED = "api.openai.com"


class ConfigError(ValueError):
    """A setting cannot be used. The text is one line that names the variable and the remedy."""


@dataclass(frozen=True, slots=True)
class Access:
    """One model that may be asked. `key` and `url` are the variables that hold the key and the address, ""
    where none is needed."""

    card: Card
    key: str
    base_url: str
    url: str = ""

    @property
    def info(self) -> ModelInfo:
        return ModelInfo(self.card.vendor, self.card.name, self.card.vendor == SKETCH.vendor)


@dataclass(frozen=True, slots=True)
class _Variables:
    key: str
    base_url: str
    own_url: str


_VENDORS: dict[str, _Variables] = {
    "anthropic": _Variables("ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "https://api.anthropic.com"),
    "openai": _Variables("OPENAI_API_KEY", "OPENAI_BASE_URL", "https://api.openai.com/v1"),
    "gemini": _Variables("GEMINI_API_KEY", "GEMINI_BASE_URL", "https://generativelanguage.googleapis.com"),
}
_LOCAL = _Variables(LOCAL_KEY, LOCAL_URL, "")


def configured(env: Mapping[str, str]) -> tuple[Access, ...]:
    """Every model that may be asked, in the order of ATELIER_MODEL if that is set; else those of every vendor
    with a key and of the local server; else the sketch model. Raises ConfigError."""
    try:
        local_price(env)
    except ValueError as error:
        raise ConfigError(str(error)) from None
    wanted = [name.strip() for name in _value(env, PINNED).split(",") if name.strip()]
    if wanted:
        return tuple(dict.fromkeys(_named(name, env) for name in wanted))
    found = [*_local(env), *(access for vendor in _VENDORS for access in _usual(vendor, env))]
    return tuple(found) or (_SKETCH,)


def build(access: Access, env: Mapping[str, str], *, sketch_chars_per_s: float | None = None) -> Model:
    """The model itself. Slow for a vendor (its SDK: seconds, 100 MB); only the router's process calls it."""
    if access.card.vendor == "atelier":
        from models.sketch import SketchModel

        return SketchModel(sketch_chars_per_s)
    from models import failures, vendors

    key = _value(env, access.key) or "no-key"  # the OpenAI SDK insists on one; local servers ignore it
    drafts = access.url == LOCAL_URL and bool(_value(env, DRAFT))
    named = (
        DRAFT if drafts else LOCAL_MODEL if access.url == LOCAL_URL and not _value(env, PINNED) else PINNED
    )
    own = not _value(env, access.url)
    asked = failures.Asked(access.info, access.base_url, access.key, access.url, named, own, drafts)
    return vendors.build(access.card, asked, key)


async def is_there(env: Mapping[str, str]) -> bool:
    """Whether the local server answers."""
    import httpx

    key = {"Authorization": f"Bearer {_value(env, LOCAL_KEY)}"}
    try:
        async with httpx.AsyncClient(timeout=2.0, trust_env=False) as client:
            return (await client.get(f"{_value(env, LOCAL_URL)}/models", headers=key)).is_success
    except httpx.HTTPError:
        return False


def fleet(env: Mapping[str, str], *, sketch_chars_per_s: float | None = None) -> Fleet:
    """All of them, built. Raises ConfigError."""
    found = configured(env)
    return Fleet(
        [build(access, env, sketch_chars_per_s=sketch_chars_per_s) for access in found],
        clock=time.monotonic,
        prices=Prices(local_price(env)),
        ordered=bool(_value(env, PINNED)),
        cards=[access.card for access in found],
    )


_SKETCH = Access(card_of("atelier", SKETCH.name), "", "")


def _named(wanted: str, env: Mapping[str, str]) -> Access:
    if wanted in (SKETCH.name, f"{SKETCH.vendor}:{SKETCH.name}"):
        return _SKETCH
    vendor, colon, name = wanted.partition(":")
    name = name.strip()
    if vendor == "local" and name and _value(env, LOCAL_URL):
        return _access("openai-compatible", name, _LOCAL, env)
    if vendor not in _VENDORS or not colon or not name:
        raise ConfigError(
            f"{PINNED}={wanted!r} is not usable: write vendor:name with one of {', '.join(_VENDORS)}, "
            f"or local with {LOCAL_URL} (for example anthropic:claude-sonnet-5-5), or sketch; "
            "several with commas between."
        )
    variables = _VENDORS[vendor]
    if not _value(env, variables.key) and not (vendor == "openai" and not _hosted(env)):
        raise ConfigError(
            f"{variables.key} is not set: {vendor} needs a key. Set it, or choose {PINNED}=sketch."
        )
    return _access(vendor, name, variables, env)


def _usual(vendor: str, env: Mapping[str, str]) -> list[Access]:
    variables = _VENDORS[vendor]
    if vendor == "openai" and not _hosted(env):
        _check(variables, env)
        raise ConfigError(
            f"OPENAI_BASE_URL names a server but not its model: set {PINNED}=openai:<name> as well "
            "(the server lists its names under /models)."
        )
    if not _value(env, variables.key):
        return []
    return [_access(vendor, name, variables, env) for name in USUAL[vendor]]


def _local(env: Mapping[str, str]) -> list[Access]:
    url, name = _value(env, LOCAL_URL), _value(env, LOCAL_MODEL)
    if not url and name:
        raise ConfigError(
            f"{LOCAL_MODEL} names a model but not its server: set {LOCAL_URL} as well, "
            "like http://localhost:11434/v1."
        )
    if not url:
        return []
    if not name:
        raise ConfigError(f"{LOCAL_URL} names a server but not its model: set {LOCAL_MODEL} as well.")
    return [_access("openai-compatible", name, _LOCAL, env)]


def _access(vendor: str, name: str, variables: _Variables, env: Mapping[str, str]) -> Access:
    _check(variables, env)
    base_url = _value(env, variables.base_url) or variables.own_url
    families: dict[str, Vendor] = {"anthropic": "anthropic", "gemini": "gemini"}
    if vendor == "openai":
        families["openai"] = "openai" if _hosted(env) else "openai-compatible"
    card = card_of(families.get(vendor, "openai-compatible"), name)
    if card.local and _value(env, LOCAL_IMAGES) == "1":
        card = replace(card, images=True)
    if card.vendor == "openai-compatible":  # many such servers refuse a request that offers tools
        card = replace(card, tools=_value(env, LOCAL_TOOLS) == "1")
    if _value(env, TOOLS) == "0":
        card = replace(card, tools=False)
    return Access(card, variables.key, base_url, variables.base_url)


def _hosted(env: Mapping[str, str]) -> bool:
    base_url = _value(env, "OPENAI_BASE_URL")
    return not base_url or urlsplit(base_url).hostname == _HOSTED


def _check(variables: _Variables, env: Mapping[str, str]) -> None:
    key, base_url = _value(env, variables.key), _value(env, variables.base_url)
    if base_url and not _usable(base_url):
        raise ConfigError(
            f"{variables.base_url} is not an address: write http://host:port/… or https://host/…"
        )
    if not all("!" <= char <= "~" for char in key):
        raise ConfigError(f"{variables.key} holds a space or a character that no key has: copy it again.")


def _usable(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _value(env: Mapping[str, str], variable: str) -> str:
    return env.get(variable, "").strip()
