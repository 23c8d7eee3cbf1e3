"""What only Next.js has: its links and images become plain elements, its hooks stand still."""

import re

from studio.fixes.code import Import, body, imports, reading
from studio.fixes.contract import Fault
from studio.fixes.lex import CODE
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
_METADATA = re.compile(r"^export (?=const (metadata|viewport|dynamic|revalidate)\b)", re.MULTILINE)
_MODULE = re.compile(r"next(?:/.*|-themes|-auth(?:/.*)?)?|@next/.*")


def fix(fault: Fault) -> tuple[str, str] | None:
    text, said = fault.text, list[str]()
    code = body(text)
    for line in reversed(imports(text)):
        if not _MODULE.fullmatch(line.module) or fault.known.has(line.module):
            continue
        text = text[: line.start] + ("" if line.types else _made(line, code)) + text[line.end :]
        said.append(line.module)
    kinds, elsewhere = reading(text).kinds, _imported(fault)
    for hit in reversed(list(_METADATA.finditer(text))):
        if kinds[hit.start()] == CODE and hit[1] not in elsewhere:
            text = text[: hit.start()] + text[hit.end() :]
            said.append("page metadata")
    kinds, page = reading(text).kinds, _ASYNC_PAGE.search(text)
    if page and kinds[page.start()] == CODE and not re.search(r"\bawait\b", text):
        text = text[: page.start()] + page[1] + text[page.end() :]
        said.append("a component that runs on the server")
    return (text, f"replaced {', '.join(dict.fromkeys(said))}, which only Next.js has") if said else None


def _imported(fault: Fault) -> set[str]:
    """What other files import by name: a list of that name is no page's metadata."""
    others = [text for path, text in fault.files.items() if path != fault.path]
    return {name for text in others for line in imports(text) for name, _ in line.named}


def _made(line: Import, code: str) -> str:
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
            lines.append(stand_in(name, code))
    return "".join(lines)
