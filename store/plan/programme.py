"""The programme of a plan: its agenda, how long people speak, and who presents what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

from store.live_records import Speech, SpeechKind
from store.plan.table import PlanReason, Table
from store.records import AgendaItem, AgendaKind, Conference, SpeakingTimes
from store.speaker_list import area_of_unit

LONGEST_ITEM: Final = 12 * 60
"""Minutes an agenda item or a speech may take."""

_DAY: Final = 24 * 60


def agenda(root: Table, mint: Callable[[], int]) -> tuple[AgendaItem, ...]:
    """The items in order; each begins when the one before is over, or later."""
    items: list[AgendaItem] = []
    for position, table in enumerate(root.tables("agenda", needed=True)):
        item = _item(table, position, mint)
        if items:
            _follows(table, items[-1], item)
        items.append(item)
    return tuple(items)


def _item(table: Table, position: int, mint: Callable[[], int]) -> AgendaItem:
    table.knows("start", "minutes", "title", "kind", "responsible", "hard_start")
    return AgendaItem(
        id=mint(),
        position=position,
        title=table.text("title"),
        kind=AgendaKind(table.choice("kind", [kind.value for kind in AgendaKind])),
        start=table.time("start"),
        minutes=table.number("minutes", 0, LONGEST_ITEM),
        responsible=table.text("responsible", default=""),
        hard_start=table.flag("hard_start"),
    )


def _follows(table: Table, previous: AgendaItem, item: AgendaItem) -> None:
    """Refuses a start before the item before is over. Half a day back is half a day ahead, after midnight."""
    end = _minute(previous.start) + previous.minutes
    if _minutes_between(end, _minute(item.start)) < 0:
        backwards = _minutes_between(_minute(previous.start), _minute(item.start)) < 0
        reason = PlanReason.BACKWARDS if backwards else PlanReason.OVERLAP
        free = f"{end // 60 % 24:02}:{end % 60:02}"
        raise table.misfit(reason, "start", start=f"{item.start:%H:%M}", previous=previous.title, free=free)


def _minutes_between(first: int, second: int) -> int:
    return (second - first + _DAY // 2) % _DAY - _DAY // 2


def _minute(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def speaking(root: Table) -> SpeakingTimes:
    """How long people speak, as far as the plan says."""
    usual = SpeakingTimes()
    if not root.has("speaking"):
        return usual
    table = root.table("speaking")
    table.knows(*usual.__struct_fields__)
    return SpeakingTimes(
        **{
            field: table.number(field, 0, LONGEST_ITEM, default=getattr(usual, field))
            for field in usual.__struct_fields__
        }
    )


def presentations(root: Table, conference: Conference, mint: Callable[[], int]) -> tuple[Speech, ...]:
    """The prepared presentations, in order."""
    tables = root.tables("presentations")
    return tuple(_presentation(table, place, conference, mint) for place, table in enumerate(tables, 1))


def _presentation(table: Table, place: int, conference: Conference, mint: Callable[[], int]) -> Speech:
    table.knows("speaker", "title", "unit", "topic", "minutes", "paper", "unlimited")
    unit = table.text("unit", default="")
    return Speech(
        id=mint(),
        kind=SpeechKind.PREPARED,
        position=place,
        name=table.text("speaker", default=""),
        title=table.text("title", default=""),
        unit=unit,
        area=area_of_unit(conference, unit),
        topic=table.text("topic"),
        minutes=table.number("minutes", 1, LONGEST_ITEM) if table.has("minutes") else None,
        unlimited=table.flag("unlimited"),
        paper=table.flag("paper"),
    )
