"""Imports: the packages that are there, and files, by names that can be read before anything runs."""

from tree_sitter import Node

from guards.text import constant
from guards.tree import Source, found
from studio.frameworks.packages import remedy, resolve
from studio.protocol import Finding


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
            module = _only_argument(loader)
            if constant(module):
                findings += _judge(source, module)
            elif not _in_type(loader):
                findings.append(at(node))
        elif statement.type in ("import_statement", "export_statement"):
            module = statement.child_by_field_name("source")
            if any(child.type == "import_require_clause" for child in statement.children):
                findings.append(at(node))
            if module is not None:
                findings += _judge(source, module)
    return findings


def _judge(source: Source, module: Node | None) -> list[Finding]:
    name = constant(module)
    if module is None or not name:
        return []
    if module.has_error or any(each.is_missing for each in (module, *module.children)):
        return []  # cut off
    if name.startswith(("./", "../", "@/", "~/")) or name in (".", "..") or resolve(name):
        return []
    if "://" in name or name.startswith(("//", "data:", "blob:")):
        told = "This loads a module from an address.", "Import a package by its name, or write it."
        return [found(source, "modules", "block", *told)(module)]
    message = f"There is no package “{name[:60]}” here: a placeholder stands in its place."
    return [found(source, "modules", "neutralise", message, remedy(name))(module)]


def _only_argument(loader: Node) -> Node | None:
    call = loader.parent
    arguments = call.child_by_field_name("arguments") if call else None
    named = arguments.named_children if arguments else []
    return named[0] if len(named) == 1 else None


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
