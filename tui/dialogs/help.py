"""The keys of a screen, made from the keys themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from tui.dialogs.dialog import Dialog, plain
from tui.i18n import _
from tui.keys import Key
from tui.widgets.key_table import KeyTable


class HelpDialog(Dialog[None]):
    """Every key, what it does. Esc, F1 or Enter closes."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,enter", "back", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-8)", show=False),
        Binding("pagedown", "scroll(8)", show=False),
    ]

    def __init__(self, title: str, keys: Sequence[Key]) -> None:
        super().__init__()
        self._title, self._keys = title, keys

    def compose(self) -> ComposeResult:
        """A paragraph for each key."""
        with VerticalScroll(classes="dialog help", can_focus=False):
            yield plain(self._title, classes="dialog-title")
            yield KeyTable(self._keys)
            yield plain(_("Esc closes"), classes="dialog-hint")

    def action_scroll(self, by: int) -> None:
        """At once: an arrow that comes while Textual still scrolls for the one before would be lost."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False, immediate=True)
