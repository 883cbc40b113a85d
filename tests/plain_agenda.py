"""What the verbs of the agenda should do, said once more in the plainest way: a list of rows, and clocks in minutes."""

from __future__ import annotations

from typing import Any, Final

from plain_day import No, PlainDay, Rules, clean
from plain_times import DAY_MINUTES, MINUTE, Row, is_open


def agenda(day: PlainDay) -> list[Row]:
    """The items in their order."""
    return sorted(day.tables["agenda"].values(), key=lambda row: (row["position"], row["id"]))


def item(day: PlainDay, id: int) -> Row:
    if id not in day.tables["agenda"]:
        raise No("no-such-item")
    return day.tables["agenda"][id]


def run_of(day: PlainDay, id: int) -> Row:
    return day.tables["runs"].get(id) or {"item": id, "spans": [], "added_ms": 0, "skipped": False}


def put_run(day: PlainDay, row: Row) -> None:
    """A row that says nothing is not kept."""
    day.write("runs", row["item"], row if row["spans"] or row["added_ms"] or row["skipped"] else None)


def stretches(day: PlainDay) -> list[tuple[int, int]]:
    """What ran, one after the other: which item, and for the how-manieth time. What is not over comes last."""
    ran = [
        (is_open(span), day.ms(span["started"]), id, place)
        for id, run in day.tables["runs"].items()
        for place, span in enumerate(run["spans"])
    ]
    return [(id, place) for _, _, id, place in sorted(ran)]


def running(day: PlainDay) -> int | None:
    return next((id for id, run in day.tables["runs"].items() if any(map(is_open, run["spans"]))), None)


def to_come(day: PlainDay) -> list[int]:
    """What is behind the item that ran last, has not run, and is not left out."""
    ids = [row["id"] for row in agenda(day)]
    ran = [id for id, _ in stretches(day) if id in ids]
    behind = ids[ids.index(ran[-1]) + 1 :] if ran else ids
    return [id for id in behind if not run_of(day, id)["spans"] and not run_of(day, id)["skipped"]]


def not_begun(day: PlainDay, id: int) -> Row:
    row = item(day, id)
    if run_of(day, id)["spans"]:
        raise No("item-has-run")
    return row


def whole_minutes(minutes: int) -> int:
    """From none to a day's."""
    return min(max(minutes, 0), DAY_MINUTES)


def grant(day: PlainDay, id: int, ms: int) -> None:
    """From now on the item may take so long altogether."""
    row, run = item(day, id), run_of(day, id)
    if run["spans"] and not is_open(run["spans"][-1]):
        raise No("item-over")
    allotted = min(max(ms, 0), DAY_MINUTES * MINUTE)
    put_run(day, run | {"added_ms": allotted - row["minutes"] * MINUTE})


# -- the verbs --------------------------------------------------------------------------------------------------------


def _add_item(day: PlainDay, verb: Any) -> None:
    rows = agenda(day)
    before = item(day, verb.after) if verb.after is not None else rows[-1] if rows else None
    start = before["start"] + before["minutes"] if before else day.plan.opens
    row = {
        "id": verb.id,
        "position": before["position"] + 1 if before else 0,
        "title": clean(verb.title),
        "kind": verb.kind.value,
        "start": _clock(verb.start) if verb.start else start % DAY_MINUTES,
        "minutes": whole_minutes(verb.minutes),
        "responsible": clean(verb.responsible),
        "hard_start": verb.hard_start,
    }
    if before:
        _make_room(day, before)
    day.write("agenda", verb.id, row)
    ids = [one["id"] for one in agenda(day)]
    assert ids.index(verb.id) == (ids.index(before["id"]) + 1 if before else 0), "right behind it"


def _make_room(day: PlainDay, before: Row) -> None:
    """Two stand in one place when one was put in while the other was out, and then came back."""
    rows = agenda(day)
    free = before["position"] + 2
    for row in rows[rows.index(before) + 1 :]:
        if row["position"] < free:
            day.change("agenda", row["id"], position=free)
            free += 1
        else:
            break


def _clock(time: Any) -> int:
    minutes: int = time.hour * 60 + time.minute
    return minutes


def _edit_item(day: PlainDay, verb: Any) -> None:
    item(day, verb.item)
    told = {
        "title": None if verb.title is None else clean(verb.title),
        "kind": verb.kind and verb.kind.value,
        "minutes": None if verb.minutes is None else whole_minutes(verb.minutes),
        "start": None if verb.start is None else _clock(verb.start),
        "responsible": None if verb.responsible is None else clean(verb.responsible),
        "hard_start": verb.hard_start,
    }
    day.change("agenda", verb.item, **{field: value for field, value in told.items() if value is not None})


def _move_item(day: PlainDay, verb: Any) -> None:
    """Those between the old place and the new are planned one after the other, from when the first of them was."""
    row = not_begun(day, verb.item)
    rows = agenda(day)
    old = rows.index(row)
    others = [one for one in rows if one is not row]
    behind_what_ran = max((at for at, one in enumerate(others, 1) if run_of(day, one["id"])["spans"]), default=0)
    new = min(max(old + verb.by, behind_what_ran), len(others))
    first, last = min(old, new), max(old, new)
    clock = rows[first]["start"]
    for at, one in enumerate([*others[:new], row, *others[new:]]):
        is_moved = first <= at <= last and old != new and not run_of(day, one["id"])["spans"]
        start = clock if is_moved and not one["hard_start"] else one["start"]
        day.change("agenda", one["id"], position=at, start=start % DAY_MINUTES)
        clock = start + one["minutes"] if at >= first else clock


def _delete_item(day: PlainDay, verb: Any) -> None:
    not_begun(day, verb.item)
    day.write("agenda", verb.item, None)
    day.write("runs", verb.item, None)


def leave_out(day: PlainDay, id: int, skipped: bool = True) -> None:
    not_begun(day, id)
    put_run(day, run_of(day, id) | {"skipped": skipped})


RULES: Final[Rules] = {
    "add_item": _add_item,
    "edit_item": _edit_item,
    "move_item": _move_item,
    "delete_item": _delete_item,
    "skip_item": lambda day, verb: leave_out(day, verb.item),
    "unskip_item": lambda day, verb: leave_out(day, verb.item, skipped=False),
}
