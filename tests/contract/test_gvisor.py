"""gVisor: an engine of the test's own has a runtime `runsc`, the real one or one that cannot start a box."""

import asyncio
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import docker
import pytest
from docker.errors import DockerException

from sandbox.contract import Capabilities
from sandbox.drivers.docker import DockerDriver
from tests.contract.boxes import AGENT, DEADLINE_S
from tests.contract.each_driver import HELLO, LOOP, app
from tests.contract.test_sandbox_attacks import attack

START_S = 60
BREAKS = ["/bin/false"]
# Debian 12's runsc does not start with a network, be it none, on kernels since 6.11 (gvisor issue 10704).
RUNSC = [shutil.which("runsc") or "", "--network=none"]

pytestmark = pytest.mark.skipif(
    not os.environ.get("CI") and not (RUNSC[0] and shutil.which("dockerd") and os.getuid() == 0),
    reason="an engine with gVisor needs root, dockerd and runsc",
)


@contextmanager
def engine(runtime: Sequence[str]) -> Iterator[str]:
    """The address of an engine of which `runtime` is the command for `runsc`. Its folder has a short name, as
    sockets' may have 107 characters."""
    with (
        tempfile.TemporaryDirectory(prefix="gv", dir="/tmp", ignore_cleanup_errors=True) as name,
        running(Path(name), runtime) as address,
    ):
        yield address


@contextmanager
def running(folder: Path, runtime: Sequence[str]) -> Iterator[str]:
    settings, address = folder / "daemon.json", f"unix://{folder}/engine"
    named = {"runsc": {"path": runtime[0], "runtimeArgs": runtime[1:]}}
    settings.write_text(json.dumps({"runtimes": named}))
    command = ["dockerd", "--config-file", str(settings), "-H", address, "-p", str(folder / "pid")]
    command += ["--data-root", str(folder / "data"), "--exec-root", str(folder / "exec"), "--bridge=none"]
    command += ["--iptables=false", "--ip6tables=false", "--log-driver=none"]
    command += ["--exec-opt", "native.cgroupdriver=cgroupfs"]
    with open(folder / "log", "wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            deadline = time.monotonic() + START_S
            while not answers(address):
                assert time.monotonic() < deadline, (folder / "log").read_text()
                time.sleep(0.2)
            yield address
        finally:
            process.terminate()
            process.wait(START_S)


def answers(address: str) -> bool:
    try:
        return docker.DockerClient(base_url=address).ping()
    except DockerException:
        return False


def probed(driver: DockerDriver) -> Capabilities:
    return asyncio.run(driver.probe())


def test_a_runtime_that_starts_no_box_leaves_the_hardened_container_and_is_told(monkeypatch):
    with engine(BREAKS) as address:
        monkeypatch.setenv("DOCKER_HOST", address)
        said = probed(DockerDriver(AGENT))
    assert (said.tier, said.usable) == ("docker", True)
    assert "gVisor was not taken: The container engine failed" in said.reason


def test_under_gvisor_components_run_and_nothing_comes_out(tmp_path, monkeypatch):
    secret = tmp_path / "secret"
    secret.write_text("mark")
    with engine(RUNSC) as address, socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("DOCKER_HOST", address)
        driver = DockerDriver(AGENT)
        said = probed(driver)
        assert (said.tier, said.usable) == ("docker+gvisor", True), said.reason

        async def talk() -> list[bool]:
            box = await driver.start()
            try:
                asked = [("mount", HELLO), ("use", HELLO), ("mount", LOOP), ("render", HELLO)]
                replies = [await box.call(op, app(text), DEADLINE_S) for op, text in asked]
                return [reply["ok"] for reply in replies]
            finally:
                await box.kill()

        assert asyncio.run(talk()) == [True, True, False, True]
        attacks = {
            "read": {"paths": [str(secret), "/etc/machine-id", "/etc/shadow", str(AGENT)]},
            "link": {"target": str(secret)},
            "write": {},
            "drop": {},
            "resolve": {},
            "signal": {"pids": [os.getpid()]},
            "connect": {"ports": [server.getsockname()[1]], "loopback": True},
        }
        came_out = [name for name, means in attacks.items() if attack(driver, name, **means)["escaped"]]
        assert came_out == []
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()
