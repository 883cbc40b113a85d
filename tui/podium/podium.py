"""What the moderator's window knows besides the store: what is typed, chosen and seen to, and so what each key does.

Knows no screen. It gives verbs, or says what has to be asked first.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from store import (
    Direction,
    IntroduceLate,
    ItemState,
    MoveItem,
    MoveSpeech,
    OpenConference,
    PauseItem,
    PauseSpeech,
    QueueSpeakers,
    RecoveryQuestion,
    ResumeItem,
    ResumeSpeech,
    Speech,
    SpeechState,
    StartItem,
    StartSpeech,
    State,
    Verb,
    speech_state,
)
from store.records import DelegateId, Stamp
from store.search import Directory
from tui.finding import Code, Finding, Nothing
from tui.podium import podium_hints
from tui.podium.choosing import Choosing, Side
from tui.podium.haste import Haste
from tui.podium.next_step import Step, next_step
from tui.podium.notices import Matter, Notice, notice
from tui.podium.outlook import Outlook
from tui.podium.podium_hints import Hint
from tui.podium.queueing import Asked, asked, people


class Errand(Enum):
    """What Enter does that is no verb by itself."""

    NOTHING = "nothing"
    REFUSE = "refuse"
    """What is typed means nobody, or several."""
    SCAN = "scan"
    """A badge's letters typed by hand."""
    NAME = "name"
    """Asks who it is that speaks."""
    GAP = "gap"
    """Asks how a gap is counted."""


