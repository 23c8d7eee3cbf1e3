# pyright: basic
# Ray's own types are partly unknown, and it takes actor classes apart when they are decorated.
"""The start of a whole Atelier on this machine, and its end: Ray, Serve, the actors and the page, behind one
line with the address.

Invariant: however it ends, no process of this run is left. Called by cluster/local.py.
"""

import contextlib
import importlib
import logging
import os
import sys
import threading
import time
import traceback
import urllib.request
from collections.abc import Callable, Generator
from concurrent.futures import Future
from http.client import HTTPException
from pathlib import Path
from typing import Any

from cluster.beside import CannotDraft, Draft
from cluster.checks import Cannot, check, unknown_settings
from cluster.logs import LOG
from cluster.run_folder import end_leftovers, environment, run_folder
from cluster.settings import Settings, SettingsError, read_settings
from cluster.stop import Stop, Stopped
from models.access import ConfigError, configured

READY_DEADLINE_S = 90
LOOK_S = 0.1  # between two looks whether the page is served
STATUS_S = 2.0
TOO_SLOW = "timed out during startup"


def start(stop: Stop) -> int:
    """Runs until somebody asks for the end; the exit status."""
    try:
        settings = read_settings()
        for line in unknown_settings(os.environ):
            print(f"atelier: {line}", file=sys.stderr)
        check(settings)
        draft = Draft(settings) if settings.draft else None
        if draft is not None:
            os.environ.update(draft.variables)
        configured(os.environ)
        stop.check()
        with run_folder() as folder, _faults_in_one_line(settings), _beside(draft):
            _run(settings, folder, stop)
    except Stopped:
        return 0
    except (Cannot, CannotDraft, ConfigError, SettingsError) as why:
        print(f"atelier: {why}", file=sys.stderr)
    return 1


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


@contextlib.contextmanager
def _faults_in_one_line(settings: Settings) -> Generator[None, None, None]:
    """A terminal is no place for a traceback: that goes to a file."""
    try:
        yield
    except (Stopped, Cannot, CannotDraft):
        raise
    except Exception as fault:
        log = settings.data_dir / "start.log"
        log.write_text(traceback.format_exc(), encoding="utf-8")
        raise Cannot(f"the start failed: {_last_line(fault)}; {log} has the rest") from None


def _run(settings: Settings, folder: Path, stop: Stop) -> None:
    """Ends by raising: Stopped, or why it cannot go on."""
    os.environ.pop("RAY_ADDRESS", None)  # another cluster's
    os.environ.update(environment(settings, folder))
    print("atelier: starting …", flush=True)
    import ray  # only now: Ray reads its environment when it is imported

    imports = threading.Thread(target=importlib.import_module, args=("serve_app",))
    imports.start()  # one core imports while the other starts Ray's processes
    try:
        _start_ray(folder, stop)
        stop.listen()  # Ray set a handler of its own
        imports.join()
        stop.check()
        _serve(settings, stop)
    finally:
        ray.shutdown()
        end_leftovers(folder)


def _start_ray(folder: Path, stop: Stop) -> None:
    """Ray waits 30 s for its own node and no longer, which a busy machine may exceed: once more, then."""
    import ray

    for last in (False, True):
        try:
            ray.init(
                num_cpus=max(4, os.cpu_count() or 4),
                include_dashboard=False,
                logging_level=logging.ERROR,
                log_to_driver=False,
                _temp_dir=str(folder / "ray"),
            )
        except Exception as fault:
            stop.check()
            if last or TOO_SLOW not in str(fault):
                raise
            print("atelier: Ray was too slow to start on this busy machine; once more …", flush=True)
            end_leftovers(folder)
        else:
            return


def _serve(settings: Settings, stop: Stop) -> None:
    from ray import serve
    from ray.serve.api import RunTarget

    from cluster.remote import start_actors
    from serve_app import ingress

    logging.getLogger("ray.serve").setLevel(logging.WARNING)  # what it connects to is no news
    # Serve's proxies take as long to start as our replica: both at once, and before our own actors, which a
    # page can wait for.
    proxies = _beginning(lambda: serve.start(http_options={"host": settings.host, "port": settings.port}))
    _wait_for_controller(proxies, stop)
    answers = start_actors(settings)
    serve.run_many(
        [RunTarget(ingress(settings), name="atelier", logging_config={"log_level": "WARNING"})],
        wait_for_applications_running=False,
    )
    _wait_until_served(settings, proxies, stop)
    if settings.for_this_machine_alone:
        print(f"atelier: {settings.for_this_machine_alone}", flush=True)
    print(f"atelier: ready at {settings.origin}", flush=True)
    _wait_for_the_end(answers, stop)


def _beginning(call: Callable[[], None]) -> Future[None]:
    """In a thread that ends with this process, whatever it waits for."""
    begun: Future[None] = Future()

    def run() -> None:
        try:
            begun.set_result(call())
        except Exception as error:
            begun.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return begun


def _wait_for_controller(started: Future[None], stop: Stop) -> None:
    """Until Serve has its controller; raises what its start raised instead."""
    import ray

    deadline = time.monotonic() + READY_DEADLINE_S
    while not started.done():
        try:
            ray.get_actor("SERVE_CONTROLLER_ACTOR", "serve")
            return
        except ValueError:
            stop.wait(0.05)
        if time.monotonic() > deadline:
            raise Cannot(f"Ray Serve did not start within {READY_DEADLINE_S} s; is this machine too busy?")
    started.result()


def _check_proxies(started: Future[None]) -> None:
    """Raises what their start raised. One that was too slow for Serve is started again by it."""
    from ray.exceptions import GetTimeoutError, RayActorError

    if started.done():
        with contextlib.suppress(RayActorError, GetTimeoutError):
            started.result()


def _wait_until_served(settings: Settings, proxies: Future[None], stop: Stop) -> None:
    """Until the address answers: the page is served and a prompt is taken. What is still starting behind it,
    /health names."""
    from ray import serve

    url = f"{settings.own_url}/health"
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
                raise Cannot(f"the page cannot be served: {_last_line(app.message)}")
        if time.monotonic() > deadline:
            raise Cannot(
                f"the page was not served within {READY_DEADLINE_S} s; if another program answers on port "
                f"{settings.port}, choose another port; otherwise see {LOG} in {settings.data_dir}"
            )
        stop.wait(LOOK_S)


def _wait_for_the_end(answers: list[Any], stop: Stop) -> None:
    """Raises Stopped, or Cannot if an actor can never start. One that is only slow is waited for: /health
    names it."""
    import ray
    from ray.exceptions import RayActorError

    while answers:
        stop.wait(LOOK_S)
        done, answers = ray.wait(answers, num_returns=len(answers), timeout=0)
        for answer in done:
            try:
                ray.get(answer)
            except RayActorError as error:
                if error.actor_init_failed:
                    raise Cannot(f"an actor cannot start: {_last_line(error)}") from None
    stop.wait()


def _last_line(error: Exception | str) -> str:
    return f"{str(error).strip() or repr(error)}".splitlines()[-1].strip()
