"""cluster/stop.py: a signal ends every wait, now and later, and raises nowhere else."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from cluster.stop import Stop, Stopped
from tests.server import ROOT

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """As they were, when a test has ended."""
    kept = {name: signal.getsignal(name) for name in SIGNALS}
    yield
    for name, handler in kept.items():
        signal.signal(name, handler)


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_ends_a_wait_and_every_wait_after_it(name: signal.Signals) -> None:
    stop = Stop()
    stop.check()
    stop.wait(0.01)
    threading.Timer(0.2, os.kill, (os.getpid(), name)).start()
    with pytest.raises(Stopped):
        stop.wait(60)
    with pytest.raises(Stopped):
        stop.wait()
    with pytest.raises(Stopped):
        stop.check()


def test_it_raises_nowhere_but_in_a_wait_and_a_second_one_changes_nothing(
    capfd: pytest.CaptureFixture[str],
) -> None:
    stop = Stop()
    for _ in range(3):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.01)
    with pytest.raises(Stopped):
        stop.check()
    assert capfd.readouterr().out == "atelier: stopping …\n"


def test_it_listens_again_after_another_took_its_signals() -> None:
    stop = Stop()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    stop.listen()
    os.kill(os.getpid(), signal.SIGTERM)
    with pytest.raises(Stopped):
        stop.check()


def test_what_was_started_with_nohup_outlives_its_terminal() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    stop = Stop()
    os.kill(os.getpid(), signal.SIGHUP)
    stop.check()


def test_ctrl_c_is_heard_before_anything_slow_is_imported() -> None:
    slow = ("pydantic", "ray", "urllib.request")
    said = f"import sys, cluster.local; print([name for name in {slow} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
