"""Places without a name: what an office writes where a person is still to be named."""

from __future__ import annotations

import re

from store.records import Value
from store.roster.headings import heading_of
from store.roster.people import counts_places, looks_like_name, places, strip_address, uncounted
from store.roster.posts import split_post
from store.roster.service import service_words
from store.roster.vocabulary import GENERAL, NOBODY_YET, TITLES, UNITS
from store.roster.words import capital, lines, plain

MOST_PLACES = 100
"""In one row; more are a misprint, or a sum."""

_LETTER = re.compile(r"[^\W\d_]")
_BETWEEN = " ,;:-–—"


class Places(Value, frozen=True, kw_only=True):
    """`02 phóng viên Báo Bắc Ninh` is two places of the title Phóng viên, from Báo Bắc Ninh."""

    count: int
    title: str
    unit: str

    @property
    def vague(self) -> bool:
        """Whether it says nothing of who is meant: `20 đại biểu` may be a place, but also a remark on the list."""
        return not self.unit and (not self.title or GENERAL.begin(self.title) > 0)


def places_of(text: str) -> Places:
    """What the text of a place without a name says; nothing but a count of 1 for dots."""
    heading = heading_of(strip_address(uncounted(strip_address(plain(text)))))
    words, count = heading.text, heading.stated or places(text) or 1
    if not _LETTER.search(words) or NOBODY_YET.begin(words):
        return Places(count=count, title="", unit="")
    length = service_words(words)
    title, unit = _cut(words, length) if length else _post(words)
    return Places(count=count, title=capital(title), unit=capital(unit))


def _cut(words: str, length: int) -> tuple[str, str]:
    parts = words.split(maxsplit=length)
    return " ".join(parts[:length]).strip(_BETWEEN), "".join(parts[length:]).strip(_BETWEEN)


def _post(words: str) -> tuple[str, str]:
    """Title and unit: what follows a title is its unit only if it begins as one does."""
    if UNITS.begin(words) and not TITLES.begin(words):
        return "", words
    title, unit = split_post(words)
    if unit and not is_unit(unit):
        return words, ""
    return title, unit


def place_lines(cell: str) -> list[str]:
    """The texts of a name's cell that stand for places: all of it, or those of its lines that do beside names."""
    each = lines(cell)
    if any(map(looks_like_name, each)):
        return list(filter(counts_places, each))
    if all(counts_places(line) or service_words(line) for line in each):
        return each
    return [plain(cell)] if places(cell) else []


def is_unit(text: str) -> bool:
    """Whether a text can be an organisation: `Hội Nông dân`, but not `theo dõi`."""
    return not text[0].islower() or bool(UNITS.begin(text))
