"""The agenda live: what runs, what is next, pausing, granting time, going back, and starts somebody forgot to press.

At most one item runs. A verb says what its window believes to be running, so that two people who press the same key
move the agenda on once.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from store.agenda import LONGEST_MINUTES, MINUTE_MS, item_of, put_run, run_of
from store.clock import Timeline
from store.course import Course, Stretch, running, stretches, trimmed
from store.errors import Reason, Refused
from store.floor import ago, end_open_speeches
from store.live_records import ItemRun, Span
from store.records import AgendaItem, Stamp, Value
from store.spans import begun, ended, is_open, is_paused, paused, resumed
from store.verbs import MODERATOR, Verb

if TYPE_CHECKING:
    from store.state import State
    from store.transaction import Transaction

SECOND_MS: Final = 1000
FORGOTTEN_S: Final = 60
"""So long after the planned start it is asked whether somebody forgot to press."""


class Advance(Value, frozen=True, kw_only=True):
    """What runs after somebody pressed next."""

    item: int | None
    """None when the last item is over."""
    already: bool = False
    """Somebody else had gone on before; nothing was changed."""


class StartItem(Verb[None], frozen=True, kw_only=True):
    """An item begins, now or some seconds ago, and what ran before it is over; also one that had ended is taken up
    again."""

    roles = MODERATOR
    answers = None

    item: int
    ago_s: int = 0

    def apply(self, tx: Transaction) -> None:
        _start(tx, self.item, ago(tx, self.ago_s))


class Next(Verb[Advance], frozen=True, kw_only=True):
    """The next item begins and `current`, which the window sees running, is over; after the last the day is over."""

    roles = MODERATOR
    answers = Advance

    current: int | None
    ago_s: int = 0

    def apply(self, tx: Transaction) -> Advance:
        run = running(tx.state)
        now_running = run.item if run else None
        if now_running != self.current:
            return Advance(item=now_running, already=True)
        upcoming = upcoming_item(tx.state, tx.at)
        if upcoming is not None:
            _start(tx, upcoming.id, ago(tx, self.ago_s))
        elif run is not None:
            _stop(tx, ago(tx, self.ago_s))
        else:
            raise Refused(Reason.NOT_RUNNING)
        return Advance(item=upcoming.id if upcoming else None)


class StopItem(Verb[None], frozen=True, kw_only=True):
    """An item is over, now or some seconds ago, and nothing else begins yet."""

    roles = MODERATOR
    answers = None

    item: int
    ago_s: int = 0

    def apply(self, tx: Transaction) -> None:
        _running_item(tx.state, self.item)
        _stop(tx, ago(tx, self.ago_s))


class PauseItem(Verb[None], frozen=True, kw_only=True):
    """The item's clock stands still."""

    roles = MODERATOR
    answers = None

    item: int

    def apply(self, tx: Transaction) -> None:
        run = _running_item(tx.state, self.item)
        if is_paused(run.spans[-1]):
            raise Refused(Reason.ALREADY_PAUSED)
        put_run(tx, trimmed(run, len(run.spans) - 1, paused(run.spans[-1], tx.at)))


class ResumeItem(Verb[None], frozen=True, kw_only=True):
    """The item's clock goes on."""

    roles = MODERATOR
    answers = None

    item: int

    def apply(self, tx: Transaction) -> None:
        run = _running_item(tx.state, self.item)
        if not is_paused(run.spans[-1]):
            raise Refused(Reason.NOT_PAUSED)
        put_run(tx, trimmed(run, len(run.spans) - 1, resumed(run.spans[-1], tx.at)))


class GrantTime(Verb[None], frozen=True, kw_only=True):
    """An item that is not over gets more time, or less if `seconds` is negative; it cannot get less than none."""

    roles = MODERATOR
    answers = None

    item: int
    seconds: int

    def apply(self, tx: Transaction) -> None:
        item = item_of(tx.state, self.item)
        run = run_of(tx.state, item.id)
        if run.spans and not is_open(run.spans[-1]):
            raise Refused(Reason.ITEM_OVER)
        put_run(tx, granted(item, run, self.seconds * SECOND_MS))


def granted(item: AgendaItem, run: ItemRun, ms: int) -> ItemRun:
    """What became of an item, with so much more time or less."""
    planned = item.minutes * MINUTE_MS
    allotted = min(max(planned + run.added_ms + ms, 0), LONGEST_MINUTES * MINUTE_MS)
    return replace(run, added_ms=allotted - planned)


