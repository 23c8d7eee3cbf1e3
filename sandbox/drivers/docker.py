"""Boxes by a container engine, through the docker SDK: no network, nothing writable but a small /tmp, no
capabilities, our own list of system calls, and limits that the kernel holds for the box as a whole.

The engine's stream is attached before the box starts, or its first line would be lost, and closed before it
is killed: an engine waits for a client that has stopped reading. The SDK has no types: its client is Any.
Made by sandbox/drivers/__init__.py.
"""

import asyncio
import contextlib
import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import docker
from docker.errors import DockerException
from docker.types import LogConfig, Ulimit
from requests import RequestException

from sandbox.contract import Capabilities, Role, SandboxError, without_places
from sandbox.image import REPOSITORY, make, name_of
from sandbox.lines import MAX_LINE_BYTES, LineBox, Usage
from sandbox.programs import READERS, USER, arguments
from sandbox.seccomp import profile
from sandbox.self_test import self_test

T = TypeVar("T")

ENGINE_DEADLINE_S = 30.0
START_DEADLINE_S = 20.0
MEMORY_BYTES = 768 << 20
DATA_BYTES = 1 << 30  # of one process: memory that is asked for and never written to costs the box nothing
PIDS = 128  # threads count: one Node has about eleven
KEPT = timedelta(days=1)  # images of other builds
GVISOR = "runsc"  # a runtime by its usual name
LABEL = "atelier.sandbox"  # machine and process that own the box
_HEADER_BYTES = 8  # stream, three zeros, length: the engine puts both outputs into one
_STDOUT = 1


class DockerDriver:
    """`agent_dir` is sandbox/agent; the engine is the one of DOCKER_HOST, or this machine's."""

    def __init__(self, agent_dir: Path) -> None:
        self._agent_dir = agent_dir
        self._client: Any = None
        self._image = ""
        self._runtime = ""

    async def probe(self) -> Capabilities:
        try:
            client = await self._connected()
            known: Mapping[str, Any] = await _engine(client.info)
        except SandboxError as error:
            return Capabilities("docker", False, str(error))
        if "seccomp" not in str(known.get("SecurityOptions")):
            return Capabilities("docker", False, "The engine filters no system calls (seccomp is missing).")
        with contextlib.suppress(SandboxError):  # they cost memory, and keep no box from working
            await _engine(lambda: _remove_orphans(client))
        refused = ""
        if GVISOR in (known.get("Runtimes") or {}):
            self._runtime = GVISOR
            said = await self._tried("docker+gvisor", "A container under gVisor")
            if said.usable:
                return said
            refused = f" gVisor was not taken: {said.reason}"
        self._runtime = ""
        said = await self._tried("docker", "A hardened container")
        return replace(said, reason=said.reason + refused)

    async def _tried(self, tier: str, works: str) -> Capabilities:
        """gVisor's own kernel keeps no list of system calls, and gives a box a loopback of its own."""
        own = {"loopback": True} if self._runtime else {}
        return await self_test(tier, self, works, native=True, box_bytes=MEMORY_BYTES, connect=own)

    async def start(self, role: Role = "run") -> LineBox:
        client = await self._connected()
        box = LineBox(await _Container.start(client, self._options(role)), MEMORY_BYTES)
        await box.call("ping", {}, START_DEADLINE_S)
        return box

    async def _connected(self) -> Any:
        """Raises SandboxError, with the remedy."""
        if self._client is not None:
            return self._client
        try:
            client: Any = await asyncio.to_thread(docker.from_env, timeout=int(ENGINE_DEADLINE_S))
            await asyncio.to_thread(client.ping)
        except (DockerException, RequestException, OSError):
            remedy = "start one, or name it in DOCKER_HOST."
            raise SandboxError(f"No container engine answers: {remedy}") from None
        self._image = name_of(self._agent_dir / "dist")
        if not await _engine(lambda: client.images.list(name=self._image)):
            await make(client, self._agent_dir)
        with contextlib.suppress(SandboxError):  # they cost room, and another server may remove them as well
            await _engine(lambda: _remove_old_images(client, self._image))
        self._client = client
        return client

    def _options(self, role: Role) -> dict[str, Any]:
        return {
            "image": self._image,
            "command": arguments(role),
            **({"entrypoint": ["/bin/node", "/app/attack.mjs"]} if role == "hostile" else {}),
            "user": f"{USER}:{READERS if self._runtime else USER}",
            "hostname": "sandbox",
            "labels": {LABEL: _owner()},
            "stdin_open": True,
            "network_disabled": True,
            "host_config": {
                "network_mode": "none",
                "read_only": True,
                "cap_drop": ["ALL"],
                "security_opt": ["no-new-privileges", f"seccomp={profile()}"],
                "pids_limit": PIDS,
                "mem_limit": MEMORY_BYTES,
                "memswap_limit": MEMORY_BYTES,
                "nano_cpus": 1_000_000_000,
                "ipc_mode": "private",
                "oom_score_adj": 900,
                # The agent is the box's first process: no other can signal it, and none could be looked into
                # in its place. It starts nothing that it does not wait for.
                "init": False,
                "auto_remove": True,
                "log_config": LogConfig(type="none"),
                "ulimits": [
                    Ulimit(name="nofile", soft=1024, hard=1024),
                    Ulimit(name="core", soft=0, hard=0),
                    *([] if role == "analyse" else [Ulimit(name="data", soft=DATA_BYTES, hard=DATA_BYTES)]),
                    Ulimit(name="fsize", soft=256 << 20, hard=256 << 20),
                ],
                "tmpfs": {"/tmp": "rw,noexec,nosuid,nodev,size=16m,nr_inodes=1024"},
                "shm_size": 1 << 20,
                **({"runtime": self._runtime} if self._runtime else {}),
            },
        }


