"""Elements of a list without a key: they get their place in the list."""

import re

from studio.fixes.code import NAME, names_in, reading
from studio.fixes.contract import Fault
from studio.fixes.lex import CODE, TAG

_MAP = re.compile(
    r"\.map\(\s*(?:\((?P<params>[^()]*)\)|(?P<single>[A-Za-z_$][\w$]*))\s*=>\s*(?P<open>\(\s*+|\{\s*+return\s*+\(?+\s*+)?"
    r"(?P<tag><)(?P<name>[A-Za-z][\w.]*)(?P<rest>(?:[^<>{}]|\{(?:[^{}]|\{[^{}]{0,2000}\}){0,2000}\}|=>){0,2000}?)(?=/?>)"
)
_PART = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]|<[^<>]*>")
_MAX_DEPTH = 8


def fix(fault: Fault) -> tuple[str, str] | None:
    """A name for the place in the list is one that the file has for nothing else: inside, it would hide that."""
    count = 0
    read = reading(fault.text)
    own = next(
        name
        for name in ("index", "place", "nth", "atIndex", "keyIndex", "")
        if name not in names_in(read.code)
    )

    def keyed(hit: re.Match[str]) -> str:
        nonlocal count
        is_code = read.kinds[hit.start()] == CODE and read.kinds[hit.start("tag")] == TAG
        if not is_code or re.search(r"(?<![\w-])key=|\{\.\.\.", hit["rest"]):
            return hit[0]
        whole = hit["params"] if hit["params"] is not None else hit["single"]
        flat = whole
        for _ in range(_MAX_DEPTH):
            flat = _PART.sub("", flat)
        parts = [part.strip() for part in flat.split(",") if part.strip()]
        index = parts[1].partition(":")[0].strip() if len(parts) >= 2 else own
        if not re.fullmatch(NAME, index):
            return hit[0]
        params = whole if len(parts) >= 2 else f"{whole.rstrip().rstrip(',')}, {own}"
        count += 1
        head = hit["open"] or ""
        return f".map(({params}) => {head}<{hit['name']} key={{{index}}}{hit['rest']}"

    text = _MAP.sub(keyed, fault.text)
    return (text, f"gave {count} list{'s' if count > 1 else ''} keys") if count else None
