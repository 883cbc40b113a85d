"""What the big clock shows: of whoever has the floor, else of the item that runs, else the time of day. Pure."""

from __future__ import annotations

from store import ItemState, Level, SpeechState, level_of, speech_clock, speech_state
from store.records import Stamp
from tui import present
from tui.podium.day_words import is_timed
from tui.podium.outlook import Outlook
from tui.time_words import SECOND_MS, count_down, count_up
from tui.widgets.big_clock import Face


def face(outlook: Outlook, now: Stamp) -> Face:
    """As of `now`, which may be some seconds after the outlook."""
    if outlook.floor is not None:
        clock = speech_clock(outlook.state, outlook.floor, now)
        paused = speech_state(outlook.floor) is SpeechState.PAUSED
        if clock.remaining_ms is None:
            return Face(count_up(clock.elapsed_ms), Level.NO_LIMIT, paused)
        return Face(count_down(clock.remaining_ms), clock.level, paused)
    return _of_item(outlook, now)


def _of_item(outlook: Outlook, now: Stamp) -> Face:
    line = outlook.projection.line(outlook.projection.current)
    if line is None:
        return Face(present.minute(now))
    paused = line.state is ItemState.PAUSED
    since = 0 if paused else outlook.age_ms(now)
    if not is_timed(line.item):
        return Face(count_up(line.elapsed_ms + since), Level.NO_LIMIT, paused)
    remaining = line.remaining_ms - since
    return Face(count_down(remaining), level_of(remaining, outlook.state.conference.speaking), paused)


def next_second_ms(outlook: Outlook, now: Stamp) -> int:
    """How long until the clock shows something else; a second when it stands still."""
    if outlook.floor is not None:
        elapsed = speech_clock(outlook.state, outlook.floor, now).elapsed_ms
    else:
        line = outlook.projection.line(outlook.projection.current)
        elapsed = 0 if line is None else line.elapsed_ms + outlook.age_ms(now)
    return SECOND_MS - elapsed % SECOND_MS
