"""cluster/checks.py: what cannot start says so in one line that names the field and the remedy."""

import socket
from pathlib import Path

import pytest

from cluster import checks
from cluster.checks import Cannot, check
from cluster.settings import Settings
from tests.server import free_port


@pytest.fixture(autouse=True)
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "ROOT", tmp_path)
    for page in ("client", "preview"):
        folder = tmp_path / "web" / "dist" / page
        folder.mkdir(parents=True)
        (folder / "index.html").touch()
    (tmp_path / "guards").mkdir()
    (tmp_path / "guards" / "learned.json").touch()


def settings(tmp_path: Path, host: str = "127.0.0.1", **fields: object) -> Settings:
    given = {"data_dir": tmp_path / "data", "port": free_port()} | fields
    return Settings(host=host, public_origin="http://localhost:8000", **given)  # type: ignore[arg-type]


def test_a_folder_is_made(tmp_path: Path) -> None:
    check(settings(tmp_path, data_dir=tmp_path / "a" / "b"))
    assert (tmp_path / "a" / "b").is_dir()


@pytest.mark.parametrize("inside", ["file/data", "file"])
def test_a_folder_that_cannot_be_made(tmp_path: Path, inside: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Cannot, match=r"^ATELIER_DATA_DIR: .*/file.* cannot be made \(.*\); name a folder"):
        check(settings(tmp_path, data_dir=tmp_path / inside))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0"])
def test_a_port_is_probed_where_it_will_be_listened_on(tmp_path: Path, host: str) -> None:
    check(settings(tmp_path, host))
    with socket.socket() as taken:
        taken.bind((host, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Cannot, match=rf"^port {port} on {host} cannot be had \(.*PORT={port + 1}"):
            check(settings(tmp_path, host, port=port))


def test_an_address_of_another_machine(tmp_path: Path) -> None:
    host = "203.0.113.7"
    with pytest.raises(Cannot, match=rf"^ATELIER_HOST: {host} is no address of this machine .*0\.0\.0\.0"):
        check(settings(tmp_path, host))


def test_a_build_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / "web" / "dist" / "preview" / "index.html").unlink()
    with pytest.raises(Cannot, match=r"web/dist/preview/index\.html is missing; run: make build"):
        check(settings(tmp_path))
