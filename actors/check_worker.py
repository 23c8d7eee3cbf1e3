"""A box of a node that reads programs and executes none, so that all sessions share it: one checks, one
analyses.

Invariants: a box that failed is never asked again, and the next request starts another; every request has a
deadline, at which its box is killed; sessions take turns (sandbox/rounds.py), so that one whose files take
long makes others wait for one request of its own, not for all of them; who gives up waiting for an answer
costs nobody the box. Owned by actors/sandbox_pool.py.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from sandbox.contract import Box, Crowded, Driver, Role
from sandbox.rounds import Rounds
from studio.ids import SessionId

MOST_EACH = 4  # of one session: a verification sends one at a time, pages whose compiler refused a file some
MOST = 200
WAIT_S = 30.0


class CheckWorker:
    def __init__(self, driver: Driver, role: Role = "check", wait_s: float = WAIT_S) -> None:
        self._driver = driver
        self._role: Role = role
        self._wait_s = wait_s
        self._box: Box | None = None
        self._rounds: Rounds[asyncio.Future[None]] = Rounds(MOST_EACH, MOST)
        self._taken = False  # by a call, until `_pass_on`
        self._answers: set[asyncio.Task[Mapping[str, Any]]] = set()
        self._closed = False

    @property
    def box(self) -> Box | None:
        """That answers nobody now."""
        return self._box

    async def call(
        self, session_id: SessionId, op: str, payload: Mapping[str, Any], deadline_s: float
    ) -> Mapping[str, Any]:
        """As Box.call, when it is this session's turn. Raises SandboxError; Crowded if that does not come."""
        await self._turn(session_id)
        answer = asyncio.create_task(self._answer(op, payload, deadline_s))
        self._answers.add(answer)
        answer.add_done_callback(self._answers.discard)
        try:
            return await asyncio.shield(answer)
        except asyncio.CancelledError:
            answer.add_done_callback(_unheard)
            raise

    async def _answer(self, op: str, payload: Mapping[str, Any], deadline_s: float) -> Mapping[str, Any]:
        """Whoever asked has the turn, until this ends."""
        try:
            if self._box is None:
                self._box = await self._driver.start(self._role)
            box, self._box = self._box, None  # until it has answered, nobody can tell whether it lives
            reply = await box.call(op, payload, deadline_s)
            if self._closed:
                await box.kill()
            else:
                self._box = box
            return reply
        finally:
            self._pass_on()

    async def _turn(self, session_id: SessionId) -> None:
        if not self._taken:
            self._taken = True
            return
        turn = asyncio.get_running_loop().create_future()
        if not self._rounds.put(session_id, turn):
            raise Crowded("too many requests wait for the box that reads programs. Try again.")
        try:
            async with asyncio.timeout(self._wait_s):
                await turn
        except BaseException as error:
            self._rounds.drop(session_id, turn)
            if turn.done() and not turn.cancelled():
                self._pass_on()  # it came too late
            if isinstance(error, TimeoutError):
                said = f"others kept the box that reads programs busy for {self._wait_s:g} s. Try again."
                raise Crowded(said) from None
            raise

    def _pass_on(self) -> None:
        while (turn := self._rounds.next()) is not None:
            if not turn.done():
                turn.set_result(None)
                return
        self._taken = False

    async def rest(self) -> None:
        """Kills the box; the next call starts another."""
        box, self._box = self._box, None
        if box is not None:
            await box.kill()

    async def close(self) -> None:
        """Kills the box, now or when it has answered whom it answers."""
        self._closed = True
        await self.rest()


def _unheard(answer: asyncio.Task[Mapping[str, Any]]) -> None:
    """A failure that nobody waits for is no news."""
    if not answer.cancelled():
        answer.exception()


class Asker:
    """A worker, asked for one session."""

    def __init__(self, worker: CheckWorker, session_id: SessionId) -> None:
        self._worker = worker
        self._session_id = session_id

    async def call(self, op: str, payload: Mapping[str, Any], deadline_s: float) -> Mapping[str, Any]:
        return await self._worker.call(self._session_id, op, payload, deadline_s)
