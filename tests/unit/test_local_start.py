"""cluster/start.py where no Ray is needed: a fault that nobody foresaw is one line, and is kept. The rest is
tests/cluster/test_start.py."""

from pathlib import Path

import pytest

from cluster import start
from cluster.run_folder import run_folder
from cluster.stop import Stopped


class NeverAsked:
    def check(self) -> None:
        pass


@pytest.fixture(autouse=True)
def no_ray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATELIER_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(start, "check", lambda _: None)


def test_an_unforeseen_fault_is_one_line_and_its_traceback_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("GCS said:\n  no space left on device\n")

    monkeypatch.setattr(start, "_run", broken)
    assert start.start(NeverAsked()) == 1  # type: ignore[arg-type]
    said = capsys.readouterr().err
    log = tmp_path / "start.log"
    assert said == f"atelier: the start failed: no space left on device; {log} has the rest\n"
    assert "in broken" in log.read_text()


def test_an_end_that_was_asked_for_is_no_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object) -> None:
        raise Stopped

    monkeypatch.setattr(start, "_run", stopped)
    assert start.start(NeverAsked()) == 0  # type: ignore[arg-type]
    assert capsys.readouterr().err == ""


def test_a_runs_folder_is_short_enough_for_sockets_and_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with run_folder() as folder:
        ray = folder / "ray" / "session_2026-01-01_00-00-00_000000_4194304" / "sockets" / "plasma_store"
        assert len(str(ray)) <= 103
        assert folder.is_dir()
    assert not folder.exists()
