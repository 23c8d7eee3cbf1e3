"""What a fix is: one kind of fault in one file, mended without asking a model. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Known:
    """What code may import. `exports`: module name to the names it exports; empty: nothing is known, so
    nothing is renamed or replaced. `packages`: all packages that are there, `@/lib/*` for all below."""

    exports: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    packages: tuple[str, ...] = ()

    def has(self, module: str) -> bool:
        if module in self.exports:
            return True
        return any(
            module == package.removesuffix("/*")
            or module.startswith(package.removesuffix("*").rstrip("/") + "/")
            for package in self.packages
            if not (self.exports and package.endswith("/*"))  # of these every module is listed
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """One file of an artifact, and what a check said of the artifact (empty before any check)."""

    path: str
    text: str
    files: Mapping[str, str]
    entry: str
    known: Known
    problem: str


@dataclass(frozen=True, slots=True)
class Note:
    """What was mended where, for the user to read."""

    path: str
    fix: str
    said: str


Fix = Callable[[Fault], tuple[str, str] | None]
"""The file's new text and what was done to it, or None if there is nothing to do."""
