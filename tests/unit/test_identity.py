"""edge/identity.py: cookies that were not signed here are nobody's."""

import pytest

from edge.identity import COOKIE, Identity, may_enter
from stores.contract import SessionRecord
from studio.ids import OwnerId, new_session_id, session_id

HERE = Identity("a secret of this server", secure=False)


def test_a_cookie_names_its_owner() -> None:
    owner, header = HERE.new_cookie()
    assert HERE.owner(header.split(";", 1)[0]) == owner
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert "Secure" not in header
    assert "Secure" in Identity("s", secure=True).new_cookie()[1]


@pytest.mark.parametrize(
    "break_it", [lambda v: v[:-1], lambda v: "x" + v, lambda v: "", lambda v: v.split(".")[0]]
)
def test_a_changed_cookie_is_nobody(break_it) -> None:
    name, value = HERE.new_cookie()[1].split(";", 1)[0].split("=", 1)
    assert HERE.owner(f"{name}={break_it(value)}") is None


def test_another_servers_cookie_is_nobody() -> None:
    assert HERE.owner(Identity("another secret", secure=False).new_cookie()[1].split(";", 1)[0]) is None
    assert HERE.owner("") is None
    assert HERE.owner(f"{COOKIE}=\x00;=;;") is None


def test_only_the_owner_may_enter_and_an_unknown_session_is_free_to_any_browser() -> None:
    mine, other = OwnerId("mine"), OwnerId("other")
    record = SessionRecord(new_session_id(), mine, "", 0, 0)
    assert may_enter(mine, record)
    assert not may_enter(other, record)
    assert not may_enter(None, record)
    assert may_enter(other, None)
    assert not may_enter(None, None)


@pytest.mark.parametrize(
    "text", ["", "a" * 25, "a" * 27, "A" * 26, "../../../../../etc/passwd0", "a" * 25 + "1"]
)
def test_a_session_id_is_26_characters_of_base32(text: str) -> None:
    with pytest.raises(ValueError, match="session_id"):
        session_id(text)
    assert session_id(new_session_id())
