"""Days as words: which day of the week, and how far off. Pure."""

from __future__ import annotations

import datetime as dt
from typing import Final

from tui.i18n import N_, _, ngettext

_WEEKDAYS: Final = (
    *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday")),
    *(N_("Saturday"), N_("Sunday")),
)


def written(day: dt.date) -> str:
    """`15/09/2026`, as a form shows it and a person types it."""
    return f"{day:%d/%m}/{day.year:04}"


def named(day: dt.date) -> str:
    """`thứ Ba, 15/09/2026`"""
    return _("{weekday}, {day}").format(weekday=_(_WEEKDAYS[day.weekday()]), day=written(day))


def how_far(day: dt.date, today: dt.date) -> str:
    """`hôm nay`, `ngày mai`, `còn 12 ngày`, `đã qua 3 ngày`."""
    days = (day - today).days
    if days in (0, 1):
        return _("tomorrow") if days else _("today")
    if days > 0:
        return ngettext("in {n} day", "in {n} days", days).format(n=days)
    return ngettext("{n} day ago", "{n} days ago", -days).format(n=-days)
