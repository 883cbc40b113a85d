"""What is typed about a new conference: read as an office writes it, and answered while it is being typed. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

from store import planned_end
from store.plan import Particulars, Plan, adapted, particulars, read_day, read_time
from store.text import clean, shown
from tui import calendar_words
from tui.i18n import N_, _
from tui.verdict import Verdict

LABELS: Final = {
    "title": N_("Full title"),
    "short_title": N_("Short title"),
    "date": N_("Date"),
    "opens": N_("Opens at"),
    "venue": N_("Venue"),
    "organiser": N_("Organiser"),
}
"""What is asked, in the order in which an invitation has it."""


class Mistyped(Exception):
    """Something typed cannot be; the sentence says what to type instead."""


def as_typed(plan: Plan) -> dict[str, str]:
    """What stands in the form to begin with."""
    known = particulars(plan)
    texts = {field: str(getattr(known, field)) for field in LABELS}
    return texts | {"date": calendar_words.written(known.date), "opens": f"{known.opens:%H:%M}"}


def read(values: Mapping[str, str]) -> Particulars:
    """What was meant. Raises `Mistyped`."""
    return Particulars(**{field: _READ.get(field, _text)(field, clean(values[field])) for field in LABELS})


def verdict(values: Mapping[str, str], plan: Plan, today: dt.date) -> Verdict:
    """How the form is understood: the day of the week and the agenda show a slip of the finger."""
    try:
        wanted = read(values)
    except Mistyped as error:
        return Verdict(str(error), right=False)
    changed = adapted(plan, wanted)
    told = _("{day} ({distance}) · agenda {first}–{last}").format(
        day=calendar_words.named(wanted.date),
        distance=calendar_words.how_far(wanted.date, today),
        first=f"{changed.agenda[0].start:%H:%M}",
        last=f"{planned_end(changed.conference, changed.agenda):%H:%M}",
    )
    return Verdict(told if wanted.date >= today else f"! {told}")


def _text(field: str, text: str) -> str:
    if not text:
        raise Mistyped(_("“{field}” is empty").format(field=_(LABELS[field])))
    return text


def _day(_field: str, text: str) -> dt.date:
    try:
        return read_day(text)
    except ValueError as error:
        raise Mistyped(_("“{text}” is no date; write for example 15/9/2026").format(text=shown(text))) from error


def _time(_field: str, text: str) -> dt.time:
    try:
        return read_time(text)
    except ValueError as error:
        raise Mistyped(_("“{text}” is no time; write for example 7h30").format(text=shown(text))) from error


_READ: Final[dict[str, Callable[[str, str], Any]]] = {"date": _day, "opens": _time}
