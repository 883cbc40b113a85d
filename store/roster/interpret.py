"""From a book of text to a reading: which sheet is the roster, what it was written in, who is on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from store.progress import Progress, unwatched
from store.records import Conference
from store.roster.columns import HIGHEST_HEADER, Header, find_header
from store.roster.grid import Book, Sheet
from store.roster.legacy import Converted, converted
from store.roster.reading import Doubt, DoubtKind, RosterReading, Sample
from store.roster.refusal import NoRoster, NotReadable
from store.roster.samples import samples_of
from store.roster.walk import Walk

_TELLINGS = 50
"""How often the reading of a sheet tells how far it is."""


def interpret(
    book: Book,
    conference: Conference,
    file: str,
    sheet: str | None = None,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress = unwatched,
) -> RosterReading:
    """The roster in a book: the named sheet, or the first visible one with a header.

    Raises `NotReadable`; when `cancelled` (asked with every call of `progress`) says so, too.
    """
    sheets = [converted(candidate) for candidate in _eligible(book, sheet)]
    listed = [(candidate, find_header(candidate.sheet)) for candidate in sheets]
    rosters = [(candidate, header) for candidate, header in listed if header]
    if not rosters:
        raise NotReadable(NoRoster.NO_HEADER, highest_row=HIGHEST_HEADER)
    chosen, header = rosters[0]
    walk = Walk(chosen.sheet, header, conference)
    walk.run(_Pace(len(chosen.sheet.rows), cancelled, progress).at)
    if not walk.entries and not walk.unplaced:
        raise NotReadable(NoRoster.NO_PEOPLE, header_row=header.top + 1)
    samples = samples_of(chosen, header)
    doubts = [*_of_file(rosters[1:], samples), *sorted(walk.all_doubts(), key=lambda doubt: doubt.row)]
    return RosterReading(
        file=file,
        sheet=chosen.sheet.name,
        encoding=chosen.encoding if chosen.columns else book.encoding,
        header_row=header.top + 1,
        entries=tuple(walk.entries),
        unplaced=tuple(walk.unplaced),
        groups=walk.outline.groups(),
        left_out_columns=walk.left_out_columns(),
        samples=samples,
        doubts=tuple(doubts),
    )


def _eligible(book: Book, name: str | None) -> list[Sheet]:
    if name is None:
        return [sheet for sheet in book.sheets if not sheet.hidden]
    named = [sheet for sheet in book.sheets if sheet.name == name]
    if not named:
        raise NotReadable(NoRoster.NO_SUCH_SHEET, sheet=name, sheets=", ".join(sheet.name for sheet in book.sheets))
    return named


def _of_file(others: list[tuple[Converted, Header]], samples: tuple[Sample, ...]) -> Iterator[Doubt]:
    """Doubts about more than a row: sheets that were not read, and one for each converted column."""
    for other, _ in others:
        yield Doubt(row=0, what=DoubtKind.OTHER_SHEET, values={"sheet": other.sheet.name})
    first = {sample.column: sample for sample in reversed(samples)}
    for sample in reversed(first.values()):
        yield Doubt(row=0, what=DoubtKind.CONVERTED_COLUMN, values=msgspec.structs.asdict(sample))


class _Pace:
    """Tells how far the rows have come, and stops when nobody wants them any more."""

    def __init__(self, total: int, cancelled: Callable[[], bool], progress: Progress) -> None:
        self._total = total
        self._cancelled = cancelled
        self._progress = progress
        self._step = 1 + total // _TELLINGS

    def at(self, row: int) -> None:
        """A row of the file, counted from 1. Raises `NotReadable`."""
        if row % self._step == 0 or row == self._total:
            if self._cancelled():
                raise NotReadable(NoRoster.CANCELLED)
            self._progress(row, self._total)
