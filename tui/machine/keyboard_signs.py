"""What a scan, or a number, tells of the keyboard it came through: input method, layout, Caps Lock.

A scanner types what is printed on a badge: a hyphen and capitals. Whatever else arrives was made of it on the way, and
each thing that can happen on the way leaves a trace of its own. The code is read all the same; the signs say what to
switch off before something that is not made to withstand it, a name or a number, is typed.

Everything here looks at characters as they arrived, before any normalisation: Unicode puts marks that stand together
into an order of its own, and five different tone keys in a row would no longer be five digits.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final, NamedTuple

from store import keyboards
from tui.i18n import _

BACKSPACE: Final = "\b"
"""Stands for the Backspace key, whichever byte the terminal sent for it."""


class Sign(StrEnum):
    """Something about the keyboard that people may want to switch off, the most harmful first."""

    MIXED = "mixed"
    """Letters of a scan are missing, or others came in between."""
    INPUT_METHOD = "input_method"
    """Something corrects what is typed: it sent a Backspace nobody pressed."""
    VIETNAMESE_LAYOUT = "vietnamese_layout"
    """The keys 1 to 0 type ă â ê ô, tones and đ."""
    FRENCH_LAYOUT = "french_layout"
    """The keys 1 to 0 type & é " ' ( - è _ ç à, the key of the hyphen types a parenthesis."""
    CAPS_LOCK = "caps_lock"
    """Capitals arrive as small letters."""
    UNSTEADY_SHIFT = "unsteady_shift"
    """Shift is pressed too early or too late: capitals among small letters, or an underscore for the hyphen."""


_FRENCH_LEADS = frozenset(")°")
_SHIFTED_LEADS = frozenset("_")


def signs_of_scan(typed: str) -> tuple[Sign, ...]:
    """What a badge's characters tell, as they arrived, with `BACKSPACE` for that key; nothing if they are as printed.

    The terminator, if any, does not count.
    """
    text = typed.strip("\r\n\t")
    letters = "".join(filter(str.isascii, filter(str.isalpha, text)))
    seen = {
        Sign.INPUT_METHOD: BACKSPACE in text or _has_marks(text),
        Sign.FRENCH_LAYOUT: text[:1] in _FRENCH_LEADS,
        Sign.CAPS_LOCK: letters.islower(),
        Sign.UNSTEADY_SHIFT: text[:1] in _SHIFTED_LEADS
        or (bool(letters) and not (letters.islower() or letters.isupper())),
    }
    return tuple(sign for sign in Sign if seen.get(sign))


def _has_marks(text: str) -> bool:
    """Whether a letter is no plain one: whatever is printed on a badge is."""
    return any(not char.isascii() and (char.isalpha() or unicodedata.combining(char)) for char in text)


def advice(sign: Sign) -> str:
    """What is on, and how to switch it off."""
    match sign:
        case Sign.MIXED:
            return _("Two scanners at once, or keys in a scan: one after the other")
        case Sign.INPUT_METHOD:
            return _("Vietnamese input method on: Ctrl+Shift or Alt+Z turns it off")
        case Sign.VIETNAMESE_LAYOUT:
            return _("Vietnamese keyboard layout: choose US (Win+Space)")
        case Sign.FRENCH_LAYOUT:
            return _("French keyboard layout: choose US (Win+Space)")
        case Sign.CAPS_LOCK:
            return _("Caps Lock is on")
        case Sign.UNSTEADY_SHIFT:
            return _("Shift is stuck, or the scanner types too fast for it")


class TypedNumber(NamedTuple):
    """Digits, whatever the keys typed instead of them."""

    digits: str
    layout: Sign | None
    """What made something else of them; None if nothing did."""


_KEYS = dict(zip(keyboards.VIETNAMESE_DIGITS, keyboards.DIGIT_KEYS, strict=True))
_SPACING_MARKS = frozenset(keyboards.SPACING_TONES.values())
_VIETNAMESE = {
    **_KEYS,
    **{typed.upper(): digit for typed, digit in _KEYS.items()},
    **{spacing: _KEYS[tone] for tone, spacing in keyboards.SPACING_TONES.items()},
}
_FRENCH = {
    **dict(zip(keyboards.FRENCH_DIGITS, keyboards.DIGIT_KEYS, strict=True)),
    **{typed: digit for digit, typed in keyboards.BELGIAN_DIGITS.items()},
}
_HYPHENS = frozenset("-_")
_LAYOUTS: Final = {Sign.VIETNAMESE_LAYOUT: _VIETNAMESE, Sign.FRENCH_LAYOUT: _FRENCH}
_BLANKS = re.compile(" +(?![\u0309\u0323])")
_BLANK_UNDER_MARK = re.compile(" (?=[\u0309\u0323])")
_SHAPE_AND_TONE: Final = 2
"""Marks of a letter such as `ằ`."""


def typed_number(raw: str) -> TypedNumber | None:
    """The digits of the keys that were pressed; None if some of them are no digits on any known layout.

    One layout has to explain all of it. A hyphen alone is what is left of a scan, not a French 6. Not for a text in
    NFC, which may have lost the order of its marks.
    """
    if raw.isascii() and raw.isdigit():
        return TypedNumber(raw, None)
    if not set(raw) - _HYPHENS:
        return None
    keys = _keys(raw)
    for layout, digits in _LAYOUTS.items():
        if keys and all(key in digits for key in keys):
            return TypedNumber("".join(digits[key] for key in keys), layout)
    return None


def typed_numbers(raw: str) -> list[TypedNumber]:
    """Each of several numbers with blanks between them; none if one of them is no number."""
    numbers = [typed_number(part) for part in _BLANKS.split(raw.strip())]
    known = [number for number in numbers if number is not None]
    return known if len(known) == len(numbers) else []


def has_loose_mark(raw: str) -> bool:
    """Whether a tone stands apart from its letter: a layout types it so, an input method never does."""
    return any(unicodedata.combining(char) or char in _SPACING_MARKS for char in raw)


def _keys(raw: str) -> list[str]:
    """One character a key: a letter with a tone was two keys, the blank macOS puts under a lone mark was none."""
    return [key for char in _BLANK_UNDER_MARK.sub("", raw) for key in _apart(char)]


def _apart(char: str) -> tuple[str, ...]:
    """`ằ` → `ă`, U+0300; `à` stays, since a key types it as it is on a French keyboard."""
    marks = unicodedata.normalize("NFD", char)[1:]
    tone = next((mark for mark in marks if mark in keyboards.TONES), "")
    shape = unicodedata.normalize("NFD", char).replace(tone, "") if tone else char
    return (unicodedata.normalize("NFC", shape), tone) if len(marks) == _SHAPE_AND_TONE else (char,)
