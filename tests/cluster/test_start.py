"""What stops a start says why in one line, and leaves nothing running."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import psutil
import pytest

from tests.server import ROOT, Server, free_port


def run(command: list[str], env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)


def said(env: Mapping[str, str]) -> str:
    """The one line on standard error of a start that fails."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("ATELIER_", "RAY_"))}
    done = run([sys.executable, "-m", "cluster.local"], clean | env)
    assert done.returncode == 1, done
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
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
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, variable: str, value: str, names: str) -> None:
    env = {"ATELIER_PORT": str(free_port()), "ATELIER_DATA_DIR": str(tmp_path), "ANTHROPIC_API_KEY": ""}
    assert names in said(env | {variable: value})


def test_a_machine_without_node_or_with_an_old_one_or_an_old_python(tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("bash", "make", "awk", "find", "env", "python3", "sh"):
        found = subprocess.run(["which", tool], capture_output=True, text=True, check=True).stdout.strip()
        (tools / tool).symlink_to(found)
    env = {"PATH": str(tools), "HOME": str(tmp_path)}

    def doctor() -> str:
        done = run([str(tools / "make"), "doctor", f"PYTHON={sys.executable}"], env)
        assert done.returncode != 0
        return next(line for line in done.stderr.splitlines() if line.startswith("atelier:"))

    assert "Node 20" in doctor()
    node = tools / "node"
    node.write_text('#!/bin/bash\n[ "$1" = --version ] && echo v18.0.0 && exit 0\nexit 1\n')
    node.chmod(0o755)
    assert "found v18.0.0" in doctor()
    done = run([str(tools / "make"), "doctor", "PYTHON="], env)
    assert "Python 3.11 or newer is needed" in done.stderr


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
