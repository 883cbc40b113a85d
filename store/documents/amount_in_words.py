"""Amounts of money read out, as accounts want them written under a sum."""

from __future__ import annotations

from typing import Final

MOST: Final = 10**15
"""Đồng that can be read out; nobody pays more."""

ZERO_TENS: Final = "linh"
"""Said for a zero between hundreds and units; the South says `lẻ`."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BEHIND_TEN = {5: "lăm"}
_BEHIND_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
"""What a unit is called behind twenty and more."""

_SCALES = ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"))
_ROUND = 1000
"""Whole thousands are called even, because no change is to be had below them."""


def amount_in_words(dong: int) -> str:
    """`5600000` → `Năm triệu sáu trăm nghìn đồng chẵn`. From 0 to `MOST`, else raises `ValueError`."""
    if not 0 <= dong <= MOST:
        raise ValueError(f"no amount: {dong}")
    words = " ".join([*_read(dong, leading=True), "đồng"]) if dong else f"{_DIGITS[0]} đồng"
    even = " chẵn" if dong and dong % _ROUND == 0 else ""
    return f"{words[0].upper()}{words[1:]}{even}"


def _read(number: int, *, leading: bool) -> list[str]:
    """The words of a number above 0; unless it leads, its hundreds are read even where they are zero."""
    for scale, name in _SCALES:
        above, below = divmod(number, scale)
        if above:
            rest = _read(below, leading=False) if below else []
            return [*_read(above, leading=leading), name, *rest]
    return _below_a_thousand(number, leading=leading)


def _below_a_thousand(number: int, *, leading: bool) -> list[str]:
    hundreds, below = divmod(number, 100)
    if leading and not hundreds:
        return _below_a_hundred(below)
    words = [_DIGITS[hundreds], "trăm"]
    if 0 < below < 10:  # noqa: PLR2004 - a single unit
        return [*words, ZERO_TENS, _DIGITS[below]]
    return [*words, *_below_a_hundred(below)]


def _below_a_hundred(number: int) -> list[str]:
    tens, unit = divmod(number, 10)
    if tens == 0:
        return [_DIGITS[unit]] if unit else []
    words, irregular = (["mười"], _BEHIND_TEN) if tens == 1 else ([_DIGITS[tens], "mươi"], _BEHIND_TENS)
    return [*words, irregular.get(unit, _DIGITS[unit])] if unit else words
