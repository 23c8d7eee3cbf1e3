"""Faults that need no model: found in finished files and mended, each told to the user. Pure.

A fix is one file and one line here; they run in this order, each on what the one before left. Called by
studio/writing.py when a reply has ended, and once more with what a failed check said.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from studio.fixes import (
    attributes,
    default_export,
    duplicates,
    exports_of,
    fences,
    imports,
    keys,
    next_isms,
    packages,
    paths,
    roots,
    strings,
    tail,
)
from studio.fixes.code import is_beyond
from studio.fixes.contract import Fault, Fix, Known, Note

FIXES: dict[str, Fix] = {
    "markdown": fences.fix,
    "unterminated-string": strings.fix,
    "html-attributes": attributes.fix,
    "side-by-side": roots.fix,
    "unclosed-tail": tail.fix,
    "next": next_isms.fix,
    "wrong-path": paths.fix,
    "unknown-package": packages.fix,
    "unknown-export": exports_of.fix,
    "duplicate-import": duplicates.fix,
    "missing-import": imports.fix,
    "missing-key": keys.fix,
    "default-export": default_export.fix,
}
SCRIPTS = (".tsx", ".ts", ".jsx", ".js")


@dataclass(frozen=True, slots=True)
class Mended:
    """The files after all fixes, and what was done; without notes they are the same."""

    files: Mapping[str, str]
    notes: tuple[Note, ...] = ()


Mend = Callable[[Mapping[str, str], str, str], Mended]
"""`mend` over what somebody knows of packages: files, entry and what a check said of them."""


def mend_nothing(files: Mapping[str, str], entry: str, problem: str) -> Mended:
    return Mended(files)


def mend(files: Mapping[str, str], entry: str, known: Known, problem: str = "") -> Mended:
    """`problem`: what a check said of these files, if there was one."""
    mended, notes = dict(files), list[Note]()
    for path in files:
        if not path.endswith(SCRIPTS) or is_beyond(files[path]):
            continue
        for name, fix in FIXES.items():
            made = fix(Fault(path, mended[path], mended, entry, known, problem))
            if made is not None and made[0] != mended[path]:
                mended[path] = made[0]
                notes.append(Note(path, name, made[1]))
    return Mended(mended, tuple(notes))


__all__ = ["FIXES", "Known", "Mend", "Mended", "Note", "mend", "mend_nothing"]
