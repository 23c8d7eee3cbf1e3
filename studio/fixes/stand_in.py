"""What takes the place of something that is not there: harmless, and seldom what was meant, so it is told."""

import re
from functools import lru_cache

_HOOK = re.compile(r"use[A-Z]")
_ARGUMENTS = r"\([^()]*(?:\([^()]*\)[^()]*)*\)"


@lru_cache(maxsize=256)
def stand_in(name: str, code: str = "") -> str:
    """A component shows its children, a hook gives nothing that breaks, a function gives back its argument; what
    `code`, the masked code that uses it, wants more of than that is whatever it is taken for."""
    if _HOOK.match(name):
        if re.search(rf"(?:const|let)\s*\[[^\]=]*\]\s*=\s*{re.escape(name)}\b", code):
            return f"const {name}: any = (first?: any): any => [first, () => {{}}];\n"
        return (
            f"const {name}: any = (): any => ({{ data: undefined, error: undefined, isLoading: false }});\n"
        )
    if _has_parts(name, code) or (code and not _is_called_or_shown(name, code)):
        return _anything(name)
    if name[:1].isupper():
        return f"const {name}: any = ({{ children }}: any) => <div>{{children}}</div>;\n"
    return f"const {name}: any = (value?: any): any => value;\n"


def _has_parts(name: str, code: str) -> bool:
    """`moment(at).format()`, `styled.div`, `sql`-like templates."""
    return bool(re.search(rf"(?<![\w$.]){re.escape(name)}(?:\s*{_ARGUMENTS})?\s*(?:\?\.|\.|`|\[)", code))


def _is_called_or_shown(name: str, code: str) -> bool:
    return bool(re.search(rf"(?<![\w$.]){re.escape(name)}\s*\(|<{re.escape(name)}[\s/>]", code))


def _anything(name: str) -> str:
    """Can be called, asked for parts, gone through (it is empty), written as text (so is that), and shown, when
    it shows its children. Not to be awaited, and no class: then React would take it for one."""
    return (
        f"const {name}: any = new Proxy(() => 0, {{\n"
        f'  get: (_, part) => (["then", "prototype", "$$typeof"].includes(part as string) ? undefined'
        f' : part === Symbol.toPrimitive ? () => "" : {name}),\n'
        f"  apply: (_, __, [first]) => first?.children ?? {name},\n"
        f"}});\n"
    )
