# pyright: basic
# Ray's own types are partly unknown, and it takes actor classes apart when they are decorated.
"""What the ingress asks of the actors and the store: edge.socket.Gateway, and what the routes need.

One an ingress process; keeps nothing but who sits in which session. Constructed by serve_app.py.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

import ray
from ray.exceptions import RayActorError, RayError

from actors.forking import fork
from actors.plans import payer
from actors.ports import Unavailable
from actors.sandbox_pool import STARTING
from actors.session_log import Frames, load_state
from cluster.ports import Patience
from cluster.relay import Lost
from cluster.settings import Settings, cookie_secret
from cluster.shared import NAMESPACE, REGISTRY, ROUTER, SANDBOXES, now_ms, scanner_name
from edge.attendance import Seat
from edge.identity import Identity, deleted_theirs, may_enter
from edge.metrics import exposition
from edge.news_desk import NewsDesk
from edge.room import Room
from edge.socket import Deleted
from edge.tier import Tier
from stores.contract import SessionRecord
from stores.sqlite import SqliteStore
from studio import protocol
from studio.checking import waits_for_checks
from studio.ids import OwnerId, Seq, SessionId, new_session_id
from studio.state import running_turn

log = logging.getLogger(__name__)

MAX_MISSED_EVENTS = 2000
METRICS_S = 5.0
ACCOUNT_S = 2.0
UP_S = 0.2
ANSWER_S = 60.0  # most calls answer in milliseconds; an actor that starts on a busy machine takes a while


class ActorGateway:
    """edge.socket.Gateway over the actors and the store."""

    def __init__(self, settings: Settings) -> None:
        self.store = SqliteStore(settings.data_dir)
        self.identity = Identity(cookie_secret(settings), secure=settings.origin.startswith("https"))
        self.origin = settings.origin
        self.room = Room(
            self.store, settings.data_dir, settings.user_sessions, settings.user_mb, settings.free_mb
        )
        self._settings = settings
        self._registry: Any = ray.get_actor(REGISTRY, NAMESPACE)
        self._place = new_session_id()
        self._desk = NewsDesk(
            lambda after: self._registry.news.remote(self._place, after),
            lambda pages: self._registry.opened.remote(self._place, pages),
        )
        self._informing: asyncio.Task[None] | None = None
        self._model: protocol.ModelInfo | None = None
        self._offers: list[protocol.ModelOffer] | None = None
        self._tier = Tier(self._tier_after)
        self._hearing: asyncio.Task[None] | None = None
        self._started = False

    @contextlib.asynccontextmanager
    async def informed(self) -> AsyncGenerator[None, None]:
        """Within it the sockets that sit here hear the registry's news, and it hears of them; and they hear
        what the sandboxes are."""
        self._informing = asyncio.create_task(self._desk.run())
        self._hearing = asyncio.create_task(self._tier.run())
        try:
            yield
        finally:
            self._informing.cancel()
            self._hearing.cancel()

    def take_seat(self, session: SessionId) -> Seat:
        return self._desk.take_seat(session)

    def leave_seat(self, seat: Seat) -> None:
        self._desk.leave_seat(seat)

    async def enter(self, cookie_header: str, session: SessionId) -> str | None:
        owner, record = self.identity.owner(cookie_header), await self.store.find(session)
        if may_enter(owner, record):
            return owner
        if deleted_theirs(owner, record):
            raise Deleted
        log.warning(
            "a browser %s was refused session %s",
            "of another owner" if owner else "without identity",
            session,
        )
        return None

    async def model(self) -> protocol.ModelInfo:
        if self._model is None:
            model: protocol.ModelInfo = await self._of(ROUTER, "info")
            self._model = model
        return self._model

    async def draft(self) -> str:
        """As RouterActor.draft."""
        try:
            router: Any = ray.get_actor(ROUTER, NAMESPACE)
            return await router.draft.remote()
        except (RayError, ValueError):
            return "loading"

    async def offers(self) -> list[protocol.ModelOffer]:
        if self._offers is None:
            offers: list[protocol.ModelOffer] = await self._of(ROUTER, "offers")
            self._offers = offers
        return self._offers

    async def spending(self) -> dict[str, Any]:
        spent: dict[str, Any] = await self._of(ROUTER, "spending")
        return spent

    async def tier(self) -> str:
        if self._tier.name is not None:
            return self._tier.name
        tier: str = await self._of(SANDBOXES, "tier")
        return tier

    async def _tier_after(self, tier: str) -> tuple[str, str]:
        sandboxes: Any = ray.get_actor(SANDBOXES, NAMESPACE)  # anew: a dead one has a successor
        return await sandboxes.tier_after.remote(tier)

    async def other_tier(self, tier: str) -> str:
        return await self._tier.other_than(tier)

    async def translate(self, session: SessionId, files: dict[str, str]) -> dict[str, str]:
        try:
            code: dict[str, str] | None = await self._of(SANDBOXES, "translate", session, files)
        except Unavailable:
            return {}
        return dict(code or {})

    async def starting(self) -> list[str]:
        """Names of the actors that do not answer yet."""
        if not self._started:
            up = await asyncio.gather(*(self._is_up(name) for name in (ROUTER, SANDBOXES, scanner_name(0))))
            waiting = [
                name for name, answers in zip((ROUTER, SANDBOXES, "scanner"), up, strict=True) if not answers
            ]
            self._started = not waiting
            return waiting
        return []

    async def _is_up(self, name: str) -> bool:
        try:
            async with asyncio.timeout(UP_S):
                actor: Any = ray.get_actor(name, NAMESPACE)
                await actor.__ray_ready__.remote()
        except (RayError, TimeoutError):
            return False
        return True

    async def health(self) -> dict[str, Any]:
        """At once: what `starting` names is not up yet, and whoever needs it waits for it. Not `ok`: the
        sockets here hear nothing, or the registry does not answer."""
        starting = await self.starting()
        model = None if ROUTER in starting else await self.model()
        tier = STARTING if SANDBOXES in starting else await self.tier()
        deaf = self._informing is None or self._informing.done()
        said = {"ok": not deaf, "model": model and f"{model.vendor}:{model.name}", "sandbox": tier}
        said["sandbox_reason"] = self._tier.reason
        if self._settings.draft:
            said["draft"] = "loading" if ROUTER in starting else await self.draft()
        try:
            return said | {"starting": starting} | await self.counts()
        except Unavailable:
            return said | {"ok": False, "starting": [*starting, REGISTRY]}

    async def counts(self) -> dict[str, Any]:
        """Raises Unavailable, soon."""
        try:
            async with asyncio.timeout(METRICS_S):
                counts: dict[str, int] = await self._registry.counts.remote()
                return {**counts, "findings": await self._registry.findings.remote()}
        except (RayError, TimeoutError) as gone:
            raise Unavailable(f"the actor {REGISTRY}") from gone

    async def metrics(self) -> bytes:
        names = (REGISTRY, ROUTER, SANDBOXES)
        told = await asyncio.gather(*(self._told_by(name) for name in names))
        return exposition(dict(zip(names, told, strict=True)))

    async def _told_by(self, name: str) -> Any:
        try:
            async with asyncio.timeout(METRICS_S):
                actor: Any = ray.get_actor(name, NAMESPACE)
                return await actor.metrics.remote()
        except (RayError, ValueError, TimeoutError):
            return None

    async def welcome(self, owner: str, session: SessionId) -> protocol.Welcome:
        return protocol.Welcome(
            protocol=protocol.PROTOCOL_VERSION,
            session_id=session,
            model=await self.model(),
            sandbox=await self.tier(),
            preview_origin=self._settings.preview_origin(session),
            models=await self.offers(),
            account=await self._account(owner),
        )

    async def _account(self, owner: str) -> protocol.Account | None:
        """A page opens without it where the router is just starting anew."""
        try:
            async with asyncio.timeout(ACCOUNT_S):
                router: Any = ray.get_actor(ROUTER, NAMESPACE)
                return await router.account.remote(payer(owner))
        except (RayError, ValueError, TimeoutError):
            return None

    async def stored(self, session: SessionId, after: int) -> Frames:
        record = await self.store.find(session)
        if record is None or record.deleted:
            if after == 0:
                return Frames(0, [])
            return Frames(0, [protocol.encode(protocol.Snapshot(protocol.SessionState()))])
        state = await load_state(self.store, session)
        under_way = running_turn(state) is not None or waits_for_checks(state)
        if under_way and await self._of(REGISTRY, "lookup", session) is None:  # what did it was stopped
            await self._claim(session, None)
            state = await load_state(self.store, session)
        if after > state.seq or state.seq - after > MAX_MISSED_EVENTS:
            return Frames(state.seq, [protocol.encode(protocol.Snapshot(state))])
        tail = await self.store.tail(session, Seq(after), MAX_MISSED_EVENTS)
        if tail.snapshot is not None or tail.first_seq != after + 1:
            return Frames(state.seq, [protocol.encode(protocol.Snapshot(state))])
        return Frames(after + len(tail.events), tail.events)

    async def still_enters(self, owner: str, session: SessionId) -> bool:
        record = await self.store.find(session)
        if deleted_theirs(OwnerId(owner), record):
            raise Deleted
        return may_enter(OwnerId(owner), record)

    async def delete(self, session: SessionId) -> None:
        """From the store first, so that no actor is started for it any more. Raises StoreError; what runs has
        ended then, too, if the session is gone and only its file is left."""
        try:
            await self.store.delete(session)
        finally:
            record = await self.store.find(session)
            if record is None or record.deleted:
                await self._of(REGISTRY, "forget", session)

    async def command(
        self, owner: str, session: SessionId, command: protocol.Command
    ) -> protocol.Notice | None:
        record = await self.store.find(session)
        if (full := await self.room.refuses(OwnerId(owner), command, new=record is None)) is not None:
            return full
        if record is None:
            if not isinstance(command, protocol.Prompt | protocol.PinModel):
                return protocol.Error("bad_request", "This session is empty. Send a prompt first.", False)
            now = now_ms()
            await self.store.create(SessionRecord(session, OwnerId(owner), "", now, now))
            record = await self.store.find(session)
        if deleted_theirs(OwnerId(owner), record):
            return protocol.Error("bad_request", "This session was deleted.", False)
        if record is None or not may_enter(OwnerId(owner), record):
            return protocol.Error("bad_request", "This session belongs to another browser.", False)
        if isinstance(command, protocol.Fork):
            return await self._fork(record, command.version)
        lost: str | None = None
        for _ in range(3):
            try:
                live = await self._claim(session, lost)
            except Unavailable:
                break
            if isinstance(live, protocol.Error):
                return live
            try:
                async with asyncio.timeout(ANSWER_S):
                    return await live.handle.actor.command.remote(command)
            except RayActorError:
                lost = live.name
            except TimeoutError:
                log.warning("session %s did not answer a command in %g s", session, ANSWER_S)
                late = "The session did not answer in time. Look whether it was done, and try again."
                return protocol.Error("internal", late, True)
        return protocol.Error("internal", "The session could not be started. Try again.", True)

    async def _fork(self, record: SessionRecord, version: int) -> protocol.Notice:
        try:
            return protocol.ForkMade(await fork(self.store, record, version, now_ms()))
        except KeyError:
            message = f"version: there is no version {version} in this session."
            return protocol.Error("bad_request", message, False)

    async def follow(self, session: SessionId, after: int) -> AsyncGenerator[Frames, None]:
        live = await self._of(REGISTRY, "lookup", session)
        while live is not None:
            try:
                async with aclosing(live.handle.subscribe(after)) as said:
                    async for frames in said:
                        after = frames.seq
                        yield frames
                live = None
            except Lost:
                log.warning("session %s lost its actor; starting another", session)
                claimed = await self._claim(session, live.name)
                live = None if isinstance(claimed, protocol.Error) else claimed

    async def _claim(self, session: SessionId, lost: str | None) -> Any:
        return await self._of(REGISTRY, "claim", session, lost)

    async def _of(self, name: str, method: str, *arguments: object) -> Any:
        """This actor's answer, or its successor's, if it died. Raises Unavailable."""
        patience = Patience(f"the actor {name}")
        while True:
            try:
                actor: Any = ray.get_actor(name, NAMESPACE)
                async with asyncio.timeout(ANSWER_S):
                    return await getattr(actor, method).remote(*arguments)
            except RayActorError as gone:
                await patience.wait(gone)
            except TimeoutError as late:
                raise Unavailable(f"the actor {name}") from late
