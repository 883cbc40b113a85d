"""The field of several lines a person types into: like `text_field`, what was typed first takes effect first.

Textual's own inserts letters and line breaks in its queue, but Backspace only after the letters typed behind it, takes
F6 and F7 for itself, and keeps what a paste brings. The text stays as it was typed; `composed` has it in NFC.
"""

from __future__ import annotations

import unicodedata
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.widgets import TextArea

from store.text import clean_lines
from tui.widgets.text_field import Snapshot, TypingHistory, ending_in_common, run_key_in_order


class TextEditor(TextArea):
    """Every line wrapped, as many as there are. Takes the arguments of Textual's `TextArea`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "break_line", show=False),
        Binding("ctrl+z", "undo", show=False),
        Binding("ctrl+y,ctrl+shift+z", "redo", show=False),
        Binding("f6,f7,ctrl+f", "leave", show=False),
    ]

    def __init__(self, text: str = "", *, id: str | None = None, placeholder: str = "") -> None:
        self._typing = TypingHistory()
        super().__init__(text, id=id, placeholder=placeholder, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    @property
    def composed(self) -> str:
        """What was typed, in NFC."""
        return unicodedata.normalize("NFC", self.text)

    def put_in(self, text: str) -> None:
        """Another text, by the program: its history begins here, the cursor stands at its end."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    async def on_key(self, event: events.Key) -> None:
        """Acts on Backspace, Enter and every other key of this field before the letters typed after it."""
        await run_key_in_order(self, event)

    def edit(self, edit: Edit) -> EditResult:
        """Every edit by a person comes through here; what the program does is put in."""
        before = self._snapshot()
        result = super().edit(edit)
        after = self._snapshot()
        if after.value != before.value:
            self._typing.record(before, after, edit.text)
        return result

    def action_break_line(self) -> None:
        """Enter."""
        self._replace_via_keyboard("\n", *self.selection)

    def action_undo(self) -> None:
        """Takes back typing; where there is none the key is somebody else's, unless there is text."""
        self._go_to(self._typing.undo(self._snapshot()))

    def action_redo(self) -> None:
        """Types again what was taken back, if anything was."""
        self._go_to(self._typing.redo(self._snapshot()))

    def action_leave(self) -> None:
        """A key that is not this field's."""
        raise SkipAction

    def take_back(self, typed: str) -> None:
        """Removes as much of the end of this text as stands before the cursor, and any memory of it."""
        text, cursor = self._snapshot()
        kept = text[: cursor - ending_in_common(text[:cursor], typed)]
        if len(kept) < cursor:
            self._show(Snapshot(kept + text[cursor:], len(kept)))
            self._typing.forget_typed(self._snapshot())

    def action_paste(self) -> None:
        """Inserts what was last copied inside the application."""
        self._insert(self.app.clipboard)

    def on_paste(self, event: events.Paste) -> None:
        """Inserts every line that says something, made safe."""
        event.prevent_default()
        event.stop()
        self._insert(event.text)

    def _insert(self, text: str) -> None:
        lines = clean_lines(text)
        if lines:
            self._replace_via_keyboard(lines, *self.selection)

    def is_at_edge(self, by: int) -> bool:
        """Whether the cursor cannot go further up (`by` < 0) or down in the text as it is wrapped."""
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        return row == (0 if by < 0 else self.wrapped_document.height - 1)

    def _snapshot(self) -> Snapshot:
        return Snapshot(self.text, len(self.get_text_range((0, 0), self.cursor_location)))

    def _go_to(self, snapshot: Snapshot | None) -> None:
        if snapshot is None:
            if self.text:
                return
            raise SkipAction
        self._show(snapshot)

    def _show(self, snapshot: Snapshot) -> None:
        self.load_text(snapshot.value)
        before = snapshot.value[: snapshot.cursor].split("\n")
        self.move_cursor((len(before) - 1, len(before[-1])))
