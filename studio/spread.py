"""What a prompt says together with the session's last few: an order to the model may be spread over several
prompts, of which none says it alone. Pure. Called by actors/turn_tasks.py, which has each reading judged as a
prompt.

Only the user's own words count. The readings are bounded, as each costs a scan: a few prompts, the end of
each. Wishes that have nothing to do with one another make a score together by chance, so it takes more than
of one prompt: the wording has to read like an order, too.
"""

import re
from collections.abc import Sequence

from studio.prompt.pasted import pasted
from studio.protocol import Finding, Turn
from studio.scan import BLOCK_FROM, PromptScan

EARLIER = 3
EARLIER_CHARS, NEWEST_CHARS = 400, 800
LONG_CHARS = 8_000
"""From here on a prompt costs a fifth of a second by itself: a fourth as much is read with it, in one way."""
ODDS, ODDS_ALONE = 2.0, 6.5
"""How much the wording has to read like an order beside other signals, and where it is the only one."""
WORDING = "its wording"
MESSAGE = "Together with the prompts before it, this one reads like an order to the model ({why})."
REMEDY = "Say what component you want, in one prompt."
_ENDS = " .,;:!?\n'\""
_GIVEN = re.compile(
    r"(?<![\w-])([\w-]{1,20})\s?(?:=|:|\bis\b|\bmeans\b)\s?['\"]?([^'\",.;:=\n]{1,200}?)"
    r"(?=['\",.;\n]|\s[\w-]{1,20}\s?=|\Z)"
)
_LISTED = re.compile(r"(?<!\w)(\d{1,2})[.):]?\s+([^\W\d]+)")
_CALLED = re.compile(
    r"([^\W_]{2,40})['\"]?[.,;]?\s+(?:call|name)\s+(?:it|this|that)\s+['\"]?([\w-]{1,20})", re.IGNORECASE
)
_WORD = re.compile(r"[\w-]+")
_LETTERS = re.compile(r"(?:\w-){2,}\w")


def together(earlier: Sequence[str], newest: str) -> list[str]:
    """Readings that are more than the newest prompt: none where there is no earlier one."""
    share = 4 if len(newest) > LONG_CHARS else 1
    most, newest_most = EARLIER_CHARS // share, NEWEST_CHARS // share
    own = [pasted(prompt)[0].strip()[-most:] for prompt in earlier[-EARLIER:]]
    own = [text for text in own if text]
    if not own:
        return []
    last = pasted(newest)[0].strip()
    if len(last) > newest_most:
        last = f"{last[: newest_most // 2]} {last[-newest_most // 2 :]}"
    readings = [" ".join(text.strip(_ENDS) for text in (*own, last))]
    if share > 1:
        return readings
    given = _given("\n".join(own))
    spelled = _WORD.sub(lambda word: given.get(word[0].lower(), word[0]), last)
    return [*readings, spelled] if spelled != last else readings


def earlier(turns: Sequence[Turn], turn: int) -> list[str]:
    """The prompts before this turn's that went to a model."""
    return [each.prompt for each in turns if each.turn < turn and each.code != "blocked"][-EARLIER:]


def found(scans: Sequence[PromptScan]) -> Finding | None:
    """What the judged readings say together; None if nothing."""
    for scan in scans:
        if _is_order(scan):
            why = ", ".join(sorted(scan.because, key=lambda name: -scan.because[name])[:3])
            return Finding("spread", "block", None, 0, MESSAGE.format(why=why), REMEDY)
    return None


def _is_order(scan: PromptScan) -> bool:
    if not any(finding.severity == "block" for finding in scan.findings):
        return False
    harmless = 1.0
    for name, weight in scan.because.items():
        harmless *= 1.0 if name == WORDING else 1.0 - weight
    return scan.odds >= (ODDS if 1.0 - harmless >= BLOCK_FROM else ODDS_ALONE)


def _given(text: str) -> dict[str, str]:
    """What the names in it stand for."""
    text = _LETTERS.sub(lambda letters: letters[0].replace("-", ""), text)
    given = {name: said for said, name in _CALLED.findall(text)}
    given |= dict(_LISTED.findall(text))
    given |= dict(_GIVEN.findall(text))
    return {name.lower(): said.strip() for name, said in given.items()}
