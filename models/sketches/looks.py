"""Changes of the look: accent colour, dark mode, size and corners. Pure; called by changes.py."""

import re
from collections import Counter

from models.sketches.brief import colour_in, said_colour

_ACCENTS = "red|orange|amber|yellow|lime|green|emerald|teal|cyan|sky|blue|indigo|violet|purple|fuchsia|pink|rose|slate"
_ACCENT = re.compile(rf"(?<=-)({_ACCENTS})(?=-\d)")
_WIDTHS = ("xs", "sm", "md", "lg", "xl", "2xl", "3xl", "4xl", "5xl", "6xl", "7xl")
_TEXTS = ("xs", "sm", "base", "lg", "xl", "2xl", "3xl", "4xl", "5xl", "6xl", "7xl", "8xl", "9xl")
_CORNERS = ("none", "sm", "md", "lg", "xl", "2xl", "3xl")
_ROOT = re.compile(r"^(    <(?:main|div|section)\b[^\n]*?className=)\"([^\"\n]*)\"", re.M)
_APP = re.compile(r"^export default function \w+\([^\n]*\{\n", re.M)
_QUOTES = re.compile(r"\"[^\"]*\"|“[^”]*”")


def recolour(prompt: str, text: str) -> tuple[str, str] | None:
    """The accent of the file, or of its buttons or background only, in the colour that is named."""
    bare = _QUOTES.sub(" ", prompt)
    colour = colour_in(bare)
    asked = re.search(
        r"\b(?:colou?r\w*|use|make|turn|paint|in|accent|theme|want|instead|button|background)\b|^\W*\w+\W*$",
        bare,
        re.I,
    )
    if (
        not colour
        or not asked
        or re.match(r"\W*(?:(?:please|now|can|could|you|and)\W+)*(?:add|remove|rename|delete)\b", bare, re.I)
    ):
        return None
    if re.search(r"\bbackground\b", bare, re.I):
        return _background(text, colour, said_colour(bare))
    old = _accent_of(text)
    if old is None or old == colour:
        return None
    swap = re.compile(rf"(?<=-){old}(?=-\d)")
    if re.search(r"\bbuttons?\b", bare, re.I):
        painted = re.sub(
            r"<button\b(?:(?!<button\b).){0,3000}?(?:\n\s*>|[^=]>)",
            lambda match: swap.sub(colour, match.group()),
            text,
            flags=re.S,
        )
        if painted != text:
            return painted, f"the buttons are {said_colour(bare)} now"
    return swap.sub(colour, text), f"the accent is {said_colour(bare)} now"


def _accent_of(text: str) -> str | None:
    """The colour that fills most: of the buttons' strong fills, else of everything; slate is the last choice."""
    fills = Counter(re.findall(rf"(?<![\w-])bg-({_ACCENTS})-[567]00\b", text))
    counts = Counter(match.group() for match in _ACCENT.finditer(text))
    names = list(fills) or [name for name in counts if name != "slate"] or list(counts)
    return max(names, key=lambda name: (fills[name], counts[name])) if names else None


def _background(text: str, colour: str, said: str) -> tuple[str, str] | None:
    root = _ROOT.search(text)
    if not root:
        return None
    kept = [name for name in root.group(2).split() if not re.match(r"(?:dark:)?(?:bg|from|via|to)-", name)]
    classes = " ".join([*kept, f"bg-{colour}-100", f"dark:bg-{colour}-950"])
    return f"{text[: root.start(2)]}{classes}{text[root.end(2) :]}", f"the background is {said} now"


def set_dark(prompt: str, text: str) -> tuple[str, str] | None:
    """Forces the dark or the light look, or adds a switch for it."""
    bare = _QUOTES.sub(" ", prompt)
    if re.search(r"\blight (?:mode|theme|look|version)\b", bare, re.I):
        lighter = _ROOT.sub(
            lambda root: f'{root.group(1)}"{root.group(2).removeprefix("dark ")}"', text, count=1
        )
        return (lighter, "it is light again") if lighter != text else None
    if not re.search(
        r"\b(?:dark(?:er)?(?: (?:mode|theme|look|version|background))|(?:it|everything) dark(?:er)?|^dark)\b",
        bare,
        re.I,
    ):
        return None
    root = _ROOT.search(text)
    if not root or root.group(2).startswith("dark "):
        return None
    if re.search(r"\b(?:add|toggle|switch|support|button)\b", bare, re.I):
        return _dark_switch(text, root)
    return f"{text[: root.start(2)]}dark {text[root.start(2) :]}", "it is dark now"


