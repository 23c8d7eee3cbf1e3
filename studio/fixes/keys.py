"""Elements of a list without a key: they get their place in the list."""

import re

from studio.fixes.contract import Fault

_MAP = re.compile(
    r"\.map\(\s*(?:\((?P<params>[^()]*)\)|(?P<single>[A-Za-z_$][\w$]*))\s*=>\s*(?P<open>\(\s*|\{\s*return\s*\(?\s*)?"
    r"<(?P<name>[A-Za-z][\w.]*)(?P<rest>(?:[^<>{}]|\{(?:[^{}]|\{[^{}]*\})*\}|=>)*?)(?=/?>)"
)


def fix(fault: Fault) -> tuple[str, str] | None:
    count = 0

    def keyed(hit: re.Match[str]) -> str:
        nonlocal count
        if re.search(r"(?<![\w-])key=|\{\.\.\.", hit["rest"]):
            return hit[0]
        count += 1
        whole = hit["params"] if hit["params"] is not None else hit["single"]
        depth = re.sub(r"\{[^{}]*\}|\[[^\[\]]*\]|<[^<>]*>", "", whole)
        parts = [part.strip() for part in depth.split(",") if part.strip()]
        if len(parts) >= 2:
            index, params = parts[1].split(":")[0].strip(), whole
        else:
            index, params = "index", f"{whole.rstrip().rstrip(',')}, index"
        head = hit["open"] or ""
        return f".map(({params}) => {head}<{hit['name']} key={{{index}}}{hit['rest']}"

    text = _MAP.sub(keyed, fault.text)
    return (text, f"gave {count} list{'s' if count > 1 else ''} keys") if count else None
