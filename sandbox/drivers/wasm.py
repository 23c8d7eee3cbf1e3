"""The sandbox that needs nothing but Node: QuickJS in WebAssembly, in a child process of its own.

The program under check runs in the VM, which has no file, socket or process; Node around it runs under its
permission model, may evaluate no text, and has an empty environment, limits (Linux) and a deadline. These are
no wall against a program that breaks out of the VM itself: where another driver works, it is taken.
Made by sandbox/drivers/__init__.py.
"""

from pathlib import Path

from sandbox.contract import Capabilities, Role, SandboxError
from sandbox.lines import LineBox
from sandbox.process import LIMITS, READER_LIMITS, ProcessChannel, limited, spawn
from sandbox.programs import NODE_MISSING, Programs
from sandbox.self_test import self_test

START_DEADLINE_S = 15.0
MAX_BOX_BYTES = 1 << 30


class WasmDriver:
    """`agent_dir` is sandbox/agent, with the dist/ that `make build` writes there."""

    def __init__(self, node: str = "node", agent_dir: Path = Path("sandbox/agent")) -> None:
        self._node = node
        self._agent_dir = agent_dir
        self._programs: Programs | None = None

    async def probe(self) -> Capabilities:
        works = "QuickJS in WebAssembly"
        return await self_test("wasm", self, works, native=False, box_bytes=MAX_BOX_BYTES)

    async def start(self, role: Role = "run") -> LineBox:
        if role in ("hostile", "traitor"):
            raise SandboxError("The wasm sandbox holds what runs in its VM, not a program outside of it.")
        if self._programs is None:
            self._programs = await Programs.find(self._agent_dir, self._node)
        node, flags, dist = self._programs.node, self._programs.flags, self._programs.dist
        program = [str(dist / "agent.mjs"), "vm" if role == "run" else role]
        # Whatever is to be executed is executed in the VM.
        flags = [*flags, "--disallow-code-generation-from-strings"]
        # What analyses starts two programs that only read texts; what checks and what runs can start none.
        more = ["--allow-child-process"] if role == "analyse" else []
        command = [node, *flags, *more, f"--allow-fs-read={dist}/", *program]
        limits = READER_LIMITS if role == "analyse" else LIMITS
        process = await spawn(limited(command, limits), NODE_MISSING)
        box = LineBox(ProcessChannel(process, process.pid), MAX_BOX_BYTES)
        await box.call("ping", {}, START_DEADLINE_S)
        return box
