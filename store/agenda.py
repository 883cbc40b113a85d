"""The agenda as planned: its items in their order, when each is due, and how the plan is changed.

What became of an item on the day is in `rundown.py`; nothing here touches it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from msgspec.structs import replace

from store.clock import epoch_ms
from store.errors import Reason, Refused
from store.live_records import ItemRun
from store.records import AgendaItem, AgendaKind, Conference
from store.text import clean
from store.verbs import MODERATOR, Verb

if TYPE_CHECKING:
    from store.state import State
    from store.transaction import Transaction

MINUTE_MS: Final = 60_000
DAY_MS: Final = 24 * 60 * MINUTE_MS
LONGEST_MINUTES: Final = 24 * 60
"""No item and no speech is longer than a day."""


class Slot(NamedTuple):
    """An item and when it is planned, in milliseconds since 1970."""

    item: AgendaItem
    start: int
    end: int


def in_order(state: State) -> list[AgendaItem]:
    """The items one after the other."""
    return sorted(state.agenda.values(), key=lambda item: (item.position, item.id))


def slots(conference: Conference, items: Iterable[AgendaItem]) -> list[Slot]:
    """When the items of an agenda in order are planned.

    A start that is far earlier on the clock than the end of the item before is after midnight: of all days that one is
    meant that brings the two nearest.
    """
    laid: list[Slot] = []
    for item in items:
        due = epoch_ms(dt.datetime.combine(conference.date, item.start, conference.zone))
        if laid:
            due += round_days(laid[-1].end - due)
        laid.append(Slot(item, due, due + item.minutes * MINUTE_MS))
    return laid


def round_days(ms: int) -> int:
    """The whole days nearest to a span of time."""
    return (ms + DAY_MS // 2) // DAY_MS * DAY_MS


def planned_end(conference: Conference, items: Iterable[AgendaItem]) -> dt.datetime | None:
    """When the last item ends by the plan; None without an agenda."""
    laid = slots(conference, sorted(items, key=lambda item: (item.position, item.id)))
    return dt.datetime.fromtimestamp(laid[-1].end / 1000, conference.zone) if laid else None


def item_of(state: State, id: int) -> AgendaItem:
    """Raises `Refused` if there is none."""
    item = state.agenda.get(id)
    if item is None:
        raise Refused(Reason.NO_SUCH_ITEM)
    return item


def run_of(state: State, item: int) -> ItemRun:
    """What became of an item so far."""
    return state.runs.get(item) or ItemRun(item=item)


def put_run(tx: Transaction, run: ItemRun) -> None:
    """What became of an item; nothing at all leaves no record."""
    if run != ItemRun(item=run.item):
        tx.put(run)
    elif run.item in tx.state.runs:
        tx.remove(ItemRun.table, run.item)


class AddItem(Verb[None], frozen=True, kw_only=True):
    """Something more on the agenda, behind `after` or at the very end; it begins when that ends if no start is
    given."""

    roles = MODERATOR
    answers = None

    id: int
    title: str
    kind: AgendaKind
    minutes: int
    start: dt.time | None = None
    responsible: str = ""
    hard_start: bool = False
    after: int | None = None

    def apply(self, tx: Transaction) -> None:
        before = item_of(tx.state, self.after) if self.after is not None else _last(tx.state)
        if before:
            _make_room(tx, before)
        tx.put(
            AgendaItem(
                id=self.id,
                position=before.position + 1 if before else 0,
                title=clean(self.title),
                kind=self.kind,
                start=self.start or (clock_after(before, before.minutes) if before else tx.state.conference.opens),
                minutes=_minutes(self.minutes),
                responsible=clean(self.responsible),
                hard_start=self.hard_start,
            )
        )


class EditItem(Verb[None], frozen=True, kw_only=True):
    """The plan of an item, changed; None leaves as it is."""

    roles = MODERATOR
    answers = None

    item: int
    title: str | None = None
    kind: AgendaKind | None = None
    minutes: int | None = None
    start: dt.time | None = None
    responsible: str | None = None
    hard_start: bool | None = None

    def apply(self, tx: Transaction) -> None:
        item = item_of(tx.state, self.item)
        told = {field: getattr(self, field) for field in self.__struct_fields__ if field != "item"}
        changes = {field: _MADE_FIT.get(field, _as_told)(value) for field, value in told.items() if value is not None}
        tx.put(replace(item, **changes))


class MoveItem(Verb[None], frozen=True, kw_only=True):
    """An item moved so many places down, or up if `by` is negative, but not before what has begun.

    What it changes places with keeps the time in which all of them are planned, one after the other.
    """

    roles = MODERATOR
    answers = None

    item: int
    by: int

    def apply(self, tx: Transaction) -> None:
        item = to_come(tx.state, self.item)
        before = in_order(tx.state)
        after = [one for one in before if one.id != item.id]
        lowest = max((place for place, one in enumerate(after, 1) if has_begun(tx.state, one.id)), default=0)
        place = before.index(item)
        after.insert(min(max(place + self.by, lowest), len(after)), item)
        for one, old in zip(_relaid(tx.state, before, after), after, strict=True):
            if one != old:
                tx.put(one)


def _relaid(state: State, before: list[AgendaItem], after: list[AgendaItem]) -> list[AgendaItem]:
    """The items with the places of their new order; those that changed place are planned end to end."""
    new: list[AgendaItem] = []
    for index, (old, one) in enumerate(zip(before, after, strict=True)):
        if old.id == one.id or has_begun(state, one.id):
            new.append(replace(one, position=index))
        elif new and (new[-1].id != before[index - 1].id or has_begun(state, old.id)):
            new.append(_at(one, index, clock_after(new[-1], new[-1].minutes)))
        else:
            new.append(_at(one, index, old.start))
    return new


def _at(item: AgendaItem, position: int, start: dt.time) -> AgendaItem:
    return replace(item, position=position, start=item.start if item.hard_start else start)


class DeleteItem(Verb[None], frozen=True, kw_only=True):
    """An item that was planned and will not be, as if it had never been."""

    roles = MODERATOR
    answers = None

    item: int

    def apply(self, tx: Transaction) -> None:
        item = to_come(tx.state, self.item)
        if any(one.item == item.id for one in tx.state.proposals.values()):
            raise Refused(Reason.HAS_PROPOSALS)
        tx.remove(AgendaItem.table, item.id)
        put_run(tx, ItemRun(item=item.id))


class SkipItem(Verb[None], frozen=True, kw_only=True):
    """An item is left out on the day; the plan keeps it."""

    roles = MODERATOR
    answers = None

    item: int

    def apply(self, tx: Transaction) -> None:
        skip(tx, self.item)


class UnskipItem(Verb[None], frozen=True, kw_only=True):
    """An item that was to be left out takes place after all."""

    roles = MODERATOR
    answers = None

    item: int

    def apply(self, tx: Transaction) -> None:
        run = run_of(tx.state, to_come(tx.state, self.item).id)
        put_run(tx, replace(run, skipped=False))


def skip(tx: Transaction, item: int) -> None:
    """Leaves an item out."""
    run = run_of(tx.state, to_come(tx.state, item).id)
    put_run(tx, replace(run, skipped=True))


def to_come(state: State, id: int) -> AgendaItem:
    """An item that has not begun. Raises `Refused`."""
    item = item_of(state, id)
    if has_begun(state, id):
        raise Refused(Reason.ITEM_HAS_RUN)
    return item


def has_begun(state: State, item: int) -> bool:
    """Whether an item runs or has run."""
    return bool(run_of(state, item).spans)


def _minutes(minutes: int) -> int:
    return min(max(minutes, 0), LONGEST_MINUTES)


def _as_told(value: Any) -> Any:
    return value


_MADE_FIT: Final[dict[str, Callable[[Any], Any]]] = {"title": clean, "responsible": clean, "minutes": _minutes}


def clock_after(item: AgendaItem, minutes: int) -> dt.time:
    """What the clock shows so many minutes after an item's start."""
    return (dt.datetime.combine(dt.date.min, item.start) + dt.timedelta(minutes=minutes)).time()


def _last(state: State) -> AgendaItem | None:
    return max(state.agenda.values(), key=lambda item: (item.position, item.id), default=None)


def _make_room(tx: Transaction, behind: AgendaItem) -> None:
    """Whoever comes behind stands two places on at least, and the next behind them, as far as there is no gap."""
    free = behind.position + 2
    items = in_order(tx.state)
    for item in items[items.index(behind) + 1 :]:
        if item.position >= free:
            return
        tx.put(replace(item, position=free))
        free += 1