class _Container:
    """A channel over the engine's attached stream."""

    def __init__(
        self,
        client: Any,
        name: str,
        raw: socket.socket,
        streams: tuple[asyncio.StreamReader, asyncio.StreamWriter],
    ) -> None:
        self._client = client
        self._id = name
        self._raw = raw
        self._reader, self._writer = streams
        self._pending = bytearray()
        self._dead = False

    @classmethod
    async def start(cls, client: Any, options: dict[str, Any]) -> "_Container":
        """Raises SandboxError. Cancelled, it ends when nothing is left of what it began."""
        api = client.api

        def create() -> tuple[str, socket.socket]:
            given = options | {"host_config": api.create_host_config(**options["host_config"])}
            config = api.create_container_config(**given)
            config["StdinOnce"] = True  # the box's input ends when this process does
            name: str = api.create_container_from_config(config)["Id"]
            wanted = {"stdin": 1, "stdout": 1, "stderr": 0, "stream": 1}
            try:
                return name, api.attach_socket(name, params=wanted)._sock
            except BaseException:
                api.remove_container(name, force=True)
                raise

        made = asyncio.create_task(_engine(create))  # the thread goes on, whoever is cancelled
        try:
            name, raw = await asyncio.shield(made)
            raw.setblocking(False)
            container = cls(client, name, raw, await asyncio.open_connection(sock=raw))
        except BaseException:
            await asyncio.shield(_unmake(api, made))
            raise
        try:
            await _engine(lambda: api.start(name))
        except BaseException:
            await container.kill()
            raise
        return container

    async def send(self, line: bytes) -> None:
        self._writer.write(line)
        await self._writer.drain()

    async def line(self) -> bytes:
        while (end := self._pending.find(b"\n")) < 0:
            if len(self._pending) > MAX_LINE_BYTES:
                raise ValueError("the line is too long")
            try:
                header = await self._reader.readexactly(_HEADER_BYTES)
                said = await self._reader.readexactly(int.from_bytes(header[4:], "big"))
            except asyncio.IncompleteReadError:
                return b""
            if header[0] == _STDOUT:
                self._pending += said
        line = bytes(self._pending[: end + 1])
        del self._pending[: end + 1]
        return line

    async def usage(self) -> Usage | None:
        """As the engine counts; it takes a while to say."""
        try:
            said: Any = await _engine(lambda: self._client.api.stats(self._id, stream=False, one_shot=True))
            memory, cpu = said["memory_stats"]["usage"], said["cpu_stats"]["cpu_usage"]["total_usage"]
            return Usage(int(memory), int(cpu) / 1e9, int(said["pids_stats"].get("current", 0)))
        except (SandboxError, KeyError, TypeError):
            return None  # it has ended, or this engine does not count: its own limits hold

    async def kill(self) -> None:
        if self._dead:
            return
        self._dead = True
        # The SDK holds the stream too, so closing our end would not end it. (Not the transport's own socket:
        # with uvloop, which Ray's actors run on, that cannot be shut down.)
        with contextlib.suppress(OSError, ValueError):
            self._raw.shutdown(socket.SHUT_RDWR)
        self._writer.transport.abort()
        with contextlib.suppress(SandboxError):
            await _engine(lambda: self._client.api.remove_container(self._id, force=True))


async def _unmake(api: Any, made: asyncio.Task[tuple[str, socket.socket]]) -> None:
    """What the engine makes for nobody is removed. Never raises."""
    with contextlib.suppress(SandboxError):
        name, raw = await made
        with contextlib.suppress(OSError, ValueError):
            raw.shutdown(socket.SHUT_RDWR)
        await _engine(lambda: api.remove_container(name, force=True))


def _owner() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def _remove_orphans(client: Any) -> None:
    """Ends boxes whose owner was killed, and that did not end themselves when their input did."""
    host = socket.gethostname()
    for container in client.containers.list(filters={"label": LABEL}, ignore_removed=True):
        machine, _, pid = str(container.labels.get(LABEL)).rpartition(":")
        if machine == host and not Path(f"/proc/{pid}").exists() and Path("/proc/self").exists():
            with contextlib.suppress(DockerException):
                container.remove(force=True)


def _remove_old_images(client: Any, kept: str) -> None:
    """Images of ours for other builds of the agent. Another server on this machine may be of another build,
    so what is younger than a day stays; what is in use, the engine refuses to remove."""
    for image in client.images.list(name=REPOSITORY):
        made = datetime.fromisoformat(str(image.attrs["Created"])[:19] + "+00:00")
        if kept in image.tags or datetime.now(UTC) - made < KEPT:
            continue
        for name in image.tags:
            with contextlib.suppress(DockerException):
                client.images.remove(name)


async def _engine(ask: Callable[[], T]) -> T:
    """Asks the engine in a thread. Raises SandboxError."""
    try:
        return await asyncio.to_thread(ask)
    except (DockerException, RequestException, OSError) as error:
        raise SandboxError(f"The container engine failed: {without_places(str(error)[:500])}") from error
