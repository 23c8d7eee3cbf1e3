"""The ladder: each rung finds what it should, and doubt is an error."""

import time

import pytest

from studio.edits import EditError, locate

TEXT = """\
import { useState } from "react";

export function Card({ title }: { title: string }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="card">
      <h2>{title}</h2>
      <button onClick={() => setOpen(!open)}>Toggle</button>
    </div>
  );
}

export function Other() {
  return (
    <div className="other">
    </div>
  );
}"""


@pytest.mark.parametrize(
    ("search", "rung", "found"),
    [
        ("      <h2>{title}</h2>\n", "exact", "      <h2>{title}</h2>"),
        ("\n      <h2>{title}</h2>\n\n", "exact", "      <h2>{title}</h2>"),
        ("\nexport function Other() {\n\n", "exact", "\nexport function Other() {"),
        ("\n\nexport function Card({ title }: { title: string }) {", "exact",
         "\nexport function Card({ title }: { title: string }) {"),
        ("      <h2>{title}</h2>   \n", "whitespace", "      <h2>{title}</h2>"),
        ("\t\t\t<h2>{title}</h2>", "whitespace", "      <h2>{title}</h2>"),
        ("import  {  useState  }  from \"react\";", "whitespace", 'import { useState } from "react";'),
        ("<h2>{title}</h2>", "indentation", "      <h2>{title}</h2>"),
        (
            '<div className="other">\n</div>',
            "indentation",
            '    <div className="other">\n    </div>',
        ),
        (
            "  const [open, setOpen] = React.useState(false);",
            "fuzzy",
            "  const [open, setOpen] = useState(false);",
        ),
    ],
)  # fmt: skip
def test_rungs(search, rung, found):
    match = locate(TEXT, search)
    assert (match.rung, TEXT[match.start : match.end]) == (rung, found)


@pytest.mark.parametrize(
    ("search", "reason"),
    [
        ("  return (\n", "2 places (lines 5, 14)"),
        ("    return (", "2 places"),
        ("const totally = different;", "not in the file"),
        ("", "empty"),
        ("\n \n", "empty"),
    ],
)
def test_doubt_is_an_error_with_a_remedy(search, reason):
    with pytest.raises(EditError) as error:
        locate(TEXT, search)
    assert reason in error.value.reason
    assert error.value.reason.endswith(".")


def test_an_empty_file_takes_an_empty_search():
    assert (locate("", "").start, locate("\n", "").end) == (0, 0)


def test_two_alike_places_are_not_guessed():
    text = "const a = compute(1, 2, 3);\nx\nconst b = compute(1, 2, 3);\n"
    with pytest.raises(EditError, match="2 places"):
        locate(text, "const c = compute(1, 2, 3);")


def test_a_large_file_is_quick():
    text = "\n".join(f"  const value{n} = compute({n});" for n in range(6000))
    started = time.process_time()
    with pytest.raises(EditError):
        locate(text, "\n".join(f"nothing like {n}" for n in range(16)))
    assert time.process_time() - started < 1
