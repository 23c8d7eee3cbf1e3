"""What stops a start says why in one line, and leaves nothing running; so does Ctrl-C, whenever it comes."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

import psutil
import pytest

from tests.server import ROOT, Server, free_port, living


def run(command: list[str], env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False
    )


def said(env: Mapping[str, str]) -> str:
    """The one line on standard error of a start that fails."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("ATELIER_", "RAY_"))}
    done = run([sys.executable, "-m", "cluster.local"], clean | env)
    assert done.returncode == 1, done
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert living(Path(env["ATELIER_DATA_DIR"])) == []
    return lines[0]


def test_a_port_in_use(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        line = said({"ATELIER_PORT": str(port), "ATELIER_DATA_DIR": str(tmp_path)})
    assert f"port {port}" in line
    assert "make run PORT=" in line


@pytest.mark.parametrize(
    ("variable", "value", "names"),
    [
        ("ATELIER_PORT", "many", "ATELIER_PORT"),
        ("ATELIER_MAX_SESSIONS", "0", "ATELIER_MAX_SESSIONS"),
        ("ATELIER_MODEL", "nobody:nothing", "ATELIER_MODEL"),
        ("ATELIER_MODEL", "anthropic:claude-sonnet-5-5", "ANTHROPIC_API_KEY"),
        ("ATELIER_DATA_DIR", str(ROOT / "README.md" / "data"), "ATELIER_DATA_DIR"),
        ("ATELIER_HOST", "203.0.113.7", "ATELIER_PUBLIC_ORIGIN"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, variable: str, value: str, names: str) -> None:
    env = {"ATELIER_PORT": str(free_port()), "ATELIER_DATA_DIR": str(tmp_path), "ANTHROPIC_API_KEY": ""}
    assert names in said(env | {variable: value})


class MakeRun(Server):
    """What README.md says to type."""

    def __init__(self, data: Path, **env: str) -> None:
        super().__init__(data, **env)
        self.command = ("make", "run", f"PORT={self.port}")

    def ctrl_c(self) -> None:
        """As a terminal: to every process of the foreground job."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGINT)

    def stop(self, timeout_s: float = 60) -> int:
        with contextlib.suppress(ProcessLookupError):
            self.ctrl_c()
        return super().stop(timeout_s)

    def end(self) -> str:
        """Its whole output, when it has ended. make dies of the SIGINT that it got, once its child has ended,
        and says "Error" of every status of that but 0."""
        assert self.process is not None
        try:
            assert self.process.wait(120) == -signal.SIGINT
            said = self.log.read_text()
            assert self.processes() == [], said
            assert "Error" not in said
            assert "Traceback" not in said
            return said
        finally:
            self.stop()


def test_make_run_serves_the_page_until_ctrl_c(tmp_path: Path) -> None:
    """Also with another Ray's address in the environment, and a folder for temporary files whose name is too
    long for Ray's sockets."""
    elsewhere = tmp_path / "folder-for-temporary-files" / "of-a-user-whose-name-is-long"
    elsewhere.mkdir(parents=True)
    server = MakeRun(tmp_path / "data", RAY_ADDRESS="127.0.0.1:1", TMPDIR=str(elsewhere))
    server.launch()
    server.wait_for(f"atelier: ready at {server.origin}")
    with urllib.request.urlopen(f"{server.origin}/", timeout=60) as page:
        assert "/s/" in page.url
        assert b"<title>Atelier</title>" in page.read()
    server.ctrl_c()
    assert "atelier: stopping" in server.end()


def test_ctrl_c_during_the_start_ends_it_and_a_second_one_changes_nothing(tmp_path: Path) -> None:
    server = MakeRun(tmp_path / "data")
    server.launch()
    server.wait_for("atelier: starting")
    server.ctrl_c()
    server.wait_for("atelier: stopping")
    with contextlib.suppress(ProcessLookupError):  # it was as quick as that
        server.ctrl_c()
    assert "ready at" not in server.end()


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A PATH with what make needs, and nothing else."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("bash", "make", "awk", "find", "env", "sh"):
        found = subprocess.run(["which", tool], capture_output=True, text=True, check=True).stdout.strip()
        (tools / tool).symlink_to(found)
    return tools


def tool(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/bash\n{script}\n")
    path.chmod(0o755)


def doctor(tools: Path) -> str:
    done = run([str(tools / "make"), "doctor"], {"PATH": str(tools), "HOME": str(tools.parent)})
    assert done.returncode != 0
    return next(line for line in done.stderr.splitlines() if line.startswith("atelier:"))


OLD_PYTHON = '[ "$1" = --version ] && echo Python 3.9.2 && exit 0; [ "$1" = -c ] && exit 1'
NEW_PYTHON = f'exec "{sys.executable}" "$@"'


def test_a_machine_without_a_new_enough_python(tools: Path) -> None:
    assert doctor(tools) == "atelier: Python 3.11 or newer is needed; found none"
    tool(tools / "python3", OLD_PYTHON)
    assert doctor(tools) == "atelier: Python 3.11 or newer is needed; found Python 3.9.2"
    tool(tools / "python3.11", NEW_PYTHON)
    assert "Node 20" in doctor(tools), "a newer one beside the old python3 is found"


def test_a_machine_without_node_or_with_an_old_one(tools: Path) -> None:
    tool(tools / "python3", NEW_PYTHON)
    assert doctor(tools) == "atelier: Node 20 or newer is needed, and node is not on PATH"
    tool(tools / "node", '[ "$1" = --version ] && echo v18.0.0 && exit 0\nexit 1')
    assert "found v18.0.0" in doctor(tools)
    tool(tools / "node", "exit 0")
    assert "npm is needed" in doctor(tools)


def test_health_names_what_is_still_starting(server: Server) -> None:
    deadline = time.monotonic() + 60
    health = server.health()
    while health["starting"]:
        assert set(health["starting"]) <= {"router", "sandboxes", "scanner"}  # type: ignore[call-overload]
        assert time.monotonic() < deadline, health
        time.sleep(0.2)
        health = server.health()
    assert (health["ok"], health["model"], health["sandbox"]) == (True, "atelier:sketch", "wasm")


def listening(server: Server) -> set[int]:
    """TCP ports on which the processes of this server wait for connections."""
    ports: set[int] = set()
    for pid in server.processes():
        with contextlib.suppress(psutil.NoSuchProcess):  # Some end by themselves.
            found = psutil.Process(pid).net_connections("tcp")
            ports |= {at.laddr.port for at in found if at.status == psutil.CONN_LISTEN}
    return ports


def test_two_servers_on_one_machine_share_no_port(server: Server, paced: Server) -> None:
    """Serve's defaults do: while one starts, its HAProxy would send browsers to the other."""
    assert server.port in listening(server)
    assert listening(server) & listening(paced) == set()


TOO_SLOW_ONCE = """
import sys
from pathlib import Path
import ray
from ray._private import services
from cluster import start
from cluster.run_folder import end_leftovers, run_folder
from cluster.stop import Stop

get_node = services.get_node

def too_slow(*asked):
    services.get_node = get_node
    raise Exception(f"The current node {start.TOO_SLOW}.")

services.get_node = too_slow
with run_folder() as folder:
    try:
        start._start_ray(folder, Stop())
        print(len(ray.nodes()), "node")
    finally:
        ray.shutdown()
        end_leftovers(folder)
"""


def test_make_run_starts_a_ray_that_was_too_slow_once_more(tmp_path: Path) -> None:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("ATELIER_", "RAY_"))}
    env |= {"ATELIER_DATA_DIR": str(tmp_path), "PYTHONPATH": str(ROOT), "RAY_USAGE_STATS_ENABLED": "0"}
    command = [sys.executable, "-c", TOO_SLOW_ONCE]
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=200, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "once more" in done.stdout
    assert done.stdout.endswith("1 node\n")
    assert living(tmp_path) == []
