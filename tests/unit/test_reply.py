"""The same reply, cut into chunks in any way, gives the same files, and its splices rebuild them."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio import reply
from studio.protocol import MAX_FILE_CHARS
from studio.reply import Closed, EditFailed, Opened, Prose, Removed, ReplyParser, Spliced
from studio.text16 import splice, units

OLD = {
    "App.tsx": "import './a.css';\n\nexport default function App() {\n  return <p>\U0001f600 old</p>;\n}\n"
}
IMPORT = "import './a.css';"
TWO_IMPORTS = "import './b.css';\nimport './c.css';"
CONST = "}\n\nconst \U0001f600 = 1;"
ROCKET = "// \U0001f600"
EDIT = "<<<<<<< SEARCH\n{}\n=======\n{}\n>>>>>>> REPLACE\n"


def edit(search: str, replace: str, path: str = "App.tsx") -> str:
    return f'<edit path="{path}">\n{EDIT.format(search, replace)}</edit>\n'


def parse(chunks, base=None):
    """The files, and what happened in short: prose joined, splices checked and left out."""
    parser = ReplyParser(base or {})
    mirror = dict(base or {})
    story: list[object] = []
    parts: list[reply.ReplyPart] = []
    for chunk in [*chunks, None]:
        new = parser.close() if chunk is None else parser.feed(chunk)
        for part in new:
            match part:
                case Prose():
                    if story and isinstance(story[-1], str):
                        story[-1] += part.text
                    else:
                        story.append(part.text)
                case Opened():
                    mirror[part.path] = "" if part.fresh else mirror[part.path]
                    story.append(part)
                case Spliced():
                    assert part.remove or part.insert
                    mirror[part.path] = splice(mirror[part.path], part.at, part.remove, part.insert)
                case Closed():
                    assert part.sha256 == reply.sha256(mirror[part.path])
                    story.append(("closed", part.path))
                case Removed():
                    del mirror[part.path]
                    story.append(part)
                case EditFailed():
                    story.append(part)
        parts += new
        assert dict(parser.files) == mirror
    return mirror, story, parts


def cut(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


CODE = "export default function App() {\n  return <p>hi</p>;\n}\n"
FILE = f'<file path="App.tsx">\n{CODE}</file>\n'

REPLIES = {
    "a file between prose": (f"Here it is.\n\n{FILE}\nDone.\n", {}, {"App.tsx": CODE}),
    "two files": (
        f'{FILE}<file path="a/b.css">\np {{}}\n</file>', {}, {"App.tsx": CODE, "a/b.css": "p {}\n"}
    ),
    "an empty file": ('<file path="a.css">\n</file>', {}, {"a.css": ""}),
    "an empty file on one line": ('<file path="a.css"></file>ok', {}, {"a.css": ""}),
    "no newline behind the tag": (f'<file path="App.tsx">{CODE}</file>', {}, {"App.tsx": CODE}),
    "blank lines inside stay, at the end they are one": (
        '<file path="a.css">\n\n\na\n\n\nb\n\n\n</file>', {}, {"a.css": "\n\na\n\n\nb\n"}
    ),
    "indented first line": ('<file path="a.css">\n  a\n</file>', {}, {"a.css": "  a\n"}),
    "emoji and astral letters": (
        '<file path="a.ts">\n"\U0001f600\U0001f1e9\U0001f1ea"\n𝒳\n</file>',
        {}, {"a.ts": '"\U0001f600\U0001f1e9\U0001f1ea"\n𝒳\n'},
    ),
    "CRLF": (f"Hi\r\n{FILE}".replace("\n", "\r\n").replace("\r\r", "\r"), {}, {"App.tsx": CODE}),
    "a fence in the file": (f'<file path="App.tsx">\n```tsx\n{CODE}```\n</file>', {}, {"App.tsx": CODE}),
    "a fence without its end": (f'<file path="App.tsx">\n```tsx\n{CODE}</file>', {}, {"App.tsx": CODE}),
    "an end of a fence without its beginning": (
        f'<file path="App.tsx">\n{CODE}```\n\n</file>', {}, {"App.tsx": CODE}
    ),
    "a fence within the code stays": (
        '<file path="a.ts">\nconst md = `\n```\ncode\n```\n`;\n</file>',
        {}, {"a.ts": "const md = `\n```\ncode\n```\n`;\n"},
    ),
    "the closing tag inside a line is code": (
        '<file path="a.ts">\nconst a = "</file>";\n  </file>;\n</fil>\n</file>',
        {}, {"a.ts": 'const a = "</file>";\n  </file>;\n</fil>\n'},
    ),
    "all of it in a fence": (f"Sure:\n```xml\n{FILE}```\nBye", {}, {"App.tsx": CODE}),
    "quotes and attributes vary": (
        "<file path='App.tsx' lang=\"tsx\" >\na\n</file><file name=b.ts>\nb\n</file>",
        {}, {"App.tsx": "a\n", "b.ts": "b\n"},
    ),
    "a missing closing tag": (
        f'<file path="a.css">\np {{}}\n{FILE}', {}, {"a.css": "p {}\n", "App.tsx": CODE}
    ),
    "a closing tag at the end of a line": (
        f'<file path="a.css">\np {{}}</file>\n{FILE}', {}, {"a.css": "p {}\n", "App.tsx": CODE}
    ),
    "cut off in a line": ('<file path="App.tsx">\nconst a = 1;\nconst \U0001f600', {},
                          {"App.tsx": "const a = 1;\nconst \U0001f600"}),
    "cut off in the closing tag": (f'<file path="App.tsx">\n{CODE}</fil', {}, {"App.tsx": CODE}),
    "cut off in an opening tag": ('Hello <file path="App', {}, {}),
    "the same file twice": (f'<file path="App.tsx">\nold\n</file>{FILE}', {}, {"App.tsx": CODE}),
    "a path with a dot": ('<file path="./lib\\a.ts">\na\n</file>', {}, {"lib/a.ts": "a\n"}),
    "untagged": (f"Sure!\n\n```tsx\n{CODE}```\n\nDone.", {}, {"App.tsx": CODE}),
    "untagged, no language": (f"```\n{CODE}\n\n```", {}, {"App.tsx": CODE}),
    "untagged, cut off": ("```jsx\nconst a = 1", {}, {"App.tsx": "const a = 1"}),
    "a command is not code": ("```bash\nnpm install\n```\n```\nnpm run\n```", {}, {}),
    "untagged over files": (f"Now:\n```tsx\n{CODE}```", OLD, {"App.tsx": CODE}),
    "an excerpt over files": ("Look:\n```tsx\nconst a = 1;\n```\nok", OLD, OLD),
    "a fence behind tags": (f"{FILE}\n```tsx\nexport default 1\n```", {}, {"App.tsx": CODE}),
    "tags named in prose": ("Use `<file path=\"a.ts\">` or <file> or a < b </file> here", {}, {}),
    "an edit": (edit("  return <p>\U0001f600 old</p>;", "  return <b>\U0001f680 new</b>;"), OLD,
                {"App.tsx": OLD["App.tsx"].replace("<p>\U0001f600 old</p>", "<b>\U0001f680 new</b>")}),
    "two edits in one tag": (
        f'<edit path="App.tsx">\n{EDIT.format(IMPORT, TWO_IMPORTS)}\n'
        f'{EDIT.format("}", CONST)}</edit>', OLD,
        {"App.tsx": OLD["App.tsx"].replace("import './a.css';", "import './b.css';\nimport './c.css';")
         + "\nconst \U0001f600 = 1;\n"},
    ),
    "an edit that removes lines": (
        '<edit path="App.tsx">\n<<<<<<< SEARCH\nimport \'./a.css\';\n\n=======\n>>>>>>> REPLACE\n</edit>',
        OLD, {"App.tsx": OLD["App.tsx"].replace("import './a.css';\n\n", "")},
    ),
    "an edit to a blank line": (
        edit("import './a.css';", ""), OLD, {"App.tsx": OLD["App.tsx"].replace("import './a.css';", "")}
    ),
    "an edit without </edit>": (
        f'<edit path="App.tsx">\n{EDIT.format(IMPORT, ROCKET)}', OLD,
        {"App.tsx": OLD["App.tsx"].replace("import './a.css';", "// \U0001f600")},
    ),
    "an edit cut off in the replacement": (
        '<edit path="App.tsx">\n<<<<<<< SEARCH\nimport \'./a.css\';\n=======\n// a\n// b', OLD,
        {"App.tsx": OLD["App.tsx"].replace("import './a.css';", "// a\n// b")},
    ),
    "an edit of a file written before": (f"{FILE}{edit('  return <p>hi</p>;', '  return 1;')}", {},
                                        {"App.tsx": CODE.replace("<p>hi</p>", "1")}),
    "a removal": ('Gone.<delete path="App.tsx"/> Yes.', OLD, {}),
    "a removal with an end tag": ('<delete path="App.tsx"></delete>', OLD, {}),
}  # fmt: skip


@pytest.mark.parametrize("name", REPLIES)
def test_any_chunking_gives_the_same(name):
    text, base, files = REPLIES[name]
    whole = parse([text], base)[:2]
    assert whole[0] == files
    assert not [part for part in whole[1] if isinstance(part, EditFailed)]
    for size in (1, 2, 3, 7):
        assert parse(cut(text, size), base)[:2] == whole, size


PIECES = [
    *(text for text, _, _ in REPLIES.values()),
    "<file path=\"App.tsx\">", "</file>", "<edit path='App.tsx'>", "</edit>", "<delete path='App.tsx'/>",
    "```", "```tsx", "\n", "\r\n", "\r", "  ", "<", "</", ">", ">>>>>>> REPLACE", "=======", "<<<<<<< SEARCH",
    "import './a.css';", "\U0001f600", "words", "export default 1", "`", "<file>",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=12),
    st.sampled_from([{}, OLD]),
    st.randoms(use_true_random=False),
)
def test_any_text_in_any_chunking(pieces: list[str], base: dict[str, str], rng: random.Random):
    text = "".join(pieces)
    chunks, rest = [], text
    while rest:
        size = rng.choice((1, 1, 2, 5, 50))
        chunks.append(rest[:size])
        rest = rest[size:]
    assert parse(chunks, base)[:2] == parse([text], base)[:2]


def test_the_story_in_order():
    text = f'Hi **you**.\n\n{FILE}\nAnd:\n\n<delete path="b.ts"/>\nBye.\n\n'
    _, story, _ = parse(cut(text, 3), {"b.ts": ""})
    assert story == [
        "Hi **you**.", Opened("App.tsx", True), ("closed", "App.tsx"), "And:", Removed("b.ts"), "Bye."
    ]  # fmt: skip


def test_text_is_passed_on_as_it_comes():
    parser = ReplyParser({})
    assert parser.feed("Hel") == [Prose("Hel")]
    assert parser.feed("lo <b") == [Prose("lo <b")]
    assert parser.feed('\n<file path="a.ts"') == []
    assert parser.feed(">\ncon") == [Opened("a.ts", True), Spliced("a.ts", 0, 0, "con")]
    assert parser.feed("st \U0001f600") == [Spliced("a.ts", 3, 0, "st \U0001f600")]
    assert parser.feed("\n") == [], "may be the last"
    assert parser.feed("<") == []
    assert parser.feed("p>") == [Spliced("a.ts", 8, 0, "\n<p>")]
    assert parser.feed("\n</file>")[0] == Spliced("a.ts", 12, 0, "\n")


def test_an_edit_streams():
    parser = ReplyParser(OLD)
    at = units(OLD["App.tsx"][: OLD["App.tsx"].index("}\n")])
    assert parser.feed('<edit path="App.tsx">\n<<<<<<< SEARCH\n}\n=======\n') == [
        Opened("App.tsx", False), Spliced("App.tsx", at, 1, "")
    ]  # fmt: skip
    assert parser.feed("} //\U0001f600") == [Spliced("App.tsx", at, 0, "} //\U0001f600")]
    assert parser.feed("!\n>>>>") == [Spliced("App.tsx", at + 6, 0, "!")]


FAILURES = {
    "no such file": (edit("a", "b", "None.tsx"), "None.tsx", "no file"),
    "no such text": (edit("not there at all", "b"), "App.tsx", "not in the file"),
    "no block": ('<edit path="App.tsx">\nexport default 1\n</edit>', "App.tsx", "SEARCH"),
    "no divider": ('<edit path="App.tsx">\n<<<<<<< SEARCH\na\n</edit>', "App.tsx", "======="),
    "cut off": ('<edit path="App.tsx">\n<<<<<<< SEARCH\na', "App.tsx", "ended"),
    "absolute": ('<file path="/etc/a.ts">\na\n</file>', "/etc/a.ts", "relative"),
    "parent": ('<file path="a/../../b.ts">\na\n</file>', "a/../../b.ts", "relative"),
    "ending": ('<file path="run.sh">\na\n</file>', "run.sh", ".tsx"),
    "characters": ('<file path="a$(b).ts">\na\n</file>', "a$(b).ts", "characters"),
    "length": (f'<file path="{"a" * 99}.ts">\na\n</file>', "a" * 99 + ".", "100"),
    "removal": ('<delete path="b.ts"/>', "b.ts", "no file"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_failures_have_a_reason_and_change_nothing(name):
    text, path, reason = FAILURES[name]
    for size in (1, 3, 1000):
        files, story, _ = parse(cut(f"a\n{text}\nb", size), OLD)
        assert files == OLD
        (failed,) = [part for part in story if isinstance(part, EditFailed)]
        assert failed.path.startswith(path)
        assert reason in failed.reason


def test_a_failed_block_does_not_hold_up_the_next():
    text = f'<edit path="App.tsx">\n{EDIT.format("nowhere to be seen", "x")}{EDIT.format("}", "};")}</edit>'
    files, story, _ = parse(cut(text, 2), OLD)
    assert files["App.tsx"].endswith("};\n")
    assert isinstance(story[1], EditFailed)
    assert story[1].search == "nowhere to be seen"


def test_limits():
    many = "".join(f'<file path="f{n}.ts">\na\n</file>' for n in range(42))
    files, story, _ = parse([many])
    assert len(files) == reply.MAX_FILES
    assert sum(isinstance(part, EditFailed) for part in story) == 2
    for size in (MAX_FILE_CHARS + 1, MAX_FILE_CHARS + 10):
        text = f'<file path="a.ts">\n{"x" * size}\n</file>{FILE}'
        files, story, _ = parse([text])
        assert len(files["a.ts"]) == MAX_FILE_CHARS
        assert files["App.tsx"] == CODE
        assert story.count(("closed", "a.ts")) == 1
        assert "Split" in next(part.reason for part in story if isinstance(part, EditFailed))


def test_the_cost_is_linear():
    def cost(lines: int) -> float:
        text = '<file path="a.ts">\n' + "const value = <b>1</b>;\n" * lines + "</file>"
        parser = ReplyParser({})
        started = time.process_time()
        for at in range(0, len(text), 4):
            parser.feed(text[at : at + 4])
        parser.close()
        return time.process_time() - started

    cost(100)
    assert cost(8000) < 40 * max(cost(800), 0.01)
