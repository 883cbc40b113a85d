"""What follows when a conference was made: its roster, its badges, then what else is to be ready. Esc leaves any of it
for later, and the list of what is to be ready says so."""

from __future__ import annotations

from typing import Any

from textual.app import App

from store import to_be_made
from tui.dialogs.pick import Entry, PickDialog
from tui.dialogs.readiness import ask_readiness, print_missing_badges, take_in_roster
from tui.i18n import _, ngettext
from tui.window import Window


async def first_steps(app: App[Any], window: Window) -> None:
    """One after the other. Runs in a worker."""
    await take_in_roster(app, window)
    await _offer_badges(app, window)
    await ask_readiness(app, window)


async def _offer_badges(app: App[Any], window: Window) -> None:
    count = len(to_be_made(window.store.state))
    if not count:
        return
    now = ngettext("Print {n} badge now", "Print {n} badges now, by area", count).format(n=count)
    entries = [Entry(now), Entry(_("Later: F8, Print"))]
    if await app.push_screen_wait(PickDialog(_("The roster is in; next the badges"), entries)) == 0:
        await print_missing_badges(app, window)
