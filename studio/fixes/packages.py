"""Packages that are not there: the nearest that is, else harmless stand-ins in the file itself."""

import re
from collections.abc import Mapping

from studio.fixes.code import Import, body, imports, line_of, names_in
from studio.fixes.contract import Fault
from studio.fixes.exports_of import nearest
from studio.fixes.stand_in import stand_in

_INSTEAD = (
    (r"react-icons(?:/.*)?|@heroicons/.*|@radix-ui/react-icons|@tabler/icons.*|react-feather|phosphor-react|@phosphor-icons/.*|lucide|lucide-react/.*|@mui/icons-material(?:/.*)?|@ant-design/icons", "lucide-react"),
    (r"motion|motion/react|framer-motion(?:/.*)?|motion/.*", "framer-motion"),
    (r"framer-motion", "motion/react"),
    (r"classnames(?:/.*)?|cx|clsx/.*|classcat", "clsx"),
    (r"preact(?:/hooks|/compat)?|React|react/.*|react\.js|next/react", "react"),
    (r"tailwind-merge/.*|tw-merge|tailwindcss-merge", "tailwind-merge"),
    (r"@/utils(?:/cn)?|@/lib/(?:cn|utils|helpers)(?:\.ts)?|~/lib/utils|src/lib/utils|lib/utils|\.\.?/(?:\.\./)*lib/utils", "@/lib/utils"),
)  # fmt: skip


def fix(fault: Fault) -> tuple[str, str] | None:
    exports = fault.known.exports
    if not exports:
        return None
    text, said = fault.text, list[str]()
    code = body(text)
    for line in reversed(imports(text)):
        if (
            line.types
            or fault.known.has(line.module)
            or line.module.startswith(("./", "../"))
            or _is_file(line.module, fault)
        ):
            continue
        instead = _instead(line, exports)
        rest = text[line.end :]
        if instead is None:
            text = text[: line.start] + _without(code, line) + rest
            said.append(f"stand-ins for “{line.module}”, which is not here")
        else:
            text = text[: line.start] + instead + rest
            said.append(f"“{line.module}” is “{_module_in(instead)}” here")
    return (text, "; ".join(said)) if said else None


def _is_file(module: str, fault: Fault) -> bool:
    path = module.removeprefix("@/").removeprefix("/")
    return module.startswith(("@/", "/")) and any(
        each.rsplit(".", 1)[0] == path or each == path for each in fault.files
    )


def _instead(line: Import, table: Mapping[str, frozenset[str]]) -> str | None:
    """An import line from a package that is there, if that has what is wanted."""
    aliased = "@/" + re.sub(r"^(?:[~.]*/|src/)+", "", line.module)
    for pattern, module in ((re.escape(line.module), aliased), *_INSTEAD):
        if module not in table or not re.fullmatch(pattern, line.module):
            continue
        named: dict[str, str] = {}
        for name, local in line.named:
            right = name if name in table[module] else nearest(name, module, table[module])
            if right is None:
                return None
            while right in named:
                right += " "
            named[right] = local
        default = line.default if "default" in table[module] or line.default in (None, "React") else None
        if line.default and default is None:
            right = nearest(line.default, module, table[module])
            if right is None:
                return None
            named[right] = line.default
        return line_of(module, default, named, line.space)
    return None


def _module_in(line: str) -> str:
    return line.rpartition(" from ")[2].strip('";\n')


def _without(code: str, line: Import) -> str:
    """Stand-ins for what the line would have imported, if anything uses it."""
    return "".join(stand_in(local, code) for local in line.local if local in names_in(code))
