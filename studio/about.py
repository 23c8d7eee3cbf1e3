"""Whether a text speaks of an interface, of code for one, or of the component that is there: what a reply without a
file must do to be shown (studio/output.py), and what frees a prompt of doubt (studio/scan.py). Pure.

A component is known by its own words: names of code taken apart, what it shows, its packages. Errs towards yes: an
honest answer that is held back is worse than a joke that is shown.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

MIN_STEM = 4
MIN_SHARE = 0.25
"""Of a text's own words, those that the component has as well."""
MAX_CHARS = 200_000
_ENOUGH = 2
_SURE = re.compile(
    r"\b(?:component|interface|web ?page|page|website|web ?site|app|button|komponente|seite|knopf|composant|bouton"
    r"|componente|página|botón|pagina|pulsante|botão|knop|sida|side|strona|страниц\w*|кнопк\w*)s?\b|组件|页面|按钮|ページ|ボタン|페이지|버튼"
    r"|\b(?:build|bauen|bouwen|construire|construir|costruire|bygga|bygge)\b",
    re.IGNORECASE,
)
_STEMS = """
component interface page website button form field input table list card chart dashboard header footer sidebar menu
modal dialog layout column design colour color font style theme icon animation widget app screen render click hover
state hook prop react tailwind import function file code line css class filter sort search grid tab slider
komponente oberfläche seite knopf formular tabelle karte überschrift spalte farbe schrift datei klick
composant interface bouton formulaire tableau carte titre couleur fichier colonne
componente interfaz página botón formulario tabla tarjeta color archivo columna
pagina pulsante modulo tabella scheda colonna página botão formulário tabela cartão ficheiro
knop formulier tabel kaart kleur knapp sida sidan tabell side tabel
strona przycisk tabela formularz karta kolor stránka tlačítko
компонент страниц кнопк форм таблиц карточк цвет файл сторінк
sayfa düğme tablo renk oldal gomb táblázat σελίδα κουμπί halaman tombol
صفحة زر جدول نموذج दृश्य पेज बटन
"""
_SPACELESS = "组件|页面|按钮|表单|表格|卡片|界面|コンポーネント|ページ|ボタン|フォーム|表|画面|컴포넌트|페이지|버튼|표|화면|หน้า|ปุ่ม|trang|nút"
_WORDS = re.compile(
    rf"\b(?:{'|'.join(_STEMS.split())})\w{{0,3}}\b|{_SPACELESS}|\b[A-Z]\w+\.tsx\b", re.IGNORECASE
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
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_")
_OFTEN = """
this that these those with from have been were will would could should what when where which while there their they
them then than your yours about after again also because before between both does done each else ever every just like
make made many more most much must need only other over some such take tell very want well into
the and not you are was for but has had his her its one two all can out who how why now new old day get may way use
see say any yet too off own per via let set var div der die das und ist ein les des une que por los las con del
const return true false null undefined string number boolean default export type interface
"""
_EVERYWHERE = frozenset(_OFTEN.split())


def _speaks_of_interface(text: str) -> bool:
    if _SURE.search(text) or _OF_STYLES.search(text):
        return True
    return len({hit.lower() for hit in _WORDS.findall(text)}) >= _ENOUGH


class Subject:
    """The component of a session; of no files, nothing is about it."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files

    def is_meant_by(self, text: str, *, shared: int = 1) -> bool:
        """Whether a text speaks of an interface or of this component. `shared`: how many of the component's
        words are enough; of a text that is not whole, one is there by chance too soon."""
        if self.is_surely_meant_by(text):
            return True
        said = {word for word in _stems(_FOREIGN.sub("", text)) if word not in _EVERYWHERE}
        return len(said & self._words) >= max(shared, MIN_SHARE * len(said))

    def is_surely_meant_by(self, text: str) -> bool:
        """As `is_meant_by`, by more than words that other things are told in, too."""
        if any(name in self._names for name in _NAME.findall(text)):
            return True
        if any(re.search(rf"\b{re.escape(name)}\b", self._text) for name in _TICKED.findall(text)):
            return True
        return _speaks_of_interface(_FOREIGN.sub("", text))

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


def _stems(text: str) -> Iterator[str]:
    """Words without their last letters; short ones say nothing in most scripts."""
    for word in _WORD.findall(text.lower()):
        if len(word) > 2 or word > "\u0370":
            yield word if word in _EVERYWHERE else word[: max(MIN_STEM, len(word) - 2)]