class Podium:
    """One window's view of the day."""

    def __init__(self, state: State, now: Stamp, mint: Callable[[], int]) -> None:
        self.finding = Finding()
        self.choosing = Choosing()
        self.next_haste, self.pause_haste, self.enter_haste = Haste(), Haste(), Haste()
        self._mint = mint
        self._gap: RecoveryQuestion | None = None
        self.renew(state, now, None)

    def renew(self, state: State, now: Stamp, gap: RecoveryQuestion | None) -> None:
        """Time has passed, or something was committed."""
        self.outlook = Outlook(state, now)
        self._gap = gap
        self.choosing.follow(self._ids())
        self.step: Step = next_step(self.outlook)
        self.notice: Notice | None = notice(self.outlook, self._gap)
        self.next_haste.sees(self.step, now)

    @property
    def state(self) -> State:
        """As the outlook has it."""
        return self.outlook.state

    @property
    def gap(self) -> RecoveryQuestion | None:
        """What is asked about a time without a window."""
        return self._gap

    # -- typing and choosing -------------------------------------------------------------------------------------------

    @property
    def asked(self) -> Asked:
        """Whom the text means."""
        return asked(self.finding, self.state)

    @property
    def is_typing(self) -> bool:
        """Whether anything is typed."""
        return bool(self.finding.query.strip())

    def look_for(self, text: str) -> None:
        """The field now says `text`."""
        self.finding.look_for(text, self.state)

    def search_in(self, directory: Directory) -> None:
        """Takes a directory that knows more."""
        self.finding.search_in(directory, self.state)

    def hint(self) -> Hint:
        """What Enter will do."""
        if self.is_typing:
            return podium_hints.typed(self.asked, self.outlook)
        if (speech := self.chosen_speech) is not None:
            return podium_hints.chosen_speech(speech, self.state)
        if self.choosing.item is not None:
            return podium_hints.chosen_item(self.choosing.item, self.outlook)
        return podium_hints.nothing_chosen(self.notice, self.outlook)

    @property
    def chosen_speech(self) -> Speech | None:
        """The speech an arrow or a click has chosen."""
        return self.state.speeches.get(self.choosing.speech) if self.choosing.speech is not None else None

    def move(self, by: int) -> None:
        """An arrow."""
        if self.is_typing:
            self.finding.move(by)
        else:
            self.choosing.move(by, self._ids(), self._first())

    def point_at(self, side: Side, place: int) -> bool:
        """A click on a row; whether it had been chosen before."""
        ids = self._speeches() if side is Side.SPEAKERS else self._items()
        again = self.choosing.side is side and self.choosing.chosen == ids[place]
        self.choosing.choose(side, ids[place])
        return again

    def drag(self, side: Side, moved: int, over: int) -> Verb[Any] | None:
        """One row put where another stands; None if one of them is no longer there."""
        ids = self._items() if side is Side.AGENDA else self._speeches()
        if moved not in ids or over not in ids:
            return None
        by = ids.index(over) - ids.index(moved)
        if side is Side.AGENDA:
            return MoveItem(item=moved, by=by)
        return MoveSpeech(speech=moved, to=Direction.UP if by < 0 else Direction.DOWN, places=abs(by))

    def _ids(self) -> list[int]:
        return self._speeches() if self.choosing.side is Side.SPEAKERS else self._items()

    def _speeches(self) -> list[int]:
        return [one.id for one in self.outlook.speeches]

    def _items(self) -> list[int]:
        return [line.item.id for line in self.outlook.projection.lines]

    def _first(self) -> int:
        """Where an arrow begins: whoever waits first; what runs, or comes next."""
        if self.choosing.side is Side.SPEAKERS:
            return len(self.outlook.speeches) - len(self.outlook.waiting)
        projection = self.outlook.projection
        wanted = projection.next if projection.current is None else projection.current
        items = self._items()
        return items.index(wanted) if wanted in items else len(items)

    # -- what keys do --------------------------------------------------------------------------------------------------

    def enter(self, text: str, now: Stamp) -> Verb[Any] | Errand:
        """What the hint says for this text; a notice that has just come to light is not answered by a key too many."""
        steady = self.enter_haste.takes(now)
        self.look_for(text)
        meant = self.asked
        if isinstance(meant, Code):
            return Errand.SCAN
        if whom := people(meant):
            return self.queue(whom)
        if not isinstance(meant, Nothing) and self.is_typing:
            return Errand.REFUSE
        if (speech := self.chosen_speech) is not None:
            return self._enter_speech(speech)
        if self.choosing.item is not None:
            return self._enter_item(self.choosing.item)
        return self._enter_notice() if steady else Errand.NOTHING

    def queue(self, whom: tuple[DelegateId, ...]) -> Verb[Any]:
        """Puts these on the list."""
        return QueueSpeakers(ids=tuple(self._mint() for _one in whom), delegates=whom)

    def _enter_speech(self, speech: Speech) -> Verb[Any] | Errand:
        match speech_state(speech):
            case SpeechState.WAITING | SpeechState.ON_DECK:
                advice = self.outlook.advice
                followed = advice.reason if advice is not None and advice.speech == speech.id else None
                return StartSpeech(speech=speech.id, reason=followed)
            case SpeechState.PAUSED:
                return ResumeSpeech(speech=speech.id)
        return Errand.NAME if podium_hints.is_nameless(speech) else Errand.NOTHING

    def _enter_item(self, item: int) -> Verb[Any] | Errand:
        line = self.outlook.projection.line(item)
        match line.state if line else None:
            case ItemState.TO_COME | ItemState.SKIPPED | ItemState.PASSED_OVER:
                return StartItem(item=item)
            case ItemState.PAUSED:
                return ResumeItem(item=item)
        return Errand.NOTHING

    def _enter_notice(self) -> Verb[Any] | Errand:
        match self.notice.matter if self.notice else None:
            case Matter.GAP:
                return Errand.GAP
            case Matter.FORGOTTEN if self.outlook.forgotten is not None:
                return StartItem(item=self.outlook.forgotten.item, ago_s=self.outlook.forgotten.ago_s)
            case Matter.OPENING:
                return OpenConference()
            case Matter.INTRODUCE:
                return IntroduceLate(delegates=self.notice.people if self.notice else ())
        return Errand.NOTHING

    def pause(self) -> Verb[Any] | None:
        """Space: whoever has the floor, else the item, stands still or goes on."""
        floor = self.outlook.floor
        if floor is not None:
            paused = speech_state(floor) is SpeechState.PAUSED
            return ResumeSpeech(speech=floor.id) if paused else PauseSpeech(speech=floor.id)
        line = self.outlook.projection.line(self.outlook.projection.current)
        if line is None:
            return None
        paused = line.state is ItemState.PAUSED
        return ResumeItem(item=line.item.id) if paused else PauseItem(item=line.item.id)
