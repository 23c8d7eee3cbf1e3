"""Joins the reply of a model that goes on where another broke off, so that no character is lost or repeated.
Pure.

A model that was asked to go on begins, as asked, with the last lines of the text (the anchor); or at the very
next character; or some characters back; or at the start of its line or its file; or with a tag or a fence
again that is still open. `Splicer` holds back what it sends until it is clear which, and passes the rest on
as it comes. A text in which two readings are true (a line that is there twice in a row, sent once more)
cannot be told apart by anybody: then the anchor wins, and behind it the longest overlap. Called by
models/failover.py.
"""

import re
from dataclasses import dataclass
from enum import Enum

SURE_OVERLAP = 64
MIN_OVERLAP = 12
MIN_LINE_OVERLAP = 2
HEAD_CHARS = 32
SAME_START = 20  # characters that a file begun again shares with the file so far

_TAG = re.compile(r"^<(/?)(file|edit)\b([^<>\n]*)>[ \t]*$", re.M)
_OPENERS = (
    "here", "sure", "okay", "ok", "of course", "certainly", "continu", "going on", "picking up", "the rest",
)  # fmt: skip
_PREAMBLE = re.compile(rf"\s*(?:{'|'.join(_OPENERS)})[^\n]{{0,160}}\n\s*", re.IGNORECASE)
_FENCE = re.compile(r"```[\w+-]*[ \t]*\n")
_OPENING = re.compile(r"<(file|edit)\b([^<>\n]*)>[ \t]*\n")


class _Undecided(Enum):
    MAYBE = 0


MAYBE = _Undecided.MAYBE


@dataclass(frozen=True, slots=True)
class _Start:
    """Where in what was sent the new text begins, and what was dropped before it."""

    at: int
    fenced: bool = False
    anew: bool = False  # the open file is written again from its tag


class _FenceEnd:
    """Drops the line that ends a fence whose beginning was dropped."""

    def __init__(self, *, active: bool) -> None:
        self._active = active
        self._line_start = False
        self._held: str = ""

    def feed(self, text: str) -> str:
        if not self._active:
            return text
        text, self._held = self._held + text, ""
        line = 0 if self._line_start else text.find("\n") + 1
        while self._line_start or line > 0:
            rest = text[line:]
            fence, end, _ = rest.partition("\n")
            if "```".startswith(fence) or (fence.startswith("```") and not fence[3:].strip()):
                if end and fence.startswith("```"):
                    self._active = False
                    return text[:line] + rest[len(fence) + 1 :]
                if not end:
                    self._held, self._line_start = rest, True
                    return text[:line]
            self._line_start = False
            line = text.find("\n", line) + 1
        return text

    def close(self) -> str:
        held, self._held = self._held, ""
        return "" if held.startswith("```") else held


class Splicer:
    """Call `feed` with what the model sends, `close` when it ends; both return text that belongs behind
    `written`.

    `anchor` is what the model was asked to begin with. None: its vendor promises to go on at the next
    character, behind `written` without the space at its end if `trimmed`. `doubt`, once the place is settled:
    the model did not begin as asked, and what it sent may as well have begun elsewhere.
    """

    def __init__(self, written: str, anchor: str | None, *, trimmed: bool = False) -> None:
        self._written = written
        self._anchor = anchor
        self._space = written[len(written.rstrip()) :] if trimmed else ""
        self._tag = _open_tag(written)
        self._held: str = ""
        self._settled = not written or (anchor is None and not self._space)
        self._fence = _FenceEnd(active=False)
        self.doubt = False

    def feed(self, text: str) -> str:
        if self._settled:
            return self._fence.feed(text)
        self._held += text
        return self._settle(ended=False)

    def close(self) -> str:
        return ("" if self._settled else self._settle(ended=True)) + self._fence.close()

    def _settle(self, *, ended: bool) -> str:
        if self._anchor is None:
            start = _behind_space(self._held, self._space, ended=ended)
        else:
            start = _start(self._written, self._anchor, self._tag, self._held, ended=ended)
        if start is MAYBE:
            return ""
        if self._anchor is not None:
            doubt = _in_doubt(self._written, self._anchor, self._tag, self._held, start, ended=ended)
            if doubt is MAYBE:
                return ""
            self.doubt = doubt
        self._settled = True
        self._fence = _FenceEnd(active=start.fenced)
        rest, self._held = self._held[start.at :], ""
        if start.anew and not self._written.endswith("\n"):
            rest = "\n" + rest
        return self._fence.feed(rest)


