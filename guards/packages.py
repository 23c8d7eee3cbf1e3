"""Ways through allowed packages to what is not allowed: lodash's template and paths, loaders that fetch."""

from tree_sitter import Node

from guards.paths import Path
from guards.text import text_of
from guards.tree import Source, found
from studio.protocol import Finding

_CODE = ("template", "compile", "evaluate")
_COMPILERS = (
    "@lodash",
    "@lodash-es",
    "@underscore",
    "@handlebars",
    "@ejs",
    "@pug",
    "@mustache",
    "@dot",
    "@eta",
)
_PATHS = (
    "get", "set", "invoke", "property", "propertyOf", "method", "methodOf", "result", "update", "at", "map",
    "pick", "has", "merge", "defaultsDeep", "path", "prop", "sortBy", "groupBy", "unset", "setWith",
)  # fmt: skip
_HIDDEN = ("constructor", "__proto__", "prototype", "eval", "cookie")
_D3 = ("json", "csv", "tsv", "text", "xml", "html", "svg", "image", "buffer", "blob", "dsv")
_READERS = ("@lodash", "@lodash-es", "@underscore", "@ramda", "@es-toolkit")
_FETCHERS = ("@d3", "@d3-fetch")
WORDS = ("lodash", "underscore", "handlebars", "ejs", "pug", "mustache", "ramda", "d3", "three")


def rule(source: Source) -> list[Finding]:
    code = found(
        source, "packages", "block", "This runs text as code, through a package.", "Write it as a function."
    )
    fetches = found(
        source,
        "packages",
        "neutralise",
        "The preview has no network: what this package would load stays empty.",
        "Use sample data in the component.",
    )
    if b"from" not in source.data:
        return []
    blocked: list[Node] = []
    told: list[Node] = []
    modules = {f"@{source.module_of(node).partition('/')[0]}" for node in source.imported}
    if modules.isdisjoint((*_COMPILERS, *_FETCHERS, *_READERS, "@three")) and not any(
        text_of(node).endswith("Loader") for node in source.imported
    ):
        return []
    for node in [*source.names(*_CODE, *_D3), *(access.node for access in source.accesses(*_CODE, *_D3))]:
        for path in source.values.paths(_whole(node)):
            package, name = path[0].partition("/")[0], path[-1]
            if package in _COMPILERS and name in _CODE:
                blocked.append(node)
            elif package in _FETCHERS and name in _D3:
                told.append(node)
    for node, arguments in source.calls(*_PATHS):
        paths = source.values.paths(_whole(node))
        if any(path[0].partition("/")[0] in _READERS for path in paths) and any(
            part in _HIDDEN
            for each in arguments
            for text in source.values.texts(each)
            for part in _parts(text)
        ):
            blocked.append(node)
    loaders = source.names_ending("Loader") if "@three" in modules else ()
    for access in source.accesses(*loaders):
        if any(isinstance(base, Path) and base.keys[:1] == ("@three",) for base in access.bases):
            told.append(access.node)
    for key, texts in source.computed if "@three" in modules else ():
        told += [key] if any(text.endswith("Loader") for text in texts) else []
    for node in source.imported:
        name = text_of(node)
        module = source.module_of(node)
        package, last = f"@{module.partition('/')[0]}", module.rpartition("/")[2].removesuffix(".js")
        if name.endswith("Loader") and name != "Loader":
            told.append(node)
        elif package in _COMPILERS and (name in _CODE or last == "template"):
            blocked.append(node)
        elif package in _FETCHERS and name in _D3:
            told.append(node)
    return [code(node) for node in blocked] + [fetches(node) for node in told]


def _whole(node: Node) -> Node:
    parent = node.parent
    return (
        parent
        if parent is not None and parent.type in ("member_expression", "subscript_expression")
        else node
    )


def _parts(text: str) -> list[str]:
    return [part.strip("'\"] ") for part in text.replace("[", ".").split(".")]
