"""Putting right what was taken down about a speech: who it was, what about, how long, when it really was."""

from __future__ import annotations

import datetime as dt
from typing import Any

from textual.app import App

from store import CorrectSpeech, Speech, Verb
from tui.dialogs.amounts import ask_typed, no_time, time_of
from tui.dialogs.pick import Entry, PickDialog
from tui.dialogs.speakers import ask_matter, ask_speaker
from tui.i18n import _
from tui.podium import speaker_words
from tui.window import Window


async def ask_correction(app: App[Any], window: Window, speech: Speech) -> Verb[Any] | None:
    """What is to be put right, and how."""
    title = _("Correct {person}").format(person=speaker_words.who(window.store.state, speech))
    not_begun = "" if speech.span else _("has not spoken yet")
    not_over = "" if speech.span and speech.span.ended else _("is not over")
    entries = [
        Entry(_("It was somebody else…")),
        Entry(_("Subject, minutes…")),
        Entry(_("Began at…"), not_begun),
        Entry(_("Ended at…"), not_over),
        Entry(_("Limited in time again") if speech.unlimited else _("Without a limit, as for a leader")),
        Entry(_("Text not handed in") if speech.paper else _("Text handed in")),
    ]
    match await app.push_screen_wait(PickDialog(title, entries)):
        case 0:
            who = await ask_speaker(app, window, title, known=True)
            return None if who is None else CorrectSpeech(speech=speech.id, **who)
        case 1:
            return await _ask_matter(app, title, speech)
        case 2 if speech.span:
            began = await _ask_time(app, _("Began at"), speech.span.started.wall)
            return None if began is None else CorrectSpeech(speech=speech.id, started=began)
        case 3 if speech.span and speech.span.ended:
            ended = await _ask_time(app, _("Ended at"), speech.span.ended.wall)
            return None if ended is None else CorrectSpeech(speech=speech.id, ended=ended)
        case 4:
            return CorrectSpeech(speech=speech.id, unlimited=not speech.unlimited)
        case 5:
            return CorrectSpeech(speech=speech.id, paper=not speech.paper)
    return None


async def ask_who_speaks(app: App[Any], window: Window, speech: Speech) -> Verb[Any] | None:
    """The name of somebody nobody knew when they began; the times stay."""
    who = await ask_speaker(app, window, _("Who speaks?"), known=True)
    return None if who is None else CorrectSpeech(speech=speech.id, **who)


async def _ask_matter(app: App[Any], title: str, speech: Speech) -> Verb[Any] | None:
    told = await ask_matter(app, title, speech.topic, speech.minutes, _("Save"))
    return None if told is None else CorrectSpeech(speech=speech.id, topic=told[0], minutes=told[1])


async def _ask_time(app: App[Any], label: str, was: dt.datetime) -> dt.datetime | None:
    """On the same day; seconds may be given."""
    shown_now = f"{was:%H:%M:%S}"
    return await ask_typed(app, label, _("Time"), lambda text: _on_day(text, was), no_time(shown_now), shown_now)


def _on_day(text: str, day: dt.datetime) -> dt.datetime:
    minutes, sign, seconds = text.strip().rpartition(":")
    if sign and ":" in minutes:
        return dt.datetime.combine(day.date(), time_of(minutes), day.tzinfo) + dt.timedelta(seconds=int(seconds))
    return dt.datetime.combine(day.date(), time_of(text), day.tzinfo)
