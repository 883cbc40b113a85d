"""What the card says after something was done about the agenda or the list of speakers. Pure.

Nothing here makes a sound: these things are done in the middle of the hall.
"""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch
from typing import Any, Final

from store import (
    AddItem,
    Advance,
    CapSpeeches,
    CloseList,
    CorrectSpeech,
    CorrectStart,
    CountInHall,
    DeleteItem,
    Dismiss,
    EditItem,
    EndSpeech,
    Fate,
    GiveFloor,
    GoBack,
    GrantSpeechTime,
    GrantTime,
    HallView,
    MoveItem,
    MoveSpeech,
    Next,
    NextSpeaker,
    OfferAdvice,
    PauseItem,
    PauseSpeech,
    PutOnDeck,
    QueueAgain,
    Queued,
    QueueSpeakers,
    QueueSpeech,
    Recover,
    ReopenSpeech,
    Replan,
    Restore,
    ResumeItem,
    ResumeSpeech,
    ShowInHall,
    SkipItem,
    Speech,
    StartItem,
    StartSpeech,
    State,
    StopItem,
    TellHall,
    Turn,
    Undone,
    UnskipItem,
    Verb,
    in_hall,
    speaker_of,
    waiting_list,
)
from store.records import Stamp
from store.text import shown
from tui import time_words
from tui.door.cards import Card
from tui.i18n import N_, _, ngettext
from tui.podium import day_words, speaker_words
from tui.present import Tone, clock

_DONE: Final[dict[type[Verb[Any]], tuple[str, str]]] = {
    StartItem: ("▶", N_("BEGUN")),
    Next: ("▶", N_("ON TO THE NEXT")),
    StopItem: ("■", N_("ENDED")),
    PauseItem: ("‖", N_("ITEM PAUSED")),
    ResumeItem: ("▶", N_("ITEM GOES ON")),
    GrantTime: ("±", N_("TIME CHANGED")),
    GoBack: ("↶", N_("WENT BACK")),
    CorrectStart: ("✎", N_("START CORRECTED")),
    AddItem: ("+", N_("ON THE AGENDA")),
    EditItem: ("✎", N_("ITEM CHANGED")),
    MoveItem: ("⇅", N_("ITEM MOVED")),
    DeleteItem: ("–", N_("DELETED")),
    SkipItem: ("–", N_("ITEM SKIPPED")),
    UnskipItem: ("✔", N_("TAKEN IN AGAIN")),
    Replan: ("±", N_("AGENDA ADJUSTED")),
    Recover: ("✔", N_("GAP ACCOUNTED FOR")),
    QueueSpeakers: ("+", N_("ON THE LIST OF SPEAKERS")),
    QueueSpeech: ("+", N_("PUT DOWN TO SPEAK")),
    QueueAgain: ("+", N_("PUT DOWN ONCE MORE")),
    GiveFloor: ("▶", N_("HAS THE FLOOR")),
    StartSpeech: ("▶", N_("HAS THE FLOOR")),
    NextSpeaker: ("▶", N_("NEXT SPEAKER")),
    PauseSpeech: ("‖", N_("SPEECH PAUSED")),
    ResumeSpeech: ("▶", N_("SPEAKS ON")),
    EndSpeech: ("■", N_("SPEECH ENDED")),
    ReopenSpeech: ("▶", N_("SPEAKS ON")),
    GrantSpeechTime: ("±", N_("TIME OF THE SPEECH CHANGED")),
    MoveSpeech: ("⇅", N_("MOVED ON THE LIST")),
    PutOnDeck: ("◉", N_("TOLD TO BE READY")),
    Dismiss: ("–", N_("DOES NOT SPEAK")),
    Restore: ("✔", N_("BACK ON THE LIST OF SPEAKERS")),
    CorrectSpeech: ("✎", N_("SPEECH CORRECTED")),
    CloseList: ("■", N_("LIST OF SPEAKERS")),
    CapSpeeches: ("±", N_("CAP ON SPEECHES")),
    OfferAdvice: ("★", N_("ADVICE")),
    ShowInHall: ("▣", N_("DISPLAY FOR THE HALL")),
    TellHall: ("▣", N_("MESSAGE TO THE HALL")),
    CountInHall: ("▣", N_("COUNT IN THE HALL")),
}


