"""The one-line field a person types into. Who reads it, by `TextField.text` or in a message, gets the text in NFC."""

from __future__ import annotations

import unicodedata
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input
from textual.widgets.input import Selection

from store.text import clean
from tui import letters
from tui.widgets.editing import KEYS, Editing
from tui.widgets.typing_history import Snapshot


class TextField(Editing, Input):
    """A one-line field; takes the arguments of Textual's `Input`.

    `clear_on_submit` empties it the moment Enter is pressed, so that what follows in the same burst is a text of its
    own.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *KEYS,
        Binding("home,ctrl+home", "home", show=False),
        Binding("end,ctrl+end,ctrl+e", "end", show=False),
        Binding("shift+home,ctrl+shift+home", "home(True)", show=False),
        Binding("shift+end,ctrl+shift+end", "end(True)", show=False),
    ]

    class Changed(Input.Changed):
        """The text has changed; `value` is in NFC."""

        def __post_init__(self) -> None:
            self.value = _composed(self.value)
            super().__post_init__()

    class Submitted(Input.Submitted):
        """Enter was pressed; `value` is the text of that moment, in NFC."""

        def __post_init__(self) -> None:
            self.value = _composed(self.value)
            super().__post_init__()

    virtual_size = Reactive(Size(0, 0))
    """As every widget's, but that a longer text is no reason to lay the whole screen out anew for each letter."""

    def __init__(self, *args: Any, clear_on_submit: bool = False, **kwargs: Any) -> None:
        self.clear_on_submit = clear_on_submit
        super().__init__(*args, **kwargs)

    @property
    def text(self) -> str:
        """What was typed, in NFC."""
        return _composed(self.value)

    @property
    def typed(self) -> str:
        """What was typed."""
        return self.value

    @property
    def chosen(self) -> tuple[int, int]:
        """Where the selection began, and the cursor."""
        return self.selection

    def choose(self, anchor: int, cursor: int) -> None:
        """Selects."""
        self.selection = Selection(anchor, cursor)

    def validate_selection(self, selection: Selection) -> Selection:
        """Where a click or a key puts it is never within a letter."""
        places = super().validate_selection(selection)
        return Selection(*(letters.whole_letter(self.value, place) for place in places))

    def put(self, text: str, start: int, end: int) -> None:
        """As typed."""
        self.replace(text, start, end)

    def replace(self, text: str, start: int, end: int) -> None:
        """Every edit by a person comes through here; what the program does sets `value`."""
        before = self.snapshot()
        super().replace(text, start, end)
        if self.value != before.value:
            self._history.record(before, self.snapshot(), text)

    def put_back(self, snapshot: Snapshot) -> None:
        """The text and the cursor."""
        self.value, self.cursor_position = snapshot

    def pasted(self, text: str) -> str:
        """The first line that says something, made safe."""
        return next(filter(None, map(clean, text.splitlines())), "")

    def action_home(self, select: bool = False) -> None:
        """To the beginning."""
        self.go(0, select)

    def action_end(self, select: bool = False) -> None:
        """To the end."""
        self.go(len(self.value), select)

    async def action_submit(self) -> None:
        """Posts `Submitted`."""
        await super().action_submit()
        if self.clear_on_submit:
            self.clear()


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
