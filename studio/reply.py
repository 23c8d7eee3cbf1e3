"""The reply format and its streaming parser: model text in, prose / files / edits out. Pure.

The format (studio/prompt tells the model the same):

    prose
    <file path="App.tsx">
    whole text of the file
    </file>
    <edit path="App.tsx">
    <<<<<<< SEARCH
    lines as they are
    =======
    lines as they shall be
    >>>>>>> REPLACE
    </edit>
    <delete path="old.tsx"/>

A reply without tags whose first plain ```tsx fence holds code is accepted as the entry file App.tsx.

Invariants: text is passed on as it comes, only what may become a tag, a marker or a fence is held back;
what comes out does not depend on how the reply was cut into chunks, up to where a Prose or a Spliced is
cut in two; applying every Spliced to the files gives `files`. Called by studio/writing.py.
"""

import re
from collections.abc import Callable, Mapping

from studio.reply_edit import EditReader, closed_by_tag
from studio.reply_files import MAX_FILES, ReplyFiles
from studio.reply_parts import (
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
from studio.reply_text import HeldText, path_in

ENTRY = "App.tsx"

_FENCE = re.compile(r"\s{0,3}```+\s*([\w+-]*)[^`\n]{0,100}")
_FENCE_BEGUN = re.compile(r" {0,3}(`{0,3})")
_NEWLINES = re.compile(r"\n+")
_STOP = re.compile(r"[\n<]")
_CODE_LANGUAGES = {"tsx", "jsx", "ts", "js", "typescript", "javascript", "react"}
_CODE = re.compile(r"(?:import|export|const|let|function|class|type|interface|async)\b|['\"]use |//|/\*")


class ReplyParser:
    """Call `feed` with the text as it comes and `close` when it ends, whole or cut off."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._text = HeldText()
        self._files = ReplyFiles(files)
        self._step: Callable[[], bool] = self._prose  # the state; it returns False if it needs more text
        self._fence = ""  # the fence line whose content is being judged
        self._in_fence = False  # prose: a closing fence is expected
        self._wrapped = False  # prose: the opening fence around the tags was dropped
        self._fenced = False  # file: it is the untagged entry, a fence ends it
        self._tagged = self._fence_taken = False
        self._gap: list[str] = []  # file: line ends and a fence, dropped if the file ends behind them
        self._lines: list[str] = []  # fence: what it holds so far
        self._edit = EditReader(self._text, self._files)

    @property
    def files(self) -> Mapping[str, str]:
        """The files as written so far."""
        return self._files.texts

    @property
    def opened(self) -> tuple[str, ...]:
        """The path of the file that is being written, if there is one."""
        return self._files.opened

    def feed(self, chunk: str) -> list[ReplyPart]:
        self._text.feed(chunk)
        self._run()
        return self._files.take()

    def close(self) -> list[ReplyPart]:
        """Closes what is open, as if its end had come; half a tag at the end is dropped."""
        self._text.end()
        self._run()
        if self._step == self._fence_head:
            self._fence_is_prose()
        elif self._step == self._fence_held:
            self._judge_fence()
        elif self._step == self._in_edit:
            self._edit.cut_off()
        self._files.close(end_line=bool(self._gap))
        return self._files.take()

    def _run(self) -> None:
        while self._text.left and self._step():
            pass

    # Prose, and fences in it

    def _prose(self) -> bool:
        text = self._text
        if text.line_start:
            begun = _FENCE_BEGUN.match(text.text, text.pos)
            ticks = len(begun[1]) if begun else 0
            if begun and begun.end() == len(text.text) and ticks < 3 and not text.ended:
                return False
            line = text.line() if ticks == 3 else ""
            if line is None:
                return False
            fence = _FENCE.fullmatch(line)
            if fence:
                self._on_fence(line, bare=not fence[1])
                return True
            text.line_start = False
        stop = _STOP.search(text.text, text.pos)
        end = stop.start() if stop else len(text.text)
        self._files.say(text.text[text.pos : end])
        text.pos = end
        if stop is None:
            return True
        if stop[0] == "\n":
            self._files.say("\n")
            text.skip_line("")
            return True
        tag = text.tag()
        if tag is True:
            return False
        if tag is False or self._files.last_said == "`":
            self._files.say("<")
            text.pos += 1
        else:
            self._on_tag(tag)
        return True

    def _on_tag(self, tag: re.Match[str]) -> None:
        """Consumes a tag that stands in prose; a closing one closes nothing here."""
        self._text.skip_tag(tag)
        if not tag[1]:
            self._tagged, self._in_fence = True, False
            self._text.line_start, self._gap, self._fenced = True, [], False
            self._edit = EditReader(self._text, self._files)
            self._step = {"file": self._file_head, "edit": self._in_edit}.get(tag[2], self._prose)
            self._files.do(tag[2], path_in(tag))

    def _on_fence(self, line: str, *, bare: bool) -> None:
        self._text.skip_line(line)
        if self._wrapped and bare:
            self._wrapped = False
        elif self._in_fence:
            self._in_fence = not bare
            self._files.say(line + "\n")
        else:
            self._fence = line
            self._step = self._fence_head

    def _fence_head(self) -> bool:
        """What the fence holds decides what it is: a wrapper of tags, the entry file, or prose."""
        text = self._text
        start = text.behind_space()
        if start is None:
            return text.ended and self._fence_is_prose()
        tag = text.tag(start)
        if tag is True:
            return False
        if tag is not False:
            self._wrapped = True
            text.pos, self._step = start, self._prose
            return True
        fence = _FENCE.fullmatch(self._fence)
        language = fence[1].lower() if fence else ""
        other = bool(language) and language not in _CODE_LANGUAGES
        if self._tagged or self._fence_taken or other or not self._files.has_room(ENTRY):
            return self._fence_is_prose()
        if not language:
            window = text.text[start : start + 12]
            if len(window) < 12 and "\n" not in window and not text.ended:
                return False
            if not _CODE.match(window):
                return self._fence_is_prose()
        self._fence_taken = self._fenced = True
        text.pos = max(text.pos, text.text.rfind("\n", text.pos, start) + 1)
        self._lines, self._gap = [], []
        if self._files.texts:  # it may be a mere excerpt of them: wait for all of it
            self._step = self._fence_held
        else:
            self._files.begin(ENTRY)
            self._step = self._file_body
        return True

    def _fence_is_prose(self) -> bool:
        self._files.say(self._fence + "\n")
        self._in_fence = self._text.line_start = True
        self._step = self._prose
        return True

    def _fence_held(self) -> bool:
        text = self._text
        if text.line_start:
            tag = text.tag()
            if tag is True:
                return False
            if tag is not False:
                self._fence_is_prose()
                self._files.say("".join(self._lines))
                return True
            line = text.line() if text.char == "`" else ""
            if line is None:
                return False
            if _FENCE.fullmatch(line):
                text.skip_line(line)
                self._judge_fence()
                return True
        self._lines.append(text.rest_of_line(with_end=True))
        return True

    def _judge_fence(self) -> None:
        code = "".join(self._lines)
        self._step, self._text.line_start = self._prose, True
        if "export default" in code:
            self._files.begin(ENTRY)
            self._files.write(code.rstrip("\n"))
            self._files.close(end_line=True)
        else:
            self._files.say(f"{self._fence}\n{code}```\n")

    # A whole file

    def _file_head(self) -> bool:
        """Drops the line end behind the tag, or a fence line and all before it."""
        text = self._text
        start = text.behind_space()
        if start is None:
            text.pos = len(text.text) if text.ended else text.pos
            return text.ended
        line = text.line(start) if text.text[start] == "`" else ""
        if line is None:
            return False
        self._step = self._file_body
        if _FENCE.fullmatch(line):
            text.pos = start
            text.skip_line(line)
            return True
        lead = text.text[text.pos : start].partition("\n")[2]
        text.line_start = not lead or lead.endswith("\n")
        self._gap = [lead] if lead else []
        text.pos = start
        return True

    def _file_body(self) -> bool:
        text = self._text
        if text.line_start:
            newlines = _NEWLINES.match(text.text, text.pos)
            if newlines:
                self._gap.append(newlines[0])
                text.pos = newlines.end()
                return True
            ended = closed_by_tag(text, self._files)
            if ended:
                self._close_file()
            if ended is not False:
                return ended is True
            line = text.line() if text.char == "`" else ""
            if line is None:
                return False
            if _FENCE.fullmatch(line):
                text.skip_line(line)
                self._gap.append(line + "\n")
                if self._fenced:
                    self._close_file()
                return True
        self._files.write("".join(self._gap))
        self._gap = []
        self._files.write(text.rest_of_line(with_end=False))
        if text.line_start:
            self._gap.append("\n")
        return True

    def _in_edit(self) -> bool:
        moved = self._edit.step()
        if self._edit.over:
            self._step = self._prose
        return moved

    def _close_file(self) -> None:
        self._files.close(end_line=True)
        self._gap = []
        self._step = self._prose


__all__ = [
    "ENTRY", "MAX_FILES", "Closed", "EditFailed", "Opened", "Prose", "Removed", "ReplyParser", "ReplyPart",
    "Spliced", "clean_path", "sha256",
]  # fmt: skip
