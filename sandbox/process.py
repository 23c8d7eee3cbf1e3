"""A child process as the carrier of a box: an empty environment, limits, usage read from /proc.

The child reads its requests from stdin and ends when that does, so it cannot outlive this process; what it
writes to stderr goes nowhere. Used by the drivers whose boxes are processes of this machine.
"""

import asyncio
import contextlib
import os
import resource
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sandbox.contract import SandboxError
from sandbox.lines import MAX_LINE_BYTES, Usage

# WebAssembly memory counts as data, and Node 26 needs 2 GiB of it (measured: at 1.5 GiB it is slow).
LIMITS = {
    "RLIMIT_DATA": 2 << 30,
    "RLIMIT_CPU": 60,
    "RLIMIT_CORE": 0,
    "RLIMIT_FSIZE": 0,
    "RLIMIT_NOFILE": 64,
}
# Of a box that analyses: compilers live long and read many files.
READER_LIMITS = LIMITS | {"RLIMIT_CPU": 3600, "RLIMIT_NOFILE": 512}
# The shell's letter and unit for each.
_FLAGS = {
    "RLIMIT_DATA": ("d", 1024),
    "RLIMIT_CPU": ("t", 1),
    "RLIMIT_CORE": ("c", 512),
    "RLIMIT_FSIZE": ("f", 512),
    "RLIMIT_NOFILE": ("n", 1),
}
END_INTERVAL_S = 0.01
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_TICKS_A_S = os.sysconf("SC_CLK_TCK")


class ProcessChannel:
    """`root` is the process under which all others of the box are, as this machine numbers it."""

    def __init__(self, process: asyncio.subprocess.Process, root: int) -> None:
        self._process = process
        self._root = root

    async def send(self, line: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line)
        await self._process.stdin.drain()

    async def line(self) -> bytes:
        assert self._process.stdout is not None
        return await self._process.stdout.readline()

    async def usage(self) -> Usage | None:
        return usage_of(self._root) if sys.platform == "linux" else None

    async def kill(self) -> None:
        """What has been said is thrown away: asyncio tells no end of a process before that of its output, and
        reads no output of which nobody has taken the first megabytes."""
        if self._process.returncode is None:
            # All of them: a process that has only just begun does not yet die with its parent, and would keep
            # the output open, whose end is waited for.
            family = _family(self._process.pid)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            for pid in family:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        ended = asyncio.ensure_future(self._process.wait())
        while not ended.done():
            with contextlib.suppress(RuntimeError):  # somebody else reads just now
                assert self._process.stdout is not None
                await self._process.stdout.read(MAX_LINE_BYTES)
            await asyncio.wait({ended}, timeout=END_INTERVAL_S)


async def spawn(command: Sequence[str], missing: str, **how: Any) -> asyncio.subprocess.Process:
    """Starts `command` in a session of its own; `how` goes to the system. Raises SandboxError with `missing`,
    the remedy, if there is no such program. Cancelled, it ends when nothing is left of what it began."""
    starting = asyncio.ensure_future(
        asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=MAX_LINE_BYTES,
            env={"PATH": os.environ.get("PATH", os.defpath)} if how.get("env") is None else how.pop("env"),
            start_new_session=True,
            **how,
        )
    )
    try:
        return await asyncio.shield(starting)
    except asyncio.CancelledError:
        await end(await starting)
        raise
    except OSError as error:
        raise SandboxError(f"`{command[0]}` cannot be started ({error.strerror}): {missing}") from error


async def end(process: asyncio.subprocess.Process) -> None:
    """Kills a process that never became a box."""
    await ProcessChannel(process, process.pid).kill()


def limited(command: Sequence[str], limits: Mapping[str, int]) -> list[str]:
    """The command under `limits`, which it and all that it starts cannot raise. A shell sets them, since not
    everybody may set those of another user's process from outside."""
    if os.name != "posix":
        return list(command)
    steps = [f"ulimit -{_FLAGS[name][0]} {value // _FLAGS[name][1]} || :" for name, value in limits.items()]
    return ["/bin/sh", "-c", f'{"; ".join(steps)}; unset PWD OLDPWD; exec "$@"', "sh", *command]


def limit_processes(pid: int, most: int) -> None:
    """Of the box whose first process this is, where that can be set from outside. (A limit that is set before
    counts all processes of the user.)"""
    if sys.platform != "linux":
        return
    with contextlib.suppress(ProcessLookupError, PermissionError, ValueError):
        resource.prlimit(pid, resource.RLIMIT_NPROC, (most, most))


def usage_of(root: int) -> Usage:
    """Sums `root` and what descends from it; processes that end meanwhile count nothing."""
    memory = processes = 0
    ticks = 0
    for pid in _family(root):
        with contextlib.suppress(OSError, IndexError, ValueError):
            folder = Path("/proc") / str(pid)
            memory += int((folder / "statm").read_bytes().split()[1]) * _PAGE_BYTES
            after_name = (folder / "stat").read_bytes().rpartition(b")")[2].split()
            ticks += int(after_name[11]) + int(after_name[12])
            processes += 1
    return Usage(memory, ticks / _TICKS_A_S, processes)


def _family(root: int) -> list[int]:
    found = [root]
    for pid in found:
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found.extend(int(child) for child in children.read_bytes().split())
    return found
