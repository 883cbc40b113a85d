"""Something to read: a title and lines, closed with Esc or Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from tui import places
from tui.dialogs.dialog import Dialog, key_line, plain
from tui.i18n import _


class NoticeDialog(Dialog[None]):
    """As many lines as there are; what does not fit is scrolled to."""

    PLACE = places.TOLD
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "back", show=False)]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def compose(self) -> ComposeResult:
        """The lines."""
        with VerticalScroll(classes="dialog"):
            yield plain(self._title, classes="dialog-title")
            yield plain("\n".join(self._lines))
            yield key_line(_("Esc closes"))
