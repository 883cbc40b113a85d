"""Numbers in cells: telephones put right, identity cards taken out."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"\D+")
_MANY = re.compile(r"[/;,\n|]|\s[-–]\s|\s+(?:hoặc|và)\s+")
_SPREADSHEET_NUMBER = re.compile(r"\d{1,15}(?:\.0+)?|\d(?:\.\d+)?[eE]\+?\d{1,2}")
_COUNTRY = "84"
_MOBILE = 10
_LANDLINE = 11
_LOST_ZERO = re.compile(r"[235789]\d{8}|2\d{9}")
_VALID = re.compile(r"0[35789]\d{8}|02\d{9}|0[235789]\d{8}")

_IDENTITY = re.compile(r"(?<![\d+])(?:\d{12}|\d{3}([ .-])\d{3}\1\d{3}\1\d{3}|(?!0|84)\d{11})(?!\d)")
"""Twelve digits, in one piece or in threes; eleven where a spreadsheet has eaten the leading zero."""


def phone_number(text: str) -> str:
    """A telephone number as digits with its leading zero, or nothing if this is none.

    `912345678`, `9.12345678E+08`, `0912.345.678` and `+84 912 345 678` are all 0912345678.
    """
    text = text.strip()
    if _SPREADSHEET_NUMBER.fullmatch(text) and not text.isdigit():
        text = str(int(float(text)))
    digits = _DIGITS.sub("", text)
    if len(digits) > _MOBILE and digits.startswith((_COUNTRY, "00" + _COUNTRY)):
        digits = "0" + digits.removeprefix("00").removeprefix(_COUNTRY).removeprefix("0")
    if _LOST_ZERO.fullmatch(digits):
        digits = "0" + digits
    return digits if _VALID.fullmatch(digits) else ""


def phone_numbers(text: str) -> list[str]:
    """The telephone numbers in a cell, in order, each once."""
    whole = phone_number(text)
    found = [whole] if whole else [number for part in _MANY.split(text) if (number := phone_number(part))]
    return list(dict.fromkeys(found))


def without_identity(text: str) -> tuple[str, bool]:
    """The text without identity card numbers, and whether there were any."""
    left, count = _IDENTITY.subn("", text)
    return (" ".join(left.split()).strip(" ,;:-"), True) if count else (text, False)
