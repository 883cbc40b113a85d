"""Vietnamese letters: folding for search, order for lists, names as they are written."""


def fold(text: str) -> str:
    """The letters without tones or marks, lower case, for search and comparison: `Đàm Thế Sử` → `dam the su`."""
    raise NotImplementedError


def sort_key(text: str) -> tuple[object, ...]:
    """Order by the Vietnamese alphabet, syllable by syllable, tones last (huyền, hỏi, ngã, sắc, nặng)."""
    raise NotImplementedError


def name_key(name: str) -> tuple[object, ...]:
    """Order of people: given name, then family name, then the rest."""
    raise NotImplementedError


def same_spelling(text: str) -> str:
    """A key equal for texts that differ only in where the tone stands (hòa, hoà), in look-alike Đ or in NFC/NFD."""
    raise NotImplementedError


def name_case(name: str) -> str:
    """A name written all in capitals or all in small letters, as names are written: `ĐÀM THẾ SỬ` → `Đàm Thế Sử`."""
    raise NotImplementedError
