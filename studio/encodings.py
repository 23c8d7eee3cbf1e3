"""Text that stands in another as an encoding of itself: base64, base32, base85, hexadecimal, octal, binary, codes of
characters and numbers of letters, ROT47, Morse, Braille, letters turned upside down, spelling alphabets, invisible tags, escapes. Pure; called by guards/phrases.py for
prompts and by studio/prompt/leak.py for replies."""

import base64
import binascii
import html
import quopri
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

TAGS = re.compile(r"[\U000e0020-\U000e007e]+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_BASE64_LINES = re.compile(r"(?:[A-Za-z0-9+/_-]{2,76}={0,2}\s+){2,}[A-Za-z0-9+/_-]{2,76}={0,2}")
_BASE32 = re.compile(r"\b[A-Z2-7]{16,}={0,6}")
_HEX = re.compile(r"(?:(?:0x|\\x)?[0-9a-fA-F]{2}[\s,:;-]*){8,}")
_CODES = re.compile(r"(?:\b[0-9]{2,3}\b[\s,;|-]*){8,}")
_NUMBERS = re.compile(r"(?:\b(?:2[0-6]|1[0-9]|0?[1-9])\b[\s,;|./-]*){12,}")
_BASE85 = re.compile(r"[!-~]{30,}")
_BETWEEN_WORDS = re.compile(r"^<~|~>$|^b?[\"'`]+|[\"'`;,)]+$")
_ROT47 = re.compile(r"(?:[2-9:;<=>?@A-K][2-9:;<=>?@A-K!-1]{1,15}\s+){5,}")
_TURNED_47 = {code: 33 + (code - 33 + 47) % 94 for code in range(33, 127)}
_DIGIT = re.compile("[0-9]")
_NOT_OCTAL = re.compile("[89]")
_BINARY = re.compile(r"(?:[01]{8}[\s,]*){6,}")
_MORSE = re.compile(r"[.\-·–−_/|\s]{24,}")
_BRAILLE = re.compile(r"[\u2800-\u28ff][\u2800-\u28ff\s]{7,}")
_ESCAPES = re.compile(r"\\(?:u\{?([0-9a-fA-F]{2,6})\}?|x([0-9a-fA-F]{2})|([0-7]{3}))")
_CODE_POINT = re.compile(r"U\+(0?[0-9A-Fa-f]{4})[\s,;]?")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2}){3,}|(?:=[0-9A-F]{2}.{0,6}){5,}")
_LETTERS = (
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- "
    "-. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.."
)
_FROM_MORSE: dict[str, str] = dict(zip(_LETTERS.split(), "abcdefghijklmnopqrstuvwxyz", strict=True))
_DOTS: dict[str, str] = dict(zip("⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵⠀", "abcdefghijklmnopqrstuvwxyz ", strict=True))
_UPRIGHT = str.maketrans("ɐqɔpǝɟƃɓɥᴉıɾʞlʅɯuodbɹsʇnʌʍʎ", "abcdefgghiijkllmnopqrstuvwy")
_TURNED = re.compile("[ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ]")
_TURNED_LETTERS = 8
_SPELLED = (
    "alfa alpha bravo charlie delta echo foxtrot golf hotel india juliett juliet kilo lima mike november oscar "
    "papa quebec romeo sierra tango uniform victor whiskey whisky xray x-ray yankee zulu"
)
_SPELLING = re.compile(rf"(?:\b(?:{_SPELLED.replace(' ', '|')})\b[\s,.-]*){{5,}}", re.IGNORECASE)
_READABLE = 0.85
_WHOLE = 0.75
"""Of what was decoded, what must be text: the begin may belong to something else."""
MAX_DEPTH = 3
MAX_BLOBS = 8
"""Of those that look like much else."""


def hidden(text: str, depth: int = 0) -> Iterator[str]:
    """What each encoded part of the text says, one inside another too."""
    for found in _parts(text):
        if found != text and _is_text(found):
            yield found
            if depth < MAX_DEPTH:
                yield from hidden(found, depth + 1)


