"""The headings a list is under, row by row: which category, which area, how many people each has gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.records import AreaId, CategoryId
from store.roster.areas import Areas
from store.roster.categories import Categories, Trust
from store.roster.headings import Heading
from store.roster.reading import Doubt, DoubtKind, Group
from store.roster.service import is_service_group, service_words


@dataclass
class _Section:
    """A heading that is still open."""

    row: int
    heading: Heading
    level: tuple[str, bool]
    """The sort of its mark, and whether it names an area and nothing else: headings of one level end each other."""
    category: CategoryId
    area: AreaId
    trust: Trust
    nested: bool
    service: bool
    people: int = 0
    parent_of: int = 0
    doubted: bool = field(default=False)

    @property
    def group(self) -> Group:
        return Group(
            row=self.row,
            heading=self.heading.text,
            category=self.category,
            area=self.area,
            stated=self.heading.stated,
            read=self.people,
        )


class Outline:
    """Opens sections as headings come, and counts people into every one that is open."""

    def __init__(self, categories: Categories, areas: Areas) -> None:
        self._categories = categories
        self._areas = areas
        self._open: list[_Section] = []
        self._all: list[_Section] = []

    @property
    def category(self) -> CategoryId:
        """The category of the innermost heading that has one, nothing under a heading nobody knows."""
        return next((section.category for section in reversed(self._open) if section.category), CategoryId(""))

    @property
    def service(self) -> bool:
        """Whether these people are on the list to serve."""
        return next((one.service for one in reversed(self._open) if one.category or one.service), False)

    @property
    def title(self) -> str:
        """What people are who have no title of their own: drivers under `Lái xe`."""
        inner = self._open[-1].heading.text if self._open and self._open[-1].service else ""
        return inner if service_words(inner) == len(inner.split()) else ""

    @property
    def area(self) -> AreaId:
        """The area of the innermost heading that names one."""
        return next((section.area for section in reversed(self._open) if section.area), AreaId(""))

    @property
    def unit(self) -> str:
        """The text of a heading within a category: it is the unit of people who have none of their own."""
        inner = self._open[-1] if self._open else None
        named = inner is not None and inner.nested and inner.trust is not Trust.SURE
        return inner.heading.text if inner and (named or inner.level[1]) else ""

    def open(self, row: int, heading: Heading) -> None:
        """A heading: closes those of its level and below."""
        area = self._areas.find(heading.text)
        match = self._categories.match(self._areas.without(heading.text) if area else heading.text)
        service = is_service_group(heading.text) and match.trust is not Trust.SURE
        only_area = bool(area) and match.trust is not Trust.SURE and not service
        level = (heading.mark, only_area)
        self._close(level)
        for parent in self._open:
            parent.parent_of += 1
        section = _Section(
            row=row,
            heading=heading,
            level=level,
            category=CategoryId("") if only_area or service else match.category,
            area=area,
            trust=Trust.SURE if only_area or service else match.trust,
            nested=any(outer.category for outer in self._open),
            service=service,
        )
        self._open.append(section)
        self._all.append(section)

    def _close(self, level: tuple[str, bool]) -> None:
        levels = [section.level for section in self._open]
        if level in levels:
            del self._open[levels.index(level) :]

    def count(self, people: int) -> list[Doubt]:
        """People under the open headings; doubts about a heading are raised when the first of them comes."""
        for section in self._open:
            section.people += people
        doubts = [doubt for section in self._open if (doubt := self._doubt(section))]
        for section in self._open:
            section.doubted = True
        return doubts

    def _doubt(self, section: _Section) -> Doubt | None:
        if section.doubted or section.trust is Trust.SURE:
            return None
        if section.category or section.nested:
            values: dict[str, str | int] = {"heading": section.heading.text, "category": self.category}
            return Doubt(row=section.row, what=DoubtKind.GUESSED_HEADING, values=values)
        return Doubt(row=section.row, what=DoubtKind.UNKNOWN_HEADING, values={"heading": section.heading.text})

    def groups(self) -> tuple[Group, ...]:
        """Every heading under which people stood or should have."""
        return tuple(section.group for section in self._all if section.people or section.heading.stated is not None)

    def doubts(self) -> list[Doubt]:
        """Counts that do not agree, and headings that gathered nobody: they may have been people."""
        wrong = [section for section in self._all if section.heading.stated not in (None, section.people)]
        empty = [
            section
            for section in self._all
            if not section.people and not section.parent_of and section.heading.stated is None
        ]
        return [_miscounted(section.group) for section in wrong] + [_stray(section.group) for section in empty]


def _miscounted(group: Group) -> Doubt:
    values: dict[str, str | int] = {"heading": group.heading, "stated": group.stated or 0, "read": group.read}
    return Doubt(row=group.row, what=DoubtKind.COUNT_MISMATCH, values=values)


def _stray(group: Group) -> Doubt:
    return Doubt(row=group.row, what=DoubtKind.STRAY_TEXT, values={"text": group.heading})
