"""What the packages of the previews export, as the sandbox build wrote it down: each read when it is needed."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from studio.fixes import Known, Mended, mend

_PACKAGES = Path(__file__).parent.parent / "frameworks" / "packages.json"


class Exports(Mapping[str, frozenset[str]]):
    """Module to the names it exports. Some icon sets have thousands, and most sessions ask for none of them."""

    def __init__(self, built: Path) -> None:
        """Raises FileNotFoundError."""
        self._files = {
            module: built.parent / "modules" / f"{known['name']}.exports.json"
            for module, known in json.loads(built.read_text(encoding="utf-8")).items()
        }
        self._read: dict[str, frozenset[str]] = {}

    def __getitem__(self, module: str) -> frozenset[str]:
        names = self._read.get(module)
        if names is None:
            names = frozenset(map(str, json.loads(self._files[module].read_text(encoding="utf-8"))))
            self._read[module] = names
        return names

    def __contains__(self, module: object) -> bool:
        return module in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


@cache
def known(built: Path) -> Known:
    """`built`: the packages.json of the sandbox agent's build. Without a build nothing is known."""
    try:
        exports = Exports(built)
    except FileNotFoundError:
        return Known()
    return Known(exports, tuple(json.loads(_PACKAGES.read_text(encoding="utf-8"))["packages"]))


class Mender:
    """studio.fixes.Mend over what a build has written down."""

    def __init__(self, built: Path) -> None:
        self._built = built

    def __call__(self, files: Mapping[str, str], entry: str, problem: str) -> Mended:
        return mend(files, entry, known(self._built), problem)
