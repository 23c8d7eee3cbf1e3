"""Names in use that nobody imported: hooks, icons and charts come from the package that has them."""

import re

from studio.fixes.code import bound, called, elements, imports, insert_import, line_of, mask
from studio.fixes.contract import Fault

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
_JSX_ONLY = ("lucide-react", "recharts")


def fix(fault: Fault) -> tuple[str, str] | None:
    text, added = fault.text, list[str]()
    names = bound(text)
    if re.search(r"(?<![\w$.])React\.", mask(text)) and "React" not in names:
        text = insert_import(text, 'import React from "react";\n')
        added.append("React")
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
                return "./" + path.rsplit(".", 1)[0]
    exports = fault.known.exports
    listed = [
        *(each for each in _ORDER if each in exports),
        *(each for each in exports if each.startswith("@/")),
    ]
    for module in listed:
        if name in exports[module] and (as_element or module not in _JSX_ONLY):
            return module
    return None


def _added(text: str, module: str, names: list[str]) -> str:
    """Into a line that is there already, or as a line of its own."""
    if module.startswith("./"):
        return insert_import(text, line_of(module, names[0], {}))
    for line in imports(text):
        if line.module == module and line.space is None and not line.types:
            named = dict(line.named) | {name: name for name in names}
            return text[: line.start] + line_of(module, line.default, named) + text[line.end :]
    return insert_import(text, line_of(module, None, {name: name for name in names}))
