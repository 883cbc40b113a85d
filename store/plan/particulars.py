"""What differs from one conference to the next even where the plan is the same: when, where, by whom, and its name."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import asdict, replace

from store.plan.plan_file import Plan
from store.records import Value


class Particulars(Value, frozen=True, kw_only=True):
    """As on the invitation."""

    title: str
    short_title: str
    date: dt.date
    opens: dt.time
    venue: str
    organiser: str


def particulars(plan: Plan) -> Particulars:
    """As the plan has them."""
    conference = plan.conference
    fields = {field: getattr(conference, field) for field in Particulars.__struct_fields__ if field != "organiser"}
    return Particulars(organiser=conference.organiser.name, **fields)


def adapted(plan: Plan, wanted: Particulars) -> Plan:
    """The plan with these; when the opening moves, the whole agenda moves along with it."""
    told = asdict(wanted)
    organiser = replace(plan.conference.organiser, name=told.pop("organiser"))
    by = _on_some_day(wanted.opens) - _on_some_day(plan.conference.opens)
    agenda = tuple(replace(item, start=(_on_some_day(item.start) + by).time()) for item in plan.agenda)
    return replace(plan, conference=replace(plan.conference, organiser=organiser, **told), agenda=agenda)


def _on_some_day(time: dt.time) -> dt.datetime:
    """A day in the middle of the calendar: an agenda may go on after midnight."""
    return dt.datetime.combine(dt.date(2000, 1, 1), time)
