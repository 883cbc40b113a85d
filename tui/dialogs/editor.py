"""A text of several lines that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import TextArea

from tui import keys, places
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.dialog import Dialog, key_line, plain
from tui.i18n import _
from tui.type_ahead import asks
from tui.widgets.text_editor import TextEditor


class Written(NamedTuple):
    """What stands in the editor, and where the cursor stood."""

    text: str
    before: str
    after: str


class _Editor(TextEditor):
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.NEXT.key, "screen.hand_over", show=False)]


class EditorDialog(Dialog[Written]):
    """F9 hands over what was written; Enter begins another line. Returns None if it was left.

    `typed` hears what stands there after every letter. Leaving what was changed is asked about first.
    """

    PLACE = places.EDITOR
    AUTO_FOCUS = "TextEditor"

    def __init__(
        self, title: str, text: str, verb: str, *, detail: str = "", typed: Callable[[str], None] = lambda _text: None
    ) -> None:
        super().__init__()
        self._title, self._text, self._verb, self._detail, self._typed = title, text, verb, detail, typed

    def compose(self) -> ComposeResult:
        """The text under its title."""
        with Vertical(classes="dialog"):
            yield plain(self._title, classes="dialog-title")
            if self._detail:
                yield plain(self._detail)
            yield _Editor(self._text)
            yield key_line(_("F9 {verb} · ⏎ new line · Esc back").format(verb=self._verb))

    @on(TextArea.Changed)
    def _tell(self) -> None:
        self._typed(self.query_one(TextEditor).composed)

    def action_back(self) -> None:
        """Esc."""
        if self.query_one(TextEditor).composed == self._text:
            self.dismiss(None)
        else:
            self._ask_to_leave()

    @asks
    async def _ask_to_leave(self) -> None:
        question = ConfirmDialog(_("Leave it as it was?"), _("Leave"))
        leaves: bool | None = await self.app.push_screen_wait(question)
        if leaves:
            self.dismiss(None)

    def action_hand_over(self) -> None:
        """Hands over what is there."""
        editor = self.query_one(TextEditor)
        at = editor.cursor_location
        before = editor.get_text_range((0, 0), at)
        after = editor.get_text_range(at, editor.document.end)
        self.dismiss(Written(editor.composed, before, after))
