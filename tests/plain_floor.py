"""What the verbs of the podium should do, said once more in the plainest way: one word at a time, and what was said
put right."""

from __future__ import annotations

from typing import Any, Final

from plain_agenda import running, whole_minutes
from plain_day import No, PlainDay, Rules, clean
from plain_speakers import (
    WORDS,
    asked_for,
    limit,
    on_floor,
    speech,
    waiting,
    waiting_already,
)
from plain_times import (
    DAY_MINUTES,
    MINUTE,
    At,
    Row,
    begun,
    cut,
    is_open,
    paused,
    resumed,
    since,
    stands_still,
    taken_up,
    whole_ms,
)


def ago(day: PlainDay, seconds: int) -> At:
    if seconds < 0:
        raise No("in-the-future")
    return day.moment.at.earlier(seconds * 1000)


# -- who gets the floor, and who loses it -----------------------------------------------------------------------------


def through(day: PlainDay, row: Row, at: At) -> None:
    fate = row["fate"] or ("read" if row["reader"] else "delivered")
    day.change("speeches", row["id"], span=cut(row["span"], at, day.ms), fate=fate)


def all_are_through(day: PlainDay, at: At) -> None:
    """Whoever had begun by then."""
    for row in on_floor(day):
        if day.ms(row["span"]["started"]) <= day.ms(at):
            through(day, row, at)


def _not_before(day: PlainDay, at: At, began: At) -> None:
    """Only a moment in the past can be too early: what is pressed now is now."""
    if at != day.moment.at and day.ms(at) < day.ms(began):
        raise No("too-early")


def _clear(day: PlainDay, at: At, row: Row) -> None:
    """Everybody else is through by then; a question lets a speech stand still instead."""
    for other in list(day.tables["speeches"].values()):
        span = other["span"]
        if span is None or other["id"] == row["id"] or (span["ended"] and day.ms(span["ended"]) <= day.ms(at)):
            continue
        _not_before(day, at, span["started"])
        _give_way(day, other, at, row)


def _give_way(day: PlainDay, other: Row, at: At, row: Row) -> None:
    only_interrupted = row["kind"] == "question" and other["kind"] != "question" and is_open(other["span"])
    if not only_interrupted:
        through(day, other, at)
    elif not stands_still(other["span"]):
        day.change("speeches", other["id"], span=paused(cut(other["span"], at, day.ms) | {"ended": None}, at))


def _begin(day: PlainDay, row: Row, at: At, reader: str = "") -> None:
    if row["span"]:
        raise No("already-running" if is_open(row["span"]) else "speech-over")
    _clear(day, at, row)
    told = {"on_deck": False, "fate": None, "reader": reader or row["reader"]}
    begins = {"span": since(at), "item": running(day), "limit_ms": limit(day, row)}
    day.write("speeches", row["id"], row | told | begins)


def _go_on(day: PlainDay, row: Row, at: At) -> None:
    for other in on_floor(day):
        if other["id"] != row["id"]:
            _not_before(day, at, other["span"]["started"])
            _give_way(day, other, at, row)
    for one in row["span"]["pauses"]:
        if one["ended"] is None:
            _not_before(day, at, one["started"])
    day.change("speeches", row["id"], span=resumed(row["span"], at))


# -- the verbs --------------------------------------------------------------------------------------------------------


def _start_speech(day: PlainDay, verb: Any) -> None:
    _begin(day, speech(day, verb.speech), ago(day, verb.ago_s), clean(verb.reader))


def _give_floor(day: PlainDay, verb: Any) -> Row:
    asked = asked_for(day, verb)
    first = min((row["position"] for row in day.tables["speeches"].values()), default=1) - 1
    there = waiting_already(day, asked["delegate"], asked["kind"])
    _begin(day, there or asked | {"position": first, "queued": day.moment.at}, ago(day, verb.ago_s))
    return {"speech": there["id"] if there else verb.id, "already": there is not None}


def _next_speaker(day: PlainDay, verb: Any) -> Row:
    there = on_floor(day)
    now = there[-1] if there else None
    if (now and now["id"]) != verb.current:
        return {"speech": now and now["id"], "already": True}
    at = ago(day, verb.ago_s)
    if now and now["kind"] == "question" and len(there) > 1:
        _go_on(day, there[0], at)
        return {"speech": there[0]["id"], "already": False}
    line = waiting(day)
    if line:
        _begin(day, line[0], at)
    elif now:
        _clear(day, at, {"id": None, "kind": ""})
    else:
        raise No("nobody-waiting")
    return {"speech": line[0]["id"] if line else None, "already": False}


def _on_floor(day: PlainDay, id: int) -> Row:
    row = speech(day, id)
    if not is_open(row["span"]):
        raise No("not-running")
    return row


