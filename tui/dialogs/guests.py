"""F7: somebody who is not on the list. Which kind, and for a delegate of which category; the name comes later."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from textual.app import App

from store import AdmitWalkIn, State
from store.records import CategoryId, DelegateId, Standing
from store.text import shown
from tui.dialogs.pick import Entry, PickDialog
from tui.i18n import N_, _
from tui.store_thread import StoreThread

SERVICE: Final = ((N_("Reporter"), "Phóng viên"), (N_("Driver"), "Lái xe"), (N_("Service staff"), "Phục vụ"))
"""Who comes to work, in the order of their digits behind the delegate, and how documents call them."""


async def ask_guest(app: App[Any], store: StoreThread, *, name: str) -> AdmitWalkIn | None:
    """`name` is what was typed in vain. None if it was left with Esc."""
    entries = [Entry(_("Delegate not summoned")), *(Entry(_(kind)) for kind, _title in SERVICE)]
    place = await app.push_screen_wait(PickDialog(_("Let in somebody who is not on the list"), entries))
    if place is None:
        return None
    guest = AdmitWalkIn(id=DelegateId(store.mint()), seed=store.mint(), name=name)
    if place:
        return msgspec.structs.replace(guest, standing=Standing.SERVICE, title=SERVICE[place - 1][1])
    category = await ask_category(app, store.state, _("Not summoned: which category?"), _last_category(store.state))
    if category is None:
        return None
    return msgspec.structs.replace(guest, category=category)


async def ask_category(app: App[Any], state: State, title: str, chosen: CategoryId | None = None) -> CategoryId | None:
    """One of the plan's."""
    categories = state.conference.categories
    entries = [Entry(shown(category.name), colour=category.colour) for category in categories]
    first = next((place for place, entry in enumerate(categories) if entry.id == chosen), 0)
    place = await app.push_screen_wait(PickDialog(title, entries, chosen=first))
    return None if place is None else categories[place].id


def _last_category(state: State) -> CategoryId | None:
    """Of the last walk-in: the next one is likely of the same."""
    walk_ins = (one for one in state.delegates.values() if one.standing is Standing.WALK_IN)
    last = max(walk_ins, key=lambda one: one.number, default=None)
    return last.category if last else None
