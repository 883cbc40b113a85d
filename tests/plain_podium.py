"""What everything else a moderator does should do, said once more in the plainest way; and every rule of the podium in
one table.

This is half of the model the store is held against (`test_model.py`); the other half is what happens at the door
(`plain_day.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import plain_agenda
import plain_floor
import plain_rundown
import plain_speakers
from plain_agenda import grant, leave_out, run_of, running, to_come, whole_minutes
from plain_day import CAME, No, PlainDay, Rules, clean
from plain_floor import through
from plain_rundown import put_span
from plain_speakers import NOBODY_YET, add_at_end, change_list, on_floor, still_wanted_ms, waits
from plain_times import MINUTE, At, Row, at_of, cut, ran_ms, without

SPOKEN_IN: Final = ("presentations", "discussion")

# -- cuts -------------------------------------------------------------------------------------------------------------


def _replan(day: PlainDay, verb: Any) -> None:
    for id in verb.drop:
        leave_out(day, id)
    for id, minutes in verb.shorten:
        grant(day, id, whole_minutes(minutes) * MINUTE)
    if verb.cap_minutes is not None:
        change_list(day, cap_minutes=whole_minutes(verb.cap_minutes))
        _until_all_have_spoken(day)


def _until_all_have_spoken(day: PlainDay) -> None:
    """The item that runs, or else the next, in which people speak lasts as long as they need."""
    now = running(day)
    coming = [*([] if now is None else [now]), *to_come(day)]
    for id in [id for id in coming if day.tables["agenda"][id]["kind"] in SPOKEN_IN][:1]:
        had = sum(ran_ms(span, day.moment.at, day.ms) for span in run_of(day, id)["spans"])
        grant(day, id, had + still_wanted_ms(day))


# -- a time in which no window was open -------------------------------------------------------------------------------


def _recover(day: PlainDay, verb: Any) -> bool:
    since, until = at_of(verb.since), at_of(verb.until)
    if any(row["since"] == since for row in day.tables["recoveries"].values()):
        return False
    if verb.choice != "ran_on":
        _count_gap(day, _by_now(day, since), _by_now(day, until), stopped=verb.choice == "stopped")
    id = max(day.tables["recoveries"], default=0) + 1
    day.write("recoveries", id, {"id": id, "since": since, "until": until, "choice": verb.choice.value})
    return True


def _by_now(day: PlainDay, at: At) -> At:
    """The same moment told from now; none is later than now."""
    return day.moment.at.earlier(max(0, day.ms(day.moment.at) - day.ms(at)))


def _count_gap(day: PlainDay, since: At, until: At, *, stopped: bool) -> None:
    def counted(span: Row) -> Row:
        return cut(span, since, day.ms) if stopped else without(span, since, until, day.ms)

    for id, run in list(day.tables["runs"].items()):
        for place, span in enumerate(run["spans"]):
            if _ran_through(day, span, since, until):
                put_span(day, (id, place), counted(span))
    for row in list(day.tables["speeches"].values()):
        if row["span"] and _ran_through(day, row["span"], since, until):
            if stopped:
                through(day, row, since)
            else:
                day.change("speeches", row["id"], span=counted(row["span"]))


def _ran_through(day: PlainDay, span: Row, since: At, until: At) -> bool:
    def covers(one: Row) -> bool:
        ends_later = one["ended"] is None or day.ms(one["ended"]) >= day.ms(until)
        return day.ms(one["started"]) <= day.ms(since) and ends_later

    return covers(span) and not any(map(covers, span["pauses"]))


# -- what the hall sees -----------------------------------------------------------------------------------------------


def _show(field: str, told: Callable[[PlainDay, Any], Any]) -> Callable[[PlainDay, Any], None]:
    def rule(day: PlainDay, verb: Any) -> None:
        shown = day.tables["hall_displays"].get(1) or {"view": "day", "message": None, "counts": False}
        day.write("hall_displays", 1, shown | {field: told(day, verb)})

    return rule


def _message(day: PlainDay, verb: Any) -> Row | None:
    text, there = clean(verb.text)[:120], on_floor(day)
    speaker = there[-1]["id"] if there and verb.to_speaker else None
    return {"text": text, "sent": day.moment.at, "seconds": verb.seconds, "speech": speaker} if text else None


def _introduce_late(day: PlainDay, verb: Any) -> None:
    if not day.tables["openings"]:
        raise No("not-opened")
    told = day.tables["openings"][1]["introduced"]
    new = [id for id in dict.fromkeys(verb.delegates) if day.person(id) and id not in told]
    day.change("openings", 1, introduced=[*told, *new])


# -- a list of papers -------------------------------------------------------------------------------------------------


def _import_speeches(day: PlainDay, verb: Any) -> Row:
    papers = [row for row in day.tables["speeches"].values() if row["kind"] == "prepared"]
    left = sorted(papers, key=lambda row: (row["position"], row["id"]))
    counts = {"added": 0, "corrected": 0, "unchanged": 0}
    for id, entry in zip(verb.ids, verb.entries, strict=True):
        told = {**_who(day, entry), "topic": clean(entry.topic), "minutes": entry.minutes, "paper": entry.paper}
        row = _meant(day, left, entry, told["delegate"])
        left = [one for one in left if one is not row]
        counts[_take(day, id, told, row)] += 1
    return counts | {"unlisted": sum(map(waits, left))}


def _take(day: PlainDay, id: int, told: Row, row: Row | None) -> str:
    if row is None:
        add_at_end(day, NOBODY_YET | told | {"id": id, "kind": "prepared"})
        return "added"
    told |= {field: told[field] or row[field] for field in ("minutes", "paper")}
    if not waits(row) or row == row | told:
        return "unchanged"
    day.change("speeches", row["id"], **told)
    return "corrected"


def _who(day: PlainDay, entry: Any) -> Row:
    """The only delegate of that name, or the only one of that name from there."""
    people = day.tables["delegates"].items()
    named = [id for id, one in people if entry.name and _alike(one["name"], entry.name)]
    area = day.ward(entry.unit)
    near = [id for id in named if _is_from(day.tables["delegates"][id], entry.unit, area)]
    found = named if len(named) == 1 else near
    if len(found) == 1:
        return {"delegate": found[0], "name": "", "title": "", "unit": "", "area": ""}
    words = {"name": clean(entry.name), "title": clean(entry.title), "unit": clean(entry.unit)}
    return {"delegate": None, "area": area, **words}


def _is_from(person: Row, unit: str, area: str) -> bool:
    return (area != "" and person["area"] == area) or _alike(person["unit"], unit)


def _meant(day: PlainDay, papers: list[Row], entry: Any, delegate: int | None) -> Row | None:
    """The same speaker with the same topic, else the same speaker from there, else the same topic from there. Who is a
    delegate is known wherever they are said to be from."""
    named = [row for row in papers if entry.name and _alike(_speaker(day, row)[0], entry.name)]
    about = [row for row in papers if entry.topic and _alike(row["topic"], entry.topic)]
    there = [row for row in papers if entry.unit and _alike(_speaker(day, row)[1], entry.unit)]
    for found in (
        [row for row in named if row in about],
        [row for row in named if not entry.unit or row in there or (delegate and row["delegate"] == delegate)],
        [row for row in about if row in there],
    ):
        if found:
            return found[0]
    return None


def _speaker(day: PlainDay, row: Row) -> tuple[str, str]:
    """Who speaks and from where: a substitute for a delegate who sent one; else as was taken down, or the only
    delegate who is called so."""
    people = day.tables["delegates"]
    namesakes = [id for id, one in people.items() if row["name"] and one["name"] == row["name"]]
    id = namesakes[0] if row["delegate"] is None and len(namesakes) == 1 else row["delegate"]
    if id not in people:
        return row["name"], row["unit"]
    there = day.tables["attendance"].get(id)
    stand_in = there["substitute"] if there and there["status"] in CAME else None
    return stand_in["name"] if stand_in else people[id]["name"], people[id]["unit"] or row["unit"]


def _alike(one: str, other: str) -> bool:
    return clean(one).casefold() == clean(other).casefold()


RULES: Final[Rules] = {
    **plain_agenda.RULES,
    **plain_rundown.RULES,
    **plain_speakers.RULES,
    **plain_floor.RULES,
    "replan": _replan,
    "recover": _recover,
    "show_in_hall": _show("view", lambda _day, verb: verb.view.value),
    "tell_hall": _show("message", _message),
    "count_in_hall": _show("counts", lambda _day, verb: verb.shown),
    "introduce_late": _introduce_late,
    "import_speeches": _import_speeches,
}
