"""One reply from a route of models: where one breaks off, the next goes on behind its last character.

Owns the deadlines of a stream and the only retry there is. Invariant: what comes out, joined, is one reply;
at most MAX_SWITCHES times another model (or the same once more, if the route has no other) takes over;
whatever way it ends, no vendor's connection stays open. Called by actors/llm_router.py.
"""

import asyncio
import logging
import traceback
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import cast

from models.catalog import Card
from models.contract import Model, ModelError, Request, Thought
from models.policy import MAX_SWITCHES, after, may_switch
from models.splice import Splicer
from models.thinking import Thinking
from studio.anchor import anchor_of
from studio.prompt import estimate_usage
from studio.prompt.calls import goes_on_afresh, last_text
from studio.protocol import ModelInfo, Usage
from studio.tools.contract import Call

LOADING_PAUSE_S = 1.0
AGAIN_S = 0.5  # pause before the same model is asked again for a reply that it has not begun

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seconds without a sign of life: before the first, and between two. `thinking_s` is the first for a
    model that cannot but think, and may do so without a sign; `alone_s` the first of a local server that has
    no alternative, which may load its model first, or read a long prompt on CPUs; `loading_s` how long such
    a one may take to be there at all."""

    first_token_s: float = 10.0
    local_first_token_s: float = 3.0
    thinking_s: float = 60.0
    stall_s: float = 8.0
    loading_s: float = 0.0
    alone_s: float = 0.0

    def first_s(self, card: Card, *, alone: bool = False) -> float:
        usual_s = self.local_first_token_s if card.local else self.first_token_s
        if card.thinking == "always":
            usual_s = max(self.thinking_s, self.first_token_s)
        return max(usual_s, self.alone_s) if alone and card.local else usual_s


@dataclass(frozen=True, slots=True)
class Candidate:
    model: Model
    card: Card


@dataclass(frozen=True, slots=True)
class Switched:
    """`info` goes on. `reason` is one line for the page. `failed`: the one before did; if not, it was not
    asked."""

    info: ModelInfo
    reason: str
    failed: bool = True


@dataclass(frozen=True, slots=True)
class Counted:
    """What one model has used, as its part of the reply ended."""

    info: ModelInfo
    usage: Usage


class Watcher:
    """Who is told how the models do; the router keeps its circuit breakers by it. A model has answered when
    its reply has ended whole: one that begins well and always breaks off is no better than one that is
    silent."""

    def answered(self, candidate: Candidate) -> None: ...

    def failed(self, candidate: Candidate, error: ModelError) -> None: ...


@dataclass(frozen=True, slots=True)
class Granted:
    """Who of the candidates may be asked: the one at `place`, for this request. `why`: what kept those before
    it from being asked."""

    place: int
    request: Request
    why: str = ""


Allow = Callable[[Sequence[Candidate], Request], Granted]
Said = str | Thought | Call | Switched | Counted


class _Astray(ModelError):
    """It is not certain that the model went on where it was asked to: what it sent is not shown, and another
    is asked. The last one's best reading is taken."""

    def __init__(self, name: str) -> None:
        super().__init__("internal", f"{name} did not go on where it was asked to.", retryable=True)


def as_is(_: Sequence[Candidate], request: Request) -> Granted:
    return Granted(0, request)


async def failover(
    request: Request,
    route: Sequence[Candidate],
    *,
    deadlines: Deadlines,
    watcher: Watcher | None = None,
    allow: Allow = as_is,
    switches: int = MAX_SWITCHES,
) -> AsyncGenerator[Said]:
    """Text, with a Counted for each model that was asked, and what the last one calls. `allow` picks who of
    those that are left is asked, and may limit the request, or raises ModelError.

    Raises ModelError when the last model has failed, or one in a way that another would not mend.
    """
    watcher, now = watcher or Watcher(), asyncio.get_running_loop().time
    written, order, chars = request.written, list(route), 0
    failed: Candidate | None = None
    failure: ModelError | None = None
    for attempt in range(switches + 1):
        asked = replace(request, written=written)
        granted, order = _granted(allow, order, asked, failed, failure)
        asked, candidate = granted.request, order.pop(granted.place)
        if failed is not None and failure is not None:
            yield Switched(candidate.model.info, _reason(failed, candidate, failure))
            if candidate is failed and not chars:
                await asyncio.sleep(AGAIN_S * attempt)
        elif granted.why:
            instead = f"{granted.why} Written by {candidate.card.name} instead."
            yield Switched(candidate.model.info, instead, failed=False)
        thinking, chars = Thinking.of(candidate.card, asked, now()), 0
        calls: list[Call] = []  # handed on when it is certain that this one went on where it was asked to
        try:
            splicer = _splicer(candidate, asked)
            watched = _awaited(candidate, asked, deadlines, thinking, alone=len(route) == 1)
            async with aclosing(watched) as items:
                async for item in items:
                    if isinstance(item, Usage):
                        yield Counted(candidate.model.info, item)
                        continue
                    if isinstance(item, Call):
                        calls.append(item)
                        continue
                    if isinstance(item, Thought):
                        yield item
                        continue
                    chars += len(item) or 1
                    text = splicer.feed(item) if item else ""
                    if splicer.doubt and attempt < switches:
                        raise _Astray(candidate.card.name)
                    if text:
                        written += text
                        yield text
            rest = splicer.close()
            if splicer.doubt and attempt < switches:
                raise _Astray(candidate.card.name)
            if rest:
                yield rest
            for call in calls:
                yield call
            watcher.answered(candidate)
            return
        except _Astray as error:
            failure = error
            yield Counted(candidate.model.info, estimate_usage(asked, chars, thinking.tokens(now())))
        except ModelError as error:
            failure = error
            if may_switch(error):
                watcher.failed(candidate, error)
            if attempt == switches:
                raise
        failed, order = candidate, _left(candidate, order, failure)
        if not order:
            raise failure


