"""The inside of <edit>: SEARCH/REPLACE blocks, each carried out as its replacement comes.

A marker counts at the start of a line only. Called by studio/reply.py.
"""

import re
from collections.abc import Callable

from studio.reply_files import ReplyFiles
from studio.reply_text import HeldText

_SEARCH = re.compile(r"<{5,9}\s*(?:SEARCH|ORIGINAL)?\s*")
_DIVIDER = re.compile(r"={5,9}\s*")
_REPLACE = re.compile(r">{5,9}\s*(?:REPLACE|UPDATED)?\s*")


def closed_by_tag(text: HeldText, files: ReplyFiles) -> bool | None:
    """At a line start in a file or an edit: True if a tag of any kind closed it, None if one may.

    A closing tag is consumed; an opening one stays, as the close that should be before it was forgotten.
    """
    tag = text.tag()
    if tag is True:
        return None
    if tag is False:
        return False
    files.close(end_line=True)
    if tag[1]:
        text.skip_tag(tag)
    text.line_start = False
    return True


class EditReader:
    """One <edit>. Call `step` while there is text, until it is `over`."""

    def __init__(self, text: HeldText, files: ReplyFiles) -> None:
        self.over = False
        self._text = text
        self._files = files
        self._state: Callable[[], bool] = self._between
        self._lines: list[str] = []
        self._first_line = True

    def step(self) -> bool:
        """Reads on; False if it needs more text."""
        return self._state()

    def cut_off(self) -> None:
        """The reply ended here. A replacement stands as far as it came."""
        if self._state == self._search:
            reason = "The reply ended inside a SEARCH text. Send the prompt again."
            self._files.fail_block("".join(self._lines), reason)

    def _closed(self) -> bool | None:
        closed = closed_by_tag(self._text, self._files)
        self.over = closed is True
        return closed

    def _between(self) -> bool:
        tag = self._text.tag()
        if tag is not True and tag is not False:
            self._files.end_edit()
        ended = self._closed()
        if ended is not False:
            return ended is True
        line = self._text.line()
        if line is None:
            return False
        self._text.skip_line(line)
        if _SEARCH.fullmatch(line):
            self._lines = []
            self._state = self._search
        return True

    def _search(self) -> bool:
        text = self._text
        if text.line_start:
            tag = text.tag()
            if tag is not True and tag is not False:
                reason = "The SEARCH text is not followed by “=======”. Write the block again."
                self._files.fail_block("".join(self._lines), reason)
            ended = self._closed()
            if ended is not False:
                return ended is True
            line = text.line() if text.char == "=" else ""
            if line is None:
                return False
            if _DIVIDER.fullmatch(line):
                text.skip_line(line)
                self._files.begin_block("".join(self._lines))
                self._first_line, self._state = True, self._replace
                return True
        self._lines.append(text.rest_of_line(with_end=True))
        return True

    def _replace(self) -> bool:
        text = self._text
        if text.line_start:
            tag = text.tag()
            line = text.line() if text.char == ">" else ""
            if tag is True or line is None:
                return False
            marker = _REPLACE.fullmatch(line)
            if marker or tag is not False:
                self._files.end_block(empty=self._first_line)
                self._state = self._between
                if marker:
                    text.skip_line(line)
                return True
            if not self._first_line:
                self._files.write("\n")
            self._first_line = False
        self._files.write(text.rest_of_line(with_end=False))
        return True
