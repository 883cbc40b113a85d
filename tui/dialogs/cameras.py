"""Which camera to look through, or which film, or none."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from textual.app import App

from store.text import shown
from tui.camera import camera_words
from tui.camera.eyes import Eye, Film, webcams
from tui.dialogs.form import Field, FormDialog
from tui.dialogs.pick import Entry, PickDialog
from tui.i18n import _
from tui.live_camera import LiveCamera, remembered
from tui.typed_path import there, typed_path


async def ask_camera(app: App[Any], live: LiveCamera) -> None:
    """Looks through what is picked; what was last looked through is picked by Enter alone."""
    last = remembered()
    eyes = await asyncio.to_thread(_there_is, last)
    entries = [*(Entry(camera_words.name(one)) for one in eyes), Entry(_("A video file…")), _off(live)]
    chosen = len(eyes) + 1 if live.camera is not None else eyes.index(last)
    place = await app.push_screen_wait(PickDialog(_("Read badges by camera"), entries, chosen=chosen))
    if place is None:
        return
    if place < len(eyes):
        live.look(eyes[place])
    elif place == len(eyes):
        await _ask_film(app, live, last)
    else:
        live.off()


def _there_is(last: Eye) -> list[Eye]:
    """The cameras, and what was last looked through even if it is not there now."""
    eyes: list[Eye] = [*webcams()]
    return eyes if last in eyes else [*eyes, last]


def _off(live: LiveCamera) -> Entry:
    return Entry(_("Camera off"), "" if live.camera else _("it is off"))


async def _ask_film(app: App[Any], live: LiveCamera, last: Eye) -> None:
    known = shown(str(last)) if isinstance(last, Film) else ""
    form = FormDialog(_("A video file"), (Field("path", _("File"), known),), _("Play"))
    values = await app.push_screen_wait(form)
    text = values["path"].strip() if values else ""
    if text:
        path = typed_path(text) or Path(text)
        found: Path | None = await asyncio.to_thread(there, path)
        live.look(Film(found or path))
