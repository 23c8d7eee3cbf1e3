"""Reads a file as it is written so far."""

from typing import Annotated

from msgspec import Meta

from studio.tools.contract import Arguments, Desk, Mistake, Tool


class ReadFile(Arguments, frozen=True):
    path: Annotated[str, Meta(description="As in the <file> tag.")]
    from_line: Annotated[int, Meta(description="1 is the first.", ge=1)] = 1
    lines: Annotated[int, Meta(description="How many.", ge=1, le=400)] = 200


def answer(asked: ReadFile, desk: Desk) -> str:
    if asked.path not in desk.files:
        there = ", ".join(sorted(desk.files)) or "none yet"
        raise Mistake(f"There is no file {asked.path}. Files: {there}.")
    lines = desk.files[asked.path].split("\n")
    if asked.from_line > len(lines):
        raise Mistake(f"{asked.path} has {len(lines)} lines.")
    end = min(len(lines), asked.from_line - 1 + asked.lines)
    shown = "\n".join(lines[asked.from_line - 1 : end])
    return f"{asked.path}, lines {asked.from_line} to {end} of {len(lines)}:\n{shown}"


TOOL = Tool(
    "read_file",
    "A file as it is now, with what you have written in this reply: for the exact lines of an edit.",
    ReadFile,
    answer,
)
