"""What a test badge becomes on its way: on each layout (`store.keyboards`), under each input method.

Only what the test badge holds is told here. Letters are small ones, since their case is Caps Lock's and is looked at by
itself, and in NFC, because some programs type a tone behind its letter and others the letter with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple
from unicodedata import normalize

from store import keyboards, trial_badges


class Layout(StrEnum):
    """Which letters the keys type. A scanner presses the keys of a US keyboard."""

    US = "us"
    VIETNAMESE = "vietnamese"
    """The one of the operating system, not UniKey: the keys 1 to 0 type ă â ê ô, tones and đ."""
    FRENCH = "french"
    """keyboards.AZERTY, of Belgium too."""
    GERMAN = "german"
    OTHER = "other"


class Method(StrEnum):
    """What makes Vietnamese letters of what is typed."""

    NONE = "none"
    TELEX = "telex"
    SIMPLE_TELEX = "simple_telex"
    VNI = "vni"
    TELEX_VNI = "telex_vni"
    VIQR = "viqr"
    MICROSOFT = "microsoft"
    """UniKey's imitation of the Vietnamese layout."""
    OTHER = "other"


class Way(NamedTuple):
    """A layout, an input method, and what the test badge becomes under both."""

    layout: Layout
    method: Method
    text: str


_Table = Mapping[str, str]

_DIGITS: Final = trial_badges.DIGITS

_VIETNAMESE: Final = {**dict(zip(_DIGITS, keyboards.VIETNAMESE_DIGITS, strict=True)), "]": keyboards.VIETNAMESE_BRACKET}
_FRENCH: Final = {
    **keyboards.AZERTY,
    "m": ",",
    "-": ")",
    "]": "$",
    "^": "6",
    **dict(zip(_DIGITS, keyboards.FRENCH_DIGITS, strict=True)),
}

_ALONE: Final = " \u0323"
"""How macOS types a mark that has no letter to stand on."""
_ON_NO_VOWEL: Final = {digit: keyboards.SPACING_TONES[tone] for digit, tone in (("7", "\u0303"), ("8", "\u0301"))}

_LAYOUTS: Final[tuple[tuple[Layout, _Table], ...]] = (
    (Layout.US, {}),
    # Windows; Linux; macOS, where a tone is put on the letter before it or stands alone.
    (Layout.VIETNAMESE, {**_VIETNAMESE, "^": "\u0309"}),
    (Layout.VIETNAMESE, _VIETNAMESE),
    (
        Layout.VIETNAMESE,
        {**_VIETNAMESE, "4": "", "5": "ồ", "6": " \u0309", **_ON_NO_VOWEL, "9": _ALONE, "^": "\u0309"},
    ),
    (Layout.FRENCH, _FRENCH),
    # Caps Lock of Windows, which presses Shift: digits are digits.
    (Layout.FRENCH, {**keyboards.AZERTY, "m": "?", "-": "°", "]": "£", "^": "-"}),
    (Layout.FRENCH, {**_FRENCH, **keyboards.BELGIAN_DIGITS}),
    (Layout.GERMAN, {"z": "y", "-": "ß", "]": "+", "^": "&"}),
    (Layout.GERMAN, {"z": "y", "-": "?", "]": "*", "^": "6", **dict(zip(_DIGITS, '!"§$%&/()=', strict=True))}),
)

_SIMPLE_TELEX: Final = {"aan": "ân", "ddi": "đi", "tuw": "tư"}
_TELEX: Final = {**_SIMPLE_TELEX, "m]": "mư"}
_VNI: Final = {"on1": "ón", "d9a": "đa"}

_METHODS: Final[tuple[tuple[Method, _Table], ...]] = (
    (Method.NONE, {}),
    (Method.TELEX, _TELEX),
    (Method.SIMPLE_TELEX, _SIMPLE_TELEX),
    (Method.VNI, _VNI),
    (Method.TELEX_VNI, {**_TELEX, **_VNI}),
    (Method.VIQR, {"ddi": "đi", "e^n": "ên"}),
    # Where words that are none are given back as they were typed; where they are not, with and without tones.
    (Method.MICROSOFT, {"m]": "mơ", "e^n": "ẻn"}),
    (Method.MICROSOFT, {_DIGITS: "ăâêô567890", "m]": "mơ", "e^n": "ẻn"}),
    (Method.MICROSOFT, {_DIGITS: "ăâêô56789đ", "m]": "mơ", "on1": "onă", "e^n": "ẻn"}),
    (Method.MICROSOFT, {_DIGITS: "ăâêộđ", "m]": "mơ", "on1": "onă"}),
)
"""What becomes of each syllable."""


@cache
def ways() -> tuple[Way, ...]:
    """All that can be told apart, the plainest first and instead of those that look the same."""
    plainest: dict[str, Way] = {}
    for way in _ways():
        plainest.setdefault(way.text, way)
    return tuple(plainest.values())


def _ways() -> Iterator[Way]:
    for method, syllables in _METHODS:
        for layout, table in _LAYOUTS:
            yield Way(layout, method, normalize("NFC", _under(syllables, _on(table))))


def _on(table: _Table) -> str:
    typed = "".join(table.get(char, char) for char in trial_badges.TEST_BADGE.lower())
    return typed.replace(f"d{_ALONE}", "d\u0323")


def _under(syllables: _Table, text: str) -> str:
    for typed, made in syllables.items():
        text = text.replace(typed, made)
    return text
