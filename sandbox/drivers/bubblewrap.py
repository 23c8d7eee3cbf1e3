"""Boxes by bubblewrap: the agent in namespaces of its own, without root and without an engine.

Inside there are Node, the C library and the agent, all read-only; no /proc, no /tmp, no network, nobody else.
The system calls are those of sandbox/seccomp.py; memory and processes are limited from outside, because this
process may have no control group. The agent's own VM and Node's permission model are the layers below.
Made by sandbox/drivers/__init__.py; `probe` tries a real box, since some systems forbid user namespaces.
"""

import asyncio
import atexit
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sandbox.contract import Capabilities, Role, SandboxError
from sandbox.lines import LineBox
from sandbox.process import LIMITS, READER_LIMITS, ProcessChannel, end, limit_processes, limited, spawn
from sandbox.programs import Programs, arguments
from sandbox.seccomp import bpf
from sandbox.self_test import self_test

START_DEADLINE_S = 15.0
MAX_BOX_BYTES = 768 << 20
NOBODY = 65532
COMPILER = "tools/tsc/tsc"  # asks /proc/self/exe where it is, and nothing else of the /proc that is not there
PROCESSES = 128  # threads count: one Node has about eleven
# Of one process. (Node 24 needs 700 MiB of it to start, and uses a fifth.) With the agent beside it the
# box is over its own bound first; what that says of the component is for actors/verification.py.
_LIMITS = LIMITS | {"RLIMIT_DATA": 800 << 20}
_MISSING = "install bubblewrap (on Debian: apt-get install bubblewrap)."


class BubblewrapDriver:
    """`agent_dir` is sandbox/agent, with the dist/ that `make build` writes there."""

    def __init__(self, agent_dir: Path, bwrap: str = "bwrap", node: str = "node") -> None:
        self._agent_dir = agent_dir
        self._bwrap = bwrap
        self._node = node
        self._mounts: list[str] | None = None
        self._flags: list[str] = []
        self._filter = b""

    async def probe(self) -> Capabilities:
        works = "Node in namespaces of its own, with seccomp"
        return await self_test("bubblewrap", self, works, native=True, box_bytes=MAX_BOX_BYTES)

    async def start(self, role: Role = "run") -> LineBox:
        if self._mounts is None:
            self._mounts = await self._prepare()
        limits = READER_LIMITS if role == "analyse" else _LIMITS
        process, root = await self._spawn(self._mounts, self._program(role), limits)
        limit_processes(root, PROCESSES)
        box = LineBox(ProcessChannel(process, root), MAX_BOX_BYTES)
        await box.call("ping", {}, START_DEADLINE_S)
        return box

    async def _prepare(self) -> list[str]:
        """Looks for everything once; returns the mounts. Raises SandboxError."""
        if sys.platform != "linux" or shutil.which(self._bwrap) is None:
            raise SandboxError(f"`{self._bwrap}` is not on PATH: {_MISSING}")
        self._filter = bpf(platform.machine()) or b""
        if not self._filter:
            raise SandboxError(f"There is no list of system calls for {platform.machine()}.")
        programs = await Programs.find(self._agent_dir, self._node)
        self._flags = programs.flags
        node, dist = Path(programs.node), programs.dist
        needed = await programs.libraries()
        if os.geteuid() == 0 and not all(map(_open_to_all, [node, dist / "stamp", *needed])):
            node, dist = _copied(node, dist)
        mounts = ["--ro-bind", str(node), "/bin/node", "--ro-bind", str(dist), "/app"]
        for library in needed:
            mounts += ["--ro-bind", str(library.resolve()), str(library)]
        return mounts

    def _program(self, role: Role) -> list[str]:
        if role == "hostile":
            return ["/bin/node", "/app/attack.mjs"]
        flags = [*self._flags, "--allow-child-process", "--allow-fs-read=/app/"]
        return ["/bin/node", *flags, "/app/agent.mjs", *arguments(role)]

    async def _spawn(
        self, mounts: list[str], program: list[str], limits: Mapping[str, int]
    ) -> tuple[asyncio.subprocess.Process, int]:
        """The bubblewrap that watches, and the number of the box's first process outside of it."""
        info, info_end = os.pipe()
        rules, rules_end = os.pipe()
        with os.fdopen(rules_end, "wb") as out:
            out.write(self._filter)  # less than a pipe holds
        command = [
            *(self._bwrap, "--unshare-all", "--unshare-user", "--disable-userns", "--as-pid-1"),
            *("--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL"),
            *("--uid", str(NOBODY), "--gid", str(NOBODY), "--hostname", "sandbox"),
            *("--info-fd", str(info_end), "--seccomp", str(rules)),
            *("--dev-bind", "/dev/null", "/dev/null", "--dev-bind", "/dev/urandom", "/dev/urandom"),
            *mounts,
            *("--symlink", f"/app/{COMPILER}", "/proc/self/exe"),
            *("--remount-ro", "/", "--chdir", "/app"),
            *program,
        ]
        # The limit on processes does not hold for root. (Not `user=` and `group=`: uvloop, which Ray's actors
        # run on, has not got them.)
        other: dict[str, Any] = {"preexec_fn": _become_nobody} if os.geteuid() == 0 else {}
        try:
            process = await spawn(
                limited(command, limits), _MISSING, env={}, pass_fds=(info_end, rules), **other
            )
        finally:
            os.close(info_end)
            os.close(rules)
        try:
            async with asyncio.timeout(START_DEADLINE_S):
                said = await asyncio.to_thread(_all_of, info)
            return process, int(json.loads(said)["child-pid"])
        except (TimeoutError, ValueError, KeyError):
            await end(process)
            raise SandboxError(
                "bubblewrap could not make a box: user namespaces may be forbidden here (Ubuntu: load the "
                "AppArmor profile bwrap-userns-restrict; in a container: allow unprivileged namespaces)."
            ) from None
        except asyncio.CancelledError:
            await end(process)
            raise


def _become_nobody() -> None:
    """In the child, before its program."""
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def _all_of(descriptor: int) -> bytes:
    with os.fdopen(descriptor, "rb") as pipe:
        return pipe.read()


def _open_to_all(path: Path) -> bool:
    """Whether NOBODY may read it."""
    return all(folder.stat().st_mode & 0o001 for folder in path.parents) and path.stat().st_mode & 0o004 != 0


def _copied(node: Path, dist: Path) -> tuple[Path, Path]:
    """Both where NOBODY may read them, until this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="atelier-box-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o755)
    copied = Path(shutil.copy(node, folder / "node")), Path(shutil.copytree(dist, folder / "app"))
    for path in (*copied, *copied[1].rglob("*")):
        path.chmod(0o755)
    return copied
