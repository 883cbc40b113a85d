"""Whose name stands in a cell: one person, several, or a place nobody has been named for."""

from __future__ import annotations

import re
from itertools import pairwise

from store.records import Value
from store.roster.service import service_words
from store.roster.vocabulary import FAMILY_NAMES, FAMILY_NAMES_FOLDED, ROLES, TITLES
from store.roster.words import exact, lines, plain, unmarked
from store.vietnamese import fold, name_case

_COMRADE = re.compile(r"(?<!\w)(?:đ\s*/\s*c|đc|đồng chí|đ\.\s?c)(?!\w)\s*[.:]?\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:ông|bà|anh|chị|cô|bác|cụ)\s*[.:]?\s+(?=\S)", re.IGNORECASE)
_DEGREE = re.compile(
    r"(?:GS|PGS|TSKH|TS|ThS|BS|KS|CN|LS|NGƯT|NSƯT|NGND)(?:\.\s*|\s+)(?=\S)"
    r"|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy|uý)\s+(?=\S)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d{1,3}\s*[.)/]\s*(?=\D)|[-–—•+*]\s*(?=\S)")
_COUNTED = re.compile(r"(\d{1,3})\s+(?=\D)")
_APART = re.compile(r"\s*[,;+&/]\s*|\s+[-–—]\s+|\s+(?:và|cùng)\s+")
_BRACKETS = re.compile(r"\(([^)]*)\)?")
_NOTHING = re.compile(r"[\W_]*")
_SHORTEST, _LONGEST = 2, 6
_STRANGE = re.compile(r"[\d¹²³ªºµÞþßØøÆæ×÷]|[^\w\s.'’()–-]")
"""Digits, signs and letters that no name here has: a misprint, or text in an old encoding."""


class Person(Value, frozen=True, kw_only=True):
    """A name, and what an office wrote around it in the same cell."""

    name: str
    post: str = ""
    """Text behind the name: usually the title."""
    note: str = ""
    """Degrees and remarks in brackets."""


def strip_address(text: str) -> str:
    """The text without `Đ/c`, `Ông`, `Bà` and their like. `Ông` before no family name is one itself: Ông Ích Khiêm."""
    while found := _COMRADE.match(text) or _NUMBERED.match(text) or _number_of_name(text):
        text = text[found.end() :]
    found = _ADDRESS.match(text)
    if found and (begins_with_family_name(text[found.end() :]) or text.count(" ") > _SHORTEST):
        return strip_address(text[found.end() :])
    return text


def _number_of_name(text: str) -> re.Match[str] | None:
    """The number of `2 Nguyễn Văn An`, which counts nothing."""
    counted = _COUNTED.match(text)
    return counted if counted and _is_bare_name(text[counted.end() :]) else None


def begins_with_family_name(text: str) -> bool:
    """Whether the first word is a family name of this country."""
    word = text.partition(" ")[0]
    return fold(word) in FAMILY_NAMES_FOLDED if unmarked(text) else exact(word) in FAMILY_NAMES


def looks_like_name(text: str) -> bool:
    """Whether a text can only be a person's name, as far as words can tell."""
    return _is_bare_name(_without_degree(strip_address(text))[0])


def _is_bare_name(text: str) -> bool:
    words = text.split()
    if not _SHORTEST <= len(words) <= _LONGEST or not all(word.isalpha() for word in words):
        return False
    bare = " ".join(words)
    capital = all(word[0].isupper() for word in words)
    return capital and begins_with_family_name(bare) and (not ROLES.begin(bare) or _may_be_family(words))


def _may_be_family(words: list[str]) -> bool:
    """Typed without diacritics, Tô is tổ: then one word that sounds like a role may begin a name."""
    bare = " ".join(words)
    return unmarked(bare) and len(words) > _SHORTEST and ROLES.begin(bare) == 1


def places(text: str) -> int:
    """How many places without a name a text stands for: `02 phóng viên` is two, a person's name none."""
    text = plain(text)
    if _NOTHING.fullmatch(text):
        return 1
    counted = _COUNTED.match(text)
    if counted and not _number_of_name(text):
        return max(1, int(counted[1]))
    bare = strip_address(text)
    return int(bool(ROLES.begin(bare)) and not looks_like_name(bare))


def counts_places(text: str) -> bool:
    """Whether a text begins with how many: `02 phóng viên`, but not `2. Phóng viên`."""
    return bool(_COUNTED.match(text)) and not _number_of_name(text)


def uncounted(text: str) -> str:
    """The text without how many it begins with."""
    return text[counted.end() :] if (counted := _COUNTED.match(text)) else text


def people(cell: str) -> list[Person]:
    """The people named in a cell, at least one; what follows a name and is none itself belongs to that person.

    Lines that count places without a name say nothing of the people beside them.
    """
    found: list[Person] = []
    each = lines(cell)
    for line in [line for line in each if not counts_places(line)] or each:
        text, remark = _without_brackets(line)
        for part in _parts(text):
            if not found or looks_like_name(part):
                found.append(_person(part))
            else:
                found[-1] = _with_post(found[-1], part)
        if remark and found:
            is_post = TITLES.begin(remark) or service_words(remark)
            found[-1] = (_with_post if is_post else _with_note)(found[-1], remark)
    return found


def _parts(text: str) -> list[str]:
    """A line where commas, dashes and every `đ/c` part it."""
    parts = _APART.split(_COMRADE.sub(";", text))
    return list(filter(None, (strip_address(part) for part in parts)))


def is_odd(name: str) -> bool:
    """Whether a name is one nobody should carry on a badge before somebody has looked."""
    inner_capital = any(first.islower() and second.isupper() for first, second in pairwise(name))
    return not _SHORTEST <= len(name.split()) <= _LONGEST or inner_capital or bool(_STRANGE.search(name))


def _person(text: str) -> Person:
    name, degree = _without_degree(strip_address(text))
    return Person(name=name_case(name.strip(" .:")), note=degree)


def _without_degree(text: str) -> tuple[str, str]:
    degrees = []
    while found := _DEGREE.match(text):
        degrees.append(found[0].strip())
        text = text[found.end() :]
    return text, " ".join(degrees)


def _without_brackets(text: str) -> tuple[str, str]:
    remarks = [remark.strip() for remark in _BRACKETS.findall(text)]
    return _BRACKETS.sub(" ", text).strip(), "; ".join(filter(None, remarks))


def _with_post(person: Person, text: str) -> Person:
    return Person(name=person.name, post=", ".join(filter(None, [person.post, text])), note=person.note)


def _with_note(person: Person, text: str) -> Person:
    return Person(name=person.name, post=person.post, note="; ".join(filter(None, [person.note, text])))
