"""What the line under the field says: what Enter will do with what has been typed. Pure."""

from __future__ import annotations

from typing import Final

from store import State
from store.records import Delegate, DelegateId, Status
from store.text import shown
from tui import present
from tui.blank import Lack
from tui.finding import Code, Group, Many, Meaning, Namesakes, Near, Nobody, Nothing, Person, Preparing, Proposed
from tui.i18n import _, ngettext

NAMED: Final = 8
"""How many numbers of a group the line has room for."""


def hint(meaning: Meaning, state: State) -> str:
    """One sentence, with ⏎ in front if Enter does something."""
    match meaning:
        case Group():
            return _("⏎ Check in {n}: {numbers} · Esc none").format(
                n=len(meaning.delegates), numbers=_numbers(meaning.delegates, state)
            )
        case Nothing():
            return _("Ready to scan · ↓ who is missing")
        case Preparing():
            return Lack.WAITS.said(_("Preparing the list"))
        case Nobody():
            return _nobody(meaning.query)
        case Near():
            return _near(meaning, state)
        case Namesakes():
            return _("{n} people of the same name – choose with ↑↓").format(n=meaning.people)
        case Many():
            return _("{n} people of that place or title – choose with ↑↓").format(n=meaning.people)
        case Proposed():
            text = ngettext(
                "Identity card: found {n} person, choose with ↓, then ⏎",
                "Identity card: found {n} people, choose with ↑↓, then ⏎",
                meaning.people,
            )
            return text.format(n=meaning.people)
        case Code():
            return _("⏎ Check in by the code typed")
        case Person():
            delegate = state.delegates.get(meaning.delegate)
            return _person(delegate, state) if delegate else _("No match")


def acts(meaning: Meaning) -> bool:
    """Whether Enter does something."""
    return isinstance(meaning, (Person, Code, Group))


def _numbers(delegates: tuple[DelegateId, ...], state: State) -> str:
    """As on their badges; of many the last ones, since those were marked just now."""
    numbers = [present.number(state.delegates[one].number) for one in delegates if one in state.delegates]
    return ", ".join(numbers if len(numbers) <= NAMED else ["…", *numbers[-NAMED:]])


def _nobody(query: str) -> str:
    return _("No match · F7 adds “{text}”").format(text=shown(query))


def _near(near: Near, state: State) -> str:
    """Whom the first arrow chooses; Enter does nothing yet."""
    first = state.delegates.get(near.delegates[0])
    if first is None:
        return _nobody(near.query)
    who = present.person_and_place(first, state.conference)
    return _("Nobody “{text}” · F7 adds · ↓ perhaps {person}").format(text=shown(near.query), person=who)


def _person(delegate: Delegate, state: State) -> str:
    attendance = state.attendance.get(delegate.id)
    who = present.person_and_place(delegate, state.conference)
    match attendance.status if attendance else None:
        case None:
            return _("⏎ Check in {person}").format(person=who)
        case Status.PRESENT:
            since = present.minute(attendance.arrived) if attendance and attendance.arrived else "?"
            return _("⏎ Already in since {time}: show {person}").format(time=since, person=who)
        case Status.LEFT:
            return _("⏎ Let in again {person}").format(person=who)
        case _:
            return _("⏎ Marked absent, check in {person}").format(person=who)
