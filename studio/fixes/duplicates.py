"""Names that are imported twice, or imported and declared: one of them goes."""

import re

from studio.fixes.code import body, imports, line_of
from studio.fixes.contract import Fault


def fix(fault: Fault) -> tuple[str, str] | None:
    lines = imports(fault.text)
    if not lines:
        return None
    declared = set(
        re.findall(
            r"^(?:export\s+(?:default\s+)?)?(?:function|const|let|class)\s+([\w$]+)",
            body(fault.text),
            re.MULTILINE,
        )
    )
    seen: set[str] = set(declared)
    changed: list[tuple[int, int, str]] = []
    gone: list[str] = []
    for line in lines:
        if line.types:
            continue
        named = {name: local for name, local in line.named if local not in seen}
        default = line.default if line.default not in seen else None
        space = line.space if line.space not in seen else None
        twice = [name for name in line.local if name in seen]
        own = [local for _, local in line.named]
        twice += [name for name in set(own) if own.count(name) > 1]
        seen.update(line.local)
        if twice:
            gone += twice
            kept = line_of(line.module, default, named, space) if named or default or space else ""
            changed.append((line.start, line.end, kept))
    text = fault.text
    for start, end, kept in reversed(changed):
        text = text[:start] + kept + text[end:]
    return (text, f"{', '.join(sorted(set(gone)))} was there twice") if changed else None
