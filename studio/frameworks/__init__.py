"""The UI stacks that Atelier can write: one file and one line here each."""

import re
from collections.abc import Iterable

_ENTRY = "App.tsx"
_PAGES = (r"(^|/)app\.[tj]sx$", r"(^|/)page\.[tj]sx$", r"(^|/)pages/index\.[tj]sx$")
_NOT_BEFORE = r"(^|/)(layout|template|main|index|_app|_document)\.[tj]sx$"  # those put a page into place
_COMPONENT = r"\.[tj]sx$"
_MODULE = r"\.[tj]s$"


def entry_path(paths: Iterable[str]) -> str | None:
    """The module whose component is mounted: App.tsx, else what is named like a page, nearest to the top,
    else the first component, else the first module.

    web/src/renderable.ts has the same rule for the browser; tests/cases/entry.json holds both to it.
    """
    listed = list(paths)
    if _ENTRY in listed:
        return _ENTRY
    for pattern in _PAGES:
        named = [path for path in listed if re.search(pattern, path, re.IGNORECASE)]
        if named:
            return min(named, key=lambda path: path.count("/"))
    components = [path for path in listed if re.search(_COMPONENT, path)]
    modules = [path for path in listed if re.search(_MODULE, path)]
    first = [path for path in components if not re.search(_NOT_BEFORE, path)]
    return next(iter([*first, *components, *modules]), None)
