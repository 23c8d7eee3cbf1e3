"""The UI stacks that Atelier can write: one file and one line here each."""

from collections.abc import Iterable

_ENTRY = "App.tsx"
_COMPONENT = (".tsx", ".jsx")
_MODULE = (".ts", ".js")


def entry_path(paths: Iterable[str]) -> str | None:
    """The module whose component is mounted: App.tsx, else the first component, else the first module.

    web/src/renderable.ts has the same rule for the browser; tests/cases/entry.json holds both to it.
    """
    listed = list(paths)
    if _ENTRY in listed:
        return _ENTRY
    for endings in (_COMPONENT, _MODULE):
        for path in listed:
            if path.endswith(endings):
                return path
    return None
