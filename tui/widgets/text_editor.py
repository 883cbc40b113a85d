"""The field of several lines a person types into.

Textual's own inserts letters and line breaks in its queue, but Backspace only after the letters typed behind it, takes
F6 and F7 for itself, and keeps what a paste brings. The text stays as it was typed; `composed` has it in NFC.
"""

from __future__ import annotations

import unicodedata
from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.document._document import EditResult, Location, Selection
from textual.document._edit import Edit
from textual.widgets import TextArea

from store.text import clean_lines
from tui import letters
from tui.widgets.editing import KEYS, Editing
from tui.widgets.typing_history import Snapshot


class TextEditor(Editing, TextArea):
    """Every line wrapped, as many as there are. Takes the arguments of Textual's `TextArea`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *KEYS,
        Binding("enter", "break_line", show=False),
        Binding("ctrl+home", "edge(-1)", show=False),
        Binding("ctrl+end", "edge(1)", show=False),
        Binding("ctrl+shift+home", "edge(-1, True)", show=False),
        Binding("ctrl+shift+end", "edge(1, True)", show=False),
        Binding("f6,f7,ctrl+f", "leave", show=False),
    ]

    def __init__(self, text: str = "", *, id: str | None = None, placeholder: str = "") -> None:
        super().__init__(text, id=id, placeholder=placeholder, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    @property
    def composed(self) -> str:
        """What was typed, in NFC."""
        return unicodedata.normalize("NFC", self.text)

    @property
    def typed(self) -> str:
        """What was typed."""
        return "\n".join(self.document.lines)

    @property
    def chosen(self) -> tuple[int, int]:
        """Where the selection began, and the cursor."""
        anchor, cursor = self.selection
        return self._place(anchor), self._place(cursor)

    def choose(self, anchor: int, cursor: int) -> None:
        """Selects, and brings the cursor into view."""
        self.move_cursor(self._location(anchor))
        if cursor != anchor:
            self.move_cursor(self._location(cursor), select=True)

    def validate_selection(self, selection: Selection) -> Selection:
        """Where a click or a key puts it is never within a letter."""
        return Selection(*(self._whole_letter(*location) for location in selection))

    def put(self, text: str, start: int, end: int) -> None:
        """As typed."""
        self._replace_via_keyboard(text, self._location(start), self._location(end))

    def put_in(self, text: str) -> None:
        """Another text, by the program: its history begins here, the cursor stands at its end."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def put_back(self, snapshot: Snapshot) -> None:
        """The text and the cursor."""
        self.load_text(snapshot.value)
        self.move_cursor(self._location(snapshot.cursor))

    def edit(self, edit: Edit) -> EditResult:
        """Every edit by a person comes through here; what the program does is put in."""
        before = self.snapshot()
        result = super().edit(edit)
        after = self.snapshot()
        if after.value != before.value:
            self._history.record(before, after, edit.text)
        return result

    def pasted(self, text: str) -> str:
        """Every line that says something, made safe."""
        return clean_lines(text)

    def action_break_line(self) -> None:
        """Enter."""
        self._replace_via_keyboard("\n", *self.selection)

    def action_edge(self, by: int, select: bool = False) -> None:
        """To the beginning of the text (`by` < 0) or its end."""
        self.go(0 if by < 0 else len(self.typed), select)

    def action_cursor_line_start(self, select: bool = False) -> None:
        """Home is the beginning of the line, as in every other field, whether or not blanks stand there."""
        self.move_cursor(self.get_cursor_line_start_location(), select=select)

    def action_leave(self) -> None:
        """A key that is not this field's."""
        raise SkipAction

    def is_at_edge(self, by: int) -> bool:
        """Whether the cursor cannot go further up (`by` < 0) or down in the text as it is wrapped."""
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        return row == (0 if by < 0 else self.wrapped_document.height - 1)

    def _place(self, location: Location) -> int:
        row, column = location
        return sum(len(line) + 1 for line in self.document.lines[:row]) + column

    def _location(self, place: int) -> Location:
        before = self.typed[:place].split("\n")
        return len(before) - 1, len(before[-1])

    def _whole_letter(self, row: int, column: int) -> Location:
        return row, letters.whole_letter(self.document[row], column)
