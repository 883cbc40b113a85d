"""What a desk says of working without its database, and of what was sent when it was back."""

from __future__ import annotations

from store import Sent
from tui.i18n import _, ngettext


def working_offline(waiting: int) -> str:
    """That it does, and how much the others do not know yet."""
    if not waiting:
        return _("working offline")
    said = ngettext("working offline, {n} action to be sent", "working offline, {n} actions to be sent", waiting)
    return said.format(n=waiting)


def told_of(sent: Sent) -> str:
    """What was sent, and what of it somebody has to look at."""
    said = ngettext("{n} action sent", "{n} actions sent", sent.actions).format(n=sent.actions)
    return "; ".join([said, *_remarks(sent)])


def _remarks(sent: Sent) -> list[str]:
    met = sum(len(one.meetings) for one in sent.brought)
    moved = sum(len(one.renumbered) for one in sent.brought)
    torn = sum(len(one.conflicts) for one in sent.brought)
    remarks = [
        (met, ngettext("{n} person was let in at another desk too", "{n} people were let in at another desk too", met)),
        (moved, ngettext("{n} number was given anew", "{n} numbers were given anew", moved)),
        (torn, ngettext("{n} thing is to be decided", "{n} things are to be decided", torn)),
    ]
    return [words.format(n=count) for count, words in remarks if count]


def needs_somebody(sent: Sent) -> bool:
    """Whether what was sent is not simply done."""
    return any(one.meetings or one.renumbered or one.conflicts for one in sent.brought)
