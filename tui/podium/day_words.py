"""The agenda as words: how late the day is, where each item stands, what F9 does. Pure."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from store import Forgotten, ItemState, Ledger, Line, Projection, State
from store.records import AgendaItem, AgendaKind
from store.text import shown
from tui import present
from tui.i18n import N_, _
from tui.podium import speaker_words
from tui.podium.next_step import Going, Step
from tui.podium.outlook import Outlook
from tui.time_words import MINUTE_MS, in_minutes, signed_minutes, whole_minutes


class Mark(NamedTuple):
    """A glyph and a word."""

    glyph: str
    word: str


_STATES: Final = {
    ItemState.TO_COME: Mark(" ", N_("To come")),
    ItemState.RUNNING: Mark("▶", N_("Now")),
    ItemState.PAUSED: Mark("‖", N_("Paused")),
    ItemState.DONE: Mark("✔", N_("Done")),
    ItemState.SKIPPED: Mark("–", N_("Skipped")),
    ItemState.PASSED_OVER: Mark("·", N_("Passed over")),
}
KINDS: Final = {
    AgendaKind.CEREMONY: N_("Ceremony"),
    AgendaKind.REPORT: N_("Report"),
    AgendaKind.PRESENTATIONS: N_("Presentations"),
    AgendaKind.DISCUSSION: N_("Open discussion"),
    AgendaKind.BREAK: N_("Break"),
    AgendaKind.DIRECTIVE: N_("Speech of a superior"),
    AgendaKind.CLOSING: N_("Conclusion, closing"),
}


def mark(line: Line) -> Mark:
    """Where an item stands."""
    found = _STATES[line.state]
    return found._replace(word=_(found.word))


def title(item: AgendaItem) -> str:
    """What the item is called; without a title, what kind it is."""
    return shown(item.title) or _(KINDS[item.kind])


def item_and_time(item: AgendaItem) -> str:
    """`08:20 Báo cáo đề dẫn`"""
    return f"{item.start:%H:%M} {title(item)}"


def course(projection: Projection) -> str:
    """`Chậm 6 phút – kết thúc 11:21`"""
    end = projection.expected_end
    if end is None:
        return _("No agenda yet")
    if not projection.begun:
        return _("Not begun – planned to end at {time}").format(time=present.minute(end))
    late = present.behind(projection.offset_ms)
    told = _("{late} – ended at {time}") if projection.over else _("{late} – ends at {time}")
    return told.format(late=late[:1].upper() + late[1:], time=present.minute(end))


def is_late(projection: Projection) -> bool:
    """Whether the day is late by a minute or more."""
    return projection.begun and projection.offset_ms >= MINUTE_MS


def from_to(start: dt.datetime, end: dt.datetime) -> str:
    """`08:20–08:40`"""
    return f"{present.minute(start)}–{present.minute(end)}"


def tail(line: Line) -> str:
    """What matters about an item, in a narrow column: what is left, how much too long, how late."""
    match line.state:
        case ItemState.RUNNING | ItemState.PAUSED if not is_timed(line.item):
            return ""
        case ItemState.RUNNING | ItemState.PAUSED:
            minutes = whole_minutes(abs(line.remaining_ms))
            return _("{n}′ left").format(n=minutes) if line.remaining_ms >= 0 else _("{n}′ over").format(n=minutes)
        case ItemState.DONE:
            return signed_minutes(line.overrun_ms) if is_timed(line.item) else ""
        case ItemState.TO_COME:
            return _apart(line.late_ms)
    return ""


def _apart(ms: int) -> str:
    """As many minutes as lie between two times that are shown without seconds."""
    minutes = ms // MINUTE_MS
    return (f"+{minutes}′" if minutes > 0 else f"−{-minutes}′") if minutes else ""


def is_timed(item: AgendaItem) -> bool:
    """Whether a clock presses this item: a superior's speech is pressed by none."""
    return item.kind is not AgendaKind.DIRECTIVE


