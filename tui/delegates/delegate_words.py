"""What the list of delegates says in words: what Enter will do, all about one delegate, what is left to do. Pure.

A telephone number is masked: people in the queue can read the screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from store import RecordBadges, State, is_right, sheet_line
from store.records import Badge, Category, Conference, Delegate, Standing, Status
from store.text import shown
from tui import present
from tui.delegates.filters import Filter, Kind, Roll
from tui.door import hints
from tui.finding import Group, Meaning, Nothing, Person
from tui.i18n import N_, _, ngettext
from tui.present import Tone

LEGEND: Final = (
    ("★", N_("to be met")),
    ("▣", N_("badge to be printed")),
    ("?", N_("strike off or keep")),
    ("…", N_("no name yet")),
)
"""The small signs beside a name, in the order in which they stand there."""

_OPEN: Final = 2
_LAST: Final = 3
"""Digits of a telephone number that are shown, in front and at the end."""


def legend() -> str:
    """What the signs mean."""
    return " · ".join(f"{sign} {_(meaning)}" for sign, meaning in LEGEND)


# -- what Enter will do ------------------------------------------------------------------------------------------------


def hint(meaning: Meaning, state: State) -> str:
    """One sentence, with ⏎ in front if Enter does something. Here Enter never admits, but for a code typed by hand."""
    match meaning:
        case Group():
            n = len(meaning.delegates)
            text = ngettext(
                "⏎ With {n} marked: check in, strike off, keep, print · Esc none",
                "⏎ With {n} marked: check in, strike off, keep, print · Esc none",
                n,
            )
            return text.format(n=n)
        case Nothing():
            return _("Ready to scan · ↑↓ choose · Ctrl+F filter")
        case Person() if (delegate := state.delegates.get(meaning.delegate)) is not None:
            person = present.person_and_place(delegate, state.conference)
            text = _("⏎ Strike off or keep {person}") if delegate.unlisted else _("⏎ More about {person}")
            return text.format(person=person)
    return hints.hint(meaning, state)


# -- one delegate ------------------------------------------------------------------------------------------------------


class Details(NamedTuple):
    """Everything about a delegate, a line each; empty what there is nothing to say about."""

    person: str
    post: str
    category: Category | None
    state: str
    tone: Tone
    to_do: str
    """What somebody has to decide or print."""
    facts: str
    more: str
    badge: str
    note: str


def details(delegate: Delegate, state: State) -> Details:
    """What the list and the day know about somebody."""
    attendance = state.attendance.get(delegate.id)
    mark = present.mark(attendance)
    wrong = _wrong_with(delegate, state.badges.get(delegate.id), state.conference)
    unlisted = _("No longer on the roster: strike off or keep?") if delegate.unlisted else ""
    again = _("Badge to be printed again: {what}").format(what=wrong) if wrong else ""
    return Details(
        person=present.person(delegate),
        post=present.post(delegate, state.conference),
        category=state.conference.category(delegate.category),
        state=" · ".join((f"{mark.glyph} {mark.word}", *_told_of(delegate, state))),
        tone=mark.tone,
        to_do=" · ".join(filter(None, (unlisted, again))),
        facts=" · ".join(_facts(delegate, state)),
        more=" · ".join(_more(delegate)),
        badge=_badge(delegate, state),
        note=shown(delegate.note),
    )


def _told_of(delegate: Delegate, state: State) -> Iterator[str]:
    """Times, desk, substitute, reason."""
    attendance = state.attendance.get(delegate.id)
    if attendance is None:
        return
    if attendance.substitute is not None:
        yield _("substitute {name}").format(name=shown(attendance.substitute.name) or _("(no name yet)"))
    if attendance.arrived is not None:
        time, desk = present.minute(attendance.arrived), shown(attendance.desk)
        yield _("came {time}, {desk}").format(time=time, desk=desk) if desk else _("came {time}").format(time=time)
    if state.is_late(delegate.id):
        yield _("Late").lower()
    if attendance.left is not None:
        yield _("left {time}").format(time=present.minute(attendance.left))
    if attendance.reentered is not None and attendance.status is Status.PRESENT:
        yield _("back {time}").format(time=present.minute(attendance.reentered))
    if attendance.reason:
        yield shown(attendance.reason)


_STANDINGS: Final = {
    Standing.WALK_IN: N_("Walk-in"),
    Standing.SERVICE: N_("Service, not a delegate"),
    Standing.STRUCK_OFF: N_("Struck off the list: counts as a walk-in"),
}


def _facts(delegate: Delegate, state: State) -> Iterator[str]:
    """Where they belong, sign and sit."""
    if delegate.standing in _STANDINGS:
        yield _(_STANDINGS[delegate.standing])
    area = state.conference.area(delegate.area)
    if area is not None:
        count = state.area_count(area.id)
        yield f"{shown(area.name)} {count.present}/{count.summoned}"
    if delegate.standing is not Standing.SERVICE:
        place = sheet_line(delegate.number)
        yield _("Signs on sheet {sheet}, line {line}").format(sheet=place.sheet, line=place.line)
    if delegate.seat:
        yield _("Seat {seat}").format(seat=shown(delegate.seat))


def _more(delegate: Delegate) -> Iterator[str]:
    """What the roster says besides."""
    if delegate.role:
        yield _("Role: {role}").format(role=shown(delegate.role))
    if delegate.stt:
        yield _("Roster no. {stt}").format(stt=shown(delegate.stt))
    if delegate.phone:
        yield _("Phone {number}").format(number=masked(delegate.phone))


def masked(telephone: str) -> str:
    """`09•••••678`: enough to tell whether it is the right one."""
    hidden = max(len(telephone) - _OPEN - _LAST, 0)
    return shown(telephone[:_OPEN] + "•" * hidden + telephone[-_LAST:]) if hidden else "•" * len(telephone)


def _badge(delegate: Delegate, state: State) -> str:
    """When the badge was made, and how many codes before it open nothing any more."""
    badge = state.badges.get(delegate.id)
    if badge is None:
        made = _("Badge not printed yet")
    else:
        text = _("Badge printed {time}, {day}") if badge.face else _("Blank badge given {time}, {day}")
        made = text.format(time=present.minute(badge.made), day=f"{badge.made.wall:%d/%m}")
    old = len(delegate.retired_codes)
    retired = ngettext("{n} old code void", "{n} old codes void", old).format(n=old) if old else ""
    return " · ".join(filter(None, (made, retired)))


_ON_A_BADGE: Final = (N_("Name"), N_("Title"), N_("Unit"), N_("Category"))


def _wrong_with(delegate: Delegate, badge: Badge | None, conference: Conference) -> str:
    """Why the badge that was made cannot be worn; empty if it can, or there is none."""
    if badge is None or is_right(delegate, badge, conference):
        return ""
    if badge.code != delegate.code:
        return _("new code")
    now = RecordBadges.of([delegate], conference).made[0].face
    changed = [_(word).lower() for word, old, new in zip(_ON_A_BADGE, badge.face, now, strict=True) if old != new]
    return _("{words} changed").format(words=", ".join(changed))


# -- nobody in particular ----------------------------------------------------------------------------------------------

_TO_DO: Final = (Kind.UNLISTED, Kind.NAMELESS, Kind.BADGE)


def left_to_do(roll: Roll) -> list[str]:
    """What somebody has to decide, ask or print, each with its number."""
    return [roll.label(filter) for filter in map(Filter, _TO_DO) if roll.fitting(filter)]
