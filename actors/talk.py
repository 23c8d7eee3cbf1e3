"""What a model is told of a session: the files at the front, the replies that changed them since, a summary
of the rest.

Each turn only adds to the end of what the last one was told, so that vendors find it in their caches: the
files stand as they were when the conversation was last begun anew, and the replies since then, in full, have
changed them. It is begun anew, from the files as they are now, when the user changed a file or took a version
back, when a turn did not end well, and after REPLIES replies, or fewer that have REPLIES_CHARS. Called by
actors/session.py.
"""

from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from actors.ports import Router, Unavailable
from models.contract import Exchange, ModelError, Request
from models.policy import Ask
from stores.contract import Store
from studio.ids import SessionId, TurnId, VersionId
from studio.pictures import Picture
from studio.prompt import CHARS_PER_TOKEN
from studio.prompt.pasted import fenced
from studio.protocol import Attachment, SessionState, Summary, TextPart, Turn
from studio.steps import Generate, Plan

REPLIES = 16
REPLIES_CHARS = (
    48_000  # with their prompts; beside them the smallest context here has room for files and a reply
)
MAX_REPLY_CHARS = 500  # of an older turn's prose
TOLD_PICTURES = 8  # the newest; those before are told of no more
EARLIER_PICTURES = 4
SUMMARY_TOKENS = 4_000  # a summary breaks the prefix that vendors have in their caches
OLDER_CHARS = SUMMARY_TOKENS * CHARS_PER_TOKEN  # more than that, and they are summarised
REFINE = (
    "Write this component anew, as the best designer and engineer you know would: the same purpose, content "
    "and behaviour, and everything about look, detail, states and accessibility better. Write every file "
    "whole."
)


@dataclass(frozen=True, slots=True)
class Talk:
    """`base` are the files before the replies of `since`; `lately` are the same turns in prose, `older` those
    before them. `pictures` come with the prompt of this turn, `earlier` came with prompts before `since`."""

    user: str = ""
    base: Mapping[str, str] | None = None
    since: tuple[Exchange, ...] = ()
    lately: tuple[Exchange, ...] = ()
    older: tuple[Exchange, ...] = ()
    summary: str = ""
    pictures: tuple[Picture, ...] = ()
    earlier: tuple[Picture, ...] = ()

    def request(self, plan: Plan, step: Generate, files: Mapping[str, str]) -> Request:
        """The first reply of a turn, or its repair."""
        request = Request(
            framework="react",
            prompt=REFINE if plan.purpose == "final" else plan.prompt,
            files=dict(plan.base),
            written=step.written,
            purpose=plan.purpose,  # type: ignore[arg-type]
            route=plan.route,
            user=self.user,
            pictures=self.pictures,
            earlier=self.earlier,
            spent_usd=step.spent_usd,
        )
        if step.failed or step.fault:
            return replace(
                request,
                prompt=plan.prompt,
                files=dict(files),
                purpose="repair",
                failed=step.failed,
                fault=step.fault,
            )
        told = replace(request, calls=step.calls, calls_left=step.calls_left)
        if self.base is None or plan.continues is not None or plan.purpose == "final":
            known = (*self.earlier, *(picture for exchange in self.since for picture in exchange.pictures))
            summary = _told(self.summary, (*self.older, *self.lately))
            return replace(told, summary=summary, earlier=known[-EARLIER_PICTURES:])
        summary = _told(self.summary, self.older)
        return replace(told, summary=summary, base=dict(self.base), history=self.since)


async def talk(
    store: Store,
    session_id: SessionId,
    state: SessionState,
    user: str,
    attachments: Sequence[Attachment] = (),
) -> Talk:
    """As of now, before the next turn, whose pictures are `attachments`."""
    since, replies = await _in_full(store, session_id, state)
    first = since[0].turn if since else len(state.turns) + 1
    kept, older = state.summary, _older(state, since)
    with_this = {about.id for about in attachments}
    exchanges: list[Exchange] = []
    room = TOLD_PICTURES
    for turn, reply in zip(reversed(since), reversed(replies), strict=True):
        pictures = await _pictures(store, session_id, turn.attachments[-room:] if room else [])
        room -= len(pictures)
        exchanges.insert(0, Exchange(turn.prompt, reply, pictures))
    before = {
        about.id: about
        for turn in state.turns
        if turn.turn < first
        for about in turn.attachments
        if about.id not in with_this
    }
    base: Mapping[str, str] | None = None
    if since:
        parents = [
            v.version for v in state.versions if (v.turn or 0) < first and v.at_ms <= since[0].started_ms
        ]
        base = await store.version(session_id, VersionId(parents[-1])) if parents else {}
    return Talk(
        user=user,
        base=base,
        since=tuple(exchanges),
        lately=tuple(Exchange(turn.prompt, prose(turn)) for turn in since),
        older=tuple(Exchange(turn.prompt, prose(turn)) for turn in older),
        summary=kept.text if kept else "",
        pictures=await _pictures(store, session_id, attachments),
        earlier=await _pictures(store, session_id, list(before.values())[-EARLIER_PICTURES:]),
    )


