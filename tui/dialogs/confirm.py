"""Asks before something that cannot be taken back."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button

from tui.dialogs.dialog import Dialog, plain
from tui.i18n import _


class ConfirmDialog(Dialog[bool]):
    """A question whose buttons are verbs; Cancel has the focus. Returns True for the verb, else None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, question: str, verb: str, *, detail: str = "") -> None:
        super().__init__()
        self._question, self._verb, self._detail = question, verb, detail

    def compose(self) -> ComposeResult:
        """The question and two buttons."""
        with Vertical(classes="dialog"):
            yield plain(self._question, classes="dialog-title")
            if self._detail:
                yield plain(self._detail)
            with Horizontal(classes="buttons"):
                yield Button(_("Cancel"), id="cancel", classes="-first", compact=True)
                yield Button(self._verb, id="verb", variant="error", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answers."""
        self.dismiss(True if event.button.id == "verb" else None)
