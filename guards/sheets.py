"""Style sheets of the artifact: they hold no program, but name addresses, which the preview does not load."""

import re

from studio.protocol import Finding

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n]?|([^\n]))")
_ADDRESS = re.compile(
    r"""(?:\b(?:url|src)\(\s*["']?|@import\s+["']|image-set\([^)]{0,200}?["'])\s*(?:https?:|//|\\)""",
    re.IGNORECASE,
)


def scan(path: str, text: str) -> list[Finding]:
    """One finding a line, for a sheet whole or cut off."""
    plain = _ESCAPE.sub(_spelled, _COMMENT.sub(_blank, text))
    lines = sorted({plain.count("\n", 0, hit.start()) + 1 for hit in _ADDRESS.finditer(plain)})
    return [
        Finding(
            "addresses",
            "neutralise",
            path,
            line,
            "The preview loads nothing from other addresses: this stays empty.",
            "Draw it with gradients, SVG or emoji.",
        )
        for line in lines
    ]


def _blank(comment: re.Match[str]) -> str:
    """Of a comment, the line ends."""
    return "\n" * comment[0].count("\n")


def _spelled(escape: re.Match[str]) -> str:
    if escape[1] is None:
        return escape[2]
    code = int(escape[1], 16)
    return chr(code) if 0 < code < 0x110000 else ""
