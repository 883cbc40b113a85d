"""The keys of where one is: of what has the keyboard, of the screen or dialog, of the whole program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from tui import places
from tui.dialogs.dialog import Dialog, key_line, plain
from tui.i18n import _
from tui.places import Place
from tui.roles import may_press
from tui.widgets.editing import Editing
from tui.widgets.key_table import KeyTable, Section


class HelpDialog(Dialog[None]):
    """Every key that does something, and what. Esc, F1 or Enter closes."""

    AUTO_FOCUS = ""
    PLACE = places.TOLD
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,enter", "back", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-8)", show=False),
        Binding("pagedown", "scroll(8)", show=False),
    ]

    def __init__(self, sections: Sequence[Section]) -> None:
        super().__init__()
        self._sections = sections

    def compose(self) -> ComposeResult:
        """A paragraph for each key."""
        with VerticalScroll(classes="dialog help", can_focus=False):
            yield plain(_("Keys"), classes="dialog-title")
            yield KeyTable(self._sections)
            yield key_line(_("Esc closes"))

    def action_scroll(self, by: int) -> None:
        """At once: an arrow that comes while Textual still scrolls for the one before would be lost."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False, immediate=True)


def sections(screen: Screen[Any], place: Place) -> list[Section]:
    """What the help says on this screen: what is nearest to the hands first."""
    typing = places.TYPING if isinstance(screen.focused, Editing) else ()
    focus = _("In the field") if typing else _("In the list")
    own = _("In this dialog") if screen.is_modal else _("On this screen")
    listed = ((focus, (*place.focus, *typing)), (own, place.own), (_("Everywhere"), place.everywhere))
    if screen.is_modal:
        # What is typed goes without saying until what the dialog asks has been said.
        listed = (listed[1], listed[0], listed[2])
    told = (Section(title, [key for key in those if may_press(screen.app, key)]) for title, those in listed)
    return [section for section in told if section.keys]
