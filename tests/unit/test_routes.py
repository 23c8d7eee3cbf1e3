"""The HTTP routes of edge/ over a real store: whoever does not own a session gets nothing of it, and no body
is read further than it may go. Pictures have tests/unit/test_pictures.py."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from edge.operating import operator_routes
from edge.sessions import MAX_BODY_BYTES
from stores.contract import SessionRecord
from studio.ids import new_session_id
from tests.unit.routed_site import FILES, ORIGIN, Replica, Site, visited


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with visited(tmp_path) as site:
        yield site


def test_the_owner_gets_the_list_the_page_and_the_files(site: Site) -> None:
    listed = site.get("/api/sessions", site.mine).json()
    assert listed == [{"session_id": site.session, "title": "A chest", "updated_ms": listed[0]["updated_ms"]}]
    assert site.get(f"/api/sessions/{site.session}/versions/1", site.mine).json() == {"files": FILES}
    assert site.get(f"/api/sessions/{site.session}/versions/2", site.mine).status_code == 404
    page = site.get(f"/s/{site.session}", site.mine)
    assert f'content="http://{site.session}.p"' in page.text
    assert f"frame-src http://{site.session}.p" in page.headers["content-security-policy"]
    assert "set-cookie" not in page.headers


@pytest.mark.parametrize("thief", ["another browser", "no cookie", "forged"])
def test_nobody_else_does(site: Site, thief: str) -> None:
    forged = f"{site.mine.rsplit('.', 1)[0]}.{site.other.rsplit('.', 1)[1]}"  # the owner, signed as another
    cookie = {"another browser": site.other, "no cookie": "", "forged": forged}[thief]
    assert site.get("/api/sessions", cookie).json() == []
    for path in (f"/s/{site.session}", f"/api/sessions/{site.session}/versions/1"):
        answer = site.get(path, cookie)
        assert answer.status_code == 404
        assert "Treasure" not in answer.text
    body = json.dumps({"files": FILES}).encode()
    assert site.translate(body, cookie=cookie).status_code == 404
    assert site.replica.translated == []


def test_the_owner_deletes_a_session_and_its_link_says_so(site: Site) -> None:
    assert site.delete(site.session).status_code == 204
    assert site.replica.told == [site.session]
    assert site.get("/api/sessions", site.mine).json() == []
    assert site.get(f"/api/sessions/{site.session}/versions/1", site.mine).status_code == 404
    followed = {"cookie": site.mine, "accept": "text/html"}
    link = site.client.get(f"/s/{site.session}", headers=followed)
    assert link.status_code == 410
    assert "You deleted this session." in link.text
    assert "gone for good" in link.text
    assert "browser that began it" not in link.text
    assert 'href="/new"' in link.text
    assert site.get(f"/s/{site.session}", site.other).status_code == 404, "nobody else is told"
    assert site.delete(site.session).status_code == 204, "the first answer may have been lost"
    assert site.delete(site.session, cookie=site.other).status_code == 404


@pytest.mark.parametrize("thief", ["another browser", "no cookie", "another site", "no origin"])
def test_nobody_else_deletes_it(site: Site, thief: str) -> None:
    sent = {
        "another browser": {"cookie": site.other},
        "no cookie": {"cookie": ""},
        "another site": {"origin": "http://evil.test"},
        "no origin": {"origin": ""},
    }[thief]
    assert site.delete(site.session, **sent).status_code in (403, 404)
    assert site.delete(new_session_id(), cookie=site.mine).status_code == 404
    assert site.delete("no id", cookie=site.mine).status_code == 404
    assert site.replica.told == []
    assert site.get(f"/api/sessions/{site.session}/versions/1", site.mine).json() == {"files": FILES}


def test_a_deletion_that_its_pages_could_not_be_told_of_can_be_sent_again(site: Site) -> None:
    site.replica.registry_answers = False
    answer = site.delete(site.session)
    assert (answer.status_code, answer.json()["detail"]) == (
        503,
        "The session could not be deleted now. Try again.",
    )
    site.replica.registry_answers = True
    assert site.delete(site.session).status_code == 204
    assert site.replica.told == [site.session]


def test_the_list_goes_on_past_its_first_hundred(site: Site) -> None:
    owner = site.replica.identity.owner(site.mine)
    assert owner is not None
    for number in range(230):
        record = SessionRecord(new_session_id(), owner, f"Number {number}", 1, 10 + number // 7)
        asyncio.run(site.replica.store.create(record))
    listed = site.get("/api/sessions", site.mine).json()
    assert len(listed) == 100
    while more := site.get(
        f"/api/sessions?behind={listed[-1]['updated_ms']},{listed[-1]['session_id']}", site.mine
    ).json():
        listed += more
    assert len({line["session_id"] for line in listed}) == len(listed) == 231
    times = [line["updated_ms"] for line in listed]
    assert times == sorted(times, reverse=True)
    for wrong in ("x", "1", "-1,a", f"{10**20},{site.session}", f"１,{site.session}"):
        assert site.get(f"/api/sessions?behind={wrong}", site.mine).status_code in (400, 404)


def test_who_follows_a_link_to_what_is_not_theirs_reads_why_and_can_go_on(site: Site) -> None:
    asked = {"cookie": site.other, "accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    theirs = site.client.get(f"/s/{site.session}", headers=asked)
    assert theirs.status_code == 404
    assert theirs.headers["content-type"].startswith("text/html")
    assert "There is no such session for this browser." in theirs.text
    assert "only in the browser that began it" in theirs.text
    assert 'href="/new"' in theirs.text
    nowhere = site.client.get("/nowhere", headers=asked)
    assert "There is no such page." in nowhere.text
    assert "browser that began it" not in nowhere.text
    assert site.client.get("/nowhere").json() == {"detail": "Not Found"}


def test_the_owner_has_files_translated(site: Site) -> None:
    answer = site.translate(json.dumps({"files": FILES}).encode())
    assert answer.json() == {"code": {"App.tsx": FILES["App.tsx"].upper()}}
    assert site.replica.translated == [(site.session, FILES)]


@pytest.mark.parametrize(
    "origin", ["http://evil.test", "null", "", "http://x.preview.localhost:8000", "https://localhost:8000"]
)
def test_a_page_of_another_site_has_nothing_translated(site: Site, origin: str) -> None:
    for host in ("localhost:8000", origin.removeprefix("http://")):
        answer = site.translate(json.dumps({"files": FILES}).encode(), origin=origin, host=host)
        assert answer.status_code == 403
    assert site.replica.translated == []


def test_a_session_that_nobody_began_has_nothing_to_translate(site: Site) -> None:
    site.session = new_session_id()
    assert site.translate(b'{"files":{}}').status_code == 404


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"files":{"a":1}}', b'{"files":[]}'])
def test_a_malformed_body_is_told_its_shape(site: Site, body: bytes) -> None:
    answer = site.translate(body)
    assert answer.status_code == 400
    assert '{"files": {path: text}}' in answer.json()["detail"]


def test_files_that_are_too_large_are_called_that(site: Site) -> None:
    fits = json.dumps({"files": {"a.tsx": "x" * (MAX_BODY_BYTES - 100)}}).encode()
    assert site.translate(fits).status_code == 200
    answer = site.translate(json.dumps({"files": {"a.tsx": "x" * MAX_BODY_BYTES}}).encode())
    assert answer.status_code == 413
    assert "1 MB" in answer.json()["detail"]


def test_of_a_body_without_end_no_more_is_read_than_it_may_have(site: Site) -> None:
    read = 0

    async def receive() -> dict[str, object]:
        nonlocal read
        read += 1
        assert read * 100_000 <= MAX_BODY_BYTES + 200_000
        return {"type": "http.request", "body": b"x" * 100_000, "more_body": True}

    async def ask() -> int:
        sent: list[dict[str, object]] = []

        async def send(message: dict[str, object]) -> None:
            sent.append(message)

        headers = {"cookie": site.mine, "origin": ORIGIN, "host": ORIGIN.removeprefix("http://")}
        path = f"/api/sessions/{site.session}/translate"
        scope = {
            "type": "http", "method": "POST", "path": path, "query_string": b"", "scheme": "http",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }  # fmt: skip
        await site.app(scope, receive, send)  # type: ignore[arg-type]
        return int(str(sent[0]["status"]))

    assert asyncio.run(ask()) == 413


def test_a_new_browser_gets_a_session_of_its_own_and_a_cookie(site: Site) -> None:
    where = site.get("/").headers["location"]
    assert site.get("/new").headers["location"] not in ("", where)
    page = site.get(where)
    assert page.status_code == 200
    assert "HttpOnly" in page.headers["set-cookie"]
    assert site.get("/s/nonsense").status_code == 404


def test_files_are_served_from_their_folders_alone(site: Site) -> None:
    assert site.get("/assets/page-1a2b.js").status_code == 200
    for path in ("/assets/%2e%2e/index.html", "/assets/none.js", "/docs/..%2fdata", "/docs/none"):
        assert site.get(path).status_code == 404, path


def test_an_odd_path_is_one_that_is_not_there(site: Site) -> None:
    version = f"/api/sessions/{site.session}/versions"
    odd = ("/assets/%00", f"/assets/{'x' * 300}", f"/assets/{'x/' * 3000}", "/docs/%00", f"/docs/{'x' * 300}")
    for path in (*odd, "/assets/%ff", f"{version}/99999999999999999999", f"{version}/-99999999999999999999"):
        answer = site.get(path, site.mine)
        assert answer.status_code == 404, path
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_documents_are_pages_in_which_nothing_runs(site: Site) -> None:
    page = site.get("/docs/notes")
    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert '<h1 id="notes-on-models">Notes on <em>models</em></h1>' in page.text
    assert '<a href="deeper/more#why">' in page.text
    assert '<a href="https://example.test/a.md">' in page.text
    assert "<td>1</td>" in page.text
    assert "<script" not in page.text
    assert "Deeper" in site.get("/docs/deeper/more").text


@pytest.mark.parametrize("token", ["", "open sesame"])
def test_what_is_for_the_operator_wants_the_operators_token(tmp_path: Path, token: str) -> None:
    replica = Replica(tmp_path)
    app = FastAPI()
    app.include_router(operator_routes(lambda: replica, token, host="0.0.0.0", public_origin=""))
    with TestClient(app) as client:
        for given in ({}, {"authorization": "Bearer wrong"}, {"authorization": "Bearer "}):
            assert client.get("/admin", headers=given).status_code == 404
            assert client.get("/metrics", headers=given).status_code == 404
        if token:
            mine = {"authorization": f"Bearer {token}"}
            assert "no-eval" in client.get("/admin", headers=mine).text
            page = client.get("/admin", params={"token": token}).text
            assert "7 replies" in page
            assert "<td>9f2c</td><td>7</td><td>1.2500</td>" in page
            assert "limits: $5 all together, $0.5 a turn" in page
            assert client.get("/metrics", headers=mine).text == "atelier_up 1\n"
            replica.registry_answers = False
            starting = client.get("/admin", headers=mine)
            assert (starting.status_code, "Reload" in starting.text) == (503, True)
        assert client.get("/health").json() == {"ok": True}
        replica.ok = False
        assert client.get("/health").status_code == 503
    asyncio.run(replica.store.close())
