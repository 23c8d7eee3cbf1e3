# pyright: basic
# Ray's own types are partly unknown, and it takes actor classes apart when they are decorated.
"""`make run`: a whole Atelier on this machine. Starts Ray, the actors and Serve; prints the address; stops
everything on Ctrl-C. `python -m cluster.local`."""

import contextlib
import importlib
import logging
import os
import random
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path

from cluster.beside import CannotDraft, Draft
from cluster.settings import ROOT, Settings, SettingsError, read_settings
from models.access import ConfigError, configured

READY_DEADLINE_S = 90
LOOK_S = 0.1  # between two looks whether the page is served
STATUS_S = 2.0
SERVE_PORTS = 20


class Cannot(Exception):
    """Why Atelier cannot start here, in one line that says what to do."""


def main() -> int:
    try:
        settings = read_settings()
        _check_port(settings)
        _check_builds()
        draft = Draft(settings) if settings.draft else None
        if draft is not None:
            os.environ.update(draft.variables)
        configured(os.environ)
        with _folder() as folder, _beside(draft):
            return _run(settings, folder)
    except (Cannot, CannotDraft, ConfigError, SettingsError) as why:
        print(f"atelier: {why}", file=sys.stderr)
        return 1


def _check_port(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            free = settings.port + 1
            raise Cannot(
                f"port {settings.port} on {settings.host} cannot be had ({error.strerror}); "
                f"stop what uses it or try: make run PORT={free}"
            ) from None


def _check_builds() -> None:
    for built in (ROOT / "web/dist/client/index.html", ROOT / "web/dist/preview/index.html"):
        if not built.exists():
            raise Cannot(f"{built.relative_to(ROOT)} is missing; run: make build")
    if shutil.which("node") is None:
        raise Cannot("node is not on PATH; install Node 20 or newer")


@contextlib.contextmanager
def _folder() -> Generator[Path, None, None]:
    """Ray's files of this run, so that two runs on one machine do not meet."""
    folder = Path(tempfile.mkdtemp(prefix="atelier-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _beside(draft: Draft | None) -> Generator[None, None, None]:
    """Loads the draft model meanwhile."""
    if draft is None:
        yield
        return
    print(f"atelier: loading the draft model {draft.name}; {draft.log} tells of it", flush=True)
    draft.start()
    try:
        yield
    finally:
        draft.stop()


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


def _environment(settings: Settings, folder: Path) -> dict[str, str]:
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


def _end_leftovers(folder: Path) -> None:
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


def _wait_for_controller(started: Future[None]) -> None:
    """Until Serve has its controller; raises what its start raised instead."""
    import ray

    while not started.done():
        try:
            ray.get_actor("SERVE_CONTROLLER_ACTOR", "serve")
            return
        except ValueError:
            time.sleep(0.05)
    started.result()


def _check_proxies(started: Future[None]) -> None:
    """Raises what their start raised. One that was too slow for Serve is started again by it."""
    from ray.exceptions import GetTimeoutError, RayActorError

    if started.done():
        with contextlib.suppress(RayActorError, GetTimeoutError):
            started.result()


def _wait_until_served(settings: Settings, proxies: Future[None]) -> None:
    """Until the address answers: the page is served and a prompt is taken. What is still starting behind it,
    /health names."""
    from ray import serve

    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::", "localhost") else settings.host
    url = f"http://{host}:{settings.port}/health"
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + READY_DEADLINE_S
    status_due = time.monotonic() + STATUS_S
    while True:
        with contextlib.suppress(OSError, HTTPException), direct.open(url, timeout=5):
            return
        _check_proxies(proxies)
        if time.monotonic() > status_due:
            status_due = time.monotonic() + STATUS_S
            app = serve.status().applications.get("atelier")
            if app is not None and app.status == "DEPLOY_FAILED":
                raise RuntimeError(app.message)
        if time.monotonic() > deadline:
            raise Cannot(
                f"the page was not served within {READY_DEADLINE_S} s; if another program answers on port "
                f"{settings.port}, choose another port; otherwise see data/logs"
            )
        time.sleep(LOOK_S)


def _run(settings: Settings, folder: Path) -> int:
    os.environ.update(_environment(settings, folder))
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    stop = threading.Event()

    print("atelier: starting …", flush=True)
    import ray  # only now: Ray reads its environment when it is imported

    imports = threading.Thread(target=importlib.import_module, args=("serve_app",))
    imports.start()  # one core imports while the other starts Ray's processes
    ray.init(
        num_cpus=max(4, os.cpu_count() or 4),
        include_dashboard=False,
        logging_level=logging.ERROR,
        log_to_driver=False,
        _temp_dir=str(folder / "ray"),
    )
    imports.join()
    from ray import serve
    from ray.serve.api import RunTarget

    logging.getLogger("ray.serve").setLevel(logging.WARNING)  # what it connects to is no news
    from cluster.remote import start_actors
    from serve_app import ingress

    for name in (signal.SIGINT, signal.SIGTERM):  # after ray.init, which sets its own
        signal.signal(name, lambda *_: stop.set())
    try:
        with ThreadPoolExecutor(1) as pool:
            # Serve's proxies take as long to start as our replica: both at once, and before our own actors,
            # which a page can wait for.
            proxies = pool.submit(serve.start, http_options={"host": settings.host, "port": settings.port})
            _wait_for_controller(proxies)
            answers = start_actors(settings)
            serve.run_many(
                [RunTarget(ingress(settings), name="atelier", logging_config={"log_level": "WARNING"})],
                wait_for_applications_running=False,
            )
            _wait_until_served(settings, proxies)
            print(f"atelier: ready at {settings.origin}", flush=True)
        ray.get(answers, timeout=READY_DEADLINE_S)  # raises what a constructor raised
        stop.wait()
        print("atelier: stopping …", flush=True)
    finally:
        ray.shutdown()
        _end_leftovers(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
