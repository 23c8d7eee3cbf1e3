"""What an import path means inside a set of files: the rule of web/preview/packages/files.ts, which the frame
and the sandbox's compiler share. tests/cases/files.json holds both to it. Pure; called by studio/fixes.
"""

import re
from collections.abc import Collection

_ENDINGS = (
    "", ".tsx", ".ts", ".jsx", ".js", ".css", ".json",
    "/index.tsx", "/index.ts", "/index.jsx", "/index.js",
)  # fmt: skip
_FILE = re.compile(r"\.{0,2}/|[@~]/|\.{1,2}$")
_SCRIPT = re.compile(r"\.[cm]?jsx?$")


def is_file_path(specifier: str) -> bool:
    """Relative paths, `@/…` and `~/…` are files; everything else is a package."""
    return _FILE.match(specifier) is not None


def resolve_file(files: Collection[str], importer: str, specifier: str) -> str | None:
    """The file that an import names, seen from `importer`; None when no such file exists."""
    for base in _bases(importer, specifier):
        source = _SCRIPT.sub("", base)  # TypeScript's modules are imported by the names of what they become
        becoming = () if source == base else (f"{source}.ts", f"{source}.tsx")
        named = (base + ending if base else ending[1:] for ending in _ENDINGS)
        for path in (*named, *becoming):
            if path in files:
                return path
    return None


def _bases(importer: str, specifier: str) -> tuple[str, ...]:
    if specifier.startswith(("@/", "~/")):
        rest = specifier[2:]
        return rest, f"src/{rest}", f"app/{rest}"
    if specifier.startswith("/"):
        return specifier[1:], specifier
    parts = importer.split("/")[:-1]
    for part in specifier.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in (".", ""):
            parts.append(part)
    return ("/".join(parts),)
