"""Who has been heard: how often each person spoke, and for how long each person and each unit did.

Counted honestly: papers and turns in the discussion count, questions, replies and points of order do not; pauses are
left out; a text read by somebody else is time of the unit and no speech of the person.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from store.live_records import Speech
from store.records import AreaId, DelegateId
from store.spans import elapsed_ms
from store.speakers import Speaker, speaker_of, spoken
from store.speech_limits import ORDINARY
from store.vietnamese import same_spelling

if TYPE_CHECKING:
    from store.records import Stamp
    from store.state import State

Person = DelegateId | tuple[str, str]
Unit = AreaId | str


class Tally:
    """What everybody has said so far. Made once a look, asked as often as wanted."""

    def __init__(self, state: State, now: Stamp) -> None:
        self._state = state
        self._turns: dict[int, int] = {}
        self._times: defaultdict[Person, int] = defaultdict(int)
        self._counts: defaultdict[Person, int] = defaultdict(int)
        self._units: defaultdict[Unit, int] = defaultdict(int)
        self._labels: dict[Unit, str] = {}
        self._speakers: dict[int, Speaker] = {}
        timeline = state.timeline(now)
        for speech in spoken(state, now):
            if speech.kind in ORDINARY and speech.span is not None:
                self._add(speech, elapsed_ms(speech.span, timeline))

    def _add(self, speech: Speech, ms: int) -> None:
        person, unit = person_of(self.speaker(speech)), unit_of(self.speaker(speech))
        if unit is not None:
            self._units[unit] += ms
            self._labels.setdefault(unit, self._label(self.speaker(speech)))
        if person is not None and not speech.reader:
            self._times[person] += ms
            self._counts[person] += 1
            self._turns[speech.id] = self._counts[person]

    def _label(self, speaker: Speaker) -> str:
        area = self._state.conference.area(speaker.area)
        return area.name if area else speaker.unit

    def speaker(self, speech: Speech) -> Speaker:
        """Who gives a speech (`speakers.speaker_of`, looked up once)."""
        found = self._speakers.get(speech.id)
        if found is None:
            found = self._speakers[speech.id] = speaker_of(self._state, speech)
        return found

    def turn(self, speech: Speech) -> int | None:
        """The how-manieth speech of this person it is, or would be; None if nobody knows who it is."""
        person = person_of(self.speaker(speech))
        if person is None:
            return None
        return self._turns.get(speech.id, self._counts.get(person, 0) + 1)

    def person_ms(self, speech: Speech) -> int:
        """How long the person of this speech has spoken altogether."""
        person = person_of(self.speaker(speech))
        return 0 if person is None else self._times.get(person, 0)

    def unit_ms(self, speech: Speech) -> int:
        """How long the unit of this speech has been heard altogether."""
        unit = unit_of(self.speaker(speech))
        return 0 if unit is None else self._units.get(unit, 0)

    def is_unit_heard(self, speech: Speech) -> bool | None:
        """Whether anybody of the same unit has had the floor; None if it is of no unit."""
        unit = unit_of(self.speaker(speech))
        return None if unit is None else unit in self._units

    def by_unit(self) -> dict[str, int]:
        """Milliseconds of each unit that was heard, by the ward's name or as the unit is first written."""
        return {self._labels[unit]: ms for unit, ms in self._units.items()}


def person_of(speaker: Speaker) -> Person | None:
    """By what a person is known again; None for nobody known."""
    if speaker.delegate is not None:
        return speaker.delegate
    return (_alike(speaker.name), _alike(speaker.unit)) if speaker.name else None


def unit_of(speaker: Speaker) -> Unit | None:
    """The ward a speaker comes from, else the unit; None without either."""
    return speaker.area or _alike(speaker.unit) or None


@lru_cache(maxsize=4096)
def _alike(text: str) -> str:
    return same_spelling(text.casefold())
