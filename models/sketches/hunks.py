"""From an old and a new text to the edit blocks of the reply format. Pure.

Invariant: each SEARCH text occurs exactly once, in the old text and in the text as the blocks before it
have left it; where that cannot be had, or would be no smaller, the whole file is written instead.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher

_FEW = 3
_MANY_LINES = 1000


@dataclass(slots=True)
class _Hunk:
    """Lines old[i1:i2] become new[j1:j2]."""

    i1: int
    i2: int
    j1: int
    j2: int


def edit_blocks(path: str, old: str, new: str) -> str:
    """An <edit> for the difference, or a <file> where an edit would be ambiguous or longer."""
    old_lines, new_lines = old.split("\n"), new.split("\n")
    hunks = _hunks(old_lines, new_lines)
    whole = [_Hunk(hunks[0].i1, hunks[-1].i2, hunks[0].j1, hunks[-1].j2)] if hunks else []
    for attempt in (hunks, whole):
        edit = _edit(path, old, new, _widened(attempt, old, old_lines))
        if edit is not None and len(edit) < len(new):
            return edit
    return _file(path, new)


def _edit(path: str, old: str, new: str, hunks: list[_Hunk]) -> str | None:
    """The blocks of the hunks, or None where one of them is ambiguous."""
    old_lines, new_lines = old.split("\n"), new.split("\n")
    blocks: list[str] = []
    text = old
    for hunk in hunks:
        search = "\n".join(old_lines[hunk.i1 : hunk.i2])
        replace = "\n".join(new_lines[hunk.j1 : hunk.j2])
        if text.count(search) != 1:
            return None
        text = text.replace(search, replace)
        body = f"{replace}\n" if hunk.j2 > hunk.j1 else ""
        blocks.append(f"<<<<<<< SEARCH\n{search}\n=======\n{body}>>>>>>> REPLACE\n")
    return f'<edit path="{path}">\n{"".join(blocks)}</edit>\n' if text == new else None


def _hunks(old: list[str], new: list[str]) -> list[_Hunk]:
    """What differs. Lines are matched only between the first and the last difference: that is what takes time."""
    if len(old) == len(new):
        changed = [place for place in range(len(old)) if old[place] != new[place]]
        if len(changed) * _FEW < len(old) or len(old) > _MANY_LINES:
            return _runs(changed)
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    matcher = SequenceMatcher(None, old[start : len(old) - end], new[start : len(new) - end], autojunk=False)
    places = (place for tag, *place in matcher.get_opcodes() if tag != "equal")
    return [_Hunk(i1 + start, i2 + start, j1 + start, j2 + start) for i1, i2, j1, j2 in places]


def _runs(changed: list[int]) -> list[_Hunk]:
    """One hunk for each run of neighbouring lines."""
    runs: list[_Hunk] = []
    for place in changed:
        if runs and runs[-1].i2 == place:
            runs[-1].i2 = runs[-1].j2 = place + 1
        else:
            runs.append(_Hunk(place, place + 1, place, place + 1))
    return runs


def _file(path: str, text: str) -> str:
    end = "" if text.endswith("\n") else "\n"
    return f'<file path="{path}">\n{text}{end}</file>\n'


def _widened(hunks: list[_Hunk], old: str, lines: list[str]) -> list[_Hunk]:
    """The hunks with as many equal neighbour lines as make each unique, those that meet merged."""
    done: list[_Hunk] = []
    for place, hunk in enumerate(hunks):
        if done and hunk.i1 < done[-1].i2:  # the one before has grown into this one
            grown = done.pop()
            shift = max(0, grown.i2 - hunk.i2)
            hunk.i1, hunk.j1 = grown.i1, grown.j1
            hunk.i2, hunk.j2 = hunk.i2 + shift, hunk.j2 + shift
        following = hunks[place + 1].i1 if place + 1 < len(hunks) else len(lines)
        downwards = False
        while not _is_unique(hunk, old, lines):
            floor = done[-1].i2 if done else 0
            if hunk.i1 > floor and not (downwards and hunk.i2 < following):
                hunk.i1, hunk.j1 = hunk.i1 - 1, hunk.j1 - 1
            elif hunk.i2 < following:
                hunk.i2, hunk.j2 = hunk.i2 + 1, hunk.j2 + 1
            elif done:
                before = done.pop()
                hunk.i1, hunk.j1 = before.i1, before.j1
            else:
                break
            downwards = not downwards
        done.append(hunk)
    return done


def _is_unique(hunk: _Hunk, old: str, lines: list[str]) -> bool:
    search = "\n".join(lines[hunk.i1 : hunk.i2])
    if hunk.j1 == hunk.j2 and hunk.i1 > 0 and hunk.i2 - hunk.i1 > 0:
        return False  # a pure removal keeps a neighbour, or an empty line would stay behind
    return bool(search.strip()) and old.count(search) == 1
