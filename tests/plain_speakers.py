"""What the verbs of the list of speakers should do, said once more in the plainest way: rows, and their order."""

from __future__ import annotations

from typing import Any, Final

from plain_agenda import running, whole_minutes
from plain_day import No, PlainDay, Rules, clean
from plain_times import MINUTE, Row, cut, is_open, ran_ms, stands_still

NOBODY_YET: Final[Row] = {
    **{"delegate": None, "name": "", "title": "", "unit": "", "area": "", "topic": ""},
    **{"minutes": None, "unlimited": False, "paper": False, "answers": None, "on_deck": False, "item": None},
    **{"limit_ms": None, "added_ms": 0, "span": None, "reader": "", "fate": None},
}
USUAL: Final = {
    **{"prepared": "presentation_minutes", "floor": "discussion_minutes"},
    **dict.fromkeys(("reply", "question", "point_of_order"), "reply_minutes"),
}
"""What of the conference says how long each speaks."""
CAPPED: Final = ("prepared", "floor")
WORDS: Final = ("name", "title", "unit")


def speech(day: PlainDay, id: int) -> Row:
    if id not in day.tables["speeches"]:
        raise No("no-such-speech")
    return day.tables["speeches"][id]


def the_list(day: PlainDay) -> Row:
    return day.tables["speaker_lists"].get(1) or {"closed": False, "advice": True, "cap_minutes": None}


def change_list(day: PlainDay, **changes: Any) -> None:
    if the_list(day) != the_list(day) | changes:
        day.write("speaker_lists", 1, the_list(day) | changes)


def usual(day: PlainDay, row: Row) -> int:
    """Minutes, unless something else is said."""
    minutes: int = day.tables["conference"][1][USUAL[row["kind"]]]
    return minutes


def limit(day: PlainDay, row: Row) -> int | None:
    """What it would have if it began now."""
    now = running(day)
    if row["unlimited"] or (now is not None and day.tables["agenda"][now]["kind"] == "directive"):
        return None
    minutes, cap = row["minutes"], the_list(day)["cap_minutes"]
    minutes = usual(day, row) if minutes is None else minutes
    if cap is not None and row["kind"] in CAPPED:
        minutes = min(minutes, cap)
    return whole_minutes(minutes) * MINUTE


def may_take(day: PlainDay, row: Row) -> int:
    """With nobody to limit it, as long as is usual."""
    ms = row["limit_ms"] if row["span"] else limit(day, row)
    return usual(day, row) * MINUTE if ms is None else max(0, ms + row["added_ms"])


def still_wanted_ms(day: PlainDay) -> int:
    """What those who speak and those who wait may still take."""
    speaking = [max(0, may_take(day, row) - ran_ms(row["span"], day.moment.at, day.ms)) for row in on_floor(day)]
    return sum(speaking) + sum(may_take(day, row) for row in waiting(day))


def on_floor(day: PlainDay) -> list[Row]:
    """Whose speech is not over; whoever has the word comes last."""
    there = [row for row in day.tables["speeches"].values() if is_open(row["span"])]
    return sorted(there, key=lambda row: (not stands_still(row["span"]), row["kind"] == "question", row["id"]))


# -- who waits, and in which order ------------------------------------------------------------------------------------


def waits(row: Row) -> bool:
    return row["fate"] is None and row["span"] is None


def _in_line(day: PlainDay) -> list[Row]:
    return sorted(filter(waits, day.tables["speeches"].values()), key=lambda row: (row["position"], row["id"]))


def _rank(row: Row) -> int:
    return {"point_of_order": 0, "reply": 1, "question": 1}.get(row["kind"], 2)


def _above(day: PlainDay, row: Row) -> int | None:
    """What it stands under: what it answers, while that waits too."""
    answered = day.tables["speeches"].get(row["answers"])
    return row["answers"] if answered and waits(answered) else None


def waiting(day: PlainDay, under: int | None = None) -> list[Row]:
    """Everybody, or those under one; whoever stands under somebody comes right behind."""
    here = [row for row in _in_line(day) if _above(day, row) == under]
    here = sorted(here, key=_rank) if under is None else here
    return [row for one in here for row in (one, *waiting(day, one["id"]))]


def _peers(day: PlainDay, row: Row) -> list[Row]:
    group = (_above(day, row), _rank(row))
    return [one for one in waiting(day) if (_above(day, one), _rank(one)) == group]


def waiting_already(day: PlainDay, delegate: int | None, kind: str) -> Row | None:
    """The first place of the same person with the same kind of speech."""
    same = (row for row in _in_line(day) if row["delegate"] == delegate and row["kind"] == kind)
    return next(same, None) if delegate is not None else None


# -- onto the list, and off it ----------------------------------------------------------------------------------------


def put_on_list(day: PlainDay, row: Row) -> Row:
    if the_list(day)["closed"] and day.moment.role == "reception":
        raise No("list-closed")
    there = waiting_already(day, row["delegate"], row["kind"])
    if there:
        return {"speech": there["id"], "already": True}
    add_at_end(day, row)
    return {"speech": row["id"], "already": False}


