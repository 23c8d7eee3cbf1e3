"""HTML written as JSX: class, for, stroke-width, onclick, style as text, comments, elements left open."""

import re

from studio.fixes.code import mask
from studio.fixes.contract import Fault

_NAMES = {
    "class": "className", "for": "htmlFor", "tabindex": "tabIndex", "readonly": "readOnly", "maxlength": "maxLength",
    "minlength": "minLength", "colspan": "colSpan", "rowspan": "rowSpan", "autofocus": "autoFocus",
    "autocomplete": "autoComplete", "contenteditable": "contentEditable", "crossorigin": "crossOrigin",
    "srcset": "srcSet", "viewbox": "viewBox", "onclick": "onClick", "onchange": "onChange", "onsubmit": "onSubmit",
    "oninput": "onInput", "onfocus": "onFocus", "onblur": "onBlur", "onkeydown": "onKeyDown",
    "onmouseenter": "onMouseEnter", "onmouseleave": "onMouseLeave", "xlink:href": "xlinkHref",
    "http-equiv": "httpEquiv", "accept-charset": "acceptCharset", "novalidate": "noValidate",
}  # fmt: skip
_DASHED = re.compile(
    r"(?:stroke|fill|clip|font|text|stop|color|dominant|alignment|marker|letter|word|flood)-[a-z]+(?:-[a-z]+)*"
)
_TAG = re.compile(
    r"<[A-Za-z][\w.]*(?:\s+(?:[^<>=\"'{}]|=\s*(?:\"[^\"]*\"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})|\{(?:[^{}]|\{[^{}]*\})*\})*)?\s*/?>"
)
_ATTRIBUTE = re.compile(r"(?<=[\s\"'}])([a-zA-Z][\w:-]*)(?=\s*=|[\s/>])")
_VOID = re.compile(
    r"<(br|hr|img|input|meta|link|area|col|source|track|wbr)\b((?:[^<>{}\"'/]|\"[^\"]*\"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|/(?!>))*)>"
)
_STYLE = re.compile(r"\bstyle=(\"|')([^\"'{}]*)\1")
_LESS = re.compile(r"(>[^<>{}\n]*\s)<(\s[^<\n]*</)")
"""Between tags, with a space on both sides."""
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)


def fix(fault: Fault) -> tuple[str, str] | None:
    if not fault.path.endswith((".tsx", ".jsx")):
        return None
    said: list[str] = []
    text = _COMMENT.sub(lambda hit: f"{{/*{hit[1].replace('*/', '* /')}*/}}", fault.text)
    if text != fault.text:
        said.append("HTML comments")
    code = mask(text)
    pieces: list[str] = []
    last = 0
    for hit in _TAG.finditer(text):
        if code[hit.start()] != "<":
            continue  # in a string or a comment
        pieces += [text[last : hit.start()], _mended(hit[0], said)]
        last = hit.end()
    text = "".join([*pieces, text[last:]])
    if fault.problem and fault.path in fault.problem:
        escaped = _LESS.sub(r'\1{"<"}\2', text)
        said += ["a < in the text"] if escaped != text else []
        text = escaped
    closed = _VOID.sub(lambda hit: f"<{hit[1]}{hit[2].rstrip()} />", text)
    closed = re.sub(r"(?<=/>)\s*</(?:br|hr|img|input)>", "", closed)
    if closed != text and not any(f"</{name}>" in text for name in ("Link", "Source")):
        said.append("elements without an end")
        text = closed
    return (text, f"HTML as JSX: {', '.join(dict.fromkeys(said))}") if said else None


def _mended(tag: str, said: list[str]) -> str:
    def renamed(hit: re.Match[str]) -> str:
        name = hit[1]
        lower = _NAMES.get(name) or _NAMES.get(
            name.lower() if name.lower().startswith("on") and name.islower() else ""
        )
        if lower is None and _DASHED.fullmatch(name):
            lower = re.sub(r"-([a-z])", lambda dash: dash[1].upper(), name)
        if lower is None or lower == name:
            return name
        said.append(name)
        return lower

    quoted = mask(tag.replace("{", "\x00").replace("}", "\x00"))
    outside = _ATTRIBUTE.sub(lambda hit: renamed(hit) if _is_outside(quoted, hit.start()) else hit[0], tag)
    return _STYLE.sub(lambda hit: _styled(hit, said), outside)


def _is_outside(quoted: str, at: int) -> bool:
    """Not between braces or quotes of the tag."""
    before = quoted[:at]
    return before.count("\x00") % 2 == 0 and before.count('"') % 2 == 0 and before.count("'") % 2 == 0


def _styled(hit: re.Match[str], said: list[str]) -> str:
    said.append("style")
    pairs: list[str] = []
    for rule in hit[2].split(";"):
        name, colon, value = rule.partition(":")
        if colon and name.strip():
            camel = re.sub(r"-([a-z])", lambda dash: dash[1].upper(), name.strip())
            pairs.append(f"{camel}: {value.strip()!r}")
    return f"style={{{{ {', '.join(pairs)} }}}}"
