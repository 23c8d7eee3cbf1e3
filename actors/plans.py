"""What a turn of a session starts from: its prompt, its files, the text to go on behind, its models.

Reads the session's state and the store, changes neither. Called by actors/session.py, which decides whether
a turn may begin.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import TypedDict

from actors.ports import Ports, Unavailable
from actors.refused import Refused
from actors.session_log import files_checked_last
from models.catalog import model_id
from models.contract import ModelError
from models.policy import Ask, Kind
from studio import protocol
from studio.ids import SessionId, TurnId, VersionId
from studio.protocol import SessionState
from studio.state import files_of, newest_version
from studio.steps import Plan

REPAIRS = 2  # an edit that found no place is asked for once more alone, then as a whole file


def payer(owner: str) -> str:
    """Who pays, as the books name them: not the owner's id itself, which opens the sessions."""
    return hashlib.sha256(owner.encode()).hexdigest()[:16]


class Routed(TypedDict):
    model: protocol.ModelInfo
    purpose: str
    route: tuple[str, ...]
    picked: str | None
    own_pick: str | None
    why: str


class Plans:
    def __init__(self, session_id: SessionId, ports: Ports) -> None:
        self._session_id = session_id
        self._store = ports.store
        self._router = ports.router

    async def of_prompt(
        self, state: SessionState, text: str, model: str | None, pictures: Sequence[str]
    ) -> Plan:
        """Raises Refused."""
        if not text:
            raise Refused("bad_request", "text: the prompt is empty. Say what to build or to change.")
        if len(text) > protocol.MAX_PROMPT_CHARS:
            raise Refused(
                "bad_request",
                f"text: {len(text)} characters; at most {protocol.MAX_PROMPT_CHARS} fit. Shorten the prompt.",
            )
        attachments = await self._attachments(pictures)
        files = files_of(state)
        return Plan(
            turn=TurnId(len(state.turns) + 1),
            prompt=text,
            base=files,
            parent=files,
            parent_version=newest_version(state),
            repairs=REPAIRS,
            attachments=attachments,
            tools=True,
            **await self.route(state, "edit" if files else "first", model, pictures=bool(attachments)),
        )

    async def of_refinement(self, state: SessionState, model: str | None) -> Plan:
        """Of the newest version. Raises Refused."""
        files, version = files_of(state), newest_version(state)
        return Plan(
            turn=TurnId(len(state.turns) + 1),
            prompt=f"Refine version {version}",
            base=files,
            parent=files,
            parent_version=version,
            repairs=REPAIRS,
            tools=True,
            **await self.route(state, "refine", model),
        )

    async def of_continuation(self, state: SessionState) -> Plan:
        """Of the last turn, which was cut off. Where the user has changed files since, the rest is no rest of
        them: it is written anew, from the files as they are now. Raises Refused."""
        last = state.turns[-1]
        written = await self._reply_to_go_on_with(state, last)
        files = files_of(state)
        base = await self._files_before(state, last) if written else files
        return Plan(
            turn=TurnId(last.turn + 1),
            prompt=last.prompt,
            base=base,
            parent=files,
            parent_version=newest_version(state),
            written=written,
            continues=last.turn,
            attachments=tuple(last.attachments),
            tools=True,
            **await self._routed_again(state, last, base),
        )

    async def of_running(self, state: SessionState, *, resume: bool) -> Plan:
        """Of the turn whose actor died under it; `resume`: it will be gone on with."""
        running, newest = state.turns[-1], newest_version(state)
        parent: Mapping[str, str] = {}
        if newest is not None:
            parent = await self._store.version(self._session_id, VersionId(newest))
        *before, writer = running.model, *(switch.model for switch in running.switches)
        base = await self._files_before(state, running)
        routed = _as_it_was(state, running)
        if resume:
            routed = await self._routed_on(state, running, base)
        return Plan(
            turn=TurnId(running.turn),
            prompt=running.prompt,
            base=base,
            parent=parent,
            parent_version=newest,
            written=await self._store.reply(self._session_id, TurnId(running.turn)),
            continues=running.continues,
            finished=resume and bool(running.checks),
            checked=await files_checked_last(self._store, self._session_id) if running.checks else None,
            attachments=tuple(running.attachments),
            tools=True,
            calls=tuple(part for part in running.parts if isinstance(part, protocol.ToolPart)),
            spent=(running.usage, running.cost_usd),
            said="".join(part.text for part in running.parts if isinstance(part, protocol.TextPart)),
            findings=tuple(running.findings),
            writer=model_id(writer),
            failed=tuple(
                model_id(one) for one, switch in zip(before, running.switches, strict=True) if switch.failed
            ),
            **routed,
        )

    async def route(
        self, state: SessionState, kind: Kind, model: str | None, *, pictures: bool = False
    ) -> Routed:
        """What a plan says about its models. Raises Refused."""
        picked = model or (None if kind == "refine" else state.pinned)
        size = sum(map(len, files_of(state).values()))
        try:
            ask = Ask(kind, size, picked, await self.user(), pictures)
            route, first = await self._router.route(ask)
        except KeyError:
            raise Refused("bad_request", f"model: there is no {picked} here. Pick another.") from None
        except ModelError as error:
            raise Refused(error.code, error.message, retryable=error.retryable) from None
        return {
            "model": first,
            "purpose": route.purpose,
            "route": route.models,
            "picked": picked,
            "own_pick": model,
            "why": route.why,
        }

    async def _routed_again(
        self, state: SessionState, begun: protocol.Turn, base: Mapping[str, str]
    ) -> Routed:
        """The models for the rest of a turn, as it was begun on the files `base`; without the one that was
        picked for it, if that was taken away meanwhile. Raises Refused."""
        kind: Kind = "edit" if base else "first"
        kind, shown = ("refine" if begun.purpose == "final" else kind), bool(begun.attachments)
        try:
            return await self.route(state, kind, begun.picked, pictures=shown)
        except Refused:
            if begun.picked is None:
                raise
            return await self.route(state, kind, None, pictures=shown)

    async def _routed_on(
        self, state: SessionState, running: protocol.Turn, base: Mapping[str, str]
    ) -> Routed:
        """The same for one whose actor died. No models where none can be asked, as the router then says."""
        try:
            return {**await self._routed_again(state, running, base), "model": running.model}
        except (Refused, Unavailable):
            return _as_it_was(state, running)

    async def user(self) -> str:
        """Who pays."""
        record = await self._store.find(self._session_id)
        return payer(record.owner) if record else ""

    async def _attachments(self, names: Sequence[str]) -> tuple[protocol.Attachment, ...]:
        """What is known of the pictures that a prompt names, each once. Raises Refused."""
        if len(names) > protocol.MAX_PICTURES:
            raise Refused(
                "bad_request", f"attachments: at most {protocol.MAX_PICTURES} pictures go with a prompt."
            )
        found: list[protocol.Attachment] = []
        for name in dict.fromkeys(names):
            try:
                found.append((await self._store.picture(self._session_id, name)).about)
            except KeyError:
                raise Refused("bad_request", "attachments: the picture is not here. Add it again.") from None
        return tuple(found)

    async def _files_before(self, state: SessionState, started: protocol.Turn) -> Mapping[str, str]:
        """The files that the reply of this turn, from its first character on, applies to."""
        first = started
        while first.continues is not None:
            earlier = state.turns[first.continues - 1]
            if not await self._reply_to_go_on_with(state, earlier):
                break
            first = earlier
        parents = [
            v.version for v in state.versions if v.at_ms <= first.started_ms and (v.turn or 0) < first.turn
        ]
        if not parents:
            return {}
        return await self._store.version(self._session_id, VersionId(parents[-1]))

    async def _reply_to_go_on_with(self, state: SessionState, cut_off: protocol.Turn) -> str:
        ended_ms = cut_off.ended_ms or 0
        changed = any(v.turn is None and v.at_ms > ended_ms for v in state.versions)
        if changed or cut_off.code == "blocked":
            return ""
        return await self._store.reply(self._session_id, TurnId(cut_off.turn))


def _as_it_was(state: SessionState, begun: protocol.Turn) -> Routed:
    """Before its purpose was kept a turn said nothing of it."""
    picked = begun.picked or (None if begun.purpose == "final" else state.pinned)
    return {
        "model": begun.model,
        "purpose": begun.purpose or "draft",
        "route": (),
        "picked": picked,
        "own_pick": begun.picked,
        "why": begun.why,
    }
