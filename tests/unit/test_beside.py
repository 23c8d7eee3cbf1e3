"""cluster.beside and the settings of a draft model: what is refused before anything starts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cluster import beside, gpu
from cluster.beside import CannotDraft, Draft
from cluster.settings import ROOT, Settings
from models.access import LOCAL_KEY, LOCAL_MODEL, LOCAL_URL, configured


def settings(folder: Path, draft: str, python: str = sys.executable) -> Settings:
    return Settings(data_dir=folder, draft=draft, draft_python=Path(python))  # type: ignore[call-arg]


def test_its_variables_are_what_the_router_reads(tmp_path: Path) -> None:
    folder = tmp_path / "my-model"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    for model, name in (("Qwen/Qwen3-Coder-Next", "Qwen/Qwen3-Coder-Next"), (str(folder), "my-model")):
        draft = Draft(settings(tmp_path, model))
        (access,) = configured(draft.variables)
        assert (access.card.vendor, access.card.name, access.key) == ("openai-compatible", name, LOCAL_KEY)
        assert draft.variables[LOCAL_URL].startswith("http://127.0.0.1:")
        assert draft.variables[LOCAL_MODEL] == name
    other = Draft(settings(tmp_path, "x/y"))
    assert other.variables[LOCAL_KEY] != draft.variables[LOCAL_KEY]


def test_what_cannot_be_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CannotDraft, match="ATELIER_DRAFT_PYTHON"):
        Draft(settings(tmp_path, "x/y", str(tmp_path / "python")))
    monkeypatch.setattr(beside, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(beside, "missing", lambda model: "")
    with pytest.raises(CannotDraft, match="make run DRAFT=x/y"):
        Draft(Settings(data_dir=tmp_path, draft="x/y"))  # type: ignore[call-arg]
    monkeypatch.setenv(LOCAL_URL, "http://localhost:1/v1")
    with pytest.raises(CannotDraft, match=LOCAL_URL):
        Draft(settings(tmp_path, "x/y"))


@pytest.mark.parametrize("model", ["/nowhere/tiny", "./tiny", "~/tiny", "{empty}"])
def test_a_folder_without_a_model_is_refused(tmp_path: Path, model: str) -> None:
    with pytest.raises(CannotDraft, match=r"DRAFT=.* holds no config.json"):
        Draft(settings(tmp_path, model.format(empty=tmp_path)))


@pytest.mark.parametrize("engine", ["{bad", "[]", "max_model_len=1"])
def test_arguments_of_the_engine_that_are_none_are_refused_before_anything_starts(
    tmp_path: Path, engine: str
) -> None:
    told = settings(tmp_path, "x/y").model_copy(update={"draft_engine": engine})
    with pytest.raises(CannotDraft, match=r"ATELIER_DRAFT_ENGINE.*max_model_len"):
        Draft(told)


def test_without_a_gpu_it_is_said_before_anything_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gpu, "_cannot_compile", lambda model: "")
    why = gpu.missing("x/y", tmp_path)
    assert "DRAFT=x/y needs an NVIDIA GPU" in why
    assert "ATELIER_LOCAL_URL" in why
    assert "\n" not in why
    for device in ("nvidia0", "dxg"):
        (tmp_path / device).touch()
        assert gpu.missing("x/y", tmp_path) == ""
        (tmp_path / device).unlink()
    (tmp_path / "nvidiactl").touch()  # the driver without a card
    assert gpu.missing("x/y", tmp_path) == why


def test_without_a_compiler_it_is_said_before_anything_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nvidia0").touch()
    (tmp_path / "Python.h").touch()
    monkeypatch.setattr(gpu.sysconfig, "get_path", lambda *_: str(tmp_path))
    monkeypatch.delenv("CC", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "needs a C compiler" in gpu.missing("x/y", tmp_path)
    (tmp_path / "gcc").touch(mode=0o755)
    assert gpu.missing("x/y", tmp_path) == ""
    (tmp_path / "gcc").unlink()
    monkeypatch.setenv("CC", "zig cc")
    assert gpu.missing("x/y", tmp_path) == ""
    (tmp_path / "Python.h").unlink()
    assert "python3-dev" in gpu.missing("x/y", tmp_path)


def test_make_run_asks_first() -> None:
    environment = {name: value for name, value in os.environ.items() if name != gpu.PYTHON}
    asked = [sys.executable, "-m", "cluster.gpu", "x/y"]
    told = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    why = gpu.missing("x/y")
    assert told.returncode == bool(why)
    assert told.stderr == (f"atelier: {why}\n" if why else "")
    with_python = environment | {gpu.PYTHON: sys.executable}
    assert subprocess.run(asked, cwd=ROOT, env=with_python, check=False).returncode == 0
