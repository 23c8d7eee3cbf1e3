"""An entry, or a file that is imported by default, without a default export: the component that it is about
gets one."""

import re

from studio.fixes.code import mask
from studio.fixes.contract import Fault

_COMPONENT = re.compile(
    r"^(?:export\s+)?(?:async\s+)?(?:function|const|let|class)\s+([A-Z][\w$]*)", re.MULTILINE
)

_IMPORT = r"""\bimport\s+(?!type\b)[\w$]+\s*(?:,\s*[{{*][^"']*)?\bfrom\s*["'][^"']*/{stem}(?:\.\w+)?["']"""


def fix(fault: Fault) -> tuple[str, str] | None:
    code = mask(fault.text)
    if not fault.path.endswith((".tsx", ".jsx")):
        return None
    stem = fault.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    by_default = re.compile(_IMPORT.format(stem=re.escape(stem)))
    if fault.path != fault.entry and not any(map(by_default.search, fault.files.values())):
        return None
    if re.search(r"\bexport\s+default\b|\bas\s+default\b", code):
        return None
    names: list[str] = _COMPONENT.findall(code)
    names = [name for name in names if not name.isupper()]
    if not names:
        return None
    exported = re.findall(r"^export\s+(?:function|const|class)\s+([A-Z][\w$]*)", code, re.MULTILINE)
    likely = [name for name in exported or names if _takes_nothing(name, code)] or exported or names
    main = next((name for name in (stem, "App", "Page", "Home") if name in names), likely[-1])
    return f"{fault.text.rstrip()}\n\nexport default {main};\n", f"exported {main} by default"


def _takes_nothing(name: str, code: str) -> bool:
    """A component without props stands by itself; others are parts of it."""
    function = rf"\bfunction\s+{re.escape(name)}\s*\(\s*\)"
    value = rf"\b{re.escape(name)}\b[^=\n]*=\s*(?:\(\s*\)|function\s*[\w$]*\s*\(\s*\))"
    return bool(re.search(rf"{function}|{value}", code))
