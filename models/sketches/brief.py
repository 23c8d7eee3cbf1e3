"""What the sketch model reads out of a prompt: names, colours, lists and numbers, by patterns. Pure.

Invariant: reading never fails; what is not found is None or empty.
"""

import re
from dataclasses import dataclass

COLOURS = {
    "red": "red", "crimson": "red", "orange": "orange", "amber": "amber", "yellow": "amber", "gold": "amber",
    "lime": "lime", "green": "emerald", "emerald": "emerald", "mint": "emerald", "teal": "teal",
    "turquoise": "teal", "cyan": "cyan", "sky": "sky", "blue": "blue", "navy": "blue", "indigo": "indigo",
    "violet": "violet", "purple": "purple", "lavender": "violet", "fuchsia": "fuchsia", "magenta": "fuchsia",
    "pink": "pink", "rose": "rose", "black": "slate", "slate": "slate", "gray": "slate", "grey": "slate",
    "monochrome": "slate", "grün": "emerald", "blau": "blue", "rot": "red", "gelb": "amber", "lila": "purple",
    "vert": "emerald", "bleu": "blue", "rouge": "red", "verde": "emerald", "azul": "blue", "rojo": "red",
}  # fmt: skip
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
}
_QUOTED = r"(?:\"([^\"\n]{1,120})\"|“([^”\n]{1,120})”|«([^»\n]{1,120})»|`([^`\n]{1,120})`|(?<!\w)'([^'\n]{1,120})'(?!\w))"
_NAMING = r"(?:titled|entitled|called|named|(?:title|heading|headline|name|brand)(?:\s+(?:is|of))?:?)"
_STOP = r"(?=\s+(?:with|that|which|and|in|for|where|so|using|has|having|on)\b|[,.;:!?()\n]|$)"
_LIST_END = re.compile(
    r"[.;!?\n]|\s(?:in|that|which|where|so that|sorted|ordered|grouped|using|on|for|then|plus|to)\s", re.I
)
_SPLIT = re.compile(r"\s*(?:,\s*(?:and|or)?\b|\band\b|\bor\b|&|/|\+)\s*", re.I)
_LEAD = re.compile(r"^(?:an?|the|some|my|your|its|these|following)\s+", re.I)
_NOT_ITEMS = re.compile(
    r"\b(dark mode|search|sort(?:ing|able)?|filter(?:s|ing)?|pagination|animations?|responsive|title|titled|called|"
    r"button|buttons|theme|colou?rs?|toggle|drag|header|footer|sidebar|chart|charts|graph|graphs)\b|\d",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Brief:
    """A prompt as the templates see it. `items`: the things listed after "with", "for", "of" or a colon."""

    prompt: str
    title: str | None
    accent: str
    items: tuple[str, ...]

    def named(self, fallback: str) -> str:
        return self.title or fallback

    def listed(self, *nouns: str) -> tuple[str, ...]:
        """What is listed behind one of the nouns ("columns name, price and stock"), else nothing."""
        return listed_after(self.prompt, nouns)

    def listed_or_items(self, *nouns: str, least: int = 2) -> tuple[str, ...]:
        found = self.listed(*nouns) or self.items
        return found if len(found) >= least else ()

    def count(self, *nouns: str) -> int | None:
        """The number before one of the nouns: "three plans", "10 minutes"."""
        number = r"(\d{1,4}|" + "|".join(_NUMBERS) + ")"
        found = re.search(rf"\b{number}[\s-]+(?:\w+\s+)?(?:{'|'.join(nouns)})", self.prompt, re.I)
        if not found:
            return None
        word = found.group(1).lower()
        return _NUMBERS.get(word) or int(word)

    def says(self, *words: str) -> bool:
        return re.search(rf"\b(?:{'|'.join(words)})\b", self.prompt, re.I) is not None


def read(prompt: str, accent: str) -> Brief:
    """`accent` is used where the prompt names no colour. Only the first 2,000 characters are read."""
    text = " ".join(prompt[:2000].split())
    return Brief(
        text, _title(text), colour_in(text) or accent, listed_after(text, ("with", "for", "of", ":"), 2)
    )


def colour_in(text: str) -> str | None:
    """The Tailwind name of the last colour word, so that "not red but green" is green."""
    bare = re.sub(_QUOTED, " ", text)
    words = [word for word in re.findall(r"[^\W\d_]+", bare.lower()) if word in COLOURS]
    return COLOURS[words[-1]] if words else None


def said_colour(text: str) -> str:
    """The last colour word as it was written: what to call the colour in prose."""
    words = [word for word in re.findall(r"[^\W\d_]+", text.lower()) if word in COLOURS]
    return words[-1] if words else ""


def quoted(text: str) -> list[str]:
    """Everything in quotation marks, in order."""
    return [next(part for part in found if part).strip() for found in re.findall(_QUOTED, text)]


def listed_after(text: str, nouns: tuple[str, ...], least: int = 1) -> tuple[str, ...]:
    """The first list behind one of the nouns that has at least `least` plausible entries."""
    for noun in nouns:
        ending = "" if noun == ":" else r"\b"
        lead = "" if noun == ":" else r"\b"
        pattern = rf"{lead}{re.escape(noun)}{ending}\s*(?:named|called|are|is|like|such as|for|of|:|-)*\s+"
        for found in re.finditer(pattern, text, re.I):
            rest = text[found.end() : found.end() + 400]
            end = _LIST_END.search(rest)
            entries = _entries(rest[: end.start()] if end else rest)
            if len(entries) >= least:
                return entries
    return ()


def split_list(text: str) -> tuple[str, ...]:
    """The entries of "a, b and c"."""
    return tuple(entry for part in _SPLIT.split(text) if (entry := _clean(part)))


def _entries(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for entry in split_list(re.sub(_QUOTED, lambda match: re.sub("[,&/+]", " ", match.group()), text)):
        plausible = len(entry) <= 40 and len(entry.split()) <= 5 and not _NOT_ITEMS.search(entry)
        if plausible and entry.lower() not in COLOURS and entry not in found:
            found.append(entry)
    return tuple(found[:12])


def _clean(entry: str) -> str:
    bare = entry.strip(" \t\"'“”«»`.:;,!?()[]")
    return _LEAD.sub("", bare).strip()


def _title(text: str) -> str | None:
    quote = re.search(rf"\b{_NAMING}\s*{_QUOTED}", text, re.I)
    if quote:
        return next(part for part in quote.groups() if part).strip() or None
    name = re.search(rf"\b(?:titled|entitled|called|named)\s+(\S.{{0,58}}?){_STOP}", text, re.I)
    if name:
        return name.group(1).strip(" \"'“”") or None
    owner = re.search(
        rf"\bfor\s+(?:(?:my|our|the|a|an)\s+)?(?:[a-z]+\s+){{0,2}}([A-Z][\w&'’.-]*(?:\s+(?:&\s+)?[A-Z][\w&'’-]*){{0,3}}){_STOP}",
        text,
    )
    if owner:
        return owner.group(1)
    quotes = quoted(text)
    return (quotes[0] or None) if quotes else None
