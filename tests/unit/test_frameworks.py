"""The entry rule, over the cases that web/src/entry.test.ts runs too: both sides mount the same file."""

import json
from pathlib import Path
from typing import Any

import pytest

from studio.frameworks import entry_path

CASES = json.loads((Path(__file__).parents[1] / "cases" / "entry.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: ",".join(case["paths"]) or "nothing")
def test_entry(case: dict[str, Any]) -> None:
    assert entry_path(case["paths"]) == case["entry"]
