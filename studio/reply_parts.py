"""What comes out of a reply: the parts, in order. See studio/reply.py."""

import hashlib
import re

from msgspec import Struct

MAX_PATH_CHARS = 100
EXTENSIONS = (".tsx", ".ts", ".jsx", ".js", ".css", ".json")

_SEGMENT = re.compile(r"[\w@.()\[\]+ -]+", re.ASCII)


class Prose(Struct, frozen=True):
    text: str


class Opened(Struct, frozen=True):
    """A file is being written: `fresh` from empty, otherwise its text is edited in place."""

    path: str
    fresh: bool


class Spliced(Struct, frozen=True):
    """At UTF-16 offset `at`, `remove` code units are replaced by `insert`."""

    path: str
    at: int
    remove: int
    insert: str


class Closed(Struct, frozen=True):
    path: str
    sha256: str


class Removed(Struct, frozen=True):
    path: str


class EditFailed(Struct, frozen=True):
    """A file, an edit or a removal that could not be carried out; `search` is "" if it was no edit."""

    path: str
    search: str
    reason: str


ReplyPart = Prose | Opened | Spliced | Closed | Removed | EditFailed


def sha256(text: str) -> str:
    """Of its UTF-8 bytes, in hex, as file_closed carries it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def clean_path(raw: str) -> str:
    """The path as files are named. Raises ValueError with what is wrong and what to do."""
    path = raw.strip().replace("\\", "/")
    while path.startswith("./"):
        path = path[2:]
    if len(path) > MAX_PATH_CHARS:
        raise ValueError(f"The path has {len(path)} characters. Use at most {MAX_PATH_CHARS}.")
    segments = path.split("/")
    if any(segment in ("", ".", "..") for segment in segments):
        raise ValueError(f"The path “{path}” leaves the artifact. Use a relative path without “..”.")
    if not all(_SEGMENT.fullmatch(segment) for segment in segments):
        raise ValueError(f"The path “{path}” has characters that no file may have. Use letters and digits.")
    if not path.endswith(EXTENSIONS):
        raise ValueError(f"“{path}” is no file of a component. Use one of {', '.join(EXTENSIONS)}.")
    return path
