"""Things that code reaches by keys: from the global object, from a package, or from what is not known. Pure.

Called by guards/folds.py, guards/values.py and rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WINDOW = ("window", "globalThis", "self", "frames", "global")
_TARGETS = ("target", "currentTarget", "srcElement")
MAX_KEYS = 12


@dataclass(frozen=True, slots=True)
class Path:
    """Something reached by keys from the global object (`()`), from a package (`@name`) or from what is not
    known (`?`): document.cookie is ("document", "cookie"), x.constructor is ("?", "constructor")."""

    keys: tuple[str, ...]


UNKNOWN = Path(("?",))
EVENT = Path(("@event",))
"""What a handler is given; WINDOW_EVENT: one of the window itself, which is its target."""
WINDOW_EVENT = Path(("@window-event",))


def free(name: str) -> Path:
    """What a name means that the file does not bind."""
    return Path(()) if name in WINDOW else Path((name,))


def below(base: Path, key: str | None) -> Path:
    """base[key]; None, a key that cannot be told, is `*`."""
    if not base.keys and key in WINDOW:
        return base
    if base in (EVENT, WINDOW_EVENT):
        if key == "nativeEvent":
            return base
        if key == "view" or (base == WINDOW_EVENT and key in _TARGETS):
            return Path(())
    if key == "ownerDocument":
        return Path(("document",))
    if key == "defaultView":
        return Path(())
    return Path((*base.keys[-MAX_KEYS:], "*" if key is None else key))


def file_of(key: str) -> str | None:
    """Of a Path's first key, the file that it was imported from; None for a package and for no import."""
    name = key[1:] if key.startswith("@") else ""
    return name if name.startswith(("./", "../", "@/", "~/")) or name in (".", "..") else None


def is_document(keys: Sequence[str]) -> bool:
    return keys == ("document",) or (keys[:1] == ("?",) and keys[-1:] == ("contentDocument",))
