"""The editor above which the list is: arrows go on there, and F9 acts in its turn."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.proposals.notebook import Notebook
from tui.widgets.text_editor import TextEditor


class NoteEditor(TextEditor):
    """What is being written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "screen.next", show=False),
        Binding("tab", "screen.turn", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "screen.page(-1)", show=False),
        Binding("pagedown", "screen.page(1)", show=False),
        Binding("enter", "enter", show=False),
    ]

    def __init__(self, notebook: Notebook, *, id: str) -> None:
        super().__init__(id=id)
        self._notebook = notebook

    async def action_move(self, by: int) -> None:
        """In the list, or in the text."""
        if self._notebook.chosen is not None or (by < 0 and self.is_at_edge(by)):
            await self.run_action(f"screen.move({by})")
        elif by < 0:
            self.action_cursor_up()
        else:
            self.action_cursor_down()

    async def action_enter(self) -> None:
        """Another line; what the hint says while something is chosen."""
        if self._notebook.chosen is not None:
            await self.run_action("screen.enter")
        else:
            self.action_break_line()
