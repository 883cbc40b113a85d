"""Days, hours and spans of time as documents write them out."""

from __future__ import annotations

import datetime as dt
from typing import Final

from store.documents.letterhead import month
from store.documents.sentence import counted
from store.records import Conference

_MINUTE_S: Final = 60


def hour(moment: dt.datetime, conference: Conference) -> str:
    """`08 giờ 05`; the day too, if it is not the conference's."""
    there = moment.astimezone(conference.zone)
    told = f"{there:%H} giờ {there:%M}"
    return told if there.date() == conference.date else f"{told} {day(there.date())}"


def day(date: dt.date) -> str:
    """`ngày 05 tháng 02 năm 2023`"""
    return f"ngày {date.day:02} tháng {month(date)} năm {date.year}"


def lasting(seconds: int) -> str:
    """`17 phút 30 giây`; what is nothing is left out."""
    minutes, rest = divmod(seconds, _MINUTE_S)
    told = (f"{counted(minutes)} phút" if minutes else "", f"{counted(rest)} giây" if rest else "")
    return " ".join(filter(None, told)) or "0 phút"


def stopwatch(seconds: int) -> str:
    """`07:30`, minutes and seconds."""
    minutes, rest = divmod(seconds, _MINUTE_S)
    return f"{minutes:02}:{rest:02}"
