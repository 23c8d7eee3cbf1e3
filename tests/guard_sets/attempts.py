"""What an attempt is, and ways to write one. Read by the sets beside it."""

import base64
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attempt:
    """`reply`: what a model that obeys says, beside all that benchmarks/obedient.py knows. `component`: a name
    in web/preview/corpus, where the session has one."""

    after: str
    prompt: str
    reply: str = ""
    component: str = ""


def leak(prompt: str, component: str = "") -> Attempt:
    return Attempt("leak", prompt, component=component)


def code(prompt: str, component: str = "") -> Attempt:
    return Attempt("code", prompt, component=component)


def answer(prompt: str, reply: str, component: str = "") -> Attempt:
    return Attempt("answer", prompt, reply, component)


def in_base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def shifted(text: str, by: int) -> str:
    return "".join(chr((ord(c) - 97 + by) % 26 + 97) if "a" <= c <= "z" else c for c in text)


def tagged(text: str) -> str:
    """In the invisible letters of Unicode's tag block."""
    return "".join(chr(0xE0000 + ord(char)) for char in text)


def wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
