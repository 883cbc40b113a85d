"""What the answer card says after anything but a scan: what was done, to whom, and what follows from it. Pure."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch
from typing import Any, Final

from store import (
    AddDelegate,
    AdjustConference,
    AdmitFromPaper,
    Answer,
    BindBadge,
    CheckInTogether,
    CheckOut,
    ClearRehearsal,
    CloseCheckIn,
    CorrectDelegate,
    Decide,
    IntroduceLate,
    KeepOnList,
    MarkAbsent,
    MoveArrival,
    NameSubstitute,
    NoteHeadCount,
    OpenConference,
    Outcome,
    RecordBadges,
    ReissueCode,
    State,
    StrikeOff,
    Undone,
    Verb,
    WithdrawArrival,
    WithdrawOpening,
)
from store.records import Delegate, DelegateId, HeadCount, Opening, Stamp
from store.text import shown
from tui import present
from tui.door.cards import Card, about, answer_card
from tui.i18n import N_, _, ngettext
from tui.machine.sound import Sound
from tui.podium import podium_cards
from tui.present import Tone, clock, minute
from tui.proposals import proposal_cards


def done_card(verb: Verb[Any], outcome: Any, at: Stamp, before: State, after: State) -> Card:
    """What `verb` did, when it answered `outcome`, between the states `before` and `after`."""
    if isinstance(outcome, Undone):
        return undone_card(outcome, before, after)
    if isinstance(outcome, Answer) and not isinstance(verb, MoveArrival):
        return answer_card(outcome, after)
    if podium_cards.is_of_the_podium(verb):
        return podium_cards.podium_card(verb, outcome, at, before, after)
    if proposal_cards.is_of_proposals(verb):
        return proposal_cards.proposal_card(verb, outcome, at, after)
    glyph, word = _DONE[type(verb)]
    card = Card(
        Tone.QUIET,
        f"{glyph} {_(word)} {clock(at)}",
        advice=_advice(verb, outcome, after),
        sound=Sound.ADMITTED,
        undoable=type(verb).undoable,
    )
    delegate = after.delegates.get(_whom(verb))
    return about(card, delegate, after) if delegate else card


_DONE: Final[dict[type[Verb[Any]], tuple[str, str]]] = {
    CheckOut: ("↩", N_("LEFT EARLY")),
    MarkAbsent: ("–", N_("MARKED ABSENT")),
    WithdrawArrival: ("↶", N_("CHECK-IN UNDONE")),
    MoveArrival: ("⇄", N_("PERSON EXCHANGED")),
    CheckInTogether: ("✔", N_("GROUP CHECKED IN")),
    NameSubstitute: ("✎", N_("NAME TAKEN DOWN")),
    CorrectDelegate: ("✎", N_("CORRECTED")),
    AddDelegate: ("+", N_("ON THE LIST")),
    StrikeOff: ("–", N_("STRUCK OFF")),
    KeepOnList: ("✔", N_("STAYS ON THE LIST")),
    ReissueCode: ("▣", N_("NEW CODE")),
    RecordBadges: ("▣", N_("BADGES MADE")),
    BindBadge: ("▣", N_("BLANK BADGE GIVEN")),
    OpenConference: ("▶", N_("OPENED")),
    WithdrawOpening: ("↶", N_("OPENING WITHDRAWN")),
    IntroduceLate: ("✔", N_("HAVE BEEN INTRODUCED")),
    CloseCheckIn: ("■", N_("CHECK-IN ENDED")),
    NoteHeadCount: ("#", N_("HEAD COUNT NOTED")),
    AdmitFromPaper: ("✔", N_("TAKEN OVER FROM PAPER")),
    ClearRehearsal: ("↶", N_("TEST ARRIVALS CLEARED")),
    AdjustConference: ("✔", N_("SETTINGS CHANGED")),
    Decide: ("✔", N_("DECIDED")),
}


def _whom(verb: Verb[Any]) -> DelegateId:
    if isinstance(verb, MoveArrival):
        return verb.target
    whom: DelegateId = getattr(verb, "delegate", DelegateId(0))
    return whom


@singledispatch
def _advice(_verb: Verb[Any], _outcome: Any, _after: State) -> str:
    """What a person should know or do next; nothing for most."""
    return ""


@_advice.register
def _absent(verb: MarkAbsent, _outcome: None, _after: State) -> str:
    return _("Reason: {reason}").format(reason=shown(verb.reason)) if verb.reason else ""


@_advice.register
def _decided(verb: Decide, _outcome: None, after: State) -> str:
    told = _("As it is there") if verb.theirs else _("As it is here")
    left = len(after.conflicts)
    return told + (" · " + _("To be decided: {n}").format(n=left) if left else "")


@_advice.register
def _moved(verb: MoveArrival, _outcome: Answer, after: State) -> str:
    return _("Not arrived after all: {person}").format(person=present.person(after.delegates[verb.source]))


@_advice.register
def _group(_verb: CheckInTogether, outcome: tuple[Answer, ...], after: State) -> str:
    def people(*outcomes: Outcome) -> list[str]:
        them = [answer.delegate for answer in outcome if answer.outcome in outcomes]
        return [present.person(after.delegates[one]) for one in them if one is not None]

    came = people(Outcome.ADMITTED, Outcome.REENTRY)
    already = people(Outcome.ALREADY_IN, Outcome.REPEAT)
    told = ngettext("{n} person: {people}", "{n} people: {people}", len(came)).format(
        n=len(came), people=", ".join(came)
    )
    return told if not already else told + " · " + _("in before: {people}").format(people=", ".join(already))


@_advice.register
def _added(_verb: AddDelegate, outcome: int, _after: State) -> str:
    return _("No. {number}; not yet arrived").format(number=present.number(outcome))


@_advice.register
def _printed(verb: RecordBadges, _outcome: None, _after: State) -> str:
    return ngettext("{n} badge", "{n} badges", len(verb.made)).format(n=len(verb.made))


@_advice.register
def _reissued(_verb: ReissueCode, _outcome: None, _after: State) -> str:
    return _("The old badge opens nothing any more; print the new one")


@_advice.register
def _bound(_verb: BindBadge, _outcome: None, _after: State) -> str:
    return _("The old badge opens nothing any more")


@_advice.register
def _opened(_verb: OpenConference, outcome: Opening, _after: State) -> str:
    total = sum(outcome.counts.values(), HeadCount.NOBODY)
    return _("{count}. Kept as announced, whoever comes later").format(count=present.head_count(total))


@_advice.register
def _closed(_verb: CloseCheckIn, outcome: tuple[DelegateId, ...], _after: State) -> str:
    if not outcome:
        return _("Nobody was missing")
    return _("{n} absent without reason; F8 on each notes a reason").format(n=len(outcome))


@_advice.register
def _counted(verb: NoteHeadCount, _outcome: int, _after: State) -> str:
    return present.hand_count(verb.source, verb.people)


@_advice.register
def _from_paper(verb: AdmitFromPaper, outcome: int, _after: State) -> str:
    told = ngettext("{n} person, signed at {time}", "{n} people, signed at {time}", outcome)
    return told.format(n=outcome, time=minute(verb.signed))


@_advice.register
def _cleared(verb: ClearRehearsal, outcome: int, _after: State) -> str:
    told = ngettext(
        "{n} test arrival; absences people told of stay", "{n} test arrivals; absences people told of stay", outcome
    )
    if not outcome:
        told = _("What was noted on an earlier day is gone; absences people told of stay")
    written = _("what was written down then is gone too") if verb.proposals else ""
    return " · ".join(filter(None, (told.format(n=outcome), written)))


def undone_card(undone: Undone, before: State, after: State) -> Card:
    """What an undo took back, by name; somebody admitted from outside the list is only in the state `before`."""
    entry = after.recent.get(undone.seq)
    card = Card(
        Tone.QUIET,
        "↶ " + _("UNDONE: {deed}").format(deed=present.deed(undone.verb)).upper(),
        advice=_("Was noted at {time}").format(time=clock(entry.at)) if entry else "",
        sound=Sound.AGAIN,
    )
    touched = (DelegateId(key) for table, key in undone.keys if table in present.ABOUT_A_PERSON)
    people = [one for one in dict.fromkeys(touched) if one in before.delegates]
    if len(people) != 1:
        about = podium_cards.concerned(undone, before, after) or proposal_cards.concerned(undone, before, after)
        return replace(card, name=about.upper(), advice=" · ".join(filter(None, (card.advice, _how_many(len(people))))))
    return _undone_of(before.delegates[people[0]], card, before, after)


def _how_many(people: int) -> str:
    return ngettext("{n} person", "{n} people", people).format(n=people) if people else ""


def _undone_of(delegate: Delegate, card: Card, before: State, after: State) -> Card:
    told = about(card, after.delegates.get(delegate.id, delegate), after if delegate.id in after.delegates else before)
    mark = present.mark(after.attendance.get(delegate.id))
    gone = delegate.id not in after.delegates
    now = _("no longer on the list") if gone else f"{mark.glyph} {mark.word.lower()}"
    becomes = _("Now: {state}").format(state=now)
    return replace(told, advice=" · ".join(filter(None, (card.advice, becomes))))
