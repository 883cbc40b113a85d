"""Something could not be done, and why; the way on has the focus."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button

from tui import places
from tui.blank import Lack
from tui.dialogs.dialog import Dialog, plain
from tui.i18n import _


async def tell_refused(app: App[Any], what: str, reason: str) -> None:
    """Something did not come about; there is nothing to decide, and it must not be missed."""
    await app.push_screen_wait(RefusedDialog(what, reason))


class RefusedDialog(Dialog[bool]):
    """Returns True for the way on, if there is one, else None."""

    PLACE = places.ASKED
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, reason: str, way_on: str = "") -> None:
        super().__init__()
        self._title, self._reason, self._way_on = title, reason, way_on

    def compose(self) -> ComposeResult:
        """What was refused, why, and the buttons."""
        with Vertical(classes="dialog refused"):
            yield plain(Lack.REFUSED.said(self._title), classes="dialog-title")
            yield plain(self._reason)
            with Horizontal(classes="buttons"):
                if self._way_on:
                    yield Button(self._way_on, id="on", classes="-first", compact=True)
                yield Button(_("Close"), id="close", classes="" if self._way_on else "-first", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answers."""
        self.dismiss(True if event.button.id == "on" else None)
