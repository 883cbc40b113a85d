"""Something could not be done, and why; the way on has the focus."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button

from tui import places
from tui.dialogs.dialog import Dialog, plain
from tui.i18n import _


class RefusedDialog(Dialog[bool]):
    """Returns True for the way on, else None."""

    PLACE = places.ASKED
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, reason: str, way_on: str) -> None:
        super().__init__()
        self._title, self._reason, self._way_on = title, reason, way_on

    def compose(self) -> ComposeResult:
        """What was refused, why, and two buttons."""
        with Vertical(classes="dialog"):
            yield plain(self._title, classes="dialog-title")
            yield plain(self._reason)
            with Horizontal(classes="buttons"):
                yield Button(self._way_on, id="on", classes="-first", compact=True)
                yield Button(_("Close"), id="close", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answers."""
        self.dismiss(True if event.button.id == "on" else None)
