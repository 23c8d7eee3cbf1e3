"""Changes of texts: the title, a button's text, and any text that is named. Pure; called by changes.py."""

import re

from models.sketches.brief import COLOURS, quoted
from models.sketches.kind import js, jsx

_TITLE = re.compile(
    r"\b(?:title|heading|headline|header text|h1)\b(?:\s+(?:text))?\s*(?:to|into|as|is|:|=|say|says|should be|should say|must be|shall be|reads?)+\s+(.+)$|"
    r"\b(?:title|heading|headline)\s+([\"“].+)$|\bcall (?:it|this)\s+(.+)$|\bnew (?:title|heading|headline)\b:?\s+(.+)$|\b(?:title|headline) it\s+(.+)$",
    re.I,
)
_BUTTON = re.compile(
    r"\bbutton(?:'s)?(?: (?:text|label|name|caption))?\s+(?:to (?:say )?|say |says |should (?:say|be) |read )(.+)$",
    re.I,
)
_SUBTITLE = re.compile(
    r"\b(?:subtitle|subheading|tagline|description|subline)\b\s*(?:to|is|:|say|should be|should say)+\s+(.+)$",
    re.I,
)
_RENAME = re.compile(
    r"\b(?:rename|change|replace|turn|update)\s+(?:the\s+)?(?:(?:text|label|word|words|name|column|field|item|task|plan|link)\s+)?(.+?)\s+(?:to|into|with|by|for)\s+(.+)$",
    re.I,
)
_TAIL = re.compile(
    r"(?:,? and (?:make|use|change|add|remove|rename|sort|set|turn|put|move)\b.*|[.!?;]\s.*)$", re.I
)
_STRING = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"")
_CODE_BEFORE = re.compile(
    r"(?:className=\{?|from |import |type=|id=|href=|role=|key: |id: |type: |icon: |colours: |colors: |style: |tag: |column: |kind: |"
    r"clsx\(|\bclassName: |dataKey=|useState(?:<[^>]*>)?\()\s*$"
)


def rename(prompt: str, text: str) -> tuple[str, str] | None:
    """The first of title, subtitle, button and named text that the prompt speaks of."""
    for pattern, place in ((_SUBTITLE, _set_subtitle), (_TITLE, _set_title), (_BUTTON, _set_button)):
        found = pattern.search(prompt)
        if found:
            new = _wanted(next(part for part in found.groups() if part))
            if new and new.lower() not in COLOURS:
                return place(text, new)
    found = _RENAME.search(prompt)
    if not found:
        return None
    old, new = _wanted(found.group(1)), _wanted(found.group(2))
    if not old or not new or new.lower() in COLOURS:
        return None
    changed = _replace_visible(text, old, new)
    bare = re.sub(
        r"\s+(?:field|column|label|text|item|button|plan|task|link|heading|section)$", "", old, flags=re.I
    )
    if changed == text and bare != old:
        changed, old = _replace_visible(text, bare, new), bare
    return (changed, f"“{old}” is “{new}” now") if changed != text else None


def _wanted(part: str) -> str:
    quotes = quoted(part)
    if quotes and re.match(r"\s*[\"“'«`]", part):
        return quotes[0]
    return _TAIL.sub("", part.strip()).strip(" .;:,\"'“”")[:200]


def _set_title(text: str, new: str) -> tuple[str, str] | None:
    found = re.search(r"<h1\b[^<>]{0,2000}>\s*([^<>{}]+?|\{\"[^\n]*?\"\})\s*</h1>", text)
    if not found:
        return _set_button(text, new) if "<h1" not in text else None
    return f"{text[: found.start(1)]}{jsx(new)}{text[found.end(1) :]}", f"the title is “{new}” now"


def _set_subtitle(text: str, new: str) -> tuple[str, str] | None:
    start = text.find("</h1>")
    found = re.compile(r"<p\b[^<>]{0,2000}>\s*([^<>{}]+?)\s*</p>").search(text, max(start, 0))
    if not found:
        return None
    return f"{text[: found.start(1)]}{jsx(new)}{text[found.end(1) :]}", f"the subtitle is “{new}” now"


def _set_button(text: str, new: str) -> tuple[str, str] | None:
    """The text of the submit button, else of the first button that has a fixed text."""
    spans = sorted(
        re.finditer(r"<button\b(?:(?!<button\b).){0,3000}?</button>", text, re.S),
        key=lambda span: 'type="submit"' not in span.group(),
    )
    for span in spans:
        fixed = re.search(
            r">\s*([A-Z][^<>{}=\n]*?|\{\"[^\n]*?\"\})\s*</button>$|\n\s+([A-Z][^<>{}=\n]*)\n", span.group()
        )
        if fixed:
            group = 1 if fixed.group(1) else 2
            start, end = span.start() + fixed.start(group), span.start() + fixed.end(group)
            return f"{text[:start]}{jsx(new)}{text[end:]}", f"the button says “{new}” now"
    for span in spans:
        idle = re.search(r"(?:: |\? )(\"[A-Z][^\"\n]*\")\}\s", span.group())
        if idle:
            start, end = span.start() + idle.start(1), span.start() + idle.end(1)
            return f"{text[:start]}{js(new)}{text[end:]}", f"the button says “{new}” now"
    return None


def _replace_visible(text: str, old: str, new: str) -> str:
    """Replaces in string literals that people see and in JSX text, never in code. Exact case first, then any."""
    for flags in (re.NOFLAG, re.I):
        word = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)", flags)
        changed = "\n".join(_replace_in_line(line, word, new) for line in text.split("\n"))
        if changed != text:
            return changed
    return text


def _replace_in_line(line: str, word: re.Pattern[str], new: str) -> str:
    if line.startswith("import ") or not word.search(line):
        return line
    if re.fullmatch(r"\s+[^\s<>{}()=;/*\"'`][^<>{}=;\"`]*", line) and not re.search(
        r"[({,:]\s*$|^\s*(?:return|const|type)\b", line
    ):
        return word.sub(lambda _: jsx(new), line)

    def literal(match: re.Match[str]) -> str:
        if _CODE_BEFORE.search(line[: match.start()]):
            return match.group()
        return '"' + word.sub(lambda _: js(new)[1:-1], match.group(1)) + '"'

    quoted_line = _STRING.sub(literal, line)
    return re.sub(
        r"(?<=>)([^<>{}\"=]+)(?=<)", lambda match: word.sub(lambda _: jsx(new), match.group()), quoted_line
    )
