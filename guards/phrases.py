"""Prompts made comparable: look-alike letters, invisible characters and spacing evened out; and what a prompt
says once its encodings are undone. Pure."""

import base64
import binascii
import codecs
import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

_LOOKALIKES = str.maketrans("аеорсухіѕԁԛԝһјӏɡıαονρτεικυ０１３４５７@$", "aeopcyxisdqwhjlgiaovpteikuoieastas")
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
_TAGS = re.compile(r"[\U000e0020-\U000e007e]+")
_LEET = str.maketrans("013457@$!|8", "oieastasilb")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_HEX = re.compile(r"(?:(?:0x|\\x)?[0-9a-fA-F]{2}[\s,:]*){10,}")
_SPACED = re.compile(r"(?<![^\W_])[^\W_]([ ._*\-])(?:[^\W_]\1)+[^\W_](?![^\W_])")
_JOINED = re.compile(
    r"[\"'”’]\s*(?:\+|,|and then|then|&)?\s*[\"'“‘]|[\"']\s*[;,]?\s*(?:and\s+)?\w{1,8}\s*=\s*[\"']"
)
_LISTED = re.compile(
    r"\.?\s*\b(?:first|second|third|fourth|fifth|sixth|last|next|\d+)(?: (?:word|part))?\s*[:.)]\s+",
    re.IGNORECASE,
)
_SYLLABLES = re.compile(r"(?<=[^\W\d_])[-·](?=[^\W\d_])")
_MORSE = re.compile(r"[.\-/ ]{30,}")
_BINARY = re.compile(r"(?:[01]{8}\s*){8,}")
_LETTERS = (
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- "
    "-. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.."
)
_FROM_MORSE = dict(zip(_LETTERS.split(), "abcdefghijklmnopqrstuvwxyz", strict=True)) | {"/": " "}
_KEYS = (
    "ignore disregard forget bypass reveal print previous prior instructions rules guidelines system prompt "
    "hidden"
)
_SHUFFLED = {(word[0], *sorted(word)): word for word in _KEYS.split()} | {("y", *sorted("your")): "your"}
MAX_CHARS = 40_000


def plain(text: str) -> str:
    """Lower case, Latin look-alikes folded, invisible characters gone, one space between words."""
    visible = _TAGS.sub("", _INVISIBLE.sub("", text))
    folded = unicodedata.normalize("NFKC", visible).lower().translate(_LOOKALIKES)
    return " ".join(folded.split())


def decoded(text: str) -> Iterator[str]:
    """What hides in it: every reading that undoing an encoding gives, as `plain` has it."""
    text = text[:MAX_CHARS]
    for hidden in _hidden(text):
        if hidden.isprintable() or any(char.isalpha() for char in hidden):
            yield hidden if hidden.islower() else plain(hidden)


def _hidden(text: str) -> Iterator[str]:
    for tags in _TAGS.findall(text):
        yield "".join(chr(ord(char) - 0xE0000) for char in tags)
    for blob in _BASE64.findall(text):
        yield from _from_base64(blob)
    for blob in _HEX.findall(text):
        digits = re.sub(r"0x|\\x|[\s,:]", "", blob)
        yield bytes.fromhex(digits[: len(digits) // 2 * 2]).decode("utf-8", "ignore")
    for blob in _BINARY.findall(text):
        yield "".join(chr(int(byte, 2)) for byte in re.findall(r"[01]{8}", blob))
    if "%" in text:
        yield unquote(text)
    if "&" in text:
        yield html.unescape(text)
    if "\\u" in text or "\\x" in text:
        yield re.sub(r"\\(?:u|x)([0-9a-fA-F]{2,4})", lambda hit: chr(int(hit[1], 16)), text)
    if _SPACED.search(text):
        yield _SPACED.sub(lambda hit: re.sub(r"[ ._*\-]", "", hit[0]), text)
    if _JOINED.search(text):
        yield _JOINED.sub("", text)
    if _LISTED.search(text):
        yield _LISTED.sub(" ", text)
    if _SYLLABLES.search(text):
        yield _SYLLABLES.sub("", text)
    for blob in _MORSE.findall(text):
        yield "".join(_FROM_MORSE.get(letter, "") for letter in blob.split())
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    if bare != text:
        yield bare
    yield " ".join(unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).lower().split())
    words = plain(text)
    yield codecs.decode(words, "rot13")
    yield words[::-1]
    yield " ".join(_SHUFFLED.get((word[0], *sorted(word)), word) for word in words.split())
    yield " ".join(word[::-1] for word in words.split())
    if re.search(r"[a-z][013457@$!|8]|[013457@$!|8][a-z]", text, re.IGNORECASE):
        yield plain(text.lower().translate(_LEET))
    if re.search(r"[a-z][^\w\s]?_[a-z]|[a-z]\.[a-z]\.[a-z]", text):
        yield text.replace("_", " ").replace(".", " ")


def _from_base64(blob: str) -> Iterator[str]:
    tail = blob.rstrip("=").translate(str.maketrans("-_", "+/"))
    try:
        raw = base64.b64decode(tail + "=" * (-len(tail) % 4))
    except (binascii.Error, ValueError):
        return
    text = raw.decode("utf-8", "ignore")
    if sum(char.isascii() and (char.isalnum() or char.isspace()) for char in text) > 0.7 * max(8, len(raw)):
        yield text
        yield from _from_base64(text.strip()) if _BASE64.fullmatch(text.strip()) else ()
