"""What is left of the day on one page, for whoever chairs: expected times, who waits to speak, what fits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, NamedTuple

from store.agenda import MINUTE_MS
from store.documents.address import Address
from store.documents.script import NOT_THERE, lines_left
from store.documents.sentence import NO_NAME, clock, counted, people
from store.documents.speech_words import about
from store.live_records import Speech
from store.projection import ItemState, Projection, project
from store.projection import Line as Expected
from store.queue_fit import queue_fit
from store.records import Stamp
from store.speakers import in_hall, speaker_of, waiting_list
from store.speech_limits import limit_of
from store.state import State
from store.text import clean

HEADING: Final = "CHƯƠNG TRÌNH CÒN LẠI"
COLUMNS: Final = ("Dự kiến", "Nội dung", "Người thực hiện", "Thời gian")
WAITING: Final = "Danh sách chờ phát biểu"
MOST_WAITING: Final = 24
"""Names that fit below the agenda on one page; how many more there are is said."""


class Programme(NamedTuple):
    """Words in rows, before any layout."""

    title: str
    heading: str
    standing: tuple[str, ...]
    """How late the day is, when it ends, whether everybody gets the floor."""
    items: tuple[tuple[str, str, str, str], ...]
    """When, what, who, how long."""
    waiting: tuple[tuple[str, str, str, str, str], ...]
    """Place, name, title and unit, about what, how long."""
    more: str = ""


def programme(state: State, now: Stamp) -> Programme:
    """As of now."""
    day, address = project(state, now), Address(state.conference)
    waiting = waiting_list(state)
    hidden = len(waiting) - MOST_WAITING
    return Programme(
        title=clean(state.conference.short_title),
        heading=HEADING,
        standing=tuple(_standing(state, day, now)),
        items=tuple(_row(line) for line in lines_left(day)),
        waiting=tuple(_turn(state, address, place, one) for place, one in enumerate(waiting[:MOST_WAITING], 1)),
        more=f"… và {people(hidden)} nữa" if hidden > 0 else "",
    )


# -- how the day stands ------------------------------------------------------------------------------------------------


def _standing(state: State, day: Projection, now: Stamp) -> Iterator[str]:
    conference = state.conference
    yield f"Lúc {clock(now, conference)}: {offset_in_words(day)}. {_end_in_words(day)}".rstrip()
    fit = queue_fit(state, now)
    if fit is not None and fit.waiting:
        yield _fit_in_words(fit.left_ms, fit.waiting, fit.each_ms, len(fit.without_floor))


def offset_in_words(day: Projection) -> str:
    """`chậm 07 phút so với chương trình`"""
    if not day.begun:
        return "chương trình chưa bắt đầu"
    if day.over:
        return "chương trình đã kết thúc"
    minutes = round(abs(day.offset_ms) / MINUTE_MS)
    if not minutes:
        return "đúng chương trình"
    return f"{'chậm' if day.offset_ms > 0 else 'sớm'} {counted(minutes)} phút so với chương trình"


def _end_in_words(day: Projection) -> str:
    if day.expected_end is None or day.over:
        return ""
    planned = f" (theo chương trình {_hour(day.planned_end)})" if _differs(day) else ""
    return f"Dự kiến kết thúc {_hour(day.expected_end)}{planned}."


def _differs(day: Projection) -> bool:
    return _hour(day.expected_end) != _hour(day.planned_end)


def _hour(moment: dt.datetime | None) -> str:
    return f"{moment:%H:%M}" if moment else ""


def _fit_in_words(left_ms: int, waiting: int, each_ms: int, without: int) -> str:
    told = f"Thời gian phát biểu còn {counted(left_ms // MINUTE_MS)} phút cho {people(waiting)} đang chờ"
    if not without:
        return f"{told}: đủ thời gian."
    each = counted(each_ms // MINUTE_MS) if each_ms >= MINUTE_MS else "chưa đầy 01"
    return f"{told}: chưa đủ cho {people(without)} cuối danh sách; nếu chia đều, mỗi đồng chí {each} phút."


# -- rows --------------------------------------------------------------------------------------------------------------


def _row(line: Expected) -> tuple[str, str, str, str]:
    planned = f" (KH {_hour(line.planned_start)})" if _hour(line.start) != _hour(line.planned_start) else ""
    return _hour(line.start) + planned, clean(line.item.title), clean(line.item.responsible), _how_long(line)


def _how_long(line: Expected) -> str:
    if line.state is ItemState.TO_COME:
        return f"{line.allotted_ms // MINUTE_MS}’"
    minutes = -(-abs(line.remaining_ms) // MINUTE_MS)
    standing = "tạm dừng, " if line.state is ItemState.PAUSED else ""
    return f"{standing}{'còn' if line.remaining_ms >= 0 else 'quá'} {minutes}’"


def _turn(state: State, address: Address, place: int, speech: Speech) -> tuple[str, str, str, str, str]:
    who = address.speaker(speaker_of(state, speech))
    absent = NOT_THERE if in_hall(state, speech) is False else ""
    limit = limit_of(state, speech)
    return (
        str(place),
        who.name or NO_NAME,
        " – ".join(filter(None, (who.post, absent))),
        about(speech),
        "" if limit is None else f"{limit // MINUTE_MS}’",
    )
