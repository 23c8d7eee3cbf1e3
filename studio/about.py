"""Whether a text speaks of an interface, of code for one, or of the component that is there: what a reply without a
file must do to be shown (studio/output.py), and what frees a prompt of doubt (studio/scan.py). Pure.

A component is known by its own words: names of code taken apart, what it shows, its packages. Errs towards yes: an
honest answer that is held back is worse than a joke that is shown.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

from studio.everyday import ACTS, EVERYDAY, ORDERED, POINTING, POINTING_ANYWHERE
from studio.interface_words import STEMS, STEMS_ELSEWHERE, UNSPACED_STEMS

MIN_STEM = 4
SHORT_STEM = 4
MIN_SHARE = 0.25
"""Of a text's own words, those that the component has as well."""
MAX_CHARS = 200_000
SHORT_CHARS, BRIEF_CHARS = 160, 80
FEW_WORDS = 3
MAX_UNSPACED = 24
MAX_NEW, MANY_NEW = 2, 3
"""Of a prompt's words, those that are neither the component's nor an interface's."""
_ENOUGH = 2
_SURE = re.compile(
    r"\b(?:component|interface|web ?page|page|website|web ?site|app|button|komponente|seite|knopf|composant|bouton"
    r"|componente|página|botón|pagina|pulsante|botão|knop|sida|side|strona|страниц\w*|кнопк\w*)s?\b|组件|页面|按钮|ページ|ボタン|페이지|버튼"
    r"|\b(?:I (?:can|could|would)|(?:shall|should|can|could) I) (?:add|change|move|remove|rename|hide|wire|replace"
    r"|extend|raise)\b|\bwhat (?:\w+ ){1,4}(?:make|build|create|design)\b"
    r"|\b(?:soll|kann) ich (?:\w+ )?(?:einbauen|ergänzen|ändern|hinzufügen)|\b(?:lo|la) añad\w+"
    r"|\bajoute\w* (?:un|une|ça|cela)\b"
    r"|\b(?:build|bauen|bouwen|construire|construir|costruire|bygga|bygge)\b",
    re.IGNORECASE,
)
_STEMS = STEMS.split() + [stem for stem in STEMS_ELSEWHERE.split() if len(stem) > SHORT_STEM]
_SHORT = [stem for stem in STEMS_ELSEWHERE.split() if len(stem) <= SHORT_STEM]


def _any_of(words: Iterable[str]) -> str:
    """A pattern of these that looks at a character for all of them at once: there are a thousand."""
    rest: dict[str, list[str]] = {}
    for word in words:
        rest.setdefault(word[:1], []).append(word[1:])
    branches = [re.escape(first) + _any_of(behind) for first, behind in rest.items() if first]
    return f"(?:{'|'.join(branches)}){'?' if '' in rest else ''}" if branches else ""


