"""Imports: the packages that are there, relative files and @/ files, written as plain import lines."""

import difflib
import json
from functools import cache
from pathlib import Path

from tree_sitter import Node

from guards.tree import Source, constant, found
from studio.protocol import Finding

_PACKAGES = Path(__file__).parent.parent / "studio" / "frameworks" / "packages.json"


@cache
def packages() -> tuple[str, ...]:
    return tuple(json.loads(_PACKAGES.read_text(encoding="utf-8")))


def rule(source: Source) -> list[Finding]:
    at = found(
        source,
        "modules",
        "block",
        "This loads a module while the component runs.",
        "Write an import line at the top of the file.",
    )
    findings = [at(node) for node in source.free_names("require") if _is_called(node)]
    for node in source.words("import", "from"):
        statement = node.parent
        if statement is None:
            continue
        loader = statement if statement.type == "import" else node
        if loader.type == "import" and _is_called(loader):
            if not _in_type(loader):
                findings.append(at(node))
        elif statement.type in ("import_statement", "export_statement"):
            module = statement.child_by_field_name("source")
            if any(child.type == "import_require_clause" for child in statement.children):
                findings.append(at(node))
            if module is not None:
                findings += _judge(source, module)
    return findings


def _judge(source: Source, module: Node) -> list[Finding]:
    name = constant(module)
    if not name or module.has_error or module.is_missing or any(c.is_missing for c in module.children):
        return []  # cut off
    if name.startswith(("./", "../", "@/")) or name in (".", ".."):
        return []
    if any(name == package or name.startswith(f"{package}/") for package in packages()):
        return []
    near = difflib.get_close_matches(name, packages(), n=1, cutoff=0.5)
    instead = f"Use “{near[0]}”" if near else f"Use one of {', '.join(packages())}"
    at = found(
        source, "modules", "block", f"There is no package “{name[:60]}” here.", f"{instead}, or write it."
    )
    return [at(module)]


def _is_called(node: Node) -> bool:
    call = node.parent
    return (
        call is not None and call.type == "call_expression" and call.child_by_field_name("function") == node
    )


def _in_type(node: Node | None) -> bool:
    while node is not None:
        if node.type in ("type_annotation", "type_alias_declaration", "type_arguments", "type_query"):
            return True
        node = node.parent
    return False
