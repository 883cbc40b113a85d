"""How people are called in the hall: the bare name, and title and unit as one says them, nothing abbreviated."""

from __future__ import annotations

from typing import NamedTuple

from store.documents.glossary import Glossary
from store.records import CAME, Attendance, Category, Conference, Delegate
from store.speakers import Speaker
from store.text import clean
from store.vietnamese import bare_name, fold

_PLACES = ("Phường", "Xã", "Thị", "Thành", "Quận", "Huyện", "Tỉnh", "Khu", "Thôn", "Xóm", "Làng", "Tổ dân phố")
"""Units that are written small behind a title: `Trưởng Khối Dân vận phường Châu Khê`."""


class Person(NamedTuple):
    """Somebody as the hall calls them."""

    name: str
    """Empty while nobody knows it."""
    post: str
    """Title and unit as they are read out."""
    role: str = ""


class Address:
    """Calls the people of one conference."""

    def __init__(self, conference: Conference) -> None:
        self._glossary = Glossary(conference)

    def delegate(self, delegate: Delegate, attendance: Attendance | None) -> Person:
        """Whoever came, if need be in the delegate's place; the delegate as long as nobody has."""
        substitute = attendance.substitute if attendance is not None and attendance.status in CAME else None
        if substitute:
            return self._person(substitute.name, substitute.title, delegate.unit)
        return self._person(delegate.name, delegate.title, delegate.unit, delegate.role)

    def speaker(self, speaker: Speaker) -> Person:
        """Whoever is given the floor."""
        return self._person(speaker.name, speaker.title, speaker.unit)

    def category(self, category: Category) -> str:
        """A group of delegates."""
        return self.in_full(category.name)

    def in_full(self, words: str) -> str:
        """Any words, read aloud."""
        return self._glossary.written_out(words)

    def _person(self, name: str, title: str, unit: str, role: str = "") -> Person:
        post = post_read_out(self.in_full(title), self.in_full(unit))
        return Person(bare_name(clean(name)), post, clean(role))


def post_read_out(title: str, unit: str) -> str:
    """Title and unit as one says them: `Phó Trưởng ban Ban Dân vận Tỉnh ủy`, the unit once."""
    title, unit = clean(title), clean(unit)
    if not title or not unit:
        return title or unit
    if f" {fold(unit)} " in f" {fold(title)} ":
        return title
    title = _without_overlap(title, unit)
    small = unit.startswith(tuple(f"{place} " for place in _PLACES))
    return f"{title} {unit[0].lower()}{unit[1:]}" if small else f"{title} {unit}"


def _without_overlap(title: str, unit: str) -> str:
    """The title without the words with which the unit begins: `Chánh` of `Chánh Văn phòng`, `Văn phòng Thành ủy`."""
    words, ahead = title.split(), unit.split()
    shared = (count for count in range(min(len(words) - 1, len(ahead)), 0, -1) if words[-count:] == ahead[:count])
    return " ".join(words[: len(words) - next(shared, 0)])
