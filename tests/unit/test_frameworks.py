"""The entry rule and what an import path means, over the cases that the page runs, too: both sides mount
the same file and find the same ones."""

import json
from pathlib import Path
from typing import Any

import pytest

from studio.frameworks import entry_path
from studio.frameworks.files import is_file_path, resolve_file

CASES = Path(__file__).parents[1] / "cases"
ENTRIES = json.loads((CASES / "entry.json").read_text())
IMPORTS = json.loads((CASES / "files.json").read_text())
FILES = (
    "App.tsx", "ui/card.tsx", "data.json", "src/lib/format.ts", "widgets/index.tsx", "app/theme.css",
    "index.js",
)  # fmt: skip


@pytest.mark.parametrize("case", ENTRIES, ids=lambda case: ",".join(case["paths"]) or "nothing")
def test_entry(case: dict[str, Any]) -> None:
    assert entry_path(case["paths"]) == case["entry"]


@pytest.mark.parametrize("case", IMPORTS, ids=lambda case: f"{case['from']} imports {case['names']}")
def test_which_file_an_import_names(case: dict[str, Any]) -> None:
    assert is_file_path(case["names"])
    assert resolve_file(FILES, case["from"], case["names"]) == case["file"]


@pytest.mark.parametrize("name", ["react", "@scope/a", "@", ".a", "...", ""])
def test_what_is_no_path_is_a_package(name: str) -> None:
    assert not is_file_path(name)
