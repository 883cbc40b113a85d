"""How the conference stands: who is here, where the agenda is, who speaks. For a person, or as JSON."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable
from contextlib import closing

from store import (
    Fate,
    HeadCount,
    Line,
    Projection,
    SpeechClock,
    State,
    Store,
    on_the_floor,
    open_store,
    project,
    speaker_of,
    speech_clock,
    standing_proposals,
    unsorted,
    waiting_list,
)
from store.records import Stamp
from store.text import shown
from tui.i18n import _
from tui.offline_words import say_offline
from tui.options.meaning import desk, place
from tui.saying import say, say_json


def status(options: argparse.Namespace) -> None:
    """Who is here, where the agenda is and who speaks."""
    with closing(open_store(place(options), desk=desk(options), fold=False)) as store:
        say_offline(store)
        if options.json:
            say_json(_status(store))
        else:
            for line in _status_lines(store.state, store.now()):
                say(line)


def _status(store: Store) -> dict[str, object]:
    state, now = store.state, store.now()
    return {
        "conference": state.conference.title,
        "at": _moment(now.wall),
        "attendance": _counts(state.head_count()),
        "categories": [
            {"id": category.id, "name": category.name} | _category_counts(state.category_count(category.id))
            for category in state.conference.categories
        ],
        "agenda": _agenda(project(state, now)),
        "speakers": _speakers(state, now),
        "proposals": len(standing_proposals(state)),
        **_offline(store),
    }


def _offline(store: Store) -> dict[str, object]:
    """Nothing unless the database is away: then others may have done more than is counted here."""
    return {} if store.waiting is None else {"offline": {"waiting": store.waiting}}


def _moment(moment: dt.datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _counts(count: HeadCount) -> dict[str, int]:
    fields = ("summoned", "present", "substitutes", "excused", "unexcused", "walk_ins", "service", "not_arrived")
    return {field: getattr(count, field) for field in (*fields, "late", "left")}


def _category_counts(count: HeadCount) -> dict[str, int]:
    return {"summoned": count.summoned, "present": count.present}


def _agenda(day: Projection) -> dict[str, object]:
    line = day.line(day.current)
    return {
        "current": _item(line) if line else None,
        "offset_s": _seconds(day.offset_ms),
        "expected_end": _moment(day.expected_end),
    }


def _item(line: Line) -> dict[str, object]:
    return {
        "title": line.item.title,
        "planned_start": _moment(line.planned_start),
        "started_at": _moment(line.start),
        "remaining_s": _seconds(line.remaining_ms),
    }


def _speakers(state: State, now: Stamp) -> dict[str, object]:
    fates = [one.fate for one in state.speeches.values()]
    return {
        "speaking": _speaking(state, now),
        "waiting": len(waiting_list(state)),
        "finished": fates.count(Fate.DELIVERED) + fates.count(Fate.READ),
    }


def _speaking(state: State, now: Stamp) -> dict[str, object] | None:
    """Whoever has the floor, also while the clock stands still."""
    speech = on_the_floor(state)
    if speech is None:
        return None
    speaker, clock = speaker_of(state, speech), speech_clock(state, speech, now)
    about = {"name": speaker.name, "title": speaker.title, "unit": speaker.unit, "topic": speech.topic}
    return about | {"kind": speech.kind.value, **_speech_times(clock)}


def _speech_times(clock: SpeechClock) -> dict[str, int | None]:
    remaining = clock.remaining_ms
    left = None if remaining is None else _seconds(remaining)
    return {"elapsed_s": _seconds(clock.elapsed_ms), "remaining_s": left}


def _seconds(ms: int) -> int:
    return round(ms / 1000)


def _status_lines(state: State, now: Stamp) -> Iterable[str]:
    from tui.present import head_count, rate
    from tui.purge_words import reminders

    conference = state.conference
    yield shown(conference.title)
    yield head_count(state.head_count())
    for category in conference.categories:
        count = state.category_count(category.id)
        yield f"  {shown(category.name)}: {count.present}/{count.summoned} ({rate(count)})"
    yield from _agenda_lines(project(state, now))
    yield from _speaker_lines(state)
    raised = len(standing_proposals(state))
    if raised:
        yield _("Raised so far: {n}; to be sorted: {unsorted}").format(n=raised, unsorted=len(unsorted(state)))
    yield from reminders(state, now)


def _agenda_lines(day: Projection) -> Iterable[str]:
    from tui.present import behind

    line = day.line(day.current)
    if line is not None:
        yield _("Now: {title}, {offset}").format(title=shown(line.item.title), offset=behind(day.offset_ms))
    if day.expected_end is not None:
        yield _("Expected end: {time}").format(time=f"{day.expected_end:%H:%M}")


def _speaker_lines(state: State) -> Iterable[str]:
    speech = on_the_floor(state)
    if speech is not None:
        yield _("Speaking: {name}").format(name=shown(speaker_of(state, speech).name) or _("not known yet"))
    waiting = len(waiting_list(state))
    if waiting:
        yield _("Waiting to speak: {n}").format(n=waiting)
