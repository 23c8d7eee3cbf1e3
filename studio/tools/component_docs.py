"""Tells the props of a component: of the shadcn/ui set or of a package, from its types."""

import difflib
from typing import Annotated

from msgspec import Meta

from studio.frameworks.packages import remedy, resolve
from studio.tools.contract import MAX_RESULT_BYTES, Arguments, Desk, Mistake, Tool


class ComponentDocs(Arguments, frozen=True):
    module: Annotated[
        str, Meta(description="As imported: @/components/ui/dialog, recharts.", min_length=1, max_length=200)
    ]
    name: Annotated[str, Meta(description="One export of it; empty for all, in short.", max_length=100)] = ""


def answer(asked: ComponentDocs, desk: Desk) -> str:
    docs = desk.reference.docs()
    target = resolve(asked.module) or resolve(f"@/components/ui/{asked.module}")
    module = target.module if target else asked.module
    if module not in docs:
        if target is None:
            raise Mistake(f"{asked.module} cannot be imported. {remedy(asked.module)}")
        raise Mistake(
            f"Nothing is written down of {asked.module}. It can be imported; use it as you know it."
        )
    exports = docs[module]
    names = [name for name in exports if name]
    if not asked.name:
        whole = "\n\n".join(exports.values())
        if len(whole) <= MAX_RESULT_BYTES // 2:
            return whole
        return f"{exports['']}\n\nAsk for one by name. It has: {', '.join(names)}"
    if asked.name in names:
        return f'import {{ {asked.name} }} from "{module}"\n\n{exports[asked.name]}'
    near = difflib.get_close_matches(asked.name, names, n=3, cutoff=0.5)
    said = ", ".join(near or names[:30]) or "no others that are written down"
    raise Mistake(f"{module} has no {asked.name}. It has: {said}.")


TOOL = Tool(
    "component_docs",
    "Props with their types, and a line of use, of a module that may be imported.",
    ComponentDocs,
    answer,
)
