"""The files that a reply writes, and the parts that say so. Called by studio/reply.py.

Invariant: the parts taken so far, applied to the files at first, give `texts`. Writing costs what is
written, not the size of the file. At most one file is open; where none is (its path was refused, its
SEARCH text not found), what is written is dropped.
"""

import re
from collections.abc import Mapping

from studio.edits import EditError, locate
from studio.protocol import MAX_FILE_CHARS
from studio.reply_parts import (
    MAX_PATH_CHARS,
    Closed,
    EditFailed,
    Opened,
    Prose,
    Removed,
    ReplyPart,
    Spliced,
    clean_path,
    sha256,
)
from studio.text16 import units

MAX_FILES = 40
MAX_BLOCKS = 100
MAX_SEARCH_CHARS = 2000

_LEFT_OUT = re.compile(
    r"^\s*(?://|/\*|\{/\*)\s*(?:\.\.\.|…)[^\n]*\b(?:unchanged|existing|same|rest|as before|remains?)\b",
    re.M | re.I,
)
_STRAY_END = re.compile(r"</file>\s*\Z")


class _Writing:
    """The open file: text before the place of writing in pieces, text behind it in one."""

    def __init__(self, path: str, text: str, *, fresh: bool, rewrites: bool = False) -> None:
        self.path = path
        self.fresh = fresh
        self.rewrites = rewrites
        self.writable = fresh
        self.head = [text]
        self.tail = ""
        self.at = units(text)
        self.size = len(text)
        self.blocks = 0

    def text(self) -> str:
        self.head = ["".join(self.head)]
        return self.head[0] + self.tail


