"""The tries to get past the code rules (tests/guard_sets), as artifacts that can be run: what was written to
be scanned gets an address at the counting server, a program that does something, and a component to show.

A program as a text is `hit(n)`, which tests/attacks/evading.py puts into the page: who runs it has reached
the realm itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.attacks.counter import CountingServer
from tests.guard_sets.evasions import EVASIONS
from tests.guard_sets.fresh_artifacts import FRESH_ARTIFACTS
from tests.guard_sets.fresh_evasions import FRESH_EVASIONS
from tests.guard_sets.held_evasions import HELD_EVASIONS

ENTRY = "App.tsx"
_ELSEWHERE = re.compile(r"(?P<scheme>https?:|wss?:)?//(?:evil\.example|esm\.sh)(?:/[\w/]*)?(?P<end>\.\w+)?")
_HERE = re.compile(
    r"(?P<before>(?:src|data)[=:] ?|(?:load|fetch|f|csv|Worker|W|S|register|Beacon'\])\()"
    r"'/?(?:x|sw)(?P<end>\.\w+)?'"
)
_PROGRAMS = (
    (re.compile(r"'new Image\(\)\.src = \"https://evil\.example/x\"'"), "'hit(N)'"),
    (re.compile(r"alert\((?:1|document\.domain)\)"), "hit(N)"),
    (re.compile(r"alert\(\$\{1\}\)"), "hit(${N})"),
    (re.compile(r"alert\\\\x281\\\\x29|alert\\x281\\x29"), r"hit\\x28N\\x29"),
    (re.compile(r"return (?:1|this)(?=[`'\"])"), "return hit(N)"),
    (re.compile(r"(?<=[(\[>])(['\"]?)1\1(?=[)\]<])(?<!\(1)"), r"\1hit(N)\1"),
)
_TEXT_CALLED = re.compile(r"'x'\)\(\)")
_PEER = "stun:evil.example"
_SHOWN = "\nexport default function Shown() { return <p>shown</p>; }\n"


@dataclass(frozen=True)
class Try:
    """`number` is its place in all sets."""

    number: int
    family: str
    files: dict[str, str]

    @property
    def began(self) -> str:
        return f"began {self.number}"

    def aimed(self, counter: CountingServer, run: str) -> dict[str, str]:
        """Its files, of this `run`: they say that they begin, and show something."""
        peer = f"stun:127.0.0.1:{counter.udp_port}"
        at = f"//127.0.0.1:{counter.port}/hit/{run}--e{self.number}--"
        files = {path: self._armed(text.replace(_PEER, peer), at) for path, text in self.files.items()}
        entry = files[ENTRY]
        shown = "" if "export default" in entry or "as default" in entry else _SHOWN
        return files | {ENTRY: f"console.info('{self.began}');\n{entry}{shown}"}

    def _armed(self, text: str, at: str) -> str:
        for pattern, program in _PROGRAMS:
            text = pattern.sub(program.replace("N", str(self.number)), text)
        called = f"'<%= hit({self.number}) %>')()" if "template" in text else f"'hit({self.number})')()"
        text = _TEXT_CALLED.sub(called, text)
        text = _HERE.sub(lambda found: f"{found['before']}'http:{at}{found['end'] or ''}'", text)

        def address(found: re.Match[str]) -> str:
            scheme = (found["scheme"] or "").replace("s:", ":")
            return f"{scheme}{at}{found['end'] or ''}"

        return _ELSEWHERE.sub(address, text)


def tries() -> list[Try]:
    return [Try(number, *each) for number, each in enumerate(_written())]


def _written() -> Iterator[tuple[str, dict[str, str]]]:
    for each in (EVASIONS, HELD_EVASIONS, FRESH_EVASIONS):
        for family, codes in each.items():
            yield from ((family, {ENTRY: code}) for code in codes)
    yield from (("several files", files) for files in FRESH_ARTIFACTS)