def _in_doubt(
    written: str, anchor: str, tag: re.Match[str] | None, sent: str, start: _Start, *, ended: bool
) -> bool | _Undecided:
    """Whether `sent`, which did not begin with the anchor, may have begun at another place than `start`. Text
    that is the end of `written` by chance is told from such text sent once more only by its length."""
    leads = _leads(tag, sent, ended=True)
    assert leads is not MAYBE
    places = [lead.at for lead in leads]
    if start.anew or any(isinstance(_behind_anchor(anchor, sent, at), int) for at in places):
        return False
    doubt: bool | _Undecided = False
    for at in places:
        text, taken = sent[at:], start.at - at
        sizes = [size for size in range(1, len(text) + 1) if written.endswith(text[:size])]
        sure = taken in sizes and _is_once(written, taken)
        longer = range(len(text) + 1, SURE_OVERLAP)
        if not ended and any(written[-size:].startswith(text) for size in longer):
            return MAYBE
        if sizes and not sure:
            if not ended and len(text) < SURE_OVERLAP:
                return MAYBE
            doubt = True
    return doubt


def _is_once(written: str, size: int) -> bool:
    end = written[-size:]
    visible = sum(not char.isspace() for char in end)
    return visible >= MIN_OVERLAP and written.find(end) == len(written) - size


def _behind_space(sent: str, space: str, *, ended: bool) -> _Start | _Undecided:
    """The vendor was given the text without the space at its end, so the model writes that once more."""
    common = 0
    while common < min(len(sent), len(space)) and sent[common] == space[common]:
        common += 1
    if common == len(sent) < len(space) and not ended:
        return MAYBE
    return _Start(common)


def _start(
    written: str, anchor: str, tag: re.Match[str] | None, sent: str, *, ended: bool
) -> _Start | _Undecided:
    """The first reading that holds, if none before it may yet hold."""
    leads = _leads(tag, sent, ended=ended)
    if leads is MAYBE:
        return MAYBE
    found: list[_Start | None] = []
    for lead in leads:
        for behind in (_behind_anchor(anchor, sent, lead.at), _overlap(written, sent, lead.at)):
            if behind is MAYBE and not ended:
                return MAYBE
            if isinstance(behind, int):
                found.append(_Start(behind, lead.fenced))
    if found:
        return next(start for start in found if start)
    lead = leads[-1]
    rest = sent[lead.at :]
    if rest.startswith(" ") and not ended and rest.isspace():
        return MAYBE
    if rest.startswith(" ") and _indented_again(written, rest):
        return _Start(lead.at + len(written) - written.rfind("\n") - 1, lead.fenced)
    if lead.tag_at is None:
        return _Start(lead.at, lead.fenced)
    return _begun_again(written, tag, sent, lead, ended=ended)


@dataclass(frozen=True, slots=True)
class _Lead:
    """A place in what was sent where its text may begin: behind a preamble, a fence, a tag."""

    at: int
    fenced: bool = False
    tag_at: int | None = None


def _leads(open_tag: re.Match[str] | None, sent: str, *, ended: bool) -> list[_Lead] | _Undecided:
    """The places, the very beginning first. Fences and tags count where a file or an edit is open."""
    places = [_Lead(0)]
    at, fenced = 0, False
    preamble = _PREAMBLE.match(sent)
    if preamble and (_FENCE.match(sent, preamble.end()) or _OPENING.match(sent, preamble.end())):
        at = preamble.end()
    elif not ended and _may_be_preamble(sent):
        return MAYBE
    if open_tag is None:
        return places
    for _ in range(2):
        fence = _FENCE.match(sent, at)
        if fence:
            at, fenced = fence.end(), True
            places.append(_Lead(at, fenced))
        opening = _OPENING.match(sent, at)
        if opening and opening[1] == open_tag[2] and opening[2].strip() == open_tag[3].strip():
            places.append(_Lead(opening.end(), fenced, at))
            at = opening.end()
    rest = sent[at:]
    if not ended and "\n" not in rest and (rest.startswith(("```", "<file", "<edit")) or _begins(rest)):
        return MAYBE
    return places


