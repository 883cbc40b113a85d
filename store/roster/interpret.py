"""From a sheet of text to a reading: one walk down the rows, every row accounted for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from store.records import CategoryId, Conference
from store.roster.areas import Areas
from store.roster.body import rows_below
from store.roster.categories import Categories, Trust
from store.roster.columns import HIGHEST_HEADER, Field, Header, find_header
from store.roster.entries import Place, entry_of
from store.roster.grid import Book, Sheet
from store.roster.headings import heading_of
from store.roster.outline import Outline
from store.roster.people import people, places
from store.roster.reading import Doubt, DoubtKind, Entry, RosterReading
from store.roster.refusal import NoRoster, NotReadable
from store.roster.rows import Kind, Kinds, Row, total_of
from store.roster.words import exact, plain

_FIRST_LETTER = ord("A")
_LETTERS = 26


def interpret(book: Book, conference: Conference, file: str, sheet: str | None = None) -> RosterReading:
    """The roster in a book: the named sheet, or the first visible one with a header. Raises `NotReadable`."""
    listed = [(candidate, find_header(candidate)) for candidate in _eligible(book, sheet)]
    rosters = [(candidate, header) for candidate, header in listed if header]
    if not rosters:
        raise NotReadable(NoRoster.NO_HEADER, highest_row=HIGHEST_HEADER)
    chosen, header = rosters[0]
    walk = _Walk(chosen, header, conference)
    walk.run()
    if not walk.entries and not walk.unplaced:
        raise NotReadable(NoRoster.NO_PEOPLE, header_row=header.top + 1)
    others = [Doubt(row=0, what=DoubtKind.OTHER_SHEET, values={"sheet": other.name}) for other, _ in rosters[1:]]
    return RosterReading(
        file=file,
        sheet=chosen.name,
        encoding=book.encoding,
        header_row=header.top + 1,
        entries=tuple(walk.entries),
        unplaced=tuple(walk.unplaced),
        groups=walk.outline.groups(),
        left_out_columns=walk.left_out_columns(),
        doubts=tuple(others + sorted(walk.all_doubts(), key=lambda doubt: doubt.row)),
    )


def _eligible(book: Book, name: str | None) -> list[Sheet]:
    if name is None:
        return [sheet for sheet in book.sheets if not sheet.hidden]
    named = [sheet for sheet in book.sheets if sheet.name == name]
    if not named:
        raise NotReadable(NoRoster.NO_SUCH_SHEET, sheet=name, sheets=", ".join(sheet.name for sheet in book.sheets))
    return named


class _Total(NamedTuple):
    """A row of totals, and how many people had been read by then: in all, and since the total before."""

    row: int
    stated: int
    read: int
    since: int


class _Walk:
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
        self._totals: list[_Total] = []
        self._people = 0
        self._last_stt = 0
        self._signed = False
        self._guessed: set[str] = set()
        self._unread: set[int] = set()
        self._end_of_numbers = 0

    def run(self) -> None:
        """Walks every row below the header."""
        rows = list(rows_below(self._sheet, self._header, self.doubts))
        named = [row for row in rows if plain(row.name)]
        numbered = [row.number for row in named if row.numbered]
        self._end_of_numbers = numbered[-1] if 2 * len(numbered) >= len(named) > 0 else len(self._sheet.rows)
        for row in rows:
            self._take(row)

    def all_doubts(self) -> Iterator[Doubt]:
        """The doubts of the walk, and those that only the whole list can raise."""
        yield from self.doubts
        yield from self.outline.doubts()
        yield from self._wrong_totals()
        yield from _repeated([*self.entries, *self.unplaced])

    def left_out_columns(self) -> tuple[str, ...]:
        """What is not read: personal data always, everything else if somebody's cell was filled."""
        header = self._header
        columns = sorted({*header.columns(Field.SENSITIVE), *self._unread})
        return tuple(dict.fromkeys(header.labels[column] or _letters(column) for column in columns))

    def _doubt(self, row: int, what: DoubtKind, **values: str | int) -> None:
        self.doubts.append(Doubt(row=row, what=what, values=values))

    def _take(self, row: Row) -> None:
        follows_on = row.numbered and int(row.stt.rstrip(".)")) == self._last_stt + 1 > 1
        match self._kinds.kind(row, follows_on=follows_on):
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
                self._take_place(row, places(row.heading_text) or 1)
            case Kind.STRAY if not self._signed:
                self._doubt(row.number, DoubtKind.STRAY_TEXT, text=" ".join(row.filled))

    def _take_total(self, row: Row) -> None:
        stated = total_of(row)
        if stated is not None:
            since = self._totals[-1].read if self._totals else 0
            self._totals.append(_Total(row.number, stated, read=self._people, since=self._people - since))

    def _wrong_totals(self) -> Iterator[Doubt]:
        """A total counts what stands above it, all of it or since the last total, or stands above what it counts."""
        for total in self._totals:
            if total.stated not in (total.read, total.since, self._people):
                values: dict[str, str | int] = {"stated": total.stated, "read": total.read or self._people}
                yield Doubt(row=total.row, what=DoubtKind.TOTAL_MISMATCH, values=values)

    def _take_person(self, row: Row) -> None:
        if self._signed and not row.numbered and not row.has_post:
            return
        if row.numbered:
            self._last_stt = int(row.stt.rstrip(".)"))
        if count := places(row.name):
            self._take_place(row, count)
            return
        if self._is_stray(row):
            self._doubt(row.number, DoubtKind.STRAY_TEXT, text=" ".join(row.filled))
            return
        if self._signed:
            self._signed = False
            self._doubt(row.number, DoubtKind.AFTER_SIGNATURE, name=plain(row.name))
        self._take_people(row)

    def _is_stray(self, row: Row) -> bool:
        """A name that stands alone behind the last numbered one is somebody's who signs."""
        return row.number > self._end_of_numbers and len(set(row.filled)) == 1

    def _take_place(self, row: Row, count: int) -> None:
        self._count(count)
        self._doubt(row.number, DoubtKind.UNNAMED, text=", ".join(dict.fromkeys(row.filled[bool(row.stt) :])))

    def _take_people(self, row: Row) -> None:
        found = people(row.name)
        self._count(len(found))
        if len(found) > 1:
            self._doubt(row.number, DoubtKind.SEVERAL_PEOPLE, text=plain(row.name), count=len(found))
        for person in found:
            self._place(row, entry_of(row, person, self._place_of(), self._areas, self.doubts))
        unread = (column for column, field in enumerate(self._header.fields) if field is None)
        self._unread.update(column for column in unread if column < len(row.cells) and row.cells[column])

    def _count(self, people: int) -> None:
        self._people += people
        self.doubts += self.outline.count(people)

    def _place_of(self) -> Place:
        return Place(area=self.outline.area, unit=self.outline.unit)

    def _place(self, row: Row, entry: Entry) -> None:
        """Puts a person under a category, or among those for whom somebody has to choose."""
        category = self._category(row, entry)
        (self.entries if category else self.unplaced).append(msgspec.structs.replace(entry, category=category))

    def _category(self, row: Row, entry: Entry) -> CategoryId:
        return self._from_cell(row, entry) or self.outline.category or self._from_post(row, entry)

    def _from_cell(self, row: Row, entry: Entry) -> CategoryId:
        text = " ".join(row.of(Field.CATEGORY))
        if not text:
            return CategoryId("")
        match = self._categories.match(text)
        if match.trust is Trust.NONE:
            self._doubt(row.number, DoubtKind.UNKNOWN_CATEGORY, name=entry.name, text=text)
        if match.trust is Trust.LIKELY and text not in self._guessed:
            self._guessed.add(text)
            self._doubt(row.number, DoubtKind.GUESSED_HEADING, heading=text, category=match.category)
        return match.category

    def _from_post(self, row: Row, entry: Entry) -> CategoryId:
        """No category given: title and unit may tell, or the person above in a column that is filled once a group."""
        if len(self._conference.categories) == 1:
            return self._conference.categories[0].id
        if derived := self._categories.derive(f"{entry.title} {entry.unit}"):
            self._doubt(row.number, DoubtKind.DERIVED_CATEGORY, name=entry.name, category=derived)
            return derived
        if self.entries and self._header.columns(Field.CATEGORY) and not row.of(Field.CATEGORY):
            carried = self.entries[-1].category
            self._doubt(row.number, DoubtKind.CARRIED_CATEGORY, name=entry.name, category=carried)
            return carried
        self._doubt(row.number, DoubtKind.NO_CATEGORY, name=entry.name)
        return CategoryId("")


def _repeated(entries: list[Entry]) -> Iterator[Doubt]:
    """Same name and unit as in an earlier row; without a unit, same name, title and category."""
    seen: dict[tuple[str, ...], int] = {}
    for entry in sorted(entries, key=lambda entry: entry.row):
        post = (exact(entry.unit),) if entry.unit else ("", exact(entry.title), entry.category)
        first = seen.setdefault((exact(entry.name), *post), entry.row)
        if first != entry.row:
            values: dict[str, str | int] = {"name": entry.name, "other_row": first}
            yield Doubt(row=entry.row, what=DoubtKind.SAME_PERSON, values=values)


def _letters(column: int) -> str:
    """The letters by which a spreadsheet calls a column, counted from 0."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(_FIRST_LETTER + rest) + letters
    return letters
