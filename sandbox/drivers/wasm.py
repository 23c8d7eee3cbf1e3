"""The sandbox that needs nothing but Node: QuickJS in WebAssembly, in a child process of its own.

The program under check runs in the VM, which has no file, socket or process; Node around it runs under its
permission model, an empty environment, rlimits (Linux) and a deadline. Invariant: a box that broke the
protocol or missed a deadline is dead. The child ends when its stdin does, so it cannot outlive this process.
Made by sandbox/drivers/__init__.py.
"""

import asyncio
import contextlib
import json
import os
import resource
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from sandbox.contract import Capabilities, SandboxError

MAX_LINE_BYTES = 1_000_000
START_DEADLINE_S = 15.0
PROBE_DEADLINE_S = 15.0
HEAP_MB = 256
# WebAssembly memory counts here; Node 26 needs 2 GiB (design/sandbox.md, section 4).
_LIMITS = {
    "RLIMIT_DATA": 2 << 30,
    "RLIMIT_CPU": 60,
    "RLIMIT_CORE": 0,
    "RLIMIT_FSIZE": 0,
    "RLIMIT_NOFILE": 64,
}

_HELLO = "export default function App() { return <p>ready</p>; }"
_LOOP = "export default function App() { while (true) {} }"
_LOOP_CPU_MS = 200


class WasmBox:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._last_id = 0

    async def call(self, op: str, payload: Mapping[str, Any], deadline_s: float) -> Mapping[str, Any]:
        self._last_id += 1
        line = json.dumps({"id": self._last_id, "op": op, "payload": dict(payload)}).encode() + b"\n"
        try:
            async with asyncio.timeout(deadline_s):
                return await self._exchange(line)
        except TimeoutError:
            await self.kill()
            raise SandboxError(f"The sandbox did not answer `{op}` within {deadline_s:g} s.") from None
        except BaseException:  # broken or cancelled: nobody can tell what the next line would answer
            await self.kill()
            raise

    async def kill(self) -> None:
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
        await asyncio.shield(self._process.wait())

    async def _exchange(self, line: bytes) -> Mapping[str, Any]:
        if len(line) > MAX_LINE_BYTES:
            raise SandboxError("The files are too large for the sandbox.")
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        try:
            stdin.write(line)
            await stdin.drain()
            while True:
                reply = _parsed(await stdout.readline())
                if reply.get("id") == self._last_id:
                    break
        except (OSError, ValueError) as error:  # a line over the limit is a ValueError
            raise SandboxError("The sandbox broke off its reply.") from error
        if reply.get("ok") is not True or not isinstance(reply.get("result"), dict):
            raise SandboxError(f"The sandbox failed: {str(reply.get('error', 'no result'))[:500]}")
        return cast(Mapping[str, Any], reply["result"])


def _parsed(line: bytes) -> Mapping[str, Any]:
    if not line:
        raise SandboxError("The sandbox ended.")
    reply: Any = json.loads(line)
    if not isinstance(reply, dict):
        raise SandboxError("The sandbox answered garbage.")
    return cast(Mapping[str, Any], reply)


class WasmDriver:
    """`agent_dir` is sandbox/agent, with the dist/ that `make build` writes there."""

    def __init__(self, node: str = "node", agent_dir: Path = Path("sandbox/agent")) -> None:
        self._node = node
        self._dist = (agent_dir / "dist").resolve()
        self._permission: str | None = None

    async def probe(self) -> Capabilities:
        try:
            async with asyncio.timeout(PROBE_DEADLINE_S):
                return Capabilities("wasm", True, await self._self_test())
        except (SandboxError, TimeoutError) as error:
            return Capabilities("wasm", False, str(error) or f"No answer within {PROBE_DEADLINE_S:g} s.")

    async def start(self) -> WasmBox:
        if self._permission is None:
            self._permission = await self._permission_flag()
        if not (self._dist / "stamp").is_file():
            raise SandboxError(f"{self._dist} is not built: run `make build`.")
        command = [
            self._node,
            self._permission,
            f"--allow-fs-read={self._dist}/",
            f"--max-old-space-size={HEAP_MB}",
            "--no-warnings",
            str(self._dist / "agent.mjs"),
        ]
        box = WasmBox(await _spawn(command))
        await box.call("ping", {}, START_DEADLINE_S)
        return box

    async def _permission_flag(self) -> str:
        try:
            process = await _spawn([self._node, "--version"])
            said, _ = await asyncio.wait_for(process.communicate(), START_DEADLINE_S)
            major, minor = (int(part) for part in said.decode().strip().removeprefix("v").split(".")[:2])
        except (ValueError, TimeoutError):
            raise SandboxError(f"`{self._node} --version` did not work: install Node 20 or newer.") from None
        if major < 20:
            raise SandboxError(f"Node {major}.{minor} is too old: install Node 20 or newer.")
        return "--permission" if (major, minor) >= (23, 5) else "--experimental-permission"

    async def _self_test(self) -> str:
        """What works, in words. Raises SandboxError."""
        box = await self.start()
        try:
            hello = await box.call("mount", _one(_HELLO), PROBE_DEADLINE_S)
            if hello.get("ok") is not True:
                raise SandboxError(f"The self-test component failed: {str(hello.get('error'))[:500]}")
            loop = await box.call("mount", _one(_LOOP) | {"cpu_ms": _LOOP_CPU_MS}, PROBE_DEADLINE_S)
            if loop.get("ok") is not False:
                raise SandboxError("The self-test's endless loop was not interrupted.")
        finally:
            await box.kill()
        return "QuickJS in WebAssembly: mounts a component, ends an endless loop."


def _one(text: str) -> dict[str, Any]:
    return {"files": {"App.tsx": text}, "entry": "App.tsx"}


async def _spawn(command: list[str]) -> asyncio.subprocess.Process:
    """Raises SandboxError."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=MAX_LINE_BYTES,
            env={"PATH": os.environ.get("PATH", os.defpath)},
            start_new_session=True,
        )
    except OSError as error:
        reason = f"`{command[0]}` cannot be started ({error.strerror}): install Node 20 or newer."
        raise SandboxError(reason) from error
    if sys.platform == "linux":
        for name, limit in _LIMITS.items():
            with contextlib.suppress(ProcessLookupError, PermissionError, ValueError):
                resource.prlimit(process.pid, getattr(resource, name), (limit, limit))
    return process
