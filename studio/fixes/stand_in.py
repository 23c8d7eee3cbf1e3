"""What takes the place of something that is not there: harmless, and seldom what was meant, so it is told."""

import re

_HOOK = re.compile(r"use[A-Z]")


def stand_in(name: str) -> str:
    """A component shows its children, a hook gives nothing that breaks, a function gives back its argument."""
    if name[:1].isupper():
        return f"const {name}: any = ({{ children }}: any) => <div>{{children}}</div>;\n"
    if _HOOK.match(name):
        return (
            f"const {name}: any = (): any => ({{ data: undefined, error: undefined, isLoading: false }});\n"
        )
    return f"const {name}: any = (value?: any): any => value;\n"
