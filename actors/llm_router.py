"""The way from models to a session: batches deltas at the source, keeps the books, ends every stream.

Invariant: `generate` yields exactly one batch with `done`, the last one; the model's iterator is closed
before `generate` is. One task and about BUFFER_CHARS a stream. An item between actors costs about a
millisecond of CPU under load, so the number of batches decides how many people a machine holds: the first
delta leaves at once, later ones wait for the flush interval. Called by actors/turn_tasks.py via cluster/.
"""

import asyncio
import hashlib
import logging
import sqlite3
import time
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import asdict

from prometheus_client import Metric

from actors.allowance import Allowance
from actors.feed import Feed, Handover, next_flush, phase_of
from actors.ledger import Ledger
from actors.metrics import ModelMetrics
from actors.ports import Batch
from models.bill import Bill
from models.catalog import model_id
from models.contract import Model, ModelError, Request, Thought, pace
from models.failover import Candidate, Counted, Deadlines, Granted, Switched, failover
from models.fleet import PROBE, Fleet
from models.policy import MAX_SWITCHES, Ask, Route
from studio.prompt import PROMPT_VERSION
from studio.protocol import Account, ModelInfo, ModelOffer, Usage
from studio.tools.contract import Call

CLOSE_S = 5.0
UNPROVEN = 200  # replies whose versions are still being checked
JUDGE = Deadlines(first_token_s=2.0, local_first_token_s=2.0, thinking_s=2.0, stall_s=2.0)
SPENT_S = 1.0
FIRST_BEAT_S = 0.75
PROBE_S = 5.0
WAIT_S = 4.0  # until it is said that a model may still be loading, and between two such lines
WAIT_AGAIN_S = 15.0
REPLAY_CHARS = 24
REPLAY_S = 0.004
BROKE = "The server made a mistake here; data/atelier.log tells more. Press Continue to try again."

_log = logging.getLogger(__name__)


