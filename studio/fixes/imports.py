"""Names in use that nobody imported: hooks, icons and charts come from the package that has them."""

import re

from studio.fixes.code import NAME, Import, after_imports, bound, called, elements, imports, line_of, mask
from studio.fixes.contract import Fault
from studio.fixes.paths import relative

_ORDER = (
    "react",
    "react-dom",
    "lucide-react",
    "recharts",
    "framer-motion",
    "motion/react",
    "clsx",
    "tailwind-merge",
    "date-fns",
)
_GLOBAL = {
    "Image",
    "Map",
    "Set",
    "Date",
    "Option",
    "Text",
    "Error",
    "Number",
    "String",
    "Promise",
    "URL",
    "Object",
}
_TYPES = {"ReactNode", "FormEvent", "ChangeEvent", "KeyboardEvent", "MouseEvent", "CSSProperties"}
_EXPORTED = re.compile(
    r"^export\s+(?:async\s+)?(?:function\*?|const|let|class)\s+([A-Za-z_$][\w$]*)", re.MULTILINE
)
_NO_VALUE = re.compile(r"(?::|\bas|\w<|\||&|\btype|\bextends)\s*$")
_BEFORE = 40
"""Characters that are looked at before a use."""
_JSX_ONLY = ("lucide-react", "recharts")


def fix(fault: Fault) -> tuple[str, str] | None:
    text, new, added = fault.text, "", list[str]()
    names = bound(text)
    if re.search(r"(?<![\w$.])React\.", mask(text)) and "React" not in names:
        new = 'import React from "react";\n'
        added.append("React")
    for name, path in _own(fault, names).items():
        new += line_of(relative(fault.path, path), None, {name: name})
        names.add(name)
        added.append(name)
    missing: dict[str, list[str]] = {}
    shown, listed = elements(text), _listed(fault)
    for name in sorted((shown | called(text)) - names - _GLOBAL):
        module = _module_of(name, fault, listed, as_element=name in shown)
        if module is not None:
            missing.setdefault(module, []).append(name)
            added.append(name)
    return (_added(text, new, missing), f"imported {', '.join(added)}") if added else None


def _listed(fault: Fault) -> list[str]:
    """Modules that a name may be from, the likeliest first."""
    exports = fault.known.exports
    beside = sorted({line.module.split("/")[0] for line in imports(fault.text)} - {"@", "~", ".", ".."})
    return [
        *(each for each in _ORDER if each in exports),
        *(each for each in exports if each.startswith("@/")),
        *(each for root in beside for each in sorted(exports) if each.startswith(f"{root}/")),
    ]


def _module_of(name: str, fault: Fault, listed: list[str], *, as_element: bool) -> str | None:
    if as_element:
        for path in fault.files:
            if path != fault.path and re.search(rf"(?:^|/){re.escape(name)}\.[jt]sx?$", path):
                return relative(fault.path, path)
    exports = fault.known.exports
    for module in listed:
        if name in exports[module] and (as_element or module not in _JSX_ONLY):
            return module
    return None


def _own(fault: Fault, names: set[str]) -> dict[str, str]:
    """Names in use that just one other file of the artifact exports, and that file."""
    found: dict[str, list[str]] = {}
    for path, text in fault.files.items():
        if path == fault.path or not path.endswith((".tsx", ".ts", ".jsx", ".js")):
            continue
        for name in _EXPORTED.findall(mask(text)):
            found.setdefault(name, []).append(path)
    used = _values(mask(fault.text))
    return {
        name: paths[0]
        for name, paths in found.items()
        if len(paths) == 1 and name not in names and name not in _GLOBAL and name in used
    }


def _values(code: str) -> set[str]:
    """Names that are no key of an object, no attribute, no type."""
    uses = re.finditer(rf"(?<![\w$.]){NAME}(?![\w$])(?!\s*(?::|=[^=>]))", code)
    return {use[0] for use in uses if not _NO_VALUE.search(code[max(0, use.start() - _BEFORE) : use.start()])}


def _added(text: str, new: str, missing: dict[str, list[str]]) -> str:
    """Into lines that are there already, or as lines of their own, behind `new`, after the others."""
    lines, at = imports(text), after_imports(text)
    changed: dict[Import, str] = {}
    for module, names in missing.items():
        into = next((line for line in lines if line.module == module and _takes(line)), None)
        if module.startswith("."):
            new += line_of(module, names[0], {})
        elif into is None:
            new += line_of(module, None, {name: name for name in names})
        else:
            changed[into] = line_of(module, into.default, dict(into.named) | {name: name for name in names})
    gap = "" if not new or not at or text[at - 1] == "\n" else "\n"
    pieces, last = list[str](), 0
    for line in lines:
        pieces += [text[last : line.start], changed.get(line, text[line.start : line.end])]
        last = line.end
    return "".join([*pieces, text[last:at], gap, new, text[at:]])


def _takes(line: Import) -> bool:
    return line.space is None and not line.types
