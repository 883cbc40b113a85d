"""The moderator's field: while nothing is typed, sideways keys choose the other list and Space stops the clock."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.widgets.search_field import SearchField


class PodiumField(SearchField):
    """With text in it, it is a field like any other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "turn", show=False),
        Binding("space", "pause_or_blank", show=False),
        Binding("left", "turn_or_move('cursor_left')", show=False),
        Binding("right", "turn_or_move('cursor_right')", show=False),
    ]

    async def action_turn(self) -> None:
        """The other list, if nothing is typed."""
        if not self.value:
            await self.run_action("screen.turn")

    async def action_turn_or_move(self, action: str) -> None:
        """The other list; with text in the field, the cursor moves."""
        await (self.run_action(action) if self.value else self.action_turn())

    async def action_pause_or_blank(self) -> None:
        """Space: the clock, if nothing is typed; else a blank."""
        if self.value:
            self.replace(" ", *self.selection)
        else:
            await self.run_action("screen.pause")