def is_of_the_podium(verb: Verb[Any]) -> bool:
    """Whether this room says what the verb did."""
    return type(verb) in _DONE


def podium_card(verb: Verb[Any], outcome: Any, at: Stamp, before: State, after: State) -> Card:
    """What `verb` did, when it answered `outcome`, between the states `before` and `after`."""
    if _was_already(outcome):
        return _already(outcome, after)
    glyph, word = _DONE[type(verb)]
    card = Card(Tone.QUIET, f"{glyph} {_(word)} {clock(at)}", advice=_advice(verb, outcome, after))
    card = replace(card, undoable=type(verb).undoable)
    speech = _speech(verb, outcome, after)
    if speech is not None:
        return _about_speech(card, speech, after)
    return replace(card, name=_item(verb, outcome, before, after).upper())


def changed_card(now: str) -> Card:
    """F9 was pressed before anybody can have read what it does now."""
    return Card(Tone.AGAIN, "= " + _("JUST CHANGED"), advice=_("F9 now: {step}").format(step=now))


def _was_already(outcome: Any) -> bool:
    everything = outcome if isinstance(outcome, tuple) and outcome else (outcome,)
    return all(getattr(one, "already", False) for one in everything)


def _already(outcome: Any, after: State) -> Card:
    """Somebody was faster, or whoever asks is waiting: nothing was changed."""
    card = Card(Tone.AGAIN, "= " + _("DONE ALREADY"))
    if isinstance(outcome, Advance):
        item = after.agenda.get(outcome.item) if outcome.item is not None else None
        return replace(card, name=day_words.title(item).upper() if item else "", advice=_("Another window was faster"))
    if isinstance(outcome, Turn):
        advised = replace(card, advice=_("Another window was faster"))
        found = after.speeches.get(outcome.speech) if outcome.speech is not None else None
        return _about_speech(advised, found, after) if found else advised
    queued = outcome if isinstance(outcome, tuple) else (outcome,)
    waits = replace(card, headline="= " + _("WAITS ALREADY"), advice=_places(queued, after))
    return _about_speech(waits, after.speeches[queued[0].speech], after) if len(queued) == 1 else waits


# -- whom or what it is about ------------------------------------------------------------------------------------------


def _speech(verb: Verb[Any], outcome: Any, after: State) -> Speech | None:
    if isinstance(outcome, (Queued, Turn)):
        id = outcome.speech
    elif isinstance(outcome, tuple):
        id = outcome[0].speech if len(outcome) == 1 else None
    else:
        id = getattr(verb, "speech", None)
    return after.speeches.get(id) if isinstance(id, int) else None


def _about_speech(card: Card, speech: Speech, state: State) -> Card:
    speaker = speaker_of(state, speech)
    about = replace(card, name=speaker_words.name(speaker).upper(), post=speaker_words.post(state, speaker))
    if in_hall(state, speech) is False and speech.span is None and speech.fate is None:
        return replace(about, advice=" · ".join(filter(None, (card.advice, _("not in the hall yet")))))
    return about


def _item(verb: Verb[Any], outcome: Any, before: State, after: State) -> str:
    id = outcome.item if isinstance(outcome, Advance) else getattr(verb, "item", getattr(verb, "id", None))
    item = after.agenda.get(id) or before.agenda.get(id) if isinstance(id, int) else None
    return day_words.title(item) if item else ""


def concerned(undone: Undone, before: State, after: State) -> str:
    """Whose speech, or which item, an undo was about; empty if it was about neither, or about several."""
    names = {
        *(speaker_words.who(state, state.speeches[key]) for key, state in _found(undone, Speech.table, before, after)),
        *(day_words.title(state.agenda[key]) for key, state in _found(undone, "agenda", before, after)),
        *(
            day_words.title(state.agenda[key])
            for key, state in _found(undone, "runs", before, after)
            if key in state.agenda
        ),
    }
    return next(iter(names)) if len(names) == 1 else ""


def _found(undone: Undone, table: str, before: State, after: State) -> list[tuple[int, State]]:
    keys = [key for touched, key in undone.keys if touched == table]
    states = [next((one for one in (after, before) if one.find(table, key)), None) for key in keys]
    return [(key, state) for key, state in zip(keys, states, strict=True) if state is not None]


