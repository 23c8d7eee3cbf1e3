"""What the packages of the previews export, as the sandbox build wrote it down: read once, when needed."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from studio.fixes import Known, Mended, mend

_PACKAGES = Path(__file__).parent.parent / "frameworks" / "packages.json"


@cache
def known(built: Path) -> Known:
    """`built`: the packages.json of the sandbox agent's build. Without a build nothing is known."""
    try:
        said: dict[str, Any] = json.loads(built.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Known()
    table: dict[str, Any] = json.loads(_PACKAGES.read_text(encoding="utf-8"))
    exports = {module: frozenset(map(str, names)) for module, names in said["exports"].items()}
    return Known(exports, tuple(table.get("packages", table)))


class Mender:
    """studio.turn.Mend over what a build has written down."""

    def __init__(self, built: Path) -> None:
        self._built = built

    def __call__(self, files: Mapping[str, str], entry: str, problem: str) -> Mended:
        return mend(files, entry, known(self._built), problem)