_WORDS = re.compile(
    rf"\b(?:{_any_of(_STEMS)}\w{{0,3}}|{_any_of(_SHORT)})\b|{UNSPACED_STEMS}|\b[A-Z]\w+\.tsx\b",
    re.IGNORECASE,
)
_NO_LIST = frozenset(
    ("listen", "listens", "format", "formal", "formed", "former", "cards", "tables", "lined")
)
_OF_STYLES = re.compile(r"\buse[A-Z]\w+|#[0-9a-fA-F]{6}\b|\b\d+(?:px|rem)\b|\b[a-z]+-\d{2,3}\b")
_FOREIGN = re.compile(
    r"^```(?!(?:tsx|jsx|ts|js|typescript|javascript|css|html|json|text)?\s*$)[^\n]*\n.*?(?:^```|\Z)",
    re.MULTILINE | re.DOTALL,
)
"""A block of a program that no component is made of."""
_NAME = re.compile(r"[A-Za-z_$@][\w$/-]{2,}", re.ASCII)
_TICKED = re.compile(r"`<?([A-Za-z_$][\w$]+)[^`\n]*`")
_PACKAGE = re.compile(r"""\bfrom\s*["']([^"']+)["']""")
_WORD = re.compile(r"[^\W\d_]+")
_POINTED = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_UNSPACED = re.compile("[\u0900-\u097f\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts whose words cannot be told apart, or not from what is joined to them."""
CHARS_OF_WORD = 3
_NUMBER = re.compile(r"\d{2,}")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_")
_EVERYWHERE = frozenset(EVERYDAY.split())
_POINTING = frozenset(POINTING.split())
_POINTS = re.compile(POINTING_ANYWHERE)


def _speaks_of_interface(text: str) -> bool:
    if _SURE.search(text) or _OF_STYLES.search(text):
        return True
    return len({hit.lower() for hit in _WORDS.findall(text)} - _NO_LIST) >= _ENOUGH


def _speaks_of_rules(text: str) -> bool:
    return not _ordered().isdisjoint(_stems(text))


class Subject:
    """The component of a session; of no files, nothing is about it."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files

    def is_meant_by(self, text: str, *, shared: int = 1) -> bool:
        """Whether a text speaks of an interface or of this component. `shared`: how many of the component's
        words are enough; of a text that is not whole, one is there by chance too soon."""
        if self.is_surely_meant_by(text):
            return True
        own = _FOREIGN.sub("", text)
        said = {word for word in _stems(own) if word not in _EVERYWHERE} - _ordered()
        enough = max(shared, 1 if len(said) <= FEW_WORDS else 2, MIN_SHARE * len(said))
        if len(said & self._words) >= enough:
            return True
        return shared == 1 and bool(_WORDS.search(own)) and self._told_apart(own)[1] == 0

    def is_surely_meant_by(self, text: str) -> bool:
        """As `is_meant_by`, by more than words that other things are told in, too."""
        if any(name in self._names for name in _NAME.findall(text)):
            return True
        if any(re.search(rf"\b{re.escape(name)}\b", self._text) for name in _TICKED.findall(text)):
            return True
        return _speaks_of_interface(_FOREIGN.sub("", text))

    def is_answered_by(self, text: str) -> bool:
        """As `is_meant_by`, or so little is said that it can be about anything: what comes after a question that
        may well be about this component."""
        if self.is_meant_by(text):
            return True
        if len(text) > SHORT_CHARS or self._counts(text) or _speaks_of_rules(text):
            return False
        _, new = self._told_apart(text)
        return new <= (MAX_NEW if points(text) else 0)

    def may_be_answered_by(self, text: str) -> bool:
        """As `is_answered_by`, or in a few words of whatever: what comes after a prompt that names next to
        nothing. Numbers stand beside a word of the component."""
        if self.is_answered_by(text):
            return True
        if len(text.strip()) > BRIEF_CHARS or "```" in text:
            return False
        own = not self._words.isdisjoint(set(_stems(text)) - _EVERYWHERE)
        return not _speaks_of_rules(text) and (own or not self._counts(text))

    def names_little(self, prompt: str, *, new: int = 1, own: int = 0) -> bool:
        """Whether a prompt, in words that are known here, names at most so many things that are not there; if
        any, beside at least `own` that are."""
        known, strange = self._told_apart(prompt)
        plain = known > 0 or any(stem in _EVERYWHERE or stem in self._words for stem in _stems(prompt))
        several = len(_WORD.findall(prompt)) >= FEW_WORDS - 1
        if len(_UNSPACED.findall(prompt)) > MAX_UNSPACED:
            return False
        return plain and several and (strange == 0 or (strange <= new and known >= own))

    def settles(self, prompt: str) -> bool:
        """Whether a prompt can be meant for this component only: it names little that is not there, or points
        at what is."""
        known, new = self._told_apart(prompt)
        return (
            new <= (MAX_NEW if points(prompt) else 0) or known >= new or (new == 1 and not prompt.isascii())
        )

    def is_strange_to(self, prompt: str) -> bool:
        """Whether a prompt names much, and next to nothing of it is there."""
        known, new = self._told_apart(prompt)
        return new >= MANY_NEW and new > 2 * known

    def may_be_strange_to(self, prompt: str) -> bool:
        """As `is_strange_to`, by a little less where it points at nothing. Of other languages fewer everyday words
        are known here."""
        known, new = self._told_apart(prompt)
        less = prompt.isascii() and not points(prompt)
        return new >= MANY_NEW - less and new > 2 * known

    def _counts(self, text: str) -> bool:
        """In numbers that are not there."""
        return any(number not in self._text for number in _NUMBER.findall(text))

    def _told_apart(self, prompt: str) -> tuple[int, int]:
        """How many of a prompt's own words this component, or any interface, has, and how many not."""
        said = {word for word in _stems(prompt) if word not in _EVERYWHERE}
        of_interface = {stem for hit in _WORDS.findall(prompt) for stem in _stems(hit)} | (said & _acts())
        known = len(said & self._words) + len(of_interface - self._words)
        if _UNSPACED.search(prompt):
            return known, 0 if known else len(_UNSPACED.findall(prompt)) // CHARS_OF_WORD
        numbers = [number for number in _NUMBER.findall(prompt) if number in self._text]
        return known + len(numbers), len(said - self._words - of_interface)

    @cached_property
    def _text(self) -> str:
        return "\n".join(self._files.values())[:MAX_CHARS]

    @cached_property
    def _names(self) -> frozenset[str]:
        """Names that only code has: useReducer, tagsOf, max_items, and packages."""
        names = {name for name in _NAME.findall(self._text) if _HUMP.search(name)}
        return frozenset(names.union(_PACKAGE.findall(self._text)) - {"react"})

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_stems(_HUMP.sub(" ", self._text)))


def points(text: str) -> bool:
    return any(word in _POINTING for word in _POINTED.findall(text.lower())) or bool(_POINTS.search(text))


@cache
def _acts() -> frozenset[str]:
    return frozenset(_stems(ACTS))


@cache
def _ordered() -> frozenset[str]:
    return frozenset(_stems(ORDERED))


def _stems(text: str) -> Iterator[str]:
    """Words without their last letters; short ones say nothing in most scripts."""
    for word in _WORD.findall(text.lower()):
        if len(word) > 2 or word > "\u0370":
            yield (
                word if word in _EVERYWHERE else f"{word[: max(MIN_STEM, len(word) - 3)]}*"
            )  # year is not yearly