# -- what should be known besides --------------------------------------------------------------------------------------


@singledispatch
def _advice(_verb: Verb[Any], _outcome: Any, _after: State) -> str:
    return ""


@_advice.register
def _queued(_verb: QueueSpeakers, outcome: tuple[Queued, ...], after: State) -> str:
    fresh = [one for one in outcome if not one.already]
    told = _places(fresh, after)
    if len(outcome) == 1:
        return told
    names = ", ".join(speaker_words.who(after, after.speeches[one.speech]) for one in fresh)
    told = ngettext("{n} person: {people}", "{n} people: {people}", len(fresh)).format(n=len(fresh), people=names)
    again = [speaker_words.who(after, after.speeches[one.speech]) for one in outcome if one.already]
    return told if not again else f"{told} · " + _("waiting before: {people}").format(people=", ".join(again))


@_advice.register(QueueSpeech)
@_advice.register(QueueAgain)
def _put_down(_verb: Verb[Any], outcome: Queued, after: State) -> str:
    return _places((outcome,), after)


@_advice.register
def _unknown(_verb: GiveFloor, outcome: Queued, after: State) -> str:
    speaker = speaker_of(after, after.speeches[outcome.speech])
    return "" if speaker.name else _("Named later: ↑ ⏎")


def _places(queued: tuple[Queued, ...] | list[Queued], state: State) -> str:
    """`thứ 3 trong danh sách`"""
    order = [one.id for one in waiting_list(state)]
    places = [str(order.index(one.speech) + 1) for one in queued if one.speech in order]
    return _("no. {places} on the list").format(places=", ".join(places)) if places else ""


@_advice.register
def _started(verb: StartItem, _outcome: None, _after: State) -> str:
    return _ago(verb.ago_s)


@_advice.register(StopItem)
@_advice.register(StartSpeech)
@_advice.register(EndSpeech)
@_advice.register(CorrectStart)
def _earlier(verb: Any, _outcome: None, _after: State) -> str:
    return _ago(verb.ago_s)


def _ago(seconds: int) -> str:
    return _("as of {time} ago").format(time=time_words.span(seconds * 1000)) if seconds else ""


@_advice.register(GrantTime)
@_advice.register(GrantSpeechTime)
def _granted(verb: Any, _outcome: None, _after: State) -> str:
    return time_words.signed_words(verb.seconds)


@_advice.register
def _dismissed(verb: Dismiss, _outcome: None, _after: State) -> str:
    told = {Fate.ABSENT: _("Is not there"), Fate.WITHDRAWN: _("Withdraws"), Fate.IN_WRITING: _("Hands in writing")}
    return told.get(verb.fate, "")


@_advice.register
def _on_deck(verb: PutOnDeck, _outcome: None, _after: State) -> str:
    return "" if verb.ready else _("Not ready any more")


@_advice.register
def _closed(verb: CloseList, _outcome: None, _after: State) -> str:
    return _("Closed: only the moderator puts anybody down") if verb.closed else _("Open again")


@_advice.register
def _capped(verb: CapSpeeches, _outcome: None, _after: State) -> str:
    return _("No cap") if verb.minutes is None else time_words.in_minutes(verb.minutes * 60_000)


@_advice.register
def _advised(verb: OfferAdvice, _outcome: None, _after: State) -> str:
    return _("On") if verb.offered else _("Off")


@_advice.register
def _advanced(_verb: Next, outcome: Advance, _after: State) -> str:
    return "" if outcome.item is not None else _("The conference is over")


@_advice.register
def _shown_in_hall(verb: ShowInHall, _outcome: None, _after: State) -> str:
    shows = {HallView.DAY: _("The course of the day"), HallView.BANNER: _("The banner"), HallView.OFF: _("Black")}
    return shows[verb.view]


@_advice.register
def _told_to_hall(_verb: TellHall, _outcome: None, after: State) -> str:
    message = after.hall.message
    return shown(message.text) if message else _("Taken down")


@_advice.register
def _counted_in_hall(verb: CountInHall, _outcome: None, _after: State) -> str:
    return _("On") if verb.shown else _("Off")
