"""The draft model's process beside Atelier on one machine: in an environment of its own, called by address.

Loading a model takes minutes: Atelier does not wait for it, and other models write until it is there. It ends
with this process, however that ends, because its standard input does. Called by cluster/start.py.
"""

import json
import os
import secrets
import signal
import socket
import subprocess
import threading
from pathlib import Path

from cluster.gpu import missing
from cluster.settings import ROOT, Settings
from models.access import LOCAL_KEY, LOCAL_MODEL, LOCAL_URL

PYTHON = ROOT / ".venv-vllm" / "bin" / "python"
KEY, ROUTE = "ATELIER_DRAFT_KEY", "/draft"  # cluster/draft.py's, which imports what is not installed here
END_S = 30.0
EXAMPLE = '{"max_model_len": 32768}'


class CannotDraft(Exception):
    """In one line, with what to do."""


class Draft:
    """Make it before Ray starts: the router's process must see `variables`."""

    def __init__(self, settings: Settings) -> None:
        python = settings.draft_python or PYTHON
        if settings.draft_python and not (python.is_file() and os.access(python, os.X_OK)):
            raise CannotDraft(
                f"ATELIER_DRAFT_PYTHON: {python} is no program; name the environment's bin/python"
            )
        if not settings.draft_python and (why := missing(settings.draft)):
            raise CannotDraft(why)
        if not python.exists():
            raise CannotDraft(f"vLLM is not installed; run: make run DRAFT={settings.draft}")
        if os.environ.get(LOCAL_URL):
            raise CannotDraft(f"{LOCAL_URL} and ATELIER_DRAFT both name a local model: set one of them")
        _check_engine(settings.draft_engine)
        model = os.path.expanduser(settings.draft)
        _check_folder(model)
        self._settings = settings
        self._python = python
        self._key = secrets.token_urlsafe(24)
        self._port = _free_port()
        self._model = model
        self.name = Path(model).resolve().name if Path(model).is_dir() else model
        self.log = settings.data_dir / "draft.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def variables(self) -> dict[str, str]:
        """What models/access.py reads of it."""
        url = f"http://127.0.0.1:{self._port}{ROUTE}/v1"
        return {LOCAL_URL: url, LOCAL_MODEL: self.name, LOCAL_KEY: self._key}

    def start(self) -> None:
        settings = self._settings
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        command = [
            str(self._python), "-m", "cluster.draft", self._model, "--name", self.name,
            "--port", str(self._port), "--idle-s", str(settings.draft_idle_s),
            "--engine", settings.draft_engine, "--with-parent",
        ]  # fmt: skip
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self._environment(), stdin=subprocess.PIPE, stdout=out, stderr=out,
                start_new_session=True,
            )  # fmt: skip
        threading.Thread(target=self._tell, args=(self.process,), daemon=True).start()

    def stop(self) -> None:
        process, self.process = self.process, None
        if process is None:
            return
        assert process.stdin is not None
        process.stdin.close()
        try:
            process.wait(END_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _environment(self) -> dict[str, str]:
        """Without vendors' keys, and without what is set for the other Ray."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("RAY_", "ATELIER_")) and not name.endswith("_API_KEY")
        }
        return kept | {KEY: self._key, "PYTHONPATH": str(ROOT)}

    def _tell(self, process: subprocess.Popen[bytes]) -> None:
        process.wait()
        if self.process is process:
            print(f"atelier: the draft model {self.name} stopped; {self.log} says why", flush=True)


def _check_engine(text: str) -> None:
    """cluster/draft.py would say it too late, and in a log."""
    try:
        arguments = json.loads(text)
    except json.JSONDecodeError as error:
        raise CannotDraft(f"ATELIER_DRAFT_ENGINE is no JSON ({error}); write it as in {EXAMPLE}") from None
    if not isinstance(arguments, dict):
        raise CannotDraft(f"ATELIER_DRAFT_ENGINE holds no names and values; write it as in {EXAMPLE}")


def _check_folder(model: str) -> None:
    """vLLM would look on Hugging Face for what is no folder, and say so at length."""
    folder = Path(model)
    meant = folder.is_dir() or model.startswith(("/", "./", "../", "~"))
    if meant and not (folder / "config.json").is_file():
        raise CannotDraft(
            f"DRAFT={model} holds no config.json: name a folder with a model, or a model on Hugging Face"
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