def details(line: Line) -> list[str]:
    """All about an item, in a few lines."""
    return [
        " · ".join(filter(None, (title(line.item), shown(line.item.responsible)))),
        " · ".join(filter(None, (_planned(line), _happened(line)))),
        " · ".join(filter(None, (_latest(line), _granted(line), _overrun(line)))),
    ]


def _planned(line: Line) -> str:
    planned = _("planned {times}").format(times=from_to(line.planned_start, line.planned_end))
    return planned + (" " + _("fixed") if line.item.hard_start else "")


def _happened(line: Line) -> str:
    times = from_to(line.start, line.end)
    match line.state:
        case ItemState.DONE:
            return _("was {times}").format(times=times)
        case ItemState.SKIPPED | ItemState.PASSED_OVER:
            return mark(line).word.lower()
    return _("expected {times}").format(times=times)


def _latest(line: Line) -> str:
    return _("to begin by {time}").format(time=present.minute(line.latest_start)) if line.latest_start else ""


def _granted(line: Line) -> str:
    return _("time given {minutes}").format(minutes=given) if (given := signed_minutes(line.granted_ms)) else ""


def _overrun(line: Line) -> str:
    if not is_timed(line.item) or not whole_minutes(line.overrun_ms):
        return ""
    return _("{time} too long").format(time=in_minutes(line.overrun_ms))


_CAUSES: Final = {
    "late_start": N_("Begun late"),
    "pauses": N_("Pauses"),
    "granted": N_("Time given or cut"),
    "overtime": N_("Overtime"),
    "changeover": N_("Between items"),
    "inserted": N_("Items added"),
    "early_finish": N_("Ended early"),
    "skipped": N_("Items skipped"),
    "gaps": N_("Planned gaps used up"),
}


def causes(ledger: Ledger) -> list[tuple[str, int]]:
    """What made the day late or early, and by how many minutes each; what did nothing is left out."""
    spent = ((cause, whole_minutes(getattr(ledger, field))) for field, cause in _CAUSES.items())
    return [(_(cause), minutes) for cause, minutes in spent if minutes]


# -- what is next ------------------------------------------------------------------------------------------------------


def step(step: Step, outlook: Outlook) -> str:
    """What F9 does, as it stands beside the key."""
    state = outlook.state
    speech = state.speeches.get(step.to) if step.to is not None else None
    item = state.agenda.get(step.to) if step.to is not None else None
    match step.going:
        case Going.SPEAKER if speech is not None:
            return _("Call {person}").format(person=speaker_words.who_and_where(state, speech))
        case Going.BACK if speech is not None:
            return _("Back to {person}").format(person=speaker_words.who_and_where(state, speech))
        case Going.ITEM if item is not None:
            told = _("On to {item}") if outlook.projection.begun else _("Begin: {item}")
            return told.format(item=item_and_time(item))
        case Going.FORGOTTEN if outlook.forgotten is not None:
            return _("Begin as of {time}: {item}").format(
                time=present.minute(outlook.forgotten.due), item=title(state.agenda[outlook.forgotten.item])
            )
        case Going.END:
            return _("End the conference")
    return _("Nothing more to come") if outlook.projection.over else _("F7 adds an item or a speaker")


def forgotten(found: Forgotten, state: State) -> str:
    """`08:20 Báo cáo đề dẫn chưa bấm bắt đầu`"""
    return _("{time} {item}: start not pressed yet").format(
        time=present.minute(found.due), item=title(state.agenda[found.item])
    )


def now_running(outlook: Outlook) -> str:
    """`Đang diễn ra: Thảo luận – còn 22 phút`, or where the day is between items."""
    projection = outlook.projection
    line = projection.line(projection.current)
    if line is None:
        if projection.over:
            return _("The conference is over")
        return _("Between two items") if projection.begun else _("Not begun yet")
    left = tail(line)
    return f"{title(line.item)} – {left}" if left else title(line.item)
