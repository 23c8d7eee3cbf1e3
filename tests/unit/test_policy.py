"""models.policy and models.breaker: who is asked, in which order, and why."""

import pytest

from models.breaker import FAILURES, MAX_REST_S, REST_S, Breaker
from models.catalog import card_of
from models.contract import ModelError
from models.policy import SMALL_ARTIFACT_CHARS, Ask, Left, Offer, decide

HAIKU = Offer(card_of("anthropic", "claude-haiku-5-5"), 0.002)
SONNET = Offer(card_of("anthropic", "claude-sonnet-5-5"), 0.04)
OPUS = Offer(card_of("anthropic", "claude-opus-5-5"), 0.08)
LUNA = Offer(card_of("openai", "gpt-6-luna"), 0.0015)
LOCAL = Offer(card_of("openai-compatible", "Qwen/Qwen3-Coder-Next"), 0.0)
UNKNOWN = Offer(card_of("openai", "gpt-9"), None)
ALL = (OPUS, SONNET, HAIKU, LUNA, LOCAL)
LARGE = SMALL_ARTIFACT_CHARS + 1


def left(usd: float) -> Left:
    return Left(usd, "ATELIER_DAY_USD", 1.0)


@pytest.mark.parametrize(
    ("ask", "offers", "first", "says"),
    [
        (Ask("first"), ALL, LOCAL, "runs on this server"),
        (Ask("first"), ALL[:4], LUNA, "cheapest"),
        (Ask("edit", 100), ALL, LOCAL, "runs on this server"),
        (Ask("edit", LARGE), ALL, SONNET, "larger files"),
        (Ask("refine", 100), ALL, OPUS, "largest"),
        (Ask("summary"), ALL[:4], LUNA, "cheapest"),
        (Ask("refine", 100), (HAIKU,), HAIKU, "only model"),
        (Ask("first", 0, OPUS.id), ALL, OPUS, "you picked it"),
        (Ask("first"), (HAIKU, UNKNOWN), HAIKU, "cheapest"),
    ],
)
def test_who_begins(ask: Ask, offers: tuple[Offer, ...], first: Offer, says: str) -> None:
    route = decide(ask, offers, left=None)
    assert route.models[0] == first.id
    assert says in route.why
    assert first.card.name in route.why
    assert "\n" not in route.why
    assert sorted(route.models) == sorted(offer.id for offer in offers)


def test_a_model_that_rests_comes_last_and_the_line_says_so() -> None:
    resting = Offer(LUNA.card, LUNA.usd, "it was silent for 8 s.")
    route = decide(Ask("first"), (resting, HAIKU), left=None)
    assert route.models == (HAIKU.id, resting.id)
    assert "gpt-6-luna rests: it was silent" in route.why


def test_what_the_budget_leaves_decides_and_stops() -> None:
    route = decide(Ask("refine", 10), (OPUS, SONNET, HAIKU), left=left(0.05))
    assert route.models[0] == SONNET.id
    assert route.why == (
        "Refinement by claude-sonnet-5-5: claude-opus-5-5 costs about $0.0800, and ATELIER_DAY_USD=1 leaves "
        "$0.0500; if it fails, claude-haiku-5-5."
    )
    with pytest.raises(ModelError) as stopped:
        decide(Ask("refine", 10), (OPUS, SONNET, HAIKU), left=left(0.001))
    assert stopped.value.code == "over_budget"


def test_files_that_no_model_holds() -> None:
    with pytest.raises(ModelError) as stopped:
        decide(Ask("edit", 200_000), (UNKNOWN,), left=None)
    assert stopped.value.code == "context_too_long"
    assert decide(Ask("edit", 200_000), (UNKNOWN, HAIKU), left=None).models == (HAIKU.id,)


def test_the_operators_order_stands() -> None:
    assert decide(Ask("first"), (OPUS, LUNA), left=None, ordered=True).models == (OPUS.id, LUNA.id)


def test_pictures_go_to_a_model_that_sees() -> None:
    route = decide(Ask("first", pictures=True), (LOCAL, LUNA, UNKNOWN), left=None)
    assert route.models == (LUNA.id,)
    assert "Qwen/Qwen3-Coder-Next cannot see pictures" in route.why


@pytest.mark.parametrize(
    ("ask", "offers", "says"),
    [
        (
            Ask("first", 0, LOCAL.id, pictures=True),
            (LOCAL, HAIKU),
            "Qwen/Qwen3-Coder-Next cannot see pictures. Pick claude-haiku-5-5",
        ),
        (Ask("first", pictures=True), (LOCAL,), "cannot see pictures. claude-haiku-5-5 can, with ANTHROPIC"),
        (Ask("edit", pictures=True), (LOCAL, UNKNOWN), "No model here can see pictures."),
    ],
)
def test_where_none_sees_one_that_does_is_named(ask: Ask, offers: tuple[Offer, ...], says: str) -> None:
    with pytest.raises(ModelError, match=says) as stopped:
        decide(ask, offers, left=None)
    assert (stopped.value.code, stopped.value.retryable) == ("cannot_see", False)


def test_an_unknown_pick() -> None:
    with pytest.raises(KeyError):
        decide(Ask("first", 0, "openai:nobody"), ALL, left=None)


def test_a_breaker_opens_rests_and_closes() -> None:
    breaker = Breaker()
    for _ in range(FAILURES - 1):
        breaker = breaker.failed(0.0, "silent", lasting=False)
    assert breaker.state(0.0) == "closed"
    breaker = breaker.failed(0.0, "silent", lasting=False)
    assert [breaker.state(at) for at in (0.0, REST_S - 0.1, REST_S)] == ["open", "open", "half-open"]
    rest, now = REST_S, 0.0
    for _ in range(8):
        now += rest
        breaker = breaker.failed(now, "silent", lasting=False)
        rest = min(MAX_REST_S, 2 * rest)
        assert breaker.state(now + rest - 0.1) == "open"
        assert breaker.state(now + rest) == "half-open"


def test_a_wrong_key_opens_it_at_once() -> None:
    assert Breaker().failed(5.0, "key", lasting=True).state(5.0) == "open"
