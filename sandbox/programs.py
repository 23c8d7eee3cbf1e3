"""What runs in a box: this machine's Node, the libraries it needs, the agent that `make build` wrote.

Used by every driver that takes them from this machine.
"""

import asyncio
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from sandbox.contract import Role, SandboxError
from sandbox.process import spawn

NODE_MISSING = "install Node 20 or newer."
HEAP_MB = 256
USER = 65532  # who a box runs as
READERS = 65533  # its group under gVisor: sandbox/image.py says why
_DEADLINE_S = 15.0


@dataclass(frozen=True, slots=True)
class Programs:
    """`flags` are those of Node that every agent gets; `dist` holds the agent and all that it reads."""

    node: str
    flags: list[str]
    dist: Path

    @classmethod
    async def find(cls, agent_dir: Path, node: str) -> "Programs":
        """Raises SandboxError, with the remedy."""
        dist = (agent_dir / "dist").resolve()
        permission = await _permission_flag(node)
        if not (dist / "stamp").is_file():
            raise SandboxError("sandbox/agent/dist is not built: run `make build`.")
        flags = [permission, f"--max-old-space-size={HEAP_MB}", "--no-warnings"]
        return cls(_found(node), flags, dist)

    async def libraries(self) -> list[Path]:
        """The loader and the shared libraries of Node and of what it loads. Raises SandboxError."""
        natives = [Path(self.node), *sorted(self.dist.glob("tools/**/*.node"))]
        return sorted({path for native in natives for path in await _libraries(native)})


def arguments(role: Role) -> list[str]:
    """Of the agent; a hostile box has another program in its place."""
    return {"hostile": [], "traitor": ["run", "traitor.mjs"]}.get(role, [role])


async def _libraries(program: Path) -> list[Path]:
    listed = await _output(["ldd", str(program)], f"what {program} needs cannot be found out.")
    return [Path(path) for path in re.findall(r"(?:^\t|=> )(/\S+) \(0x", listed, re.MULTILINE)]


def _found(program: str) -> str:
    return os.path.realpath(shutil.which(program) or program)


async def _permission_flag(node: str) -> str:
    said = await _output([node, "--version"], NODE_MISSING)
    numbers = re.match(r"v(\d+)\.(\d+)", said)
    if numbers is None:
        raise SandboxError(f"`{node} --version` did not work: {NODE_MISSING}")
    major, minor = int(numbers[1]), int(numbers[2])
    if major < 20:
        raise SandboxError(f"Node {major}.{minor} is too old: {NODE_MISSING}")
    return "--permission" if (major, minor) >= (23, 5) else "--experimental-permission"


async def _output(command: list[str], missing: str) -> str:
    process = await spawn(command, missing)
    try:
        said, _ = await asyncio.wait_for(process.communicate(), _DEADLINE_S)
    except TimeoutError:
        process.kill()
        await process.wait()
        raise SandboxError(f"`{' '.join(command)}` did not end: {missing}") from None
    return said.decode(errors="replace")
