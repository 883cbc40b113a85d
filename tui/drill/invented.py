"""Names of people who are on no list: substitutes, uninvited guests, drivers. Invented."""

from __future__ import annotations

from random import Random
from typing import Final

_FAMILY: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
_MIDDLE: Final = ("Văn", "Thị", "Đức", "Ngọc", "Hữu", "Quang", "Thanh", "Minh", "Xuân", "Kim")
_GIVEN: Final = ("An", "Bình", "Chiến", "Dung", "Đoàn", "Giang", "Hà", "Hiền", "Khánh", "Lan", "Mai", "Nam", "Oanh")


def invented_name(chance: Random) -> str:
    """`Đỗ Thị Khánh`"""
    return " ".join(map(chance.choice, (_FAMILY, _MIDDLE, _GIVEN)))
