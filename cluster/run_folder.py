"""What one run has to itself on this machine: a folder, ports, the environment of its processes; and the end
of whatever is left of them.

Its folder marks every process of the run. Called by cluster/start.py.
"""

import contextlib
import os
import random
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Generator
from pathlib import Path

from cluster.checks import Cannot
from cluster.settings import ROOT, Settings

SERVE_PORTS = 20
MAX_PLACE_CHARS = 18  # a Unix socket's path has 103 characters at most on macOS, and Ray's names take 85


@contextlib.contextmanager
def run_folder() -> Generator[Path, None, None]:
    """Ray's files of this run, so that two runs on one machine do not meet."""
    place = tempfile.gettempdir()
    folder = Path(tempfile.mkdtemp(prefix="atelier-", dir=place if len(place) <= MAX_PLACE_CHARS else "/tmp"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def environment(settings: Settings, folder: Path) -> dict[str, str]:
    """What Ray's processes need to see before the first of them starts (reasons: docs/operating.md)."""
    env = {
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep),
        "RAY_worker_niceness": "0",
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
        "RAY_health_check_period_ms": "1000",
        "RAY_health_check_timeout_ms": "2000",
        "RAY_health_check_failure_threshold": "5",
        "RAY_SERVE_PROXY_READY_CHECK_TIMEOUT_S": "30",  # else a busy machine's is killed as it starts
    }
    if settings.ha_proxy and sys.platform == "linux":
        proxy = folder / "haproxy"
        proxy.mkdir()
        first = _port_block()
        env |= {
            "RAY_SERVE_FALLBACK_PROXY_HTTP_PORT": str(first),
            "RAY_SERVE_DIRECT_INGRESS_MIN_HTTP_PORT": str(first + 3),
            "RAY_SERVE_DIRECT_INGRESS_MAX_HTTP_PORT": str(first + SERVE_PORTS - 1),
            "RAY_SERVE_ENABLE_HA_PROXY": "1",
            "RAY_SERVE_THROUGHPUT_OPTIMIZED": "1",
            "RAY_SERVE_HAPROXY_HARD_STOP_AFTER_S": "86400",
            "RAY_SERVE_PORT_QUARANTINE_S": "30",
            "RAY_SERVE_HAPROXY_CONFIG_FILE_LOC": str(proxy / "haproxy.cfg"),
            "RAY_SERVE_HAPROXY_SOCKET_PATH": str(proxy / "admin.sock"),
            "RAY_SERVE_HAPROXY_SERVER_STATE_BASE": str(proxy),
            "RAY_SERVE_HAPROXY_SERVER_STATE_FILE": str(proxy / "server-state"),
            "RAY_SERVE_HAPROXY_METRICS_PORT": str(first + 1),
            "RAY_SERVE_HAPROXY_STATS_PORT": str(first + 2),
            "RAY_SERVE_HAPROXY_NBTHREAD": "2",
        }
    return env


def end_leftovers(folder: Path) -> None:
    """HAProxy outlives the actor that started it if that is killed, and an actor that has not yet noticed its
    end may start another: nothing of this run may stay."""
    clean = 0
    while clean < 5:
        clean = 0 if _end_processes(str(folder).encode()) else clean + 1
        time.sleep(0.1)


def _end_processes(mark: bytes) -> bool:
    """Whether there was any whose command line or environment carries the mark."""
    found = False
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if int(process.name) == os.getpid():
                continue
            if mark in (process / "cmdline").read_bytes() or mark in (process / "environ").read_bytes():
                os.kill(int(process.name), signal.SIGKILL)
                found = True
    return found


def _port_block() -> int:
    """The first of SERVE_PORTS free ports that this run's Serve has to itself.

    Serve's defaults are the same for every cluster of a machine, and its Python proxies share theirs
    (SO_REUSEPORT): until a replica is healthy, one cluster's HAProxy falls back to the other one's proxy, and
    that signs and refuses cookies with another secret.
    """
    for first in random.sample(range(20_000, 32_000, SERVE_PORTS), 40):
        with contextlib.ExitStack() as probes, contextlib.suppress(OSError):
            for port in range(first, first + SERVE_PORTS):
                probe = probes.enter_context(socket.socket())
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(("127.0.0.1", port))
            return first
    raise Cannot("no free ports between 20000 and 32000 for Serve; stop what uses them")
