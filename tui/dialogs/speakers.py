"""Who takes the floor, and what about: a delegate found as everywhere, somebody by name, or nobody known yet."""

from __future__ import annotations

from typing import Any, Final, Protocol, runtime_checkable

from textual.app import App

from store.records import DelegateId
from store.text import shown
from tui.dialogs.form import Field, FormDialog, Values
from tui.dialogs.person import PersonDialog
from tui.dialogs.pick import Entry, PickDialog
from tui.i18n import _
from tui.window import Window


@runtime_checkable
class AsksForSomebody(Protocol):
    """A dialog in which a badge is an answer, once its bearer is in."""

    def take(self, delegate: DelegateId) -> None:
        """It is this delegate."""


class _WhoDialog(PickDialog):
    """How somebody is to be told; or whose badge it was."""

    scanned: DelegateId | None = None

    def take(self, delegate: DelegateId) -> None:
        self.scanned = delegate
        self.dismiss(None)


Who = dict[str, Any]
"""The fields of a verb that say who speaks; empty for nobody known."""


async def ask_speaker(app: App[Any], window: Window, title: str, *, known: bool = False) -> Who | None:
    """Who it is; with `known` it cannot be nobody. None if it was left."""
    entries = [Entry(_("A delegate")), Entry(_("Somebody not on the list"))]
    if not known:
        entries.append(Entry(_("Not known yet, named later")))
    dialog = _WhoDialog(title, entries)
    match await app.push_screen_wait(dialog):
        case None:
            return None if dialog.scanned is None else {"delegate": dialog.scanned}
        case 0:
            delegate = await app.push_screen_wait(PersonDialog(window, title, _("Choose")))
            return None if delegate is None else {"delegate": delegate}
        case 1:
            return await ask_outsider(app, title)
    return {}


async def ask_outsider(app: App[Any], title: str, name: str = "", *, verb: str = "") -> Who | None:
    """Name, title and unit of somebody who is no delegate."""
    fields = (Field("name", _("Name"), name), Field("title", _("Title")), Field("unit", _("Unit")))
    values = await app.push_screen_wait(FormDialog(title, fields, verb or _("Save"), why_not=unnamed))
    return dict(values) if values else None


def unnamed(values: Values) -> str:
    """Why a form without a name does not do; empty if there is one."""
    return "" if values["name"].strip() else _("Type the name first")


async def ask_matter(
    app: App[Any], title: str, topic: str, minutes: int | None, verb: str
) -> tuple[str, int | None] | None:
    """What somebody speaks about, and for how many minutes; None for as long as is usual. None if it was left."""
    told = "" if minutes is None else str(minutes)
    fields = (Field("topic", _("Subject"), shown(topic)), Field("minutes", _("Minutes"), told))
    values = await app.push_screen_wait(FormDialog(title, fields, verb, why_not=_wrong_minutes))
    if values is None:
        return None
    told = values["minutes"].strip()
    return values["topic"], int(told) if told else None


def _wrong_minutes(values: Values) -> str:
    told = values["minutes"].strip()
    if not told or (told.isdecimal() and len(told) <= _DIGITS):
        return ""
    return _("Minutes are a whole number; empty for as long as is usual")


_DIGITS: Final = 4
"""Of a number of minutes; a day has fewer."""
