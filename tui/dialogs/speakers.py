"""Who takes the floor: a delegate found as everywhere, somebody by name, or somebody nobody knows yet."""

from __future__ import annotations

from typing import Any

from textual.app import App

from tui.dialogs.form import Field, FormDialog
from tui.dialogs.person import PersonDialog
from tui.dialogs.pick import Entry, PickDialog
from tui.i18n import _
from tui.window import Window

Who = dict[str, Any]
"""The fields of a verb that say who speaks; empty for nobody known."""


async def ask_speaker(app: App[Any], window: Window, title: str, *, known: bool = False) -> Who | None:
    """Who it is; with `known` it cannot be nobody. None if it was left."""
    entries = [Entry(_("A delegate")), Entry(_("Somebody not on the list"))]
    if not known:
        entries.append(Entry(_("Not known yet, named later")))
    place = await app.push_screen_wait(PickDialog(title, entries))
    match place:
        case None:
            return None
        case 0:
            delegate = await app.push_screen_wait(PersonDialog(window, title, _("Choose")))
            return None if delegate is None else {"delegate": delegate}
        case 1:
            return await ask_outsider(app, title)
    return {}


async def ask_outsider(app: App[Any], title: str, name: str = "", *, verb: str = "") -> Who | None:
    """Name, title and unit of somebody who is no delegate."""
    fields = (Field("name", _("Name"), name), Field("title", _("Title")), Field("unit", _("Unit")))
    values = await app.push_screen_wait(FormDialog(title, fields, verb or _("Save")))
    return dict(values) if values and values["name"].strip() else None
