"""An entry, or a file that is imported by default, without a default export: the component that it is about
gets one. Which that is, is the rule of web/preview/packages/choice.ts as far as a text shows it:
tests/cases/shown.json holds both to it."""

import re

from studio.fixes.code import imports, mask
from studio.fixes.contract import Fault

_COMPONENT = re.compile(
    r"^(export\s+)?(?:async\s+)?(?:function|const|let|class)\s+([^\W\d_][\w$]*)", re.MULTILINE
)
_LISTED = re.compile(r"^export\s*\{([^}]*)\}\s*(?:;|$)", re.MULTILINE)
_THERE = re.compile(r"\bexport\s+default\b|\bas\s+default\b|^export\s*\{[^}]*\bdefault\b", re.MULTILINE)
_MAX_NAMES, _MAX_PARTS = 100, 2000
_USUAL = ("App", "Page", "Home")
_OPTIONAL = re.compile(r"\s*(?:readonly\s+)?[\w$'\"-]+\?\s*:")


def fix(fault: Fault) -> tuple[str, str] | None:
    if not fault.path.endswith((".tsx", ".jsx")):
        return None
    code = mask(fault.text)
    stem = fault.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if _THERE.search(code):
        return None
    if fault.path != fault.entry and not any(_wants(text, stem) for text in fault.files.values()):
        return None
    main = _main(code, stem, is_entry=fault.path == fault.entry)
    if main is None:
        return None
    return f"{fault.text.rstrip()}\n\nexport default {main};\n", f"exported {main} by default"


def _wants(text: str, stem: str) -> bool:
    """Whether the file imports one of that name by default."""
    last = re.compile(rf".*/{re.escape(stem)}(?:\.\w+)?")
    return any(line.default and not line.types and last.fullmatch(line.module) for line in imports(text))


def _main(code: str, stem: str, *, is_entry: bool) -> str | None:
    found = [(bool(exported), name) for exported, name in _COMPONENT.findall(code)]
    names = [name for _, name in found if name[0].isupper() and (not name.isupper() or len(name) == 1)]
    names = names[:_MAX_NAMES]
    if not names:
        return None
    if not is_entry and stem in names:
        return stem  # whoever imports it gives it its props
    listed = [part.split(" as ")[0].strip() for part in ",".join(_LISTED.findall(code)).split(",")]
    exported = [name for name in names if (True, name) in found] + [name for name in listed if name in names]
    among = exported or names
    usual = [name for name in (stem, *_USUAL) if name in among]
    parts = [name for name in among if re.search(rf"<{re.escape(name)}[\s/>]", code)]
    rank = {name: _needs(name, code) for name in among}
    for name in usual:
        if rank[name] < 2:
            return name
    wholes = among if exported else [name for name in among if name not in parts] or among
    best = min(rank[name] for name in wholes)
    if best == 2 and usual:
        return usual[0]
    return [name for name in wholes if rank[name] == best][-1]


def _needs(name: str, code: str) -> int:
    """0: it takes no props; 1: it can do without each; 2: it may need some, or is no function."""
    begins = re.search(
        rf"\bfunction\s+{re.escape(name)}\s*(?:<[^>]*>)?\s*\(|\b{re.escape(name)}\b[^=\n]*=\s*"
        r"(?:[\w$.]+(?:<[^>]*>)?\(\s*)?(?:async\s*)?(?:function\s*[\w$]*\s*)?\(",
        code,
    )
    if begins is None:
        return 2
    pieces, end = _parts(code, begins.end())
    if not pieces:
        return 0 if re.match(r"\s*(?::[^=;{]+)?(?:\{|=>)", code[end:]) else 2
    first = pieces[0].strip()
    if re.match(r"[\w$]+\s*(?::[^=]+)?=", first):
        return 0  # `(props = {})`
    kind = first.rpartition("}")[2].strip() if first.startswith("{") else first.partition(":")[2]
    if first.startswith("{"):
        props, after = _parts(first, 1)
        if props and all(re.match(r"\s*(?:\.\.\.|[^=]+=)", prop) for prop in props):
            return 1
        kind = first[after:].strip().removeprefix(":")
    return 1 if _all_optional(kind.strip(), code) else 2


def _all_optional(kind: str, code: str) -> bool:
    """Of an inline type, or the name of one in the file."""
    if not kind.startswith("{"):
        declared = re.search(rf"\b(?:interface\s+{re.escape(kind)}|type\s+{re.escape(kind)}\s*=)\s*\{{", code)
        if not re.fullmatch(r"[\w$]+", kind) or declared is None:
            return False
        kind = code[declared.end() - 1 :]
    members, _ = _parts(kind, 1, ",;\n")
    return bool(members) and all(_OPTIONAL.match(member) for member in members)


def _parts(code: str, start: int, between: str = ",") -> tuple[list[str], int]:
    """What stands between separators up to the bracket that closes the one before `start`, and where that is
    over."""
    found, depth, at = [""], 0, start
    while at < min(len(code), start + _MAX_PARTS):
        char = code[at]
        depth += (char in "([{") - (char in ")]}")
        at += 1
        if depth < 0:
            break
        if char in between and depth == 0:
            found.append("")
        else:
            found[-1] += char
    return [part for part in found if part.strip()], at
