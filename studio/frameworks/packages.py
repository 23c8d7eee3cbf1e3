"""The packages that generated code may import: packages.json, read once.

Owns what an import path means: a module that the list allows, or what to use instead. The guard and the
prompt ask here; web/preview/packages/{resolve,nearest}.ts is the same rule for the frame and the sandbox,
and tests/imports.json holds both to the same answers.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, convert, field

_FILE = Path(__file__).with_name("packages.json")
_HOUSE = re.compile(r"^(?:(?:\.{0,2}/|[@~]/|src/|components/)(?:.*/)?)?(ui|hooks|lib)/([\w-]+)$")
_FOLDERS = {"ui": "@/components/ui/", "hooks": "@/hooks/", "lib": "@/lib/"}
_SCRIPT = re.compile(r"\.m?js$")


class Package(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the list; web/preview/packages/resolve.ts says what the fields mean."""

    purpose: str | None = field(default=None, name="for")
    modules: list[str] = []
    members: bool = False
    icons: bool = False
    root: bool = True


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    packages: dict[str, Package]
    same: dict[str, str]
    instead: dict[str, list[str]]


class Target(NamedTuple):
    module: str
    member: str | None


@cache
def table() -> Table:
    return convert(json.loads(_FILE.read_text(encoding="utf-8")), Table)


@cache
def resolve(specifier: str) -> Target | None:
    """What an import that is no file of the program names; None if the list does not allow it."""
    name = _actual(specifier)
    for module in (name, f"{name}.js", _SCRIPT.sub("", name)):
        if module in _modules():
            return Target(module, None)
    house = _HOUSE.match(name)
    if house:
        return Target(_FOLDERS[house[1]] + house[2], None)
    return _member_of(name)


def nearest(specifier: str) -> str | None:
    """The allowed package nearest to `specifier`; None where `remedy` is a sentence of its own."""
    known = _alike(specifier)
    if known is not None:
        return None if known.endswith(".") else known
    names = [name for name in table().packages if not name.endswith("*")]
    inside = next((name for name in names if specifier.startswith(f"{name}/")), None)
    return inside or min(names, key=lambda name: _edits(specifier.lower(), name.lower()))


def remedy(specifier: str) -> str:
    """What to do instead of importing `specifier`, as a sentence."""
    known = _alike(specifier)
    if known is not None and known.endswith("."):
        return known
    return f"Use “{nearest(specifier)}”{', or write it' if known is None else ''}."


@cache
def _modules() -> frozenset[str]:
    return frozenset(_listed())


def _listed() -> Iterator[str]:
    for name, package in table().packages.items():
        if package.root and not name.endswith("*"):
            yield name
        yield from (f"{name}/{path}" for path in package.modules)


def _star(pattern: str, name: str) -> str | None:
    """What the `*` of `pattern` stands for in `name`."""
    head, star, end = pattern.partition("*")
    if not star:
        return "" if name == pattern else None
    fits = len(name) >= len(head) + len(end) and name.startswith(head) and name.endswith(end)
    return name[len(head) : len(name) - len(end)] if fits else None


def _actual(specifier: str) -> str:
    same = table().same
    if specifier in _modules():
        return specifier
    if specifier in same:
        return same[specifier]
    for pattern, name in same.items():
        star = _star(pattern, specifier) if "*" in pattern else None
        if star is not None:
            return name.replace("*", star, 1)
    return specifier


def _member_of(name: str) -> Target | None:
    *parts, member = name.split("/")
    for end in range(len(parts), 0, -1):
        module = "/".join(parts[:end])
        if module not in _modules():
            continue
        owners = table().packages.items()
        owner = next(own for name, own in owners if module == name or module.startswith(f"{name}/"))
        allowed = owner.members and not member.endswith(".css")
        return Target(module, _SCRIPT.sub("", member)) if allowed else None
    return None


def _alike(specifier: str) -> str | None:
    if resolve(specifier):
        return None
    instead = table().instead
    for use, names in instead.items():
        if specifier in names:
            return use
    for use, names in instead.items():
        if any(_star(name, specifier) is not None for name in names):
            return use
    return None


def _edits(a: str, b: str) -> int:
    """Levenshtein's distance."""
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        after = [i]
        for j, right in enumerate(b, 1):
            after.append(min(row[j] + 1, after[j - 1] + 1, row[j - 1] + (left != right)))
        row = after
    return row[-1]
