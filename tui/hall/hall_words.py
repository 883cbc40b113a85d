"""What the hall sees, in words: the banner, or what goes on with its clock. Pure, and free of any private datum.

Of people only what is announced aloud: name, title, unit. A clock presses only whom a limit was set; a leader, and what
a superior has to say, has the time of day instead.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from store import (
    SPOKEN_IN,
    HallView,
    ItemState,
    Level,
    Line,
    Projection,
    Speech,
    SpeechState,
    State,
    hall_message,
    is_met,
    level_of,
    on_the_floor,
    open_speeches,
    project,
    speaker_of,
    speech_clock,
    speech_state,
    waiting_list,
)
from store.records import AgendaKind, Conference, Stamp
from store.text import shown
from tui import present
from tui.i18n import _
from tui.podium import speaker_words
from tui.time_words import SECOND_MS, count_down

_PRESSED: Final = (AgendaKind.REPORT, AgendaKind.PRESENTATIONS, AgendaKind.DISCUSSION, AgendaKind.BREAK)
"""Items whose time is counted down before everybody's eyes."""


class Reading(NamedTuple):
    """A clock: its digits, how pressing they are, what they say, and how long they stay true."""

    digits: str
    level: Level = Level.NO_LIMIT
    paused: bool = False
    caption: str = ""
    lasts_ms: int = SECOND_MS


class Picture(NamedTuple):
    """Everything on the display; empty words are not shown."""

    view: HallView
    item: str = ""
    speaker: str = ""
    post: str = ""
    topic: str = ""
    clock: Reading = Reading("")
    next: str = ""
    next_short: str = ""
    """The name alone, where there is no room for more."""
    message: str = ""
    counts: str = ""


class Banner(NamedTuple):
    """The conference, as on the cloth above a stage."""

    organiser: str
    title: str
    short_title: str
    place: str
    date: str


def banner(conference: Conference) -> Banner:
    """Who holds what, where and when."""
    date = conference.date
    words = _("{place}, {day}/{month}/{year}").format(
        place=shown(conference.organiser.place), day=date.day, month=date.month, year=date.year
    )
    return Banner(
        organiser=shown(conference.organiser.name).upper(),
        title=shown(conference.title).upper(),
        short_title=shown(conference.short_title).upper(),
        place=shown(conference.venue),
        date=words,
    )


def picture(state: State, now: Stamp, view: HallView | None = None) -> Picture:
    """What the moderator wants shown, as of now; `view` in place of the moderator's."""
    view = view or state.hall.view
    if view is HallView.OFF:
        return Picture(HallView.OFF)
    day = project(state, now)
    scene = _scene(state, now, day) if view is HallView.DAY else None
    counts = present.head_count(state.head_count()) if state.hall.counts else ""
    shown_scene = scene or Picture(HallView.BANNER)
    return shown_scene._replace(message=shown(hall_message(state, now)), counts=counts)


def _scene(state: State, now: Stamp, day: Projection) -> Picture | None:
    """What goes on; None while the banner says it better."""
    line, speech = day.line(day.current), on_the_floor(state)
    if speech is not None:
        return _speech_scene(state, now, day, speech)
    if line is None:
        return _pause_scene(day, now)
    if state.opening is None and line.item.start < state.conference.opens:
        return None
    return _with_next(
        Picture(HallView.DAY, item=shown(line.item.title), clock=_item_clock(state, line, now)), state, day
    )


def _speech_scene(state: State, now: Stamp, day: Projection, speech: Speech) -> Picture:
    line = day.line(day.current)
    name, post = _who(state, speech)
    scene = Picture(
        HallView.DAY,
        item=shown(line.item.title) if line else "",
        speaker=name or _("Speaking"),
        post=post,
        topic=shown(speech.topic),
        clock=_speech_clock(state, speech, now),
    )
    return _with_next(scene, state, day)


def _pause_scene(day: Projection, now: Stamp) -> Picture | None:
    """Between two items: which one comes."""
    line = day.line(day.next)
    if line is None or not day.begun:
        return None
    return Picture(HallView.DAY, item=_("Next: {what}").format(what=shown(line.item.title)), clock=_time_of_day(now))


# -- who ---------------------------------------------------------------------------------------------------------------


def _who(state: State, speech: Speech) -> tuple[str, str]:
    """Name, and title and place, as announced; either may be empty."""
    speaker = speaker_of(state, speech)
    return shown(speaker.name), speaker_words.post(state, speaker)


def _with_next(scene: Picture, state: State, day: Projection) -> Picture:
    """With who speaks next, else what comes next."""
    words = _next_speaker(state, day) or _next_item(day)
    if not words:
        return scene
    following = _("Next: {what}")
    return scene._replace(next=following.format(what=" – ".join(words)), next_short=following.format(what=words[0]))


def _next_speaker(state: State, day: Projection) -> tuple[str, ...]:
    """While people from the list have the floor: who comes, as far as that is known."""
    line, speech = day.line(day.current), on_the_floor(state)
    if line.item.kind not in SPOKEN_IN if line else speech is None:
        return ()
    people = (one for one in (*open_speeches(state), *waiting_list(state)) if one != speech)
    known = (tuple(filter(None, _who(state, one))) for one in people)
    return next(filter(None, known), ())


def _next_item(day: Projection) -> tuple[str, ...]:
    line = day.line(day.next)
    return (shown(line.item.title),) if line else ()


# -- the clock ---------------------------------------------------------------------------------------------------------


def _speech_clock(state: State, speech: Speech, now: Stamp) -> Reading:
    remaining = speech_clock(state, speech, now).remaining_ms
    if remaining is None or _is_leader(state, speech):
        return _time_of_day(now)
    return _countdown(state, remaining, paused=speech_state(speech) is SpeechState.PAUSED)


def _is_leader(state: State, speech: Speech) -> bool:
    whom = speaker_of(state, speech).delegate
    return whom is not None and is_met(state.conference, state.delegates[whom])


def _item_clock(state: State, line: Line, now: Stamp) -> Reading:
    if line.item.kind not in _PRESSED:
        return _time_of_day(now)
    return _countdown(state, line.remaining_ms, paused=line.state is ItemState.PAUSED)


def _time_of_day(now: Stamp) -> Reading:
    return Reading(present.minute(now), lasts_ms=SECOND_MS - now.wall.microsecond // 1000)


def _countdown(state: State, remaining_ms: int, *, paused: bool) -> Reading:
    level = level_of(remaining_ms, state.conference.speaking)
    return Reading(count_down(remaining_ms), level, paused, _caption(level, paused=paused), lasts_ms(remaining_ms))


def _caption(level: Level, *, paused: bool) -> str:
    if paused:
        return "‖ " + _("Paused")
    return "▲ " + _("Overtime") if level is Level.OVERTIME else _("Time left")


def lasts_ms(remaining_ms: int) -> int:
    """How long `count_down` stays as it is while the clock runs."""
    if remaining_ms < 0:
        return SECOND_MS + remaining_ms % -SECOND_MS
    return (remaining_ms - 1) % SECOND_MS + 1 if remaining_ms else 1