def _begins(rest: str) -> bool:
    return any(word.startswith(rest) for word in ("```", "<file", "<edit"))


def _may_be_preamble(sent: str) -> bool:
    """A line that reads like one, as long as nothing stands behind it."""
    matched = _PREAMBLE.match(sent)
    if matched is None:
        line = sent.lstrip().lower()
        return "\n" not in line and any(line.startswith(word) or word.startswith(line) for word in _OPENERS)
    rest = sent[matched.end() :]
    return "\n" not in rest and (not rest or rest.startswith(("```", "<")) or _begins(rest))


def _open_tag(written: str) -> re.Match[str] | None:
    """The tag of the file or edit that is open at the end."""
    last: re.Match[str] | None = None
    for tag in _TAG.finditer(written):
        last = None if tag[1] else tag
    return last


def _behind_anchor(anchor: str, sent: str, at: int) -> int | _Undecided | None:
    """Behind the anchor at `at`, if it is there; runs of space count as equal."""
    words = anchor.split()
    pos = at
    for number, word in enumerate(words):
        start = pos
        while pos < len(sent) and sent[pos].isspace():
            pos += 1
        if pos == len(sent):
            return MAYBE
        if number and start == pos:
            return None
        if not sent.startswith(word, pos):
            return MAYBE if word.startswith(sent[pos:]) else None
        pos += len(word)
    if not words:
        return None
    behind = _behind_space(sent[pos:], anchor[len(anchor.rstrip()) :], ended=False)
    return MAYBE if behind is MAYBE else pos + behind.at


def _overlap(written: str, sent: str, at: int) -> int | _Undecided | None:
    """Behind the longest end of `written` that stands at `at`."""
    text = sent[at:]
    if not text:
        return MAYBE
    longest: int | None = None
    head = text[:HEAD_CHARS]
    place = written.find(head)
    while place >= 0:
        size = len(written) - place
        if size > len(text):
            if written.startswith(text, place) and _counts(written, size):
                return MAYBE
        elif text.startswith(written[place:]) and _counts(written, size):
            longest = max(longest or 0, size)
        place = written.find(head, place + 1)
    short = (size for size in range(MIN_LINE_OVERLAP, len(head) + 1) if _ends(written, text, size))
    longest = max(longest or 0, *short, 0)
    return at + longest if longest else None


def _ends(written: str, text: str, size: int) -> bool:
    return written.endswith(text[:size]) and _counts(written, size)


def _counts(written: str, size: int) -> bool:
    """Whether so long an end is no coincidence: much text, text that is there once, or the line being
    written."""
    end = written[-size:]
    visible = sum(not char.isspace() for char in end[:HEAD_CHARS])
    if size >= SURE_OVERLAP and visible:
        return True
    line = written[written.rfind("\n") + 1 :]
    least = MIN_LINE_OVERLAP if end == line else MIN_OVERLAP
    varied = len(set("".join(end.split()))) > 1
    return size >= least and varied and (end == line or written.find(end) == len(written) - size)


def _indented_again(written: str, sent: str) -> bool:
    """Whether a line of which only the indentation is there was begun again: then what was sent is indented
    like the line before, otherwise that and what is there together are."""
    lines = written.split("\n")
    have = len(lines[-1])
    before = next((line for line in reversed(lines[:-1]) if line.strip()), "")
    usual = len(before) - len(before.lstrip())
    new = len(sent) - len(sent.lstrip())
    return have > 2 and not lines[-1].strip() and new >= have and abs(new - usual) < abs(have + new - usual)


def _begun_again(
    written: str, tag: re.Match[str] | None, sent: str, lead: _Lead, *, ended: bool
) -> _Start | _Undecided:
    """Behind the tag of the open file: its text from the start (passed over as far as it is the same), other
    text from the start (the file is written anew), or what comes next."""
    assert tag is not None
    assert lead.tag_at is not None
    body, rest = written[tag.end() :].removeprefix("\n"), sent[lead.at :]
    same = 0
    while same < min(len(body), len(rest)) and body[same] == rest[same]:
        same += 1
    if same == len(body) > 0:
        return _Start(lead.at + same, lead.fenced)
    if same == len(rest) and not ended:
        return MAYBE
    if same >= min(SAME_START, len(body)):
        return _Start(lead.tag_at, anew=True)
    return _Start(lead.at, lead.fenced)
