"""What a desk says of working without its database, and of what was sent when it was back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from tui.i18n import _, ngettext
from tui.saying import say

if TYPE_CHECKING:
    from store import Sent, State, Store

_NAMED: Final = 2
"""How many people, and how many numbers, a notice names; more would hide the screen."""


def working_offline(waiting: int) -> str:
    """That it does, and how much the others do not know yet."""
    if not waiting:
        return _("working offline")
    said = ngettext("working offline, {n} action to be sent", "working offline, {n} actions to be sent", waiting)
    return said.format(n=waiting)


def told_of(sent: Sent, state: State) -> str:
    """What was sent, and what of it somebody has to look at."""
    said = ngettext("{n} action sent", "{n} actions sent", sent.actions).format(n=sent.actions)
    return "\n".join([said, *_met(sent, state), *_numbered_anew(sent, state), *_undecided(sent)])


def say_offline(store: Store) -> None:
    """On the other channel than what was asked for: what was sent, and that what is told may not be the newest."""
    sent = told_of(store.sent, store.state).splitlines() if store.sent else []
    waiting = [working_offline(store.waiting)] if store.waiting is not None else []
    for line in (*sent, *waiting):
        say(line, error=True)


def needs_somebody(sent: Sent) -> bool:
    """Whether what was sent is not simply done."""
    return any(one.meetings or one.renumbered or one.conflicts for one in sent.brought)


def _met(sent: Sent, state: State) -> Iterator[str]:
    from tui.merge_words import meeting

    meetings = [one for step in sent.brought for one in step.meetings]
    if meetings:
        yield _("Let in at both: {n}; the earlier time holds").format(n=len(meetings))
    yield from (meeting(one, state) for one in islice(meetings, _NAMED))


def _numbered_anew(sent: Sent, state: State) -> Iterator[str]:
    from tui.merge_words import new_number

    moved = [one for step in sent.brought for one in step.renumbered]
    if moved:
        yield _("Numbers given at both; those of later have new ones: {n}").format(n=len(moved))
    yield from (new_number(one, state) for one in islice(moved, _NAMED))


def _undecided(sent: Sent) -> Iterator[str]:
    conflicts = sum(len(step.conflicts) for step in sent.brought)
    if conflicts:
        yield _("To be decided, by a person: {n}; F8 with nobody chosen").format(n=conflicts)