class LLMRouter:
    """Seconds between two batches of a stream: `flush_s` while it is young, `later_flush_s` when it is older
    than `young_s`, `busy_flush_s` when `busy_streams` or more run in this process; none is below
    `flush_s`.

    `replay`: a first prompt that its user sent before, word for word, is answered with the same reply at no
    cost; with `replay_between_users` also one that another user sent, which tells that somebody did.
    """

    def __init__(
        self,
        models: Fleet | Model,
        *,
        ledger: Ledger | None = None,
        deadlines: Deadlines | None = None,
        flush_s: float = 0.033,
        later_flush_s: float = 0.05,
        busy_flush_s: float = 0.1,
        young_s: float = 2.0,
        busy_streams: int = 8,
        heartbeat_s: float = 2.0,
        replay: bool = True,
        replay_between_users: bool = False,
        today: Callable[[], str] = lambda: time.strftime("%Y-%m-%d", time.gmtime()),
    ) -> None:
        self._fleet = models if isinstance(models, Fleet) else Fleet([models], clock=time.monotonic)
        self._ledger = ledger or Ledger()
        self._deadlines = deadlines or Deadlines()
        self._flush_s = flush_s
        self._later_flush_s = max(flush_s, later_flush_s)
        self._busy_flush_s = max(flush_s, busy_flush_s)
        self._young_s = young_s
        self._busy_streams = busy_streams
        self._heartbeat_s = heartbeat_s
        self._replay = replay
        self._replay_between_users = replay_between_users
        self._today = today
        self._unproven: OrderedDict[str, str] = OrderedDict()
        self._streams = 0
        self._replies = self._replayed = self._failovers = 0
        self._metrics = ModelMetrics()

    async def info(self) -> ModelInfo:
        return self._fleet.candidates(self._fleet.route(Ask("first"), None).models)[0].model.info

    async def offers(self) -> list[ModelOffer]:
        return self._fleet.offers()

    async def route(self, ask: Ask) -> tuple[Route, ModelInfo]:
        route = self._fleet.route(ask, self._ledger.left(ask.user, self._today(), ask.spent_usd))
        return route, self._fleet.info(route.models[0])

    async def account(self, user: str) -> Account:
        limits, at_ms = self._ledger.limits, time.time_ns() // 1_000_000
        spent_usd = self._ledger.spent_usd(user, self._today())
        return Account(spent_usd, at_ms, limits.turn_usd, limits.user_day_usd)

    async def spending(self) -> dict[str, object]:
        """For the operator: today's spending by model and by user, limits, breakers, failovers, caches."""
        models = self._ledger.by_model(self._today())
        return {
            "day": self._today(),
            "models": models,
            "users": self._ledger.by_user(self._today()),
            "limits": asdict(self._ledger.limits),
            "breakers": self._fleet.states(),
            "replies": self._replies,
            "replayed": self._replayed,
            "failovers": self._failovers,
            "streams": self._streams,
        }

    def metrics(self) -> list[Metric]:
        states = {name: str(breaker["state"]) for name, breaker in self._fleet.states().items()}
        return self._metrics.families(states, self._streams)

    async def run(self) -> None:
        """Asks models that rest, now and then, whether they are back. Until cancelled."""
        while True:
            await asyncio.sleep(PROBE_S)
            async with asyncio.TaskGroup() as group:
                for candidate in self._fleet.resting():
                    group.create_task(self._probe(candidate))

    async def _probe(self, candidate: Candidate) -> None:
        allowance = Allowance(self._ledger, self._fleet, PROBE, self._today())
        try:
            counted = await self._fleet.probe(
                candidate, self._deadlines, lambda route, asked: allowance.allow(route, asked, 0.0)
            )
        except sqlite3.Error:
            _log.exception("what a question may cost could not be written down, so it was not asked")
            return
        self._book(allowance, [(each.info, each.usage) for each in counted])

    async def generate(self, request: Request) -> AsyncGenerator[Batch]:
        """Closing the iterator closes the model's. Raises nothing: what goes wrong is in the last batch."""
        route = self._fleet.candidates(request.route)
        key = self._key(request, route)
        kept = self._kept(key) if key else None
        if kept is not None and kept.startswith(request.written):
            async with aclosing(self._play(kept, request.written)) as batches:
                async for batch in batches:
                    yield batch
            return
        async with aclosing(self._ask(request, route, key)) as batches:
            async for batch in batches:
                yield batch

    async def _ask(self, request: Request, route: list[Candidate], key: str) -> AsyncGenerator[Batch]:
        feed, now = Feed(), asyncio.get_running_loop().time
        bill = Bill(self._fleet.prices, request, route[0].model.info)
        allowance = Allowance(self._ledger, self._fleet, request, self._today())
        self._streams += 1
        self._replies += 1
        pump = asyncio.create_task(self._pump(request, route, feed, bill, allowance))
        said: list[str] = []
        began = now()
        # Told with the first batch and the first text: a turn may be stopped at any moment, and its page then
        # says what it cost.
        told_at = began if bill.writer.built_in else began - SPENT_S
        wait_told_at = began + WAIT_S
        try:
            async with aclosing(self._texts(feed)) as texts:
                async for text, switched in texts:
                    first = bool(text) and not any(said) and not bill.writer.built_in
                    said.append(text)
                    spent = None
                    if first or now() >= told_at + SPENT_S:
                        spent, told_at = bill.total(), now()
                    waiting = ""
                    if self._loads(route) and not said[-1] and not bill.chars and now() >= wait_told_at:
                        waiting = self._wait_line(route[0], now() - began)
                        wait_told_at = now() + WAIT_AGAIN_S
                    yield Batch(text, switched=switched, spent=spent, waiting=waiting)
            text, _ = feed.take()
            said.append(text)
            receipt = ""
            if key and feed.failure is None and len(bill.counted) == 1 and not feed.calls:
                receipt = self._hold(key, request.written + "".join(said))
            usage, dollars = bill.total()
            calls = () if feed.failure else tuple(feed.calls)
            yield Batch(
                text, done=True, usage=usage, cost_usd=dollars, error=feed.failure, calls=calls,
                receipt=receipt,
            )  # fmt: skip
        finally:
            self._streams -= 1
            bill.close()
            self._book(allowance, bill.counted)
            pump.cancel()
            await asyncio.wait([pump], timeout=CLOSE_S)

    def _loads(self, route: list[Candidate]) -> bool:
        """Whether there is but a local model that may still be loading, and is waited for."""
        alone = len(route) == 1 and route[0].card.vendor == "openai-compatible"
        return alone and max(self._deadlines.loading_s, self._deadlines.alone_s) > 0

    def _wait_line(self, candidate: Candidate, waited_s: float) -> str:
        begun = f"{candidate.card.name} has not begun after {waited_s:.0f} s: it may still be loading"
        loading_s, alone_s = self._deadlines.loading_s, self._deadlines.alone_s
        if loading_s > 0:
            return (
                f"{begun}, and is waited for up to {loading_s:.0f} s (ATELIER_DRAFT_LOADING_S). "
                "data/draft.log tells how far it is."
            )
        return f"{begun}, or read the prompt. It is waited for up to {alone_s:.0f} s (ATELIER_LOCAL_ALONE_S)."

    def _hold(self, key: str, reply: str) -> str:
        self._unproven[key] = reply
        self._unproven.move_to_end(key)
        if len(self._unproven) > UNPROVEN:
            self._unproven.popitem(last=False)
        return key

    async def keep(self, receipt: str) -> None:
        """The reply has made a final version; one that has not, or whose session died, is never replayed."""
        reply = self._unproven.pop(receipt, None)
        if reply is not None:
            try:
                self._ledger.keep_reply(receipt, reply, time.time())
            except sqlite3.Error:
                _log.exception("a reply could not be kept for whoever asks the same")

    def _kept(self, key: str) -> str | None:
        try:
            return self._ledger.reply(key, time.time())
        except sqlite3.Error:
            _log.exception("whether a reply is kept for this prompt could not be read, so a model is asked")
            return None

    def _book(self, allowance: Allowance, counted: Sequence[tuple[ModelInfo, Usage]]) -> None:
        spent = [(info, usage, self._fleet.prices.cost_usd(info, usage)) for info, usage in counted]
        try:
            allowance.settle(self._today(), spent)
        except sqlite3.Error:  # the reply is there; what was held for it stays held
            _log.exception("what a reply has cost could not be written down")
        for info, usage, usd in spent:
            self._metrics.spent(info, usage, usd)

    async def _texts(self, feed: Feed) -> AsyncGenerator[tuple[str, Handover | None]]:
        """Until the reply has ended; an empty text is a heartbeat, the first of which comes early."""
        now = asyncio.get_running_loop().time
        regular = now() + self._heartbeat_s
        beat_at = min(now() + FIRST_BEAT_S, regular)
        young_until = 0.0
        phase = phase_of(self._replies)
        while True:
            await feed.arrival(beat_at - now())
            if feed.has_text and not feed.has_switch:
                await feed.end(feed.flush_at - now())
            if feed.ended and not feed.has_switch:
                return
            if feed.has_text:
                text, switched = feed.take()
                young_until = young_until or now() + self._young_s
                later = next_flush(now(), self._interval_s(now() < young_until), phase)
                feed.flush_at = now() if switched else later  # what the next model begins with leaves at once
                yield text, switched
                beat_at = now() + self._heartbeat_s
            elif now() >= beat_at:
                yield "", None
                beat_at = regular if now() < regular else now() + self._heartbeat_s

    def _interval_s(self, young: bool) -> float:
        if self._streams >= self._busy_streams:
            return self._busy_flush_s
        return self._flush_s if young else self._later_flush_s

    async def _pump(
        self, request: Request, route: list[Candidate], feed: Feed, bill: Bill, allowance: Allowance
    ) -> None:
        def allow(candidates: Sequence[Candidate], asked: Request) -> Granted:
            bill.refused()  # whoever was asked before
            granted = allowance.allow(candidates, asked, bill.total()[1] or 0.0)
            chosen = candidates[granted.place]
            bill.ask(chosen.model.info, chosen.card, granted.request)
            return granted

        began: float | None = time.monotonic()
        pace.set(feed.pause)
        try:
            if request.purpose == "judge":  # somebody waits for the answer, which is not worth a second try
                stream = failover(request, route[:1], deadlines=JUDGE, allow=allow, switches=0)
            else:
                left = max(0, MAX_SWITCHES - request.switches)
                stream = failover(
                    request, route, deadlines=self._deadlines, watcher=self._fleet, allow=allow, switches=left
                )
            async with aclosing(stream) as items:
                async for item in items:
                    match item:
                        case str():
                            if began is not None:
                                self._metrics.first_text(bill.writer, time.monotonic() - began)
                                began = None
                            bill.wrote(item)
                            await feed.put(item)
                        case Thought():
                            bill.thought(item)
                        case Call():
                            feed.calls.append(item)
                        case Counted():
                            bill.count(item.info, item.usage)
                        case Switched():
                            if item.failed:
                                self._failovers += 1
                                self._metrics.failovers.inc()
                            feed.switch(item)
        except ModelError as error:
            bill.refused()
            feed.failure = (error.code, error.message, error.retryable)
        except Exception:  # as where the books cannot be written: an empty reply would look like a whole one
            _log.exception("a reply broke off in the router")
            feed.failure = ("internal", BROKE, True)
        finally:
            feed.finish()

    def _key(self, request: Request, route: list[Candidate]) -> str:
        """Of a first prompt, as a reply to it is kept; "" where none is."""
        told = (
            request.files or request.history or request.summary or request.earlier
            or request.failed or request.calls
        )  # fmt: skip
        first = not told and request.purpose == "draft"
        if not self._replay or not first or route[0].model.info.built_in:
            return ""
        names = [model_id(candidate.model.info) for candidate in route[:1]]
        shown = [picture.about.id for picture in request.pictures]
        asker = "" if self._replay_between_users else request.user
        parts = [PROMPT_VERSION, asker, request.framework, *names, request.prompt, *shown]
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    async def _play(self, reply: str, written: str) -> AsyncGenerator[Batch]:
        """What of `reply` follows `written`."""
        self._replies += 1
        self._replayed += 1
        self._metrics.replays.inc()
        for at in range(len(written), len(reply), REPLAY_CHARS):
            yield Batch(reply[at : at + REPLAY_CHARS])
            await asyncio.sleep(REPLAY_S)
        yield Batch(done=True, usage=Usage(), cost_usd=0.0)
