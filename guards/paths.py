"""Things that code reaches by keys: from the global object, from a package, or from what is not known. Pure.

Called by guards/folds.py, guards/values.py and rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WINDOW = ("window", "globalThis", "self", "frames", "global")
MAX_KEYS = 12


@dataclass(frozen=True, slots=True)
class Path:
    """Something reached by keys from the global object (`()`), from a package (`@name`) or from what is not
    known (`?`): document.cookie is ("document", "cookie"), x.constructor is ("?", "constructor")."""

    keys: tuple[str, ...]


UNKNOWN = Path(("?",))


def free(name: str) -> Path:
    """What a name means that the file does not bind."""
    return Path(()) if name in WINDOW else Path((name,))


def below(base: Path, key: str | None) -> Path:
    """base[key]; None, a key that cannot be told, is `*`."""
    if not base.keys and key in WINDOW:
        return base
    if key == "ownerDocument":
        return Path(("document",))
    if key == "defaultView":
        return Path(())
    return Path((*base.keys[-MAX_KEYS:], "*" if key is None else key))


def is_document(keys: Sequence[str]) -> bool:
    return keys == ("document",) or (keys[:1] == ("?",) and keys[-1:] == ("contentDocument",))
