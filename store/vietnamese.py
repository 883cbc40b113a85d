"""Vietnamese letters: folding for search, order for lists, names as they are written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: the order of CLDR's `vi`, after no tone at all."""

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_VOWELS = "aăâeêioôơuưy"

_LOOK_ALIKES = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_TO_D = str.maketrans("đðɖ", "ddd")


class _Folding(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        small = unicodedata.normalize("NFKD", chr(code)).casefold()
        apart = unicodedata.normalize("NFKD", small).translate(_TO_D)
        self[code] = "".join(map(_searchable, apart))
        return self[code]


def _searchable(char: str) -> str:
    if char.isalnum():
        return char
    return "" if unicodedata.category(char) in ("Mn", "Me", "Mc", "Cf") else " "


_FOLDED = _Folding()


def fold(text: str) -> str:
    """The letters without tones or marks, lower case, for search and comparison: `Đàm Thế Sử` → `dam the su`.

    What is neither letter nor digit separates words as a space does; words stand one space apart.
    """
    return " ".join(text.translate(_FOLDED).split())


def canonical(text: str) -> str:
    """NFC, with the letters typed in place of Đ (Eth `Ð`, African `Ɖ`) put right. Not for text in a legacy encoding."""
    return unicodedata.normalize("NFC", text).translate(_LOOK_ALIKES)


_TONE_APART = {
    ord(unicodedata.normalize("NFC", vowel + tone)): vowel + tone
    for vowel in _VOWELS + _VOWELS.upper()
    for tone in TONES
}
_NO_TONE = str.maketrans("", "", TONES)
_SYLLABLE = re.compile(rf"(?:[^\W\d_]|[{TONES}])+")


def tone_apart(syllable: str) -> tuple[str, str]:
    """A syllable's letters without tone, and the tone as a combining mark: `Hoà` → `Hoa`, U+0300; `ê`, `đ` stay."""
    return _split(canonical(syllable).translate(_TONE_APART))


def _split(spelled: str) -> tuple[str, str]:
    return spelled.translate(_NO_TONE), "".join(char for char in spelled if char in TONES)


def same_spelling(text: str) -> str:
    """A key equal for texts that differ only in where the tone stands (hòa, hoà), in look-alike Đ or in NFC/NFD.

    It is the text with each tone moved to the end of its syllable. Case counts; fold case first where it must not.
    """
    spelled = canonical(text).translate(_TONE_APART)
    return _SYLLABLE.sub(lambda syllable: "".join(_split(syllable[0])), spelled)


_ORDER = str.maketrans({letter: chr(rank) for rank, letter in enumerate(_ALPHABET, start=1)})
_TONE_ORDER = str.maketrans({tone: chr(rank) for rank, tone in enumerate(TONES, start=1)})
_SORTED_PART = re.compile(r"\d+|(?:[^\W\d_]|[\u0300-\u036f])+")
_COMBINING = re.compile(r"[\u0300-\u036f]")


@lru_cache(maxsize=8192)
def sort_key(text: str) -> tuple[object, ...]:
    """Order by the Vietnamese alphabet, syllable by syllable, tones last (huyền, hỏi, ngã, sắc, nặng).

    As in a dictionary, `Hoa Bình` stands before `Hòa An`. Case, punctuation and the place of the tone do not count.
    Numbers stand before letters and in order of size: `Tổ 2`, `Tổ 10`.
    """
    parts = _SORTED_PART.findall(canonical(text).casefold())
    return tuple(chain.from_iterable(map(_part_key, parts)))


@lru_cache(maxsize=8192)
def _part_key(part: str) -> tuple[str, str]:
    if part.isdecimal():
        digits = part.lstrip("0")
        return "\0" + chr(len(digits)) + digits, ""
    letters, tones = tone_apart(part)
    apart = "".join(letter if letter in _ALPHABET else unicodedata.normalize("NFD", letter) for letter in letters)
    marks = "".join(_COMBINING.findall(apart)) + tones.translate(_TONE_ORDER)
    return _COMBINING.sub("", apart).translate(_ORDER), marks


class NameParts(NamedTuple):
    """A name as a roster has it, taken apart; joined, the parts are the name again."""

    address: str
    """`Đ/c `, `Ông `, `PGS.TS. `: what stands before the name."""
    words: str
    """The name itself."""
    remark: str
    """` (Đình Bảng)`, `, PCT`, ` - PCT`: what an office adds behind."""


_TITLES = ["Đ/c", "GS", "PGS", "TS", "ThS", "BS", "KS", "CN", "LS", "NGƯT", "NSƯT"]
_ADDRESS_WORDS = "đồng chí|ông|bà|anh|chị|cô|bác|cụ|(?:đại|thượng|trung|thiếu) (?:tướng|tá|úy|uý)"
_ADDRESS = re.compile(
    rf"(?:(?:{'|'.join(_TITLES)})(?:[.:]\s*|\s+)|(?:{_ADDRESS_WORDS})(?::\s*|\s+)(?=\S+\s+[^\W\d_]))*",
    re.IGNORECASE,
)
_REMARK = re.compile(r" ?[(,;].*| [-–—] .*", re.DOTALL)


@lru_cache(maxsize=256)
def name_parts(name: str) -> NameParts:
    """The name and what an office writes around it.

    A word of address is one only before at least two more words, so `Anh Đức` and `Cô` remain names.
    """
    name = canonical(name)
    address = _ADDRESS.match(name)
    start = address.end() if address else 0
    remark = _REMARK.search(name, start)
    end = remark.start() if remark else len(name)
    return NameParts(name[:start], name[start:end], name[end:])


def bare_name(name: str) -> str:
    """The name without what offices write around it: `Đ/c Nguyễn Văn Hùng (Đình Bảng)` → `Nguyễn Văn Hùng`."""
    parts = name_parts(name)
    return parts.words.strip() or "".join(parts).strip()


_FULL_NAME = 3
_DISTINGUISHING = frozenset("ABCDE")


@lru_cache(maxsize=256)
def letter_apart(name: str) -> tuple[str, str]:
    """The bare name, and the letter an office put behind it to tell namesakes apart: `Nguyễn Văn Hùng B` → …, `B`.

    The letter is one only behind a full name of three words; `Nguyễn Văn A` is called A.
    """
    words = bare_name(name).split()
    if len(words) > _FULL_NAME and words[-1].upper() in _DISTINGUISHING:
        return " ".join(words[:-1]), words[-1]
    return " ".join(words), ""


def given_name(name: str) -> str:
    """The last word of the name, by which a person is called and listed: `Đ/c Trần Thị Vân Anh (PCT)` → `Anh`."""
    return letter_apart(name)[0].rpartition(" ")[2]


def name_key(name: str) -> tuple[object, ...]:
    """Order of people: given name, then family name, then the rest; then the letter that tells namesakes apart."""
    words, letter = letter_apart(name)
    family, _, rest = words.partition(" ")
    middle, _, given = rest.rpartition(" ")
    return sort_key(given or family), sort_key(family if given else ""), sort_key(middle), letter


def initials(name: str) -> str:
    """The first letter of each word, folded: `Đàm Thế Sử` → `dts`."""
    return "".join(word[0] for word in fold(bare_name(name)).split())


_TITLES_AS_WRITTEN = {title.casefold(): title for title in _TITLES}
_ROMAN = frozenset({"ii", "iii", "iv", "vii", "viii", "ix", "x"})
"""Numerals behind a name. `VI` is missing: far more often it is the given name Vi."""

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS_PART = re.compile(rf"đ/c|(?:{_ADDRESS_WORDS})\b|[^\W\d_]+", re.IGNORECASE)


def name_case(name: str) -> str:
    """A name written all in capitals or all in small letters, as names are written: `ĐÀM THẾ SỬ` → `Đàm Thế Sử`.

    A name in mixed case is left alone. So is a remark behind the name: who can tell `(UBND)` from `(ĐÌNH BẢNG)`.
    """
    address, words, remark = name_parts(name)
    if words.isupper() or words.islower():
        address = _ADDRESS_PART.sub(_address_case, address)
        words = _WORD.sub(_word_case, words)
    return address + words + remark


def _address_case(part: re.Match[str]) -> str:
    return _TITLES_AS_WRITTEN.get(part[0].casefold(), part[0].capitalize())


def _word_case(word: re.Match[str]) -> str:
    return word[0].upper() if word[0].casefold() in _ROMAN else word[0].capitalize()
