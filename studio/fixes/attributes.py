"""HTML written as JSX: class, for, stroke-width, onclick, style as text, comments, elements left open."""

import re

from studio.fixes.code import reading
from studio.fixes.contract import Fault
from studio.fixes.lex import CODE, TAG, TEXT, Reading

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
_ATTRIBUTE = re.compile(r"(?<=[\s\"'}])([a-zA-Z][\w:-]*)(?=\s*=|[\s/>])")
_VOID = re.compile(r"<(br|hr|img|input|meta|link|area|col|source|track|wbr)(?![\w.:-])")
_STYLE = re.compile(r"\bstyle=(\"|')([^\"'{}]*)\1")
_MAX_TAG = 4000
_LESS = re.compile(r"(>[^<>{}\n]*\s)<(\s[^<\n]*</)")
"""Between tags, with a space on both sides."""
_COMMENT = re.compile(r"<!--(.*?)(-->|\Z)", re.DOTALL)
_SECOND_END = re.compile(r"(?<=/>)\s*</(?:br|hr|img|input)>")


def fix(fault: Fault) -> tuple[str, str] | None:
    """Only in tags of code, as the reading tells them: HTML in a string or a template is what was meant."""
    if not fault.path.endswith((".tsx", ".jsx")):
        return None
    said: list[str] = []
    text = _commented(fault.text, reading(fault.text), said)
    text = _renamed(text, reading(text).kinds, said)
    text = _with_styles(text, reading(text).kinds, said)
    if fault.path in fault.problem:
        kinds = reading(text).kinds
        escaped = _LESS.sub(
            lambda hit: f'{hit[1]}{{"<"}}{hit[2]}' if kinds[hit.end(1)] == TEXT else hit[0], text
        )
        said += ["a < in the text"] if escaped != text else []
        text = escaped
    closed = _ended(text, reading(text).kinds)
    if closed != text:
        said.append("elements without an end")
    return (closed, f"HTML as JSX: {', '.join(dict.fromkeys(said))}") if said else None


def _commented(text: str, reading: Reading, said: list[str]) -> str:
    def commented(hit: re.Match[str]) -> str:
        if not hit[2] or reading.kinds[hit.start()] not in (CODE, TEXT):
            return hit[0]
        said.append("HTML comments")
        return f"{{/*{hit[1].replace('*/', '* /')}*/}}"

    return _COMMENT.sub(commented, text)


def _renamed(text: str, kinds: str, said: list[str]) -> str:
    def renamed(hit: re.Match[str]) -> str:
        name = hit[1]
        if kinds[hit.start()] != TAG:
            return name
        right = _NAMES.get(name)
        if right is None and _DASHED.fullmatch(name):
            right = re.sub(r"-([a-z])", lambda dash: dash[1].upper(), name)
        if right is None:
            return name
        said.append(name)
        return right

    return _ATTRIBUTE.sub(renamed, text)


def _with_styles(text: str, kinds: str, said: list[str]) -> str:
    def styled(hit: re.Match[str]) -> str:
        tag = text.rfind("<", max(0, hit.start() - _MAX_TAG), hit.start())
        while tag > 0 and kinds[tag] != TAG:
            tag = text.rfind("<", max(0, hit.start() - _MAX_TAG), tag)
        of_element = (
            kinds[hit.start()] == TAG and text[tag + 1 : tag + 2].islower()
        )  # a component takes what it will
        return _styled(hit, said) if of_element else hit[0]

    return _STYLE.sub(styled, text)


def _ended(text: str, kinds: str) -> str:
    """Elements that have no end in HTML end themselves, unless their end tag stands right behind them."""
    pieces, last = list[str](), 0
    for hit in _VOID.finditer(text):
        if hit.start() < last or kinds[hit.start()] != TAG:
            continue
        end = _tag_end(text, kinds, hit.end())
        if end is None or text[end - 2] == "/" or re.compile(rf"\s*</{hit[1]}\s*>").match(text, end):
            continue
        pieces += [text[last : end - 1].rstrip(), " />"]
        last = end
    ended = "".join([*pieces, text[last:]])
    kinds = reading(ended).kinds
    return _SECOND_END.sub(lambda hit: "" if kinds[hit.end() - 1] == TAG else hit[0], ended)


def _tag_end(text: str, kinds: str, start: int) -> int | None:
    """Behind the > of the tag, whose own marks are no code and no string."""
    for at in range(start, min(len(text), start + _MAX_TAG)):
        if kinds[at] == TAG and text[at] in "<>" and text[at - 1] != "=":
            return at + 1 if text[at] == ">" else None
    return None


def _styled(hit: re.Match[str], said: list[str]) -> str:
    said.append("style")
    pairs: list[str] = []
    for rule in hit[2].split(";"):
        name, colon, value = rule.partition(":")
        if colon and name.strip():
            camel = re.sub(r"-([a-z])", lambda dash: dash[1].upper(), name.strip())
            pairs.append(f"{camel}: {value.strip()!r}")
    return f"style={{{{ {', '.join(pairs)} }}}}"
