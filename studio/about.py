"""Whether a text speaks of an interface or of code for one: what a reply without a file must do when its prompt
read like an order to the model. Pure; called by studio/output.py.

Errs towards yes: an honest answer that is held back is worse than a joke that is shown.
"""

import re

_ENOUGH = 2
_SURE = re.compile(
    r"\b(?:component|interface|web ?page|page|website|web ?site|app|button|komponente|seite|knopf|composant|bouton"
    r"|componente|página|botón|pagina|pulsante|botão|knop|sida|side|strona|страниц\w*|кнопк\w*)s?\b|组件|页面|按钮|ページ|ボタン|페이지|버튼",
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


def speaks_of_interface(text: str) -> bool:
    return bool(_SURE.search(text)) or len({hit.lower() for hit in _WORDS.findall(text)}) >= _ENOUGH