def add_at_end(day: PlainDay, row: Row) -> None:
    last = max((one["position"] for one in day.tables["speeches"].values()), default=0)
    day.write("speeches", row["id"], row | {"position": last + 1, "queued": day.moment.at})


def _queue_speakers(day: PlainDay, verb: Any) -> list[Row]:
    for id in verb.delegates:
        day.person(id)
    rows = [
        NOBODY_YET | {"id": id, "kind": "floor", "delegate": one}
        for id, one in zip(verb.ids, verb.delegates, strict=True)
    ]
    return [put_on_list(day, row) for row in rows]


def asked_for(day: PlainDay, verb: Any) -> Row:
    words: Row = {"name": clean(verb.name), "title": clean(verb.title), "unit": clean(verb.unit)}
    words["area"] = day.ward(verb.unit)
    if verb.delegate is not None:
        day.person(verb.delegate)
        words = {"delegate": verb.delegate}
    if verb.replies_to is not None:
        speech(day, verb.replies_to)
    return {
        **NOBODY_YET,
        **{"id": verb.id, "kind": verb.kind.value, "topic": clean(verb.topic), "answers": verb.replies_to},
        **{"minutes": None if verb.minutes is None else whole_minutes(verb.minutes)},
        **{"unlimited": verb.unlimited, "paper": verb.paper},
        **words,
    }


def _queue_again(day: PlainDay, verb: Any) -> Row:
    old = speech(day, verb.speech)
    who = {field: old[field] for field in ("delegate", *WORDS, "area", "unlimited")}
    return put_on_list(day, NOBODY_YET | {"id": verb.id, "kind": "floor"} | who)


def _still_waiting(day: PlainDay, id: int) -> Row:
    row = speech(day, id)
    if row["span"]:
        raise No("speech-begun")
    if row["fate"]:
        raise No("speech-over")
    return row


def _move_speech(day: PlainDay, verb: Any) -> None:
    row = _still_waiting(day, verb.speech)
    peers = _peers(day, row)
    place = peers.index(row)
    if verb.to == "top":
        _to_top(day, row)
    far = max(verb.places, 0)
    wanted = {"top": 0, "up": max(0, place - far), "down": min(len(peers) - 1, place + far)}[verb.to]
    if verb.to != "top":
        for at in (*range(place - 1, wanted - 1, -1), *range(place, wanted)):
            _exchange(day, _peers(day, speech(day, verb.speech)), at)
    moved = speech(day, verb.speech)
    assert _peers(day, moved).index(moved) == wanted, "so many places, and past nobody else"


def _exchange(day: PlainDay, peers: list[Row], place: int) -> None:
    """The two take each other's position; no two keep the same one, from the last of the peers to the first."""
    held = [row["position"] for row in peers]
    for at in reversed(range(len(peers) - 1)):
        held[at] = min(held[at], held[at + 1] - 1)
    peers[place], peers[place + 1] = peers[place + 1], peers[place]
    for row, position in zip(peers, held, strict=True):
        day.change("speeches", row["id"], position=position)


def _to_top(day: PlainDay, row: Row) -> None:
    first = _peers(day, row)[0]
    if first is not row:
        day.change("speeches", row["id"], position=first["position"] - 1)


def _put_on_deck(day: PlainDay, verb: Any) -> None:
    _still_waiting(day, verb.speech)
    day.change("speeches", verb.speech, on_deck=verb.ready)
    if verb.ready:
        _to_top(day, speech(day, verb.speech))


def _dismiss(day: PlainDay, verb: Any) -> None:
    row = speech(day, verb.speech)
    if row["fate"] or verb.fate in ("delivered", "read"):
        raise No("speech-over")
    told = {"fate": verb.fate.value, "on_deck": False}
    if is_open(row["span"]) and verb.fate != "absent":
        day.change("speeches", verb.speech, span=cut(row["span"], day.moment.at, day.ms), **told)
    else:
        day.change("speeches", verb.speech, span=None, limit_ms=None, item=None, **told)


def _restore(day: PlainDay, verb: Any) -> None:
    row = speech(day, verb.speech)
    if row["span"]:
        raise No("speech-over")
    if row["fate"] is None:
        raise No("still-on-list")
    day.change("speeches", verb.speech, fate=None)


def _cap(day: PlainDay, verb: Any) -> None:
    change_list(day, cap_minutes=None if verb.minutes is None else whole_minutes(verb.minutes))


RULES: Final[Rules] = {
    "queue_speakers": _queue_speakers,
    "queue_speech": lambda day, verb: put_on_list(day, asked_for(day, verb)),
    "queue_again": _queue_again,
    "move_speech": _move_speech,
    "put_on_deck": _put_on_deck,
    "dismiss": _dismiss,
    "restore": _restore,
    "close_list": lambda day, verb: change_list(day, closed=verb.closed),
    "cap_speeches": _cap,
    "offer_advice": lambda day, verb: change_list(day, advice=verb.offered),
}