class ReplyFiles:
    def __init__(self, files: Mapping[str, str]) -> None:
        self.last_said = ""
        self._files = dict(files)
        self._parts: list[ReplyPart] = []
        self._prose: list[str] = []
        self._space = ""
        self._spoke = False
        self._open: _Writing | None = None
        self._insert: list[str] = []
        self._remove = 0
        self._blocks = 0

    @property
    def texts(self) -> Mapping[str, str]:
        if self._open is not None:
            self._files[self._open.path] = self._open.text()
        return self._files

    @property
    def opened(self) -> tuple[str, ...]:
        """The path of the open file, if there is one."""
        return () if self._open is None else (self._open.path,)

    def take(self) -> list[ReplyPart]:
        """The parts since the last call."""
        self._flush()
        parts, self._parts = self._parts, []
        return parts

    def say(self, text: str) -> None:
        if text:
            self._prose.append(text)
            self.last_said = text[-1]

    def has_room(self, path: str) -> bool:
        return path in self._files or len(self._files) < MAX_FILES

    def do(self, kind: str, raw_path: str) -> None:
        """What the tag `kind` (file, edit, delete) asks for; a part with the reason if that cannot be."""
        try:
            path = self._meant(clean_path(raw_path), kind)
            if kind == "file":
                self.begin(path)
            elif path not in self._files:
                remedy = "Write it whole, or name one that is there."
                raise ValueError(f"There is no file “{path}” to {kind}. {remedy}")
            elif kind == "edit":
                self._open = _Writing(path, self._files[path], fresh=False)
                self._add(Opened(path, False))
            else:
                del self._files[path]
                self._add(Removed(path))
        except ValueError as error:
            self._add(EditFailed(raw_path[:MAX_PATH_CHARS], "", str(error)))

    def _meant(self, path: str, kind: str) -> str:
        """For an edit of a file that is not there, the one file of the same name in another folder."""
        if kind != "edit" or path in self._files:
            return path
        name = path.rsplit("/", 1)[-1]
        same = [other for other in self._files if other.rsplit("/", 1)[-1] == name]
        return same[0] if len(same) == 1 else path

    def begin(self, path: str) -> None:
        """Opens a file from empty. Raises ValueError if there are too many."""
        if not self.has_room(path):
            raise ValueError(f"There are {MAX_FILES} files already. Put “{path}” into one of them.")
        self._open = _Writing(path, "", fresh=True, rewrites=bool(self._files.get(path)))
        self._files[path] = ""
        self._add(Opened(path, True))

    def write(self, text: str) -> None:
        """Text at the place of writing. A file that grows too long is closed, with the reason."""
        file = self._open
        if file is None or not file.writable:
            return
        fits = text[: MAX_FILE_CHARS - file.size]
        if fits:
            self._insert.append(fits)
            file.head.append(fits)
            file.size += len(fits)
        if len(fits) < len(text):
            reason = f"The file is longer than {MAX_FILE_CHARS} characters. Split it into several."
            self._add(EditFailed(file.path, "", reason))
            self.close(end_line=False)

    def close(self, *, end_line: bool) -> None:
        """Closes the open file, if any; `end_line`: a whole file's last line gets its end."""
        file = self._open
        if file is None:
            return
        self._flush()
        text = file.text()
        if file.fresh:
            stray = _STRAY_END.search(text, max(0, len(text) - 20))  # it was not at a line start
            ended = text[: stray.start()] if stray else text
            if end_line and ended and not ended.endswith("\n") and len(ended) < MAX_FILE_CHARS:
                ended += "\n"
            if ended != text:
                kept = stray.start() if stray else len(text)
                at = units(text[:kept])
                self._parts.append(Spliced(file.path, at, units(text[kept:]), ended[kept:]))
                text = ended
            if file.rewrites and _LEFT_OUT.search(text):
                self._parts.append(EditFailed(file.path, "", "The file says that the rest is unchanged."))
        self._open = None
        self._files[file.path] = text
        self._add(Closed(file.path, sha256(text)))

    def begin_block(self, search: str) -> None:
        """Goes to the place that `search` names, and takes it out; what is written next replaces it."""
        file = self._open
        if file is None:
            return
        file.blocks += 1
        self._blocks += 1
        try:
            if self._blocks > MAX_BLOCKS:
                raise EditError(f"A reply may hold {MAX_BLOCKS} edits. Write the file whole.")
            text = file.text()
            match = locate(text, search)
        except EditError as error:
            self.fail_block(search, error.reason)
            return
        file.writable = True
        file.head, file.tail = [text[: match.start]], text[match.end :]
        file.at = units(text[: match.start])
        file.size = len(text) - (match.end - match.start)
        self._remove = units(text[match.start : match.end])

    def end_block(self, *, empty: bool) -> None:
        """A replacement by no line takes the line's end along."""
        file = self._open
        if file is None:
            return
        if file.writable and empty and file.tail.startswith("\n"):
            file.tail = file.tail[1:]
            file.size -= 1
            self._remove += 1
        self._flush()
        file.writable = False

    def end_edit(self) -> None:
        """The end of an edit: one without any block is a failure."""
        if self._open is not None and not self._open.blocks:
            self.fail_block("", "The edit holds no SEARCH block. Write one, or the whole file in <file>.")

    def fail_block(self, search: str, reason: str) -> None:
        if self._open is not None:
            self._open.blocks += 1
            self._add(EditFailed(self._open.path, search.rstrip("\n")[:MAX_SEARCH_CHARS], reason))

    def _add(self, part: ReplyPart) -> None:
        self._flush()
        self._parts.append(part)
        if isinstance(part, Opened | Removed):
            self._spoke, self._space = False, ""

    def _flush(self) -> None:
        """Space behind prose waits for what follows, and is dropped before a file and at the beginning."""
        prose = self._space + "".join(self._prose)
        said = prose.rstrip()
        self._prose, self._space = [], prose[len(said) :][:200]
        said = said if self._spoke else said.lstrip()
        if said:
            self._spoke = True
            self._parts.append(Prose(said))
        if self._open is not None and (self._insert or self._remove):
            insert, remove = "".join(self._insert), self._remove
            self._insert, self._remove = [], 0
            self._parts.append(Spliced(self._open.path, self._open.at, remove, insert))
            self._open.at += units(insert)
