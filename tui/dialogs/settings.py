"""What can be set for this window: sounds, colours, and the second place for backups."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import App

from store.text import shown
from tui import preferences
from tui.dialogs.form import Field, FormDialog
from tui.i18n import _
from tui.refusals import system_reason
from tui.store_thread import StoreThread
from tui.themes import DARK, LIGHT
from tui.window import Window


def change_sounds(app: App[Any], window: Window) -> None:
    """On, or off; remembered on this machine."""
    window.sounds.silent = not window.sounds.silent
    _remember(app, window)


def change_colours(app: App[Any], window: Window) -> None:
    """Light, or dark; remembered on this machine."""
    app.theme = LIGHT if app.theme == DARK else DARK
    _remember(app, window)


def _remember(app: App[Any], window: Window) -> None:
    preferences.save(preferences.Preferences(silent=window.sounds.silent, theme=app.theme))


async def ask_second_place(app: App[Any], store: StoreThread) -> None:
    """Names the folder and backs up there at once."""
    known = store.safety.second_place
    fields = (Field("place", _("Folder"), str(known or "")),)
    values = await app.push_screen_wait(FormDialog(_("Where the second backup goes"), fields, _("Back up now")))
    if not values or not values["place"].strip():
        return
    place = Path(values["place"].strip()).expanduser()
    try:
        await store.back_up_to(place)
    except OSError as error:
        app.notify(f"{shown(str(place))}: {system_reason(error)}", severity="error", markup=False)
    else:
        app.notify(_("Backed up to {place}").format(place=shown(str(place))), markup=False)
