"""F8 on a speech: the same nine things under the same nine digits, each a verb, or None."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final, NamedTuple

from textual.app import App

from store import (
    Direction,
    Dismiss,
    EndSpeech,
    Fate,
    GrantSpeechTime,
    MoveSpeech,
    PauseSpeech,
    PutOnDeck,
    QueueAgain,
    QueueSpeech,
    ReopenSpeech,
    Restore,
    ResumeSpeech,
    Speech,
    SpeechKind,
    SpeechState,
    StartSpeech,
    Verb,
    speech_state,
)
from tui.dialogs.amounts import ask_ago, ask_grant, ask_typed
from tui.dialogs.pick import Entry, PickDialog
from tui.dialogs.speakers import ask_speaker
from tui.dialogs.speech_corrections import ask_correction
from tui.i18n import N_, _
from tui.podium import speaker_words
from tui.podium.outlook import Outlook
from tui.window import Window


class Matter(NamedTuple):
    """Which speech it is about, as things stand, and where to ask."""

    app: App[Any]
    window: Window
    outlook: Outlook
    speech: Speech

    @property
    def title(self) -> str:
        """Whose it is, above what is asked."""
        return speaker_words.who_and_where(self.outlook.state, self.speech)

    @property
    def stands(self) -> SpeechState:
        """Where it stands."""
        return speech_state(self.speech)

    @property
    def waits(self) -> bool:
        """Whether it is still to come."""
        return self.stands in (SpeechState.WAITING, SpeechState.ON_DECK)

    @property
    def is_open(self) -> bool:
        """Whether its speaker has the floor."""
        return self.stands in (SpeechState.SPEAKING, SpeechState.PAUSED)


Ask = Callable[[Matter], Awaitable[Verb[Any] | None]]


class _Deed(NamedTuple):
    label: Callable[[Matter], str]
    ask: Ask
    why_not: Callable[[Matter], str] = lambda _matter: ""


async def ask_speech_deed(app: App[Any], window: Window, outlook: Outlook, speech: int) -> Verb[Any] | None:
    """What is done with this speech."""
    found = outlook.state.speeches.get(speech)
    if found is None:
        return None
    matter = Matter(app, window, outlook, found)
    entries = [Entry(deed.label(matter), deed.why_not(matter)) for deed in _DEEDS]
    place = await app.push_screen_wait(PickDialog(matter.title, entries, chosen=1 if matter.is_open else 0))
    return None if place is None else await _DEEDS[place].ask(matter)


# -- beginning and ending ----------------------------------------------------------------------------------------------


def _first_label(matter: Matter) -> str:
    if matter.waits:
        return _("Has the floor now or since some minutes…")
    if matter.is_open:
        return _("Ended…")
    return _("Speaks on: was ended by mistake") if matter.speech.span else _("Back on the list")


async def _first(matter: Matter) -> Verb[Any] | None:
    id = matter.speech.id
    if matter.waits:
        ago = await _ago(matter, _("since when?"))
        return None if ago is None else StartSpeech(speech=id, ago_s=ago, reason=_followed(matter))
    if matter.is_open:
        ago = await _ago(matter, _("when did it end?"))
        return None if ago is None else EndSpeech(speech=id, ago_s=ago)
    return ReopenSpeech(speech=id) if matter.speech.span else Restore(speech=id)


def _followed(matter: Matter) -> Any:
    """Why it was suggested, if it was."""
    advice = matter.outlook.advice
    return advice.reason if advice is not None and advice.speech == matter.speech.id else None


async def _ago(matter: Matter, question: str) -> int | None:
    return await ask_ago(matter.app, f"{matter.title}: {question}", matter.window.store.now().wall)


async def _grant(matter: Matter) -> Verb[Any] | None:
    seconds = await ask_grant(matter.app, matter.title)
    return None if seconds is None else GrantSpeechTime(speech=matter.speech.id, seconds=seconds)


def _third_label(matter: Matter) -> str:
    match matter.stands:
        case SpeechState.SPEAKING:
            return _("Pause")
        case SpeechState.PAUSED:
            return _("Goes on")
        case SpeechState.ON_DECK:
            return _("Need not be ready yet")
    return _("Tell to be ready")


async def _third(matter: Matter) -> Verb[Any] | None:
    id = matter.speech.id
    match matter.stands:
        case SpeechState.SPEAKING:
            return PauseSpeech(speech=id)
        case SpeechState.PAUSED:
            return ResumeSpeech(speech=id)
    return PutOnDeck(speech=id, ready=matter.stands is SpeechState.WAITING)


def _unless_over(matter: Matter) -> str:
    return "" if matter.waits or matter.is_open else _("is over")


# -- the place on the list, and off it ---------------------------------------------------------------------------------


async def _move(matter: Matter) -> Verb[Any] | None:
    directions = (Direction.TOP, Direction.UP, Direction.DOWN)
    entries = [Entry(_("To the top")), Entry(_("Up")), Entry(_("Down"))]
    place = await matter.app.push_screen_wait(PickDialog(matter.title, entries))
    return None if place is None else MoveSpeech(speech=matter.speech.id, to=directions[place])


def _if_waits(matter: Matter) -> str:
    if matter.waits:
        return ""
    return _("has the floor") if matter.is_open else _("is over")


async def _dismiss(matter: Matter) -> Verb[Any] | None:
    fates = (Fate.ABSENT, Fate.WITHDRAWN, Fate.IN_WRITING)
    entries = [Entry(_("Is not there")), Entry(_("Withdraws")), Entry(_("Hands in writing"))]
    place = await matter.app.push_screen_wait(PickDialog(matter.title, entries))
    return None if place is None else Dismiss(speech=matter.speech.id, fate=fates[place])


async def _read(matter: Matter) -> Verb[Any] | None:
    title = _("{person}: who reads?").format(person=matter.title)
    reader = await ask_typed(matter.app, title, _("Name"), _some_name, _("Type the name first"))
    return None if reader is None else StartSpeech(speech=matter.speech.id, reader=reader)


def _some_name(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text


async def _again(matter: Matter) -> Verb[Any] | None:
    return QueueAgain(id=matter.window.store.mint(), speech=matter.speech.id)


def _if_spoken(matter: Matter) -> str:
    return "" if matter.speech.span is not None and not matter.is_open else _("has not spoken yet")


# -- what goes with it -------------------------------------------------------------------------------------------------


async def _correct(matter: Matter) -> Verb[Any] | None:
    return await ask_correction(matter.app, matter.window, matter.speech)


_REMARKS: Final = (
    (SpeechKind.REPLY, N_("A reply to it")),
    (SpeechKind.QUESTION, N_("A question to the speaker")),
    (SpeechKind.POINT_OF_ORDER, N_("A point of order")),
)


async def _remark(matter: Matter) -> Verb[Any] | None:
    """Put on the list at once, named later if nobody knows by whom."""
    entries = [Entry(_(label)) for _kind, label in _REMARKS]
    place = await matter.app.push_screen_wait(PickDialog(matter.title, entries))
    if place is None:
        return None
    kind = _REMARKS[place][0]
    person = await ask_speaker(matter.app, matter.window, _(_REMARKS[place][1]))
    if person is None:
        return None
    to = None if kind is SpeechKind.POINT_OF_ORDER else matter.speech.id
    return QueueSpeech(id=matter.window.store.mint(), kind=kind, replies_to=to, **person)


_DEEDS: Final = (
    _Deed(_first_label, _first),
    _Deed(lambda _matter: _("More or fewer minutes…"), _grant, _unless_over),
    _Deed(_third_label, _third, _unless_over),
    _Deed(lambda _matter: _("Move up or down the list…"), _move, _if_waits),
    _Deed(lambda _matter: _("Does not speak: absent, withdrawn, in writing…"), _dismiss, _unless_over),
    _Deed(lambda _matter: _("Somebody else reads it…"), _read, _if_waits),
    _Deed(lambda _matter: _("Speaks once more"), _again, _if_spoken),
    _Deed(lambda _matter: _("Correct person, subject, times…"), _correct),
    _Deed(lambda _matter: _("Reply, question, point of order…"), _remark),
)
