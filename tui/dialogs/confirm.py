"""Asks before something that cannot be taken back, or that concerns many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button

from tui import places
from tui.dialogs.dialog import Dialog, plain
from tui.i18n import _


class ConfirmDialog(Dialog[bool]):
    """A question whose buttons are verbs; Cancel has the focus. Returns True for the verb, else None.

    `lines` are what it concerns, scrolled with ↑↓ where they do not fit.
    """

    PLACE = places.ASKED
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-8)", show=False),
        Binding("pagedown", "scroll(8)", show=False),
    ]

    def __init__(self, question: str, verb: str, *, detail: str = "", lines: Sequence[str] = ()) -> None:
        super().__init__()
        self._question, self._verb, self._detail, self._lines = question, verb, detail, lines

    def compose(self) -> ComposeResult:
        """The question and two buttons."""
        with Vertical(classes="dialog"):
            yield plain(self._question, classes="dialog-title")
            if self._detail:
                yield plain(self._detail)
            if self._lines:
                with VerticalScroll(classes="concerned", can_focus=False):
                    yield plain("\n".join(self._lines))
            with Horizontal(classes="buttons"):
                yield Button(_("Cancel"), id="cancel", classes="-first", compact=True)
                yield Button(self._verb, id="verb", variant="error", compact=True)

    def action_scroll(self, by: int) -> None:
        """Looks further down or up; without lines, goes to the other button."""
        if self._lines:
            self.query_one(VerticalScroll).scroll_relative(y=by, animate=False, immediate=True)
        elif by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answers."""
        self.dismiss(True if event.button.id == "verb" else None)
