"""edge/preview_host.py: files of the frame and nothing else, and no answer in which anything else runs."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from edge.headers import PREVIEW_REFUSAL_HEADERS
from edge.limit import NAMES, Limit
from edge.preview_host import BURST, PER_S, PreviewHost
from studio.ids import new_session_id

HOST = "preview.localhost:8000"
S = new_session_id()


class Clock:
    def __init__(self) -> None:
        self.now_s = 5.0

    def __call__(self) -> float:
        return self.now_s


class Preview:
    def __init__(self, folder: Path) -> None:
        (folder / "frame").mkdir()
        (folder / "frame" / "boot-1a2b.js").write_text("1")
        self.index = folder / "index.html"
        self.index.write_text("<script src=/frame/boot-1a2b.js></script>")
        self.clock = Clock()
        app = FastAPI()
        app.add_api_route("/health", lambda: "the app")
        host = PreviewHost(app, HOST, folder, lambda session: {"X-Frame-Of": session}, self.clock)
        self._client = TestClient(host)

    def get(self, path: str, label: str = S):
        return self._client.get(path, headers={"host": f"{label}.{HOST}"})


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    return Preview(tmp_path)


def refused(answer) -> int:
    """Its status, of an answer under which nothing runs."""
    for name, value in PREVIEW_REFUSAL_HEADERS.items():
        assert answer.headers[name] == value
    assert answer.content == b""
    return answer.status_code


def test_a_session_gets_its_frame_and_any_label_the_files(preview: Preview) -> None:
    assert preview.get("/").headers["x-frame-of"] == S
    for label in (S, "x"):
        script = preview.get("/frame/boot-1a2b.js", label)
        assert script.text == "1"
        assert "sandbox" in script.headers["content-security-policy"]
    for path in ("/health", "/s/x", "/frame/", "/frame/../index.html"):
        assert refused(preview.get(path)) == 404
    assert refused(preview.get("/", "x")) == 404


@pytest.mark.parametrize(
    "name", ["%00", "x" * 300, "x/" * 3000, "%ff", "%2e%2e/index.html", "boot-1a2b.js%00"]
)
def test_an_odd_path_runs_nothing(preview: Preview, name: str) -> None:
    assert refused(preview.get(f"/frame/{name}")) == 404


def test_what_breaks_runs_nothing(preview: Preview) -> None:
    preview.index.unlink()
    assert refused(preview.get("/")) == 500


def test_a_component_that_asks_in_a_loop_is_refused_and_others_are_not(preview: Preview) -> None:
    for number in range(BURST):
        assert preview.get(f"/frame/boot-1a2b.js?{number}").status_code == 200
    assert refused(preview.get("/frame/boot-1a2b.js")) == 429
    assert refused(preview.get("/")) == 429
    assert preview.get("/", new_session_id()).status_code == 200
    preview.clock.now_s += 1
    answers = [preview.get("/frame/boot-1a2b.js").status_code for _ in range(int(PER_S) + 1)]
    assert answers == [200] * int(PER_S) + [429]


def test_names_without_end_are_not_remembered_without_end() -> None:
    clock = Clock()
    limit = Limit(2, 1, clock)
    assert [limit.takes("a") for _ in range(3)] == [True, True, False]
    assert all(limit.takes(str(number)) for number in range(NAMES - 1))
    assert not limit.takes("a")
    assert all(limit.takes(f"x{number}") for number in range(NAMES))
    assert limit.takes("a")
    clock.now_s += 60
    assert [limit.takes("a") for _ in range(3)] == [True, True, False]
