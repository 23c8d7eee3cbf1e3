"""What a user reads when a model fails: which model, where, what to do. Through each vendor's real SDK."""

import asyncio
from typing import Any

import pytest

from models import failures
from models.access import build, configured
from models.catalog import card_of
from models.contract import Model, ModelError, Request
from models.failover import Candidate, Deadlines, failover
from models.vendors import build as build_vendor
from studio.protocol import ModelInfo
from tests.contract import bad_servers
from tests.contract.test_failover import environment
from tests.contract.vendor_models import NAMES, failure
from tests.contract.wire_servers import KEY, VARIABLES, Script, serve

VENDORS = tuple(NAMES)
SHOWN = {"openai": "openai-compatible"}  # at an address of its own


def who(vendor: str) -> str:
    return f"{NAMES[vendor]} ({SHOWN.get(vendor, vendor)})"


def body(message: str, kind: str, status: int) -> dict[str, Any]:
    return {"error": {"message": message, "type": kind, "code": status, "status": kind}}


def text(vendor: str, script: Script, key: str | None = None) -> str:
    error, _, seen = failure(vendor, script, key) if key else failure(vendor, script)
    assert error.message == f"{error.fact} {error.remedy}"
    address = seen.address.removesuffix("/v1")
    return error.message.replace(address, "ADDRESS").replace(who(vendor), "WHO")


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_wrong_key_names_its_variable(vendor: str) -> None:
    said = text(vendor, Script(), key="sk-wrong")
    assert said == f"WHO did not accept the key. Check {VARIABLES[vendor]}_API_KEY and restart Atelier."


STATUSES = [
    (403, body("no", "permission_error", 403),
     "WHO did not accept the key. Check {V}_API_KEY and restart Atelier."),
    (429, body("slow down", "rate_limit_error", 429),
     "WHO is overloaded, or takes no more requests for now. Try again in a moment."),
    (429, body("You exceeded your current quota, check billing", "rate", 429),
     "The account behind {V}_API_KEY has used up its quota or credit for WHO. "
     "Add credit there, or choose another model."),
    (503, body("The model is overloaded", "UNAVAILABLE", 503),
     "WHO is overloaded, or takes no more requests for now. Try again in a moment."),
    (500, body("oops", "api_error", 500),
     "The server of WHO failed with status 500. Try again, or choose another model."),
    (404, body("model not found", "NOT_FOUND", 404),
     "ADDRESS does not know the model {NAME}, or the address is wrong. "
     "Check ATELIER_MODEL and {V}_BASE_URL."),
    (400, body("bad", "invalid_request_error", 400),
     "WHO did not accept the request (status 400). Choose another model."),
]  # fmt: skip


@pytest.mark.parametrize(("status", "error", "says"), STATUSES)
@pytest.mark.parametrize("vendor", VENDORS)
def test_statuses(vendor: str, status: int, error: dict[str, Any], says: str) -> None:
    said = text(vendor, Script(status=status, error=error))
    assert said == says.format(V=VARIABLES[vendor], NAME=NAMES[vendor])


@pytest.mark.parametrize("vendor", VENDORS)
def test_too_long_a_conversation(vendor: str) -> None:
    message, kind = {
        "anthropic": ("prompt is too long: 210000 tokens > 200000 maximum", "invalid_request_error"),
        "openai": ("This model's maximum context length is 4096 tokens. You asked 9000",
                   "invalid_request_error"),
        "gemini": ("The input token count (2000000) exceeds the maximum number of tokens allowed (1048576).",
                   "INVALID_ARGUMENT"),
    }[vendor]  # fmt: skip
    said = text(vendor, Script(status=400, error=body(message, kind, 400)))
    assert said == (
        "The conversation is too long for WHO. Choose a model that holds more, or start a new session."
    )


ENDINGS = [
    ("drop", "The connection to WHO at ADDRESS broke off. Press Continue to go on."),
    ("vanish", "The connection to WHO at ADDRESS broke off. Press Continue to go on."),
    ("garbage", "The server of WHO at ADDRESS sent something unreadable. Try again; if that does not help: "
                "Check {V}_BASE_URL, and that the server runs there."),
    ("length", "The reply reached the limit of WHO. Press Continue to go on."),
    ("refuse", "WHO declined this request. Ask for it in another way."),
]  # fmt: skip


@pytest.mark.parametrize(("ending", "says"), ENDINGS)
@pytest.mark.parametrize("vendor", VENDORS)
def test_bad_endings(vendor: str, ending: Any, says: str) -> None:
    assert text(vendor, Script(ending=ending)) == says.format(V=VARIABLES[vendor])


async def only_error(model: Model) -> str:
    with pytest.raises(ModelError) as caught:
        async for _ in model.stream(Request("react", "x")):
            pass
    return caught.value.message


NOBODY = "http://127.0.0.1:1"


