"""F8 while nobody is chosen: what can be set for this window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import App

from tui.dialogs.form import Field, FormDialog
from tui.dialogs.pick import Entry, PickDialog
from tui.i18n import _
from tui.sound import Sounds
from tui.store_thread import StoreThread
from tui.themes import DARK, LIGHT


async def ask_settings(app: App[Any], store: StoreThread, sounds: Sounds) -> None:
    """Picks one thing and sets it."""
    dark = app.theme == DARK
    entries = [
        Entry(_("Sounds on") if sounds.silent else _("Sounds off")),
        Entry(_("Light colours") if dark else _("Dark colours")),
        Entry(_("Second backup, on a USB stick")),
    ]
    match await app.push_screen_wait(PickDialog(_("This window"), entries)):
        case 0:
            sounds.silent = not sounds.silent
        case 1:
            app.theme = LIGHT if dark else DARK
        case 2:
            await _ask_second_place(app, store)


async def _ask_second_place(app: App[Any], store: StoreThread) -> None:
    known = store.safety.second_place
    fields = (Field("place", _("Folder"), str(known or "")),)
    values = await app.push_screen_wait(FormDialog(_("Where the second backup goes"), fields, _("Back up now")))
    if not values or not values["place"].strip():
        return
    place = Path(values["place"].strip()).expanduser()
    try:
        await store.back_up_to(place)
    except OSError as error:
        app.notify(f"{place}: {error.strerror or error}", severity="error", markup=False)
    else:
        app.notify(_("Backed up to {place}").format(place=place), markup=False)
