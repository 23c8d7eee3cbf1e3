"""What only Next.js has: its links and images become plain elements, its hooks stand still."""

import re

from studio.fixes.code import Import, imports
from studio.fixes.contract import Fault
from studio.fixes.stand_in import stand_in

_ROUTER = "{ push() {}, replace() {}, back() {}, forward() {}, refresh() {}, prefetch() {}, pathname: '/', query: {} }"
_STANDINS = {
    "next/link": "const {0}: any = ({{ href, children, ...rest }}: any) => <a href={{typeof href === 'string' ? href : '#'}} {{...rest}}>{{children}}</a>;\n",
    "next/image": "const {0}: any = ({{ fill, priority, quality, placeholder, blurDataURL, loader, unoptimized, ...rest }}: any) => <img {{...rest}} />;\n",
    "next/head": "const {0}: any = () => null;\n",
    "next/script": "const {0}: any = () => null;\n",
    "next/dynamic": "const {0}: any = () => () => null;\n",
}
_HOOKS = {
    "useRouter": _ROUTER, "usePathname": "'/'", "useSearchParams": "new URLSearchParams()", "useParams": "{}",
    "useTheme": "{ theme: 'light', setTheme() {}, resolvedTheme: 'light' }",
}  # fmt: skip
_ASYNC_PAGE = re.compile(r"^(export default )async (?=function [A-Z])", re.MULTILINE)
_MODULE = re.compile(r"next(?:/.*|-themes|-auth(?:/.*)?)?|@next/.*")


def fix(fault: Fault) -> tuple[str, str] | None:
    text, said = fault.text, list[str]()
    for line in reversed(imports(text)):
        if not _MODULE.fullmatch(line.module) or fault.known.has(line.module):
            continue
        text = (
            text[: line.start]
            + ("" if line.types else _made(line, text[: line.start] + text[line.end :]))
            + text[line.end :]
        )
        said.append(line.module)
    if re.search(r"^export const (?:metadata|viewport|dynamic|revalidate)\b", text, re.MULTILINE):
        text = re.sub(
            r"^export const (metadata|viewport|dynamic|revalidate)\b", r"const \1", text, flags=re.MULTILINE
        )
        said.append("page metadata")
    if _ASYNC_PAGE.search(text) and not re.search(r"\bawait\b", text):
        text = _ASYNC_PAGE.sub(r"\1", text)
        said.append("a component that runs on the server")
    return (text, f"replaced {', '.join(said)}, which only Next.js has") if said else None


def _made(line: Import, body: str) -> str:
    lines: list[str] = []
    for name in line.local:
        original = next((exported for exported, local in line.named if local == name), name)
        if line.module in _STANDINS and name == line.default:
            lines.append(_STANDINS[line.module].format(name))
        elif original in _HOOKS:
            lines.append(f"const {name}: any = () => ({_HOOKS[original]});\n")
        elif line.module.startswith("next/font"):
            lines.append(f"const {name}: any = () => ({{ className: '', variable: '', style: {{}} }});\n")
        elif name[:1].isupper():
            lines.append(f"const {name}: any = ({{ children }}: any) => <>{{children}}</>;\n")
        else:
            lines.append(stand_in(name, body))
    return "".join(lines)
