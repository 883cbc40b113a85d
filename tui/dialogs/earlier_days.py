"""The first opening of the day: what is of earlier days was tried, as far as anybody knows, and can be cleared."""

from __future__ import annotations

from typing import Any

from textual.app import App

from store import ClearRehearsal, rehearsal, was_held
from tui.dialogs.confirm import ConfirmDialog
from tui.i18n import _, ngettext
from tui.store_thread import StoreThread


async def ask_to_clear(app: App[Any], store: StoreThread) -> ClearRehearsal | None:
    """What is to go; nothing where nobody may, or nothing was tried."""
    state, today = store.state, store.now().wall.date()
    tried = rehearsal(state, today)
    if not tried or was_held(state, today) or store.session.role not in ClearRehearsal.roles:
        return None
    if tried.is_of_the_door and not await _agreed(app, _about_tried(len(tried.arrivals))):
        return None
    written = len(tried.proposals)
    proposals = written > 0 and await _agreed(app, _about_written(written))
    return ClearRehearsal(today=today, proposals=proposals) if tried.is_of_the_door or proposals else None


async def _agreed(app: App[Any], question: ConfirmDialog) -> bool:
    return await app.push_screen_wait(question) is True


def _about_tried(arrivals: int) -> ConfirmDialog:
    """Whether to clear what was tried on earlier days."""
    question = ngettext("{n} arrival of an earlier day: clear?", "{n} arrivals of earlier days: clear?", arrivals)
    if not arrivals:
        question = _("The opening or counts noted on an earlier day: clear?")
    detail = _("What was tried would count as real. Absences people told of stay; undo brings all back.")
    return ConfirmDialog(question.format(n=arrivals), _("Clear"), detail=detail)


def _about_written(proposals: int) -> ConfirmDialog:
    """Whether what was written down then goes too: it may have been prepared in earnest."""
    question = ngettext(
        "{n} proposal written down on an earlier day: clear it too?",
        "{n} proposals written down on earlier days: clear them too?",
        proposals,
    )
    detail = _("What came from slips stays; numbers are not given again; undo brings all back.")
    return ConfirmDialog(question.format(n=proposals), _("Clear"), detail=detail)
