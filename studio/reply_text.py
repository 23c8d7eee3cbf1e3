"""The part of a reply that is held back, and what can be read at its beginning.

Owns which text is consumed. Whatever needs more text to be told apart says so, and is decided the same
way however the reply is cut. Called by studio/reply.py.
"""

import re

LINE_CHARS = 240  # no tag, marker or fence line is longer

_TAG = re.compile(r"<(/?)(file|edit|delete)(\s[^<>\n]*?)?\s*(/?)>")
_TAG_BEGUN = re.compile(
    r"</?(?:f|fi|fil|e|ed|edi|d|de|del|dele|delet|(?:file|edit|delete)(?:\s[^<>\n]*|/)?)?"
)
_PATH = re.compile(r"""\s(?:path|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'/][^\s"']*))""")
_CUT_OFF = re.compile(r"<[/a-z][^<>\n]*|`{1,2}|>{2,}[ A-Z]*|={5,}")
_SPACE = re.compile(r"[ \t\n]*")


class HeldText:
    def __init__(self) -> None:
        self.text = ""  # what is not consumed begins at `pos`
        self.pos = 0
        self.ended = False
        self.line_start = True
        self._half_line_end = ""

    @property
    def left(self) -> bool:
        return self.pos < len(self.text)

    @property
    def char(self) -> str:
        return self.text[self.pos]

    def feed(self, chunk: str) -> None:
        """More text. Line ends become "\\n"."""
        text = self.text[self.pos :] + self._half_line_end + chunk
        self._half_line_end = "\r" if text.endswith("\r") else ""
        self.text = text.removesuffix("\r").replace("\r\n", "\n")
        self.pos = 0

    def end(self) -> None:
        """No more text: half a tag or marker at the end is dropped."""
        self.feed("")
        self.text, self._half_line_end = self.text + self._half_line_end, ""
        if _CUT_OFF.fullmatch(self.text, self.pos):
            self.pos = len(self.text)
        self.ended = True

    def tag(self, at: int | None = None) -> re.Match[str] | bool:
        """The tag at `at`; False if there is none, True if the text so far may become one."""
        start = self.pos if at is None else at
        if not self.text.startswith("<", start):
            return False
        window = self.text[start : start + LINE_CHARS]
        tag = _TAG.match(window)
        if tag:
            usable = tag[1] or (path_in(tag) and (tag[2] == "delete" or not tag[4]))
            return tag if usable else False
        return len(window) < LINE_CHARS and not self.ended and _TAG_BEGUN.fullmatch(window) is not None

    def skip_tag(self, tag: re.Match[str]) -> None:
        self.pos += tag.end() - tag.start()
        self.line_start = False

    def line(self, at: int | None = None) -> str | None:
        """The line at `at` without its end, cut at LINE_CHARS; None if it is not all there yet."""
        start = self.pos if at is None else at
        end = self.text.find("\n", start, start + LINE_CHARS)
        if end >= 0:
            return self.text[start:end]
        whole = self.ended or len(self.text) - start >= LINE_CHARS
        return self.text[start : start + LINE_CHARS] if whole else None

    def skip_line(self, line: str) -> None:
        self.pos += len(line)
        if self.text.startswith("\n", self.pos):
            self.pos += 1
        self.line_start = True

    def rest_of_line(self, *, with_end: bool) -> str:
        """Consumes up to and with the next line end, or all there is."""
        end = self.text.find("\n", self.pos)
        self.line_start = end >= 0
        stop = end + 1 if end >= 0 else len(self.text)
        text = self.text[self.pos : stop if with_end or end < 0 else end]
        self.pos = stop
        return text

    def behind_space(self) -> int | None:
        """Where the first character that is no space is, None if there is none yet. Consumes nothing."""
        space = _SPACE.match(self.text, self.pos)
        at = space.end() if space else self.pos
        return at if at < len(self.text) else None


def path_in(tag: re.Match[str]) -> str:
    """The path that the tag names, "" if none."""
    path = _PATH.search(tag[3] or "")
    return (path[1] or path[2] or path[3] or "") if path else ""
