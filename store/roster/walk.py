"""One walk down the rows of a list: every row accounted for, every person under what stands above."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from store.records import CategoryId, Conference, Standing
from store.roster.areas import Areas
from store.roster.body import rows_below
from store.roster.capacities import two_capacities
from store.roster.categories import Categories, Trust
from store.roster.columns import Field, Header
from store.roster.entries import Place, entry_of, unnamed_entry
from store.roster.grid import Sheet
from store.roster.headings import heading_of
from store.roster.outline import Outline
from store.roster.people import looks_like_name, people
from store.roster.reading import Doubt, DoubtKind, Entry
from store.roster.rows import Kind, Kinds, Row, total_of
from store.roster.samples import column_letters
from store.roster.service import is_service_group, service_words
from store.roster.unnamed import MOST_PLACES, Places, place_lines, places_of
from store.roster.whole_list import Total, repeated, without_area, wrong_totals
from store.roster.words import capital, lines, plain


class Walk:
    """What is known on the way down; `entries`, `unplaced` and `doubts` grow row by row."""

    def __init__(self, sheet: Sheet, header: Header, conference: Conference) -> None:
        self._sheet = sheet
        self._header = header
        self._conference = conference
        self._categories = Categories(conference.categories)
        self._areas = Areas(conference.areas)
        self._kinds = Kinds(header, self._categories, self._areas)
        self.outline = Outline(self._categories, self._areas)
        self.entries: list[Entry] = []
        self.unplaced: list[Entry] = []
        self.doubts: list[Doubt] = []
        self._totals: list[Total] = []
        self._people = 0
        self._last_stt = 0
        self._signed = False
        self._guessed: set[str] = set()
        self._unread: set[int] = set()
        self._end_of_numbers = 0

    def run(self, tell: Callable[[int], None]) -> None:
        """Walks every row below the header; `tell` is told the number of each."""
        rows = list(rows_below(self._sheet, self._header, self.doubts))
        named = [row for row in rows if plain(row.name)]
        numbered = [row.number for row in named if row.numbered]
        self._end_of_numbers = numbered[-1] if 2 * len(numbered) >= len(named) > 0 else len(self._sheet.rows)
        for row, below in zip(rows, _nearest_below(rows), strict=True):
            self._take(row, below)
            tell(row.number)

    def all_doubts(self) -> Iterator[Doubt]:
        """The doubts of the walk, and those that only the whole list can raise."""
        yield from self.doubts
        yield from self.outline.doubts()
        yield from wrong_totals(self._totals, self._people)
        everybody = [*self.entries, *self.unplaced]
        twice = list(repeated(everybody))
        rows = {doubt.row for doubt in twice}
        yield from twice
        yield from (doubt for doubt in two_capacities(everybody) if doubt.row not in rows)
        elsewhere = {doubt.row for doubt in self.doubts if doubt.what is DoubtKind.UNKNOWN_AREA}
        yield from without_area(entry for entry in self.entries if entry.row not in elsewhere)

    def left_out_columns(self) -> tuple[str, ...]:
        """What is not read: personal data always, everything else if somebody's cell was filled."""
        header = self._header
        columns = sorted({*header.columns(Field.SENSITIVE), *self._unread})
        return tuple(dict.fromkeys(header.labels[column] or column_letters(column) for column in columns))

    def _doubt(self, row: int, what: DoubtKind, **values: str | int) -> None:
        self.doubts.append(Doubt(row=row, what=what, values=values))

    def _take(self, row: Row, below: Row | None) -> None:
        follows_on = row.numbered and int(row.stt.rstrip(".)")) == self._last_stt + 1 > 1
        match self._kinds.kind(row, below, follows_on=follows_on):
            case Kind.HEADER:
                self._signed = False
            case Kind.TOTAL:
                self._take_total(row)
            case Kind.SIGNATURE:
                self._signed = True
            case Kind.HEADING if not self._signed:
                heading = heading_of(row.heading_text, row.heading_mark, tuple(row.filled))
                self.outline.open(row.number, heading)
                self._last_stt = 0
            case Kind.PERSON:
                self._take_person(row)
            case Kind.PLACE if not self._signed or row.numbered:
                self._take_places(row, [row.place_text])
            case Kind.STRAY if not self._signed:
                self._stray(row)

    def _take_total(self, row: Row) -> None:
        stated = total_of(row)
        if stated is not None:
            since = self._totals[-1].read if self._totals else 0
            self._totals.append(Total(row.number, stated, read=self._people, since=self._people - since))

    def _take_person(self, row: Row) -> None:
        if self._signed and not row.numbered and not row.has_post:
            return
        self._count_on(row)
        if texts := place_lines(row.name):
            self._take_places(row, texts)
            if not any(map(looks_like_name, lines(row.name))):
                return
        if self._is_stray(row):
            self._stray(row)
            return
        if self._signed:
            self._signed = False
            self._doubt(row.number, DoubtKind.AFTER_SIGNATURE, name=plain(row.name))
        self._take_people(row)

    def _count_on(self, row: Row) -> None:
        if row.numbered:
            self._last_stt = int(row.stt.rstrip(".)"))

    def _stray(self, row: Row) -> None:
        self._doubt(row.number, DoubtKind.STRAY_TEXT, text=" ".join(row.filled))

    def _is_stray(self, row: Row) -> bool:
        """A name that stands alone behind the last numbered one is somebody's who signs."""
        return row.number > self._end_of_numbers and len(set(row.filled)) == 1

    def _take_places(self, row: Row, texts: list[str]) -> None:
        told = [places_of(text) for text in texts]
        if not self._is_place(row, told):
            self._stray(row)
            return
        self._count_on(row)
        for said in told:
            self._count(said.count)
            entry = unnamed_entry(row, said, self._place_of(), self._areas, self.doubts)
            self._put(row, entry, said.count)

    def _is_place(self, row: Row, told: list[Places]) -> bool:
        """What says too little, or too much, is a remark on the list; so is an empty numbered line."""
        if sum(said.count for said in told) > MOST_PLACES:
            return False
        if row.numbered:
            return len(row.filled) > 1
        return row.has_post or any(not said.vague for said in told)

    def _take_people(self, row: Row) -> None:
        found = people(row.name)
        self._count(len(found))
        if len(found) > 1:
            self._doubt(row.number, DoubtKind.SEVERAL_PEOPLE, text=plain(row.name), count=len(found))
        for person in found:
            self._put(row, entry_of(row, person, self._place_of(), self._areas, self.doubts))

    def _count(self, people: int) -> None:
        self._people += people
        self.doubts += self.outline.count(people)

    def _place_of(self) -> Place:
        return Place(area=self.outline.area, unit=self.outline.unit, title=self.outline.title)

    def _put(self, row: Row, entry: Entry, count: int = 1) -> None:
        """Puts a person under a category, or among those for whom somebody has to choose."""
        unread = (column for column, field in enumerate(self._header.fields) if field is None)
        self._unread.update(column for column in unread if column < len(row.cells) and row.cells[column])
        if self._serves(row, entry):
            told = msgspec.structs.replace(entry, standing=Standing.SERVICE, title=capital(entry.title))
            self.entries += [told] * count
            self._doubt(row.number, DoubtKind.SERVICE, text=_called(row, entry), count=count)
            return
        category = self._category(row, entry)
        (self.entries if category else self.unplaced).extend(
            [msgspec.structs.replace(entry, category=category)] * count
        )
        if category and not entry.name:
            text = ", ".join(dict.fromkeys(row.filled[row.numbered :]))
            self._doubt(row.number, DoubtKind.UNNAMED, text=text, count=count)

    def _serves(self, row: Row, entry: Entry) -> bool:
        """By heading, category or title; not if that is a category of the plan."""
        told = [text for text in (" ".join(row.of(Field.CATEGORY)), entry.title) if is_service_group(text)]
        words = [" ".join(text.split()[: service_words(text) or None]) for text in told]
        return self.outline.service or any(self._categories.match(text).trust is not Trust.SURE for text in words)

    def _category(self, row: Row, entry: Entry) -> CategoryId:
        return self._from_cell(row, entry) or self.outline.category or self._from_post(row, entry)

    def _from_cell(self, row: Row, entry: Entry) -> CategoryId:
        text = " ".join(row.of(Field.CATEGORY))
        if not text:
            return CategoryId("")
        match = self._categories.match(text)
        if match.trust is Trust.NONE:
            self._doubt(row.number, DoubtKind.UNKNOWN_CATEGORY, name=_called(row, entry), text=text)
        if match.trust is Trust.LIKELY and text not in self._guessed:
            self._guessed.add(text)
            self._doubt(row.number, DoubtKind.GUESSED_HEADING, heading=text, category=match.category)
        return match.category

    def _from_post(self, row: Row, entry: Entry) -> CategoryId:
        """No category given: title and unit may tell, or the person above in a column that is filled once a group."""
        if len(self._conference.categories) == 1:
            return self._conference.categories[0].id
        if derived := self._categories.derive(f"{entry.title} {entry.unit}"):
            self._doubt(row.number, DoubtKind.DERIVED_CATEGORY, name=_called(row, entry), category=derived)
            return derived
        if self._header.columns(Field.CATEGORY) and not row.of(Field.CATEGORY):
            above = next((one.category for one in reversed(self.entries) if one.category), CategoryId(""))
            if above:
                self._doubt(row.number, DoubtKind.CARRIED_CATEGORY, name=_called(row, entry), category=above)
                return above
        self._doubt(row.number, DoubtKind.NO_CATEGORY, name=_called(row, entry))
        return CategoryId("")


def _called(row: Row, entry: Entry) -> str:
    return entry.called or " ".join(row.filled)


def _nearest_below(rows: list[Row]) -> list[Row | None]:
    """For each row the next one that has anything in it."""
    nearest: Row | None = None
    found: list[Row | None] = []
    for row in reversed(rows):
        found.append(nearest)
        nearest = row if row.filled else nearest
    return found[::-1]
