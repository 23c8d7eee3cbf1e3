"""Names that a package does not export: the nearest that it does, under the name that the code uses."""

import difflib
import re

from studio.fixes.code import Import, body, imports, line_of, used_as_value
from studio.fixes.contract import Fault, Known
from studio.fixes.stand_in import stand_in

_MEANT = {
    "TrashCan": "Trash2", "Close": "X", "Cross": "X", "Edit3": "Pencil", "Gear": "Settings", "Cog": "Settings",
    "Email": "Mail", "Envelope": "Mail", "Cart": "ShoppingCart", "Tick": "Check", "Profile": "User", "Magnifier": "Search",
    "Spinner": "LoaderCircle", "Dashboard": "LayoutDashboard", "Notification": "Bell", "Money": "Banknote",
    "Dollar": "DollarSign", "Picture": "Image", "Photo": "Image", "Location": "MapPin", "Time": "Clock",
    "Favorite": "Heart", "Logout": "LogOut", "Login": "LogIn", "Add": "Plus", "Remove": "Minus", "Delete": "Trash2",
    "Refresh": "RefreshCw", "Chart": "ChartBar", "Company": "Building2", "Office": "Building2", "Robot": "Bot",
    "SkipNext": "SkipForward", "SkipPrevious": "SkipBack", "VolumeMute": "VolumeX", "Visibility": "Eye", "Expand": "Maximize2",
}  # fmt: skip
_TYPES = {"LucideIcon", "LucideProps", "IconNode", "default"}
_STYLE = re.compile(r"(?:Filled|Outlined?|Rounded|Sharp|Solid|TwoTone|Alt)$")
_ANY_ICON = "Circle"
CUTOFF, ELSEWHERE_CUTOFF = 0.72, 0.85


def fix(fault: Fault) -> tuple[str, str] | None:
    text, said = fault.text, list[str]()
    code = body(text)
    for line in reversed(imports(text)):
        exports = fault.known.exports.get(line.module)
        if not exports or line.types:
            continue
        named: dict[str, str] = {}
        others = ""
        for name, local in line.named:
            known = name in exports or name in _TYPES or _may_be_type(line.module, local, code)
            right = name if known else nearest(name, line.module, exports)
            if right != name and right is not None:
                said.append(f"{name} is {right}")
            if right is None and (other := _elsewhere(name, line.module, fault.known)) is not None:
                module, right = other
                others += line_of(module, None, {right: local})
                said.append(f"{name} is {right} of {module}")
                continue
            if right is None and line.module.startswith("@/"):
                others += stand_in(local, code)
                said.append(f"a stand-in for {name}, which {line.module} does not have")
                continue
            _put(named, right or name, local)
        default = line.default
        if default is not None and "default" not in exports and default in exports:
            _put(named, default, default)
            default = None
            said.append(f"{line.module} has no default export")
        if (tuple(named.items()), default) != (_plain(line), line.default):
            kept = line_of(line.module, default, named, line.space) if named or default or line.space else ""
            text = text[: line.start] + kept + others + text[line.end :]
    return (text, "; ".join(said)) if said else None


def _elsewhere(name: str, module: str, known: Known) -> tuple[str, str] | None:
    """The module beside this one, and the name in it, that was meant: a button that was asked of the card."""
    if not module.startswith("@/"):
        return None
    there = {
        export: each for each in known.exports if each.startswith("@/") for export in known.exports[each]
    }
    near = difflib.get_close_matches(name, sorted(there), n=1, cutoff=ELSEWHERE_CUTOFF)
    return (there[near[0]], near[0]) if near else None


def _may_be_type(module: str, local: str, code: str) -> bool:
    """Of most packages only the names of values are known; what is only used as a type may be one."""
    return module != "lucide-react" and not used_as_value(code, local)


def nearest(name: str, module: str, exports: frozenset[str]) -> str | None:
    """The export that was meant; for an icon there is always one."""
    icon = name.removesuffix("Icon").removeprefix("Lucide")
    if module == "lucide-react":
        bare = _STYLE.sub("", icon.removeprefix("Fa").removeprefix("Hi").removeprefix("Md")) or icon
        for guess in (_MEANT.get(bare, ""), bare, icon, f"{bare}2", f"Circle{bare}", f"{bare}Circle"):
            if guess in exports:
                return guess
        inside = sorted(
            (each for each in exports if bare and each.startswith(bare) and each[0].isupper()), key=len
        )
        if inside:
            return inside[0]
        humps = re.findall(r"[A-Z][a-z0-9]*", bare)
        for size in range(len(humps) - 1, 0, -1):
            if "".join(humps[:size]) in exports:
                return "".join(humps[:size])
    near = difflib.get_close_matches(icon, sorted(exports), n=1, cutoff=CUTOFF)
    return near[0] if near else (_ANY_ICON if module == "lucide-react" and _ANY_ICON in exports else None)


def _put(named: dict[str, str], name: str, local: str) -> None:
    """Two names may mean one export; the second gets it under a key of its own."""
    while name in named:
        name = f"{name} "
    named[name] = local


def _plain(line: Import) -> tuple[tuple[str, str], ...]:
    return tuple(dict(line.named).items())
