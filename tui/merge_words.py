"""Two copies brought together, as words: what came in, who was let in at both, which numbers are new. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store import State, to_decide
from store.proposal_records import Proposal
from store.records import BlankBadge, Delegate, HandCount, Record
from tui import present
from tui.conflict_words import arrival, kind_of, sides, subject
from tui.i18n import _, ngettext
from tui.proposals import proposal_words

if TYPE_CHECKING:
    from store.care import Meeting, Merged, Renumbered


def report(merged: Merged) -> Iterator[str]:
    """What was brought in, and what somebody has to do now."""
    from store.care import Way

    if merged.way is Way.KNOWN:
        yield _("Nothing to bring in: everything done there is known here")
    else:
        told = ngettext("{n} action brought in", "{n} actions brought in", merged.actions)
        yield told.format(n=merged.actions)
    if merged.way is Way.FOLLOWED:
        yield _("Nothing had been done here since; the conference is now as it was there")
    yield from _met(merged)
    yield from _numbered_anew(merged)
    yield from _undecided(merged.state)


def _met(merged: Merged) -> Iterator[str]:
    if merged.meetings:
        yield _("Let in at both: {n}; the earlier time holds").format(n=len(merged.meetings))
    yield from ("  " + meeting(one, merged.state) for one in merged.meetings)


def meeting(met: Meeting, state: State) -> str:
    """Who was let in at both, and where and when."""
    seen = " · ".join(sorted(map(arrival, (met.here, met.there))))
    return f"{present.person(state.delegates[met.delegate])}: {seen}"


def _numbered_anew(merged: Merged) -> Iterator[str]:
    if merged.renumbered:
        yield _("Numbers given at both; those of later have new ones: {n}").format(n=len(merged.renumbered))
    yield from ("  " + new_number(one, merged.state) for one in merged.renumbered)
    if any(one.table in (Delegate.table, BlankBadge.table) for one in merged.renumbered):
        yield _("Print their badges again: toadam badges --changed -o FILE.pdf")


def new_number(moved: Renumbered, state: State) -> str:
    """The old one, the new one and whose it is."""
    record = state.find(moved.table, moved.key)
    old, new = (present.number(one) if moved.table == Delegate.table else one for one in (moved.old, moved.new))
    return f"{old} → {new} {_name_of(record)}"


def _name_of(record: Record | None) -> str:
    match record:
        case Delegate():
            return present.name_of(record)
        case Proposal():
            return proposal_words.first_line(record.text)
        case BlankBadge() | HandCount():
            return kind_of(record.table)
    return ""


def _undecided(state: State) -> Iterator[str]:
    if not state.conflicts:
        return
    yield _("To be decided, by a person: {n}; until then it is as it was here").format(n=len(state.conflicts))
    for conflict in to_decide(state):
        told = sides(conflict, state)
        yield f"  {subject(conflict, state)}"
        yield "    " + _("Here: {what}").format(what=f"{told.here} ({told.who_here})" if told.who_here else told.here)
        yield "    " + _("There: {what}").format(what=f"{told.there} ({told.who_there})")
    yield _("Decide in the window: F8 with nobody chosen, “To be decided”")
