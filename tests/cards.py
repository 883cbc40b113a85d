"""Identity cards of invented people, as scanners of every kind type them; and what of them must be nowhere."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable
from typing import Final

NUMBER: Final = "001075009731"
OLD_NUMBER: Final = "123459876"
NAME: Final = "Đàm Thế Ví Dụ"
BORN: Final = dt.date(1975, 8, 15)
ADDRESS: Final = "Ngõ Rất Riêng, Đông Ngàn, Từ Sơn, Bắc Ninh"

FORMATS: Final[dict[str, str]] = {
    "2021": f"{NUMBER}|{OLD_NUMBER}|{{name}}|15081975|Nam|{ADDRESS}|10052021",
    "2021 without an old number": f"{NUMBER}||{{name}}|15081975|Nữ|{ADDRESS}|10052021",
    "2024, as before with more behind": f"{NUMBER}||{{name}}|15081975|Nam|{ADDRESS}|01082024||||",
    "2024, sex first": f"{NUMBER}|{{name}}|Nam|15081975|{ADDRESS}|01082024|{OLD_NUMBER}|",
    "2024, date first": f"{NUMBER}|{{name}}|15081975|Nữ|{ADDRESS}|01082024||079075009731",
    "with a scanner's prefix": f"]Q3{NUMBER}||{{name}}|15081975|Nam|{ADDRESS}|10052021",
}


def card(name: str = NAME, shape: str = "2021") -> str:
    return FORMATS[shape].format(name=name)


def _each(text: str, become: Callable[[str], str]) -> str:
    return "".join(char if char.isascii() else become(char) for char in text)


def _western(text: str) -> str:
    """UTF-8 typed byte by byte, each as the character Windows has for it."""
    return "".join(_character(byte) for byte in text.encode())


def _character(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


DAMAGES: Final[dict[str, Callable[[str], str]]] = {
    "none": str,
    "taken apart": lambda text: unicodedata.normalize("NFD", text),
    "capitals": str.upper,
    "non-ASCII dropped": lambda text: _each(text, lambda _char: ""),
    "non-ASCII dropped from what was taken apart": lambda text: _each(
        unicodedata.normalize("NFD", text), lambda _char: ""
    ),
    "? for each letter": lambda text: _each(text, lambda _char: "?"),
    "? for each byte": lambda text: _each(text, lambda char: "?" * len(char.encode())),
    "Latin-1 or ?": lambda text: text.encode("latin-1", "replace").decode("latin-1"),
    "Latin-1 or nothing": lambda text: text.encode("latin-1", "ignore").decode("latin-1"),
    "bytes as characters": _western,
    "bytes as characters, controls lost": lambda text: "".join(
        char for char in _western(text) if not "\x80" <= char <= "\x9f"
    ),
}
"""What scanners make of letters they have no key for."""

_AMERICAN: Final = "1234567890-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"|ZXCVBNM<>?"
_ROWS: Final = {
    "American": _AMERICAN,
    "French": "&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù*wxcvbn,;:!1234567890°+AZERTYUIOP¨£QSDFGHJKLM%µWXCVBN?./§",
    "Belgian": "&é\"'(§è!çà)-azertyuiop^$qsdfghjklmùµwxcvbn,;:=1234567890°_AZERTYUIOP¨*QSDFGHJKLM%£WXCVBN?./+",
    "Vietnamese": "ăâêô\u0300\u0309\u0303\u0301\u0323đ-₫" + _AMERICAN[12:22] + "ươ" + _AMERICAN[24:],
}
LAYOUTS: Final[dict[str, dict[int, str]]] = {
    name: {ord(key): char for key, char in zip(_AMERICAN, typed, strict=True)} for name, typed in _ROWS.items()
}
"""What each key types, by what it types on an American keyboard."""


def typed_on(layout: str, text: str) -> str:
    """What the keys of a text type; letters no key has are typed by their code on every layout."""
    return text.translate(LAYOUTS[layout])


SECRETS: Final = (
    *(NUMBER, NUMBER[1:], NUMBER[:9], OLD_NUMBER, ADDRESS, "Ngõ Rất Riêng", "Rất Riêng", "10052021", "15081975"),
    *("15/08/1975", "1975-08-15"),
)
"""What must stand nowhere afterwards, whatever scanned it."""


def secrets_as(damage: str) -> tuple[str, ...]:
    """The same, as a scanner of this kind types it, without what is left of too little to be known again."""
    return tuple({DAMAGES[damage](secret) for secret in SECRETS})
