"""What can be set: for the conference by a verb; for this window sounds, colours and the second place for backups."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from textual.app import App

from store import LIMITS, AdjustConference, value_of
from store.errors import OutOfRange
from store.records import Conference
from store.text import shown
from tui import preferences
from tui.dialogs.form import Field, FormDialog, Values
from tui.dialogs.progress import Stopped, behind_bar
from tui.dialogs.refused import tell_refused
from tui.i18n import N_, _
from tui.refusals import sentence, system_reason
from tui.store_thread import StoreThread
from tui.themes import THEMES
from tui.typed_path import shortened
from tui.window import Window

_LABELS: Final = {
    "presentation_minutes": N_("Presentation, min"),
    "discussion_minutes": N_("Discussion, min"),
    "reply_minutes": N_("Reply, min"),
    "warning_minutes": N_("Warning, min"),
    "danger_minutes": N_("Last call, min"),
    "late_after_minutes": N_("Late after, min"),
    "retention_days": N_("Names kept, days"),
}


_LONGEST: Final = 48
"""Characters of a folder in a title."""


async def ask_settings(app: App[Any], conference: Conference) -> AdjustConference | None:
    """Times and how long names are kept."""
    fields = [Field(setting, _(label), str(value_of(conference, setting))) for setting, label in _LABELS.items()]
    detail = _("For every window; days are counted from the conference on")
    title = _("Settings of the conference")
    values = await app.push_screen_wait(FormDialog(title, fields, _("Save"), detail=detail, why_not=_first_wrong))
    return None if values is None else AdjustConference(**{setting: int(text) for setting, text in values.items()})


def _first_wrong(values: Values) -> str:
    return next(filter(None, (_wrong(setting, text) for setting, text in values.items())), "")


def _wrong(setting: str, text: str) -> str:
    """Why this cannot be; empty if it can."""
    lowest, highest = LIMITS[setting]
    digits = text.strip()
    if digits.isascii() and digits.isdigit() and lowest <= int(digits) <= highest:
        return ""
    return f"{_(_LABELS[setting])}: {sentence(OutOfRange(setting, lowest=lowest, highest=highest))}"


def change_sounds(window: Window) -> None:
    """On, or off; remembered on this machine."""
    window.sounds.silent = not window.sounds.silent
    preferences.change(silent=window.sounds.silent)


def change_colours(app: App[Any]) -> None:
    """Dark, light, of high contrast, in turn; remembered on this machine if it is looked at here."""
    names = [theme.name for theme in THEMES]
    place = names.index(app.theme) if app.theme in names else -1
    app.theme = names[(place + 1) % len(names)]
    if not app.is_web:
        preferences.change(theme=app.theme)


async def ask_second_place(app: App[Any], store: StoreThread) -> None:
    """Names the folder and backs up there at once."""
    known = store.safety.second_place
    fields = (Field("place", _("Folder"), str(known or "")),)
    form = FormDialog(_("Where the second backup goes"), fields, _("Back up now"), why_not=_no_folder)
    values = await app.push_screen_wait(form)
    if values is None:
        return
    place = Path(values["place"].strip()).expanduser()
    told = _("Backing up to {place}").format(place=shortened(shown(str(place)), _LONGEST))
    try:
        await behind_bar(app, told, lambda course: course.unless_stopped(store.back_up_to(place, course.tell)))
    except Stopped:
        return
    except OSError as error:
        told = _("{place}: {reason}. What is noted is safe on this machine; the second place stays as it was")
        reason = told.format(place=shown(str(place)), reason=system_reason(error))
        await tell_refused(app, _("No second backup was made"), reason)
    else:
        app.notify(_("Backed up to {place}").format(place=shown(str(place))), markup=False)


def _no_folder(values: Values) -> str:
    return "" if values["place"].strip() else _("Type the folder, for example that of a USB stick")
