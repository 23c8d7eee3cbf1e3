"""What an agent's reply to a check says about the program: pure. The reply may be hostile, so texts are
capped and only known shapes count. Called by actors/verification.py."""

from collections.abc import Mapping
from typing import Any, cast

from sandbox.contract import SandboxError
from studio.protocol import CheckOutcome

MAX_DETAIL_CHARS = 2_000
MAX_SHOWN = 5


def verdict(check: str, reply: Mapping[str, Any]) -> tuple[CheckOutcome, str]:
    """Raises SandboxError if the reply is no verdict."""
    ok = reply.get("ok")
    if not isinstance(ok, bool):
        raise SandboxError(f"no verdict in the reply to {check}")
    problems = _list(reply, "problems")
    match check:
        case "compile" if not ok and _list(reply, "errors"):
            return "failed", _places(_list(reply, "errors"))
        case "lint" | "types" if problems:
            breaks = [problem for problem in problems if _has(problem, "breaks")]
            return ("failed", _places(breaks)) if breaks else ("warned", _places(problems))
        case "accessibility" if problems:
            return "warned", "\n".join(str(problem) for problem in problems[:MAX_SHOWN])[:MAX_DETAIL_CHARS]
        case "accessibility" if not ok:  # it has been mounted and used by now: whoever looked gave up
            return "warned", _text(reply.get("error"))
        case "use" if not ok:
            during = str(reply.get("during", ""))[:100]
            return "failed", _text(f"{during}: {reply.get('error')}" if during else reply.get("error"))
        case "use" if reply.get("all") is False:
            return "passed", f"Tried the first {_count(reply.get('acts'))} things to click or to fill in."
        case _:
            return ("passed", "") if ok else ("failed", _text(reply.get("error")))


def _places(problems: list[Any]) -> str:
    known = [cast(dict[str, Any], problem) for problem in problems if isinstance(problem, dict)]
    lines = [f"{each.get('path')}:{each.get('line')}: {each.get('message')}" for each in known]
    more = [f"and {len(lines) - MAX_SHOWN} more"] if len(lines) > MAX_SHOWN else []
    return _text("\n".join([*lines[:MAX_SHOWN], *more]))


def _list(reply: Mapping[str, Any], name: str) -> list[Any]:
    found = reply.get(name)
    return cast(list[Any], found) if isinstance(found, list) else []


def _count(said: object) -> int:
    return said if isinstance(said, int) and 0 <= said < 1_000 else 0


def _has(problem: Any, name: str) -> bool:
    return isinstance(problem, dict) and cast(dict[str, Any], problem).get(name) is True


def _text(said: object) -> str:
    return (str(said or "") or "No reason given.")[:MAX_DETAIL_CHARS]
