"""The allow-list: one file, and the same answers here and in web/preview/packages."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guards import scan_code
from studio.frameworks.packages import remedy, resolve, table
from studio.prompt import system_prompt

ROOT = Path(__file__).parents[2]
SHARED = json.loads((ROOT / "tests" / "imports.json").read_text(encoding="utf-8"))
NAMES = [name for name in table().packages if not name.endswith("*")]
IMPORTABLE = [
    f"{name}/{path}" if path else name
    for name, package in table().packages.items()
    if not name.endswith("*")
    for path in ([""] if package.root else []) + list(package.modules)
]


@pytest.mark.parametrize("specifier", SHARED["resolves"])
def test_an_import_means_the_same_everywhere(specifier):
    wanted = SHARED["resolves"][specifier]
    assert resolve(specifier) == (wanted and tuple(wanted))


@pytest.mark.parametrize("specifier", SHARED["remedies"])
def test_what_to_use_instead_is_the_same_everywhere(specifier):
    assert remedy(specifier) == SHARED["remedies"][specifier]


@pytest.mark.parametrize("specifier", IMPORTABLE)
def test_every_entry_resolves_to_itself_and_passes_the_guard(specifier):
    assert resolve(specifier) == (specifier, None)
    assert scan_code("App.tsx", f'import * as all from "{specifier}";\n') == []


@pytest.mark.parametrize("name", table().same)
def test_every_other_name_leads_to_a_module(name):
    assert resolve(name.replace("*", "dialog")) or name.startswith(("three/", "reactflow/"))


@pytest.mark.parametrize("use", table().instead)
def test_every_remedy_is_a_sentence_or_can_be_imported(use):
    assert use.endswith((".", "/*")) or resolve(use)


def test_no_name_is_both_allowed_and_replaced():
    for names in table().instead.values():
        assert not [name for name in names if resolve(name)]


def test_the_prompt_offers_what_has_a_purpose_and_nothing_else():
    text = system_prompt("react")
    for name, package in table().packages.items():
        assert (f"- {name}: {package.purpose}" in text) == (package.purpose is not None)


@given(st.sampled_from([name for name in NAMES if len(name) > 6 and "/" not in name]), st.data())
def test_a_slip_of_the_finger_finds_the_package(name, data):
    at = data.draw(st.integers(1, len(name) - 1))
    slipped = f"{name[:at]}q{name[at:]}"
    assert remedy(slipped) == f"Use “{name}”, or write it."


@given(st.text(max_size=40))
def test_no_text_is_too_odd_to_be_told_what_to_use(text):
    assert resolve(text) is not None or remedy(text).endswith(".")
