"""What if: cuts looked at before they are made. The preview and the verb change the same records in the same way."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from store.agenda import MINUTE_MS, item_of, put_run, run_of, skip
from store.clock import epoch_ms
from store.course import Course
from store.errors import Reason, Refused
from store.projection import Projection, project
from store.queue_fit import Fit, queue_fit, spoken_in, still_taken_ms, waiting_ms
from store.records import Role, Session, SessionId, Value
from store.rundown import granted
from store.spans import is_open
from store.speaker_list import change_list
from store.speech_limits import fit_minutes
from store.transaction import Transaction
from store.verbs import MODERATOR, Verb

if TYPE_CHECKING:
    from store.records import Stamp
    from store.state import State


class Replan(Verb[None], frozen=True, kw_only=True):
    """Cuts, all in one commit.

    With a cap on the speeches still to come the item they belong to lasts as long as they need, and no longer.
    """

    roles = MODERATOR
    answers = None

    cap_minutes: int | None = None
    drop: tuple[int, ...] = ()
    """Items to leave out."""
    shorten: tuple[tuple[int, int], ...] = ()
    """Items and the minutes each is to last."""

    def apply(self, tx: Transaction) -> None:
        for item in self.drop:
            skip(tx, item)
        for item, minutes in self.shorten:
            _last(tx, item, fit_minutes(minutes) * MINUTE_MS)
        if self.cap_minutes is not None:
            change_list(tx, replace(tx.state.speaker_list, cap_minutes=fit_minutes(self.cap_minutes)))
            _fit_item(tx)


class Preview(Value, frozen=True, kw_only=True):
    """The day with the cuts, beside the day without them."""

    after: Projection
    fit: Fit | None
    saved_ms: int
    """How much earlier the day ends."""
    late_ms: int
    """How much later than wanted it still ends; never less than nothing."""

    @property
    def meets(self) -> bool:
        """Whether the day ends when it should."""
        return self.late_ms == 0


def preview(state: State, now: Stamp, replan: Replan, wanted_end: dt.datetime | None = None) -> Preview:
    """What the cuts would do; nothing is changed. `wanted_end` is the planned end unless another is given.

    Raises `Refused` as the verb would.
    """
    tx = Transaction(state, _LOOKER, now)
    replan.apply(tx)
    before, after = project(state, now, wanted_end), project(tx.state, now, wanted_end)
    wanted = wanted_end or after.planned_end
    return Preview(
        after=after,
        fit=queue_fit(tx.state, now),
        saved_ms=_between(after.expected_end, before.expected_end),
        late_ms=max(0, _between(wanted, after.expected_end)),
    )


_LOOKER: Final = Session(id=SessionId(0), desk="", role=Role.MODERATOR, host="", pid=0)


def _between(start: dt.datetime | None, end: dt.datetime | None) -> int:
    return epoch_ms(end) - epoch_ms(start) if start and end else 0


def _last(tx: Transaction, id: int, ms: int) -> None:
    """The item lasts so long, the time it has had included."""
    item, run = item_of(tx.state, id), run_of(tx.state, id)
    if run.spans and not is_open(run.spans[-1]):
        raise Refused(Reason.ITEM_OVER)
    put_run(tx, granted(item, run, ms - item.minutes * MINUTE_MS - run.added_ms))


def _fit_item(tx: Transaction) -> None:
    """The item in which people speak lasts until the last of them is through."""
    course = Course(tx.state, tx.at)
    place = spoken_in(course)
    if place is not None:
        needed = still_taken_ms(tx.state, tx.at) + sum(ms for _, ms in waiting_ms(tx.state))
        _last(tx, course.slots[place].item.id, course.elapsed(place) + needed)
