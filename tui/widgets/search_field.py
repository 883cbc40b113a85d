"""The one field of the reception screen: numbers, names, and whatever a scanner types that is no badge."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from tui.machine.keyboard_signs import typed_numbers
from tui.widgets.text_field import TextField

_FAR: Final = 1_000_000
"""More rows than a list has."""


class SearchField(TextField):
    """Acts on arrows and Enter in the order in which they were typed.

    `enter` and `mark` are given the text of the moment the key was pressed and say whether that was acted upon; after
    Enter the field is then empty before the next letter arrives.
    """

    EMPTY_UNDOES = False
    """Ctrl+Z takes back the last action of the window then."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-5)", show=False),
        Binding("pagedown", "move(5)", show=False),
        Binding("home", "end_of_list(-1)", show=False),
        Binding("end", "end_of_list(1)", show=False),
        Binding("space", "mark", show=False),
    ]

    def __init__(
        self,
        enter: Callable[[str], bool],
        move: Callable[[int], None],
        mark: Callable[[str], bool] = lambda _text: False,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id, select_on_focus=False)
        self._enter = enter
        self._move = move
        self._mark = mark
        self.cursor_blink = False

    @property
    def text(self) -> str:
        """What was typed, in NFC; as it came if it is numbers, whose digits some layouts type as marks in a row."""
        return self.value if typed_numbers(self.value) else super().text

    async def action_submit(self) -> None:
        """Acts on the text as it is now."""
        if self._enter(self.text):
            self.clear()

    def action_mark(self) -> None:
        """Space, once an arrow or a number has chosen somebody; else it is a blank."""
        if not self._mark(self.text):
            self.replace(" ", *self.selection)

    def action_move(self, by: int) -> None:
        """Chooses among those found."""
        self._move(by)

    async def action_end_of_list(self, side: int) -> None:
        """The first or the last in the list; with text in the field, its beginning or its end."""
        if not self.value:
            await self.go_to_end(side)
        elif side < 0:
            self.action_home()
        else:
            self.action_end()

    async def go_to_end(self, side: int) -> None:
        """Chooses the first or the last."""
        self._move(side * _FAR)