def _dark_switch(text: str, root: re.Match[str]) -> tuple[str, str] | None:
    app = _APP.search(text)
    if not app or "setDark" in text or "useState" not in text:
        return None
    line_end = text.find(">\n", root.end())
    if line_end < 0 or "\n" in text[root.end() : line_end]:
        return None
    switch = (
        '      <button type="button" aria-pressed={dark} onClick={() => setDark(!dark)} className="fixed right-4 bottom-4 z-20 '
        "rounded-full border border-zinc-300 bg-white px-4 py-2 text-sm font-medium text-zinc-900 shadow-md transition "
        'hover:bg-zinc-100 dark:border-zinc-700 dark:bg-zinc-800 dark:text-zinc-100 dark:hover:bg-zinc-700">\n'
        '        {dark ? "☀️ Light" : "🌙 Dark"}\n'
        "      </button>\n"
    )
    opening = f'{root.group(1)}{{`${{dark ? "dark " : ""}}{root.group(2)}`}}{text[root.end() : line_end + 2]}'
    changed = (
        f"{text[: app.end()]}  const [dark, setDark] = useState(true);\n{text[app.end() : root.start()]}{opening}{switch}"
        f"{text[line_end + 2 :]}"
    )
    return changed, "there is a switch for dark mode in the corner now"


def resize(prompt: str, text: str) -> tuple[str, str] | None:
    """Wider and narrower act on the container; bigger and smaller on the title, the buttons or both first two."""
    bare = _QUOTES.sub(" ", prompt).lower()
    if re.search(r"\b(?:wider|broader|wide)\b", bare):
        return _said(_container(text, 2), "it is wider now")
    if re.search(r"\b(?:narrower|narrow|slimmer)\b", bare):
        return _said(_container(text, -2), "it is narrower now")
    found = re.search(r"\b(bigger|larger|big|large|smaller|small|compact)\b", bare)
    if not found or re.search(r"\b(?:add|remove|rename|sort)\b", bare):
        return None
    step = -1 if found.group(1) in {"smaller", "small", "compact"} else 1
    size = "bigger" if step > 0 else "smaller"
    if re.search(r"\bbuttons?\b", bare):
        tag = r"<button\b(?:(?!<button\b).){0,3000}?(?:\n\s*>|[^=]>)"
        return _said(
            re.sub(tag, lambda match: _button_size(match.group(), step), text, flags=re.S),
            f"the buttons are {size}",
        )
    titled = re.sub(r"<h1\b[^<>]{0,2000}>", lambda match: _step(match.group(), r"text-", _TEXTS, step), text)
    if re.search(r"\b(?:title|heading|headline)\b", bare):
        return _said(titled, f"the title is {size}")
    return _said(_container(titled, step), f"it is {size} now")


def round_corners(prompt: str, text: str) -> tuple[str, str] | None:
    """One step rounder, one step less, or square. Circles stay circles."""
    bare = _QUOTES.sub(" ", prompt).lower()
    if re.search(r"\b(?:square|sharp|no rounded|without rounded|not rounded)\b", bare):
        return _said(
            re.sub(r"\brounded(?:-(?:sm|md|lg|xl|2xl|3xl))?(?=[ \"'`])", "rounded-none", text),
            "the corners are square",
        )
    if not re.search(r"\b(?:round(?:ed|er)?|softer) ?(?:corners|edges|buttons?|cards?)?\b", bare):
        return None
    step = -1 if re.search(r"\bless\b", bare) else 1
    if re.search(r"\bbuttons?\b", bare):
        tag = r"<button\b(?:(?!<button\b).){0,3000}?(?:\n\s*>|[^=]>)"
        return _said(
            re.sub(tag, lambda match: _step(match.group(), "rounded-", _CORNERS, step * 2), text, flags=re.S),
            "the buttons are rounder" if step > 0 else "the buttons are less round",
        )
    return _said(
        _step(text, "rounded-", _CORNERS, step),
        "the corners are rounder" if step > 0 else "the corners are less round",
    )


def _container(text: str, step: int) -> str:
    """Moves the widest max-w of the file, which is that of the page's container."""
    found = re.findall(rf"(?<![\w-])max-w-({'|'.join(_WIDTHS)})(?=[ \"'`])", text)
    if not found:
        return text
    widest = max(found, key=_WIDTHS.index)
    moved = _WIDTHS[max(0, min(len(_WIDTHS) - 1, _WIDTHS.index(widest) + step))]
    return re.sub(rf"(?<![\w-])max-w-{widest}(?=[ \"'`])", f"max-w-{moved}", text)


def _step(text: str, prefix: str, scale: tuple[str, ...], step: int) -> str:
    def moved(match: re.Match[str]) -> str:
        place = max(0, min(len(scale) - 1, scale.index(match.group(1)) + step))
        return f"{match.group()[: -len(match.group(1))]}{scale[place]}"

    names = "|".join(scale)
    return re.sub(rf"(?<![\w-]){prefix}({names})(?=[ \"'`/])", moved, text)


def _button_size(tag: str, step: int) -> str:
    def padded(match: re.Match[str]) -> str:
        grown = float(match.group(2)) + (1 if match.group(1) == "px" else 0.5) * step
        return f"{match.group(1)}-{max(0.5, grown):g}"

    return _step(re.sub(r"\b(px|py)-(\d+(?:\.5)?)", padded, tag), r"text-", _TEXTS, step)


def _said(text: str, clause: str) -> tuple[str, str]:
    return text, clause
