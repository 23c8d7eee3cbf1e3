"""A real Atelier as a child process, for the cluster and browser tests and the benchmarks."""

import contextlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READY_S = 120
SANDBOX_S = 180  # a container engine's image may have to be made
# A killed test leaves no server (util-linux; elsewhere it does).
DIES_WITH_US = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []


def free_port() -> int:
    """None that the system, or Ray for its workers, deals out: a process of Ray's could have it before the
    server. Nor one of the tests beside this one, whose servers take seconds until they have theirs."""
    own = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    for port in random.sample(range(32_000 + own, 32_700, workers), 50):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no free port between 32000 and 32700")


def living(data: Path) -> list[int]:
    """Every process that has this data folder in its environment."""
    mark = f"ATELIER_DATA_DIR={data}".encode()
    found: list[int] = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            zombie = b"\nState:\tZ" in (folder / "status").read_bytes()
            if not zombie and mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return found


class Server:
    """`python -m cluster.local` on a free port, its data in `data`. Its output is kept in `log`."""

    command: Sequence[str] = (*DIES_WITH_US, sys.executable, "-m", "cluster.local")

    def __init__(self, data: Path, port: int | None = None, **env: str) -> None:
        self.data = data
        self.port = port or free_port()
        self.origin = f"http://localhost:{self.port}"
        self.log = data.parent / f"server-{self.port}.log"
        self._env = {
            key: value
            for key, value in os.environ.items()
            if not key.endswith(("_API_KEY", "_BASE_URL"))
            and not key.startswith(("ATELIER_", "RAY_", "MAKE"))
        }
        # One driver whatever the machine has: each has a suite of its own (tests/contract/test_sandbox.py).
        self._env |= {"ATELIER_SANDBOX": "wasm"}
        self._env |= {"ATELIER_PORT": str(self.port), "ATELIER_DATA_DIR": str(data)} | env
        self.process: subprocess.Popen[bytes] | None = None
        self.ready_s = 0.0

    def launch(self) -> subprocess.Popen[bytes]:
        """Begins the start; its process leads a group of its own, as a terminal's foreground job does."""
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=self._env,
                stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
            )  # fmt: skip
        return self.process

    def wait_for(self, words: str) -> None:
        """Until its output has the words. Fails if it ends before, or takes longer than READY_S."""
        assert self.process is not None
        deadline = time.monotonic() + READY_S
        while words not in self.log.read_text():
            if self.process.poll() is not None or time.monotonic() > deadline:
                said = self.log.read_text()
                self.stop()
                raise AssertionError(f"the server did not start:\n{said}")
            time.sleep(0.1)

    def start(self) -> "Server":
        started = time.monotonic()
        self.launch()
        self.wait_for("ready at")
        self.ready_s = time.monotonic() - started
        return self

    def stop(self, timeout_s: float = 60) -> int:
        """Ctrl-C, then the exit status."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout_s)
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.log.write_text("")
        return self.process.returncode

    def processes(self) -> list[int]:
        return living(self.data)

    def kill(self, actor: str) -> None:
        """Ends every process of this class of actors at once; one may have ended by itself meanwhile."""
        found: list[int] = []
        for pid in self.processes():
            with contextlib.suppress(OSError):
                if actor.encode() in Path(f"/proc/{pid}/cmdline").read_bytes():
                    found.append(pid)
        assert found, f"no {actor} lived"
        for pid in found:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)

    def await_sandbox(self) -> str:
        """Its tier, as soon as no stop-gap works for it."""
        ends = time.monotonic() + SANDBOX_S
        while (tier := str(self.health()["sandbox"])).startswith("starting") or tier.endswith("for now"):
            assert time.monotonic() < ends, f"the sandbox is still {tier}"
            time.sleep(0.2)
        return tier

    def health(self) -> dict[str, object]:
        with urllib.request.urlopen(f"{self.origin}/health", timeout=60) as answer:
            return json.load(answer)


@contextlib.contextmanager
def running(data: Path, **env: str) -> Iterator[Server]:
    server = Server(data, **env).start()
    try:
        yield server
    finally:
        server.stop()
