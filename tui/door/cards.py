"""What the answer card says: each answer of the store as a headline, a name, facts, advice, a tone and a sound. Pure.

A card never shows a telephone number or a badge's code: people in the queue can read it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from store import Answer, Outcome, State, is_met, next_item, sheet_line, speaks_in
from store.errors import BuiltUpon, NotSaved, ReadOnly, Reason, Refused, StoreError
from store.records import Attendance, Category, Delegate, DelegateId, Method, Standing, Substitute
from store.text import shown
from tui import present
from tui.blank import Lack
from tui.i18n import N_, _
from tui.machine.sound import Sound
from tui.nobody import nobody_listed
from tui.present import Tone, clock, minute
from tui.refusals import sentence


@dataclass(frozen=True)
class Card:
    """One answer, ready to be drawn."""

    tone: Tone
    headline: str
    name: str = ""
    instead: str = ""
    """Who came in whose place."""
    post: str = ""
    category: Category | None = None
    facts: str = ""
    gets: str = ""
    """What is handed over."""
    note: str = ""
    advice: str = ""
    sound: Sound | None = None
    undoable: bool = False
    lasting: bool = False
    """Stays until the next answer: somebody has to act on it."""
    delegate: DelegateId | None = None


class Look(NamedTuple):
    """How an outcome looks and sounds."""

    glyph: str
    word: str
    tone: Tone
    sound: Sound
    advice: str = ""


LOOKS: Final = {
    Outcome.ADMITTED: Look("✔", N_("CHECKED IN"), Tone.GOOD, Sound.ADMITTED),
    Outcome.REENTRY: Look("↻", N_("BACK AGAIN"), Tone.GOOD, Sound.ADMITTED),
    Outcome.ALREADY_IN: Look("▲", N_("ALREADY IN"), Tone.AGAIN, Sound.AGAIN, N_("If in doubt, ask for the name")),
    Outcome.REPEAT: Look("=", N_("SCANNED TWICE"), Tone.QUIET, Sound.AGAIN, N_("Checked in already; nothing to do")),
    Outcome.REPLACED: Look(
        "✘", N_("OLD BADGE"), Tone.BAD, Sound.REFUSED, N_("Replaced by a new badge: keep this one, then type the name")
    ),
    Outcome.OTHER_CONFERENCE: Look(
        "✘", N_("ANOTHER CONFERENCE"), Tone.BAD, Sound.REFUSED, N_("Not a badge of today; type the name")
    ),
    Outcome.MISREAD: Look(
        "?", N_("MISREAD, SCAN AGAIN"), Tone.BAD, Sound.REFUSED, N_("Or type the number printed on the badge")
    ),
    Outcome.UNKNOWN: Look(
        "✘", N_("CODE NOT IN THE LIST"), Tone.BAD, Sound.REFUSED, N_("Type number or name; not on the list: F7 adds")
    ),
    Outcome.NOT_SAVED: Look("✘", N_("NOT SAVED"), Tone.BAD, Sound.ATTENTION),
}


def headline(outcome: Outcome) -> str:
    """Glyph and word: `✔ ĐÃ ĐIỂM DANH`."""
    look = LOOKS[outcome]
    return f"{look.glyph} {_(look.word)}"


# -- answers -----------------------------------------------------------------------------------------------------------


def answer_card(answer: Answer, state: State) -> Card:
    """What the desk is told about one arrival; `state` is the one after it."""
    look = LOOKS[answer.outcome]
    card = Card(
        tone=look.tone,
        headline=f"{headline(answer.outcome)} {_told_time(answer)}",
        advice=_(look.advice) if look.advice else "",
        sound=look.sound,
        undoable=answer.outcome in (Outcome.ADMITTED, Outcome.REENTRY),
    )
    delegate = state.delegates.get(answer.delegate) if answer.delegate is not None else None
    if delegate is None:
        return _blank(card) if answer.blank else card
    card = about(card, delegate, state)
    if answer.outcome is Outcome.ADMITTED and (role := met_as(delegate, state, answer.at.wall)):
        card = replace(card, tone=Tone.MEET, headline=f"★ {role.upper()} · {clock(answer.at)}", sound=Sound.MEET)
        card = replace(card, advice=_("Tell whoever goes to meet them"))
    if answer.outcome is Outcome.ADMITTED and answer.excuse_lifted:
        return replace(card, advice=_("Had been marked absent; now present"))
    if answer.outcome is Outcome.ALREADY_IN:
        return replace(card, advice=f"{_before(answer)} · {card.advice}")
    return card


def cannot_card(reason: str) -> Card:
    """A key was pressed that would do nothing now."""
    return Card(Tone.QUIET, "– " + _("NOT NOW"), advice=reason)


def _blank(card: Card) -> Card:
    return replace(
        card,
        tone=Tone.AGAIN,
        headline="▢ " + _("BLANK BADGE"),
        advice=_("For whom? F7 adds somebody; or choose somebody, F8, then scan it again"),
        sound=Sound.AGAIN,
    )


def met_as(delegate: Delegate, state: State, now: dt.datetime) -> str:
    """As what somebody goes to meet this delegate; empty if nobody does."""
    if speaks_in(next_item(state, now), delegate):
        return _("Speaks next")
    if not is_met(state.conference, delegate):
        return ""
    category = state.conference.category(delegate.category)
    return shown(delegate.role or (category.short if category else ""))


def _told_time(answer: Answer) -> str:
    """When it happened; for somebody already in, since when."""
    if answer.outcome is Outcome.ALREADY_IN and answer.arrived is not None:
        return _("since {time}").format(time=minute(answer.arrived))
    return clock(answer.at)


def _before(answer: Answer) -> str:
    return _("{desk}, asked {times} times").format(desk=shown(answer.desk), times=answer.times)


def about(card: Card, delegate: Delegate, state: State) -> Card:
    """The card with everything it may say about a delegate."""
    attendance = state.attendance.get(delegate.id)
    substitute = attendance.substitute if attendance else None
    name = present.name_of(delegate)
    return replace(
        card,
        delegate=delegate.id,
        name=(shown(substitute.name) if substitute and substitute.name else name).upper(),
        instead=_substituted(substitute, delegate) if substitute else "",
        post=present.post(delegate, state.conference),
        category=state.conference.category(delegate.category),
        facts=_facts(delegate, state),
        gets=_gets(delegate, state),
        note=shown(delegate.note),
    )


def _substituted(substitute: Substitute, delegate: Delegate) -> str:
    if not substitute.name:
        return _("A substitute came, name not taken down")
    post = f" ({shown(substitute.title)})" if substitute.title else ""
    return _("Substitute{post} for {person}").format(post=post, person=present.person(delegate))


def _facts(delegate: Delegate, state: State) -> str:
    facts = [_("No. {number}").format(number=present.number(delegate.number))]
    if delegate.seat:
        facts.append(_("Seat {seat}").format(seat=shown(delegate.seat)))
    if delegate.standing is not Standing.SERVICE:
        place = sheet_line(delegate.number)
        facts.append(_("Signs on sheet {sheet}, line {line}").format(sheet=place.sheet, line=place.line))
    if delegate.standing is Standing.SUMMONED:
        facts += _together(delegate, state)
    else:
        facts.append(_(_STANDINGS[delegate.standing]))
    attendance = state.attendance.get(delegate.id)
    if attendance is not None and attendance.method is Method.PAPER:
        facts.append(_("From paper"))
    if state.is_late(delegate.id):
        facts.append(_("Late"))
    return " · ".join(facts)


_STANDINGS: Final = {
    Standing.WALK_IN: N_("Walk-in"),
    Standing.SERVICE: N_("Service, not a delegate"),
    Standing.STRUCK_OFF: N_("Struck off the list: counts as a walk-in"),
}


def _together(delegate: Delegate, state: State) -> list[str]:
    """How many of the area are here, or of the unit where there is no area."""
    area = state.conference.area(delegate.area)
    if area is not None:
        count = state.area_count(area.id)
        return [f"{shown(area.name)} {count.present}/{count.summoned}"]
    unit = state.unit_count(delegate)
    return (
        [_("Unit: {present}/{summoned}").format(present=unit.present, summoned=unit.summoned)] if delegate.unit else []
    )


def _gets(delegate: Delegate, state: State) -> str:
    category = state.conference.category(delegate.category)
    return ", ".join(map(shown, category.gets)) if category else ""


def already_in_card(attendance: Attendance, state: State) -> Card:
    """What a window that checks nobody in says of somebody who is in."""
    card = Card(Tone.QUIET, headline(Outcome.ALREADY_IN), sound=Sound.AGAIN)
    return about(card, state.delegates[attendance.delegate], state)


def not_the_door_card() -> Card:
    """What such a window says of everybody else."""
    return Card(Tone.BAD, "✘ " + _("Not checked in: scan at the entrance"), sound=Sound.REFUSED)


# -- everything else that is said on the card --------------------------------------------------------------------------


def ready_card() -> Card:
    """Nothing stale: the card between two people."""
    return Card(Tone.PLAIN, _("Ready to scan"), advice=_("Scan a badge, or type a number or a name"))


def idle_card(state: State, trouble: StoreError | None, *, listed_here: bool) -> Card:
    """What stands there when there is no answer; `listed_here` says whether a roster can be taken in here."""
    if trouble is not None:
        return trouble_card(trouble)
    if state.delegates:
        return ready_card()
    nobody = nobody_listed(listed_here=listed_here)
    return Card(Tone.PLAIN, nobody.told, advice=nobody.next)


def waiting_card(desk: str) -> Card:
    """Somebody else has had the turn for a second: nothing has been noted yet."""
    return Card(
        Tone.AGAIN,
        Lack.WAITS.said(_("WAITING")),
        advice=_("{desk} is writing; the last scan is not noted yet").format(desk=shown(desk) or "?"),
        lasting=True,
    )


def torn_card(torn: int) -> Card:
    """What a crash left unfinished is not there; whoever looks for it should know that nobody was told it was."""
    told = _("An unfinished write of {n} bytes was left out: of it nobody had been told that it was saved")
    return Card(Tone.QUIET, "⚠ " + _("AFTER A CRASH"), advice=told.format(n=torn), lasting=True)


def trouble_card(trouble: StoreError) -> Card:
    """What stands where «ready» would stand while nothing can be noted."""
    return Card(Tone.BAD, Lack.REFUSED.said(_("NOTHING CAN BE NOTED")), advice=sentence(trouble), lasting=True)


def failure_card(error: StoreError, delegate: Delegate | None, state: State) -> Card:
    """The store said no: the rule, or the disk, which is the one that must not be missed."""
    if isinstance(error, (NotSaved, ReadOnly)):
        return _not_saved(error, delegate, state)
    if isinstance(error, Refused) and error.reason is Reason.NOTHING_TO_UNDO and not isinstance(error, BuiltUpon):
        return Card(Tone.QUIET, "↶ " + sentence(error), sound=Sound.AGAIN)
    card = Card(Tone.BAD, Lack.REFUSED.said(_("NOT DONE")), advice=present.refusal(error, state), sound=Sound.REFUSED)
    return about(card, delegate, state) if delegate else card


def _not_saved(error: StoreError, delegate: Delegate | None, state: State) -> Card:
    head = f"{headline(Outcome.NOT_SAVED)} – "
    if delegate is None:
        head += _("take the name down on paper")
    else:
        head += _("write No. {number} on paper").format(number=present.number(delegate.number))
    advice = " · ".join((sentence(error), _("Then scan again")))
    card = Card(Tone.BAD, head, advice=advice, sound=LOOKS[Outcome.NOT_SAVED].sound, lasting=True)
    return about(card, delegate, state) if delegate else card
