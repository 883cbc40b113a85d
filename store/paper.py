"""The paper list for when the power goes: where each delegate signs, and keying back what was signed.

A delegate signs where the number says, whoever has been added or struck off since the sheets were printed: sheets have
a fixed number of lines, and line follows number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from store.clock import written_down
from store.records import CAME, Attendance, DelegateId, Method, Standing, Status, Value
from store.verbs import DESK, Verb

if TYPE_CHECKING:
    from store.state import State
    from store.transaction import Transaction

LINES: Final = 20
"""Lines on a sign-in sheet."""


class SheetLine(NamedTuple):
    """Where a delegate signs, both counted from 1."""

    sheet: int
    line: int


def sheet_line(number: int) -> SheetLine:
    """Where the delegate with this number signs."""
    sheet, line = divmod(number - 1, LINES)
    return SheetLine(sheet + 1, line + 1)


class PaperReading(Value, frozen=True, kw_only=True):
    """A signed list held against the program, both ways."""

    only_on_paper: tuple[DelegateId, ...] = ()
    """Signed, and not yet in."""
    only_here: tuple[DelegateId, ...] = ()
    """In, and not signed; service staff do not sign."""
    agreed: int = 0
    unknown: tuple[int, ...] = ()
    """Numbers nobody has."""


def read_paper(state: State, ranges: Iterable[range]) -> PaperReading:
    """What the numbers signed on paper say that the program does not, and the other way round."""
    signed = {number for numbers in ranges for number in _within(numbers, state.last_number)}
    known = {number: state.delegates[state.numbers[number]] for number in signed if number in state.numbers}
    here = {one.delegate for one in state.attendance.values() if one.status in CAME and one.delegate in state.delegates}
    ids = {one.id for one in known.values()}
    ours = (state.delegates[id] for id in here - ids if state.delegates[id].standing is not Standing.SERVICE)
    return PaperReading(
        only_on_paper=tuple(one.id for _number, one in sorted(known.items()) if one.id not in here),
        only_here=tuple(one.id for one in sorted(ours, key=lambda one: one.number)),
        agreed=len(ids & here),
        unknown=tuple(sorted(signed - known.keys())),
    )


def _within(numbers: range, last: int) -> Iterable[int]:
    """A range as far as numbers were given; beyond that its end alone stands for what nobody has."""
    beyond = [numbers[-1]] if numbers[-1] > last else []
    return [*range(numbers.start, min(numbers.stop, last + 1)), *beyond]


class AdmitFromPaper(Verb[int], frozen=True, kw_only=True):
    """These signed on paper while nothing could be scanned; answers with how many of them were not yet in.

    Whoever is in already keeps the time of the scan.
    """

    roles = DESK
    answers = int

    delegates: tuple[DelegateId, ...]
    signed: dt.datetime
    """When they came, as the paper says."""

    def apply(self, tx: Transaction) -> int:
        told = dict.fromkeys(self.delegates)
        new = [id for id in told if not _came(tx.state.attendance.get(id)) and id in tx.state.delegates]
        for id in new:
            tx.put(
                Attendance(
                    delegate=id,
                    status=Status.PRESENT,
                    arrived=written_down(self.signed),
                    desk=tx.session.desk,
                    method=Method.PAPER,
                )
            )
        return len(new)


def _came(attendance: Attendance | None) -> bool:
    return attendance is not None and attendance.status in CAME