def _granted(
    allow: Allow,
    order: list[Candidate],
    request: Request,
    failed: Candidate | None,
    failure: ModelError | None,
) -> tuple[Granted, list[Candidate]]:
    """With the candidates that its place counts. Where none of those left may be asked, the one that failed
    is once more, if that may help."""
    try:
        return allow(order, request), order
    except ModelError:
        if failed is None or failure is None or not failure.retryable or failed in order:
            raise
        return allow([failed], request), [failed]


def _left(failed: Candidate, waiting: Sequence[Candidate], error: ModelError) -> list[Candidate]:
    """Who may go on, the next first: at the end of the route the same once more, where that may help."""
    if not may_switch(error):
        return []
    left = [waiting[place] for place in after(error, failed.card, [each.card for each in waiting])]
    return left or ([failed] if error.retryable else [])


def _reason(failed: Candidate, following: Candidate, error: ModelError) -> str:
    again = following is failed
    return f"{error.fact} {'Asked again:' if again else 'Continued by'} {following.card.name}."


def _splicer(candidate: Candidate, request: Request) -> Splicer:
    """Text that a model broke off with is not yet in what `written` is: it is dropped, and comes again."""
    card = candidate.card
    if goes_on_afresh(request.written, request.calls):
        return Splicer("", None)
    if card.prefill:
        return Splicer(request.written, None, trimmed=card.vendor == "anthropic")
    return Splicer(request.written, anchor_of(last_text(request.written, request.calls)))


async def _awaited(
    candidate: Candidate, request: Request, deadlines: Deadlines, thinking: Thinking, *, alone: bool
) -> AsyncGenerator[str | Thought | Call | Usage]:
    """As _watched; a local server without an alternative is asked until it is there, within loading_s."""
    now = asyncio.get_running_loop().time
    patient = alone and candidate.card.vendor == "openai-compatible"
    until = now() + (deadlines.loading_s if patient else 0.0)
    while True:
        said = False
        first_s = max(deadlines.first_s(candidate.card, alone=alone), until - now())
        try:
            async with aclosing(_watched(candidate, request, deadlines, thinking, first_s)) as items:
                async for item in items:
                    said = said or not isinstance(item, Usage)
                    yield item
            return
        except ModelError as error:
            if said or error.code not in ("network", "overloaded") or now() >= until:
                raise
        await asyncio.sleep(LOADING_PAUSE_S)


async def _watched(
    candidate: Candidate, request: Request, deadlines: Deadlines, thinking: Thinking, first_s: float
) -> AsyncGenerator[str | Thought | Call | Usage]:
    """The model's stream within its deadlines, with a Usage in any case but where the vendor did not begin to
    answer, and said so. Raises ModelError, nothing else."""
    limit_s, chars, begun, counted, silent = first_s, 0, False, False, False
    now = asyncio.get_running_loop().time
    items = cast(AsyncGenerator[str | Thought | Call | Usage], candidate.model.stream(request))
    try:
        async with aclosing(items):
            while True:
                try:
                    async with asyncio.timeout(limit_s):
                        item = await anext(items)
                except StopAsyncIteration:
                    return
                limit_s, begun = deadlines.stall_s, True
                counted = counted or isinstance(item, Usage)
                if isinstance(item, str):
                    chars += len(item)
                    if item:
                        thinking.writes(now())
                elif isinstance(item, Thought):
                    thinking.told = item
                yield item
    except TimeoutError:
        error = _silent(candidate.card, limit_s, deadlines, begun=begun)
        silent = True  # it may have read the whole request, and thought about it
    except ModelError as failure:
        error = failure
    except Exception as failure:
        info, where = candidate.model.info, "".join(traceback.format_tb(failure.__traceback__))
        kind = type(failure).__name__  # its text may hold a prompt or a key
        _log.error("model %s:%s raised %s\n%s", info.vendor, info.name, kind, where)
        fact = f"{info.name} failed in an unexpected way."
        error = ModelError("internal", fact, "Try again; data/atelier.log tells more.", retryable=True)
    if (begun or silent) and not counted:
        yield estimate_usage(request, chars, thinking.tokens(now()))
    raise error


def _silent(card: Card, limit_s: float, deadlines: Deadlines, *, begun: bool) -> ModelError:
    """Names the setting that the deadline is from. One that was waited for as long as that is not asked again
    by itself."""
    fact = f"{card.name} was silent for {limit_s:.0f} s."
    if begun:
        return ModelError("network", fact, "Press Continue to go on (ATELIER_STALL_S).", retryable=True)
    patient = limit_s > deadlines.first_s(card)
    setting = "ATELIER_LOCAL_FIRST_TOKEN_S" if card.local else "ATELIER_FIRST_TOKEN_S"
    setting = "ATELIER_THINKING_S" if card.thinking == "always" else setting
    if patient:
        setting = "ATELIER_DRAFT_LOADING_S" if deadlines.loading_s > 0 else "ATELIER_LOCAL_ALONE_S"
    remedy = f"Try again; {setting} says how long a first word may take."
    return ModelError("network", fact, remedy, retryable=not patient)