class GoBack(Verb[Advance], frozen=True, kw_only=True):
    """Next or stop was pressed too early: what ran before runs on as if it had not been.

    Of the first item it means that it has not begun. `current` is what the window sees running.
    """

    roles = MODERATOR
    answers = Advance

    current: int | None

    def apply(self, tx: Transaction) -> Advance:
        run = running(tx.state)
        now_running = run.item if run else None
        if now_running != self.current:
            return Advance(item=now_running, already=True)
        ran = stretches(tx.state, tx.state.timeline(tx.at))
        if not ran:
            raise Refused(Reason.NOT_BEGUN)
        if run is not None:
            _put_span(tx, ran.pop(), None)
        if ran:
            _put_span(tx, ran[-1], replace(ran[-1].span, ended=None))
        return Advance(item=ran[-1].item if ran else None)


class CorrectStart(Verb[None], frozen=True, kw_only=True):
    """The item that runs really began so many seconds ago; what ran before it was over by then."""

    roles = MODERATOR
    answers = None

    item: int
    ago_s: int

    def apply(self, tx: Transaction) -> None:
        _running_item(tx.state, self.item)
        at, timeline = ago(tx, self.ago_s), tx.state.timeline(tx.at)
        ran = stretches(tx.state, timeline)
        latest = ran.pop()
        if ran:
            _end_before(tx, ran[-1], latest, at, timeline)
        # What ran before may be of the same item: it stands in the state anew.
        _put_span(tx, latest, begun(latest.span, at, timeline))


def _end_before(tx: Transaction, earlier: Stretch, latest: Stretch, at: Stamp, timeline: Timeline) -> None:
    """What ran before ends at `at` if it ended with the start of the latest, or would reach beyond it."""
    if timeline.ms(at) < earlier.start:
        raise Refused(Reason.TOO_EARLY)
    end = earlier.span.ended
    if end is not None and (end == latest.span.started or timeline.ms(end) > timeline.ms(at)):
        _put_span(tx, earlier, ended(replace(earlier.span, ended=None), at, timeline))


# -- what is asked --------------------------------------------------------------------------------------------------


class Forgotten(Value, frozen=True, kw_only=True):
    """An item whose start nobody pressed: offered as begun `ago_s` seconds ago, when it was due."""

    item: int
    due: dt.datetime
    ago_s: int


def upcoming_item(state: State, now: Stamp) -> AgendaItem | None:
    """What comes next: the first item behind the latest that is not left out. None when there is none."""
    course = Course(state, now)
    return course.slots[course.to_come[0]].item if course.to_come else None


def forgotten_start(state: State, now: Stamp) -> Forgotten | None:
    """What should have begun by the plan while nothing runs; None if nothing should, or it is another day's plan."""
    if running(state) is not None:
        return None
    course = Course(state, now)
    if not course.to_come:
        return None
    slot = course.slots[course.to_come[0]]
    due = max(slot.start, course.last_end()) if course.begun else slot.start
    ago_s = (course.timeline.now - due) // SECOND_MS
    if not FORGOTTEN_S <= ago_s < _HALF_A_DAY_S:
        return None
    return Forgotten(item=slot.item.id, due=course.timeline.wall(due), ago_s=ago_s)


_HALF_A_DAY_S: Final = 12 * 60 * 60


# -- how it is done -------------------------------------------------------------------------------------------------


def _running_item(state: State, item: int) -> ItemRun:
    run = running(state)
    if run is None or run.item != item:
        raise Refused(Reason.NOT_RUNNING)
    return run


def _start(tx: Transaction, id: int, at: Stamp) -> None:
    item, timeline = item_of(tx.state, id), tx.state.timeline(tx.at)
    run = running(tx.state)
    if run is not None and run.item == id:
        raise Refused(Reason.ALREADY_RUNNING)
    ran = stretches(tx.state, timeline)
    if ran:
        _end_by(tx, ran[-1], at, timeline)
    end_open_speeches(tx, at)
    run = run_of(tx.state, item.id)
    tx.put(replace(run, spans=(*run.spans, Span(started=at)), skipped=False))


def _stop(tx: Transaction, at: Stamp) -> None:
    timeline = tx.state.timeline(tx.at)
    _end_by(tx, stretches(tx.state, timeline)[-1], at, timeline)
    end_open_speeches(tx, at)


def _end_by(tx: Transaction, last: Stretch, at: Stamp, timeline: Timeline) -> None:
    """What ran last is over at `at`, or was before."""
    if at != tx.at and timeline.ms(at) < last.start:
        raise Refused(Reason.TOO_EARLY)
    if last.span.ended is None or timeline.ms(last.span.ended) > timeline.ms(at):
        _put_span(tx, last, ended(last.span, at, timeline))


def _put_span(tx: Transaction, stretch: Stretch, span: Span | None) -> None:
    put_run(tx, trimmed(tx.state.runs[stretch.item], stretch.place, span))