def _pause(day: PlainDay, verb: Any) -> None:
    row = _on_floor(day, verb.speech)
    if stands_still(row["span"]):
        raise No("already-paused")
    day.change("speeches", verb.speech, span=paused(row["span"], day.moment.at))


def _resume(day: PlainDay, verb: Any) -> None:
    row = _on_floor(day, verb.speech)
    if not stands_still(row["span"]):
        raise No("not-paused")
    _go_on(day, row, day.moment.at)


def _end(day: PlainDay, verb: Any) -> None:
    row, at = _on_floor(day, verb.speech), ago(day, verb.ago_s)
    _not_before(day, at, row["span"]["started"])
    through(day, row, at)


def _reopen(day: PlainDay, verb: Any) -> None:
    row = speech(day, verb.speech)
    if row["span"] is None or is_open(row["span"]):
        raise No("not-over")
    _clear(day, day.moment.at, row)
    day.change("speeches", verb.speech, span=taken_up(row["span"], day.moment.at), fate=None)


def _grant(day: PlainDay, verb: Any) -> None:
    row = speech(day, verb.speech)
    if row["fate"]:
        raise No("speech-over")
    most = row["limit_ms"] if row["span"] else limit(day, row)
    if most is not None:
        added = max(-most, row["added_ms"] + verb.seconds * 1000)
        day.change("speeches", verb.speech, added_ms=min(added, DAY_MINUTES * MINUTE))


# -- what was taken down, put right -----------------------------------------------------------------------------------


def _correct(day: PlainDay, verb: Any) -> Row:
    before = speech(day, verb.speech)
    day.change("speeches", verb.speech, **_who(day, verb), **_what(verb))
    if verb.minutes is not None or verb.unlimited is not None:
        row = speech(day, verb.speech)
        day.change("speeches", verb.speech, limit_ms=limit(day, row) if row["span"] else None)
    if verb.started is not None:
        _correct_start(day, speech(day, verb.speech), verb.started)
    if verb.ended is not None:
        _correct_end(day, speech(day, verb.speech), verb.ended)
    row = speech(day, verb.speech)
    if row["fate"] in ("delivered", "read"):
        day.change("speeches", verb.speech, fate="read" if row["reader"] else "delivered")
    return before


def _who(day: PlainDay, verb: Any) -> Row:
    if verb.delegate is not None:
        day.person(verb.delegate)
        return {"delegate": verb.delegate, "name": "", "title": "", "unit": "", "area": ""}
    told: Row = {field: clean(word) for field in WORDS if (word := getattr(verb, field)) is not None}
    told |= {} if verb.unit is None else {"area": day.ward(verb.unit)}
    return told | ({} if verb.name is None else {"delegate": None})


def _what(verb: Any) -> Row:
    told = {
        "topic": None if verb.topic is None else clean(verb.topic),
        "minutes": None if verb.minutes is None else whole_minutes(verb.minutes),
        "unlimited": verb.unlimited,
        "paper": verb.paper,
        "reader": None if verb.reader is None else clean(verb.reader),
    }
    return {field: value for field, value in told.items() if value is not None}


def _shown(day: PlainDay, row: Row, wall: Any) -> At:
    """When the clock on the wall, as it is set now, showed that."""
    if row["span"] is None:
        raise No("not-begun")
    if wall > day.moment.at.wall:
        raise No("in-the-future")
    return day.moment.at.earlier(whole_ms(day.moment.at.wall - wall))


def _correct_start(day: PlainDay, row: Row, wall: Any) -> None:
    at, span = _shown(day, row, wall), row["span"]
    if span["ended"] and day.ms(at) > day.ms(span["ended"]):
        raise No("ends-before-start")
    for other in list(day.tables["speeches"].values()):
        if other["id"] != row["id"] and other["span"] and other["span"]["ended"] == span["started"]:
            if day.ms(other["span"]["started"]) > day.ms(at):
                raise No("too-early")
            day.change("speeches", other["id"], span=cut(other["span"], at, day.ms))
    day.change("speeches", row["id"], span=begun(span, at, day.ms))


def _correct_end(day: PlainDay, row: Row, wall: Any) -> None:
    at, span = _shown(day, row, wall), row["span"]
    if span["ended"] is None:
        raise No("not-over")
    if day.ms(at) < day.ms(span["started"]):
        raise No("ends-before-start")
    day.change("speeches", row["id"], span=cut(span, at, day.ms))


RULES: Final[Rules] = {
    "start_speech": _start_speech,
    "give_floor": _give_floor,
    "next_speaker": _next_speaker,
    "pause_speech": _pause,
    "resume_speech": _resume,
    "end_speech": _end,
    "reopen_speech": _reopen,
    "grant_speech_time": _grant,
    "correct_speech": _correct,
}
