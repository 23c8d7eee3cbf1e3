"""The HTTP routes of edge/ under the names that a server is called by: its own, others, a stranger's."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from edge.known_hosts import KnownHosts
from edge.operating import operator_routes
from studio.protocol import CloseCode
from tests.unit.routed_site import FILES, ORIGIN, Site, visited


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with visited(tmp_path) as site:
        yield site


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "[::1]:8000", "atelier.localhost:8000"])
def test_a_page_under_another_name_of_this_machine_is_sent_to_its_origin(site: Site, host: str) -> None:
    asked = site.client.get(f"/s/{site.session}/preview?version=3", headers={"host": host})
    assert asked.status_code == 307
    assert asked.headers["location"] == f"{ORIGIN}/s/{site.session}/preview?version=3"
    assert "set-cookie" not in asked.headers


@pytest.mark.parametrize("host", ["192.0.2.7:8000", "evil.test", "localhost:9000", "localhost:x", ""])
def test_no_page_is_shown_at_an_address_where_its_preview_could_not_be(site: Site, host: str) -> None:
    asked = site.client.get(f"/s/{site.session}", headers={"host": host, "accept": "text/html"})
    assert asked.status_code == 421
    assert f"Open {ORIGIN}, or set ATELIER_PUBLIC_ORIGIN and ATELIER_PREVIEW_DOMAIN" in asked.text
    assert "set-cookie" not in asked.headers
    assert "/new" not in asked.text


def at_known_hosts(site: Site) -> TestClient:
    app = KnownHosts(site.app, ORIGIN, ["atelier.lan"], ["/health"])
    return TestClient(app, base_url=ORIGIN, follow_redirects=False)


@pytest.mark.parametrize(
    "host",
    ["evil.test", "evil.test:8000", "localhost.evil.test:8000", "127.0.0.1.evil.test", "[x", "a b", "", "."],
)
def test_a_name_that_a_stranger_led_here_gets_nothing(site: Site, host: str) -> None:
    """A page there would be of one origin with what it asks for, and its requests say so."""
    sent = {"host": host, "origin": f"http://{host}", "cookie": site.mine}
    client = at_known_hosts(site)
    body = json.dumps({"files": FILES}).encode()
    for path in (
        "/",
        f"/s/{site.session}",
        "/api/sessions",
        f"/api/sessions/{site.session}/versions/1",
        "/metrics",
    ):
        answer = client.get(path, headers=sent)
        assert answer.status_code == 421, path
        assert f"Open {ORIGIN}, or set ATELIER_PUBLIC_ORIGIN" in answer.json()["detail"]
    url = f"/api/sessions/{site.session}/translate"
    assert client.post(url, headers=sent, content=body).status_code == 421
    assert site.replica.translated == []
    with pytest.raises(WebSocketDisconnect) as closed, client.websocket_connect("/ws", headers=sent):
        pass
    assert closed.value.code == CloseCode.NOT_ALLOWED


@pytest.mark.parametrize(
    "host",
    [
        "localhost:8000",
        "LOCALHOST:8000",
        "127.0.0.1",
        "127.0.0.1:9000",
        "[::1]:8000",
        "192.0.2.7:8000",
        "atelier.lan",
    ],
)
def test_its_own_names_and_any_address_are_answered(site: Site, host: str) -> None:
    listed = at_known_hosts(site).get("/api/sessions", headers={"host": host, "cookie": site.mine})
    assert [each["session_id"] for each in listed.json()] == [site.session]


def test_a_probe_may_call_the_server_what_it_likes(site: Site) -> None:
    site.app.include_router(operator_routes(lambda: site.replica, "", host="0.0.0.0", public_origin=""))
    for host in ("10.1.2.3:8000", "atelier-serve-svc", ""):
        assert at_known_hosts(site).get("/health", headers={"host": host}).json() == {"ok": True}
