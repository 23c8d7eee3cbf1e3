"""Everything that the environment may set, read and validated once, in the process that starts the cluster.

Passed to actors as one frozen value. Vendors' keys are not here: only the router's process reads them
(models/access.py), so no other process can leak one.
"""

import re
import secrets
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from edge.origin import as_browsers_write, is_address, is_local, without_usual_port

ROOT = Path(__file__).resolve().parent.parent
_AT_LOCALHOST = ("0.0.0.0", "localhost", "127.0.0.1")  # a browser on this machine finds them all there
_PORT = r"(:[0-9]{1,5})?"
_NAME = r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*"
_ORIGIN = re.compile(rf"https?://({_NAME}|\[[0-9a-f:.]+\]){_PORT}")
_DOMAIN = re.compile(_NAME + _PORT)

Dollars = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Settings(BaseSettings):
    """Environment variables are the field names with the prefix ATELIER_, e.g. ATELIER_DATA_DIR."""

    model_config = SettingsConfigDict(
        env_prefix="ATELIER_", env_ignore_empty=True, frozen=True, extra="ignore"
    )

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=1, le=65535, description="Port to listen on; `make run PORT=…` sets it too.")
    data_dir: Path = Field(ROOT / "data", description="Sessions, versions and the cookie secret.")
    public_origin: str = Field("", description="Origin that browsers use, if not http://localhost:PORT.")
    preview_domain: str = Field(
        "", description="Previews live at <session>.PREVIEW_DOMAIN; should be another registrable domain."
    )
    cookie_secret: str = Field("", description="Signs browser cookies; made and kept in DATA_DIR if unset.")
    sketch_chars_per_s: float = Field(700, ge=0, description="Pace of the built-in model; 0: no limit.")
    flush_ms: float = Field(33, ge=1, le=1000, description="Shortest time between two flushes of a turn.")
    first_token_s: float = Field(10, gt=0, description="A remote model silent for so long is given up.")
    local_first_token_s: float = Field(3, gt=0, description="The same for a local model.")
    local_alone_s: float = Field(180, gt=0, description="The same for one that has no alternative.")
    thinking_s: float = Field(60, gt=0, description="The same for a model that cannot but think first.")
    stall_s: float = Field(8, gt=0, description="A model that falls silent for so long is given up.")
    draft: str = Field("", description="A model for vLLM, by name or folder; `make run DRAFT=…` sets it.")
    draft_python: Path | None = Field(
        None, description="Python of another environment that serves it; `make run` makes .venv-vllm."
    )
    draft_engine: str = Field("{}", description="Further arguments of its engine, as JSON.")
    draft_idle_s: float = Field(900, ge=0, description="Unused so long, it leaves the GPU; 0: it stays.")
    draft_loading_s: float = Field(600, ge=0, description="It may take so long to load, if it is alone.")
    turn_usd: Dollars | None = Field(None, description="Dollars that one turn may cost; unset: no limit.")
    user_day_usd: Dollars | None = Field(None, description="Dollars a user and day (UTC).")
    day_usd: Dollars | None = Field(None, description="Dollars a day (UTC), all users together.")
    replay: bool = Field(True, description="A repeated first prompt gets its first reply again, at no cost.")
    replay_between_users: bool = Field(
        False, description="The same for a prompt that another user sent, which tells that somebody did."
    )
    judge: bool = Field(True, description="A suspicious prompt is shown to a small model, if there is one.")
    admin_token: str = Field("", description="Opens /admin; without it there is no such page.")
    reserve: int = Field(2, ge=0, le=64, description="Blank session actors kept ready.")
    max_sessions: int = Field(64, ge=1, description="Live session actors at most; more are told to wait.")
    user_sessions: int = Field(2000, ge=1, description="Sessions that one browser may have.")
    user_mb: int = Field(2000, ge=1, description="Megabytes that the sessions of one browser may take.")
    free_mb: int = Field(500, ge=0, description="With less room on the disk of DATA_DIR, nothing is stored.")
    hibernate_s: float = Field(60, gt=0, description="A session without a turn for so long ends its process.")
    ingress_replicas: int = Field(1, ge=1, le=64, description="Processes that hold the browsers' sockets.")
    relay_host: str = Field(
        "127.0.0.1", description="Address for streams between actors; `node` on a cluster of several nodes."
    )
    scanners: int = Field(1, ge=1, le=16, description="Actors that scan code and prompts.")
    sandbox: Literal["auto", "docker", "bubblewrap", "wasm", "kubernetes", "off"] = Field(
        "auto", description="What generated code is tried in; `auto` takes the strongest that works here."
    )
    boxes: int = Field(2, ge=1, le=64, description="Sandboxes that run code, at most.")
    sandbox_memory_mb: int = Field(
        4096, ge=1, description="Memory (MiB) that all sandboxes of a node together may use at most."
    )
    warm_boxes: int = Field(1, ge=0, le=64, description="Sandboxes kept ready.")
    ha_proxy: bool = Field(True, description="Serve behind HAProxy (Linux only; elsewhere it is ignored).")

    @field_validator("host")
    @classmethod
    def _of_ipv4(cls, given: str) -> str:
        if ":" in given:
            raise ValueError(
                f"{given}: IPv6 is not served; take 127.0.0.1, or 0.0.0.0 for every address, and a proxy "
                "before it that listens on IPv6"
            )
        return given.strip()

    @field_validator("data_dir")
    @classmethod
    def _at_home(cls, given: Path) -> Path:
        try:
            return given.expanduser()
        except RuntimeError:
            raise ValueError(f"{given}: nobody here has that home; write the folder's whole path") from None

    @field_validator("public_origin")
    @classmethod
    def _an_origin(cls, given: str) -> str:
        origin = given.strip().lower().removesuffix("/")
        if origin and (not _ORIGIN.fullmatch(origin) or not _port_is_right(origin)):
            raise ValueError(
                f"{given} is no origin; write it like https://atelier.example.org, without a path"
            )
        if "[" in origin:
            raise ValueError(
                f"{given}: browsers show no previews in a page at an IPv6 address, which their security "
                "policies cannot name; write a name that leads there, like https://atelier.example.org"
            )
        return as_browsers_write(origin) if origin else ""

    @field_validator("preview_domain")
    @classmethod
    def _a_domain(cls, given: str) -> str:
        domain = given.strip().lower()
        if domain and (not _DOMAIN.fullmatch(domain) or is_address(domain.split(":")[0])):
            raise ValueError(
                f"{given} is no domain; write it like preview.example.net, without a scheme or a path, "
                "with its port if browsers use one"
            )
        return domain

    @model_validator(mode="after")
    def _browsers_get_both(self) -> Self:
        """The page and its previews: what is accepted here must work in a browser."""
        if not self.public_origin and self.host not in _AT_LOCALHOST:
            raise ValueError(
                f"ATELIER_PUBLIC_ORIGIN: must be set where ATELIER_HOST is {self.host}, to the address that "
                f"browsers use, like http://{self.host}:{self.port}"
            )
        page = urlsplit(self.origin).hostname or ""
        if not self.preview_domain and not is_local(page):
            raise ValueError(
                f"ATELIER_PREVIEW_DOMAIN: must be set where browsers get the page at {self.origin}: a domain "
                "whose subdomains all lead here, like preview.example.net"
            )
        if page.endswith("." + self.preview_host.split(":")[0]):
            raise ValueError(
                f"ATELIER_PREVIEW_DOMAIN: the page's own host, {page}, is below {self.preview_host}; "
                "previews need a domain that the page is not in"
            )
        return self

    @property
    def origin(self) -> str:
        return self.public_origin or f"http://localhost:{self.port}"

    @property
    def own_url(self) -> str:
        """Where this machine reaches what it serves."""
        at = {"0.0.0.0": "127.0.0.1", "localhost": "127.0.0.1"}.get(self.host, self.host)
        return f"http://{at}:{self.port}"

    @property
    def for_this_machine_alone(self) -> str:
        """Why others that reach it are shown no page; empty if they are."""
        if is_local(self.host) or not is_local(urlsplit(self.origin).hostname or ""):
            return ""
        return (
            f"ATELIER_HOST {self.host} lets other machines in, but pages are for this one alone until "
            "ATELIER_PUBLIC_ORIGIN and ATELIER_PREVIEW_DOMAIN are set (docs/operating.md)"
        )

    @property
    def preview_host(self) -> str:
        """Host name (with the port, if any) under which each session has its own label."""
        page = urlsplit(self.origin)
        if self.preview_domain:
            return without_usual_port(self.preview_domain, page.scheme)
        return "preview.localhost" + (f":{page.port}" if page.port else "")

    def preview_origin(self, session_id: str) -> str:
        scheme = self.origin.split("://", 1)[0]
        return f"{scheme}://{session_id}.{self.preview_host}"


def _port_is_right(origin: str) -> bool:
    try:
        return urlsplit(origin).port != 0
    except ValueError:
        return False


class SettingsError(Exception):
    """A variable is wrong; the text is one line that names it and says what it takes."""


def read_settings() -> Settings:
    """Raises SettingsError."""
    try:
        return Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        first = error.errors()[0]
        said = first["msg"].removeprefix("Value error, ")
        if not first["loc"]:  # about several at once: it names them itself
            raise SettingsError(said) from None
        name = "ATELIER_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"{name}: {said}") from None


def cookie_secret(settings: Settings) -> str:
    """The secret that is set, else the one kept in the data folder, made at the first start."""
    if settings.cookie_secret:
        return settings.cookie_secret
    kept = settings.data_dir / "cookie_secret"
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    if not kept.exists():
        new = kept.with_suffix(".new")
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(48), encoding="ascii")
        new.rename(kept)
    return kept.read_text(encoding="ascii")
