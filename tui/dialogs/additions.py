"""F7 on the list of delegates: a roster from a file, one more delegate, or the empty roster to send to the units."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Final

from textual.app import App

from store import AddDelegate
from store.records import DelegateId
from store.text import shown
from tui.dialogs.form import Field, FormDialog, Values
from tui.dialogs.guests import ask_category
from tui.dialogs.making import make_paper
from tui.dialogs.pick import Entry, PickDialog
from tui.i18n import N_, _
from tui.window import Window


class Addition(IntEnum):
    """What can be added, in the order of the digits."""

    ROSTER = 0
    DELEGATE = 1
    TEMPLATE = 2


_LABELS: Final = {
    Addition.ROSTER: N_("Take in a roster from a file…"),
    Addition.DELEGATE: N_("Add one delegate…"),
    Addition.TEMPLATE: N_("Empty roster for the units (.xlsx)"),
}


async def ask_addition(app: App[Any], *, likeliest: Addition = Addition.ROSTER) -> Addition | None:
    """Which of them."""
    entries = [Entry(_(_LABELS[addition])) for addition in Addition]
    place = await app.push_screen_wait(PickDialog(_("Add to the list of delegates"), entries, chosen=likeliest))
    return None if place is None else Addition(place)


async def ask_delegate(app: App[Any], window: Window, name: str) -> AddDelegate | None:
    """Category, then who; `name` is what was typed in vain. The area is found from the unit, as a roster's would be.

    A place whose name is not known yet has a title or a unit.
    """
    from store.roster import area_of

    conference = window.store.state.conference
    id = await ask_category(app, window.store.state, _("New delegate: which category?"))
    category = conference.category(id) if id is not None else None
    if category is None:
        return None
    fields = (
        Field("name", _("Name"), name),
        Field("title", _("Title")),
        Field("unit", _("Unit")),
        Field("phone", _("Phone")),
    )
    title = _("New delegate: {category}").format(category=shown(category.short))
    values = await app.push_screen_wait(FormDialog(title, fields, _("Add"), why_not=_nobody))
    if values is None:
        return None
    told = {field: value.strip() for field, value in values.items()}
    area, store = area_of(told["unit"], conference), window.store
    return AddDelegate(id=DelegateId(store.mint()), seed=store.mint(), category=category.id, area=area, **told)


def _nobody(values: Values) -> str:
    if any(values[field].strip() for field in ("name", "title", "unit")):
        return ""
    return _("Type the name, or at least a title or a unit")


async def make_template(app: App[Any], window: Window) -> None:
    """Writes the empty roster with the categories of the plan, and opens it."""
    from store.documents import roster_template_xlsx

    conference = window.store.state.conference
    name = "mau-danh-sach-dai-bieu.xlsx"
    await make_paper(app, window, name, lambda place, _progress: roster_template_xlsx(conference, place))