def _parts(text: str) -> Iterator[str]:
    for tags in TAGS.findall(text):
        yield "".join(chr(ord(char) - 0xE0000) for char in tags)
    for blob in _BASE64.findall(text):
        yield from (_from_base64(blob[start:]) for start in range(4))  # it may begin in the middle
    for blob in _BASE64_LINES.findall(text):
        yield _from_base64("".join(blob.split()))
    for blob in _BASE32.findall(text):
        yield from (_from_base32(blob[start:]) for start in range(8))
    if _DIGIT.search(text):
        yield from _from_numbers(text)
    for blob in _ROT47.findall(text):
        yield blob.translate(_TURNED_47)
    for blob in _BASE85.findall(text)[:MAX_BLOBS]:
        bare = _BETWEEN_WORDS.sub("", blob)
        for decode in (base64.b85decode, base64.a85decode):
            yield from (_decoded(decode, bare[start:], 1) for start in range(5))
    for blob in _MORSE.findall(text):
        yield _from_morse(blob)
    for blob in _BRAILLE.findall(text):
        yield "".join(_DOTS.get(dots, " ") for dots in blob)
    if len(_TURNED.findall(text)) >= _TURNED_LETTERS:
        upright = text.translate(_UPRIGHT)
        yield from (upright, upright[::-1])
    if "echo" in text or "Echo" in text or "ECHO" in text:  # every e
        for blob in _SPELLING.finditer(text):
            yield "".join(word[0] for word in re.findall(r"[a-z][a-z-]+", blob[0].lower()))
    if "%" in text:
        yield unquote(text)
    if "&" in text:
        yield html.unescape(text)
    if "U+" in text:
        yield _CODE_POINT.sub(lambda code: _char(int(code[1], 16)), text)
    if "\\" in text:
        yield _ESCAPES.sub(_escaped, text)
    if _QUOTED.search(text):
        yield quopri.decodestring(text.encode("utf-8", "ignore")).decode("utf-8", "ignore")


def _from_numbers(text: str) -> Iterator[str]:
    for blob in _HEX.findall(text):
        digits = re.sub(r"0x|\\x|[\s,:;-]", "", blob)
        yield bytes.fromhex(digits[: len(digits) // 2 * 2]).decode("utf-8", "ignore")
    for blob in _BINARY.findall(text):
        yield "".join(chr(int(byte, 2)) for byte in re.findall(r"[01]{8}", blob))
    for blob in _CODES.findall(text):
        codes = re.findall("[0-9]+", blob)
        yield "".join(chr(int(code)) for code in codes if 31 < int(code) < 1000)
        if not _NOT_OCTAL.search(blob):
            yield "".join(chr(int(code, 8)) for code in codes if 31 < int(code, 8) < 127)
    for blob in _NUMBERS.findall(text):
        yield "".join(chr(96 + int(number)) for number in re.findall("[0-9]+", blob))


def _is_text(found: str) -> bool:
    plain = sum(char.isalpha() or char.isspace() or char in "'.,:;!?-\"()" for char in found)
    return (len(found) >= 4 and plain >= _READABLE * len(found)) or bool(_BASE64.fullmatch(found.strip()))


def _escaped(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2] or "0", 16) or int(escape[3] or "0", 8)
    return _char(code)


def _char(code: int) -> str:
    """Nothing where there is no such character: half a one cannot be encoded again."""
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _from_base64(blob: str) -> str:
    tail = blob.rstrip("=").translate(str.maketrans("-_", "+/"))
    return _decoded(base64.b64decode, tail[: len(tail) - (len(tail) % 4 == 1)], 4)


def _from_base32(blob: str) -> str:
    tail = blob.rstrip("=")
    return _decoded(base64.b32decode, tail[: len(tail) - (len(tail) % 8 in (1, 3, 6))], 8)


def _decoded(decode: Callable[[str], bytes], tail: str, group: int) -> str:
    try:
        data = decode(tail + "=" * (-len(tail) % group))
    except (binascii.Error, ValueError):
        return ""
    text = data.decode("utf-8", "ignore")
    return text if len(text.encode()) >= _WHOLE * len(data) else ""


def _from_morse(blob: str) -> str:
    even = blob.translate(str.maketrans("·–−_", ".---"))
    words = re.split(r"\s*[/|]\s*|\s{3,}|\n", even.strip())
    return " ".join("".join(_FROM_MORSE.get(sign, "") for sign in str(word).split()) for word in words)
