"""A box that speaks the agent's JSON lines, over whatever carries them. Every driver's boxes are these.

Invariants: one call at a time; a box that missed a deadline, broke the protocol, flooded its output or used
more than it may is dead. Nothing that the box writes is trusted: lines are capped, ids are unguessable, and
what has another id is thrown away.
"""

import asyncio
import contextlib
import json
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, cast

from sandbox.contract import Overused, SandboxError, Used
from studio.text16 import whole_json

MAX_LINE_BYTES = 1_000_000  # of what a box says
MAX_SENT_BYTES = 4_000_000  # an artifact of the size that the pool takes, all of it escaped
MAX_PATH_CHARS = 300
MAX_IGNORED_BYTES = 2_000_000  # of lines that answer nothing, in one call
MAX_CPU_S = 60.0  # for one answer
SAMPLE_INTERVAL_S = 0.1
USAGE_DEADLINE_S = 1.0
_SPELLED_HALF = re.compile(rb"\\u[dD][89a-fA-F]")  # the agent spells a character above U+FFFF as UTF-8


@dataclass(frozen=True, slots=True)
class Usage:
    """What everything in a box uses now."""

    memory_bytes: int
    cpu_s: float
    processes: int


class Channel(Protocol):
    """Carries lines to and from one box."""

    async def send(self, line: bytes) -> None:
        """Raises OSError."""
        ...

    async def line(self) -> bytes:
        """The next line, empty at the end. Raises OSError, or ValueError if it is over MAX_LINE_BYTES."""
        ...

    async def usage(self) -> Usage | None:
        """None if it cannot be told now: then only limits that the system itself holds are left."""
        ...

    async def kill(self) -> None:
        """Ends everything in the box, however often called. Never raises."""
        ...


class LineBox:
    def __init__(self, channel: Channel, max_memory_bytes: int, max_cpu_s: float = MAX_CPU_S) -> None:
        self._channel = channel
        self._max_memory_bytes = max_memory_bytes
        self._max_cpu_s = max_cpu_s
        self._used = Used()
        self._at = ""
        self._dead = False

    async def call(self, op: str, payload: Mapping[str, Any], deadline_s: float) -> Mapping[str, Any]:
        asked = secrets.token_hex(8)
        line = json.dumps({"id": asked, "op": op, "payload": dict(payload)}).encode() + b"\n"
        if len(line) > MAX_SENT_BYTES:
            raise SandboxError("The files are too large for the sandbox.")
        began, self._at = time.monotonic(), ""
        exchange = asyncio.create_task(self._exchange(asked, line))
        watch = asyncio.create_task(self._watch())
        try:
            async with asyncio.timeout(deadline_s):
                await asyncio.wait({exchange, watch}, return_when=asyncio.FIRST_COMPLETED)
                return exchange.result() if exchange.done() else watch.result()
        except TimeoutError:
            await self.kill()
            said = f"The sandbox did not answer `{op}` within {deadline_s:g} s."
            raise Overused("time", said, self._at) from None
        except BaseException:  # broken or cancelled: nobody can tell what the next line would answer
            await self.kill()
            raise
        finally:
            exchange.cancel()
            watch.cancel()
            await asyncio.gather(exchange, watch, return_exceptions=True)
            self._used = replace(self._used, wall_s=self._used.wall_s + time.monotonic() - began)

    async def used(self) -> Used:
        if not self._dead:
            with contextlib.suppress(TimeoutError):
                usage = await asyncio.wait_for(self._channel.usage(), USAGE_DEADLINE_S)
                if usage is not None:
                    self._saw(usage)
        return self._used

    async def kill(self) -> None:
        self._dead = True
        await asyncio.shield(self._channel.kill())

    async def _exchange(self, asked: str, line: bytes) -> Mapping[str, Any]:
        ignored = 0
        try:
            await self._channel.send(line)
            while True:
                said = await self._channel.line()
                if not said:
                    raise SandboxError("The sandbox ended.")
                self._used = replace(self._used, output_bytes=self._used.output_bytes + len(said))
                reply = _parsed(said)
                if reply.get("id") == asked and "at" not in reply:
                    break
                if reply.get("id") == asked:
                    self._at = str(reply["at"])[:MAX_PATH_CHARS]
                ignored += len(said)
                if ignored > MAX_IGNORED_BYTES:
                    raise Overused("output", "The sandbox floods its output.")
        except (OSError, ValueError, RecursionError) as error:  # over-long, no JSON, nested without end
            raise SandboxError("The sandbox broke off its reply.") from error
        if reply.get("ok") is not True or not isinstance(reply.get("result"), dict):
            raise SandboxError(f"The sandbox failed: {str(reply.get('error', 'no result'))[:500]}")
        return cast(Mapping[str, Any], reply["result"])

    async def _watch(self) -> Mapping[str, Any]:
        """Ends only by raising Overused. What is answered at once is not looked at: an engine may take longer
        to say what a box uses than the box to answer."""
        before = self._used.cpu_s
        await asyncio.sleep(SAMPLE_INTERVAL_S)
        while True:
            usage = await self._channel.usage()
            if usage is None:  # not now: an engine that is busy does not always say
                await asyncio.sleep(SAMPLE_INTERVAL_S)
                continue
            self._saw(usage)
            if usage.cpu_s - before > self._max_cpu_s:
                said = f"The sandbox used more than {self._max_cpu_s:g} s of CPU for one answer."
                raise Overused("cpu", said, self._at)
            if usage.memory_bytes > self._max_memory_bytes:
                # Many processes come to this bound before they come to that on their number.
                said = f"{self._max_memory_bytes >> 20} MiB of memory (processes: {usage.processes})"
                raise Overused("memory", f"The sandbox used more than {said}.", self._at)
            await asyncio.sleep(SAMPLE_INTERVAL_S)

    def _saw(self, usage: Usage) -> None:
        memory = max(self._used.memory_bytes, usage.memory_bytes)
        self._used = replace(self._used, cpu_s=max(self._used.cpu_s, usage.cpu_s), memory_bytes=memory)


def _parsed(line: bytes) -> Mapping[str, Any]:
    reply: Any = json.loads(line.decode())
    if _SPELLED_HALF.search(line):
        reply = whole_json(reply)
    if not isinstance(reply, dict):
        raise SandboxError("The sandbox answered garbage.")
    return cast(Mapping[str, Any], reply)
