"""What model families do to the reply format, and what becomes of it. Each is a reply as one was seen to
write it."""

import pytest

from studio.reply import EditFailed, Prose, ReplyParser

OLD = "export default function App() {\n  return <p>one</p>;\n}\n"
NEW = "export default function App() {\n  return <b>two</b>;\n}\n"
BLOCK = "<<<<<<< SEARCH\n  return <p>one</p>;\n=======\n  return <b>two</b>;\n>>>>>>> REPLACE"

REPLIES = {
    "as asked": f'Done.\n<edit path="App.tsx">\n{BLOCK}\n</edit>\n',
    "no closing tag": f'Done.\n<edit path="App.tsx">\n{BLOCK}\n',
    "fence in the tag": f'Done.\n<file path="App.tsx">\n```tsx\n{NEW}```\n</file>\n',
    "fence in the edit": f'Done.\n<edit path="App.tsx">\n```\n{BLOCK}\n```\n</edit>\n',
    "fence around the tag": f'Done.\n```xml\n<file path="App.tsx">\n{NEW}</file>\n```\n',
    "fence alone": f"Done.\n```tsx\n{NEW}```\n",
    "doubled tag": f'Done.\n<file path="App.tsx">\n<file path="App.tsx">\n{NEW}</file>\n',
    "doubled closing tag": f'Done.\n<file path="App.tsx">\n{NEW}</file>\n</file>\n',
    "folder before the path": f'Done.\n<edit path="src/App.tsx">\n{BLOCK}\n</edit>\n',
    "dot before the path": f'Done.\n<edit path="./App.tsx">\n{BLOCK}\n</edit>\n',
    "name for path": f"Done.\n<file name='App.tsx'>\n{NEW}</file>\n",
    "ORIGINAL and UPDATED": f'Done.\n<edit path="App.tsx">\n{BLOCK}\n</edit>\n'.replace(
        "SEARCH", "ORIGINAL"
    ).replace("REPLACE", "UPDATED"),
    "tabs for spaces": f'Done.\n<edit path="App.tsx">\n{BLOCK}\n</edit>\n'.replace(
        "  return <p>", "\treturn <p>"
    ),
    "line ends of Windows": f'Done.\n<edit path="App.tsx">\n{BLOCK}\n</edit>\n'.replace("\n", "\r\n"),
    "Markdown around the prose": f'**Done.**\n\n---\n\n<edit path="App.tsx">\n{BLOCK}\n</edit>\n',
}


@pytest.mark.parametrize("cut", [1, 7, 10_000])
@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
def test_a_habit_gives_the_file_that_was_meant(reply: str, cut: int) -> None:
    parser = ReplyParser({"App.tsx": OLD})
    parts = [part for at in range(0, len(reply), cut) for part in parser.feed(reply[at : at + cut])]
    parts += parser.close()
    assert parser.files == {"App.tsx": NEW}
    assert not [part for part in parts if isinstance(part, EditFailed)]
    assert "Done." in "".join(part.text for part in parts if isinstance(part, Prose))


@pytest.mark.parametrize(
    "line",
    [
        "  // ... rest unchanged",
        "  {/* ... existing code ... */}",
        "// … the rest remains the same",
        "  /* ... same as before */",
    ],
)
def test_a_file_that_leaves_out_the_rest_is_asked_for_again(line: str) -> None:
    reply = f'<file path="App.tsx">\n{NEW}{line}\n</file>\n'
    parser = ReplyParser({"App.tsx": OLD})
    failed = [part for part in [*parser.feed(reply), *parser.close()] if isinstance(part, EditFailed)]
    assert [part.path for part in failed] == ["App.tsx"]
    fresh = ReplyParser({})
    assert not [part for part in [*fresh.feed(reply), *fresh.close()] if isinstance(part, EditFailed)]


def test_two_files_of_that_name_are_not_guessed_between() -> None:
    parser = ReplyParser({"a/App.tsx": OLD, "b/App.tsx": OLD})
    parts = [*parser.feed(REPLIES["as asked"]), *parser.close()]
    assert [part for part in parts if isinstance(part, EditFailed)]
