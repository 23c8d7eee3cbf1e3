"""Relative imports of files that are elsewhere, or nowhere: the file of that name, else stand-ins."""

import posixpath
import re

from studio.fixes.code import body, imports, names_in, reading
from studio.fixes.contract import Fault
from studio.fixes.lex import CODE
from studio.fixes.stand_in import stand_in
from studio.frameworks.files import is_file_path, resolve_file

_PICTURE = re.compile(r"\.(?:png|jpe?g|svg|gif|webp|ico|mp[34]|woff2?|s[ac]ss|less)$")

_LATER = re.compile(r"""\bimport\(\s*["']((?:\.{1,2}|@|~)/[^"'\n]+)["']\s*\)""")
_EMPTY = "Promise.resolve({ default: () => null })"


def fix(fault: Fault) -> tuple[str, str] | None:
    text, said = fault.text, list[str]()
    code = body(text)
    for line in reversed(imports(text)):
        if not is_file_path(line.module) or fault.known.has(line.module):
            continue
        if not fault.known.exports and line.module.startswith("@/"):
            continue
        if resolve_file(fault.files, fault.path, line.module) is not None:
            continue
        path = _named_alike(line.module, fault)
        whole = text[line.start : line.end]
        if path is not None:
            right = relative(fault.path, path)
            text = text[: line.start] + whole.replace(line.module, right) + text[line.end :]
            said.append(f"{line.module} is {right}")
        else:
            made = (
                ""
                if line.types
                else "".join(_stand_in(n, line.module, code) for n in line.local if n in names_in(code))
            )
            text = text[: line.start] + made + text[line.end :]
            said.append(f"{line.module} is not there; stand-ins take its place")
    kinds = reading(text).kinds
    for hit in reversed(list(_LATER.finditer(text))):
        if kinds[hit.start()] != CODE:
            continue
        if resolve_file(fault.files, fault.path, hit[1]) is None and not fault.known.has(hit[1]):
            text = f"{text[: hit.start()]}{_EMPTY}{text[hit.end() :]}"
            said.append(f"{hit[1]} is not there; nothing takes its place")
    return (text, "; ".join(said)) if said else None


def relative(importer: str, path: str) -> str:
    """As `importer` imports the file."""
    found = re.sub(r"\.[jt]sx?$", "", posixpath.relpath(path, posixpath.dirname(importer) or "."))
    return found if found.startswith(".") else f"./{found}"


def _named_alike(module: str, fault: Fault) -> str | None:
    stem = _stem(module)
    alike = [path for path in fault.files if path != fault.path and _stem(path) == stem]
    return alike[0] if len(alike) == 1 else None


def _stem(path: str) -> str:
    name = re.sub(r"\.(?:[jt]sx?|json|css)$", "", path)
    name = re.sub(r"/index$", "", name).rsplit("/", 1)[-1]
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _stand_in(name: str, module: str, code: str) -> str:
    if _PICTURE.search(module):
        return f'const {name}: any = "";\n'
    if (
        module.endswith(".json")
        or re.search(r"/(?:data|constants|mock\w*|types)(?:/|$)", module)
        or name.isupper()
    ):
        return f"const {name}: any = [];\n"
    return stand_in(name, code)
