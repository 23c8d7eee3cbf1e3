"""What the build has written down of icons and components: read when a tool first asks for it.

web/scripts/docs.mjs writes the files. Made by cluster/session_actor.py, once a session's process.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from studio.tools.contract import Mistake


class BuiltReference:
    """`folder` holds icons.json and components.json."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, Any] = {}

    def icons(self) -> Sequence[str]:
        return self._file("icons.json")

    def docs(self) -> Mapping[str, Mapping[str, str]]:
        return self._file("components.json")

    def _file(self, name: str) -> Any:
        if name not in self._read:
            try:
                self._read[name] = json.loads((self._folder / name).read_text(encoding="utf-8"))
            except (OSError, ValueError):
                raise Mistake("This server has no such list: it was not built. Go on without.") from None
        return self._read[name]


UNBUILT = BuiltReference(Path("nowhere"))
