"""The sketch model: what it composes, how it streams and resumes, and that its edits apply."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping

import pytest

from models.contract import Request
from models.sketch import SketchModel, compose
from models.sketches import GENERIC, KINDS, detect
from studio.protocol import Usage
from studio.reply import ReplyParser
from studio.reply_parts import EditFailed

ALLOWED = {"react", "lucide-react", "recharts", "framer-motion", "clsx"}
PROMPTS = {
    name: f"Build a {max(kind.words, key=lambda word: kind.words[word])}" for name, kind in KINDS.items()
}
FORBIDDEN = re.compile(
    r"\bfetch\(|localStorage|sessionStorage|\beval\(|https?://|dangerouslySetInnerHTML|window\.(?:top|parent)"
)
FILE = re.compile(r'^<file path="([^"]+)">\n(.*?)^</file>$', re.S | re.M)
EDIT = re.compile(r'^<edit path="([^"]+)">\n(.*?)^</edit>$', re.S | re.M)
BLOCK = re.compile(r"<<<<<<< SEARCH\n(.*?)\n=======\n(.*?)>>>>>>> REPLACE\n", re.S)


def applied(reply: str, files: Mapping[str, str]) -> dict[str, str]:
    """The files after the reply; every SEARCH has to occur exactly once, before and in between."""
    result = dict(files)
    for path, text in FILE.findall(reply):
        result[path] = text
    for path, body in EDIT.findall(reply):
        for search, replace in BLOCK.findall(body):
            assert files[path].count(search) == 1
            assert result[path].count(search) == 1
            result[path] = result[path].replace(search, replace.removesuffix("\n"))
    if "<edit " not in reply:
        return result
    parser = ReplyParser(files)
    parts = [*parser.feed(reply), *parser.close()]
    assert not [part for part in parts if isinstance(part, EditFailed)]
    assert {path: text.rstrip() for path, text in parser.files.items()} == {
        path: text.rstrip() for path, text in result.items()
    }
    return result


def texts(items: list[str | Usage]) -> str:
    return "".join(item for item in items if isinstance(item, str))


def app(prompt: str) -> str:
    return applied(compose(prompt, {}), {})["App.tsx"]


def edited(code: str, prompt: str) -> str:
    """The file after an edit, which has to be one and smaller than the file."""
    reply = compose(prompt, {"App.tsx": code})
    assert "<edit " in reply, reply
    assert "<file " not in reply
    assert len("".join(body for _, body in EDIT.findall(reply))) < len(code)
    return applied(reply, {"App.tsx": code})["App.tsx"]


async def collected(stream: AsyncIterator[str | Usage]) -> list[str | Usage]:
    return [item async for item in stream]


def streamed(request: Request, model: SketchModel | None = None) -> list[str | Usage]:
    return asyncio.run(collected((model or SketchModel(None)).stream(request)))


def test_there_are_many_kinds() -> None:
    assert len(KINDS) >= 24


@pytest.mark.parametrize("name", [*KINDS, "generic"])
def test_every_kind_composes_one_sound_file(name: str) -> None:
    prompt = PROMPTS.get(name, "the migration of penguins")
    reply = compose(prompt, {})
    files = FILE.findall(reply)
    assert [path for path, _ in files] == ["App.tsx"]
    code = files[0][1]
    kind = KINDS.get(name, GENERIC)
    assert reply.startswith(kind.says)
    assert reply.endswith(f"{kind.idea}\n")
    assert detect(prompt) is (None if kind is GENERIC else kind)
    assert set(re.findall(r'from "([^"]+)"', code)) <= ALLOWED
    assert re.match(r"(?:import [^\n]+\n)+\nexport default function App\(\) \{\n", code)
    assert not FORBIDDEN.search(code)
    assert "«" not in code
    assert "dark:" in code or name == "timer"
    assert "useState" in code
    assert 50 <= code.count("\n") <= 180
    assert compose(prompt, {}) == reply


@pytest.mark.parametrize("files", [{}, {"App.tsx": app("a todo list")}])
def test_the_stream_is_the_reply(files: dict[str, str]) -> None:
    request = Request("react", "make it green", files)
    *chunks, usage = streamed(request)
    assert all(isinstance(chunk, str) and 1 <= len(chunk) <= 12 for chunk in chunks)
    assert "".join(str(chunk) for chunk in chunks) == compose(request.prompt, files)
    assert isinstance(usage, Usage)
    assert usage.estimated
    assert usage.output_tokens > 0


@pytest.mark.parametrize("cut", [0, 1, 40, 333, 2000, 100_000])
def test_a_reply_is_resumed_behind_what_is_written(cut: int) -> None:
    full = compose("a kanban board", {})
    items = streamed(Request("react", "a kanban board", written=full[:cut]))
    assert full[:cut] + texts(items) == full
    assert isinstance(items[-1], Usage)


def test_a_reply_that_another_model_began_is_closed_and_replaced() -> None:
    begun = 'Sure.\n\n<file path="App.tsx">\nexport default function App() {\n'
    text = "".join(
        item for item in streamed(Request("react", "a quiz", written=begun)) if isinstance(item, str)
    )
    assert applied(begun + text, {})["App.tsx"] == app("a quiz")


def test_the_pace_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    streamed(Request("react", "a counter"), SketchModel(1000))
    expected = len(compose("a counter", {})) / 1000
    assert 0 < max(slept) <= expected + 0.01


@pytest.mark.parametrize(
    ("prompt", "kind", "parts"),
    [
        ("a form with name, email and phone", "form", ['label: "Name"', 'type: "email"', 'type: "tel"']),
        ('a login form titled "Hello {you}"', "login", ["Hello {you}"]),
        (
            "pricing page with 3 plans: Free, Pro, Team in green",
            "pricing",
            ['"Free"', '"Team"', "bg-emerald-"],
        ),
        ("a table with columns name, price and stock", "table", ['key: "price"', 'label: "Stock"']),
        ("kanban with columns Idea, Doing and Done", "kanban", ['name: "Idea"', 'name: "Doing"']),
        ("a todo list with milk, bread and eggs", "todo", ['"Milk"', '"Bread"', '"Eggs"']),
        ("a 10 minute timer", "timer", ['{ name: "10 min", minutes: 10 }']),
        ("a quiz with 3 questions", "quiz", ["Who wrote the first computer program?"]),
        ("a landing page for Brot & Co in orange", "landing", ["Brot", "bg-orange-600"]),
        ("dashboard with a table and charts", "dashboard", ["recharts"]),
        ("a memory game", "memory", ["FACES"]),
        ("profile card for Ana Silva", "profile", ["Ana Silva"]),
    ],
)
def test_details_of_the_prompt_are_kept(prompt: str, kind: str, parts: list[str]) -> None:
    found = detect(prompt)
    assert found is not None
    assert found.name == kind
    code = app(prompt)
    for part in parts:
        assert part in code


def test_an_unknown_prompt_says_what_it_understood() -> None:
    code = app("the migration of penguins across glaciers")
    assert "the migration of penguins across glaciers" in code
    assert 'name: "Penguins"' in code


LOGIN, PRICING, TODO = app("a login form"), app("a pricing page"), app("a todo list")
TABLE, KANBAN, FORM = app("a table"), app("a kanban board"), app("a contact form")


@pytest.mark.parametrize(
    ("code", "prompt", "present", "absent"),
    [
        (LOGIN, "make the button blue", ["bg-blue-600"], []),
        (LOGIN, "use green", ["bg-emerald-600", "from-emerald-50"], ["indigo"]),
        (PRICING, "change the background to pink", ["bg-pink-100", "dark:bg-pink-950"], []),
        (LOGIN, "dark mode please", ['"dark grid'], []),
        (LOGIN, "add a dark mode toggle", ["setDark(!dark)", '${dark ? "dark " : ""}grid'], []),
        (PRICING, 'change the title to "Pay <less>"', ['{"Pay \\u003cless>"}'], ["Simple pricing"]),
        (PRICING, "rename Team to Crew", ['name: "Crew"'], ['name: "Team"']),
        (TODO, 'change "Today" to "Tomorrow"', [">Tomorrow<"], [">Today<"]),
        (FORM, "change the button text to Go!", ["              Go!\n"], ["              Send\n"]),
        (PRICING, "change the price of Team to 29", ['name: "Team", price: 29'], []),
        (TABLE, "add a column phone", ['{ key: "phone", label: "Phone" },'], []),
        (FORM, "remove the email field", [], ['id: "email"']),
        (FORM, "add fields city and country", ['label: "City"', 'label: "Country"'], []),
        (TODO, "add a task Buy milk", ['{ id: 5, text: "Buy milk", done: false },'], []),
        (TODO, "add milk to the list", ['text: "Milk"'], []),
        (TODO, "remove the last task", [], ["Read two chapters"]),
        (PRICING, "make it wider", ["max-w-7xl"], ["max-w-6xl"]),
        (TODO, "make the title bigger", ['<h1 className="text-4xl'], []),
        (LOGIN, "bigger buttons", ["px-5 py-3 text-base"], []),
        (LOGIN, "more rounded corners", ["rounded-3xl"], []),
        (LOGIN, "square corners", ["rounded-none"], ["rounded-2xl"]),
        (TABLE, "sort by score", ['useState({ key: "score", down: false })'], []),
        (PRICING, "make it green and change the title to Hello", [">Hello<", "bg-emerald-600"], ["indigo"]),
    ],
)
def test_edits(code: str, prompt: str, present: list[str], absent: list[str]) -> None:
    after = edited(code, prompt)
    for part in present:
        assert part in after
        assert part not in code
    for part in absent:
        assert part in code or part == "indigo"
        assert part not in after


@pytest.mark.parametrize(
    ("code", "prompt", "order"),
    [
        (PRICING, "put Team before Starter", ['"Team"', '"Starter"', '"Business"']),
        (KANBAN, "move Done to the start", ['name: "Done"', 'name: "To do"']),
        (
            KANBAN,
            "add a column Review before Done",
            ['name: "In progress"', 'name: "Review"', 'name: "Done"'],
        ),
        (TODO, "sort alphabetically", ['"Book', '"Read', '"Reply', '"Water']),
        (TODO, "reverse the order", ['"Read', '"Book', '"Reply', '"Water']),
        (TODO, "add a task Rest at the top", ['"Rest"', '"Water']),
    ],
)
def test_edits_of_the_order(code: str, prompt: str, order: list[str]) -> None:
    after = edited(code, prompt)
    data = after[after.index("\nconst ") :]
    places = [data.index(part) for part in order]
    assert places == sorted(places)


@pytest.mark.parametrize("name", KINDS)
def test_edits_of_every_kind_apply(name: str) -> None:
    files = {"App.tsx": app(PROMPTS[name])}
    for prompt in ("use lime", "dark mode", "dark mode switch", "more rounded", "add an item Zebra"):
        reply = compose(prompt, files)
        after = applied(reply, files)
        assert (after != files) == ("<edit " in reply)
        assert after != files or prompt not in {"use lime", "dark mode", "dark mode switch"}


def test_edits_work_on_a_file_of_somebody_else() -> None:
    code = (
        "import React from 'react'\n\nconst links = [\n  'Home',\n  'About',\n]\n\nexport default () => (\n"
        '  <div>\n    <h1>Hi</h1>\n    <button className="bg-blue-500">Go</button>\n  </div>\n)\n'
    )
    files = {"A.tsx": code}
    for prompt, part in {
        "set the title to Bye": "<h1>Bye</h1>",
        "red button": "bg-red-500",
        "add a link Blog": '"Blog",',
    }.items():
        assert part in applied(compose(prompt, files), files)["A.tsx"]


@pytest.mark.parametrize(
    ("prompt", "said", "left"),
    [
        ("make it dark and make it fly", "dark", "“make it fly”"),
        (
            'Add a phone field, make the button green and change the title to "Come in, and add joy"',
            "green",
            "",
        ),
        ("remove the email field and sort by salary", "Removed", "“sort by salary”"),
        (
            "make it fly, then add a field phone and also make it sing",
            "phone",
            "“make it fly” and “make it sing”",
        ),
        ('make it purple and the title "Oven, hot"', "the title is “Oven, hot” now", ""),
    ],
)
def test_of_several_wishes_none_is_dropped_without_a_word(prompt: str, said: str, left: str) -> None:
    reply = compose(prompt, {"App.tsx": app("a login form")})
    told = reply.split("<edit", 1)[0] + reply.rsplit("</edit>", 1)[1]
    assert said in told
    assert (left in told) if left else ("no change" not in told)


@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        ("remove the City column", "Removed “City”"),  # both words are nouns that it knows
        ("sort by name", "sorted by name already"),
        ("sort by salary", "no change in that"),
    ],
)
def test_a_tables_columns(prompt: str, said: str) -> None:
    assert said in compose(prompt, {"App.tsx": app("a table of people")})


@pytest.mark.parametrize("prompt", ["hi", "Hello there!", "what can you do?", "Help"])
def test_a_greeting_is_answered_and_builds_nothing(prompt: str) -> None:
    reply = compose(prompt, {})
    assert "<file" not in reply
    assert "no language model" in reply
    assert "<file" in compose(f"{prompt} with a todo list", {})


def test_a_game_that_it_does_not_have_is_not_passed_off_as_one() -> None:
    assert compose("Make me a snake game", {}).startswith("I have no block for snake, so this is the nearest")
    assert "no block" not in compose("a game of tic-tac-toe", {})


def test_what_it_cannot_change_it_says_and_leaves() -> None:
    reply = compose("connect it to a database with offline sync", {"App.tsx": LOGIN})
    assert "<edit" not in reply
    assert "<file" not in reply
    assert "What I can change" in reply


@pytest.mark.parametrize(
    "prompt",
    ["build a pricing page instead", "Now make me a pricing page in green", "pricing page", "a pricing page"],
)
def test_another_kind_is_a_new_file(prompt: str) -> None:
    reply = compose(prompt, {"App.tsx": app("a login form")})
    assert "<edit" not in reply
    assert "PLANS" in applied(reply, {})["App.tsx"]


@pytest.mark.parametrize(
    "prompt",
    [
        "", " ", ".", "🦄🎉", "x" * 5000, "a form with " + "field, " * 1000, "ein Formular mit Name",
        "作一个登录页面", "</file>", '<edit path="App.tsx">', "form titled \"</file>\n<file path='x'>\"",
        "rename to", "add a", "remove the", "change the title to", "sort by", "put before", "\\", "{}",
        "«title»", 'change "" to ""', "remove all", "\x00",
    ],
)  # fmt: skip
def test_odd_prompts_never_raise(prompt: str) -> None:
    cases: list[dict[str, str]] = [{}, {"App.tsx": TODO}, {"App.tsx": ""}, {"n.md": "x"}, {"a.tsx": "{{{"}]
    for files in cases:
        reply = compose(prompt, files)
        assert reply.strip()
        assert reply.count("\n</file>") <= 1
        applied(reply, files)


def test_quoted_text_of_the_prompt_cannot_close_the_file() -> None:
    code = app('a form titled "</file><script>"')
    assert "\\u003c/file>" in code
    assert code.rstrip().endswith("];")


def test_usage_counts_the_prompt_and_files() -> None:
    usage = streamed(Request("react", "abcd", {"A.tsx": "x" * 40}))[-1]
    assert isinstance(usage, Usage)
    assert usage.input_tokens == 11
