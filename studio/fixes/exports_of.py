"""Names that a package does not export: the nearest that it does, under the name that the code uses."""

import difflib

from studio.fixes.code import Import, imports, line_of, used_as_value
from studio.fixes.contract import Fault

_MEANT = {
    "TrashCan": "Trash2", "Close": "X", "Cross": "X", "Edit3": "Pencil", "Gear": "Settings", "Cog": "Settings",
    "Email": "Mail", "Envelope": "Mail", "Cart": "ShoppingCart", "Tick": "Check", "Profile": "User", "Magnifier": "Search",
    "Spinner": "LoaderCircle", "Dashboard": "LayoutDashboard", "Notification": "Bell", "Money": "Banknote",
    "Dollar": "DollarSign", "Picture": "Image", "Photo": "Image", "Location": "MapPin", "Time": "Clock",
    "Favorite": "Heart", "Logout": "LogOut", "Login": "LogIn", "Add": "Plus", "Remove": "Minus", "Delete": "Trash2",
    "Refresh": "RefreshCw", "Chart": "ChartBar", "Company": "Building2", "Office": "Building2", "Robot": "Bot",
}  # fmt: skip
_TYPES = {"LucideIcon", "LucideProps", "IconNode", "default"}
_ANY_ICON = "Circle"
CUTOFF = 0.72


def fix(fault: Fault) -> tuple[str, str] | None:
    text, said = fault.text, list[str]()
    for line in reversed(imports(text)):
        exports = fault.known.exports.get(line.module)
        if not exports or line.types:
            continue
        named: dict[str, str] = {}
        for name, local in line.named:
            known = name in exports or name in _TYPES or not used_as_value(text[line.end :], local)
            right = name if known else nearest(name, line.module, exports)
            if right != name and right is not None:
                said.append(f"{name} is {right}")
            _put(named, right or name, local)
        default = line.default
        if default is not None and "default" not in exports and default in exports:
            _put(named, default, default)
            default = None
            said.append(f"{line.module} has no default export")
        if (tuple(named.items()), default) != (_plain(line), line.default):
            text = text[: line.start] + line_of(line.module, default, named, line.space) + text[line.end :]
    return (text, "; ".join(said)) if said else None


def nearest(name: str, module: str, exports: frozenset[str]) -> str | None:
    """The export that was meant; for an icon there is always one."""
    icon = name.removesuffix("Icon").removeprefix("Lucide")
    if module == "lucide-react":
        bare = icon.removeprefix("Fa").removeprefix("Hi").removeprefix("Md") or icon
        for guess in (_MEANT.get(bare, ""), bare, icon, f"{bare}2", f"Circle{bare}", f"{bare}Circle"):
            if guess in exports:
                return guess
        inside = sorted(
            (each for each in exports if bare and each.startswith(bare) and each[0].isupper()), key=len
        )
        if inside:
            return inside[0]
    near = difflib.get_close_matches(icon, sorted(exports), n=1, cutoff=CUTOFF)
    return near[0] if near else (_ANY_ICON if module == "lucide-react" and _ANY_ICON in exports else None)


def _put(named: dict[str, str], name: str, local: str) -> None:
    """Two names may mean one export; the second gets it under a key of its own."""
    while name in named:
        name = f"{name} "
    named[name] = local


def _plain(line: Import) -> tuple[tuple[str, str], ...]:
    return tuple(dict(line.named).items())