@pytest.mark.parametrize("vendor", VENDORS)
def test_nobody_listens_at_the_address_that_was_set(vendor: str) -> None:
    env = environment(vendor, f"{NOBODY}/v1")
    said = asyncio.run(only_error(build(configured(env)[0], env)))
    variable = f"{VARIABLES[vendor]}_BASE_URL"
    assert (
        said
        == f"{who(vendor)} at {NOBODY} cannot be reached. Check {variable}, and that the server runs there."
    )


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_vendor_itself_cannot_be_reached(vendor: str) -> None:
    """Its address stands for the vendor's own, which a test does not call."""
    info = ModelInfo(vendor, NAMES[vendor], built_in=False)
    asked = failures.Asked(info, NOBODY, "A_KEY", f"{VARIABLES[vendor]}_BASE_URL", "ATELIER_MODEL", own=True)
    said = asyncio.run(only_error(build_vendor(card_of(vendor, info.name), asked, "k")))  # type: ignore[arg-type]
    assert said == (
        f"{NAMES[vendor]} ({vendor}) at {NOBODY} cannot be reached. Check this machine's connection; "
        f"a proxy's address goes into {VARIABLES[vendor]}_BASE_URL."
    )


@pytest.mark.parametrize(
    ("more", "remedy"),
    [
        ({}, "Check ATELIER_LOCAL_URL, and that the server runs there."),
        ({"ATELIER_DRAFT": "mine"}, "data/draft.log tells of it."),
    ],
)
def test_a_local_server_that_does_not_run(more: dict[str, str], remedy: str) -> None:
    local = {"ATELIER_LOCAL_URL": "http://me:secret@127.0.0.1:1/v1", "ATELIER_LOCAL_MODEL": "mine"}
    env = {**local, **more}
    said = asyncio.run(only_error(build(configured(env)[0], env)))
    assert said == f"mine (openai-compatible) at {NOBODY} cannot be reached. {remedy}"


@pytest.mark.parametrize(
    ("more", "key", "named"),
    [
        ({"ATELIER_LOCAL_MODEL": "mine"}, "ATELIER_LOCAL_KEY", "ATELIER_LOCAL_MODEL"),
        ({"ATELIER_MODEL": "local:mine"}, "ATELIER_LOCAL_KEY", "ATELIER_MODEL"),
    ],
)
def test_a_local_servers_own_settings_are_named(more: dict[str, str], key: str, named: str) -> None:
    async def work() -> tuple[str, str]:
        async with serve("openai", Script()) as seen:
            env = {"ATELIER_LOCAL_URL": seen.address, "ATELIER_LOCAL_KEY": "sk-wrong", **more}
            wrong = await only_error(build(configured(env)[0], env))
            seen.script = Script(status=404, error=body("no such model", "NOT_FOUND", 404))
            env["ATELIER_LOCAL_KEY"] = KEY
            return wrong, await only_error(build(configured(env)[0], env))

    wrong, unknown = asyncio.run(work())
    assert f"Check {key} and restart" in wrong
    assert f"Check {named} and ATELIER_LOCAL_URL." in unknown


def test_a_draft_model_whose_server_does_not_know_it_is_not_there_yet() -> None:
    """Serve answers before its application is there: a prompt waits for that as for an address."""

    async def work() -> ModelError:
        missing = Script(status=404, error=body("Path '/draft' not found", "NOT_FOUND", 404))
        async with serve("openai", missing) as seen:
            env = {"ATELIER_LOCAL_URL": seen.address, "ATELIER_LOCAL_KEY": KEY}
            env |= {"ATELIER_LOCAL_MODEL": "mine", "ATELIER_DRAFT": "mine"}
            with pytest.raises(ModelError) as failed:
                async for _ in build(configured(env)[0], env).stream(Request("react", "x")):
                    pass
            return failed.value

    error = asyncio.run(work())
    assert (error.code, error.retryable) == ("network", True)
    assert error.message == "mine (openai-compatible) is not there yet. data/draft.log tells of it."


@pytest.mark.parametrize(
    ("kind", "bad", "says"),
    [
        ("gemini", bad_servers.SlowFirstToken(),
         "gemini-3.8-flash was silent for 1 s. "
         "Try again; ATELIER_FIRST_TOKEN_S says how long a first word may take."),
        ("local", bad_servers.SlowFirstToken(),
         "mine was silent for 1 s. "
         "Try again; ATELIER_LOCAL_FIRST_TOKEN_S says how long a first word may take."),
        ("gemini", bad_servers.StallsMidStream(),
         "gemini-3.8-flash was silent for 1 s. Press Continue to go on (ATELIER_STALL_S)."),
    ],
)  # fmt: skip
def test_silence_names_the_setting_that_ends_it(kind: str, bad: Script, says: str) -> None:
    async def work() -> str:
        async with serve("openai" if kind == "local" else kind, bad) as seen:
            env = environment(kind, seen.address)
            model = build(configured(env)[0], env)
            asked = Candidate(model, configured(env)[0].card)
            brief = Deadlines(first_token_s=1, local_first_token_s=1, stall_s=1)
            with pytest.raises(ModelError) as caught:
                async for _ in failover(Request("react", "x"), [asked], deadlines=brief, switches=0):
                    pass
            return caught.value.message

    assert asyncio.run(work()) == says
