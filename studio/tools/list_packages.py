"""Lists what generated code may import: the same table that the preview, the guard and the prompt go by."""

from studio.frameworks.packages import table
from studio.tools.contract import Arguments, Desk, Tool


class ListPackages(Arguments, frozen=True):
    pass


def answer(_: ListPackages, desk: Desk) -> str:
    components = sorted(name for name in desk.reference.docs() if name.startswith("@/components/ui/"))
    lines: list[str] = []
    for name, package in table().packages.items():
        paths = [f"{name}/{path}" for path in package.modules]
        modules = [*([name] if package.root else []), *paths]
        lines.append(f"{', '.join(modules)}: {package.purpose or 'as you know it'}")
    ours = ", ".join(name.rpartition("/")[2] for name in components)
    return "\n".join([*lines, "", f"@/components/ui/ has: {ours}"])


TOOL = Tool(
    "list_packages",
    "Every module that may be imported, with its subpaths, and the names of all shadcn/ui modules.",
    ListPackages,
    answer,
)
