"""Checks the files as they stand, as they will be checked when the reply has ended: with the small faults
mended that need no model then."""

from collections.abc import Mapping
from typing import Any

from studio.tools.contract import Arguments, Desk, Tool, Work, entry_of
from studio.tools.logs import console


class Check(Arguments, frozen=True):
    pass


def answer(_: Check, desk: Desk) -> Work:
    return Work("verify", entry_of(desk), tell, {})


def tell(reply: Mapping[str, Any]) -> str:
    lines = [line for check in reply["checks"] for line in _lines(check)]
    mended = [f"Mended for you when you have ended: {said}" for said in reply["mended"]]
    missed = reply.get("unreached", ())
    if missed:
        lines.append(f"Not reached in time: {', '.join(missed)}. Go on without.")
    if unmade := reply.get("unmade", ()):
        lines.append(f"Not made, as what comes before did not pass: {', '.join(unmade)}.")
    return "\n".join([*mended, *lines]) if lines else "Nothing was checked."


def _lines(check: Mapping[str, Any]) -> list[str]:
    detail = [check["detail"]] if check["detail"] else []
    return [f"{check['check']}: {check['outcome']}", *detail, *console(check.get("logs", ()))]


TOOL = Tool(
    "check",
    "Compiles, renders and uses the component as it is written so far, in a sandbox, and says what fails and "
    "what its console said. "
    "The same checks run when you have ended; call it to mend a fault before that.",
    Check,
    answer,
)