async def _pictures(
    store: Store, session_id: SessionId, attachments: Sequence[Attachment]
) -> tuple[Picture, ...]:
    return tuple([await store.picture(session_id, about.id) for about in attachments])


async def summarise(router: Router, due: tuple[int, str], user: str) -> Summary | None:
    """What is `to_summarise` in short, by the cheapest model; None if that fails. One that grew too long is
    taken as far as it came."""
    through, text = due
    try:
        route, _ = await router.route(Ask("summary", len(text), None, user))
    except (ModelError, Unavailable):
        return None
    request = Request(
        "react", text, purpose="summary", route=route.models, user=user, max_output_tokens=1_000
    )
    said = ""
    try:
        async with aclosing(router.generate(request)) as batches:
            async for batch in batches:
                said += batch.text
                if batch.error and batch.error[0] != "context_too_long":
                    return None
    except Unavailable:
        return None
    return Summary(through, said.strip()) if said.strip() else None


async def to_summarise(store: Store, session_id: SessionId, state: SessionState) -> tuple[int, str] | None:
    """The turn up to which the older turns should be told in short, and their text; None while they are
    short."""
    since, _ = await _in_full(store, session_id, state)
    kept, older = state.summary, _older(state, since)
    text = "\n\n".join(f"The person: {_asked(turn)}\nThe writer: {prose(turn)}" for turn in older)
    if len(text) < OLDER_CHARS:
        return None
    return older[-1].turn, f"Before: {kept.text}\n\n{text}" if kept else text


def _asked(turn: Turn) -> str:
    return f"{turn.prompt} (with {len(turn.attachments)} pictures)" if turn.attachments else turn.prompt


def prose(turn: Turn) -> str:
    return "".join(part.text for part in turn.parts if isinstance(part, TextPart)).strip()


def _kept(state: SessionState) -> Sequence[Turn]:
    """The turns that the files, or what was said, are made of: also one that was stopped or failed its checks
    and left a version. One that was gone on with is the turn that did."""
    made = [turn for turn in state.turns if turn.outcome == "final" or turn.version is not None]
    continued = {turn.continues for turn in made}
    return [turn for turn in made if turn.turn not in continued]


def _older(state: SessionState, since: Sequence[Turn]) -> Sequence[Turn]:
    """Those between the summary and `since`, which are told in full."""
    first = since[0].turn if since else len(state.turns) + 1
    through = state.summary.through if state.summary else 0
    return [turn for turn in _kept(state) if through < turn.turn < first]


async def _in_full(
    store: Store, session_id: SessionId, state: SessionState
) -> tuple[Sequence[Turn], Sequence[str]]:
    """The turns that are told in full, and their replies."""
    since = _since(state)
    replies = [await store.reply(session_id, TurnId(turn.turn)) for turn in since]
    begun = _begun([len(turn.prompt) + len(reply) for turn, reply in zip(since, replies, strict=True)])
    return since[begun:], replies[begun:]


def _since(state: SessionState) -> Sequence[Turn]:
    """The newest turns whose replies, one behind the other, made the files what they are."""
    block = state.turns[len(state.turns) - len(state.turns) % REPLIES :]
    last_foreign = max((v.at_ms for v in state.versions if v.origin != "prompt"), default=-1)
    found: list[Turn] = []
    for turn in reversed(block):
        missed = any(finding.rule == "edit" for finding in turn.findings)
        whole = turn.outcome == "final" and turn.continues is None and not missed
        if not whole or turn.started_ms <= last_foreign or not turn.parts:
            break
        found.append(turn)
    return found[::-1]


def _begun(sizes: Sequence[int]) -> int:
    """The place, among exchanges of these sizes, behind the last of those that would be too much together. It
    moves by such steps and not with each turn, for vendors have what is told in their caches."""
    begun = total = 0
    for place, size in enumerate(sizes, 1):
        total += size
        if total > REPLIES_CHARS:
            begun, total = place, 0
    return begun


def _told(summary: str, older: Sequence[Exchange]) -> str:
    """Prompts as they were, what was pasted into them as data; without room for all, the newest."""
    lines: list[str] = []
    room = OLDER_CHARS
    for exchange in reversed(older):
        prompt, reply = exchange.prompt[:room], exchange.reply[:MAX_REPLY_CHARS]
        room -= len(prompt) + len(reply)
        lines.insert(0, f"- {fenced(prompt)} → {reply}")
        if room <= 0:
            break
    return "\n".join(([summary] if summary else []) + lines)
