"""Names in use that nobody imported: hooks, icons and charts come from the package that has them."""

import re

from studio.fixes.code import bound, called, elements, imports, insert_import, line_of, mask
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
_JSX_ONLY = ("lucide-react", "recharts")


def fix(fault: Fault) -> tuple[str, str] | None:
    text, added = fault.text, list[str]()
    names = bound(text)
    if re.search(r"(?<![\w$.])React\.", mask(text)) and "React" not in names:
        text = insert_import(text, 'import React from "react";\n')
        added.append("React")
    for name, path in _own(fault, names).items():
        text = insert_import(text, line_of(relative(fault.path, path), None, {name: name}))
        names.add(name)
        added.append(name)
    missing: dict[str, list[str]] = {}
    shown = elements(text)
    for name in sorted((shown | called(text)) - names - _GLOBAL):
        module = _module_of(name, fault, as_element=name in shown)
        if module is not None:
            missing.setdefault(module, []).append(name)
    for module, wanted in missing.items():
        text = _added(text, module, wanted)
        added += wanted
    return (text, f"imported {', '.join(added)}") if added else None


def _module_of(name: str, fault: Fault, *, as_element: bool) -> str | None:
    if as_element:
        for path in fault.files:
            if path != fault.path and re.search(rf"(?:^|/){re.escape(name)}\.[jt]sx?$", path):
                return relative(fault.path, path)
    exports = fault.known.exports
    beside = sorted({line.module.split("/")[0] for line in imports(fault.text)} - {"@", "~", ".", ".."})
    listed = [
        *(each for each in _ORDER if each in exports),
        *(each for each in exports if each.startswith("@/")),
        *(each for root in beside for each in sorted(exports) if each.startswith(f"{root}/")),
    ]
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
    code = mask(fault.text)
    return {
        name: paths[0]
        for name, paths in found.items()
        if len(paths) == 1 and name not in names and name not in _GLOBAL and _is_value(name, code)
    }


def _is_value(name: str, code: str) -> bool:
    """No key of an object, no attribute, no type."""
    uses = re.finditer(rf"(?<![\w$.]){re.escape(name)}(?![\w$])(?!\s*(?::|=[^=>]))", code)
    return any(
        not re.search(r"(?::|\bas|\w<|\||&|\btype|\bextends)\s*$", code[: use.start()]) for use in uses
    )


def _added(text: str, module: str, names: list[str]) -> str:
    """Into a line that is there already, or as a line of its own."""
    if module.startswith("."):
        return insert_import(text, line_of(module, names[0], {}))
    for line in imports(text):
        if line.module == module and line.space is None and not line.types:
            named = dict(line.named) | {name: name for name in names}
            return text[: line.start] + line_of(module, line.default, named) + text[line.end :]
    return insert_import(text, line_of(module, None, {name: name for name in names}))
