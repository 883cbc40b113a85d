"""The list of speakers: who spoke, who speaks, who waits; of the next two it says loudly if they are not there."""

from __future__ import annotations

from textual.content import Content

from store import Advice, Speaker, Speech, SpeechState, in_hall, speech_clock, speech_state
from store.text import shown
from tui import present, time_words
from tui.blank import Blank
from tui.i18n import _
from tui.podium import speaker_words
from tui.podium.choosing import Choosing
from tui.podium.outlook import Outlook
from tui.widgets.course_list import CourseList
from tui.widgets.lines import Line, cell

_MARK, _PLACE, _KIND, _NUMBER, _TURN, _TIME = 2, 6, 2, 4, 9, 7
_WARD = 13
_ROOMY, _VERY_ROOMY = 50, 70
"""Widths from which on the ward, and how long person and unit were heard, have room."""
_SOON = 2
"""How many of those waiting have to be in the hall now."""
_WAITS = (SpeechState.WAITING, SpeechState.ON_DECK)
_ON_THE_FLOOR = (SpeechState.SPEAKING, SpeechState.PAUSED)


class SpeakerQueue(CourseList):
    """Follows an outlook and what is chosen in it."""

    def __init__(self, outlook: Outlook, choosing: Choosing, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._outlook = outlook
        self._choosing = choosing
        self._suggested: int | None = None
        self._title = ""

    def show(self, outlook: Outlook) -> None:
        """Draws the list as it stands."""
        self._outlook = outlook
        title = _title(outlook)
        if title != self._title:
            # Even the same title set again would paint everything.
            self.border_title = self._title = title
        self.redraw()

    def suggest(self, advice: Advice | None) -> None:
        """Marks who might come next."""
        suggested = advice.speech if advice else None
        if suggested != self._suggested:
            self._suggested = suggested
            self.redraw()

    def count(self) -> int:
        return len(self._outlook.speeches)

    def chosen(self) -> int | None:
        id = self._choosing.speech
        return next((place for place, one in enumerate(self._outlook.speeches) if one.id == id), None) if id else None

    def now(self) -> int:
        """Whoever is next: who speaks stands beside the clock."""
        return len(self._outlook.speeches) - len(self._outlook.waiting)

    def ids(self) -> list[int]:
        return [one.id for one in self._outlook.speeches]

    def may_drag(self, place: int) -> bool:
        return speech_state(self._outlook.speeches[place]) in _WAITS

    def details(self) -> list[str]:
        state, speech = self._outlook.state, self._outlook.state.speeches.get(self._choosing.speech or 0)
        if speech is None:
            return []
        speaker = self._outlook.tally.speaker(speech)
        told = [speaker_words.kind(speech), speaker_words.mark(speech).word.lower(), *_about(speech)]
        return [
            " · ".join(filter(None, (speaker_words.name(speaker), speaker_words.post(state, speaker)))),
            " · ".join(filter(None, told)),
            " · ".join(filter(None, (speaker_words.heard(self._outlook, speech), self._clock(speech)))),
        ]

    def _clock(self, speech: Speech) -> str:
        clock = speech_clock(self._outlook.state, speech, self._outlook.now)
        limit = _("no limit") if clock.limit_ms is None else time_words.span(clock.limit_ms)
        is_over = speech.span is not None and speech.span.ended is not None
        return f"{time_words.span(clock.elapsed_ms)} / {limit}" if is_over else limit

    def instead(self) -> Blank:
        return Blank(_("Nobody waits to speak"), _("A number or a name puts somebody down"))

    def row(self, place: int, width: int) -> Line:
        speech = self._outlook.speeches[place]
        speaker = self._outlook.tally.speaker(speech)
        chosen = place == self.chosen()
        left = [
            cell("▶" if chosen else self._mark(speech), _MARK),
            cell(self._place(speech), _PLACE),
            cell(speaker_words.kind_sign(speech), _KIND),
            cell(speaker_words.number(self._outlook.state, speaker), _NUMBER),
        ]
        right = self._right(speech, speaker, width)
        room = width - sum(part.cell_length for part in (*left, *right))
        name = cell(speaker_words.name(speaker), max(room, 0))
        return Line(Content("").join([*left, name, *right]), self._style(speech, chosen))

    def _right(self, speech: Speech, speaker: Speaker, width: int) -> list[Content]:
        state, tally = self._outlook.state, self._outlook.tally
        columns = [cell(" " + self._told(speech), _TURN)]
        if width >= _VERY_ROOMY:
            times = (
                (0, 0) if speech_state(speech) in _ON_THE_FLOOR else (tally.person_ms(speech), tally.unit_ms(speech))
            )
            columns = [*columns, *(cell(time_words.span(ms).rjust(_TIME - 1) if ms else "", _TIME) for ms in times)]
        if width >= _ROOMY:
            columns.insert(0, cell(" " + speaker_words.where(state, speaker), _WARD))
        return columns

    def _told(self, speech: Speech) -> str:
        """How often, or that somebody who is to speak soon is not there; of a speech that is over, how long it was.

        How long somebody has spoken by now stands beside the clock, which goes on.
        """
        if speech_state(speech) in _ON_THE_FLOOR:
            return ""
        if speech_state(speech) not in _WAITS:
            clock = speech_clock(self._outlook.state, speech, self._outlook.now)
            return time_words.span(clock.elapsed_ms) if speech.span else ""
        there = in_hall(self._outlook.state, speech)
        if there is False:
            return _("○ absent") if self._is_soon(speech) else "○"
        turn = self._outlook.tally.turn(speech)
        told = _("time no. {n}").format(n=turn) if turn is not None else ""
        return ("● " if there else "  ") + told

    def _is_soon(self, speech: Speech) -> bool:
        return self._outlook.places.get(speech.id, _SOON + 1) <= _SOON

    def _mark(self, speech: Speech) -> str:
        return "★" if speech.id == self._suggested else speaker_words.mark(speech).glyph

    def _place(self, speech: Speech) -> str:
        if speech.span is not None:
            return present.minute(speech.span.started)
        place = self._outlook.places.get(speech.id)
        return f"{place}." if place else ""

    def _style(self, speech: Speech, chosen: bool) -> str:
        if chosen:
            return "course-list--chosen"
        if speech_state(speech) in _ON_THE_FLOOR:
            return "course-list--now"
        if speech_state(speech) not in _WAITS:
            return "course-list--past"
        absent = self._is_soon(speech) and in_hall(self._outlook.state, speech) is False
        return "course-list--alarm" if absent else ""


def _title(outlook: Outlook) -> str:
    about = outlook.state.speaker_list
    parts = [_("Waiting to speak: {n}").format(n=len(outlook.waiting))]
    if about.closed:
        parts.append(_("LIST CLOSED"))
    if about.cap_minutes is not None:
        parts.append(_("{n}′ each at most").format(n=about.cap_minutes))
    return " · ".join(parts)


def _about(speech: Speech) -> list[str]:
    told = [shown(speech.topic)]
    if speech.paper:
        told.append(_("text handed in"))
    if speech.reader:
        told.append(_("read by {person}").format(person=shown(speech.reader)))
    return told
