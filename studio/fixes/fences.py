"""A file that is a piece of Markdown: what stands between its fences is the file."""

import re

from studio.fixes.contract import Fault

_FENCED = re.compile(r"^```[ \t]*+\w*+[ \t]*+\n(.*?)(?:^```[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"^(?:import|export|const|function|class)\b", re.MULTILINE)


def fix(fault: Fault) -> tuple[str, str] | None:
    hit = _FENCED.search(fault.text)
    if hit is None or not _CODE.search(hit[1]):
        return None
    if _CODE.search(fault.text[: hit.start()] + fault.text[hit.end() :]):
        return None  # the fence is within the code: a string, or a comment
    return hit[1].lstrip("\n"), "took the code out of its Markdown"
