"""Where a name takes its value from, told without evaluating anything; and that no file of the guards imports
another in a circle."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from guards.names import Declared, Expression, Handed, Imported, Looped, Names, Origin, Passed
from guards.text import text_of
from guards.words import Words


def told(origin: Origin) -> str:
    match origin:
        case Expression():
            return text_of(origin.node)
        case Imported():
            return ".".join(origin.path.keys)
        case Declared():
            return "function"
        case Looped():
            return f"{'keys' if origin.keys else 'each'} of {text_of(origin.over) if origin.over else '?'}"
        case Passed():
            return f"{'spread ' if origin.spread else ''}argument {origin.index} of {text_of(origin.call)}"
        case Handed():
            return f"handed {origin.index} by {text_of(origin.call)}"


@pytest.mark.parametrize(
    ("code", "origins"),
    [
        ("const x = f(1); x;", ["f(1)"]),
        ("const { a: [, x] } = data; x;", ["data"]),
        ('import x from "left"; x;', ["@left"]),
        ('import { y as x } from "left"; x;', ["@left.y"]),
        ("function x() {} x;", ["function"]),
        ("for (const x of list) { x; }", ["each of list"]),
        ("for (const x in fields) { x; }", ["keys of fields"]),
        ("const f = (a, x) => { x; }; f(1, 2); f.call(o, 3, 4); f.apply(o, p); ;", [
            "argument 1 of f(1, 2)", "argument 2 of f.call(o, 3, 4)", "spread argument 1 of f.apply(o, p)",
        ]),
        ("list.map((x) => { x; }); ", ["handed 0 by list.map((x) => { x; })"]),
        ("const x = 1; { const x = 2; x; }", ["2"]),
    ],
)  # fmt: skip
def test_a_name_says_where_its_value_comes_from(code: str, origins: list[str]):
    words = Words(code)
    names = Names(words)
    used = [node for node in words.leaves("x") if node.parent and node.parent.type == "expression_statement"]
    found = [each for node in used[-1:] for at in names.bindings(node) for each in names.given(at).origins]
    assert [told(each) for each in found] == origins


def test_a_name_that_the_file_does_not_bind_has_no_binding():
    words = Words("const a = 1; x;")
    assert [Names(words).bindings(node) for node in words.leaves("x")] == [[]]


def test_the_guards_import_one_another_in_no_circle():
    graph = {path.stem: imported(path) for path in Path("guards").glob("*.py") if path.stem != "__init__"}
    assert {"names", "values", "calls", "tree"} <= set(TopologicalSorter(graph).static_order())


def imported(path: Path) -> set[str]:
    lines = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
    ]
    whole = {each.name for line in lines if line.module == "guards" for each in line.names}
    return whole | {
        line.module.removeprefix("guards.")
        for line in lines
        if line.module and line.module.startswith("guards.")
    }
