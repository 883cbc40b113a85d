"""A rehearsal as words: who stands there, what is seen in the hall, how it went. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from store import State
from store.records import DelegateId, Stamp
from store.text import shown
from tui import present
from tui.drill import deeds
from tui.drill.drill import Answered, Drill
from tui.drill.hall import Cue, Matter
from tui.drill.line import Mistake, Served, Slip
from tui.drill.morning import Errand, Visit
from tui.drill.part import Part
from tui.drill.results import AtTheDoor, InTheHall
from tui.drill.verdict import Fault, Finding
from tui.i18n import N_, _, ngettext
from tui.podium import day_words, speaker_words

_LISTED: Final = 12
"""Mistakes that are told one by one."""


def mark() -> str:
    """Stands on everything: `▞▞ DIỄN TẬP ▞▞`."""
    word = _("REHEARSAL")
    return f"▞▞ {word} ▞▞"


# -- while it goes on --------------------------------------------------------------------------------------------------


def head(drill: Drill, now: Stamp) -> str:
    """`08:31:10 ×2 · trước bàn 3 · đã xong 12`"""
    speed = _("stands still") if drill.clock.paused else f"×{drill.clock.speed}"
    if drill.part is Part.HALL:
        done = _("done {n}").format(n=len(drill.answered))
        return f"{present.clock(now)} {speed} · {done}"
    done = _("before the desk {waiting} · done {n}")
    return f"{present.clock(now)} {speed} · " + done.format(waiting=len(drill.line.waiting), n=len(drill.line.served))


def task(drill: Drill, state: State) -> str:
    """What whoever learns is to do now; empty for nothing."""
    if drill.part is Part.HALL:
        return seen(drill.cue, state) if drill.cue is not None else ""
    return visit(drill.line.waiting[0].visit, state) if drill.line.waiting else ""


def calm(drill: Drill) -> str:
    """What stands in its place while there is nothing to do."""
    if drill.part is Part.DOOR and drill.morning is not None and not drill.morning.visits:
        return _("Nobody is on the list yet: take in a roster first")
    if drill.is_over and drill.part is Part.DOOR:
        return _("Everybody has come: F10 ends the rehearsal")
    return _("The hall: all goes its way") if drill.part is Part.HALL else _("Nobody stands before the desk")


_VISITS: Final = {
    Errand.BADGE: N_("Holds out the badge {code}: {person}"),
    Errand.OTHERS_BADGE: N_("Holds out the badge {code}: {person}"),
    Errand.FORGOTTEN: N_("Has forgotten the badge: {person}"),
    Errand.SUBSTITUTE: N_("Comes in place of {person}: {name}"),
    Errand.WALK_IN: N_("Is not on the list, {category}: {name}"),
    Errand.SERVICE: N_("Drives a delegate: {name}"),
    Errand.EXCUSED: N_("On the telephone, cannot come ({reason}): {person}"),
    Errand.LEAVING: N_("Goes home early: {person}"),
}


def visit(visit: Visit, state: State) -> str:
    """Who stands there and what is the matter; the number they do not know."""
    category, holder = state.conference.category(visit.category), state.delegates.get(visit.badge or DelegateId(0))
    return _(_VISITS[visit.errand]).format(
        person=_person(visit.delegate, state),
        name=shown(visit.name),
        category=shown(category.short) if category else "",
        code=holder.code if holder else "",
        reason=shown(deeds.reason(state)).lower(),
    )


def _person(id: DelegateId | None, state: State) -> str:
    delegate = state.delegates.get(id) if id is not None else None
    if delegate is None:
        return ""
    return ", ".join(filter(None, (present.name_of(delegate), present.where(delegate, state.conference))))


_SEEN: Final = {
    Matter.OPENING: N_("The hall: the opening has been declared"),
    Matter.LATE_LEADER: N_("The hall: {people} has come, and has not been introduced"),
    Matter.ABSENT: N_("The hall: nobody comes forward, {speaker} is not there"),
    Matter.READER: N_("The hall: {name} comes forward to read for {speaker}"),
    Matter.SPEECH_OVER: N_("The hall: {speaker} has ended"),
    Matter.HAND: N_("The hall: {people} raises a hand"),
    Matter.CALL: N_("The hall: everybody waits for the next speaker"),
    Matter.ITEM_OVER: N_("The hall: over is “{item}”"),
    Matter.BEGIN: N_("The hall is ready: “{item}”"),
}


def seen(cue: Cue, state: State) -> str:
    """What is seen in the hall."""
    speech = state.speeches.get(cue.speech or 0)
    item = state.agenda.get(cue.item or 0)
    return _(_SEEN[cue.matter]).format(
        people=", ".join(present.person(state.delegates[id]) for id in cue.people if id in state.delegates),
        speaker=speaker_words.who(state, speech) if speech else "",
        name=shown(cue.name),
        item=day_words.title(item) if item else "",
    )


# -- at the end --------------------------------------------------------------------------------------------------------


def summary(told: AtTheDoor | InTheHall, state: State) -> list[str]:
    """How it went, line by line."""
    lines = _door(told, state) if isinstance(told, AtTheDoor) else _hall(told, state)
    return [*lines, "", _("The copy is deleted now; nothing of it is kept.")]


def _door(told: AtTheDoor, state: State) -> Iterator[str]:
    yield ngettext("{n} person done right", "{n} people done right", told.served).format(n=told.served)
    if told.slowest is not None and told.longest_wait is not None:
        yield _("Each took {time}, as a rule").format(time=_seconds(told.median_s))
        yield _("The slowest, {time}: {task}").format(time=_seconds(told.slowest.took_s), task=_of(told.slowest, state))
        waited = told.longest_wait
        yield _("Waited longest, {time}: {task}").format(time=_seconds(waited.waited_s), task=_of(waited, state))
    if told.waiting:
        yield _("Still before the desk: {n}").format(n=told.waiting)
    yield from _wrong([_mistake(one, state) for one in told.mistakes])


def _of(served: Served, state: State) -> str:
    return visit(served.visit, state)


def _hall(told: InTheHall, state: State) -> Iterator[str]:
    yield ngettext("{n} thing seen to in the hall", "{n} things seen to in the hall", told.answered).format(
        n=told.answered
    )
    if told.slowest is not None:
        yield _("Each took {time}, as a rule").format(time=_seconds(told.median_s))
        yield _("The slowest, {time}: {task}").format(
            time=_seconds(told.slowest.took_s), task=_in_the_hall(told.slowest, state)
        )
    yield _("The day at the end: {late}").format(late=present.behind(told.offset_ms))
    yield from _wrong([_finding(one, state) for one in told.findings])


def _in_the_hall(answered: Answered, state: State) -> str:
    return seen(answered.cue, state)


def _wrong(mistakes: list[str]) -> Iterator[str]:
    yield ""
    if not mistakes:
        yield _("Nothing was left wrong.")
        return
    yield ngettext("{n} thing left wrong:", "{n} things left wrong:", len(mistakes)).format(n=len(mistakes))
    yield from (f"✘ {one}" for one in mistakes[:_LISTED])
    if len(mistakes) > _LISTED:
        yield _("… and {n} more").format(n=len(mistakes) - _LISTED)


_SLIPS: Final = {
    Slip.WRONG_PERSON: N_("{person}: checked in, and was not there"),
    Slip.NOT_THE_SUBSTITUTE: N_("{person}: checked in, and {name} had come instead"),
    Slip.BADGE_BELIEVED: N_("{person}: let in on the badge of somebody who was in already"),
    Slip.LET_GO: N_("{person}: kept waiting, and went in without being checked in"),
    Slip.NO_NAME: N_("{person}: let in, and never named"),
}


def _mistake(mistake: Mistake, state: State) -> str:
    person = _person(mistake.delegate, state) or shown(mistake.name)
    return _(_SLIPS[mistake.slip]).format(person=person, name=shown(mistake.name))


_FAULTS: Final = {
    Fault.CUT_SHORT: N_("{speaker}: ended while still speaking"),
    Fault.LEFT_EARLY: N_("“{item}”: left before it was over"),
    Fault.SPOKE_ABSENT: N_("{speaker}: noted as having spoken, and was not there"),
    Fault.NO_READER: N_("{speaker}: read by somebody else, and it is not noted who"),
    Fault.NOT_INTRODUCED: N_("{person}: came late, and was not introduced"),
    Fault.NOT_OPENED: N_("The opening was never noted"),
}


def _finding(finding: Finding, state: State) -> str:
    speech, item = state.speeches.get(finding.speech or 0), state.agenda.get(finding.item or 0)
    return _(_FAULTS[finding.fault]).format(
        speaker=speaker_words.who(state, speech) if speech else "",
        item=day_words.title(item) if item else "",
        person=_person(finding.delegate, state),
    )


def _seconds(seconds: float) -> str:
    return _("{n} seconds").format(n=round(seconds))
